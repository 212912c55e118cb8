"""A resident's folder: what the city knows and has done, across all their cases. One's own reads leave no look."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from sportello.actions import access, cases, city, live, looks, messages, parties, replies, sealing
from sportello.actions.money import bills
from sportello.core import ids, references
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.interview import Known
from sportello.core.questions import Question
from sportello.core.services import Permits, Service
from sportello.core.texts import Text
from sportello.core.vault import Key
from sportello.store.accounts import Party
from sportello.store.cases import Case, Draft
from sportello.store.documents import Document
from sportello.store.folder import CalendarFeed
from sportello.store.looks import Look
from sportello.store.messages import Message

MOST = 200
Kind = Literal["bill", "promise", "paper", "draft"]


@dataclass(frozen=True)
class Held:
    """One thing the city knows of the party, and the first question of a service that asks for it."""

    service: Service
    question: Question
    known: Known


@dataclass(frozen=True)
class Paper:
    """A document the city issued, with the case it belongs to, and what it permits, if anything."""

    case: UUID
    reference: str
    paper: cases.Paper
    permits: Permits | None


@dataclass(frozen=True)
class Letter:
    """A message of the city in the inbox; `read_at` is None until its owner has opened it.

    One that belongs to no case has no `reference`, and the city's name for `names`; one of an open case may be
    answered (`is_open`). Of one that is opened alone is told, besides, which ways it came back from (`returns`, each
    with the moment and why), and what its reader wrote about it (`written`).
    """

    id: UUID
    case: UUID | None
    reference: str
    names: Text
    told: messages.Told
    read_at: datetime | None
    is_open: bool
    returns: tuple[tuple[str, datetime, str], ...] = ()
    written: tuple[replies.Said, ...] = ()


@dataclass(frozen=True)
class SeenBy:
    """A look at the party's data, with the case it was in."""

    case: UUID
    reference: str
    seen: looks.Seen


@dataclass(frozen=True)
class Deadline:
    """A date to keep in mind: `names` says of what, `address` is its page."""

    kind: Kind
    on: date
    names: Mapping[str, str]
    address: str
    id: UUID

    @property
    def place(self) -> tuple[date, UUID]:
        """Give its place among the dates: by day, those of one day by id."""
        return self.on, self.id


def list_data(*, by: Actor) -> list[Held]:
    """List what the city knows of the party, in the order services ask for it. Refused `folder.sign_in`.

    Whoever acts for them sees what the services of the mandate ask for.
    """
    known = parties.known(_subject(by))
    asked: dict[str, tuple[Service, Question]] = {}
    for service in live.services():
        for question in service.questions if by.covers(service.id) else ():
            if question.once in known:
                asked.setdefault(question.once, (service, question))
    return [Held(service, question, known[once]) for once, (service, question) in asked.items()]


def list_papers(*, by: Actor) -> list[Paper]:
    """List the documents of all cases, newest first."""
    found = Document.objects.filter(case__in=_cases(by)).select_related("case").order_by("-issued_at")[:MOST]
    return [_paper(document, live.edition(document.case.edition)) for document in found]


def list_letters(*, by: Actor, before: UUID | None = None, most: int = MOST) -> list[Letter]:
    """List the messages, of all cases and of none, newest first, at most `most`.

    With `before`, those written before that message: the next of the list are those before its last.
    """
    until = Q() if before is None else Q(id__lt=before)
    of_cases = Message.objects.filter(until, case__in=_sent_cases(by)).select_related("case")
    found = [*of_cases.defer("case__sealed", "case__journey").order_by("-id")[:most]]
    found += _notices(by).filter(until).order_by("-id")[:most]
    found = sorted(found, key=lambda message: message.id, reverse=True)[:most]
    wrapped = sealing.list_wrapped({message.case_id for message in found if message.case_id})
    keys = {case: sealing.unwrap(case, *how) for case, how in wrapped.items()}
    keys[_subject(by)] = sealing.party_key(Party.objects.get(id=_subject(by)))
    opened = ((message, keys.get(message.case_id or _subject(by))) for message in found)
    return [_letter(message, key, by) for message, key in opened if key]


def read_letter(message_id: UUID, *, by: Actor) -> Letter:
    """Open a message, which counts as read from then on. Refused `message.not_found`, also for messages of others."""
    with transaction.atomic():
        message = Message.objects.select_related("case", "party").filter(id=message_id).first()
        if message is None or not _is_theirs(message, by):
            raise Refused("message.not_found")
        if message.read_at is None and by.mandate is None and not _is_anothers(message, by):
            message.read_at, message.remind_at = city.now(), None
            message.save(update_fields=["read_at", "remind_at"])
    came_back = tuple(message.returns.order_by("at").values_list("channel", "at", "why"))
    written = replies.list_of(message.case, by=by) if message.case else []
    theirs = tuple(said for said in written if said.message == message.id)
    return replace(_letter(message, messages.key_of(message), by), returns=came_back, written=theirs)


def count_unread(*, by: Actor) -> int:
    """Count the messages not opened yet, at most a hundred."""
    unread = (Message.objects.filter(case__in=_sent_cases(by), read_at=None), _notices(by).filter(read_at=None))
    return min(100, sum(len(rows.values_list("id")[:100]) for rows in unread))


def list_looks(*, by: Actor) -> list[SeenBy]:
    """List who looked at the party's data, when and why, newest first."""
    rows = Look.objects.filter(case__in=_cases(by)).select_related("case").order_by("-hour")[:MOST]
    seen = looks.see(list(rows))
    return [SeenBy(row.case_id, row.case.reference, one) for row, one in zip(rows, seen, strict=True)]


def list_deadlines(*, by: Actor, after: tuple[date, UUID] | None = None, most: int | None = None) -> list[Deadline]:
    """List the dates to come, nearest first: bills, promises of the city, papers that end, drafts that are deleted.

    With `after`, the day and id of the last one listed, those that follow it; all of them, or at most `most`.
    """
    today = live.today()
    found = [*_of_bills(by), *_of_cases(by), *_of_papers(by), *_of_drafts(by)]
    first = after or (today, ids.NEVER)
    coming = (one for one in found if one.on >= today and one.place > first)
    return sorted(coming, key=lambda one: one.place)[:most]


def make_feed(*, by: Actor) -> str:
    """Make a new secret address for the party's calendar, in place of the one before; give its code, shown once.

    Refused `folder.own_only` to who acts for another: it would outlive the mandate.
    """
    party = _own(by)
    code = references.new_code(city.current().random(references.RANDOM_BYTES))
    index = sealing.index("calendar", code)
    CalendarFeed.objects.update_or_create(party_id=party, defaults={"code_index": index, "made_at": city.now()})
    return code


def end_feed(*, by: Actor) -> None:
    """Let the secret address open nothing any more. Refused as `make_feed` says."""
    CalendarFeed.objects.filter(party=_own(by)).delete()


def has_feed(*, by: Actor) -> bool:
    """Tell whether there is a secret address."""
    return CalendarFeed.objects.filter(party=_subject(by)).exists()


def read_feed(code: str) -> list[Deadline]:
    """List the dates behind a secret address. Refused `calendar.not_found`, the same for codes mistyped."""
    indexes = sealing.search_code("calendar", code)
    feed = CalendarFeed.objects.filter(code_index__in=indexes).first()
    if feed is None:
        raise Refused("calendar.not_found")
    if bytes(feed.code_index) != indexes[0]:  # of an older key; the current one comes first
        CalendarFeed.objects.filter(party=feed.party_id).update(code_index=indexes[0])
    return list_deadlines(by=Actor(channel="calendar", party=feed.party_id))


def _subject(by: Actor) -> UUID:
    if by.subject is None:
        raise Refused("folder.sign_in")
    return by.subject


def _own(by: Actor) -> UUID:
    if by.mandate is not None:
        raise Refused("folder.own_only")
    return _subject(by)


def theirs(by: Actor) -> Q:
    """Give the condition for cases in the folder: the party's own, and not what this browser merely holds."""
    return access.of_party(_subject(by), by)


def _sent_in(by: Actor) -> Q:
    """Give the condition for what the party began or sent in by itself: who joined a case hears of it in notices."""
    mine = Q(party=_subject(by))
    return mine if by.scope is None else mine & Q(service__in=by.scope)


def _cases(by: Actor) -> QuerySet[Case]:
    return Case.objects.filter(theirs(by)).only("id")


def _sent_cases(by: Actor) -> QuerySet[Case]:
    return Case.objects.filter(_sent_in(by)).only("id")


def _notices(by: Actor) -> QuerySet[Message]:
    """Give the messages that belong to no case; not to who acts for the party in some services only."""
    subject = _subject(by)
    return Message.objects.filter(party=subject) if by.scope is None else Message.objects.none()


def _is_theirs(message: Message, by: Actor) -> bool:
    if message.case is not None:
        return access.is_applicant(message.case, by)
    return by.subject is not None and by.subject == message.party_id and by.scope is None


def _is_anothers(message: Message, by: Actor) -> bool:
    """Tell whether the message went to the other of two who applied together."""
    return message.case is not None and by.subject == message.case.co_party_id


def _paper(document: Document, service: Service) -> Paper:
    permits = service.documents[document.kind].permits
    return Paper(document.case_id, document.case.reference, cases.paper(document, service), permits)


def _letter(message: Message, key: Key, by: Actor) -> Letter:
    case = message.case
    told = messages.read(message, case, key, by=by)
    names = live.edition(case.edition).names if case else live.profile().name
    is_open, reference = case is not None and case.status != "closed", case.reference if case else ""
    return Letter(message.id, message.case_id, reference, names, told, message.read_at, is_open)


def _of_bills(by: Actor) -> list[Deadline]:
    return [
        Deadline("bill", part.due_on, bill.titles, f"/bills/{bill.id}", bill.id)
        for bill in bills.list_mine(by=by)
        if bill.next
        for part in bill.plan[bill.next.number - 1 :]
    ]


def _of_cases(by: Actor) -> list[Deadline]:
    waiting = Case.objects.filter(theirs(by)).exclude(status="closed").order_by("due_at")[:MOST]
    return [
        Deadline(
            "promise", live.local(case.due_at).date(), live.edition(case.edition).names, f"/cases/{case.id}", case.id
        )
        for case in waiting.only("id", "due_at", "edition")
    ]


def _of_papers(by: Actor) -> list[Deadline]:
    return [
        Deadline("paper", one.paper.valid_until, one.paper.names, f"/cases/{one.case}", one.paper.id)
        for one in list_papers(by=by)
        if one.paper.valid_until and one.paper.revoked_at is None
    ]


def _of_drafts(by: Actor) -> list[Deadline]:
    kept = Draft.objects.filter(_sent_in(by), case=None).order_by("expires_at")[:MOST]
    return [
        Deadline(
            "draft",
            live.local(draft.expires_at).date(),
            live.edition(draft.edition).names,
            f"/apply/{draft.id}",
            draft.id,
        )
        for draft in kept.only("id", "expires_at", "edition")
    ]

"""A letter that the post brought back: found by the reference printed on it, by its case or by whose it was, and noted.

It changes nothing of when a message counts: that is when it was put into the folder. A code in it ends.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from sportello.actions import (
    access,
    city,
    counter,
    deliveries,
    homes,
    letters,
    live,
    messages,
    notices,
    record,
)
from sportello.core import references
from sportello.core.actors import Actor
from sportello.core.delivery import Channel, Undelivered
from sportello.core.errors import Refused
from sportello.store.accounts import Account, Code, Letter
from sportello.store.cases import Case
from sportello.store.messages import Message

MOST = 20
NOON = time(12)


@dataclass(frozen=True)
class Found:
    """A posted letter: its reference, whose account it was to (`number`), whether it has a code, and since when it is
    back (None: it is not).
    """

    id: UUID
    reference: str
    number: str
    coded: bool
    posted_at: datetime
    returned_at: datetime | None


def find(text: str, *, by: Actor) -> list[Found]:
    """Find posted letters, the newest first: by the reference printed on one; of a case of the actor's teams, by its
    reference; or of an account, as `counter.find` does, which leaves a line.

    Refused `access.counter`, `letter.not_found`, `limit.reached`.
    """
    access.check_counter(by)
    try:
        reference = references.read_reference(text)
    except Refused:
        reference = ""
    found = _with_reference(reference) or _of_case(reference, by) or _of_account(text, by)
    if not found:
        raise Refused("letter.not_found")
    return found


def get(letter_id: UUID, *, by: Actor) -> Found:
    """Get a posted letter. Refused `access.counter`, `letter.not_found`."""
    access.check_counter(by)
    found = _tell(_posted().filter(id=letter_id)) or _tell_coded(_posted_coded().filter(id=letter_id))
    if not found:
        raise Refused("letter.not_found")
    return found[0]


def note(letter_id: UUID, why: Undelivered, on: date, *, by: Actor) -> None:
    """Note why a letter came back, and on which day. A message goes the next way there is; a code ends.

    Doing it twice does it once. Refused `access.counter`, `access.own`, `letter.not_found`, `letter.return_day` for a
    day before it was posted, or to come.
    """
    access.check_counter(by)
    with transaction.atomic():
        rows = _posted().select_for_update(of=("self",))
        coded = _posted_coded().select_for_update(of=("self",))
        if message := rows.filter(id=letter_id).first():
            _note_message(message, why, on, by)
        elif letter := coded.filter(id=letter_id).first():
            _note_coded(letter, why, on, by)
        else:
            raise Refused("letter.not_found")


def _note_message(message: Message, why: Undelivered, on: date, by: Actor) -> None:
    assert message.batch and message.batch.posted_at
    if _is_own(deliveries.party_of(message), by):
        raise Refused("access.own")
    at = _instant(on, message.batch.posted_at)
    if message.sent_at is None or message.failed or message.channel != Channel.LETTER:
        return
    key = messages.key_of(message)
    content = messages.content_of(message, key)
    deliveries.come_back(message, key, content, why.value, is_gone=why.is_gone, at=at, by=by)


def _note_coded(letter: Letter, why: Undelivered, on: date, by: Actor) -> None:
    assert letter.posted_at
    if letter.account_id == by.account:
        raise Refused("access.own")
    at = _instant(on, letter.posted_at)
    if letter.returned_at is not None:
        return
    letter.returned_at, letter.returned = at, why.value
    letter.save(update_fields=["returned_at", "returned"])
    if letter.code:
        Code.objects.filter(id=letter.code).delete()
    if why.is_gone:
        homes.silence(letter.account, [line for line in letters.content_of(letter)["to"] if line], why.value)
    record.append("letter.returned", by=by, facts={"letter": str(letter.id), "why": why.value})
    if letter.account.party_id:
        notices.tell(letter.account.party_id, "code_returned", reference=letter.reference, on=on)


def _with_reference(reference: str) -> list[Found]:
    if not reference:
        return []
    found = _tell(_posted().filter(reference=reference))
    return found or _tell_coded(_posted_coded().filter(reference=reference))


def _of_case(reference: str, by: Actor) -> list[Found]:
    case = Case.objects.filter(reference=reference).first() if reference else None
    if case is None or not access.is_worker(case, by):
        return []
    return _tell(_posted().filter(case=case).order_by("-written_at")[:MOST])


def _of_account(text: str, by: Actor) -> list[Found]:
    account = counter.look_up(text, by)
    if account is None:
        return []
    theirs = Q(party=account.party_id) | Q(case__party=account.party_id)
    found = _tell(_posted().filter(theirs).order_by("-written_at")[:MOST])
    found += _tell_coded(_posted_coded().filter(account=account).order_by("-ordered_at")[:MOST])
    return sorted(found, key=lambda one: one.posted_at, reverse=True)


def _posted() -> QuerySet[Message]:
    found = Message.objects.filter(batch__posted_at__isnull=False).exclude(reference="")
    return found.select_related("batch", "case", "party")


def _posted_coded() -> QuerySet[Letter]:
    return Letter.objects.filter(posted_at__isnull=False).select_related("account")


def _tell(rows: Iterable[Message]) -> list[Found]:
    found = list(rows)
    parties = {deliveries.party_of(message) for message in found}
    numbers: dict[UUID | None, str] = dict(
        Account.objects.filter(party__in=parties, is_active=True).values_list("party", "login")
    )
    return [_tell_one(message, numbers.get(deliveries.party_of(message), "")) for message in found]


def _tell_one(message: Message, number: str) -> Found:
    assert message.batch and message.batch.posted_at
    is_back = message.channel != Channel.LETTER or message.failed
    last = message.returns.filter(channel=Channel.LETTER).order_by("-at").first() if is_back else None
    returned_at = last.at if last else None
    return Found(message.id, message.reference, number, False, message.batch.posted_at, returned_at)


def _tell_coded(rows: Iterable[Letter]) -> list[Found]:
    return [
        Found(row.id, row.reference, row.account.login, True, row.posted_at, row.returned_at)
        for row in rows
        if row.posted_at
    ]


def _is_own(party: UUID | None, by: Actor) -> bool:
    return party is not None and party == by.party


def _instant(on: date, posted_at: datetime) -> datetime:
    """Give the noon of a day, or now if that is to come. Refused `letter.return_day`."""
    if not live.local(posted_at).date() <= on <= live.today():
        raise Refused("letter.return_day")
    noon = datetime.combine(on, NOON, live.profile().zone)
    return min(max(noon, posted_at), city.now())

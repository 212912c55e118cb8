"""Messages to applicants: written in the case's own transaction, shown on its page at once, sent by a job."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sportello import words
from sportello.actions import (
    access,
    answers,
    city,
    deliveries,
    dispatches,
    live,
    notices,
    pushing,
    record,
    sealing,
)
from sportello.actions.rows import Rows
from sportello.core import actors, parts, ports, showing
from sportello.core.actors import Actor
from sportello.core.delivery import STOPPED
from sportello.core.errors import Refused
from sportello.core.questions import Email
from sportello.core.rulings import Ruling
from sportello.core.services import Service
from sportello.core.texts import say
from sportello.core.vault import Key
from sportello.store import sending
from sportello.store.accounts import Party
from sportello.store.cases import Case
from sportello.store.dossiers import Dossier
from sportello.store.messages import Message

COMING_BACK = ("sent_at", "delivered_at", "read_at", "due_at", "failed", "handed")


@dataclass(frozen=True)
class Told:
    """A message as its reader sees it. `sent_at` is None while it waits, or when the page is its only door.

    `failed` says why it came back for good: by a status code (RFC 3463), or in the words of the deed.
    """

    kind: str
    subject: str
    body: str
    channel: str
    written_at: datetime
    sent_at: datetime | None
    delivered_at: datetime | None = None
    read_at: datetime | None = None
    failed: str = ""


def write(case: Case, service: Service, key: Key, ruling: Ruling, *, path: str, message: str, rows: Rows) -> None:
    """Write a message of the service's own, with the decision's words filled in."""
    texts = service.messages[message]
    facts = _facts(case, service, key, ruling)
    _write(
        case,
        service,
        key,
        rows,
        kind=message,
        path=path,
        subject=_fill(say(texts.subject, case.language), facts),
        body=_fill(say(texts.body, case.language), facts),
    )


def write_notice(
    case: Case, service: Service, key: Key, kind: str, reasons: Iterable[str] = (), *, rows: Rows | None = None
) -> None:
    """Write one of the house's own notices (`received`, `asked`, `appeal_approve`, `appeal_deny`), with its reasons.

    It is written at once, or with what else is in `rows`.
    """
    facts = {
        "reference": case.reference,
        "service": say(service.names, case.language),
        "reasons": _say_reasons(service, reasons, case.language),
        "link": link(case, key),
    }
    said = {
        part: words.say(case.language, f"notice-{kind.replace('_', '-')}-{part}", **facts)
        for part in ("subject", "body")
    }
    with nullcontext(rows) if rows else Rows() as written:
        _write(case, service, key, written, kind=kind, path="", **said)


def send(message_id: UUID) -> None:
    """Send one message, as `send_each` does; raise what it fails with."""
    for error in send_each([message_id]).values():
        raise error


def send_each(message_ids: Collection[UUID]) -> Mapping[UUID, Exception]:
    """Send messages, e-mails over one connection, and give what some failed with. Doing it twice sends each once.

    Refused `mail.unavailable`, `texts.unavailable`, `push.unavailable` ask to be tried again; what was rejected for
    good goes the next way there is.
    """
    waiting = Message.objects.filter(id__in=message_ids, channel__in=deliveries.SENT, sent_at=None, failed="")
    found = waiting.filter(due_at=None).select_related("case", "party").order_by("id")
    found = found.only("kind", "language", "channel", "sealed", "written_at", "case__party", "party__wrapped_key")
    sealing.read_keys([message.case for message in found if message.case])
    failed: dict[UUID, Exception] = {}
    with city.current().mailer.connected() as mailer:
        for message in found:
            try:
                with city.current().tracer.span("message.send", case=message.case_id):
                    _send(message, mailer)
            except Exception as error:  # the others are still sent
                failed[message.id] = error
    return failed


def _send(message: Message, mailer: ports.Mailer) -> None:
    """Send a message in a transaction of its own: what was handed over before a worker is killed stays told.

    Noting it first holds its row, so that another who sends the same waits, and then finds it sent.
    """
    key = key_of(message)
    content = content_of(message, key)
    try:
        with transaction.atomic():
            if _note(message, sent=True) and (handed := deliveries.hand_over(message, content, mailer)):
                Message.objects.filter(id=message.id).update(handed=handed)
    except Refused as refused:
        if refused.code not in dispatches.FOR_GOOD:
            raise
        with transaction.atomic():
            if isinstance(refused, pushing.Untold):
                pushing.forget(refused.gone)
            why = STOPPED if refused.code == "texts.stopped" else deliveries.REJECTED
            if _note(message, sent=False, why=why):
                message.refresh_from_db(fields=COMING_BACK)
                deliveries.come_back(message, key, content, why, is_gone=refused.code != "texts.cannot")


def _note(message: Message, *, sent: bool, why: str = "") -> bool:
    """Note for good what became of a message, once; tell whether it was not known yet."""
    facts = {"message": str(message.id), "kind": message.kind, "sent": sent}
    event = record.event("message.sent", by=actors.system(), case=message.case, facts=facts)
    return sending.note(message.id, event, sent_at=city.now() if sent else None, failed=why[:200])


def list_of(case: Case, dossier: Dossier, key: Key, *, by: Actor) -> Iterator[Told]:
    """List the messages of a case, newest first."""
    for message in reversed(dossier.messages):
        yield read(message, case, key, by=by)


def list_of_party(party: UUID, *, by: Actor) -> Iterator[Told]:
    """List the messages of a party that belong to no case, newest first; the caller has checked who asks."""
    key = sealing.party_key(Party.objects.get(id=party))
    for message in Message.objects.filter(party=party).order_by("-written_at"):
        yield read(message, None, key, by=by)


def read(message: Message, case: Case | None, key: Key, *, by: Actor) -> Told:
    """Read a message with the key it lies under; the caller has checked who reads.

    Its link opens the case for whoever has it: staff, those who act under a mandate, and two who applied together, are
    shown the case's plain address in its place.
    """
    content = content_of(message, key)
    body = content["body"]
    if case is not None and (by.mandate is not None or access.is_joint(case) or not access.is_owner(case, by)):
        for code in (sealing.mailed_secret(key), sealing.case_secret(key)):  # older messages have the secret itself
            body = body.replace(_link(case, code), _page(case))
    return Told(
        message.kind,
        content["subject"],
        body,
        message.channel,
        message.written_at,
        message.sent_at,
        message.delivered_at,
        message.read_at,
        message.failed,
    )


def key_of(message: Message) -> Key:
    """Get the key a message lies under: that of its case, else of its party."""
    if message.case is not None:
        return sealing.case_key(message.case)
    assert message.party is not None
    return sealing.party_key(message.party)


def link(case: Case, key: Key) -> str:
    """Give the address that opens the case's page for whoever has it, until somebody says that it is not for them.

    Of a case that two made together, the plain address: they sign in.
    """
    if access.is_joint(case):
        return _page(case)
    return _link(case, sealing.mailed_secret(key))


def _page(case: Case) -> str:
    return f"{city.current().base_url}/cases/{case.id}"


def _link(case: Case, code: str) -> str:
    return f"{city.current().base_url}/track/{case.reference}/{code}"


def show_outputs(service: Service, outputs: Mapping[str, Any], language: str) -> dict[str, str]:
    """Write the outputs that people may see, by name."""
    currency = live.profile().currency
    return {
        name: showing.show_output(output, outputs.get(name), language, currency)
        for name, output in service.outputs.items()
    }


def _write(
    case: Case, service: Service, key: Key, rows: Rows, *, kind: str, path: str, subject: str, body: str
) -> None:
    given = _find_address(case, service) if case.party_id or not access.is_joint(case) else None
    message = Message(id=city.new_id(), case=case, path=path, kind=kind, language=case.language, written_at=city.now())
    way = deliveries.choose(case.party_id, kind, case=case, given=given)
    deliveries.write(message, key, {"subject": subject, "body": body}, way, rows)
    if case.co_party_id is not None:
        name = say(service.names, case.language)
        notices.tell(case.co_party_id, "joint_news", service=name, reference=case.reference, page=_page(case))


def content_of(message: Message, key: Key) -> Mapping[str, Any]:
    """Open what a message says, and to which address."""
    return dict(sealing.open_json(key, message.id, "message", message.sealed))


def _find_address(case: Case, service: Service) -> str | None:
    """Find the e-mail address the applicant gave in this application, not that of somebody who may join it."""
    told, others = answers.of(case), {id for id, about in service.own.items() if about == parts.CO_APPLICANT}
    asked = (one.id for one in service.questions if isinstance(one.type, Email) and one.id not in others)
    return next((address for id in asked if (address := told.get(id))), None)


def _facts(case: Case, service: Service, key: Key, ruling: Ruling) -> dict[str, str]:
    language = case.language
    return {
        **show_outputs(service, ruling.outputs, language),
        "reference": case.reference,
        "service": say(service.names, language),
        "outcome": words.say(language, f"outcome-{ruling.outcome}"),
        "reasons": _say_reasons(service, ruling.reasons, language),
        "link": link(case, key),
    }


def _say_reasons(service: Service, reasons: Iterable[str], language: str) -> str:
    said = (say(service.reasons[code].text, language) for code in reasons if code in service.reasons)
    return "\n".join(f"- {reason}" for reason in said)


def _fill(text: str, facts: Mapping[str, str]) -> str:
    """Put facts where the text names them in braces; a name that has no value here leaves nothing behind."""
    return re.sub(r"\{(\w+)\}", lambda found: facts.get(found[1], ""), text)

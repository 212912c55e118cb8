"""Codes, warnings and reminders, to a contact or to devices: written with a deed, sent by a job, then forgotten."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from sportello import words
from sportello.actions import city, pushing, sealing
from sportello.core import texting
from sportello.core.contacts import Contact
from sportello.core.delivery import Channel
from sportello.core.errors import Refused
from sportello.store.accounts import Dispatch

WORTH = timedelta(days=1)
"""How long a text is worth sending: later it would only puzzle whoever gets it."""
FOR_GOOD = ("mail.rejected", "texts.rejected", "texts.stopped", "texts.cannot", *pushing.FOR_GOOD)


def post(contact: Contact, language: str, kind: str, /, **facts: Any) -> None:
    """Write a text of the house's own to a contact (`account-text-KIND-…` of the words), inside a transaction."""
    _write(contact.kind, {"to": contact.text, **_say(contact, language, kind, facts)})


def post_to_devices(party: UUID, message: UUID, language: str, kind: str, stop: str) -> None:
    """Write to a party's devices that a message lies unopened, inside a transaction."""
    said = {"party": str(party), "message": str(message), "language": language, "kind": kind, "stop": stop}
    _write(Channel.PUSH, said)


def _write(channel: str, said: dict[str, Any]) -> None:
    dispatch_id = city.new_id()
    key, wrapped = sealing.new_key(dispatch_id)
    Dispatch.objects.create(
        id=dispatch_id,
        channel=channel,
        wrapped_key=wrapped,
        sealed=sealing.seal_json(key, dispatch_id, "dispatch", said),
        written_at=city.now(),
    )
    city.current().jobs.defer("send_dispatch", dispatch=str(dispatch_id))


def send(dispatch_id: UUID) -> None:
    """Send one text, and forget it. Doing it twice sends once; Refused `mail.unavailable`, `texts.unavailable`."""
    with transaction.atomic():
        row = Dispatch.objects.select_for_update().filter(id=dispatch_id).first()
        if row is None:
            return
        if row.written_at > city.now() - WORTH:
            _send(row)
        row.delete()


def forget() -> int:
    """Delete texts that could not be sent while they were worth it; tell how many."""
    return Dispatch.objects.filter(written_at__lte=city.now() - WORTH).delete()[0]


def _send(row: Dispatch) -> None:
    said = sealing.open_json(sealing.sent_key(row), row.id, "dispatch", row.sealed)
    at_home, name = city.current(), str(row.id)
    try:
        if row.channel == "email":
            at_home.mailer.send(said["to"], said["subject"], said["body"], message_id=name)
        elif row.channel == Channel.PUSH:
            _tell_devices(said, row.written_at)
        elif at_home.texts is not None:
            at_home.texts.send(said["to"], _text(said), message_id=name)
    except Refused as refused:
        if refused.code not in FOR_GOOD:
            raise


def _text(said: dict[str, Any]) -> texting.Text:
    """Read a text; of what the version before wrote, its words alone."""
    return texting.Text(said.get("template", ""), said.get("language", ""), said.get("parameters", {}), said["body"])


def _tell_devices(said: dict[str, Any], since: datetime) -> None:
    notice = pushing.word(UUID(said["message"]), said["language"], "reminder", said["kind"], said["stop"])
    pushing.tell(UUID(said["party"]), notice, since=since)


def _say(contact: Contact, language: str, kind: str, facts: dict[str, Any]) -> dict[str, Any]:
    """Say it as an e-mail, or in the one line that fits a phone."""
    if contact.kind == "phone":
        text = words.text(language, f"account-text-{kind}-short", **facts)
        return {"body": text.words, "template": text.template, "language": language, "parameters": text.parameters}
    return {part: words.say(language, f"account-text-{kind}-{part}", **facts) for part in ("subject", "body")}

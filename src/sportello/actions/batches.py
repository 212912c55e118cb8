"""Messages that go by letter: gathered day by day, printed at a counter's desk with a list of them, and posted.

A letter is made when it is printed, from the message as it lies sealed: who is erased meanwhile is not in the batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count

from sportello import words
from sportello.actions import access, city, live, looks, messages, record
from sportello.core import actors, showing
from sportello.core.actors import Actor
from sportello.core.delivery import Channel
from sportello.core.errors import Refused
from sportello.core.texts import say
from sportello.store.messages import Batch, Message

TEMPLATE = Path(__file__).with_name("batch.typ")
LARGEST = 200
"""Letters in a batch: as many as one person folds in a morning, and as a PDF of some seconds holds."""
MOST = 50


@dataclass(frozen=True)
class Seen:
    """A batch of letters: how many, made when, posted when (None: not yet)."""

    id: UUID
    count: int
    made_at: datetime
    posted_at: datetime | None


def gather() -> int:
    """Gather the letters that wait into batches; tell how many letters. Doing it twice gathers once."""
    with transaction.atomic():
        waiting = _letters().select_for_update(skip_locked=True).filter(batch=None, sent_at=None, failed="")
        found = list(waiting.order_by("written_at").values_list("id", flat=True))
        for some in _parts(found):
            batch = Batch.objects.create(id=city.new_id(), made_at=city.now())
            Message.objects.filter(id__in=some).update(batch=batch)
            record.append("letters.gathered", by=actors.system(), facts={"batch": str(batch.id), "count": len(some)})
    return len(found)


def list_of(*, by: Actor) -> list[Seen]:
    """List the batches, newest first. Refused `access.counter`."""
    access.check_counter(by)
    rows = Batch.objects.annotate(count=Count("message")).order_by("-made_at")[:MOST]
    return [Seen(row.id, row.count, row.made_at, row.posted_at) for row in rows]


def render(batch_id: UUID, *, by: Actor) -> bytes:
    """Print a batch: a PDF of a list to check against, and the letters, each on pages of its own.

    Whoever prints can read them: each case gets a look. Refused `access.counter`, `batch.not_found`.
    """
    access.check_counter(by)
    with transaction.atomic():
        batch = _find(batch_id)
        found = list(_letters().filter(batch=batch).select_related("case", "party").order_by("written_at"))
        for message in found:
            if message.case is not None:
                looks.log(message.case, looks.POST, by=by)
        record.append("letters.printed", by=by, facts={"batch": str(batch.id), "count": len(found)})
    data = {**_around(batch), "letters": [_letter(message) for message in found]}
    return city.current().typesetter.render_pdf({"main.typ": TEMPLATE.read_text()}, data, made_at=batch.made_at)


def post(batch_id: UUID, *, by: Actor) -> None:
    """Mark a batch as posted: its letters count as sent. Doing it twice does it once.

    Refused `access.counter`, `batch.not_found`.
    """
    access.check_counter(by)
    with transaction.atomic():
        batch = _find(batch_id)
        if batch.posted_at is not None:
            return
        batch.posted_at = city.now()
        batch.save(update_fields=["posted_at"])
        for message in _letters().filter(batch=batch).select_related("case"):
            message.sent_at = batch.posted_at
            message.save(update_fields=["sent_at"])
            facts = {"message": str(message.id), "kind": message.kind, "sent": True}
            record.append("message.sent", by=by, case=message.case, facts=facts)
        record.append("letters.posted", by=by, facts={"batch": str(batch.id)})


def _letters() -> Any:
    return Message.objects.filter(channel=Channel.LETTER)


def _parts(ids: Sequence[UUID]) -> list[Sequence[UUID]]:
    return [ids[begin : begin + LARGEST] for begin in range(0, len(ids), LARGEST)]


def _find(batch_id: UUID) -> Batch:
    batch = Batch.objects.select_for_update().filter(id=batch_id).first()
    if batch is None:
        raise Refused("batch.not_found")
    return batch


def _around(batch: Batch) -> dict[str, Any]:
    profile = live.profile()
    language, day = profile.languages[0], live.local(batch.made_at).date()
    return {
        "language": language,
        "title": words.say(language, "letters-list-title", day=day),
        "city": say(profile.name, language),
        "number": words.say(language, "letters-number"),
        "to": words.say(language, "letters-to"),
        "brand": dict(profile.brand),
    }


def _letter(message: Message) -> dict[str, Any]:
    profile, language = live.profile(), message.language
    content = messages.content_of(message, messages.key_of(message))
    address = profile.contact.get("address", "")
    return {
        "language": language,
        "city": say(profile.name, language),
        "sender": address if isinstance(address, str) else say(address, language),
        "to": content["address"].splitlines(),
        "day": showing.show_date(language, live.local(message.written_at).date()),
        "title": content["subject"],
        "text": [part for part in content["body"].split("\n\n") if part.strip()],
    }

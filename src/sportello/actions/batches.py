"""Messages that go by letter: gathered day by day, printed at a counter's desk with a list of them, and posted.

A letter is made when it is printed, from the message as it lies sealed: who is erased meanwhile is not in the batch.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Count, Exists, F, OuterRef

from sportello.actions import access, city, live, looks, messages, record, sheets
from sportello.core import actors
from sportello.core.actors import Actor
from sportello.core.delivery import Channel
from sportello.core.errors import Refused
from sportello.store.messages import Batch, Message

LARGEST = 200
"""Letters in a batch: as many as one person folds in a morning, and as a PDF of some seconds holds."""
MOST = 50


@dataclass(frozen=True)
class Seen:
    """A batch of letters: how many, made when; printed when last and how often, posted when (None: not yet)."""

    id: UUID
    count: int
    made_at: datetime
    printed_at: datetime | None
    prints: int
    posted_at: datetime | None


@dataclass(frozen=True)
class Listed:
    """One letter of a batch: its number on the list, and the reference printed on it."""

    id: UUID
    number: int
    reference: str


def gather() -> int:
    """Gather the letters that wait into batches; tell how many letters. Doing it twice gathers once."""
    with transaction.atomic():
        waiting = _letters().select_for_update(skip_locked=True).filter(batch=None, sent_at=None, failed="")
        found = list(waiting.order_by("written_at").only("id"))
        for some in _parts(found):
            for message in some:
                message.reference = sheets.new_reference()
            _gather(some)
    return len(found)


def list_of(*, by: Actor) -> list[Seen]:
    """List the batches, those that are not posted first, the newest first. Refused `access.counter`."""
    access.check_counter(by)
    theirs = _letters().filter(batch=OuterRef("id"))
    found = Batch.objects.filter(Exists(theirs), coded=False)
    rows = list(found.order_by(F("posted_at").desc(nulls_first=True), "-made_at")[:MOST])
    counts = dict(_letters().filter(batch__in=rows).values_list("batch").annotate(Count("id")))
    return [Seen(row.id, counts[row.id], row.made_at, row.printed_at, row.prints, row.posted_at) for row in rows]


def list_letters(batch_id: UUID, *, by: Actor) -> list[Listed]:
    """List the letters of a batch as its list has them. Refused `access.counter`, `batch.not_found`."""
    access.check_counter(by)
    found = _in_order(find(batch_id, coded=False)).values_list("id", "reference")
    return [Listed(id, number, reference) for number, (id, reference) in enumerate(found, start=1)]


def render(batch_id: UUID, *, by: Actor) -> bytes:
    """Print a batch: a PDF of a list to check against, and the letters, each on sheets of its own.

    It may be printed again, and then says so. Whoever prints can read them: each case gets a look. Those with a sign
    that no font has go into a batch of their own, which waits for one. Refused `access.counter`, `batch.not_found`,
    `letter.unshown` where there are no others: then it is not printed.
    """
    access.check_counter(by)
    with transaction.atomic():
        batch = find(batch_id, coded=False)
        found = list(_in_order(batch))
        note_print(batch, by)
        pdf, left_out = sheets.render_batch([_sheet(message) for message in found], batch.made_at, batch.prints)
        if left_out:
            _gather([found[place] for place in sorted(left_out)])
        _note(batch, [message for place, message in enumerate(found) if place not in left_out], by)
    return pdf


def render_one(message_id: UUID, *, by: Actor) -> bytes:
    """Print one letter of a batch again, which the printer has spoilt.

    Refused `access.counter`, `letter.not_found`, `letter.unshown`.
    """
    access.check_counter(by)
    with transaction.atomic():
        rows = _letters().filter(batch__isnull=False).select_related("case", "party", "batch")
        message = rows.filter(id=message_id).first()
        if message is None:
            raise Refused("letter.not_found")
        _note(message.batch, [message], by)
        return sheets.render_one(_sheet(message), message.batch.made_at)


def post(batch_id: UUID, *, by: Actor) -> None:
    """Mark a batch as posted: its letters count as sent. Doing it twice does it once.

    Refused `access.counter`, `batch.not_found`, `batch.not_printed`.
    """
    access.check_counter(by)
    with transaction.atomic():
        batch = find(batch_id, coded=False)
        if not note_posted(batch):
            return
        for message in _letters().filter(batch=batch).select_related("case"):
            message.sent_at = batch.posted_at
            message.save(update_fields=["sent_at"])
            facts = {"message": str(message.id), "kind": message.kind, "sent": True}
            record.append("message.sent", by=by, case=message.case, facts=facts)
        record.append("letters.posted", by=by, facts={"batch": str(batch.id)})


def find(batch_id: UUID, *, coded: bool) -> Batch:
    """Find and lock a batch, inside a transaction or without. Refused `batch.not_found`."""
    with transaction.atomic():
        batch = Batch.objects.select_for_update().filter(id=batch_id, coded=coded).first()
    if batch is None:
        raise Refused("batch.not_found")
    return batch


def note_print(batch: Batch, by: Actor) -> None:
    """Note that a batch is printed now, by whom, and how often by then."""
    batch.printed_at, batch.printed_by, batch.prints = city.now(), by.name, batch.prints + 1
    batch.save(update_fields=["printed_at", "printed_by", "prints"])


def note_posted(batch: Batch) -> bool:
    """Note that a batch is posted now; tell whether it was not yet. Refused `batch.not_printed`."""
    if batch.printed_at is None:
        raise Refused("batch.not_printed")
    if batch.posted_at is not None:
        return False
    batch.posted_at = city.now()
    batch.save(update_fields=["posted_at"])
    return True


def _gather(some: Sequence[Message]) -> None:
    """Put letters into a batch of their own, inside a transaction."""
    batch = Batch.objects.create(id=city.new_id(), made_at=city.now())
    for message in some:
        message.batch = batch
    Message.objects.bulk_update(some, ["batch", "reference"])
    record.append("letters.gathered", by=actors.system(), facts={"batch": str(batch.id), "count": len(some)})


def _letters() -> Any:
    return Message.objects.filter(channel=Channel.LETTER)


def _in_order(batch: Batch) -> Any:
    return _letters().filter(batch=batch).select_related("case", "party").order_by("written_at", "id")


def _parts(found: Sequence[Message]) -> list[Sequence[Message]]:
    return [found[begin : begin + LARGEST] for begin in range(0, len(found), LARGEST)]


def _note(batch: Batch, found: Sequence[Message], by: Actor) -> None:
    """Note for the record and the cases that these letters were printed."""
    for message in found:
        if message.case is not None:
            looks.log(message.case, looks.POST, by=by)
    record.append("letters.printed", by=by, facts={"batch": str(batch.id), "count": len(found)})


def _sheet(message: Message) -> sheets.Sheet:
    content = messages.content_of(message, messages.key_of(message))
    return sheets.Sheet(
        language=message.language,
        reference=message.reference,
        to=content["address"].splitlines(),
        day=live.local(message.written_at).date(),
        title=content["subject"],
        text=[part for part in content["body"].split("\n\n") if part.strip()],
    )

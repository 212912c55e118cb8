"""Epochs of the record: after a restore the log goes on under another origin, and its first leaf says what was lost."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from sportello.actions import checkpoints, city, record
from sportello.core import record as log
from sportello.core.errors import Refused
from sportello.core.notes import read_checkpoint
from sportello.store.record import Checkpoint, Epoch, Event, Leaf


@dataclass(frozen=True)
class Opening:
    """The event that opened an epoch, as anyone may recompute it: canonical JSON, and the leaf (hex) it gives."""

    epoch: int
    event: str
    leaf: str


def open_new(lost_from: datetime) -> int:
    """Open an epoch in a database that was restored to `lost_from`; give its number.

    It names the last published checkpoint: the copy kept outside, or the database's own newest where none is.
    """
    kept, newest = checkpoints.find_kept(), checkpoints.find_newest()
    number = max(checkpoints.epoch(), kept.epoch if kept else 0) + 1
    published = kept.note if kept else newest.note if newest else ""
    record.open_epoch(log.Epoch(number, published, lost_from, city.now()))
    return number


def last_deed() -> datetime:
    """Give when the newest event was; ids of events are in the order of their time, and have an index."""
    return Event.objects.order_by("-id").values_list("at", flat=True).first() or city.now()


def list_openings() -> list[Opening]:
    """List what opened epochs, oldest first. It is public: `core.record.OPEN_NONCE` proves it."""
    events = Event.objects.filter(id__in=Epoch.objects.values("event_id")).order_by("id")
    return [_opening(log.Event(one.id, one.at, one.kind, one.actor, None, one.facts)) for one in events]


def list_problems() -> Iterator[str]:
    """Name what does not hold of the epochs: each begins with its event's leaf, and signs from there on."""
    starts = {1: 0}
    for epoch in Epoch.objects.order_by("number"):
        event, leaf = _find_opening(epoch)
        if event is None or leaf is None or event.facts.get("epoch") != epoch.number:
            yield f"epoch {epoch.number}: its first leaf is not the event that opened it"
            return
        starts[epoch.number] = leaf.index
    yield from _checkpoint_problems(starts)


def _opening(event: log.Event) -> Opening:
    return Opening(event.facts["epoch"], log.render(event).decode(), log.leaf(log.OPEN_NONCE, event).hex())


def _find_opening(epoch: Epoch) -> tuple[Event | None, Leaf | None]:
    event = Event.objects.filter(id=epoch.event_id, kind=log.EPOCH_OPENED).first()
    return event, Leaf.objects.filter(event_id=epoch.event_id).first()


def _checkpoint_problems(starts: dict[int, int]) -> Iterator[str]:
    """Hold each checkpoint's epoch against where the epochs begin; those that cannot be read are named elsewhere."""
    signer = city.current().signer
    for size, note in Checkpoint.objects.order_by("size").values_list("size", "note").iterator():
        try:
            signed = read_checkpoint(note, signer.origin, signer.keys)
        except Refused:
            continue
        expected = max(number for number, first in starts.items() if first < size or number == 1)
        if signed.epoch != expected:
            yield f"checkpoint of size {size}: signed in epoch {signed.epoch}, which is not its own ({expected})"

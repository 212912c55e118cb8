"""Epochs of the record: after a restore the log goes on under another origin, and its first leaf says what was lost."""

from dataclasses import dataclass
from datetime import datetime

from sportello.actions import checkpoints, city, record
from sportello.core import record as log
from sportello.store.record import Epoch, Event


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


def _opening(event: log.Event) -> Opening:
    return Opening(event.facts["epoch"], log.render(event).decode(), log.leaf(log.OPEN_NONCE, event).hex())

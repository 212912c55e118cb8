"""Sealing a past that is made up as it would have been: what was promised to those who applied then was kept."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from sportello.actions import checkpoints, record
from sportello.core import intake, merkle
from sportello.site.seeding.stage import Clock
from sportello.store import log
from sportello.store.record import Event

AFTER = timedelta(seconds=20)
"""How long after an application the sealer came by: within the minute that is promised (`core.receipts`)."""


def seal(clock: Clock) -> None:
    """Give the events of the past their place in the log, under a checkpoint of its time soon after each application.

    A log that has begun already goes on at its end, and says that it did so now.
    """
    if record.newest_size() == 0:
        with transaction.atomic():
            _seal_past(clock)
    clock.turned = None
    record.seal_all()


def _seal_past(clock: Clock) -> None:
    frontier = merkle.Frontier()
    for moment, fresh in _list_rounds():
        start = frontier.size
        frontier, made = merkle.extend(frontier, (leaf for _, leaf in fresh))
        log.write(start, fresh, {at: hash for at, hash in made.items() if at[0]})
        clock.turned = moment
        checkpoints.sign(frontier)


def _list_rounds() -> Iterator[tuple[datetime, list[tuple[UUID, bytes]]]]:
    """List what the sealer found on each of its rounds (event, leaf), and when that was."""
    found: list[tuple[UUID, bytes]] = []
    due: datetime | None = None
    for id, at, kind, leaf in Event.objects.order_by("id").values_list("id", "at", "kind", "leaf"):
        if due and at > due:
            yield due, found
            found, due = [], None
        found.append((id, bytes(leaf)))
        if kind == intake.EVENT:
            due = due or at + AFTER
    if due:
        yield due, found

"""Checking the events: that each gives the leaf that was recorded, and is of a case that is there or was deleted."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from sportello.actions import checkpoints, sealing
from sportello.actions.verification.report import Report
from sportello.core import ids
from sportello.core import record as log
from sportello.core.errors import Refused
from sportello.core.vault import Key
from sportello.store.cases import Case
from sportello.store.record import Event, Leaf

BATCH = 2000
SEALED_BY = timedelta(days=2)
"""How long before the newest checkpoint an event without a place came too early to be merely waiting: all events
are looked at once a day."""
COLUMNS = ("id", "at", "kind", "actor", "case_id", "facts", "nonce", "leaf")
LOST = """
SELECT DISTINCT case_id FROM store_event WHERE case_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM store_case WHERE store_case.id = store_event.case_id)
    AND NOT EXISTS (
        SELECT FROM store_event AS gone
        WHERE gone.kind = 'case.deleted' AND gone.facts->>'case' = store_event.case_id::text
    )
"""


@dataclass(frozen=True)
class Around:
    """What belongs to a batch of events: leaves in the log by event, keys by case (or why there is none), and cases."""

    leaves: Mapping[UUID, bytes]
    keys: Mapping[UUID, Key | str]
    lives: Collection[UUID]


def check(report: Report) -> None:
    """Check every event.

    One whose case was deleted at the end of its term cannot be recomputed, since its nonce went with the case's key;
    its leaf still has to stand in the tree.
    """
    checkpoint = checkpoints.find_newest()
    newest = checkpoint.at if checkpoint else None
    rows, after = Event.objects.order_by("id").values_list(*COLUMNS, named=True), ids.NEVER
    while batch := list(rows.filter(id__gt=after)[:BATCH]):
        around = _look_around(batch)
        for event in batch:
            _check(report, event, around, newest)
        after = batch[-1].id
        report.watch(f"{report.events:,} events")
    with connection.cursor() as cursor:
        cursor.execute(LOST)
        for (case,) in cursor.fetchall():
            report.problem(f"case {case}: gone, though the record does not say that it was deleted")


def _look_around(batch: Sequence[Any]) -> Around:
    """Look up what belongs to these events; keys before cases, as a case may be deleted at this moment."""
    cases = {event.case_id for event in batch if event.case_id}
    keys = {case: _key(case, *wrapped) for case, wrapped in sealing.list_wrapped(cases).items()}
    lives = set(Case.objects.filter(id__in=cases).values_list("id", flat=True))
    leaves = Leaf.objects.filter(event_id__in=[event.id for event in batch]).values_list("event_id", "hash")
    return Around({event: bytes(leaf) for event, leaf in leaves}, keys, lives)


def _check(report: Report, event: Any, around: Around, newest: datetime | None) -> None:
    report.events += 1
    report.unsealed += event.id not in around.leaves
    for problem in _problems(event, around, newest):
        report.problem(f"event {event.id} ({event.kind}, {event.at:%Y-%m-%d %H:%M:%S}): {problem}")


def _problems(event: Any, around: Around, newest: datetime | None) -> Iterator[str]:
    leaf = around.leaves.get(event.id)
    if leaf is not None and leaf != bytes(event.leaf):
        yield "its leaf is not the one in the log"
    if leaf is None and newest and event.at < newest - SEALED_BY:
        yield "inserted, or left out of the log: later ones have their place"
    nonce = _nonce(event, around)
    if isinstance(nonce, str):
        yield nonce
    elif nonce is not None and not _gives_its_leaf(event, nonce):
        yield "altered, it does not give the leaf that was recorded"


def _gives_its_leaf(event: Any, nonce: bytes) -> bool:
    try:
        return log.leaf(nonce, log.Event(*event[:6])) == bytes(event.leaf)
    except (Refused, ValueError):  # what no deed ever wrote: a fraction among the facts, a nonce of another length
        return False


def _nonce(event: Any, around: Around) -> bytes | str | None:
    """Give the event's nonce, None when it went with its case, or why it cannot be read."""
    if event.case_id is None:
        return bytes(event.nonce)
    if event.case_id not in around.lives:
        return None
    key = around.keys.get(event.case_id, "the key of its case is gone")
    if isinstance(key, str):
        return key
    try:
        return sealing.open(key, event.id, "nonce", event.nonce)
    except Refused as refused:
        return f"its nonce cannot be read ({refused.code})"


def _key(case: UUID, wrapped: bytes, party: UUID | None) -> Key | str:
    try:
        return sealing.unwrap(case, wrapped, party)
    except Refused as refused:
        return f"the key of its case cannot be read ({refused.code})"

"""Checking the events: that each gives the leaf that was recorded, and is of a case that is there or was deleted."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Subquery

from sportello.actions import sealing
from sportello.actions.verification.report import Report
from sportello.core import record as log
from sportello.core.errors import Refused
from sportello.core.vault import Key
from sportello.store.cases import Case
from sportello.store.record import Checkpoint, Event, Leaf

BATCH = 2000
SEALED_BY = timedelta(days=2)
"""How long before the newest checkpoint an event without a place came too early to be merely waiting: all events
are looked at once a day."""
COLUMNS = ("id", "at", "kind", "actor", "case_id", "facts", "nonce", "leaf")
ADDED = ("wrapped", "wrapped_for", "sealed", "lives")
LOST = """
SELECT DISTINCT case_id FROM store_event WHERE case_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM store_case WHERE store_case.id = store_event.case_id)
    AND NOT EXISTS (
        SELECT FROM store_event AS gone
        WHERE gone.kind = 'case.deleted' AND gone.facts->>'case' = store_event.case_id::text
    )
"""


def check(report: Report) -> None:
    """Check every event.

    One whose case was deleted at the end of its term cannot be recomputed, since its nonce went with the case's key;
    its leaf still has to stand in the tree.
    """
    newest = Checkpoint.objects.order_by("-size").values_list("at", flat=True).first()
    rows = sealing.with_keys(Event.objects.order_by("id")).annotate(
        sealed=Subquery(Leaf.objects.filter(event_id=OuterRef("id")).values("hash")[:1]),
        lives=Exists(Case.objects.filter(id=OuterRef("case_id"))),
    )
    after = UUID(int=0)
    while batch := list(rows.filter(id__gt=after).values_list(*COLUMNS, *ADDED, named=True)[:BATCH]):
        _check_batch(report, batch, newest)
        after = batch[-1].id
        report.watch(f"{report.events:,} events")
    with connection.cursor() as cursor:
        cursor.execute(LOST)
        for (case,) in cursor.fetchall():
            report.problem(f"case {case}: gone, though the record does not say that it was deleted")


def _check_batch(report: Report, batch: Sequence[Any], newest: datetime | None) -> None:
    keys: dict[UUID, Key | str] = {}
    for event in batch:
        report.events += 1
        report.unsealed += event.sealed is None
        for problem in _problems(event, keys, newest):
            report.problem(f"event {event.id} ({event.kind}, {event.at:%Y-%m-%d %H:%M:%S}): {problem}")


def _problems(event: Any, keys: dict[UUID, Key | str], newest: datetime | None) -> Sequence[str]:
    problems = []
    if event.sealed is not None and bytes(event.sealed) != bytes(event.leaf):
        problems.append("its leaf is not the one in the log")
    if event.sealed is None and newest and event.at < newest - SEALED_BY:
        problems.append("inserted, or left out of the log: later ones have their place")
    nonce = _nonce(event, keys)
    if isinstance(nonce, str):
        problems.append(nonce)
    elif nonce is not None and not _gives_its_leaf(event, nonce):
        problems.append("altered, it does not give the leaf that was recorded")
    return problems


def _gives_its_leaf(event: Any, nonce: bytes) -> bool:
    try:
        return log.leaf(nonce, log.Event(*event[:6])) == bytes(event.leaf)
    except (Refused, ValueError):  # what no deed ever wrote: a fraction among the facts, a nonce of another length
        return False


def _nonce(event: Any, keys: dict[UUID, Key | str]) -> bytes | str | None:
    """Give the event's nonce, None when it went with its case, or why it cannot be read."""
    if event.case_id is None:
        return bytes(event.nonce)
    if not event.lives:
        return None
    if event.case_id not in keys:
        keys[event.case_id] = _key(event)
    key = keys[event.case_id]
    if isinstance(key, str):
        return key
    try:
        return sealing.open(key, event.id, "nonce", event.nonce)
    except Refused as refused:
        return f"its nonce cannot be read ({refused.code})"


def _key(event: Any) -> Key | str:
    if event.wrapped is None:
        return "the key of its case is gone"
    try:
        return sealing.unwrap(event.case_id, event.wrapped, event.wrapped_for)
    except Refused as refused:
        return f"the key of its case cannot be read ({refused.code})"

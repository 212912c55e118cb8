"""Checking the events: that each gives the leaf that was recorded, is of a case that is there or was deleted, and
tells of a decision that is there.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

import orjson
from django.db import connection

from sportello.actions import checkpoints, sealing
from sportello.actions.verification.decisions import TOLD_BY
from sportello.actions.verification.report import Report
from sportello.core import ids
from sportello.core import record as log
from sportello.core.errors import Refused
from sportello.store import log as log_store
from sportello.store.log import Recorded

BATCH = 2000
SEALED_BY = timedelta(days=2)
"""How long before the newest checkpoint an event without a place came too early to be merely waiting: all events
are looked at once a day."""
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
    checkpoint = checkpoints.find_newest()
    newest, after = checkpoint.at if checkpoint else None, ids.NEVER
    while batch := log_store.list_events(after, BATCH, TOLD_BY):
        for event in batch:
            _check(report, event, newest)
        after = batch[-1].id
        report.watch(f"{report.events:,} events")
    with connection.cursor() as cursor:
        cursor.execute(LOST)
        for (case,) in cursor.fetchall():
            report.problem(f"case {case}: gone, though the record does not say that it was deleted")


def _check(report: Report, event: Recorded, newest: datetime | None) -> None:
    report.events += 1
    report.unsealed += event.place is None
    for problem in _problems(event, newest):
        report.problem(f"event {event.id} ({event.kind}, {event.at:%Y-%m-%d %H:%M:%S}): {problem}")
    if event.lives and event.gone:
        report.problem(f"decision {event.gone} of case {event.case}: gone, though the record tells of it")


def _problems(event: Recorded, newest: datetime | None) -> Iterator[str]:
    if event.place is not None and event.place != event.leaf:
        yield "its leaf is not the one in the log"
    if event.place is None and newest and event.at < newest - SEALED_BY:
        yield "inserted, or left out of the log: later ones have their place"
    nonce = _nonce(event)
    if isinstance(nonce, str):
        yield nonce
    elif nonce is not None and not _gives_its_leaf(event, nonce):
        yield "altered, it does not give the leaf that was recorded"


def _gives_its_leaf(event: Recorded, nonce: bytes) -> bool:
    try:
        deed = log.Event(event.id, event.at, event.kind, event.actor, event.case, orjson.loads(event.facts))
        return log.leaf(nonce, deed) == event.leaf
    except (Refused, ValueError):  # what no deed ever wrote: a fraction among the facts, a nonce of another length
        return False


def _nonce(event: Recorded) -> bytes | str | None:
    """Give the event's nonce, None when it went with its case, or why it cannot be read."""
    if event.case is None:
        return event.nonce
    if not event.lives:
        return None
    if event.wrapped is None:
        return "the key of its case is gone"
    try:
        key = sealing.unwrap(event.case, event.wrapped, event.party)
    except Refused as refused:
        return f"the key of its case cannot be read ({refused.code})"
    try:
        return sealing.open(key, event.id, "nonce", event.nonce)
    except Refused as refused:
        return f"its nonce cannot be read ({refused.code})"

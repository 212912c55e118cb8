"""Holding the decisions that are kept against those the record tells of, for each case that is there."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django.db.models import Count, QuerySet

from sportello.actions.verification.report import Report
from sportello.core import ids, intake, rulings
from sportello.store.cases import Case, Decision
from sportello.store.record import Event

BATCH = 2000
KEPT = ("case_id", "hash", "outcome")
TOLD = ("case_id", "facts__decision", "facts__outcome")


def check(report: Report) -> None:
    """Tell of decisions that the record does not, or tells otherwise of, and of those that are gone or there twice."""
    kept = Decision.objects.all()
    told = Event.objects.filter(kind__in=(intake.EVENT, rulings.DECIDED))
    for batch in _batches(report, kept, KEPT):
        there = set(told.filter(case_id__in={case for case, _, _ in batch}).values_list(*TOLD))
        for case, hash, outcome in batch - there:
            report.problem(f"decision {hash} ({outcome}) of case {case}: the record does not tell of it")
    for batch in _batches(report, told, TOLD):
        there = set(kept.filter(case_id__in={case for case, _, _ in batch}).values_list(*KEPT))
        gone = batch - there
        cases = set(Case.objects.filter(id__in={case for case, _, _ in gone}).values_list("id", flat=True))
        for case, hash, outcome in gone:
            if case in cases:
                report.problem(f"decision {hash} ({outcome}) of case {case}: gone, though the record tells of it")
    for case, hash in _twice(kept):
        report.problem(f"decision {hash} of case {case}: there twice, one was inserted")


def _batches(report: Report, rows: QuerySet[Any], columns: Iterable[str]) -> Iterator[set[tuple[Any, ...]]]:
    after, done = ids.NEVER, 0
    ordered = rows.order_by("id").values_list("id", *columns)
    while batch := list(ordered.filter(id__gt=after)[:BATCH]):
        yield {row[1:] for row in batch}
        after, done = batch[-1][0], done + len(batch)
        report.watch(f"{done:,} decisions")


def _twice(kept: QuerySet[Any]) -> Iterator[tuple[UUID, str]]:
    counted = kept.values("case_id", "hash").annotate(count=Count("id")).filter(count__gt=1)
    yield from counted.values_list("case_id", "hash")

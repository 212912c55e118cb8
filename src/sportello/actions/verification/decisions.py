"""Holding the decisions that are kept against those the record tells of (`events` does it the other way round)."""

from sportello.actions.verification.report import Report
from sportello.core import ids, intake, rulings
from sportello.store import log

BATCH = 2000
TOLD_BY = (intake.EVENT, rulings.DECIDED)
"""The kinds of event that tell of a decision, by its hash and outcome."""


def check(report: Report) -> None:
    """Tell of decisions that the record does not, or tells otherwise of, and of those that are there twice."""
    after, done = ids.NEVER, 0
    while batch := log.list_decisions(after, BATCH, TOLD_BY):
        for one in batch:
            if not one.told:
                report.problem(
                    f"decision {one.hash} ({one.outcome}) of case {one.case}: the record does not tell of it"
                )
            if one.again:
                report.problem(f"decision {one.hash} of case {one.case}: there twice, one was inserted")
        after, done = batch[-1].id, done + len(batch)
        report.watch(f"{done:,} decisions")

"""Checking the whole record: events, leaves, tree, checkpoints, and that the cases and decisions it tells of are there.

Reads everything in batches, a few queries each, and changes nothing; deeds may go on meanwhile.
"""

from collections.abc import Callable, Sequence

from sportello.actions.verification import decisions, events, tree
from sportello.actions.verification.report import Report
from sportello.core.notes import Checkpoint

__all__ = ["Report", "verify"]


def verify(
    tell: Callable[[str], None], *, watch: Callable[[str], None] = lambda _: None, held: Sequence[Checkpoint] = ()
) -> Report:
    """Check everything; `tell` gets each thing that does not hold, when it is found, named so that one can look.

    `watch` is told how far it is. `held` are checkpoints that someone got from the city earlier.
    """
    report = Report(tell, watch)
    tree.check(report, held)
    events.check(report)
    decisions.check(report)
    return report

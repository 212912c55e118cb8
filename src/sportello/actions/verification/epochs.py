"""Checking the epochs: that each begins with the leaf of the event that opened it."""

from collections.abc import Iterator
from typing import Any

from sportello.actions import city
from sportello.actions.verification.report import Report
from sportello.core import epochs
from sportello.core import record as log
from sportello.store.record import Epoch, Event, Leaf


def list_begun(report: Report) -> list[epochs.Begun]:
    """List the epochs after the first as their events tell of them; tell of those whose event is not there."""
    signer = city.current().signer
    return epochs.list_begun(_find_openings(report), signer.origin, signer.keys, report.problem)


def _find_openings(report: Report) -> Iterator[tuple[int, Any]]:
    """Give for each epoch where it begins, and the facts of its event."""
    events = Event.objects.filter(kind=log.EPOCH_OPENED).in_bulk(Epoch.objects.values_list("event_id", flat=True))
    places = dict(Leaf.objects.filter(event_id__in=events).values_list("event_id", "index"))
    for number, event in Epoch.objects.order_by("number").values_list("number", "event_id"):
        facts = events[event].facts if event in places else None
        if not isinstance(facts, dict) or facts.get("epoch") != number:
            report.problem(f"epoch {number}: its first leaf is not the event that opened it")
        else:
            yield places[event], facts

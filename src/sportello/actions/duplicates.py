"""Cases that may be about the same: linked both ways for a clerk to judge. Nothing is refused for it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count

from sportello.actions import city
from sportello.core import finding
from sportello.core.services import Service
from sportello.store import duplicates
from sportello.store.cases import Case, Link
from sportello.store.duplicates import Sought


def seek(case: Case, service: Service, answers: Mapping[str, Any]) -> Iterator[Sought]:
    """Give what to look for: likely duplicates by each rule of the service, and reports nearby."""
    for vault in city.current().vault.singles:
        for rule in service.duplicates:
            if wanted := finding.same(service, answers, rule.on, vault):
                since = case.submitted_at - timedelta(days=rule.within_days)
                yield Sought(case, "duplicate", ", ".join(rule.on), since, wanted, open_only=rule.open_only)
        if service.nearby and (cells := finding.around(service, answers, vault)):
            since = case.submitted_at - timedelta(days=service.nearby.within_days)
            yield Sought(case, "nearby", service.nearby.question, since, cells, any=True)


def link(sought: Sequence[Sought]) -> None:
    """Link what is found."""
    pairs = {
        (one, other, found.kind): found.on
        for found, id in reversed(duplicates.find(sought))  # of two rules that find the same, the first is told
        for one, other in ((found.case.id, id), (id, found.case.id))
    }
    duplicates.link(pairs, city.now())


def count(cases: Collection[UUID]) -> dict[UUID, int]:
    """Count the likely duplicates that each case is linked to; a case without any is not in it."""
    linked = Link.objects.filter(case_id__in=cases, kind="duplicate").values_list("case_id").annotate(Count("id"))
    return dict(linked)

"""Beginning the steps of cases that were just taken in: many in one transaction, read and written at once.

One that fails does not fail the others: nothing of it is written.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from sportello.actions import (
    answers,
    city,
    decisions,
    duplicates,
    journeys,
    live,
    messages,
    parties,
    sealing,
    statistics,
)
from sportello.actions.rows import Rows
from sportello.core import journey
from sportello.store.cases import Case
from sportello.store.duplicates import Sought

T = TypeVar("T")
Failed = dict[UUID, Exception]


def begin(case_id: UUID) -> None:
    """Begin the steps of one case, as `begin_each` does; raise what it fails with."""
    for error in begin_each([case_id]).values():
        raise error


def begin_each(case_ids: Sequence[UUID]) -> Mapping[UUID, Exception]:
    """Begin the steps of each case and give what some failed with; doing it twice changes nothing.

    A case that is gone is passed over. What all have in common, the writing, fails for all or for none; then each is
    begun alone.
    """
    try:
        with city.current().tracer.span("steps.begin", batch=len(case_ids)), transaction.atomic():
            return _begin(case_ids)
    except Exception as error:
        if len(case_ids) == 1:
            return {case_ids[0]: error}
    return {id: error for one in case_ids for id, error in begin_each([one]).items()}


def _begin(case_ids: Collection[UUID]) -> Failed:
    cases = [case for case in journeys.lock_each(case_ids) if case.journey is None]
    sealing.read_keys(cases)
    decisions.read(cases)
    failed: Failed = {}
    sought = [one for _, found in _each(cases, _seek, failed) for one in found]
    duplicates.link(sought)
    linked = duplicates.count([case.id for case in cases])
    with Rows() as rows:
        begun = [case for case in cases if case.id not in failed]
        for _, own in _each(begun, lambda case: _begin_one(case, linked.get(case.id, 0)), failed):
            rows.take(own)
    return failed


def _each(cases: Collection[Case], do: Callable[[Case], T], failed: Failed) -> Iterator[tuple[Case, T]]:
    """Do it for each case and give what came of it, but for those where it fails: they are noted with why."""
    for case in cases:
        try:
            done = do(case)
        except Exception as error:  # whatever it is, it must not hold up the others
            failed[case.id] = error
        else:
            yield case, done


def _seek(case: Case) -> list[Sought]:
    return list(duplicates.seek(case, live.edition(case.edition), answers.of(case)))


def _begin_one(case: Case, linked: int) -> Rows:
    rows, service, key = Rows(), live.edition(case.edition), sealing.case_key(case)
    given = answers.of(case)
    with city.current().tracer.span("case.begin", case=case.id):
        statistics.keep(case, service, given, rows)
        messages.write_notice(case, service, key, "received", rows=rows)
        journeys.apply(case, service, key, journey.begin(service, journeys.facts(case, service, key, linked)), rows)
        parties.remember(case, service, given)
    return rows

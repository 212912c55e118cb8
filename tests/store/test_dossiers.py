"""A case's dossier, read by one statement, holds what the ORM would find row by row."""

import dataclasses
from collections.abc import Iterator
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests import town as towns
from tests.town import Town

from sportello.actions import appeals, cases, desk, inquiries, tasks
from sportello.core.actors import Actor, Role
from sportello.store import dossiers
from sportello.store.cases import Case
from sportello.store.dossiers import Dossier
from sportello.store.looks import Look

KINDS = [field.name for field in dataclasses.fields(Dossier)]


@pytest.fixture(scope="module")
def case(built_town: Town) -> Case:
    """Have a denied application appealed, with something asked, issued, sent along and looked at."""
    built_town.clock.at = towns.OPENING
    sent = towns.apply(built_town, "rental-assistance", lease=None, **towns.newcomer())
    lead = towns.staff("housing", Role.LEAD)
    first = towns.open_task(sent.case)
    desk.open_case(sent.case, purpose="work", by=lead)
    towns.rule(first, "deny", "income_too_high", by=lead)
    appeals.appeal(sent.case, "Look again.", by=towns.holder(sent))
    appeal, other = towns.open_task(sent.case, "appeal"), towns.staff("housing", Role.LEAD)
    tasks.take(appeal.id, by=other)
    inquiries.ask(appeal.id, "When?", by=other)
    towns.run_jobs()
    return Case.objects.get(id=sent.case)


def read(row: Any) -> dict[str, Any]:
    """Give what was read of a row; what is deferred would have to be asked for."""
    return {name: plain(value) for name, value in row.__dict__.items() if not name.startswith("_")}


def plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def list_rows(case: Case) -> Iterator[tuple[str, list[Any]]]:
    for kind in KINDS:
        yield kind, list(getattr(case, kind).all())


def test_every_kind_of_row_is_read_as_it_is_kept(town: Town, case: Case) -> None:
    dossier = dossiers.read(case)
    for kind, kept in list_rows(case):
        found = {row.pk: read(row) for row in getattr(dossier, kind)}
        assert found.keys() == {row.pk for row in kept} != set(), kind
        for row in kept:
            assert found[row.pk] == {name: plain(getattr(row, name)) for name in found[row.pk]}


def test_a_case_is_found_by_id_and_by_reference_as_the_orm_finds_it(town: Town, case: Case) -> None:
    for by in ({"id": case.id}, {"reference": case.reference}):
        found = dossiers.find(**by)
        assert found is not None
        assert read(found) == {name: plain(getattr(case, name)) for name in read(found)}
    assert dossiers.find(id=uuid4()) is None and dossiers.find(reference="NO-SUCH-REF") is None


def test_showing_a_case_to_its_applicant_asks_nothing_else(town: Town, case: Case) -> None:
    seen: list[cases.Status] = []
    by = Actor("web", holds=frozenset({case.id}))
    assert towns.count_statements(lambda: seen.append(cases.get_status(case.id, by=by))) == 0  # besides the driver's
    [status] = seen
    assert status.inquiries and status.papers and status.messages and status.files


def test_of_many_looks_the_newest_are_read(town: Town, case: Case) -> None:
    at = town.clock()
    Look.objects.bulk_create(
        Look(actor="staff:1", team="housing", case=case, purpose="work", hour=at + timedelta(hours=number))
        for number in range(1, dossiers.MOST_LOOKS + 10)
    )
    hours = [look.hour for look in dossiers.read(case).looks]
    assert len(hours) == dossiers.MOST_LOOKS and hours == sorted(hours)
    assert hours[-1] == at + timedelta(hours=dossiers.MOST_LOOKS + 9)

"""A hostile reader at the desk: a clerk who goes through lists of names and numbers to learn who is known here."""

from types import ModuleType

import pytest
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import counter, finding
from sportello.actions.limits import Limit
from sportello.store.record import Event

MOST = 3


def lower(monkeypatch: pytest.MonkeyPatch, where: ModuleType, name: str) -> None:
    """Let something be done three times."""
    usual: Limit = getattr(where, name)
    monkeypatch.setattr(where, name, Limit(f"{usual.name}, few", MOST, usual.seconds))


def test_who_searches_for_one_name_after_the_other_is_stopped(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lower(monkeypatch, finding, "SEARCHES")
    clerk, other = towns.staff("housing"), towns.staff("housing")
    for number in range(MOST):
        assert finding.find_cases("name", f"Neighbour {number}", by=clerk).cases == []
    assert code_of(lambda: finding.find_cases("name", "Neighbour", by=clerk)) == "limit.reached"
    assert finding.find_cases("name", "Neighbour", by=other).cases == []


def test_who_tries_one_number_after_the_other_is_stopped(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    lower(monkeypatch, counter, "LOOKED_UP")
    clerk, other = towns.staff("housing"), towns.staff("housing")
    for number in range(MOST):
        assert code_of(lambda number=number: counter.find(f"nobody-{number}", by=clerk)) == "account.not_found"  # type: ignore[misc]
    assert code_of(lambda: counter.find("nobody", by=clerk)) == "limit.reached"
    assert code_of(lambda: counter.find("nobody", by=other)) == "account.not_found"


def test_a_search_tells_who_searched_and_what_they_found(town: Town) -> None:
    sent, clerk = towns.apply(town, "street-defect"), towns.staff("roads")
    finding.find_cases("reference", sent.reference, by=clerk)
    [line] = Event.objects.filter(kind="cases.looked_up", actor=clerk.name)
    assert line.facts == {"by": "reference", "cases": [str(sent.case)]}

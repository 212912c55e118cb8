"""The demo city is a good pack, and its services are as rich as a real city's."""

from pathlib import Path

import pytest

from sportello.packs import checking
from sportello.packs.checking import Checked

DEMO = Path(__file__).parents[2] / "cities" / "demo"
SERVICES = {
    "building-permit",
    "business-relief",
    "data-correction",
    "device-loan",
    "rental-assistance",
    "residence-certificate",
    "street-defect",
}


@pytest.fixture(scope="module")
def checked() -> Checked:
    return checking.examine(DEMO)


def test_the_check_finds_nothing_wrong(checked: Checked) -> None:
    assert [str(error) for error in checked.errors] == []


def test_the_services_are_there_with_at_least_eight_examples_that_pass(checked: Checked) -> None:
    assert {service.id for service in checked.services} == SERVICES
    for service in checked.services:
        assert service.passed == service.examples >= 8


def test_no_table_has_an_overlap_or_gap_that_went_unseen(checked: Checked) -> None:
    assert all(table.exact for service in checked.services for table in service.tables)

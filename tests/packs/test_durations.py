"""Lengths of time as a pack writes them."""

from datetime import date

import pytest

from sportello.core.services import Promise
from sportello.packs import durations


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("10 working days", Promise(10, "working days")),
        ("1 working day", Promise(1, "working days")),
        ("3 days", Promise(3, "days")),
        ("15 minutes", Promise(15, "minutes")),
    ],
)
def test_a_promise_is_a_number_and_a_unit(text: str, promise: Promise):
    assert durations.read_promise(text) == promise


@pytest.mark.parametrize(("text", "days"), [("90 days", 90), ("1 year", 366), ("3 years", 1096), ("6 months", 183)])
def test_years_and_months_are_rounded_up_so_that_nothing_ends_too_early(text: str, days: int):
    assert durations.read_days(text) == days


@pytest.mark.parametrize(
    "text", ["", "ten days", "0 days", "-1 days", "3", "3 weeks", "1.5 years", "9999999 days", "² days"]
)
def test_anything_else_is_no_length_of_time(text: str):
    with pytest.raises(ValueError, match="is no length of time here"):
        durations.read_days(text)


def test_a_relative_date_counts_from_the_publication():
    assert durations.resolve("publish+14d", date(2026, 12, 25)) == "2027-01-08"
    assert durations.resolve("publish-30d", date(2026, 7, 1)) == "2026-06-01"
    assert durations.resolve("2026-05-04", date(2026, 7, 1)) == "2026-05-04"

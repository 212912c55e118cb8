from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.core import calendar
from sportello.core.errors import Refused

CHICAGO, ROME = ZoneInfo("America/Chicago"), ZoneInfo("Europe/Rome")
EASTER_MONDAY = date(2026, 4, 6)
HERE = calendar.Calendar(holidays=frozenset({EASTER_MONDAY, date(2026, 5, 1)}))
DAYS = st.dates(date(2026, 1, 1), date(2026, 12, 31))
COUNTS = st.integers(0, 60)


def code(deed, *arguments) -> str:
    with pytest.raises(Refused) as refused:
        deed(*arguments)
    return refused.value.code


def test_working_days_step_over_weekends_and_holidays():
    thursday = date(2026, 4, 2)
    assert calendar.add_working_days(HERE, thursday, 1) == date(2026, 4, 3)
    assert calendar.add_working_days(HERE, thursday, 2) == date(2026, 4, 7)
    assert calendar.add_working_days(HERE, date(2026, 4, 4), 0) == date(2026, 4, 4)


@given(DAYS, COUNTS)
def test_adding_and_counting_working_days_agree(day, count):
    end = calendar.add_working_days(HERE, day, count)
    assert calendar.working_days_between(HERE, day, end) == count
    assert calendar.working_days_between(HERE, end, day) == -count
    assert count == 0 or HERE.is_working_day(end)


@given(DAYS, COUNTS, COUNTS)
def test_working_days_add_up(day, first, second):
    at_once = calendar.add_working_days(HERE, day, first + second)
    assert calendar.add_working_days(HERE, calendar.add_working_days(HERE, day, first), second) == at_once


def test_a_week_may_end_on_other_days():
    fridays_off = calendar.Calendar(weekend=frozenset({4, 5}))
    assert calendar.add_working_days(fridays_off, date(2026, 4, 2), 1) == date(2026, 4, 5)


def test_a_calendar_is_built_of_public_holidays_and_the_citys_own():
    patron = date(2026, 12, 7)
    milan = calendar.build("IT", "MI", range(2025, 2028), [patron, date(2026, 6, 3)])
    assert {
        date(2026, 4, 6),
        date(2026, 6, 2),
        date(2026, 6, 3),
        patron,
        date(2027, 12, 25),
    } <= milan.holidays
    assert not milan.is_working_day(EASTER_MONDAY)
    assert milan.is_working_day(date(2026, 6, 4))


def test_a_day_beyond_the_known_holidays_is_refused_rather_than_guessed():
    short = calendar.build("US", "TX", range(2026, 2027))
    with pytest.raises(Refused) as refused:
        calendar.add_working_days(short, date(2026, 12, 30), 3)
    assert refused.value.facts == {"year": 2027, "first": 2026, "last": 2026}


@pytest.mark.parametrize(("country", "subdivision"), [("XX", None), ("IT", "ZZ")])
def test_an_unknown_country_or_subdivision_is_refused(country, subdivision):
    assert code(calendar.build, country, subdivision, range(2026, 2027)) == "calendar.unknown"


def test_the_day_of_the_event_is_not_counted_and_a_last_day_off_moves_on():
    """Regulation (EEC, Euratom) 1182/71, article 3(1) and 3(4)."""
    assert calendar.due_date(HERE, date(2026, 4, 1), 2, "days") == date(2026, 4, 3)
    assert calendar.due_date(HERE, date(2026, 4, 1), 3, "days") == date(2026, 4, 7)
    assert calendar.due_date(HERE, date(2026, 4, 1), 10, "working days") == date(2026, 4, 16)


def test_a_promise_counts_from_the_local_date_and_ends_with_the_local_day():
    received = datetime(2026, 4, 2, 4, 30, tzinfo=UTC)  # still 1 April in Chicago
    due = calendar.due_at(HERE, CHICAGO, received, 1, "working days")
    assert due == datetime(2026, 4, 3, 4, 59, 59, tzinfo=UTC)
    assert calendar.local_date(due, CHICAGO) == date(2026, 4, 2)


def test_a_promise_in_hours_runs_through_nights_and_clock_changes():
    received = datetime(2026, 3, 28, 23, 0, tzinfo=UTC)
    assert calendar.due_at(HERE, ROME, received, 4, "hours") == received + timedelta(hours=4)
    assert calendar.due_at(HERE, ROME, received.astimezone(ROME), 90, "minutes") == received + timedelta(minutes=90)


def test_a_day_whose_last_second_comes_twice_ends_with_the_second():
    """Asunción put its clocks back from 24:00 to 23:00 on 23 March 2024."""
    every_day = calendar.Calendar(weekend=frozenset())
    due = calendar.due_at(every_day, ZoneInfo("America/Asuncion"), datetime(2024, 3, 22, 15, tzinfo=UTC), 1, "days")
    assert due == datetime(2024, 3, 24, 3, 59, 59, tzinfo=UTC)

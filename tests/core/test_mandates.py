"""Acting for another: both say yes, either ends it, and a child's ends when it is of age."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.town import code_of

from sportello.core import mandates
from sportello.core.mandates import Kind, Mandate, State

TODAY = date(2026, 6, 1)
NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)
ME, YOU = uuid4(), uuid4()
PROPOSED = Mandate(Kind.CARER, ME, None, frozenset({"rental-assistance"}), TODAY, date(2026, 12, 31))


def test_it_counts_from_the_day_both_have_said_yes_to_its_last_day() -> None:
    accepted = mandates.accept(PROPOSED, YOU, NOW, TODAY)
    assert (accepted.holder, mandates.state(accepted, TODAY)) == (YOU, State.ACTIVE)
    assert mandates.state(accepted, date(2026, 12, 31)) is State.ACTIVE
    assert mandates.state(accepted, date(2027, 1, 1)) is State.ENDED


def test_one_that_begins_later_cannot_be_used_yet() -> None:
    coming = mandates.accept(replace(PROPOSED, starts=date(2026, 6, 2)), YOU, NOW, TODAY)
    assert code_of(lambda: mandates.check_active(coming, TODAY)) == "mandate.not_active"
    mandates.check_active(coming, date(2026, 6, 2))


def test_nobody_gives_a_mandate_to_themselves() -> None:
    assert code_of(lambda: mandates.accept(PROPOSED, ME, NOW, TODAY)) == "mandate.own"


def test_what_is_accepted_or_revoked_is_no_proposal_any_more() -> None:
    accepted = mandates.accept(PROPOSED, YOU, NOW, TODAY)
    assert code_of(lambda: mandates.accept(accepted, uuid4(), NOW, TODAY)) == "mandate.not_active"
    assert code_of(lambda: mandates.accept(replace(PROPOSED, revoked_at=NOW), YOU, NOW, TODAY)) == "mandate.not_active"


def test_a_revoked_one_opens_nothing() -> None:
    revoked = replace(mandates.accept(PROPOSED, YOU, NOW, TODAY), revoked_at=NOW)
    assert code_of(lambda: mandates.check_active(revoked, TODAY)) == "mandate.revoked"


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (date(2026, 5, 31), date(2026, 12, 31)),
        (TODAY, date(2026, 5, 31)),
        (TODAY, None),
        (TODAY, date(2031, 6, 2)),
    ],
)
def test_terms_are_from_today_on_and_five_years_at_most(starts: date, ends: date | None) -> None:
    asked = replace(PROPOSED, starts=starts, ends=ends)
    assert code_of(lambda: mandates.check_terms(asked, TODAY)) == "mandate.dates"


@pytest.mark.parametrize(
    ("starts", "months", "last"),
    [
        (date(2026, 6, 1), 1, date(2026, 6, 30)),
        (date(2026, 8, 31), 6, date(2027, 2, 27)),
        (date(2026, 12, 15), 60, date(2031, 12, 14)),
    ],
)
def test_a_mandate_for_some_months_ends_the_night_before_the_same_day(starts: date, months: int, last: date) -> None:
    assert mandates.last_day(starts, months) == last
    mandates.check_terms(replace(PROPOSED, starts=starts, ends=last), starts)


def test_parents_are_registered_and_not_agreed_on() -> None:
    assert code_of(lambda: mandates.check_terms(replace(PROPOSED, kind=Kind.PARENT), TODAY)) == "mandate.kind"


@given(st.dates(date(2008, 6, 2), date(2026, 6, 1)))
def test_a_parent_acts_for_a_child_until_the_day_before_it_is_eighteen(born: date) -> None:
    found = mandates.of_parent(ME, YOU, born, NOW, TODAY)
    assert found.ends is not None
    day_after = date.fromordinal(found.ends.toordinal() + 1)
    assert (day_after.year - born.year, mandates.state(found, day_after)) == (18, State.ENDED)
    assert (day_after.month, day_after.day) in ((born.month, born.day), (3, 1))


def test_nobody_is_a_parent_of_an_adult_in_this_sense() -> None:
    assert code_of(lambda: mandates.of_parent(ME, YOU, date(2008, 6, 1), NOW, TODAY)) == "mandate.of_age"

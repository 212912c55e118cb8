"""What a session has shown, counted in the words of eIDAS."""

from datetime import UTC, datetime, timedelta

import pytest

from sportello.core import assurance
from sportello.core.actors import Assurance
from sportello.core.assurance import FRESH, Means, Shown

NOW = datetime(2026, 6, 1, 15, tzinfo=UTC)
LONG_AGO = FRESH + timedelta(seconds=1)


def shown(**ago: timedelta) -> list[Shown]:
    return [Shown(Means(means), NOW - since) for means, since in ago.items()]


SOON = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("means", "counted"),
    [
        ({}, Assurance.NONE),
        ({"code": SOON}, Assurance.LOW),
        ({"password": SOON, "code": SOON}, Assurance.LOW),
        ({"paper": SOON}, Assurance.LOW),
        ({"app": SOON}, Assurance.LOW),
        ({"code": SOON, "app": SOON}, Assurance.SUBSTANTIAL),
        ({"code": LONG_AGO, "app": SOON}, Assurance.SUBSTANTIAL),
        ({"code": SOON, "app": LONG_AGO}, Assurance.LOW),
        ({"password": SOON, "recovery": FRESH}, Assurance.SUBSTANTIAL),
        ({"passkey": SOON}, Assurance.HIGH),
        ({"passkey": LONG_AGO}, Assurance.LOW),
        ({"demo": LONG_AGO}, Assurance.HIGH),
    ],
)
def test_a_session_counts_by_what_was_shown_in_it_and_when(means: dict[str, timedelta], counted: Assurance) -> None:
    assert assurance.count(shown(**means), NOW) == counted


@pytest.mark.parametrize(
    ("means", "alone", "with_second"),
    [
        ({}, False, False),
        ({"code": SOON}, True, False),
        ({"code": LONG_AGO}, False, False),
        ({"code": SOON, "app": LONG_AGO}, True, False),
        ({"recovery": SOON}, True, True),
        ({"passkey": SOON}, True, True),
    ],
)
def test_changing_how_one_signs_in_takes_something_shown_lately(
    means: dict[str, timedelta], alone: bool, with_second: bool
) -> None:
    assert assurance.is_fresh(shown(**means), NOW, needs_second=False) == alone
    assert assurance.is_fresh(shown(**means), NOW, needs_second=True) == with_second


def test_a_second_factor_counts_for_staff_as_long_as_the_session_lasts() -> None:
    assert assurance.has_second(shown(code=SOON, app=LONG_AGO))
    assert not assurance.has_second(shown(code=SOON, password=SOON))

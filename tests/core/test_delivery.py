"""Which way and when: what somebody prefers, what reaches them, and the hours in which nothing may ring."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sportello.core import delivery
from sportello.core.delivery import Channel, Preferences

ZONES = st.sampled_from([ZoneInfo("Europe/Rome"), ZoneInfo("America/Chicago"), ZoneInfo("Asia/Tokyo")])
TIMES = st.times().map(lambda one: one.replace(second=0, microsecond=0))
QUIET = st.tuples(TIMES, TIMES)
MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))
WAYS = st.sets(st.sampled_from(delivery.ORDER))
WANTED = st.sampled_from([None, *Channel])
TWICE = datetime(2026, 10, 25, 0, 40, tzinfo=UTC)
"""20 to 3 in Rome, for the first time in that night; it comes again an hour later."""


@given(WANTED, WAYS, WAYS)
def test_the_way_is_one_that_reaches_them_and_was_not_tried_or_none(
    wanted: Channel | None, reachable: set[Channel], tried: set[Channel]
) -> None:
    chosen = delivery.choose(Preferences(wanted), reachable, tried)
    left = reachable - tried
    if wanted is Channel.PAGE or not left:
        assert chosen is Channel.PAGE
    else:
        assert chosen in left and (chosen is wanted or wanted not in left)


@given(QUIET, MOMENTS, ZONES)
@example((time(23), time(2, 45)), TWICE + timedelta(hours=1), ZoneInfo("Europe/Rome"))
@example((time(2, 30), time(2, 45)), TWICE, ZoneInfo("Europe/Rome"))
def test_nothing_goes_out_in_quiet_hours_nor_waits_longer_than_they_last(
    quiet: tuple[time, time], moment: datetime, zone: ZoneInfo
) -> None:
    now = moment.astimezone(zone)
    at = delivery.when(Preferences(quiet=quiet), "asked", now)
    waited = at.astimezone(UTC) - moment
    assert timedelta() <= waited <= timedelta(hours=25)
    if delivery.is_within(*quiet, now.time()):
        assert waited and not delivery.is_within(*quiet, at.astimezone(UTC).astimezone(zone).time())
    else:
        assert at == now


@given(QUIET, MOMENTS)
def test_what_is_urgent_does_not_wait(quiet: tuple[time, time], now: datetime) -> None:
    assert {delivery.when(Preferences(quiet=quiet), kind, now) for kind in delivery.URGENT} == {now}


@pytest.mark.parametrize(("hour", "day"), [(21, 1), (22, 2), (3, 1), (7, 1)])
def test_hours_over_midnight_end_in_the_morning(hour: int, day: int) -> None:
    now = datetime(2026, 6, 1, hour, tzinfo=ZoneInfo("America/Chicago"))
    at = delivery.when(Preferences(quiet=(time(22), time(7))), "asked", now)
    assert (at.day, at.hour) == (day, hour if hour in (7, 21) else 7)

"""Working days, promise dates and local time. Knows no clock, no city and no service.

Periods are counted as Regulation (EEC, Euratom) 1182/71, article 3(1) to (4), counts them: the day of the
event is left out, the last day counts to its end, working days leave out weekends and holidays, and a period
in days that would end on one of those ends on the next working day. An application counts by its local date;
online there is no closing hour.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sportello.core.errors import Refused

Unit = Literal["working days", "days", "hours", "minutes"]

SATURDAY_AND_SUNDAY = frozenset({5, 6})

_DAY = timedelta(days=1)
_LAST_SECOND = time(23, 59, 59, fold=1)


@dataclass(frozen=True)
class Calendar:
    """The days a city does not work: weekdays (Monday is 0) and holidays, known for these years."""

    weekend: frozenset[int] = SATURDAY_AND_SUNDAY
    holidays: frozenset[date] = frozenset()
    years: range = range(1, 10_000)

    def is_working_day(self, day: date) -> bool:
        """Tell whether the city works that day. Refused `calendar.year` where the holidays are not known."""
        if day.year not in self.years:
            raise Refused("calendar.year", year=day.year, first=self.years.start, last=self.years.stop - 1)
        return day.weekday() not in self.weekend and day not in self.holidays


def build(
    country: str,
    subdivision: str | None,
    years: range,
    own: Iterable[date] = (),
    weekend: frozenset[int] = SATURDAY_AND_SUNDAY,
) -> Calendar:
    """Build a city's calendar of its country's (ISO 3166) public holidays and its own. About 25 ms a year.

    Refused `calendar.unknown` for a country or subdivision nobody wrote holidays down for.
    """
    import holidays  # takes 0.4 s, and only those who build a calendar need it

    try:
        public = holidays.country_holidays(country, subdiv=subdivision, years=years)
    except NotImplementedError as error:
        raise Refused("calendar.unknown", country=country, subdivision=subdivision) from error
    return Calendar(weekend, frozenset(public) | frozenset(own), years)


def add_working_days(calendar: Calendar, day: date, count: int) -> date:
    """Give the working day that comes `count` working days after the day; for 0 the day itself."""
    while count > 0:
        day += _DAY
        count -= calendar.is_working_day(day)
    return day


def next_working_day(calendar: Calendar, day: date) -> date:
    """Give the day, or the first working day after it."""
    while not calendar.is_working_day(day):
        day += _DAY
    return day


def working_days_between(calendar: Calendar, start: date, end: date) -> int:
    """Count the working days after `start` up to and with `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(calendar, end, start)
    days = (start + _DAY * after for after in range(1, (end - start).days + 1))
    return sum(map(calendar.is_working_day, days))


def due_date(calendar: Calendar, received: date, count: int, unit: Literal["working days", "days"]) -> date:
    """Give the last day of a period that began with an event on the day `received`."""
    if unit == "working days":
        return add_working_days(calendar, received, count)
    return next_working_day(calendar, received + _DAY * count)


def due_at(calendar: Calendar, zone: ZoneInfo, received: datetime, count: int, unit: Unit) -> datetime:
    """Give the last moment, in UTC, at which a promise made at an instant is kept.

    For days it is the last second of the last local day; hours and minutes run through nights and holidays.
    """
    if unit == "hours":
        return received.astimezone(UTC) + timedelta(hours=count)
    if unit == "minutes":
        return received.astimezone(UTC) + timedelta(minutes=count)
    day = due_date(calendar, local_date(received, zone), count, unit)
    return datetime.combine(day, _LAST_SECOND, zone).astimezone(UTC)


def local_date(instant: datetime, zone: ZoneInfo) -> date:
    """Give the date of an aware instant in the zone."""
    return instant.astimezone(zone).date()

"""FEEL's dates and durations: days and time (timedelta) or years and months (Months); the two do not mix."""

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DURATION = re.compile(
    r"(?P<sign>-?)P(?:(?P<years>\d{1,4})Y)?(?:(?P<months>\d{1,5})M)?(?:(?P<days>\d{1,7})D)?"
    r"(?:T(?:(?P<hours>\d{1,8})H)?(?:(?P<minutes>\d{1,9})M)?(?:(?P<seconds>\d{1,10})S)?)?",
)


@dataclass(frozen=True, order=True)
class Months:
    """A duration of years and months."""

    count: int


def read_date(text: str) -> date | None:
    """Read `2020-05-04`, or give None."""
    try:
        return date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII) else None
    except ValueError:
        return None


def read_duration(text: str) -> timedelta | Months | None:
    """Read `P30D`, `PT12H`, `P1Y6M` (ISO 8601), or give None; months and days together are none."""
    match = DURATION.fullmatch(text)
    found = {
        name: int(value) for name, value in (match.groupdict() if match else {}).items() if value and name != "sign"
    }
    sign = -1 if match and match["sign"] else 1
    if not found or text.endswith("T"):
        return None
    if found.keys() <= {"years", "months"}:
        return Months(sign * (12 * found.get("years", 0) + found.get("months", 0)))
    return None if {"years", "months"} & found.keys() else sign * timedelta(**found)


def render_duration(value: timedelta | Months) -> str:
    """Write a duration in ISO 8601: `P30D`, `P1DT2H`, `P1Y6M`."""
    if isinstance(value, Months):
        return _render(value.count, "P", (("Y", 12), ("M", 1)), "P0M")
    seconds = int(value.total_seconds())
    days, rest = divmod(abs(seconds), 86400)
    text = ("-" if seconds < 0 else "") + "P" + (f"{days}D" if days else "")
    clock = _render(rest, "T", (("H", 3600), ("M", 60), ("S", 1)), "")
    return text + clock if days or rest else "PT0S"


def _render(count: int, letter: str, units: tuple[tuple[str, int], ...], zero: str) -> str:
    text, rest = letter, abs(count)
    for unit, size in units:
        amount, rest = divmod(rest, size)
        text += f"{amount}{unit}" if amount else ""
    return ("-" if count < 0 else "") + text if count else zero


def add_months(day: date, months: int) -> date | None:
    """Move a date by months; a day the month lacks becomes its last; None outside the years 1 to 9999."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def months_between(start: date, end: date) -> Months:
    """Count the whole months from one date to another; negative when the end comes first."""
    if end < start:
        return Months(-months_between(end, start).count)
    months = (end.year - start.year) * 12 + end.month - start.month
    return Months(months - (1 if end.day < start.day else 0))

"""Lengths of time as a pack writes them: `10 working days`, `3 years`, `publish+14d`. Knows no calendar."""

import math
import re
from datetime import date, timedelta
from typing import TypeVar, get_args

from sportello.core.services import Promise, Unit

Name = TypeVar("Name", bound=str)

PROMISE_UNITS: tuple[Unit, ...] = get_args(Unit)
SPAN_UNITS = ("days", "months", "years")
DAYS = {"days": 1.0, "months": 365.25 / 12, "years": 365.25}
RELATIVE = re.compile(r"publish([+-]\d{1,5})d")


def read_promise(text: str) -> Promise:
    """Read `10 working days`; one of a unit may be written `1 day`. ValueError when it is something else."""
    count, unit = _split(text, PROMISE_UNITS)
    return Promise(count, unit)


def read_days(text: str) -> int:
    """Read `3 years` as days, rounded up, so that nothing ends before its time. ValueError as above."""
    count, unit = _split(text, SPAN_UNITS)
    return math.ceil(count * DAYS[unit])


def is_relative(text: str) -> bool:
    """Tell whether a date counts from the publication: `publish+14d`."""
    return RELATIVE.fullmatch(text) is not None


def resolve(text: str, published_on: date) -> str:
    """Give the ISO date of `publish+14d`; an ISO date stays itself."""
    found = RELATIVE.fullmatch(text)
    return (published_on + timedelta(days=int(found[1]))).isoformat() if found else text


def _split(text: str, units: tuple[Name, ...]) -> tuple[int, Name]:
    count, _, told = text.partition(" ")
    told = told.strip()
    if count == "1" and not told.endswith("s"):
        told += "s"
    unit = next((each for each in units if each == told), None)
    if not (count.isascii() and count.isdigit() and 0 < int(count) < 100_000) or unit is None:
        raise ValueError(f"'{text}' is no length of time here: write a number and one of {', '.join(units)}")
    return int(count), unit

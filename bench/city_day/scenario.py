"""Who comes when, as a file says: totals at points of a day, and what people do. Knows no system and no clock."""

import random
import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import chain, pairwise, takewhile
from pathlib import Path
from typing import Annotated, Self

from pydantic import BeforeValidator, Field, model_validator

from bench.city_day import documents
from bench.city_day.documents import Part

CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")


def read_clock(text: str) -> int:
    """Read a time of day; give seconds since midnight."""
    found = CLOCK.fullmatch(text)
    if not found:
        raise ValueError(f"'{text}' is no time of day such as '09:15'")
    return int(found[1]) * 3600 + int(found[2]) * 60


def render_clock(seconds: float) -> str:
    """Write seconds since midnight as a time of day."""
    return f"{int(seconds) // 3600:02d}:{int(seconds) % 3600 // 60:02d}"


Clock = Annotated[int, BeforeValidator(read_clock)]
Share = Annotated[float, Field(ge=0, le=1)]
Count = Annotated[int, Field(ge=0)]


class Point(Part):
    """How many have come by then since opening, and who says so."""

    at: Clock
    total: Count
    source: str


class People(Part):
    """Shares of the applicants."""

    ineligible: Share
    papers: Share
    incomplete: Share
    unfixed: Share
    hasty: Share


class Returns(Part):
    """The share of those waiting for a clerk who come back, how often, after how many minutes at least and at most."""

    share: Share
    times: Count
    minutes: tuple[int, int]


class Spread(Part):
    """So many, spread evenly."""

    total: Count
    begins: Clock
    ends: Clock


class Clerks(Part):
    """How many work, and the minutes from one case to the next. They stay as many when ten times the people come."""

    count: Count
    minutes: Annotated[float, Field(gt=0)]


class Scenario(Part):
    """A day."""

    name: str
    opens: Clock
    closes: Clock
    fund: Decimal
    then: str
    arrivals: tuple[Point, ...]
    people: People
    returns: Returns
    calls: Spread
    reads: Spread
    clerks: Clerks

    @model_validator(mode="after")
    def check(self) -> Self:
        """Refuse arrivals that go backwards, or do not begin with nobody at opening and end at closing."""
        first, last = self.arrivals[0], self.arrivals[-1]
        if (first.at, first.total, last.at) != (self.opens, 0, self.closes):
            raise ValueError("arrivals begin at opening with a total of 0 and end at closing")
        if any(one.at >= other.at or one.total > other.total for one, other in pairwise(self.arrivals)):
            raise ValueError("arrivals go forward: each point is later than the one before, and its total no smaller")
        return self

    def cut(self, until: int) -> Self:
        """Give the day as far as this time: nobody comes or works later. Raises ValueError for a time outside it."""
        if not self.opens < until <= self.closes:
            raise ValueError(f"{render_clock(until)} is not within the day")
        return self.model_copy(update={"closes": until, "name": f"{self.name}, until {render_clock(until)}"})

    def list_arrivals(self, times: int, seed: int) -> Iterator[float]:
        """List when each applicant comes, in order; at every point exactly its total (by `times`) has come."""
        chance = random.Random(f"arrivals {seed}")
        all_day = (
            _spread(one.at, other.at, (other.total - one.total) * times, chance)
            for one, other in pairwise(self.arrivals)
        )
        return self._until_closing(chain.from_iterable(all_day))

    def list_calls(self, times: int, seed: int) -> Iterator[float]:
        """List when people ask how their case stands."""
        return self._until_closing(_list(self.calls, times, random.Random(f"calls {seed}")))

    def list_reads(self, times: int, seed: int) -> Iterator[float]:
        """List when people read what the city publishes."""
        return self._until_closing(_list(self.reads, times, random.Random(f"reads {seed}")))

    def _until_closing(self, moments: Iterator[float]) -> Iterator[float]:
        return takewhile(lambda at: at < self.closes, moments)


def read(path: Path) -> Scenario:
    """Read a scenario from its file."""
    return documents.read(Scenario, path)


def _list(spread: Spread, times: int, chance: random.Random) -> Iterator[float]:
    return _spread(spread.begins, spread.ends, spread.total * times, chance)


def _spread(begins: float, ends: float, count: int, chance: random.Random) -> Iterator[float]:
    """Give each of so many a share of the time of the same length, and a moment within it by chance."""
    for number in range(count):
        yield begins + (ends - begins) * (number + chance.random()) / count

"""Short days for tests: an hour, played in seconds."""

import asyncio
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from bench.city_day.scenario import Scenario

Result = TypeVar("Result")


def finish(coroutine: Coroutine[Any, Any, Result]) -> Result:
    """Run it to its end, in a thread of its own: Playwright's loop may be running in this one."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(asyncio.run, coroutine).result()


def make(arrivals: int = 60, **changes: Any) -> Scenario:
    """Make an hour in which half of so many come in the first quarter."""
    document: dict[str, Any] = {
        "name": "An hour",
        "opens": "09:00",
        "closes": "10:00",
        "fund": "50000",
        "then": "Made up.",
        "arrivals": [
            {"at": "09:00", "total": 0, "source": "opening"},
            {"at": "09:15", "total": arrivals // 2, "source": "made up"},
            {"at": "10:00", "total": arrivals, "source": "made up"},
        ],
        "people": {"ineligible": 0.2, "papers": 0.1, "incomplete": 0.1, "unfixed": 0.05, "hasty": 0.1},
        "returns": {"share": 0.3, "times": 1, "minutes": [5, 20]},
        "calls": {"total": 10, "begins": "09:15", "ends": "10:00"},
        "reads": {"total": 10, "begins": "09:00", "ends": "10:00"},
        "clerks": {"count": 0, "minutes": 10},
    }
    return Scenario.model_validate(document | changes)

"""Whether what was accepted is there, once: asked of the system itself, and of its database where one is given."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any, TypeVar

from bench.city_day.adapters import Adapter, Receipt
from bench.city_day.clients import GaveUp, Incomplete, Line, Unexpected
from bench.city_day.ledger import Ledger
from bench.city_day.population import Population

AT_ONCE = 8
MOST_REPEATS = 500
SECONDS = 600.0  # for each check, at most
OURS = """
SELECT reference FROM store_case WHERE submitted_at >= %(since)s AND client IN
    (SELECT client FROM store_case WHERE reference = ANY(%(told)s) AND client IS NOT NULL)
"""
One = TypeVar("One")


@dataclass
class Found:
    """What the checks found. `lost` are references nobody knows any more, `doubled` keys done more than once.

    `asked` receipts were asked for, `repeated` applications sent again; None where the system cannot be asked. `extra`
    are references in the database that no client was told, beyond those who gave up; None without a database.
    """

    lost: set[str] = field(default_factory=set)
    doubled: set[str] = field(default_factory=set)
    unclear: int = 0
    asked: int | None = None
    repeated: int | None = None
    extra: int | None = None

    @property
    def duplicates(self) -> int:
        """Give how many cases there are too many."""
        return max(len(self.doubled), self.extra or 0)


async def check(adapter: Adapter, ledger: Ledger, population: Population, line: Line, *, most: int, seed: int) -> Found:
    """Ask the system for its cases (`most` of them), and send applications again, which must change nothing."""
    found, chance = Found(), random.Random(f"checks {seed}")
    if adapter.tells_status:
        receipts = choose(ledger, most, chance)
        found.asked = await _side_by_side(receipts, ledger, lambda one: _ask(one, adapter, ledger, found))
    if adapter.has_keys:
        kept = [one for one in ledger.receipts if one.reference not in found.lost]
        again = _choose_repeats(kept, line, population, chance)
        found.repeated = await _side_by_side(
            again, ledger, lambda one: _repeat(one, adapter, ledger, population, found)
        )
    found.doubled |= set(ledger.doubled)
    return found


def choose(ledger: Ledger, most: int, chance: random.Random) -> list[Receipt]:
    """Choose whom to ask for: all, or those that clerks decided and others by chance."""
    ruled = [one for one in ledger.receipts if one.reference in ledger.ruled]
    others = [one for one in ledger.receipts if one.reference not in ledger.ruled]
    room = max(0, most - len(ruled))
    return ruled[:most] + (others if len(others) <= room else chance.sample(others, room))


def compare(told: Iterable[str], stored: Iterable[str], unanswered: int, found: Found) -> None:
    """Compare what clients were told with what the database holds; who gave up may have been stored all the same."""
    told, stored = set(told), set(stored)
    found.lost |= told - stored
    found.extra = max(0, len(stored - told) - unanswered)


def list_stored(database: str, since: datetime, told: Sequence[str]) -> list[str]:
    """List the references of all cases that the clients of these sent in since then."""
    import psycopg  # only where a database was given

    with psycopg.connect(database) as connection:
        return [row[0] for row in connection.execute(OURS, {"since": since, "told": list(told)})]


async def _ask(receipt: Receipt, adapter: Adapter, ledger: Ledger, found: Found) -> None:
    try:
        standing = await adapter.status(receipt)
    except (GaveUp, Unexpected):
        found.unclear += 1
        return
    if standing is None:
        found.lost.add(receipt.reference)
    else:
        ledger.standing[receipt.reference] = standing


async def _repeat(receipt: Receipt, adapter: Adapter, ledger: Ledger, population: Population, found: Found) -> None:
    applicant = population.get(receipt.number)
    applicant = applicant if applicant.key == receipt.key else applicant.mended
    try:
        again = await adapter.apply(applicant)
    except (GaveUp, Unexpected, Incomplete):
        found.unclear += 1
        return
    if again.reference not in ledger.answered[receipt.key]:
        found.doubled.add(receipt.key)
        ledger.answered[receipt.key].append(again.reference)


def _choose_repeats(
    receipts: Iterable[Receipt], line: Line, population: Population, chance: random.Random
) -> list[Receipt]:
    """Choose those whose requests were sent again in the day, and as many others; papers would be others each time."""
    ordered = list(receipts)
    chance.shuffle(ordered)
    ordered.sort(key=lambda one: one.key not in line.tried_again)
    return list(islice((one for one in ordered if not population.get(one.number).has_papers), MOST_REPEATS))


async def _side_by_side(several: Sequence[One], ledger: Ledger, deed: Callable[[One], Awaitable[Any]]) -> int:
    """Do it for each, some at once, within the time there is; give for how many it was done.

    An answer that makes no sense is an error of the day: what is found otherwise is told all the same.
    """
    waiting, done, deadline = iter(several), 0, time.perf_counter() + SECONDS

    async def work() -> None:
        nonlocal done
        for one in waiting:
            if time.perf_counter() > deadline:
                return
            try:
                await deed(one)
            except Exception as error:
                ledger.errors[f"check: {type(error).__name__}: {error}"] += 1
            else:
                done += 1

    await asyncio.gather(*(work() for _ in range(AT_ONCE)))
    return done

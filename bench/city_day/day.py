"""The day itself: people come, return, call and read, clerks work, each at their time. Knows no system's words.

Everything is a deed with a time of the day. Those known beforehand come as streams, those that follow from others (a
return, a mended application, the next case of a clerk) are kept in a heap until their time.
"""

import asyncio
import heapq
import random
import time
from collections.abc import Callable, Coroutine, Iterable, Iterator
from functools import partial
from itertools import count
from typing import Any

from bench.city_day.adapters import Adapter, Receipt
from bench.city_day.clients import GaveUp, Incomplete, Unexpected
from bench.city_day.ledger import Ledger
from bench.city_day.pace import Pace
from bench.city_day.population import Applicant, Population
from bench.city_day.scenario import Scenario

Deed = Callable[[float, float], Coroutine[Any, Any, None]]
"""Does something, given the time of the day and the moment it was due."""
Event = tuple[float, int, Deed, float]
"""When it is due in the day, its place among those due at once, the deed, when it was added (0: before the day)."""
MEND_SECONDS = 120
AFTERWARDS = 150.0  # seconds for what is under way when the last deed has begun; longer than anyone's patience


class Agenda:
    """What is to come, in order."""

    def __init__(self, streams: Iterable[Iterator[Event]], order: Iterator[int]) -> None:
        self._order = order
        self._stream = heapq.merge(*streams)
        self._heap: list[Event] = []
        self._draw()

    def add(self, at: float, deed: Deed) -> None:
        """Add something that follows from something else."""
        heapq.heappush(self._heap, (at, next(self._order), deed, time.perf_counter()))

    def next_at(self) -> float | None:
        """Give when the next thing is; None when nothing is to come."""
        return self._heap[0][0] if self._heap else None

    def take(self) -> Event:
        """Take the next thing; the stream it may have come from gives its next."""
        event = heapq.heappop(self._heap)
        if event is self._drawn:
            self._draw()
        return event

    def count_rest(self) -> int:
        """Count what is still to come, and forget it."""
        rest = len(self._heap) + sum(1 for _ in self._stream)
        self._heap.clear()
        return rest

    def _draw(self) -> None:
        self._drawn = next(self._stream, None)
        if self._drawn:
            heapq.heappush(self._heap, self._drawn)


class Day:
    """A scenario let happen to a system."""

    def __init__(
        self,
        scenario: Scenario,
        population: Population,
        adapter: Adapter,
        pace: Pace,
        *,
        times: int = 1,
        seed: int = 2020,
    ) -> None:
        self.ledger = Ledger(scenario.opens)
        self.clock = float(scenario.opens)
        self._scenario = scenario
        self._population = population
        self._adapter = adapter
        self._pace = pace
        self._chance = random.Random(f"day {seed}")
        self._order = count()
        self._agenda = Agenda(self._list_streams(times, seed), self._order)
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def under_way(self) -> int:
        """Tell how many are being served."""
        return len(self._under_way)

    async def run(self, *, seconds: float) -> float:
        """Let the day happen, for so many seconds of the clock at most; give those it took.

        What could not begin in time is counted as `not begun`, what did not end in time as an error.
        """
        self._pace.begin()
        began = time.perf_counter()
        while time.perf_counter() - began < seconds:
            at = self._agenda.next_at()
            if at is None:
                if not self._under_way:
                    break
                await asyncio.sleep(0.01)  # what is under way may still lead to something
            elif (due := await self._pace.turn(at)) is not None:
                self._begin(self._agenda.take(), due)
        self.ledger.counts["not begun"] += self._agenda.count_rest()
        await self._end()
        return time.perf_counter() - began

    def _begin(self, event: Event, due: float) -> None:
        at, _, deed, since = event
        due = max(due, since)  # what follows from something slow is not late for that
        self.clock = max(self.clock, at)
        self.ledger.late.append((time.perf_counter() - due) * 1000)
        task = asyncio.get_running_loop().create_task(deed(at, due))
        self._under_way.add(task)
        task.add_done_callback(self._over)

    def _over(self, task: "asyncio.Task[None]") -> None:
        self._under_way.discard(task)
        self._pace.done()
        if task.cancelled():
            self.ledger.errors["not ended in time"] += 1
        elif error := task.exception():
            self.ledger.errors[f"bench: {type(error).__name__}: {error}"] += 1

    async def _end(self) -> None:
        if self._under_way:
            _, pending = await asyncio.wait(self._under_way, timeout=AFTERWARDS)
            for task in pending:
                task.cancel()
            await asyncio.sleep(0)

    def _list_streams(self, times: int, seed: int) -> Iterator[Iterator[Event]]:
        day, clerks = self._scenario, self._scenario.clerks
        yield self._stream(day.list_arrivals(times, seed), self._arrive)
        yield self._stream(day.list_calls(times, seed), self._call)
        yield self._stream(day.list_reads(times, seed), self._read)
        for clerk in range(clerks.count):
            first = day.opens + clerks.minutes * 60 * (clerk + 1) / clerks.count
            yield iter([(first, next(self._order), partial(self._work, clerk), 0.0)])

    def _stream(self, moments: Iterator[float], deed: Callable[[int, float, float], Any]) -> Iterator[Event]:
        for number, at in enumerate(moments):
            yield at, next(self._order), partial(deed, number), 0.0

    async def _arrive(self, number: int, at: float, due: float) -> None:
        self.ledger.arrivals[self.ledger.quarter(at)] += 1
        applicant = self._population.get(number)
        if applicant.is_hasty and not applicant.has_papers and not applicant.missing:
            await asyncio.gather(self._apply(applicant, at, due), self._apply(applicant, at, due))
        else:
            await self._apply(applicant, at, due)

    async def _apply(self, applicant: Applicant, at: float, due: float) -> None:
        kind = "apply with papers" if applicant.has_papers and not applicant.missing else "apply"
        try:
            receipt = await self._adapter.apply(applicant)
        except Incomplete:
            self.ledger.take("told what is missing", at, time.perf_counter() - due)
            self._agenda.add(at + MEND_SECONDS, partial(self._mend, applicant.mended))
            return
        except (GaveUp, Unexpected) as error:
            if applicant.key not in self.ledger.answered:
                self.ledger.unanswered.add(applicant.key)
            self._fail(kind, error)
            return
        self.ledger.take(kind, at, time.perf_counter() - due)
        is_first = applicant.key not in self.ledger.answered
        self.ledger.accept(receipt, at)
        if is_first and not receipt.outcome:
            self._plan_return(receipt, at, self._scenario.returns.times)

    async def _mend(self, applicant: Applicant, at: float, due: float) -> None:
        await self._apply(applicant, at, due)

    def _plan_return(self, receipt: Receipt, at: float, times: int) -> None:
        returns = self._scenario.returns
        if times and self._chance.random() < returns.share:
            back = at + 60 * self._chance.uniform(*returns.minutes)
            if back < self._scenario.closes:
                self._agenda.add(back, partial(self._return, receipt, times - 1))

    async def _return(self, receipt: Receipt, times: int, at: float, due: float) -> None:
        await self._ask("return", receipt, at, due)
        self._plan_return(receipt, at, times)

    async def _call(self, number: int, at: float, due: float) -> None:
        if self.ledger.receipts:
            await self._ask("status call", self._chance.choice(self.ledger.receipts), at, due)
        else:
            await self._read(number, at, due)

    async def _ask(self, kind: str, receipt: Receipt, at: float, due: float) -> None:
        try:
            standing = await self._adapter.status(receipt)
        except (GaveUp, Unexpected) as error:
            self._fail(kind, error)
            return
        self.ledger.take(kind, at, time.perf_counter() - due)
        if standing is None:
            self.ledger.errors[f"{kind}: the case is not known"] += 1

    async def _read(self, number: int, at: float, due: float) -> None:
        try:
            await self._adapter.read(number)
        except (GaveUp, Unexpected) as error:
            self._fail("read", error)
        else:
            self.ledger.take("read", at, time.perf_counter() - due)

    async def _work(self, clerk: int, at: float, due: float) -> None:
        try:
            reference = await self._adapter.work(clerk)
        except (GaveUp, Unexpected) as error:
            self._fail("clerk's case", error)
        else:
            self.ledger.take("clerk's case" if reference else "clerk found no case", at, time.perf_counter() - due)
            if reference:
                self.ledger.ruled[reference] = self.ledger.quarter(at)
        after = at + 60 * self._scenario.clerks.minutes * self._chance.uniform(0.75, 1.25)
        if after < self._scenario.closes:
            self._agenda.add(after, partial(self._work, clerk))

    def _fail(self, kind: str, error: GaveUp | Unexpected) -> None:
        why = f"answered {error}" if isinstance(error, Unexpected) else "gave up"
        self.ledger.errors[f"{kind}: {why}"] += 1

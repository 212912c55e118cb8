"""What can be seen while the day runs: a line that stays in place on a terminal, one every ten seconds elsewhere."""

import asyncio
import sys
import time
from contextlib import suppress
from typing import TextIO

from bench.city_day.clients import Line
from bench.city_day.day import Day
from bench.city_day.scenario import render_clock

EVERY = 1.0
ELSEWHERE_EVERY = 10


async def tell(day: Day, line: Line, to: TextIO = sys.stderr) -> None:
    """Tell how it goes until cancelled, and end connections that no longer answer."""
    is_terminal, before, told_at = to.isatty(), 0, time.perf_counter()
    with suppress(asyncio.CancelledError):
        for number in range(1, 10**9):
            await asyncio.sleep(EVERY)
            line.pool.sweep()
            if not is_terminal and number % ELSEWHERE_EVERY:
                continue
            accepted, now = len(day.ledger.answered), time.perf_counter()
            words = describe(day, line, (accepted - before) / (now - told_at))
            print(f"\r\x1b[K{words}" if is_terminal else words, end="" if is_terminal else "\n", file=to, flush=True)
            before, told_at = accepted, now
    if is_terminal:
        print(file=to)


def describe(day: Day, line: Line, rate: float) -> str:
    """Describe the day so far, in one line."""
    ledger, tries = day.ledger, line.tries
    again = f"again: {tries['503'] + tries['429']:,} told to wait, {tries['torn']:,} cut"
    return (
        f"{render_clock(day.clock)}  arrived {sum(ledger.arrivals.values()):,}  accepted {len(ledger.answered):,} "
        f"({rate:,.0f}/s)  under way {day.under_way:,}  by clerks {len(ledger.ruled):,}  "
        f"{again}  errors {sum(ledger.errors.values()):,}"
    )

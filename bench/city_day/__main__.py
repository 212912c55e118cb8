"""Replay a city's day: people apply, come back, call and read, clerks decide; then look for what was lost or doubled.

Without an address it opens a city of its own, with web processes and worker, and throws it away afterwards. With one it
uses what listens there, on this machine only. Writes a page and its JSON twin. docs/city-day.md tells more.
"""

import argparse
import asyncio
import gc
import random
import secrets
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import uvloop

from bench import city, figures
from bench.city_day import checks, documents, progress, report, scenario, summary
from bench.city_day.adapters import Adapter
from bench.city_day.adapters.form import Form, Mapped
from bench.city_day.adapters.sportello import ABOUT_TOKENS, Sportello
from bench.city_day.clients import GaveUp, Line
from bench.city_day.day import Day
from bench.city_day.pace import FullSpeed, OnTime
from bench.city_day.population import Population
from bench.city_day.wire import Pool, read_site
from bench.figures import Figure

DALLAS = Path(__file__).resolve().parent.parent / "scenarios" / "dallas-2020.yaml"
CLIENTS = 32
ON_TIME_CONNECTIONS = 512
FULL_SPEED_CONNECTIONS = 32


@dataclass(frozen=True)
class Target:
    """The system the day happens to: where it listens, how it is spoken to, its database if it may be looked at."""

    address: str
    tokens: tuple[str, ...] = ()
    database: str = ""
    mapping: Path | None = None


@dataclass(frozen=True)
class Plan:
    """How the day is run: how many times the crowd, how many times faster (None: full speed), with which bounds."""

    times: int = 1
    speed: float | None = 60.0
    seed: int = 2020
    connections: int = ON_TIME_CONNECTIONS
    most_seconds: float = 3600.0
    most_asked: int = 20_000


async def replay(day_plan: scenario.Scenario, target: Target, plan: Plan) -> dict[str, Any]:
    """Let the day happen, look at what came of it, and give the figures."""
    async with Pool(read_site(target.address), plan.connections) as pool:
        return await _replay(day_plan, target, plan, Line(pool, random.Random(f"waits {plan.seed}")))


async def _replay(day_plan: scenario.Scenario, target: Target, plan: Plan, line: Line) -> dict[str, Any]:
    population = Population(day_plan.people, plan.seed, secrets.token_urlsafe(12))
    adapter = _make_adapter(target, line, plan.seed)
    pace = OnTime(day_plan.opens, plan.speed) if plan.speed else FullSpeed(plan.connections)
    try:
        await adapter.prepare(day_plan.clerks.count)
    except GaveUp:
        raise SystemExit(f"city-day: {target.address} does not answer; nothing was sent to it") from None
    line.tries.clear()
    day = Day(day_plan, population, adapter, pace, times=plan.times, seed=plan.seed)
    began, used = datetime.now(UTC), time.process_time()
    telling = asyncio.create_task(progress.tell(day, line))
    seconds = await day.run(seconds=plan.most_seconds)
    used, tries = time.process_time() - used, line.tries.copy()
    telling.cancel()
    await telling
    found = await checks.check(adapter, day.ledger, population, line, most=plan.most_asked, seed=plan.seed)
    if target.database:
        told = [receipt.reference for receipt in day.ledger.receipts]
        stored = checks.list_stored(target.database, began, told)
        checks.compare(told, stored, len(day.ledger.unanswered), found)
    run = summary.Run(
        address=target.address,
        adapter="a form" if target.mapping else "Sportello",
        times=plan.times,
        speed=plan.speed,
        pace=pace.words,
        connections=plan.connections,
        seed=plan.seed,
        began=began,
        seconds=seconds,
        processor_seconds=used,
        tries=dict(sorted(tries.items())),
    )
    return summary.summarize(day_plan, run, day.ledger, len(line.tried_again - {""}), found)


def _make_adapter(target: Target, line: Line, seed: int) -> Adapter:
    if target.mapping:
        return Form(line, documents.read(Mapped, target.mapping))
    return Sportello(line, target.tokens, random.Random(f"clerks {seed}"))


@contextmanager
def _opened(given: argparse.Namespace) -> Iterator[Target]:
    """Give the system named, or open a city of our own."""
    if given.address:
        if not given.token and not given.mapping:
            raise SystemExit(f"city-day: {ABOUT_TOKENS}")
        yield Target(given.address, tuple(given.token), given.database, given.mapping)
        return
    given.report.parent.mkdir(parents=True, exist_ok=True)
    with city.published(CLIENTS, "web", "worker", log=given.report.with_suffix(".log")) as opened:
        yield Target(f"http://127.0.0.1:{opened.port}", opened.tokens, opened.database)


def _figures(told: dict[str, Any]) -> Iterator[Figure]:
    yield Figure("city-day accepted", told["accepted"], "applications")
    yield Figure("city-day rate", told["accepted_a_second"], "applications/s")
    for name in ("p50", "p99"):
        yield Figure(f"city-day until the receipt, {name}", told["waits_ms"]["apply"].get(name, 0), "ms")
    yield Figure("city-day lost", told["lost"]["count"], "applications")
    yield Figure("city-day duplicates", told["duplicates"]["count"], "applications")
    yield Figure("city-day not served", told["unserved"] + told["not_begun"], "applications")
    yield Figure("city-day errors", sum(told["errors"].values()), "answers")
    yield Figure("city-day committed", float(told["money"]["committed"]), "dollars")


def _read_day(given: argparse.Namespace) -> scenario.Scenario:
    day = scenario.read(given.scenario)
    try:
        return day.cut(given.until) if given.until else day
    except ValueError as error:
        raise SystemExit(f"city-day: {error}") from None


def _read_speed(text: str) -> float | None:
    if text == "max":
        return None
    if not 0 < float(text) <= 3600:
        raise ValueError
    return float(text)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="sportello bench city-day", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON a figure")
    parser.add_argument(
        "--times", type=int, default=1, metavar="N", help="so many times the crowd (the clerks stay as many)"
    )
    parser.add_argument("--speed", type=_read_speed, default=60.0, metavar="60|max", help="times faster than the clock")
    parser.add_argument("--until", type=scenario.read_clock, metavar="10:00", help="play the day as far as this only")
    parser.add_argument("--scenario", type=Path, default=DALLAS, metavar="FILE", help="the day; default Dallas 2020")
    parser.add_argument("--address", default="", help="what to use instead of a city of its own, http://127.0.0.1:8000")
    parser.add_argument("--token", action="append", default=[], help="of a client of the city there; may be repeated")
    parser.add_argument("--database", default="", help="the city's PostgreSQL, to compare every reference with")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="how to fill the plain form at --address")
    parser.add_argument("--connections", type=int, help="at most; default 512, at full speed 32")
    parser.add_argument("--seed", type=int, default=2020, help="the same seed, the same people at the same times")
    parser.add_argument("--minutes", type=float, default=60, help="of the clock, at most; what is left is told")
    parser.add_argument(
        "--ask", type=int, default=20_000, metavar="N", help="ask for so many cases afterwards, at most"
    )
    parser.add_argument(
        "--report", type=Path, default=Path("var/city-day.html"), metavar="FILE", help="the page to write"
    )
    return parser


def main() -> int:
    """Run it; 1 when something was lost, doubled or not served."""
    given = _parser().parse_args()
    day_plan = _read_day(given)
    if given.mapping and not given.address:
        raise SystemExit("city-day: --mapping goes with --address, where the form is")
    default = ON_TIME_CONNECTIONS if given.speed else FULL_SPEED_CONNECTIONS
    plan = Plan(given.times, given.speed, given.seed, given.connections or default, given.minutes * 60, given.ask)
    city.end_cleanly()
    with _opened(given) as target:
        read_site(target.address)
        gc.freeze()  # what is here now stays: a collection in the day need not look at it
        told = uvloop.run(replay(day_plan, target, plan))
    report.write(told, given.report)
    figures.show(_figures(told), as_json=given.json)
    if not given.json:
        print(f"{'It held' if told['good'] else 'Not everything held'}: {given.report.resolve()}")
    return 0 if told["good"] else 1


if __name__ == "__main__":
    raise SystemExit(main())

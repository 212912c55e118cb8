"""A day told in figures: the JSON twin of the page, and all that the page knows. Draws nothing."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from decimal import Decimal
from itertools import accumulate
from typing import Any

from bench.city_day.adapters import Receipt
from bench.city_day.checks import Found
from bench.city_day.ledger import QUARTER, Ledger, measure
from bench.city_day.scenario import Scenario, render_clock

KINDS = ("apply", "apply with papers", "told what is missing", "return", "status call", "read", "clerk's case")
BANDS = (
    (3600, "1 h", "by a clerk within an hour"),
    (7200, "2 h", "within two hours"),
    (14400, "4 h", "within four hours"),
    (10**9, "later", "later than that"),
)
MOST_NAMED = 20


@dataclass(frozen=True)
class Run:
    """How the day was run."""

    address: str
    adapter: str
    times: int
    speed: float | None  # None: full speed
    pace: str
    connections: int
    seed: int
    began: datetime
    seconds: float
    processor_seconds: float  # of the bench itself
    tries: dict[str, int]  # answers to single tries, in the day alone


def summarize(scenario: Scenario, run: Run, ledger: Ledger, sent_again: int, found: Found) -> dict[str, Any]:
    """Give the figures of a day. Times to a decision are in minutes of the day, except at full speed: of the clock."""
    accepted = len(ledger.answered)
    told = {
        "scenario": {"name": scenario.name, "then": scenario.then, "points": list_points(scenario)},
        "run": _describe(run),
        "arrivals": sum(ledger.arrivals.values()),
        "accepted": accepted,
        "accepted_a_second": round(accepted / run.seconds, 1),
        "unserved": len(ledger.unanswered),
        "not_begun": ledger.counts["not begun"],
        "waits_ms": {kind: ledger.measure(kind) for kind in KINDS},
        "bench_late_ms": measure(ledger.late),
        "tries": run.tries,
        "sent_again": sent_again,
        "errors": dict(ledger.errors),
        "lost": {"count": len(found.lost), "asked": found.asked, "references": sorted(found.lost)[:MOST_NAMED]},
        "duplicates": {
            "count": found.duplicates,
            "repeated": found.repeated,
            "keys": sorted(found.doubled)[:MOST_NAMED],
        },
        "database": {"compared": found.extra is not None, "not_told_to_anyone": found.extra},
        "checks_unclear": found.unclear,
        "decisions": _decisions(run, ledger),
        "money": _money(scenario, ledger),
        "quarters": list(_quarters(scenario, ledger)),
    }
    return {"good": _is_good(told), **told}


def _is_good(told: dict[str, Any]) -> bool:
    """Tell whether nothing was lost, nothing was done twice, and nobody was left without an answer."""
    troubles = told["lost"]["count"] + told["duplicates"]["count"] + told["unserved"] + told["not_begun"]
    return not (troubles or told["errors"])


def _describe(run: Run) -> dict[str, Any]:
    seconds = {"seconds": round(run.seconds, 1), "processor_seconds": round(run.processor_seconds, 1)}
    told = {name: value for name, value in asdict(run).items() if name != "tries"}
    return {**told, "began": run.began.isoformat(timespec="seconds"), **seconds}


def list_points(scenario: Scenario) -> list[dict[str, Any]]:
    """List the points of the arrivals until closing, with who says so."""
    points = (one for one in scenario.arrivals if one.at <= scenario.closes)
    return [{"at": render_clock(one.at), "total": one.total, "source": one.source} for one in points]


def _decisions(run: Run, ledger: Ledger) -> dict[str, Any]:
    at_once = [one for one in ledger.receipts if one.outcome]
    ruled = [one for one in ledger.receipts if one.reference in ledger.ruled]
    known = [ledger.standing[one.reference] for one in ruled if one.reference in ledger.standing]
    taken = sorted(one.seconds * (run.speed or 1) for one in known if one.outcome)
    bands, least = [_band("at once", "at once by policy", len(at_once))], 0.0
    for most, label, words in BANDS:
        bands.append(_band(label, words, sum(1 for one in taken if least <= one < most)))
        least = most
    waiting = len(ledger.receipts) - len(at_once) - len(taken)
    return {
        "at_once": len(at_once),
        "by_clerks": len(taken),
        "waiting": waiting,
        "median_minutes_by_clerks": round(taken[len(taken) // 2] / 60, 1) if taken else None,
        "most_minutes_by_clerks": round(taken[-1] / 60, 1) if taken else None,
        "bands": [*bands, _band("open", "still waiting for a clerk", waiting)],
    }


def _band(label: str, words: str, count: int) -> dict[str, Any]:
    return {"label": label, "when": words, "count": count}


def _money(scenario: Scenario, ledger: Ledger) -> dict[str, Any]:
    at_once = sum((one.amount for one in ledger.receipts), Decimal(0))
    by_clerks = sum((_ruled_amount(one, ledger) for one in ledger.receipts), Decimal(0))
    committed = at_once + by_clerks
    return {
        "committed": str(committed),
        "by_policy": str(at_once),
        "by_clerks": str(by_clerks),
        "fund": str(scenario.fund),
        "beyond_fund": str(max(Decimal(0), committed - scenario.fund)),
    }


def _ruled_amount(receipt: Receipt, ledger: Ledger) -> Decimal:
    standing = ledger.standing.get(receipt.reference)
    return standing.amount if standing and receipt.reference in ledger.ruled else Decimal(0)


def _quarters(scenario: Scenario, ledger: Ledger) -> Iterator[dict[str, Any]]:
    last = (scenario.closes - scenario.opens - 1) // QUARTER
    arrived = list(accumulate(ledger.arrivals[number] for number in range(last + 1)))
    accepted = list(accumulate(ledger.accepted[number] for number in range(last + 1)))
    for number in range(last + 1):
        waits = ledger.measure_quarter("apply", number)
        yield {
            "from": render_clock(scenario.opens + number * QUARTER),
            "to": render_clock(scenario.opens + (number + 1) * QUARTER),
            "arrivals": ledger.arrivals[number],
            "arrived": arrived[number],
            "accepted": accepted[number],
            "p50_ms": waits.get("p50"),
            "p99_ms": waits.get("p99"),
            "decided_by_clerks": sum(1 for quarter in ledger.ruled.values() if quarter == number),
        }

"""How fast deeds are sealed, the record is verified, and decisions are replayed, over many cases.

The floor is the same computing alone, in memory: the tree; a leaf from its event; a decision from its bundle.
Run with `python -m bench.record [--json] [--cases 100000]`.
"""

import argparse
import os
import time
from collections.abc import Callable, Iterator
from typing import Any, TypeVar

import django

from bench import city, figures
from bench.figures import Figure
from sportello.site import environment

Given = TypeVar("Given")
CASES = 20_000
BATCH = 500
SAMPLE = 2_000
SERVICE = "street-defect"
ANSWERS = {
    "kind": "pothole",
    "where": {"line": "1 Open Street", "place": "old-town"},
    "private_land": False,
    "dangerous": False,
}


def measure(cases: int) -> Iterator[Figure]:
    """Take cases in without a server, then seal, verify and replay all of them."""
    with city.unopened() as variables:
        os.environ.update(variables, DJANGO_SETTINGS_MODULE="sportello.site.settings")
        environment.get.cache_clear()
        django.setup()
        yield from _measure(cases)


def _measure(cases: int) -> Iterator[Figure]:
    from django.db import connection

    from sportello.actions import record, replays, verification
    from sportello.site import wiring  # all of these need Django

    wiring.install()
    _take_in(cases)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
    sealed, seconds = _timed(record.seal_all)
    yield Figure("record seal", sealed / seconds, "events/s", _rate_of_tree())
    problems: list[str] = []
    report, seconds = _timed(lambda: verification.verify(problems.append))
    yield Figure("record verify", report.events / seconds, "events/s", _rate_of_leaves())
    verdicts, seconds = _timed(lambda: [one.verdict for one in replays.replay()])
    yield Figure("replay", len(verdicts) / seconds, "decisions/s", _rate_of_bundles())
    if problems or set(verdicts) != {replays.Verdict.EQUAL}:
        raise SystemExit(f"bench: the record does not hold: {problems[:3]} {set(verdicts)}")


def _take_in(cases: int) -> None:
    from sportello.actions import city as home
    from sportello.actions import intake, live
    from sportello.core.actors import Actor
    from sportello.core.submissions import Submission
    from sportello.store import intake as store

    service, by = live.service(SERVICE), Actor(channel="api")
    for start in range(0, cases, BATCH):
        batch = [
            intake.prepare(Submission(service, ANSWERS, "en", by, home.now(), live.today()))
            for _ in range(min(BATCH, cases - start))
        ]
        store.write(batch)


def _rate_of_tree() -> float:
    from sportello.core import merkle

    leaves = [bytes([number % 256]) * 32 for number in range(SAMPLE)]
    return SAMPLE / _timed(lambda: merkle.extend(merkle.Frontier(), leaves))[1]


def _rate_of_leaves() -> float:
    from sportello.actions import sealing
    from sportello.core import record as log
    from sportello.store.record import Event

    rows = list(Event.objects.exclude(case_id=None)[:SAMPLE])
    keys = sealing.list_wrapped({row.case_id for row in rows})

    def leaf(row: Any) -> bytes:
        nonce = sealing.open(sealing.unwrap(row.case_id, *keys[row.case_id]), row.id, "nonce", row.nonce)
        return log.leaf(nonce, log.Event(row.id, row.at, row.kind, row.actor, row.case_id, row.facts))

    return len(rows) / _timed(lambda: [leaf(row) for row in rows])[1]


def _rate_of_bundles() -> float:
    from sportello.actions import live, sealing
    from sportello.core import decisions
    from sportello.store.cases import Decision

    rows = list(Decision.objects.all()[:SAMPLE])
    keys = sealing.list_wrapped({row.case_id for row in rows})
    policy = live.service(SERVICE).policy

    def again(row: Any) -> list[str]:
        key = sealing.unwrap(row.case_id, *keys[row.case_id])
        return decisions.replay(sealing.open(key, row.case_id, "decision", row.sealed), policy)

    return len(rows) / _timed(lambda: [again(row) for row in rows])[1]


def _timed(deed: Callable[[], Given]) -> tuple[Given, float]:
    began = time.perf_counter()
    given = deed()
    return given, time.perf_counter() - began


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON a figure")
    parser.add_argument("--cases", type=int, default=CASES)
    given = parser.parse_args()
    city.end_cleanly()
    figures.show(measure(given.cases), as_json=given.json)


if __name__ == "__main__":
    main()

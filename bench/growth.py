"""How a city feels as it grows: intake, the desk's pages, a case, search, at 10,000 cases, 100,000 and more.

Each size is a city of its own, grown from nothing (see `bench.growing`): sealed rows with keys of their own, one case
in twenty in a queue. Pages are asked by one client and by a few at once. Intake is measured beside one without cases,
turn by turn under the same settings of PostgreSQL: that is its floor. Run with `python -m bench.growth [--json]
[--sizes 10k,100k,1M]`; 10M is on demand (see bench/growth.md for time and disk).
"""

import argparse
import json
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import psycopg

from bench import city, figures, intake, load, loading
from bench.figures import Figure
from bench.visitor import TOKEN, Visitor

SIZES = "10k,100k"
UNITS = {"k": 1_000, "M": 1_000_000}
SECONDS = 8.0
ROUNDS = 3
PLAYED = 240  # cases, to be copied
ASKED = 120  # times, each page
AT_ONCE = (1, 4)  # clients
OPENED = 40  # cases a session remembers the purpose of; a few fewer than it can
BYTES = 5_500  # a case takes with its rows and indexes, and what building those needs
SPARE = 4_000_000_000  # bytes, for the log and the city beside
TEAM = "housing"
SETTINGS: Mapping[str, str] = {"shared_buffers": "2GB", "max_wal_size": "16GB", "checkpoint_timeout": "30min"}
"""What docs/operations.md advises for a city of this size, on a machine that two of them share."""
GROW = "import django; django.setup(); from bench import growing; growing.main()"
QUEUES = {
    "first page": "/desk/",
    "newest first": "/desk/?order=newest",
    "late, oldest first": "/desk/?late=1&order=oldest",
    "appeals": "/desk/?kind=appeal",
    "waiting for an answer": "/desk/?status=asking",
}
FAR = """
SELECT to_char(due_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"') || '~' || id FROM store_task
WHERE team = %s AND status <> 'done' ORDER BY due_at DESC, id DESC OFFSET 200 LIMIT 1
"""
Known = dict[str, Any]


def measure(sizes: Sequence[int], *, seconds: float = SECONDS, rounds: int = ROUNDS) -> Iterator[Figure]:
    """Measure a city of each size, and one without cases beside it."""
    check_disk(max(sizes))
    for size in sizes:
        with grown(intake.CLIENTS, size, settings=SETTINGS) as (opened, known):
            yield from of_city(f"{size:,} cases", opened, known)
            with city.published(intake.CLIENTS, "web", settings=SETTINGS) as empty:
                yield from of_intake(f"{size:,} cases, intake", opened, empty, seconds, rounds)


@contextmanager
def grown(
    clients: int, size: int, *, played: int = PLAYED, settings: Mapping[str, str] | None = None
) -> Iterator[tuple[city.City, list[Known]]]:
    """Open a city with so many cases; give it, and what to know of some copies."""
    with city.thrown_away() as var:
        tokens = city.prepare(var, clients)
        with city.serving(var, loading.SETTINGS) as served:
            command = [sys.executable, "-c", GROW, str(size), str(played)]
            variables = {**served.variables, "DJANGO_SETTINGS_MODULE": "sportello.site.settings"}
            told = subprocess.run(command, env=variables, cwd=city.ROOT, stdout=subprocess.PIPE, check=True)
        os.sync()  # that server did not
        known: list[Known] = json.loads(told.stdout)
        random.Random(size).shuffle(known)
        with city.serving(var, settings) as served, city.open_for(replace(served, tokens=tokens), "web") as opened:
            yield opened, known


def of_city(name: str, opened: city.City, known: Sequence[Known]) -> Iterator[Figure]:
    """Measure the pages of one that was grown."""
    yield Figure(f"{name}, on disk", round(_measure_disk(opened)), "bytes a case")
    auditor, lead = Visitor(opened.port), Visitor(opened.port)
    for who, login in ((auditor, "auditor"), (lead, f"lead.{TEAM}")):
        who.send("/sign-in", {"account": login, "next": "/desk/"})
    for what, path in {**QUEUES, "far on": f"/desk/?{urlencode({'after': _find_far(opened)})}"}.items():
        yield from _ask(f"{name}, queue, {what}", opened, [_get(path, lead)] * ASKED)
    yield from _ask(f"{name}, deeds counted", opened, [_get("/desk/record", auditor)] * ASKED)
    yield from _ask(f"{name}, case at the desk", opened, list(_open_cases(opened, known)))
    yield from _ask(f"{name}, case of a resident", opened, list(_track(opened, known)))
    for kind in ("reference", "phone", "name"):
        yield from _ask(f"{name}, search by {kind}", opened, list(_search(kind, known, lead)))


def of_intake(name: str, opened: city.City, empty: city.City, seconds: float, rounds: int) -> Iterator[Figure]:
    """Measure intake in turns: without cases, then with them."""
    for each in (empty, opened):
        intake.send(each, min(2.0, seconds))  # what is built at the first request is not measured
    turns = [(intake.send(empty, seconds), intake.send(opened, seconds)) for _ in range(rounds)]
    floor, figure = (round(statistics.median(done.rate for done in each), 1) for each in zip(*turns, strict=True))
    yield Figure(name, figure, "applications/s", floor)
    for quantile in (0.5, 0.99):
        floor, figure = (
            round(statistics.median(done.quantile(quantile) for done in each), 1) for each in zip(*turns, strict=True)
        )
        yield Figure(f"{name}, p{quantile * 100:.0f}", figure, "ms", floor)


def check_disk(size: int) -> None:
    """Refuse to begin what the disk cannot hold."""
    needed, free = size * BYTES + SPARE, shutil.disk_usage(tempfile.gettempdir()).free
    sys.stderr.write(f"  {size:,} cases take {needed / 1e9:,.1f} GB; {free / 1e9:,.1f} GB are free\n")
    if needed > free:
        raise SystemExit("bench.growth: the disk is too small; TMPDIR names another. Nothing was started.")


def read_sizes(text: str) -> list[int]:
    """Read `10k,1M` as numbers of cases, smallest first."""
    return sorted(int(one.rstrip("kM")) * UNITS.get(one[-1], 1) for one in text.split(","))


def _ask(name: str, opened: city.City, requests: Sequence[str]) -> Iterator[Figure]:
    """Ask one page after the other, then several at once; anything but 200 ends the bench."""
    load.run(load.Job(opened.port, max(AT_ONCE), list(requests[:20]), 60))  # what is built once is not measured
    for clients in AT_ONCE:
        done = load.run(load.Job(opened.port, clients, list(requests), 600))
        if set(done.statuses) != {"200"}:
            raise SystemExit(f"bench.growth: {name} answered {done.statuses}; no figure is worth giving")
        many = f", {clients} at once" if clients > 1 else ""
        yield Figure(f"{name}{many}, p50", round(done.quantile(0.5), 1), "ms")
        yield Figure(f"{name}{many}, p95", round(done.quantile(0.95), 1), "ms")


def _get(path: str, who: Visitor) -> str:
    return load.write_request("GET", path, {"Cookie": who.cookies})


def _open_cases(opened: city.City, known: Sequence[Known]) -> Iterator[str]:
    """Say why each case is opened, so that its page can be asked for; a session each for as many as it remembers."""
    worked = [one for one in known if one["team"] == TEAM][:ASKED]
    for start in range(0, len(worked), OPENED):
        staff = Visitor(opened.port)
        staff.send("/sign-in", {"account": f"lead.{TEAM}", "next": "/desk/"})
        for one in worked[start : start + OPENED]:
            staff.open(f"/desk/cases/{one['case']}?purpose=work")
            yield _get(f"/desk/cases/{one['case']}", staff)


def _track(opened: city.City, known: Sequence[Known]) -> Iterator[str]:
    for start in range(0, ASKED, OPENED):
        resident = Visitor(opened.port)
        for one in known[start : start + OPENED]:
            resident.open(f"/track/{one['reference']}/{one['secret']}")
            yield _get(f"/cases/{one['case']}", resident)


def _search(kind: str, known: Sequence[Known], staff: Visitor) -> Iterator[str]:
    token = TOKEN.search(staff.open("/desk/find").text)
    assert token
    headers = {"Cookie": staff.cookies, "Content-Type": "application/x-www-form-urlencoded"}
    for one in [one for one in known if one[kind]][:ASKED]:
        form = {"csrfmiddlewaretoken": token[1], "kind": kind, "text": one[kind]}
        yield load.write_request("POST", "/desk/find", headers, urlencode(form))


def _find_far(opened: city.City) -> str:
    """Find where the end of the team's queue is near."""
    with psycopg.connect(opened.database) as connection:
        found = connection.execute(FAR, [TEAM]).fetchone()
    return str(found[0]) if found else ""


def _measure_disk(opened: city.City) -> float:
    with psycopg.connect(opened.database) as connection:
        found = connection.execute("SELECT pg_database_size(current_database()) / count(*) FROM store_case").fetchone()
    return float(found[0]) if found else 0.0


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one line of JSON a figure")
    parser.add_argument("--sizes", type=read_sizes, default=read_sizes(SIZES), help="numbers of cases: 10k,100k,1M,10M")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for each measuring of intake")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="of intake; the figure is their median")
    given = parser.parse_args()
    city.end_cleanly()
    figures.show(measure(given.sizes, seconds=given.seconds, rounds=given.rounds), as_json=given.json)


if __name__ == "__main__":
    main()

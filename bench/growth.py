"""How a city feels as it grows: intake, the desk's pages, a case, search, at 10,000 cases, 100,000 and more.

Each size is grown from the one before (see `bench.growing`): real sealed rows, a twentieth of them in queues. Pages are
asked one after the other by one clerk; each figure is the 95th percentile. Run with `python -m bench.growth [--json]
[--sizes 10k,100k,1M]`; 10M takes about 60 GB of disk and, on a quiet machine of two cores, an hour.
"""

import argparse
import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any
from urllib.parse import urlencode

import psycopg

from bench import city, figures, intake, load
from bench.figures import Figure
from bench.visitor import TOKEN, Visitor

SIZES = "10k,100k"
UNITS = {"k": 1_000, "M": 1_000_000}
SECONDS = 8.0
PLAYED = 240  # cases, to be copied
ASKED = 120  # times, each page
OPENED = 40  # cases a session remembers the purpose of; a few fewer than it can
BYTES = 6_500  # a case takes with its rows and indexes, and what building those needs
TEAM = "housing"
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


def measure(sizes: Sequence[int], *, seconds: float = SECONDS) -> Iterator[Figure]:
    """Measure intake of a city without cases; then grow another, and measure everything at each size."""
    check_disk(max(sizes))
    with city.published(intake.CLIENTS, "web") as opened:
        yield from intake.of_city("intake, empty", opened, seconds, 1)
    with city.published(intake.CLIENTS, "web") as opened:
        for before, size in pairwise((0, *sizes)):
            known = grow(opened, size, before=before)
            yield from of_city(f"{size:,} cases", opened, known, seconds)


def of_city(name: str, opened: city.City, known: Sequence[dict[str, Any]], seconds: float) -> Iterator[Figure]:
    """Measure one that is open and was grown."""
    yield Figure(f"{name}, on disk", round(_measure_disk(opened)), "bytes a case")
    staff, lead = Visitor(opened.port), f"lead.{TEAM}"
    staff.send("/sign-in", {"account": lead, "next": "/desk/"})
    for what, path in {**QUEUES, "far on": f"/desk/?{urlencode({'after': _find_far(opened)})}"}.items():
        yield _ask(f"{name}, queue, {what}", opened, [_get(path, staff)] * ASKED)
    yield _ask(f"{name}, case at the desk", opened, list(_open_cases(opened, known, staff)))
    yield _ask(f"{name}, case of a resident", opened, list(_track(opened, known)))
    for kind in ("reference", "phone", "name"):
        yield _ask(f"{name}, search by {kind}", opened, list(_search(kind, known, staff)))
    yield from intake.of_city(f"{name}, intake", opened, seconds, 1)


def grow(opened: city.City, size: int, *, before: int = 0, played: int = PLAYED) -> list[dict[str, Any]]:
    """Let the city, grown so far before, have so many cases; give what to know of some copies."""
    variables = {**opened.variables, "DJANGO_SETTINGS_MODULE": "sportello.site.settings"}
    command = [sys.executable, "-c", GROW, str(before), str(size), str(played)]
    told = subprocess.run(command, env=variables, cwd=city.ROOT, stdout=subprocess.PIPE, check=True)
    known: list[dict[str, Any]] = json.loads(told.stdout)
    random.Random(size).shuffle(known)
    return known


def check_disk(size: int) -> None:
    """Refuse to begin what the disk cannot hold."""
    free = shutil.disk_usage(tempfile.gettempdir()).free
    sys.stderr.write(f"  {size:,} cases take about {size * BYTES / 1e9:,.1f} GB; {free / 1e9:,.1f} GB are free\n")
    if size * BYTES > free:
        raise SystemExit("bench.growth: the disk is too small; TMPDIR names another. Nothing was started.")


def read_sizes(text: str) -> list[int]:
    """Read `10k,1M` as numbers of cases, smallest first."""
    return sorted(int(one.rstrip("kM")) * UNITS.get(one[-1], 1) for one in text.split(","))


def _ask(name: str, opened: city.City, requests: Sequence[str]) -> Figure:
    """Ask one page after the other; anything but 200 ends the bench."""
    load.run(load.Job(opened.port, 1, list(requests[:5]), 60))  # what is built once is not measured
    done = load.run(load.Job(opened.port, 1, list(requests), 600))
    if set(done.statuses) != {"200"}:
        raise SystemExit(f"bench.growth: {name} answered {done.statuses}; no figure is worth giving")
    return Figure(f"{name}, p95", round(done.quantile(0.95), 1), "ms")


def _get(path: str, who: Visitor) -> str:
    return load.write_request("GET", path, {"Cookie": who.cookies})


def _open_cases(opened: city.City, known: Sequence[dict[str, Any]], staff: Visitor) -> Iterator[str]:
    """Say why each case is opened, so that its page can be asked for."""
    for one in [one for one in known if one["team"] == TEAM][:OPENED]:
        staff.open(f"/desk/cases/{one['case']}?purpose=work")
        yield _get(f"/desk/cases/{one['case']}", staff)


def _track(opened: city.City, known: Sequence[dict[str, Any]]) -> Iterator[str]:
    resident = Visitor(opened.port)
    for one in known[:OPENED]:
        resident.open(f"/track/{one['reference']}/{one['secret']}")
        yield _get(f"/cases/{one['case']}", resident)


def _search(kind: str, known: Sequence[dict[str, Any]], staff: Visitor) -> Iterator[str]:
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
    given = parser.parse_args()
    city.end_cleanly()
    figures.show(measure(given.sizes, seconds=given.seconds), as_json=given.json)


if __name__ == "__main__":
    main()

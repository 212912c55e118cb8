"""How fast pages come, and what they weigh: start, service, question, case, queue (for staff); and a case by the API.

Asked of the demo city with its seeded past, over connections kept alive: start and service by nobody in particular, so
that the lane of readers answers. The floor is the same bytes from the same web server and front with nothing behind
them. Run with `python -m bench.pages [--json]`.
"""

import argparse
import gzip
import os
import re
import sys
import tempfile
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import city, figures, load
from bench.figures import Figure
from bench.intake import ANSWERS, PATH
from bench.visitor import Visitor
from sportello.site import environment

CONNECTIONS = 8
SECONDS = 5.0
MOST = 10_000  # requests a second to have ready
LINKED = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"')


@dataclass(frozen=True)
class Shown:
    """A page to ask for: what it is called, where it is, the headers that tell who asks, what it showed."""

    name: str
    path: str
    headers: Mapping[str, str]
    text: str


def measure(*, seconds: float = SECONDS) -> Iterator[Figure]:
    """Measure each page of a demo city opened for it."""
    with city.thrown_away() as var, city.opened(var) as (opened, _):
        yield from of_city(opened, seconds)


def of_city(opened: city.City, seconds: float) -> Iterator[Figure]:
    """Measure each page of one that is open."""
    pages = list(list_pages(opened))
    floors = _floors(pages, seconds)
    for page, floor in zip(pages, floors, strict=True):
        done = _ask(opened.port, page.path, page.headers, seconds)
        yield Figure(f"page {page.name}", round(done.rate, 1), "pages/s", round(floor, 1))
        yield Figure(f"page {page.name}, p50", round(done.quantile(0.5), 2), "ms")
        yield Figure(f"page {page.name}, p99", round(done.quantile(0.99), 2), "ms")
        yield Figure(f"page {page.name}, first load", _weigh(opened.port, page), "KB")
        yield Figure(f"page {page.name}, itself", round(len(gzip.compress(page.text.encode())) / 1000, 1), "KB gzip")


def list_pages(opened: city.City) -> Iterator[Shown]:
    """List the pages, each reached as a person would."""
    resident, staff = Visitor(opened.port), Visitor(opened.port)
    yield _shown("start", resident, "/")
    yield _shown("service", resident, "/services/rental-assistance")
    asked = resident.send("/services/rental-assistance", {}, to="/services/rental-assistance/begin")
    yield _shown("question", resident, asked.path)
    sent = resident.post_json(PATH, {"answers": ANSWERS, "language": "en"})
    case = resident.open(f"/track/{sent['reference']}/{sent['secret']}")
    yield _shown("case", resident, case.path)
    yield _shown_by_api(opened, sent)
    staff.send("/sign-in", {"account": "lead.housing", "next": "/desk/"})
    yield _shown("queue", staff, "/desk/")


def _shown(name: str, who: Visitor, path: str) -> Shown:
    page = who.open(path)
    if page.path != path:
        raise SystemExit(f"bench.pages: {path} led to {page.path}; no figure is worth giving")
    return Shown(name, path, {"Cookie": who.cookies} if who.cookies else {}, page.text)


def _shown_by_api(opened: city.City, sent: Mapping[str, Any]) -> Shown:
    """Ask for a case as a program of the applicant's own does, known to the city so that it may ask often."""
    token = opened.tokens[0] if opened.tokens else city.add_client(opened, "Pages")
    headers = {"Authorization": f"Bearer {token}", "Case-Secret": sent["secret"]}
    path = sent["links"]["self"]
    with urllib.request.urlopen(
        urllib.request.Request(f"http://127.0.0.1:{opened.port}{path}", headers=headers)
    ) as told:
        return Shown("case by API", path, headers, told.read().decode())


def _ask(port: int, path: str, headers: Mapping[str, str], seconds: float) -> load.Done:
    request = load.write_request("GET", path, dict(headers))
    load.run(load.Job(port, CONNECTIONS, [request] * CONNECTIONS * 2, seconds))  # what is built once is not measured
    done = load.run(load.Job(port, CONNECTIONS, [request] * int(MOST * max(seconds, 1)), seconds))
    if set(done.statuses) != {"200"}:
        raise SystemExit(f"bench.pages: {path} answered {done.statuses}; no figure is worth giving")
    return done


def _floors(pages: list[Shown], seconds: float) -> list[float]:
    """Serve the same bytes raw, and give the answers a second for each page."""
    port, processes = city.find_free_port(), environment.get().web_processes
    with tempfile.TemporaryDirectory() as folder:
        for number, page in enumerate(pages):
            (Path(folder) / str(number)).write_text(page.text)
        command = [sys.executable, "-m", "bench.raw", str(port), str(processes), folder]
        with city.running(command, dict(os.environ)):
            city.wait_until_open(port)
            return [_ask(port, f"/{number}", {}, seconds).rate for number in range(len(pages))]


def _weigh(port: int, page: Shown) -> float:
    """Give the KB (of 1,000 bytes) that come over the wire for page, styles and scripts together."""
    paths = [page.path, *dict.fromkeys(LINKED.findall(page.text))]
    return round(sum(_bytes(port, path, page.headers) for path in paths) / 1000, 1)


def _bytes(port: int, path: str, headers: Mapping[str, str]) -> int:
    headers = {"Accept-Encoding": "gzip", **headers}
    with urllib.request.urlopen(urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers=headers)) as answer:
        return len(answer.read())


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON a figure")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for each page")
    given = parser.parse_args()
    city.end_cleanly()
    figures.show(measure(seconds=given.seconds), as_json=given.json)


if __name__ == "__main__":
    main()

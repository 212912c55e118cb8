"""How fast a resident's folder opens in a city of a million residents, and how long a certificate takes from the click.

One resident has two hundred applications; the other residents, each with an account, an application and a message, are
copies made in the database of one who was played (they cannot be opened, and are not asked for). A certificate is
asked for as people do: by one press, until the signed PDF has come. Then many press at once, in a city of its own: how
many certificates a second, and the floor, are measured as `bench documents` does. Run with `python -m bench.folder`.
"""

import argparse
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from typing import Any

import psycopg
from psycopg import sql

from bench import city, documents, figures, load, residents
from bench.figures import Figure
from bench.growth import SETTINGS
from bench.visitor import Visitor

RESIDENTS = 1_000_000
CASES = 200  # of the one who is asked for
ASKED = 100  # times, each page
CERTIFICATES = 20  # one after the other
PRESSED = 300  # at once
LONGEST = 120.0  # seconds
PAGES = ("/my", "/my/inbox", "/my/dates", "/my/papers", "/my/looks", "/bills")
ORIGINAL = "folder.original"
COPIED = ("store_party", "store_account", "store_case", "store_casekey", "store_message")
ID_OF = "md5({column}::text || number)::uuid"
NAMED = {"login": "login || '.' || number", "reference": "left(md5(reference || number), 12)"}


def measure(count: int, cases: int, *, asked: int = ASKED, certificates: int = CERTIFICATES) -> Iterator[Figure]:
    """Measure a city of so many residents."""
    with city.published(1, "web", "worker", settings=SETTINGS) as opened:
        fill(opened, count, cases)
        yield from of_pages(opened, asked, f"{count:,} residents")
        yield from of_certificates(opened, certificates)
    yield from documents.measure("certificates", count=PRESSED)


def of_pages(opened: city.City, asked: int, name: str) -> Iterator[Figure]:
    """Ask each page of the folder by one client; anything but 200 ends the bench."""
    resident = _sign_in(opened, "folder.full")
    for path in PAGES:
        request = load.write_request("GET", path, {"Cookie": resident.cookies})
        load.run(load.Job(opened.port, 1, [request] * 5, 60))  # what is built once is not measured
        done = load.run(load.Job(opened.port, 1, [request] * asked, 600))
        if set(done.statuses) != {"200"}:
            raise SystemExit(f"bench.folder: {path} answered {done.statuses}; no figure is worth giving")
        for quantile in (0.5, 0.95):
            yield Figure(f"folder, {name}, {path}, p{quantile * 100:.0f}", round(done.quantile(quantile), 1), "ms")


def of_certificates(opened: city.City, count: int) -> Iterator[Figure]:
    """Press for certificates, one after the other, each until its PDF is there."""
    resident = _sign_in(opened, ORIGINAL)
    took = sorted(_press(resident) for _ in range(count))
    yield Figure("certificate, click to signed PDF, p50", round(statistics.median(took), 1), "ms")
    yield Figure("certificate, click to signed PDF, p95", round(took[int(0.95 * (count - 1))], 1), "ms")


def _press(resident: Visitor) -> float:
    """Press once; give the ms until the document was read whole."""
    press = re.findall(r'name="press" value="([^"]+)"', resident.open("/my/papers").text)
    path, began = f"/my/certificates/{residents.CERTIFICATE}", time.perf_counter()
    page = resident.send("/my/papers", {"press": press[0]}, to=path)
    while not (found := re.findall(r'href="(/documents/[^"]+)"', page.text)):
        if time.perf_counter() - began > LONGEST:
            raise SystemExit(f"bench.folder: no certificate within {LONGEST:.0f} s; no figure is worth giving")
        page = resident.open(page.path)
    if not resident.read(found[0]).startswith(b"%PDF"):
        raise SystemExit("bench.folder: the certificate is no PDF")
    return (time.perf_counter() - began) * 1000


def fill(opened: city.City, count: int, cases: int) -> None:
    """Let the city have so many residents, one of them with so many cases; come back when the worker is done."""
    began = time.monotonic()
    command = [sys.executable, "-m", "bench.folder", "--play", str(cases)]
    subprocess.run(command, env=dict(opened.variables), cwd=city.ROOT, check=True)
    with psycopg.connect(opened.database, autocommit=True) as connection:
        while connection.execute("SELECT count(*) FROM store_outbox").fetchone() != (0,):
            time.sleep(0.1)
        copy(connection, count)
    sys.stderr.write(f"  {count:,} residents in {time.monotonic() - began:,.0f} s\n")


def copy(connection: "psycopg.Connection[Any]", count: int) -> None:
    """Copy the original's rows so many times, each with ids of its own, and let the planner know."""
    for table in COPIED:
        columns = [
            (name, type)
            for name, type in connection.execute(
                "SELECT column_name, data_type FROM information_schema.columns WHERE table_name = %s"
                " AND is_identity = 'NO' AND column_name NOT IN ('idempotency', 'body_hash')",
                [table],
            )
        ]
        connection.execute(
            sql.SQL(
                "INSERT INTO {table} ({names}) SELECT {values} FROM {table}, generate_series(1, {count}) number"
                " WHERE {which}"
            ).format(
                table=sql.Identifier(table),
                names=sql.SQL(", ").join(sql.Identifier(name) for name, _ in columns),
                values=sql.SQL(", ").join(_value(name, type) for name, type in columns),
                count=sql.Literal(count),
                which=sql.SQL(WHOSE[table]),
            )
        )
    connection.execute("VACUUM ANALYZE")


PARTY = f"(SELECT party_id FROM store_account WHERE login = '{ORIGINAL}')"
CASE = f"(SELECT id FROM store_case WHERE party_id = {PARTY} LIMIT 1)"
WHOSE = {
    "store_party": f"id = {PARTY}",
    "store_account": f"login = '{ORIGINAL}'",
    "store_case": f"id = {CASE}",
    "store_casekey": f"case_id = {CASE}",
    "store_message": f"case_id = {CASE}",
}


def _value(column: str, type: str) -> sql.Composable:
    """Write what a copy has in a column: ids that belong together stay together."""
    if type == "uuid":
        return sql.SQL(ID_OF).format(column=sql.Identifier(column))
    return sql.SQL(NAMED[column]) if column in NAMED else sql.Identifier(column)


def play(cases: int) -> None:
    """Add whoever is asked for, and whom the others are copies of."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "sportello.site.settings"
    django.setup()
    from sportello.actions import intake
    from sportello.packs import reading
    from sportello.site import environment, wiring

    wiring.install()
    example = reading.read_folder(environment.get().city).services["street-defect"]["tests"][0]
    answers = {id: value for id, value in example["answers"].items() if id != "photo"}
    for login, count in ((ORIGINAL, 1), ("folder.full", cases)):
        by = residents.add(login, "web")
        for _ in range(count):
            intake.submit("street-defect", answers, "en", by=by)


def _sign_in(opened: city.City, login: str) -> Visitor:
    resident = Visitor(opened.port)
    resident.send("/sign-in", {"account": login, "next": "/my"})
    return resident


def main() -> None:
    """Print the figures, or play what is copied, in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true", help="one line of JSON a figure")
    parser.add_argument("--residents", type=int, default=RESIDENTS)
    parser.add_argument("--cases", type=int, default=CASES, help="of the resident who is asked for")
    parser.add_argument("--play", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.play is not None:
        play(given.play)
        return
    city.end_cleanly()
    figures.show(measure(given.residents, given.cases), as_json=given.json)


if __name__ == "__main__":
    main()

"""How many documents a second the worker makes, signs, keeps and tells of by mail; signed and unsigned apart.

Applications that policy grants are taken in first, or so many residents press for a certificate; then a worker does all
that follows. The floor is Typst, the QR code and the signature alone, for the same documents, in as many processes.
Run with `python -m bench.documents`.
"""

import argparse
import base64
import os
import secrets
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

import psycopg

from bench import city, figures, residents
from bench.figures import Figure
from sportello.site import environment

COUNT = 600
LONGEST = 300.0  # seconds
FLOOR_SECONDS = 5.0
SERVICE = "rental-assistance"
CHANNEL = "bench"
LEFT = f"""
WITH ours AS (SELECT id FROM store_case WHERE channel = '{CHANNEL}')
SELECT (SELECT count(*) FROM store_document WHERE case_id IN (SELECT id FROM ours)),
    (SELECT count(*) FROM store_outbox WHERE case_id IN (SELECT id FROM ours)),
    (SELECT count(*) FROM store_message
        WHERE case_id IN (SELECT id FROM ours) AND sent_at IS NULL AND channel = 'email')
"""


def measure(what: str = "documents", *, count: int = COUNT) -> Iterator[Figure]:
    """Measure a worker that signs, then one that does not, by what is asked for: `documents` or `certificates`."""
    for name in ("signed", "unsigned"):
        with city.published(1, "web") as opened:
            yield of_city(opened, what, name, count)


def of_city(opened: city.City, what: str, name: str, count: int, seconds: float = FLOOR_SECONDS) -> Figure:
    """Measure one that is open, without a worker of its own; its floor for so many seconds."""
    ask(opened, what, count)
    with city.running([sys.executable, "-m", "bench.documents", "work", name], dict(opened.variables)):
        rate = _watch(opened.database, count)
    floor = _measure_floor(opened, name, seconds)
    return Figure(f"{what}, {name}", round(rate, 1), f"{what}/s", round(floor, 1))


def ask(opened: city.City, what: str, count: int) -> None:
    """Ask for so many `documents` or `certificates`, in a process of its own."""
    command = [sys.executable, "-m", "bench.documents", "fill", what, str(count)]
    subprocess.run(command, env=dict(opened.variables), cwd=city.ROOT, check=True)


def _measure_floor(opened: city.City, name: str, seconds: float) -> float:
    """Make documents alone in as many processes as the worker has; give how many they make a second together."""
    command = [sys.executable, "-m", "bench.documents", "floor", name, str(seconds)]
    processes = [
        subprocess.Popen(command, env=dict(opened.variables), cwd=city.ROOT, stdout=subprocess.PIPE)
        for _ in range(environment.read(opened.variables).worker_processes)
    ]
    return sum(float(process.communicate()[0]) for process in processes)


def _watch(database: str, count: int) -> float:
    """Wait until the worker has done all; give the documents it made a second, from the first look that finds one."""
    began, first, deadline = 0.0, 0, time.monotonic() + LONGEST
    with psycopg.connect(database, autocommit=True) as connection:
        while time.monotonic() < deadline:
            made, waiting, unsent = connection.execute(LEFT).fetchone() or (0, 0, 0)
            if made and not began:
                began, first = time.perf_counter(), made
            if made >= count and not waiting and not unsent:
                return float((made - first) / (time.perf_counter() - began))
            time.sleep(0.05)
    raise SystemExit(f"bench.documents: {made} of {count} documents in {LONGEST:.0f} s; no figure is worth giving")


def fill(what: str, count: int) -> None:
    """Let that be asked for so many times."""
    _set_up()
    from sportello.site import wiring

    wiring.install()
    {"documents": _apply, "certificates": _press}[what](count)


def _press(count: int) -> None:
    """Let so many residents press for their certificate."""
    from sportello.actions import certificates

    for number in range(count):
        by = residents.add(f"documents.{number}", CHANNEL)
        certificates.get(residents.CERTIFICATE, "en", secrets.token_hex(8), by=by)


def _apply(count: int) -> None:
    """Take in so many applications that policy grants, each with its papers."""
    from sportello.actions import files, intake
    from sportello.core.actors import Actor
    from sportello.packs import reading

    document = reading.read_folder(environment.get().city).services[SERVICE]
    example = next(each for each in document["tests"] if each["expect"].get("outcome") == "approve")
    for _ in range(count):
        by = Actor(channel=CHANNEL)
        known = {name: files.add(name, base64.b64decode(document["files"][name]), by=by) for name in example["files"]}
        answers = _name_files(example["answers"], {name: str(id) for name, id in known.items()})
        answers["applicant"] = {**answers["applicant"], "family_name": f"Ruiz {secrets.token_hex(4)}"}
        answers["home"] = {**answers["home"], "line": f"{secrets.randbelow(10**9)} Molino Street"}
        answers["account"] = f"{secrets.randbelow(10**18):018}"
        answers |= {"email": f"{secrets.token_hex(4)}@example.org", "phone": f"+1214555{secrets.randbelow(10_000):04d}"}
        intake.submit(SERVICE, answers, "en", by=replace(by, holds=frozenset(known.values())))


def work(name: str) -> None:
    """Be the worker."""
    _set_up()
    from sportello.site import copies, environment, jobs
    from sportello.site.commands import worker

    worker.bring()
    copies.run("worker", environment.get().worker_processes, lambda number: jobs.work(**_other_signer(name)))


def floor(name: str, least: float) -> float:
    """Make the documents that the worker made, with nothing around it, for `least` seconds; give how many a second.

    All of them, one after another: of a document made before, Typst knows most already. What is brought at the first
    one (pyHanko, fonts) is brought before, as the worker does: its rate counts from a document that is there.
    """
    _set_up()
    import segno

    from sportello.actions import city as at_home
    from sportello.actions import issuing
    from sportello.site import wiring
    from sportello.store.documents import Document

    wiring.install(**_other_signer(name))
    tools = at_home.current()
    known = [_gather(document) for document in Document.objects.filter(case__channel=CHANNEL).select_related("case")]
    issuing.rehearse()
    made, began = 0, time.perf_counter()
    while (seconds := time.perf_counter() - began) < least or not made:
        sources, data, at = known[made % len(known)]
        qr = segno.make(data["verify_url"], error="m").svg_inline(scale=4, omitsize=True)
        pdf = tools.typesetter.render_pdf(sources, {**data, "qr_svg": qr}, made_at=at)
        tools.pdf_signer.sign(pdf, reason="bench", at=at)
        made += 1
    return made / seconds


def _gather(document: Any) -> tuple[Mapping[str, str], Mapping[str, Any], datetime]:
    """Give the sources of a document, the data it was made from, and when."""
    from sportello.actions import journeys, live, record, sealing, templates

    case = document.case
    service, key = live.edition(case.edition), sealing.case_key(case)
    state = journeys.read(case, key)
    assert state
    leaf = record.first_leaves([case.id])[case.id]
    data = templates.gather(case, service, journeys.holding(case, key, state), document, leaf)
    return service.documents[document.kind].sources, data, document.issued_at


def _set_up() -> None:
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "sportello.site.settings"
    django.setup()


def _other_signer(name: str) -> dict[str, Any]:
    from sportello.integrations.fakes import FakeSigner

    return {"pdf_signer": FakeSigner()} if name == "unsigned" else {}


def _name_files(value: Any, known: Mapping[str, str]) -> Any:
    """Put the ids of files where an example names them."""
    if isinstance(value, dict):
        return {name: _name_files(inner, known) for name, inner in value.items()}
    if isinstance(value, list):
        return [_name_files(inner, known) for inner in value]
    return known.get(value, value) if isinstance(value, str) else value


def main() -> None:
    """Print the figures, or do one part of measuring in a process of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON a figure")
    parser.add_argument("--count", type=int, default=COUNT, help="how many documents")
    parser.add_argument("part", nargs="*", help=argparse.SUPPRESS)
    given = parser.parse_args()
    match given.part:
        case ["fill", what, count]:
            fill(what, int(count))
        case ["work", name]:
            work(name)
        case ["floor", name, seconds]:
            print(floor(name, float(seconds)))
        case _:
            city.end_cleanly()
            figures.show(measure(count=given.count), as_json=given.json)


if __name__ == "__main__":
    main()

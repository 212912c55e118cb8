"""How many applications a second the city takes in through its API, each stored before it is answered.

The floor is pgbench writing the same rows into the same tables (five, with all their indexes), one transaction and
one statement an application, as many at once. Run with `python -m bench.intake [--json]`.
"""

import argparse
import copy
import json
import resource
import statistics
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import psycopg

from bench import city, figures, load
from bench.figures import Figure
from sportello.site import environment, postgres

CLIENTS = 32
SECONDS = 10.0
ROUNDS = 3
MEGABYTE = 1024 * 1024
PATH = "/api/v1/services/rental-assistance/applications"
ANSWERS: dict[str, Any] = {
    "tenure": "rent",
    "applicant": {"given_name": "Ana", "family_name": "Ruiz", "birth_date": "1988-05-03"},
    "home": {"line": "48 Kiln Road", "postcode": "00117", "place": "brickfields"},
    "phone": "+12145550142",
    "household_size": 4,
    "household": [
        {"name": "Luis Ruiz", "relation": "partner", "birth_year": 1986},
        {"name": "Eva Ruiz", "relation": "child", "birth_year": 2015},
    ],
    "annual_income": "31200.00",
    "covid_loss": True,
    "loss_kind": ["hours", "care"],
    "monthly_rent": "1200.00",
    "months_behind": 2,
    "arrears": "2400.00",
    "payee": "Molino Properties LLC",
}


def measure(*, clients: int = CLIENTS, seconds: float = SECONDS, rounds: int = ROUNDS) -> Iterator[Figure]:
    """Measure intake with the web processes alone, then with the background worker beside them."""
    with city.published(clients, "web") as opened:
        yield from of_city("intake", opened, seconds, rounds)
    with city.published(clients, "web", "worker") as opened:
        yield from of_city("intake, worker beside", opened, seconds, 1)


def of_city(name: str, opened: city.City, seconds: float, rounds: int) -> Iterator[Figure]:
    """Measure one that is open, with a connection for each of its clients."""
    send(opened, min(2.0, seconds))  # what is built at the first request is not measured
    alone, before = send(replace(opened, tokens=opened.tokens[:1]), min(2.0, seconds)), _memory(opened)
    done = [send(opened, seconds) for _ in range(rounds)]
    after = _memory(opened)
    floor = _floor(opened.database, len(opened.tokens), seconds)
    yield Figure(name, _middle([each.rate for each in done]), "applications/s", floor)
    yield Figure(f"{name}, p50", _middle([each.quantile(0.5) for each in done]), "ms")
    yield Figure(f"{name}, p99", _middle([each.quantile(0.99) for each in done]), "ms")
    yield Figure(f"{name}, p50 of one client alone", round(alone.quantile(0.5), 2), "ms")
    if after:
        yield Figure(f"{name}, memory of the largest web process", max(after) / MEGABYTE, "MB")
        yield Figure(f"{name}, memory of all grown meanwhile", (sum(after) - sum(before)) / MEGABYTE, "MB")


def _memory(opened: city.City) -> list[int]:
    """List the resident bytes of the web server's processes, its first included; none where there is no /proc."""
    mine, page = f"SPORTELLO_PORT={opened.port}".encode(), resource.getpagesize()
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):  # it has ended, or is somebody else's
            is_web = process.joinpath("cmdline").read_bytes().split(b"\0")[-2:-1] == [b"web"]
            if is_web and mine in process.joinpath("environ").read_bytes().split(b"\0"):
                found.append(int(process.joinpath("statm").read_text().split()[1]) * page)
    return found


def _middle(values: list[float]) -> float:
    return round(statistics.median(values), 2)


def send(opened: city.City, seconds: float) -> load.Done:
    """Send distinct applications, each client under its own token; anything but 201 ends the bench."""
    clients = len(opened.tokens)
    numbers = range(int(seconds * 3000) + clients)
    requests = [_request(opened.tokens[number % clients], number) for number in numbers]
    done = load.run(load.Job(opened.port, clients, requests, seconds))
    if set(done.statuses) != {"201"}:
        raise SystemExit(f"bench.intake: not everything was taken in: {done.statuses}; no figure is worth giving")
    return done


def _request(token: str, number: int) -> str:
    answers = copy.deepcopy(ANSWERS)
    answers["applicant"]["family_name"] = f"Ruiz {uuid.uuid4().hex[:12]}"
    answers["home"]["line"] = f"{number} {uuid.uuid4().hex[:8]} Road"
    answers["phone"] = f"+1214555{number % 10000:04d}"
    headers = {
        "Content-Type": "application/json",
        "Authorization": f"Bearer {token}",
        "Idempotency-Key": str(uuid.uuid4()),
    }
    return load.write_request("POST", PATH, headers, json.dumps({"answers": answers, "language": "en"}))


SAMPLE = """
SELECT octet_length(c.sealed), octet_length(k.wrapped), octet_length(d.sealed),
    octet_length(e.nonce), cardinality(c.finds), c.edition, e.facts::text
FROM store_case c JOIN store_casekey k ON k.case_id = c.id JOIN store_decision d ON d.case_id = c.id
JOIN store_event e ON e.case_id = c.id WHERE c.channel = 'api' ORDER BY c.id DESC LIMIT 1
"""
SCRIPT = r"""
WITH one AS (SELECT uuidv7() AS id, now() AS at, upper(substr(md5(random()::text), 1, 11)) AS reference),
a AS (INSERT INTO store_case (id, reference, service, edition, language, channel, client, status, outcome,
    submitted_at, due_at, district, sealed, secret_index, finds, idempotency, body_hash)
  SELECT id, reference, 'rental-assistance', '{edition}', 'en', 'api', gen_random_uuid(), 'received', 'refer', at, at,
    'riverside', '\x{answers}'::bytea, {random}, ARRAY[{finds}], {random}, '\x{hash}'::bytea
  FROM one),
b AS (INSERT INTO store_casekey (case_id, wrapped) SELECT id, '\x{wrapped}'::bytea FROM one),
c AS (INSERT INTO store_decision (id, case_id, at, by, path, outcome, hash, sealed)
  SELECT uuidv7(), id, at, 'system', '', 'refer', '{edition}', '\x{decision}'::bytea FROM one),
d AS (INSERT INTO store_event (id, at, kind, actor, case_id, facts, nonce, leaf)
  SELECT uuidv7(), at, 'application.submitted', 'client', id, '{facts}', '\x{nonce}'::bytea, '\x{hash}'::bytea FROM one)
INSERT INTO store_outbox (kind, case_id, at, tries) SELECT 'submitted', id, at, 0 FROM one;
"""


def _floor(database: str, clients: int, seconds: float) -> float:
    """Let pgbench write rows as large as the ones just written; give its transactions a second.

    What it left for the worker is taken away: nobody could begin the steps of such cases.
    """
    programs = environment.get().pg_bin or postgres.find_programs()
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(_script(database))
        script.flush()
        options = [f"--client={clients}", "--jobs=2", f"--time={max(1, round(seconds))}", f"--file={script.name}"]
        command = [str(programs / "pgbench"), "--no-vacuum", "--protocol=prepared", *options, database]
        with psycopg.connect(database, autocommit=True) as connection:
            (newest,) = connection.execute("SELECT coalesce(max(id), 0) FROM store_outbox").fetchone() or (0,)
            told = subprocess.run(command, capture_output=True, text=True, check=True)
            connection.execute("DELETE FROM store_outbox WHERE id > %s", [newest])
    return float(told.stdout.split("tps = ")[1].split()[0])


def _script(database: str) -> str:
    with psycopg.connect(database) as connection:
        sample = connection.execute(SAMPLE).fetchone()
    assert sample is not None
    answers, wrapped, decision, nonce, finds, edition, facts = sample
    random = "uuid_send(gen_random_uuid()) || '\\x0001'::bytea"
    return " ".join(
        SCRIPT.format(
            answers="5a" * answers,
            wrapped="5a" * wrapped,
            decision="5a" * decision,
            nonce="5a" * nonce,
            finds=", ".join([random] * finds),
            random=random,
            hash="5a" * 32,
            edition=edition,
            facts=facts,
        ).splitlines()
    )


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="one line of JSON a figure")
    parser.add_argument("--clients", type=int, default=CLIENTS, help="connections, each of a client of its own")
    parser.add_argument("--seconds", type=float, default=SECONDS, help="for each round")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="the figure is their median")
    given = parser.parse_args()
    city.end_cleanly()
    found = measure(clients=given.clients, seconds=given.seconds, rounds=given.rounds)
    figures.show(found, as_json=given.json)


if __name__ == "__main__":
    main()

"""Growing a city to so many cases: some are played for real, then copied by several processes through COPY.

While it works, indexes that are no primary keys are down and foreign keys go unchecked: nobody else may write, and the
database's account has to be its superuser, as the embedded one's is. Needs Django set up; see `bench.growth`.
"""

import json
import multiprocessing
import os
import random
import secrets
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import connection, connections, transaction

from bench.copying import Copy, Pool, Prototype, write_bytes
from sportello.actions import checkpoints, live, record, sealing
from sportello.core import ids, merkle
from sportello.packs import reading
from sportello.site import environment, lifeline, seeding, wiring
from sportello.site.seeding import past, people
from sportello.site.seeding.stage import Inline, Stage
from sportello.store.accounts import Account
from sportello.store.cases import Case
from sportello.store.record import Leaf

CHUNK = 1_000
OPEN = 20  # one copy of so many is in a queue
AGO = timedelta(days=360)  # the oldest: what a service keeps for a year is still kept
WAITING = timedelta(days=30)  # since something happened last in a case that is open, at most
APPLIES = 4  # times, who has an account
TOLD = 8  # copies of a chunk to ask for
COLUMNS: Mapping[str, Sequence[str]] = {
    "store_casekey": ("case_id", "party_id", "wrapped"),
    "store_event": ("id", "at", "kind", "actor", "case_id", "facts", "nonce", "leaf"),
    "store_party": ("id", "kind", "wrapped_key", "sealed", "created_at"),
    "store_statistic": ("id", "service", "month", "outcome", "answers"),
    "store_leaf": ("index", "event_id", "hash"),
    "store_node": ("level", "index", "hash"),
}
INDEXES = """
SELECT t.relname, i.relname, c.conname, coalesce(pg_get_constraintdef(c.oid), pg_get_indexdef(i.oid))
FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
LEFT JOIN pg_constraint c ON c.conindid = i.oid AND c.contype = 'u'
WHERE t.relname LIKE 'store\\_%' AND t.relkind = 'r' AND NOT x.indisprimary
"""


@dataclass(frozen=True)
class Known:
    """What to know of a copy, to ask for it as people do."""

    case: str
    reference: str
    secret: str
    team: str  # one that works it; empty where policy alone decided
    is_open: bool
    name: str
    phone: str


@dataclass(frozen=True)
class Chunk:
    """Copies for a process to make: the numbers of their references, and when the first and the last of them ended."""

    numbers: range
    since: datetime
    until: datetime
    now: datetime


@dataclass(frozen=True)
class Made:
    """A chunk that is written: its events with their leaves, in order, and some of its copies."""

    copies: int
    leaves: list[tuple[UUID, bytes]]
    known: list[Known]


class Unheard(Inline):
    """Jobs that nobody does: no document is made and no mail sent."""

    def run(self) -> None:
        """Forget what was noted."""
        self._waiting.clear()


class Log:
    """The log of the record, as it grows. What follows the newest checkpoint is signed by `sign`."""

    def __init__(self) -> None:
        newest = Leaf.objects.order_by("-index").values_list("index", flat=True).first()
        self._frontier = merkle.read_frontier(0 if newest is None else newest + 1, record.read_node)

    def append(self, leaves: Sequence[tuple[UUID, bytes]]) -> None:
        """Give events their place."""
        start = self._frontier.size
        self._frontier, nodes = merkle.extend(self._frontier, (leaf for _, leaf in leaves))
        places = (f"{start + n}\t{event}\t{write_bytes(leaf)}" for n, (event, leaf) in enumerate(leaves))
        upper = (f"{level}\t{index}\t{write_bytes(node)}" for (level, index), node in nodes.items() if level)
        _write({"store_leaf": list(places), "store_node": list(upper)}, COLUMNS)

    def sign(self) -> None:
        """Sign a checkpoint over all of it."""
        newest = checkpoints.find_newest()
        if newest is None or newest.size < self._frontier.size:
            checkpoints.sign(self._frontier)


_closed: list[Prototype] = []
_open: list[Prototype] = []
"""What is copied, known to each process that copies, as these are copies of this one."""


def grow(before: int, cases: int, played: int) -> list[Known]:
    """Let a city that was grown to `before` have so many cases, playing some of them; give some copies.

    Progress goes to standard error.
    """
    missing, known = cases - before - play(min(played, cases - before)), []
    record.seal_all()
    with _without_indexes():
        log, began, done = Log(), time.monotonic(), 0
        for made in _copy(missing, before):
            log.append(made.leaves)
            known += made.known
            done += made.copies
            _tell(f"{done:,} of {missing:,} cases copied, {done / (time.monotonic() - began):,.0f} a second")
        log.sign()
        _tell(f"{done:,} cases copied in {time.monotonic() - began:,.0f} s; making indexes …\n")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE, PARALLEL 2)")
    return known


def play(count: int) -> int:
    """Play so many cases of the last two months and take them apart; tell how many came to be."""
    clock, jobs = seeding.Clock(), Unheard()
    wiring.install(clock=clock, jobs=jobs)
    stage = Stage(clock, jobs, random.Random(count), reading.read_folder(environment.get().city).services)
    if not Account.objects.filter(party__isnull=False).exists():
        people.add_residents(stage)
    now = datetime.now(UTC)
    moments = (now - timedelta(days=60) * (1 - number / count) for number in range(count))
    played = [past.play_case(stage, moment, now) for moment in moments]
    clock.turned = None
    for case in Case.objects.filter(id__in=filter(None, played)):
        prototype = Prototype(case)
        (_open if prototype.is_open else _closed).append(prototype)
    return len(_open) + len(_closed)


def _copy(count: int, number: int) -> Iterator[Made]:
    """Copy in several processes; chunks come in the order of time."""
    now = datetime.now(UTC)
    moments = [now - AGO * (1 - done / count) for done in range(0, count, CHUNK)] + [now]
    chunks = [
        Chunk(range(number + done, number + min(done + CHUNK, count)), *moments[at : at + 2], now)
        for at, done in enumerate(range(0, count, CHUNK))
    ]
    live.services()  # built once, before there are copies
    connections.close_all()
    with ProcessPoolExecutor(
        os.cpu_count(), multiprocessing.get_context("fork"), lifeline.hold, (os.getpid(),)
    ) as pool:
        yield from pool.map(_make, chunks)


def _make(chunk: Chunk) -> Made:
    """Make the copies of a chunk, and write them."""
    chance, pool = random.Random(chunk.numbers.start), Pool()
    tables: dict[str, list[str]] = defaultdict(list)
    columns, leaves, known, party = dict(COLUMNS), [], [], None
    step = (chunk.until - chunk.since) / len(chunk.numbers)
    for place, number in enumerate(chunk.numbers):
        is_open = number % OPEN == 0 and bool(_open)
        prototype = chance.choice(_open if is_open else _closed)
        ends = chunk.now - WAITING * chance.random() if is_open else chunk.since + step * place
        if prototype.case.party_id and (party is None or chance.randrange(APPLIES) == 0):
            party = _add_party(ends, tables)
        copy = prototype.copy(number, ends, party if prototype.case.party_id else None, chance, pool)
        leaves += prototype.write(copy, tables)
        tables["store_statistic"].append(_statistic(prototype, copy))
        columns |= prototype.columns
        if place % max(1, len(chunk.numbers) // TOLD) == 0:
            known.append(_know(prototype, copy))
    _write(tables, columns)
    return Made(len(chunk.numbers), leaves, known)


def _add_party(at: datetime, tables: Mapping[str, list[str]]) -> UUID:
    """Add someone who has an account, and told nothing yet."""
    id = ids.uuid7(at, secrets.token_bytes(ids.RANDOM_BYTES))
    key, wrapped = sealing.new_key(id)
    told = sealing.seal_json(key, id, "party", {})
    tables["store_party"].append(f"{id}\tperson\t{write_bytes(wrapped)}\t{write_bytes(told)}\t{at}")
    return id


def _statistic(prototype: Prototype, copy: Copy) -> str:
    """Write the figures of a copy, under an id that leads nowhere."""
    id, month = UUID(bytes=copy.random(16), version=4), (prototype.case.submitted_at + copy.later).date().replace(day=1)
    return f"{id}\t{prototype.service.id}\t{month}\t{prototype.case.outcome}\t{prototype.figures}"


def _know(prototype: Prototype, copy: Copy) -> Known:
    said = list(copy.answers.values())
    person = next((one for one in said if isinstance(one, dict) and "family_name" in one), None)
    return Known(
        case=str(copy.id),
        reference=copy.reference,
        secret=copy.secret,
        team=prototype.team,
        is_open=prototype.is_open,
        name=f"{person['given_name']} {person['family_name']}" if person else "",
        phone=next((one for one in said if isinstance(one, str) and one.startswith("+1214")), ""),
    )


def _write(tables: Mapping[str, list[str]], columns: Mapping[str, Sequence[str]]) -> None:
    """Copy rows into their tables, in one transaction."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL session_replication_role = replica; SET LOCAL synchronous_commit = off")
        for table, lines in tables.items():
            names = ", ".join(f'"{name}"' for name in columns[table])
            with connection.connection.cursor().copy(f"COPY {table} ({names}) FROM STDIN") as stream:
                stream.write("\n".join([*lines, ""]))


@contextmanager
def _without_indexes() -> Iterator[None]:
    """Take down what would be kept in order row by row, and build it at once afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(INDEXES)
        found = cursor.fetchall()
        for table, index, constraint, _ in found:
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {constraint}" if constraint else f"DROP INDEX {index}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2")
        for table, _, constraint, definition in found:
            cursor.execute(
                f"ALTER TABLE {table} ADD CONSTRAINT {constraint} {definition}" if constraint else definition
            )


def _tell(what: str) -> None:
    sys.stderr.write(f"\r  {what}")
    sys.stderr.flush()


def main() -> None:
    """Grow the city of the environment as `grow` says, and print what to know of some copies."""
    before, cases, played = map(int, sys.argv[1:])
    print(json.dumps([asdict(one) for one in grow(before, cases, played)]))

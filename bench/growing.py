"""Growing a city to so many cases: some are played for real, then copied by a process a core.

The city has to be without cases, its database served as `bench.loading` says. Needs Django set up; see `bench.growth`.
"""

import gc
import json
import multiprocessing
import os
import random
import secrets
import struct
import sys
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from typing import Any
from uuid import UUID

import numpy as np
from django.db import connection, connections

from bench import loading
from bench.columns import Fixed, Numbers, count_instant, flatten, write_numbers
from bench.copying import Copies, Pool, Source, draw_names, write_count, write_field
from bench.prototypes import TABLES, Prototype
from sportello.actions import checkpoints, record, sealing
from sportello.core import ids, merkle
from sportello.packs import reading
from sportello.site import environment, lifeline, seeding, wiring
from sportello.site.seeding import past, people
from sportello.site.seeding.stage import Inline, Stage
from sportello.store.cases import Case
from sportello.store.record import Leaf

CHUNK = 4_000
WHOLE = 1_000_000  # copies are whole at most, and those in queues; the others are alike
MIXED = 20  # prototypes in a chunk, and as many open ones
NAMES = 100_000  # drawn for the blind indexes of copies that are alike
OPEN = 20  # one copy of so many is in a queue
AGO = timedelta(days=360)  # the oldest: what a service keeps for a year is still kept
WAITING = timedelta(days=30)  # since something happened last in a case that is open, at most
APPLIES = 4  # times, who has an account
TOLD = 50  # of so many whole copies one is to be asked for
LARGEST = ("store_case", "store_event", "store_decision", "store_leaf", "store_node", "store_statistic")
"""The tables that take longest to index, in this order; what else is filled comes after them."""


MICROSECOND = timedelta(microseconds=1)
COUNTED = """
INSERT INTO store_deedcount (day, kind, count) SELECT (at AT TIME ZONE 'UTC')::date, kind, count(*) FROM store_event
GROUP BY 1, 2 ON CONFLICT (day, kind) DO UPDATE SET count = excluded.count
"""
LEAF, NODE = struct.Struct("!hiqi16si32s").pack, struct.Struct("!hihiqi32s").pack
"""Rows as COPY reads them: how many fields, and each with its length."""


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
    """Copies for a process to make: the numbers of their references, of how many; of `every` closed ones one whole."""

    numbers: range
    count: int
    now: datetime
    every: int


@dataclass(frozen=True)
class Made:
    """A chunk of copies: their rows by table, their events with their leaves in order, and what to know of some."""

    rows: Mapping[str, bytes]
    leaves: bytes
    known: list[Known]


class Maker:
    """Makes copies, so many of each of some prototypes at once."""

    def __init__(self, prototypes: Sequence[Prototype], names: Fixed) -> None:
        self._names = names
        self._open = [one for one in prototypes if one.is_open]
        self._closed = [one for one in prototypes if not one.is_open]

    def make(self, chunk: Chunk) -> Made:
        """Make the copies of a chunk."""
        source = Source(random.Random(chunk.numbers.start), Pool(), self._names)
        rows: dict[str, list[bytes]] = defaultdict(list)
        leaves, known = list[bytes](), list[Known]()
        for prototype, numbers, is_whole in self._deal(chunk, source.chance):
            ends = _list_ends(chunk, numbers, is_open=prototype.is_open)
            parties = _add_parties(chunk, numbers, rows) if prototype.case.party_id else []
            copies = prototype.copy(source, numbers, ends, parties, is_whole=is_whole)
            for table, parts in prototype.tables.items():
                rows[table].append(flatten(copies.fill(parts), len(numbers)))
            leaves.append(prototype.list_leaves(copies))
            if is_whole:
                known += _list_known(prototype, copies)
        return Made({table: b"".join(each) for table, each in rows.items()}, b"".join(leaves), known)

    def _deal(self, chunk: Chunk, chance: random.Random) -> Iterator[tuple[Prototype, Sequence[int], bool]]:
        """Deal the numbers to prototypes, one in OPEN to those that are open; tell whether copies are to be whole."""
        waiting = [number for number in chunk.numbers if number % OPEN == 0] if self._open else []
        over = [number for number in chunk.numbers if number % OPEN] if self._open else list(chunk.numbers)
        for numbers, prototypes in ((waiting, self._open), (over, self._closed)):
            chosen = chance.sample(prototypes, min(MIXED, len(prototypes), len(numbers)))
            for place, prototype in enumerate(chosen):
                is_whole = prototype.is_open or place % chunk.every == 0
                yield prototype, numbers[place :: len(chosen)], is_whole


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

    def append(self, leaves: bytes, write: Mapping[str, loading.Write]) -> None:
        """Give events their place: id and leaf of each, 48 bytes."""
        start = self._frontier.size
        given = list(struct.iter_unpack("16s32s", leaves))
        self._frontier, nodes = merkle.extend(self._frontier, (leaf for _, leaf in given))
        places = [LEAF(3, 8, start + n, 16, id, 32, leaf) for n, (id, leaf) in enumerate(given)]
        upper = [NODE(3, 2, level, 8, index, 32, node) for (level, index), node in nodes.items() if level]
        write["store_leaf"](b"".join(places))
        write["store_node"](b"".join(upper))

    def sign(self) -> None:
        """Count what it tells, and sign a checkpoint over all of it."""
        with connection.cursor() as cursor:
            cursor.execute(COUNTED)
        newest = checkpoints.find_newest()
        if newest is None or newest.size < self._frontier.size:
            checkpoints.sign(self._frontier)


def grow(cases: int, played: int) -> list[Known]:
    """Let a city without cases have so many, playing some of them; give what to know of some copies.

    Progress goes to standard error.
    """
    tables = list(dict.fromkeys([*LARGEST, *TABLES, "store_party"]))
    prototypes = play(min(played, cases), loading.list_columns(os.environ["DATABASE_URL"], tables))
    record.seal_all()
    log, known, missing, began = Log(), list[Known](), cases - len(prototypes), time.monotonic()
    with _copying(prototypes, missing) as copies, loading.filling(os.environ["DATABASE_URL"], tables, _tell) as write:
        for done, made in copies:
            for table, rows in made.rows.items():
                write[table](rows)
            log.append(made.leaves, write)
            known += made.known
            _tell(f"{done:,} of {missing:,} cases copied, {done / (time.monotonic() - began):,.0f} a second")
        _tell("filling tables\n")
    log.sign()
    _tell(f"{cases:,} cases in {time.monotonic() - began:,.0f} s\n")
    return known


def play(count: int, columns: Mapping[str, Sequence[str]]) -> list[Prototype]:
    """Play so many cases of the last two months and take them apart."""
    clock, jobs = seeding.Clock(), Unheard()
    wiring.install(clock=clock, jobs=jobs)
    stage = Stage(clock, jobs, random.Random(count), reading.read_folder(environment.get().city).services)
    people.add_residents(stage)
    now = datetime.now(UTC)
    moments = (now - timedelta(days=60) * (1 - number / count) for number in range(count))
    played = [past.play_case(stage, moment, now) for moment in moments]
    clock.turned = None
    return [Prototype(case, columns) for case in Case.objects.filter(id__in=filter(None, played))]


@contextmanager
def _copying(prototypes: Sequence[Prototype], count: int) -> Iterator[Iterator[tuple[int, Made]]]:
    """Copy in several processes; chunks come in the order of time, each with how many copies there are by then."""
    now, every = datetime.now(UTC), -(-count // WHOLE)
    chunks = [Chunk(range(done, min(done + CHUNK, count)), count, now, every) for done in range(0, count, CHUNK)]
    workers = os.cpu_count() or 1
    names = draw_names(random.Random(count), NAMES)
    connections.close_all()
    with ExitStack() as stack:
        ends = [
            stack.enter_context(_worker(Maker(prototypes, names), chunks[number::workers])) for number in range(workers)
        ]
        yield ((chunk.numbers.stop, ends[at % workers].recv()) for at, chunk in enumerate(chunks))


@contextmanager
def _worker(maker: Maker, chunks: Sequence[Chunk]) -> Iterator["Connection[None, Made]"]:
    """Let a process make chunks, one after the other, no faster than they are taken."""
    ours, its = multiprocessing.Pipe(duplex=False)
    context = multiprocessing.get_context("fork")
    process = context.Process(target=_work, args=(maker, chunks, its, os.getpid()), daemon=True)
    process.start()
    its.close()
    try:
        yield ours
    finally:
        ours.close()
        process.join()


def _work(maker: Maker, chunks: Sequence[Chunk], end: "Connection[Made, None]", parent: int) -> None:
    lifeline.hold(parent)
    gc.freeze()
    for chunk in chunks:
        end.send(maker.make(chunk))


def _list_ends(chunk: Chunk, numbers: Sequence[int], *, is_open: bool) -> Numbers:
    """List when something happened last in these copies: lately where they are open, else through the year."""
    now = count_instant(chunk.now)
    if is_open:
        return now - np.random.default_rng(chunk.numbers.start).integers(WAITING // MICROSECOND, size=len(numbers))
    return now - (AGO // MICROSECOND) * (chunk.count - np.array(numbers)) // chunk.count


def _add_parties(chunk: Chunk, numbers: Sequence[int], rows: dict[str, list[bytes]]) -> list[UUID]:
    """Add those who have an account, and told nothing yet, for these copies: one for some."""
    parties = []
    for _ in range(0, len(numbers), APPLIES):
        id = ids.uuid7(chunk.now - AGO, secrets.token_bytes(ids.RANDOM_BYTES))
        key, wrapped = sealing.new_key(id)
        told = write_field(id.bytes) + write_field(b"person") + write_field(wrapped)
        told += write_field(sealing.seal_json(key, id, "party", {})) + write_field(
            write_numbers(np.array([count_instant(chunk.now - AGO)]), 8).tobytes()
        )
        rows["store_party"].append(write_count(5) + told)
        parties.append(id)
    return [parties[at // APPLIES] for at in range(len(numbers))]


def _list_known(prototype: Prototype, copies: Copies) -> list[Known]:
    """List what to know of one copy in TOLD."""
    found = zip(prototype.list_ids(copies), prototype.list_names(copies), copies.answers, strict=True)
    return [
        Known(str(id), reference, secret, prototype.team, prototype.is_open, _name_of(answers), _phone_of(answers))
        for id, (reference, secret), answers in list(found)[::TOLD]
    ]


def _name_of(answers: Mapping[str, Any]) -> str:
    people = (one for one in answers.values() if isinstance(one, dict) and "family_name" in one)
    return next((f"{one['given_name']} {one['family_name']}" for one in people), "")


def _phone_of(answers: Mapping[str, Any]) -> str:
    return next((one for one in answers.values() if isinstance(one, str) and one.startswith("+1214")), "")


def _tell(what: str) -> None:
    sys.stderr.write(f"\r\x1b[K  {what}")
    sys.stderr.flush()


def main() -> None:
    """Grow the city of the environment as `grow` says, and print what to know of some copies."""
    cases, played = map(int, sys.argv[1:])
    print(json.dumps([asdict(one) for one in grow(cases, played)]))

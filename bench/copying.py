"""Copies of a case that was played for real: the same story at another time, of other people, under a key of its own.

Copies are made many at once, as columns of values. One that is whole opens on every page, is found by search and stands
in the record: all that is sealed is sealed anew, blind indexes and leaves are right. Left out of it: files, documents,
links and looks, of closed cases also messages and the answer kept for a repeated request; the bundle of its decision,
and the promise in its receipt, still tell of the case it was copied from. A copy that is only `alike` has rows and
indexes as many and as random, and as large but for the bundles of its decisions, which are left out; what is sealed is
its prototype's and opens for nobody.
"""

import os
import random
import struct
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any
from uuid import UUID

import numpy as np

from bench import columns, renaming
from bench.columns import Column, Fixed, Numbers
from sportello.actions import city, sealing
from sportello.core import canonical, finding, indexes, intake, merkle, references
from sportello.core import record as log
from sportello.core.services import Service
from sportello.core.vault import Key, Random
from sportello.store import binary

NUMBERS = 31**8  # references there are, without their check
STRIDE = 524_287_999_983  # shares no factor with them, so that none comes twice
POOL = 1 << 16
ARRAY_HEAD = 20  # bytes, then each value with its length
INDEX = 18  # bytes of a blind index
DAY = 86_400_000_000  # microseconds

Part = bytes | int
"""A piece of a row: the same in all copies, or the number of a column."""
Fill = Callable[["Copies"], Column]

NULL = b"\xff\xff\xff\xff"
"""A field without a value."""
write_length, write_count = struct.Struct("!i").pack, struct.Struct("!h").pack
_array = binary.packer("bytea")


class Pool:
    """Random bytes, asked of the system by the pool, as a question costs more than the bytes. One process, one pool."""

    def __init__(self) -> None:
        self._bytes, self._at = b"", 0

    def __call__(self, count: int) -> bytes:
        """Give so many."""
        if self._at + count > len(self._bytes):
            self._bytes, self._at = os.urandom(POOL), 0
        self._at += count
        return self._bytes[self._at - count : self._at]


@dataclass(frozen=True)
class Source:
    """Where copies take what is new in them: chance for what is said, random bytes, and blind indexes of names."""

    chance: random.Random
    random: Random
    names: Fixed


@dataclass
class Copies:
    """What is their own of copies of one prototype: whose they are, how many microseconds later they happened.

    Keys and answers are there of whole ones only.
    """

    source: Source
    numbers: Sequence[int]
    later: Numbers
    parties: Sequence[UUID | None]
    keys: Sequence[Key] = ()
    answers: Sequence[Mapping[str, Any]] = ()
    nonces: Sequence[bytes] = ()  # of the events that are being made
    columns: list[Column] = field(default_factory=list)

    @property
    def is_whole(self) -> bool:
        """Tell whether they are, or only alike."""
        return bool(self.keys)

    def fill(self, parts: Sequence[Part]) -> Column:
        """Put the columns in where they belong."""
        return columns.join([self.columns[p] if isinstance(p, int) else p for p in parts], len(self.numbers))

    def values(self, column: int | Column) -> Sequence[bytes]:
        """List the values of a column, or of the column of this number."""
        given = self.columns[column] if isinstance(column, int) else column
        return list(columns.list_values(given, len(self.numbers)))

    def ids(self, number: int) -> list[UUID]:
        """List the ids that are in a column."""
        return [UUID(bytes=id) for id in self.values(number)]

    def seal(self, plain: Sequence[bytes], owner: int, purpose: str) -> list[bytes]:
        """Seal for the rows whose ids are in the column of this number."""
        random, whose = self.source.random, self.ids(owner)
        return [key.seal(one, id, purpose, random) for key, one, id in zip(self.keys, plain, whose, strict=True)]


def draw_names(chance: random.Random, count: int) -> Fixed:
    """Draw blind indexes of names, those of common ones often."""
    names = (f"{chance.choice(renaming.GIVEN_NAMES)} {renaming.make_name(chance)}" for _ in range(count))
    return columns.fix([index_name(name) for name in names])


def index_name(name: str) -> bytes:
    """Give the blind index of a name."""
    return indexes.make(city.current().vault, "name", indexes.normal_name(name))


def make_reference(number: int) -> str:
    """Make a reference of a number; two below 31⁸ have two."""
    return references.new_reference((number * STRIDE % NUMBERS).to_bytes(references.RANDOM_BYTES, "big"))


def write_field(value: bytes) -> bytes:
    """Write a field as COPY reads it in binary."""
    return write_length(len(value)) + value


def write_json(value: Any) -> bytes:
    """Write a JSON value as PostgreSQL takes it in binary."""
    return b"\x01" + canonical.write(value)


def name_them(copies: Copies) -> Column:
    """Make their references."""
    return columns.fix([make_reference(number).encode() for number in copies.numbers])


def make_ids(milliseconds: int, copies: Copies) -> Column:
    """Make ids of so much later."""
    return columns.make_ids(milliseconds + copies.later // 1000)


def write_ids(number: int, copies: Copies) -> Column:
    """Write the ids of a column as text."""
    return columns.write_ids(columns.fix(copies.values(number)))


def move_instant(value: int, copies: Copies) -> Column:
    """Write an instant (microseconds since 2000) of so much later."""
    return columns.write_numbers(value + copies.later, 8)


def move_day(value: int, copies: Copies) -> Column:
    """Write a day (since 2000) of so much later."""
    return columns.write_numbers(value + copies.later // DAY, 4)


def find_months(value: int, copies: Copies) -> Column:
    """Write the first day of the month of an instant of so much later."""
    months = (at.replace(day=1) for at in columns.read_instants(value + copies.later))
    return columns.write_numbers(np.array([(month - binary.EPOCH).days for month in months]), 4)


def render_instants(value: int, copies: Copies) -> Column:
    """Write an instant as whole copies' events are hashed with it."""
    moved = columns.read_instants(value + copies.later) if copies.is_whole else []
    return [canonical.render_instant(at).encode() for at in moved]


def wrap_keys(case: int, copies: Copies) -> list[bytes]:
    """Wrap the keys of whole copies, whose ids are in this column."""
    wrap, random = city.current().vault.wrap, copies.source.random
    whose = zip(copies.keys, copies.ids(case), copies.parties, strict=True)
    return [wrap(key, id, party, random) for key, id, party in whose]


def write_answers(copies: Copies) -> list[bytes]:
    """Write what whole copies answered."""
    return [canonical.write(answers) for answers in copies.answers]


def index_secrets(secret: int, copies: Copies) -> Column:
    """Make the blind indexes of whole copies' secrets."""
    if not copies.is_whole:
        return _draw_indexes(len(copies.numbers))
    vault = city.current().vault
    return columns.fix([intake.secret_index(vault, one.decode()) for one in copies.values(secret)])


def index_drafts(reference: int, copies: Copies) -> Column:
    """Make blind indexes as drafts give them for what is sent once."""
    if not copies.is_whole:
        return _draw_indexes(len(copies.numbers))
    return columns.fix([sealing.index("draft", one.decode()) for one in copies.values(reference)])


def make_finds(service: Service, value: bytes, names: Collection[bytes], copies: Copies) -> Column:
    """Make the blind indexes by which whole copies are found; draw others in place of these, of names for names."""
    if copies.is_whole:
        vault = city.current().vault
        return [write_field(_array(finding.finds(service, answers, vault))) for answers in copies.answers]
    count, parts = len(copies.numbers), list[Column]([write_length(len(value)), value[:ARRAY_HEAD]])
    for at in range(ARRAY_HEAD, len(value), 4 + INDEX):
        is_name = value[at + 4 : at + 4 + INDEX] in names
        parts += [write_length(INDEX), _draw_of(copies.source.names, count) if is_name else _draw_indexes(count)]
    return columns.join(parts, count)


def make_nonces(event: int, copies: Copies) -> list[bytes]:
    """Make nonces for whole copies' event, and seal them."""
    copies.nonces = [copies.source.random(log.NONCE_BYTES) for _ in copies.numbers]
    return copies.seal(copies.nonces, event, "nonce")


def make_leaves(rendered: Sequence[Part], copies: Copies) -> Column:
    """Make the leaves of an event: of whole copies under the nonces made last (see `core.record`)."""
    if not copies.is_whole:
        return columns.draw(len(copies.numbers), merkle.HASH_BYTES)
    texts = copies.values(copies.fill(rendered))
    pairs = zip(copies.nonces, texts, strict=True)
    return columns.fix([merkle.leaf_hash(sha256(nonce + text).digest()) for nonce, text in pairs])


def _draw_indexes(count: int) -> Column:
    mark = city.current().vault.current.mark
    return columns.join([mark, columns.draw(count, indexes.HASH_BYTES)], count)


def _draw_of(values: Fixed, count: int) -> Fixed:
    return values[np.random.default_rng().integers(len(values), size=count)]

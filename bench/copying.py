"""Copies of a case that was played for real: the same story at another time, of other people, under a key of its own.

A copy is rows as COPY reads them. All that is sealed is sealed anew, blind indexes and leaves are right: a copy opens
on every page, is found by search and stands in the record. Left out: files, documents, links and looks; of closed cases
also messages and the answer kept for a repeated request, a third of their bytes. The bundle of a decision, and the
promise in a receipt, still tell of the case they were copied from.
"""

import json
import os
import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256
from itertools import product
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Model

from sportello.actions import city, live, sealing
from sportello.core import canonical, finding, intake, merkle, questions, references
from sportello.core import record as log
from sportello.core.questions import Question
from sportello.core.services import Service
from sportello.core.vault import Key, Random, new_key
from sportello.site.seeding.varying import GIVEN
from sportello.store.cases import Case, Decision, Inquiry, Note, Payment, Task
from sportello.store.messages import Message
from sportello.store.record import Event

SEALED: Mapping[type[Model], Mapping[str, str]] = {
    Case: {"journey": "journey", "reply": "reply"},
    Decision: {"sealed": "decision"},
    Task: {"first_sealed": "proposal"},
    Inquiry: {"sealed": "text", "answer_sealed": "text"},
    Note: {"sealed": "text"},
    Message: {"sealed": "message"},
    Payment: {},
}
"""What is copied besides key and events: each table's sealed columns, and for what purpose each is sealed."""
OF_CASE = (Case, Decision)  # these are sealed for the case, all others for their own row
NULL = r"\N"
SYLLABLES = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo"]
GIVEN_NAMES = GIVEN.split()
FAMILY_NAMES = ["".join(parts).title() for parts in product(SYLLABLES, repeat=4)]
NUMBERS = 31**8  # references there are, without their check
STRIDE = 524_287_999_983  # shares no factor with them, so that none comes twice
POOL = 1 << 16

Cell = str | Callable[["Copy"], str]
"""One value of a row: the same in all copies, or each copy's own."""


class Row(NamedTuple):
    """A row of the prototype: its table, the columns' names, and their values."""

    table: str
    columns: tuple[str, ...]
    cells: tuple[Cell, ...]


class Deed(NamedTuple):
    """An event of the prototype: as it is hashed and as its facts are stored, the ids and the instant in them."""

    event: Event
    rendered: bytes
    facts: str
    named: tuple[tuple[UUID, str], ...]
    at: bytes


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
class Copy:
    """What is a copy's own: `owners` and `ids` (written) are its ids by the old, `texts` stand for the old ones."""

    id: UUID
    case: str  # the same, written
    party: UUID | None
    key: Key
    later: timedelta
    reference: str
    secret: str
    answers: Mapping[str, Any]
    owners: Mapping[UUID, UUID]
    ids: Mapping[UUID, str]
    texts: tuple[bytes, ...]
    random: Random

    def seal(self, plain: bytes, owner: UUID, purpose: str) -> str:
        """Seal for the copy's row in place of this one, and write it as COPY reads it."""
        return write_bytes(self.key.seal(plain, owner, purpose, self.random))


class Prototype:
    """A case played for real and taken apart: its rows and events, and what has to be another in each copy."""

    def __init__(self, case: Case) -> None:
        self.case, self.key = case, sealing.case_key(case)
        self.is_open = case.status != "closed"
        self.service = live.edition(case.edition)
        self.answers: dict[str, Any] = sealing.open_json(self.key, case.id, "answers", case.sealed)
        self.said = {id: (self.service.question(id), value) for id, value in self.answers.items()}
        self.texts = (str(case.id).encode(), case.reference.encode(), sealing.case_secret(self.key).encode())
        rows = _list_rows(case, with_messages=self.is_open)
        events = list(Event.objects.filter(case_id=case.id).order_by("at", "id"))
        self.own: tuple[UUID, ...] = (*(row.pk for row in rows), *(event.id for event in events))
        self.last_at = max(event.at for event in events)
        self.rows = [self._take_apart(row) for row in rows]
        self.deeds = [self._take_apart_event(event) for event in events]
        self.columns = {row.table: row.columns for row in self.rows}
        self.team = next((row.team for row in rows if isinstance(row, Task) and row.team), "")
        self.figures = write_json(_coarse(self.service, self.answers))

    def copy(self, number: int, ends: datetime, party: UUID | None, chance: random.Random, pool: Random) -> Copy:
        """Begin a copy whose last deed was done at this moment. Each number has a reference of its own."""
        later = ends - self.last_at
        moved = round(later.total_seconds() * 1000)
        owners = {old: _move(old, moved, pool) for old in self.own}
        id, key, reference = owners[self.case.id], new_key(pool), make_reference(number)
        secret = intake.secret_of(key)
        written = {old: str(new) for old, new in owners.items()}
        texts = (written[self.case.id].encode(), reference.encode(), secret.encode())
        answers = {name: rename(chance, self.service, *said) for name, said in self.said.items()}
        return Copy(id, str(id), party, key, later, reference, secret, answers, owners, written, texts, pool)

    def write(self, copy: Copy, tables: Mapping[str, list[str]]) -> list[tuple[UUID, bytes]]:
        """Add the rows of a copy to those of each table; give its events, in order, with their leaves."""
        for table, _, cells in self.rows:
            tables[table].append("\t".join([cell if isinstance(cell, str) else cell(copy) for cell in cells]))
        wrapped = city.current().vault.wrap(copy.key, copy.id, copy.party, copy.random)
        tables["store_casekey"].append(f"{copy.case}\t{copy.party or NULL}\t{write_bytes(wrapped)}")
        return [_write_deed(deed, copy, tables["store_event"]) for deed in self.deeds]

    def _take_apart(self, row: Model) -> Row:
        fields = row._meta.concrete_fields
        return Row(
            row._meta.db_table, tuple(f.column for f in fields), tuple(self._cell(row, f.attname) for f in fields)
        )

    def _take_apart_event(self, event: Event) -> Deed:
        deed = log.Event(event.id, event.at, event.kind, event.actor, event.case_id, event.facts)
        rendered = log.render(deed)
        named = tuple((id, str(id)) for id in self.own if str(id).encode() in rendered)
        return Deed(event, rendered, write_json(event.facts), named, canonical.render_instant(event.at).encode())

    def _cell(self, row: Model, name: str) -> Cell:
        value, purpose = getattr(row, name), SEALED[type(row)].get(name)
        if isinstance(row, Case) and name in OWN:
            return OWN[name]
        if isinstance(row, Case) and name == "finds":
            return self._find
        if value is None:
            return NULL
        if purpose is not None:
            return self._seal(value, self.case.id if isinstance(row, OF_CASE) else row.pk, purpose)
        if isinstance(value, UUID) and value in self.own:
            return lambda copy: copy.ids[value]
        if isinstance(value, date):  # an instant is one, too
            return lambda copy: str(value + copy.later)
        return _write_constant(value)

    def _seal(self, sealed: bytes, owner: UUID, purpose: str) -> Cell:
        plain = self.key.open(bytes(sealed), owner, purpose)
        changing = [(at, text) for at, text in enumerate(self.texts) if text in plain]

        def write(copy: Copy) -> str:
            said = plain
            for at, text in changing:
                said = said.replace(text, copy.texts[at])
            return copy.seal(said, copy.owners[owner], purpose)

        return write

    def _find(self, copy: Copy) -> str:
        found = finding.finds(self.service, copy.answers, city.current().vault)
        return "{" + ",".join([rf'"\\\\x{find.hex()}"' for find in found]) + "}"


def make_reference(number: int) -> str:
    """Make a reference of a number; two below 31⁸ have two."""
    return references.new_reference((number * STRIDE % NUMBERS).to_bytes(references.RANDOM_BYTES, "big"))


def rename(chance: random.Random, service: Service, question: Question, value: Any) -> Any:
    """Give an answer like this one, of somebody else: names as common as they are in a city, numbers that are not."""
    match question.type:
        case questions.Person():
            return {**value, "given_name": chance.choice(GIVEN_NAMES), "family_name": make_name(chance)}
        case questions.Phone():
            return f"+1214{chance.randrange(2_000_000, 9_999_999)}"
        case questions.Email():
            return f"{chance.choice(GIVEN_NAMES)}.{make_name(chance)}{chance.randrange(100)}@example.org".lower()
        case questions.Address() if value.get("line"):
            return {**value, "line": f"{chance.randrange(1, 400)} {make_name(chance)} Street"}
        case questions.Address() if value.get("point"):
            return {**value, "point": [round(float(part) + chance.uniform(-0.1, 0.1), 6) for part in value["point"]]}
        case questions.Text() if any(question.id in rule.on for rule in service.duplicates):
            return f"{chance.randrange(10**9)}"
        case _:
            return value


def make_name(chance: random.Random) -> str:
    """Make a family name: of 38,416, the commonest is borne by one in two hundred."""
    return FAMILY_NAMES[int(len(FAMILY_NAMES) * chance.random() ** 2)]


def write_bytes(value: bytes) -> str:
    """Write bytes as COPY reads them."""
    return rf"\\x{value.hex()}"


def write_json(value: Any) -> str:
    """Write a JSON value as COPY reads it."""
    return json.dumps(value, ensure_ascii=False).replace("\\", r"\\")


def _list_rows(case: Case, *, with_messages: bool) -> list[Any]:
    tables = [table for table in SEALED if table is not Case and (with_messages or table is not Message)]
    return [case, *(row for table in tables for row in table._default_manager.filter(case=case))]


def _write_deed(deed: Deed, copy: Copy, lines: list[str]) -> tuple[UUID, bytes]:
    """Write an event with its nonce sealed, and give it with its leaf (see `core.record`)."""
    event, rendered, facts, named, before = deed
    id, at = copy.owners[event.id], event.at + copy.later
    for old, text in named:
        rendered = rendered.replace(text.encode(), copy.ids[old].encode())
        facts = facts.replace(text, copy.ids[old])
    rendered = rendered.replace(before, canonical.render_instant(at).encode())
    nonce = copy.random(log.NONCE_BYTES)
    leaf = merkle.leaf_hash(sha256(nonce + rendered).digest())
    kept = copy.seal(nonce, id, "nonce")
    lines.append(
        f"{copy.ids[event.id]}\t{at}\t{event.kind}\t{event.actor}\t{copy.case}\t{facts}\t{kept}\t{write_bytes(leaf)}"
    )
    return id, leaf


def _move(id: UUID, milliseconds: int, pool: Random) -> UUID:
    """Make an id of so much later."""
    fresh = int.from_bytes(pool(8), "big") >> 2
    return UUID(int=((id.int >> 80) + milliseconds) << 80 | 0x7 << 76 | 0b10 << 62 | fresh)


def _coarse(service: Service, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Give the figures that `actions.statistics` keeps; renaming does not change them."""
    marked = [one for one in service.questions if one.statistics and one.id in answers]
    return {one.id: one.type.coarse(answers[one.id]) for one in marked}


def _write_constant(value: Any) -> str:
    if isinstance(value, bytes | memoryview):
        return write_bytes(bytes(value))
    return write_json(value) if isinstance(value, dict | list) else str(value).replace("\\", r"\\")


OWN: Mapping[str, Callable[[Copy], str]] = {
    "party_id": lambda copy: str(copy.party or NULL),
    "reference": lambda copy: copy.reference,
    "sealed": lambda copy: copy.seal(canonical.write(copy.answers), copy.id, "answers"),
    "secret_index": lambda copy: write_bytes(intake.secret_index(city.current().vault, copy.secret)),
    "idempotency": lambda copy: write_bytes(sealing.index("draft", copy.reference)),
}
"""The columns of a case that are its copy's own."""

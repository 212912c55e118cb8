"""Cases that were played for real, taken apart to be copied: their rows are cut once where copies differ.

Each place is a column of values, numbered and made after those it needs; what stays the same is joined.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from psycopg import Cursor

from bench import columns, copying
from bench.columns import Numbers
from bench.copying import NULL, Copies, Fill, Part, Source, write_count, write_field, write_length
from bench.renaming import rename
from sportello.actions import live, sealing
from sportello.core import canonical, intake
from sportello.core import record as log
from sportello.core.vault import new_key
from sportello.store.cases import Case
from sportello.store.record import Event

TABLES: Mapping[str, str] = {
    "store_case": "id",
    "store_casekey": "case_id",
    "store_decision": "case_id",
    "store_task": "case_id",
    "store_inquiry": "case_id",
    "store_note": "case_id",
    "store_message": "case_id",
    "store_payment": "case_id",
    "store_event": "case_id",
}
"""What is copied, and the column that tells the case."""
SEALED: Mapping[str, str] = {
    "store_case.journey": "journey",
    "store_decision.sealed": "decision",
    "store_task.first_sealed": "proposal",
    "store_inquiry.sealed": "text",
    "store_inquiry.answer_sealed": "text",
    "store_note.sealed": "text",
    "store_message.sealed": "message",
}
"""For what each column is sealed: those of a case and of a decision for the case, all others for their own row."""
FOR_CASE = ("store_case", "store_decision")
EMPTY = 35  # bytes of a bundle that was left out: `{}`, sealed
DAY, INSTANT, JSON = 1082, 1184, 3802  # types, as PostgreSQL numbers them


class Row(NamedTuple):
    """A row as the database gives it: type and bytes of each column by name."""

    table: str
    columns: Mapping[str, tuple[int, bytes | None]]

    def get(self, name: str) -> bytes:
        """Give a column that is there and not null."""
        value = self.columns[name][1]
        assert value is not None
        return value


class Prototype:
    """A case taken apart. `tables` are its rows, cut, as many as the case has in each."""

    def __init__(self, case: Case, columns: Mapping[str, Sequence[str]]) -> None:
        self.case, self.key = case, sealing.case_key(case)
        self.is_open = case.status != "closed"
        self.service = live.edition(case.edition)
        self.answers = sealing.open_json(self.key, case.id, "answers", case.sealed)
        self._fills: list[Fill] = []
        self._ids: dict[bytes, int] = {}
        self._texts: dict[bytes, int] = {}
        self._leaves: list[int] = []
        rows = {table: _read(case, table, columns[table]) for table in TABLES}
        if not self.is_open:
            rows["store_message"] = []
        self._name_all([row for of_table in rows.values() for row in of_table])
        self._last = max(_number(row.get("at")) for row in rows["store_event"])
        self.tables = {table: self._cut_rows(of_table) for table, of_table in rows.items()}
        self.tables["store_statistic"] = self._cut_statistic()
        self.team = next((team for row in rows["store_task"] if (team := row.get("team").decode())), "")

    def copy(
        self, source: Source, numbers: Sequence[int], ends: Numbers, parties: Sequence[UUID], *, is_whole: bool
    ) -> Copies:
        """Make copies whose last deeds were done at these moments. Each number has a reference of its own."""
        whose = parties if self.case.party_id else [None] * len(numbers)
        copies = Copies(source, numbers, ends - self._last, whose)
        if is_whole:
            said = {id: (self.service.question(id), value) for id, value in self.answers.items()}
            copies.keys = [new_key(source.random) for _ in numbers]
            copies.answers = [
                {id: rename(source.chance, self.service, *one) for id, one in said.items()} for _ in numbers
            ]
        for fill in self._fills:
            copies.columns.append(fill(copies))
        return copies

    def list_leaves(self, copies: Copies) -> bytes:
        """List the events of copies, in order: id and leaf of each, 48 bytes."""
        return columns.flatten(copies.fill(self._leaves), len(copies.numbers))

    def list_ids(self, copies: Copies) -> list[UUID]:
        """List the ids of copies."""
        return copies.ids(self._case)

    def list_names(self, copies: Copies) -> list[tuple[str, str]]:
        """List references and secrets of copies that are whole."""
        pairs = zip(copies.values(self._reference), copies.values(self._secret), strict=True)
        return [(reference.decode(), secret.decode()) for reference, secret in pairs]

    def _add(self, fill: Fill) -> int:
        """Let copies have a column; give its number."""
        self._fills.append(fill)
        return len(self._fills) - 1

    def _name_all(self, rows: Sequence[Row]) -> None:
        """Let copies have ids, a reference and a secret wherever the prototype's are."""
        for id in [row.get("id") for row in rows if "id" in row.columns]:
            self._ids[id] = number = self._add(partial(copying.make_ids, _number(id[:6])))
            self._texts[str(UUID(bytes=id)).encode()] = self._add(partial(copying.write_ids, number))
        self._case = self._ids[self.case.id.bytes]
        self._reference = self._add(copying.name_them)
        self._secret = self._add(lambda copies: [intake.secret_of(key).encode() for key in copies.keys])
        self._texts[self.case.reference.encode()] = self._reference
        self._texts[sealing.case_secret(self.key).encode()] = self._secret

    def _cut_rows(self, rows: Sequence[Row]) -> list[Part]:
        parts: list[Part] = []
        for row in rows:
            parts.append(write_count(len(row.columns)))
            for name in row.columns:
                parts += self._cut_field(row, name)
        return _merge(parts)

    def _cut_statistic(self) -> list[Part]:
        """Cut the figures that `actions.statistics` keeps, under an id that leads nowhere; renaming changes none."""
        marked = [one for one in self.service.questions if one.statistics and one.id in self.answers]
        figures = {one.id: one.type.coarse(self.answers[one.id]) for one in marked}
        id = self._add(lambda copies: columns.draw(len(copies.numbers), 16))
        month = self._add(partial(copying.find_months, columns.count_instant(self.case.submitted_at)))
        rest = write_field(self.case.outcome.encode()) + write_field(copying.write_json(figures))
        head = write_count(5) + write_length(16)
        return [head, id, write_field(self.service.id.encode()) + write_length(4), month, rest]

    def _cut_field(self, row: Row, name: str) -> list[Part]:
        """Cut a field: its length, and what it holds."""
        type, value = row.columns[name]
        place = f"{row.table}.{name}"
        if value is None:
            return [NULL]
        if own := self._cut_sealed(row, place, value) or self._cut_own(row, place, value):
            return own
        length = write_length(len(value))
        if value in self._ids:
            return [length, self._ids[value]]
        if type in (INSTANT, DAY):
            move = copying.move_instant if type == INSTANT else copying.move_day
            return [length, self._add(partial(move, _number(value)))]
        return [length, *(_cut(value, self._texts) if type == JSON else [value])]

    def _cut_sealed(self, row: Row, place: str, value: bytes) -> list[Part]:
        """Cut what is under the case's key; nothing if this is not."""
        match place:
            case "store_case.sealed":
                return self._make(lambda all: all.seal(copying.write_answers(all), self._case, "answers"), value)
            case "store_casekey.wrapped":
                return self._make(partial(copying.wrap_keys, self._case), value)
            case "store_event.nonce":
                return self._make(partial(copying.make_nonces, self._ids[row.get("id")]), value)
        purpose = SEALED.get(place)
        if purpose is None:
            return []
        owner = self.case.id.bytes if row.table in FOR_CASE else row.get("id")
        parts, number = _cut(self.key.open(value, UUID(bytes=owner), purpose), self._texts), self._ids[owner]
        alike = value[:EMPTY] if purpose == "decision" else value
        return self._make(lambda all: all.seal(all.values(all.fill(parts)), number, purpose), alike)

    def _make(self, make: Callable[[Copies], list[bytes]], alike: bytes) -> list[Part]:
        """Let whole copies make a field; what is no more than alike has the prototype's."""
        same = write_field(alike)
        return [self._add(lambda all: [write_field(one) for one in make(all)] if all.is_whole else same)]

    def _cut_own(self, row: Row, place: str, value: bytes) -> list[Part]:
        """Cut what is a copy's own without a key; nothing if this is not."""
        length = write_length(len(value))
        match place:
            case "store_case.reference":
                return [length, self._reference]
            case "store_case.party_id" | "store_casekey.party_id":
                return [length, self._add(lambda all: columns.fix([one.bytes for one in all.parties if one]))]
            case "store_case.secret_index":
                return [length, self._add(partial(copying.index_secrets, self._secret))]
            case "store_case.idempotency":
                return [length, self._add(partial(copying.index_drafts, self._reference))]
            case "store_case.finds":
                return [self._add(partial(copying.make_finds, self.service, value, self._list_names()))]
            case "store_event.leaf":
                leaf = self._add(partial(copying.make_leaves, self._render(row)))
                self._leaves += [self._ids[row.get("id")], leaf]
                return [length, leaf]
        return []

    def _list_names(self) -> set[bytes]:
        """List the blind indexes of names in the answers."""
        people = (said for said in self.answers.values() if isinstance(said, dict) and "family_name" in said)
        return {copying.index_name(f"{one['given_name']} {one['family_name']}") for one in people}

    def _render(self, row: Row) -> list[Part]:
        """Cut an event as it is hashed."""
        event = Event.objects.get(id=UUID(bytes=row.get("id")))
        rendered = log.render(log.Event(event.id, event.at, event.kind, event.actor, event.case_id, event.facts))
        at = self._add(partial(copying.render_instants, _number(row.get("at"))))
        return _cut(rendered, {**self._texts, canonical.render_instant(event.at).encode(): at})


def _read(case: Case, table: str, names: Sequence[str]) -> list[Row]:
    wanted, order = ", ".join(f'"{name}"' for name in names), "at, id" if table == "store_event" else "1"
    with Cursor(connection.connection) as cursor:
        statement = f"SELECT {wanted} FROM {table} WHERE {TABLES[table]} = %s ORDER BY {order}"
        result = cursor.execute(statement, [case.id], binary=True).pgresult
        assert result is not None
        return [
            Row(table, {name: (result.ftype(at), result.get_value(row, at)) for at, name in enumerate(names)})
            for row in range(result.ntuples)
        ]


def _cut(text: bytes, known: Mapping[bytes, int]) -> list[Part]:
    """Cut a text wherever one of the known ones is."""
    pieces = re.split(b"(" + b"|".join(map(re.escape, known)) + b")", text)
    return _merge([known.get(piece, piece) for piece in pieces])


def _merge(parts: Sequence[Part]) -> list[Part]:
    """Join what is the same in all copies and follows each other."""
    merged: list[Part] = []
    for part in parts:
        if merged and isinstance(part, bytes) and isinstance(merged[-1], bytes):
            merged[-1] += part
        else:
            merged.append(part)
    return merged


def _number(value: bytes) -> int:
    return int.from_bytes(value, "big", signed=True)

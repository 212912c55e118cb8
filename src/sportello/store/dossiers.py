"""A case with all that belongs to it, read by two prepared statements where the ORM would send a dozen.

Rows come as the models' own instances; columns that are not read are deferred, as after `only()`.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import connection, models

from sportello.store import prepared
from sportello.store.cases import Case, CaseKey, Decision, Inquiry, Task
from sportello.store.documents import Document
from sportello.store.files import File
from sportello.store.looks import Look
from sportello.store.messages import Message

MOST_LOOKS = 200


@dataclass(frozen=True)
class Dossier:
    """What belongs to a case, each kind oldest first; of its looks, the newest."""

    keys: Sequence[CaseKey]
    decisions: Sequence[Decision]
    tasks: Sequence[Task]
    inquiries: Sequence[Inquiry]
    messages: Sequence[Message]
    documents: Sequence[Document]
    files: Sequence[File]
    looks: Sequence[Look]


def find(**by: UUID | str) -> Case | None:
    """Find the case with this `id`, or this `reference`."""
    ((column, value),) = by.items()
    rows = prepared.fetch(_CASE[column], [value])
    return Case.from_db(connection.alias, _CASE_COLUMNS, rows[0]) if rows else None


def read(case: Case) -> Dossier:
    """Read what belongs to a case."""
    found: list[list[Any]] = [[] for _ in _PARTS]
    for row in prepared.fetch(_DOSSIER, {"case": case.id}):
        found[row[0]].append(_PARTS[row[0]].make(row))
    for part, several in zip(_PARTS, found, strict=True):
        several.sort(key=part.order)
    return Dossier(*found)


class _Part:
    """Rows of one kind, some columns of them. In the statement all kinds share columns by type: `text0`, `text1`."""

    def __init__(self, model: type[models.Model], columns: str, order: str, which: str = "case_id = %(case)s") -> None:
        fields = [one for one in model._meta.concrete_fields if one.attname in columns.split()]
        kinds = [_KINDS[one.get_internal_type()] for one in fields]
        self.order = attrgetter(order, "id")
        self.shared: dict[str, str] = {
            f"{kind}{kinds[:at].count(kind)}": fields[at].attname for at, kind in enumerate(kinds)
        }
        self._model = model
        self._which = which

    def select(self, number: int, shared: Iterable[str]) -> str:
        """Write the part's own SELECT."""
        columns = ", ".join(self.shared.get(one) or f"NULL::{one.rstrip('0123456789')}" for one in shared)
        return f"(SELECT {number}, {columns} FROM {self._model._meta.db_table} WHERE {self._which})"  # noqa: S608 - ours

    def make(self, row: Sequence[Any]) -> Any:
        """Make the row's own instance."""
        names = self.shared.values()
        return self._model.from_db(connection.alias, names, [row[_PLACES[one]] for one in self.shared])


_KINDS = {
    "BigAutoField": "bigint",
    "PositiveIntegerField": "bigint",
    "UUIDField": "uuid",
    "ForeignKey": "uuid",
    "CharField": "text",
    "DateTimeField": "timestamptz",
    "DateField": "date",
    "BinaryField": "bytea",
    "JSONField": "jsonb",
}
_PARTS = (
    _Part(CaseKey, "id case_id party_id wrapped", "id"),
    _Part(Decision, "id case_id at by path outcome hash sealed", "at"),
    _Part(Task, "id case_id path kind status details opened_at", "opened_at"),
    _Part(Inquiry, "id case_id asked_at sealed answered_at answer_sealed", "asked_at"),
    _Part(Message, "id case_id kind channel sealed written_at sent_at delivered_at read_at failed", "written_at"),
    _Part(Document, "id case_id kind code issued_at valid_until revoked_at", "issued_at"),
    _Part(File, "id case_id sealed_name kind size sha256 wrapped_key added_at", "added_at"),
    _Part(
        Look,
        "id case_id actor team purpose hour",
        "hour",
        f"case_id = %(case)s ORDER BY hour DESC, id DESC LIMIT {MOST_LOOKS}",
    ),
)
_SHARED = sorted({one for part in _PARTS for one in part.shared})
_PLACES = {name: place for place, name in enumerate(_SHARED, start=1)}
_DOSSIER = " UNION ALL ".join(part.select(number, _SHARED) for number, part in enumerate(_PARTS))
_FOR_INTAKE = ("finds", "idempotency", "body_hash")
_CASE_COLUMNS = [one.attname for one in Case._meta.concrete_fields if one.attname not in _FOR_INTAKE]
_CASE = {by: f"SELECT {', '.join(_CASE_COLUMNS)} FROM store_case WHERE {by} = %s" for by in ("id", "reference")}  # noqa: S608 - ours

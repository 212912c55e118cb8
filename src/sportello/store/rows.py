"""New rows of any table, written by one statement whose text stays the same however many they are."""

import json
from collections.abc import Callable, Sequence
from functools import cache
from operator import attrgetter
from typing import Any

from django.db import connection
from django.db.models import Field, JSONField, Model

from sportello.store import binary

INSERT = "INSERT INTO {table} ({columns}) SELECT * FROM unnest({arrays})"
KINDS = {"varchar": "text", "timestamp with time zone": "timestamptz"}
"""What columns of some types are packed as."""

Getter = Callable[[Model], Any]


def insert(rows: Sequence[Model]) -> None:
    """Insert rows of one table, whose keys are made already, inside the caller's transaction."""
    statement, getters = _prepare(type(rows[0]))
    statement.run(connection, *([get(row) for row in rows] for get in getters))


@cache
def _prepare(table: type[Model]) -> tuple[binary.Statement, list[Getter]]:
    fields = table._meta.concrete_fields
    kinds = [_kind(field) for field in fields]
    text = INSERT.format(
        table=table._meta.db_table,
        columns=", ".join(f'"{field.column}"' for field in fields),
        arrays=", ".join(f"${place}::{kind}[]" for place, kind in enumerate(kinds, 1)),
    )
    return binary.Statement(text, *kinds), [_getter(field) for field in fields]


def _kind(field: "Field[Any, Any]") -> str:
    kind = str(field.db_type(connection)).partition("(")[0]
    return KINDS.get(kind, kind)


def _getter(field: "Field[Any, Any]") -> Getter:
    if isinstance(field, JSONField):
        return lambda row: json.dumps(getattr(row, field.attname), cls=field.encoder).encode()
    return attrgetter(field.attname)

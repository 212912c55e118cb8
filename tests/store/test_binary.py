"""Columns packed in PostgreSQL's binary form arrive as what they were."""

import json
import uuid
from datetime import UTC, datetime
from typing import Any

import pytest
from django.db import connection

from sportello.store import binary

VALUES: dict[str, list[Any]] = {
    "uuid": [uuid.UUID(int=0), uuid.UUID("0191d6a0-7b1c-7def-8a3b-000000000001"), None],
    "text": ["", "R7K-3F9-2QM", 'Lucía \U0001f3e0 {a,b} "quoted" \\ NULL', None],
    "bigint": [-(2**63), 0, 2**63 - 1, None],
    "smallint": [-5, 62, None],
    "bytea": [b"", bytes(range(256)), None],
    "timestamptz": [datetime(1999, 12, 31, 23, 59, 59, 999999, UTC), datetime(2026, 6, 1, 15, 0, 0, 1, UTC), None],
}


def read_back(kind: str, values: list[Any]) -> list[Any]:
    with binary.cursor_of(connection) as cursor:
        cursor.execute(f"SELECT * FROM unnest(%s::{kind}[])", [binary.packer(kind)(values)])
        return [value for (value,) in cursor.fetchall()]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", VALUES)
def test_a_column_arrives_as_it_was(kind: str) -> None:
    assert read_back(kind, VALUES[kind]) == VALUES[kind]


@pytest.mark.django_db
def test_json_arrives_as_what_its_text_says() -> None:
    written = ['{"b": [1, "é"]}'.encode(), None]
    with binary.cursor_of(connection) as cursor:
        cursor.execute("SELECT * FROM unnest(%s::jsonb[])", [binary.packer("jsonb")(written)])
        assert [value and json.loads(value) for (value,) in cursor.fetchall()] == [{"b": [1, "é"]}, None]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["uuid", "text"])
def test_no_rows_are_an_empty_column(kind: str) -> None:
    assert read_back(kind, []) == []

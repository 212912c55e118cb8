"""Statements over columns: what goes arrives as it was, in the transaction there is, and errors are the driver's."""

import json
import threading
import uuid
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, date, datetime
from typing import Any

import psycopg
import pytest
from django.db import connection, transaction

from sportello.store import binary
from sportello.store.away import AWAY


@pytest.fixture
def committing(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Let a test commit as it likes; what it made is left, as other tests of the run have their city there."""
    with django_db_blocker.unblock():
        yield


VALUES: dict[str, list[Any]] = {
    "uuid": [uuid.UUID(int=0), uuid.UUID("0191d6a0-7b1c-7def-8a3b-000000000001"), None],
    "text": ["", "R7K-3F9-2QM", 'Lucía \U0001f3e0 {a,b} "quoted" \\ NULL', None],
    "boolean": [True, False, None],
    "bigint": [-(2**63), 0, 2**63 - 1, None],
    "integer": [-(2**31), 0, 2**31 - 1, None],
    "smallint": [-5, 62, None],
    "bytea": [b"", bytes(range(256)), None],
    "date": [date(1, 1, 1), date(1999, 12, 31), date(2026, 6, 1), date(9999, 12, 31), None],
    "timestamptz": [datetime(1999, 12, 31, 23, 59, 59, 999999, UTC), datetime(2026, 6, 1, 15, 0, 0, 1, UTC), None],
}


def read_back(kind: str, values: list[Any]) -> list[Any]:
    """Give what the server has, as its own text."""
    rows = binary.Statement(f"SELECT value::text FROM unnest($1::{kind}[]) AS value", kind).run(connection, values)
    return [None if value is None else value.decode() for (value,) in rows]


def tell(statement: str, *given: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given)
        return [value for (value,) in cursor.fetchall()]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", VALUES)
def test_a_column_arrives_as_it_was(kind: str) -> None:
    assert read_back(kind, VALUES[kind]) == tell(f"SELECT value::text FROM unnest(%s::{kind}[]) AS value", VALUES[kind])


@pytest.mark.django_db
def test_json_arrives_as_what_its_text_says() -> None:
    there = read_back("jsonb", ['{"b": [1, "é"]}'.encode(), None])
    assert [one and json.loads(one) for one in there] == [{"b": [1, "é"]}, None]


@pytest.mark.django_db
def test_arrays_of_bytes_arrive_whatever_their_length() -> None:
    values = [[], [b"a"], [bytes(range(256)), b"", b'{"\\']]
    text = "SELECT cardinality(value::bytea[]), array_to_string(value::bytea[], '') FROM unnest($1::text[]) AS value"
    rows = binary.Statement(text, "text: bytea[]").run(connection, values)
    assert [int.from_bytes(count or b"") for count, _ in rows] == [0, 1, 3]
    assert [(said or b"").replace(b"\\x", b"").decode() for _, said in rows] == [b"".join(one).hex() for one in values]


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ["uuid", "text"])
def test_no_rows_are_an_empty_column(kind: str) -> None:
    assert read_back(kind, []) == []


TALLIES = "INSERT INTO store_tally (key, until, count) SELECT *, now(), 1 FROM unnest($1::bytea[])"
MAKE = binary.Statement(TALLIES, "bytea")
COUNT = "SELECT count(*) FROM store_tally WHERE key = %s"


@pytest.mark.usefixtures("committing")
@pytest.mark.parametrize("threshold", [0, None])
def test_it_belongs_to_the_transaction_there_is_and_is_one_by_itself(threshold: int | None) -> None:
    connection.ensure_connection()
    connection.connection.prepare_threshold, usual = threshold, connection.connection.prepare_threshold
    alone, undone = uuid.uuid4().bytes, uuid.uuid4().bytes
    MAKE.run(connection, [alone])
    with transaction.atomic():
        MAKE.run(connection, [undone])
        transaction.set_rollback(True)
    connection.rollback()  # of nothing
    assert (tell(COUNT, alone), tell(COUNT, undone)) == ([1], [0])
    connection.connection.prepare_threshold = usual


@pytest.mark.usefixtures("committing")
def test_errors_are_those_of_the_driver_and_the_connection_goes_on() -> None:
    with pytest.raises(psycopg.errors.UniqueViolation, match="store_tally_pkey"):
        MAKE.run(connection, [b"twice", b"twice"])
    assert read_back("text", ["still here"]) == ["still here"]


@pytest.mark.usefixtures("committing")
def test_a_lost_connection_is_told_as_one_and_the_next_prepares_anew() -> None:
    read_back("text", [])
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [connection.connection.info.backend_pid])
    with pytest.raises(AWAY):
        read_back("text", [])
    connection.close()
    assert read_back("text", ["again"]) == ["again"]


@pytest.mark.django_db
def test_other_threads_go_on_while_the_database_works() -> None:
    ticks: list[float] = []
    stop = threading.Event()
    clock = threading.Thread(target=lambda: [ticks.append(0) for _ in iter(lambda: stop.wait(0.001), True)])
    clock.start()
    binary.Statement("SELECT pg_sleep(0.1) FROM unnest($1::text[])", "text").run(connection, ["once"])
    stop.set()
    clock.join()
    assert len(ticks) > 5


def test_a_statement_outlives_a_rollback_after_which_the_driver_lets_the_server_forget_all(db: None) -> None:
    statement = binary.Statement("SELECT * FROM unnest($1::bigint[])", "bigint")
    with suppress(ZeroDivisionError), transaction.atomic():
        connection.cursor().execute("SELECT 1")
        statement.run(connection, [1])
        raise ZeroDivisionError
    connection.connection.execute("SELECT 1", prepare=True)
    connection.connection.execute("ROLLBACK")
    assert statement.run(connection, [2]) == [(b"\x00" * 7 + b"\x02",)]

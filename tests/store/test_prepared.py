"""Prepared statements over connections that end, and tables that change, while the city serves."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import psycopg
import pytest
from django.db import NotSupportedError, OperationalError, close_old_connections, connection, transaction
from tests.town import Town

from sportello.store import prepared

WHO = "SELECT pg_backend_pid()"


@pytest.fixture
def beside(town: Town) -> Iterator[ThreadPoolExecutor]:
    """Have a thread with a connection of its own."""
    with ThreadPoolExecutor(1) as thread:
        yield thread
        thread.submit(close)


def is_usable() -> bool:
    return connection.is_usable()  # of the thread that asks


def close() -> None:
    connection.close()


def fetch_within_a_transaction(statement: str) -> list[Any]:
    with transaction.atomic():
        return prepared.fetch(statement, [])


def end(pid: int) -> None:
    with psycopg.connect(connection.connection.info.dsn, autocommit=True) as other:
        assert other.execute("SELECT pg_terminate_backend(%s, 5000)", [pid]).fetchone() == (True,)


def test_a_connection_that_was_ended_is_opened_anew_by_the_next_request(beside: ThreadPoolExecutor) -> None:
    ((before,),) = beside.submit(prepared.fetch, WHO, []).result()
    assert beside.submit(is_usable).result()
    end(before)
    assert not beside.submit(is_usable).result()
    beside.submit(close_old_connections).result()
    ((after,),) = beside.submit(prepared.fetch, WHO, []).result()
    assert after != before


def test_one_that_ends_within_a_request_is_told_as_djangos_own_and_is_not_used_again(
    beside: ThreadPoolExecutor,
) -> None:
    beside.submit(close_old_connections).result()
    ((before,),) = beside.submit(prepared.fetch, WHO, []).result()
    end(before)
    with pytest.raises(OperationalError):
        beside.submit(prepared.fetch, WHO, []).result()
    beside.submit(close_old_connections).result()
    assert beside.submit(prepared.fetch, WHO, []).result() != [(before,)]


def test_a_migration_that_changes_a_column_while_serving_is_not_noticed(beside: ThreadPoolExecutor) -> None:
    table, statement = "changed_while_serving", "SELECT told FROM changed_while_serving"
    with psycopg.connect(connection.connection.info.dsn, autocommit=True) as other:
        other.execute(f"CREATE TABLE {table} AS SELECT 'x'::varchar(10) AS told")
        try:
            assert beside.submit(prepared.fetch, statement, []).result() == [("x",)]
            other.execute(f"ALTER TABLE {table} ALTER told TYPE varchar(20)")
            assert beside.submit(prepared.fetch, statement, []).result() == [("x",)]
            other.execute(f"ALTER TABLE {table} ALTER told TYPE text")
            with pytest.raises(NotSupportedError):
                beside.submit(fetch_within_a_transaction, statement).result()
            beside.submit(close_old_connections).result()
            assert beside.submit(fetch_within_a_transaction, statement).result() == [("x",)]
        finally:
            other.execute(f"DROP TABLE {table}")

"""Statements prepared once a connection: planned once, their rows in PostgreSQL's binary form. Knows no table.

Django's own cursor writes parameters into the text of a statement, which then is planned each time.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import NotSupportedError, connection
from psycopg import Cursor

Given = Mapping[str, Any] | Sequence[Any]


def fetch(statement: str, given: Given) -> list[Any]:
    """Fetch a statement's rows. Connections are looked after, and errors told, as by Django's own cursor.

    When a migration has changed the type of a column, PostgreSQL refuses what was prepared before: then the statement
    is prepared anew, over a new connection.
    """
    try:
        return _fetch(statement, given)
    except NotSupportedError:
        connection.close_at = 0  # at the latest when this request is over
        if connection.in_atomic_block:
            raise
        connection.close()
        return _fetch(statement, given)


def _fetch(statement: str, given: Given) -> list[Any]:
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        return cursor.execute(statement, given, binary=True).fetchall()

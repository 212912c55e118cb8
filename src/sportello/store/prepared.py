"""Statements prepared once a connection: planned once, their rows in PostgreSQL's binary form. Knows no table.

Django's own cursor writes parameters into the text of a statement, which then is planned each time.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection
from psycopg import Cursor


def fetch(statement: str, given: Mapping[str, Any] | Sequence[Any]) -> list[Any]:
    """Fetch a statement's rows. Connections are looked after, and errors told, as by Django's own cursor."""
    connection.close_if_health_check_failed()
    connection.ensure_connection()
    with connection.wrap_database_errors, Cursor(connection.connection) as cursor:
        return cursor.execute(statement, given, binary=True).fetchall()

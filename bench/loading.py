"""Filling tables as fast as PostgreSQL can: each emptied and filled in one transaction, indexes built afterwards.

So no row passes through the log, every page is frozen and known as visible to all when it is written, and nothing is
left for VACUUM. It takes a server that `SETTINGS` were given, its superuser, and nobody else. Where it fails, the
database is good for nothing.
"""

import os
import struct
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import psycopg

SETTINGS: Mapping[str, str] = {
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_wal_size": "2GB",
    "shared_buffers": "512MB",
    "maintenance_work_mem": "1GB",
    "max_parallel_maintenance_workers": "0",  # each core builds an index of its own
}
TRAILER = struct.pack("!h", -1)
COLUMNS = """
SELECT attrelid::regclass::text, array_agg(attname::text ORDER BY attnum) FROM pg_attribute
WHERE attrelid = ANY(%s::regclass[]) AND attnum > 0 AND NOT attisdropped AND attidentity = ''
GROUP BY attrelid
"""
INDEXES = """
SELECT x.indrelid::regclass::text, x.indexrelid::regclass::text, pg_get_indexdef(x.indexrelid), c.contype::text
FROM unnest(%s::regclass[]) WITH ORDINALITY AS given (id, place) JOIN pg_index x ON x.indrelid = given.id
LEFT JOIN pg_constraint c ON c.conindid = x.indexrelid AND c.contype IN ('p', 'u') ORDER BY given.place
"""
REFERENCES = """
SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
WHERE contype = 'f' AND (conrelid = ANY(%(tables)s::regclass[]) OR confrelid = ANY(%(tables)s::regclass[]))
"""
KINDS = {"p": "PRIMARY KEY", "u": "UNIQUE"}

Write = Callable[[bytes], None]
"""Adds rows to a table, written as COPY reads them in binary: all columns but one that numbers the rows."""


def list_columns(url: str, tables: Sequence[str]) -> dict[str, list[str]]:
    """List the columns of each table in their order, but for one that numbers its rows."""
    with psycopg.connect(url) as connection:
        return dict(connection.execute(COLUMNS, [list(tables)]).fetchall())


@contextmanager
def filling(url: str, tables: Sequence[str], tell: Callable[[str], None]) -> Iterator[Mapping[str, Write]]:
    """Give for each table what adds rows to those it has; then build its indexes. Largest tables first."""
    columns = list_columns(url, tables)
    with _without_indexes(url, tables, tell), ExitStack() as stack:
        yield {table: stack.enter_context(_filling(url, table, columns[table])) for table in tables}


@contextmanager
def _filling(url: str, table: str, columns: Sequence[str]) -> Iterator[Write]:
    """Empty a table and fill it anew, beginning with what it had."""
    names = ", ".join(f'"{name}"' for name in columns)
    of = f"{table} ({names})"
    with psycopg.connect(url) as connection:
        with connection.cursor().copy(f"COPY {of} TO STDOUT (FORMAT binary)") as had:
            kept = b"".join(map(bytes, had))
        connection.commit()
        connection.execute(f"TRUNCATE {table}")
        with connection.cursor().copy(f"COPY {of} FROM STDIN (FORMAT binary, FREEZE)") as copy:
            copy.write(kept.removesuffix(TRAILER))
            yield copy.write
            copy.write(TRAILER)


@contextmanager
def _without_indexes(url: str, tables: Sequence[str], tell: Callable[[str], None]) -> Iterator[None]:
    """Take down indexes and foreign keys; build and check them when the tables are full."""
    with psycopg.connect(url, autocommit=True) as connection:
        indexes = connection.execute(INDEXES, [list(tables)]).fetchall()
        references = connection.execute(REFERENCES, {"tables": list(tables)}).fetchall()
        for table, name, _ in references:
            connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        for table, name, _, kind in indexes:
            connection.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}" if kind else f"DROP INDEX {name}")
        yield
        with ThreadPoolExecutor(os.cpu_count()) as builders:
            for name in builders.map(lambda index: _build(url, index[1], index[2]), indexes):
                tell(f"built {name}")
        for table, name, _, kind in indexes:
            if kind:
                connection.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {KINDS[kind]} USING INDEX {name}")
        for table, name, definition in references:
            tell(f"checking {name}")
            connection.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")
        connection.execute("ANALYZE")


def _build(url: str, name: str, definition: str) -> str:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(definition)
    return name

"""Where cases stand in their steps, written for many at once."""

from collections.abc import Sequence

from django.db import connection

from sportello.store import binary
from sportello.store.cases import Case

COLUMNS = {
    "status": "text",
    "outcome": "text",
    "journey": "bytea",
    "due_at": "timestamptz",
    "closed_at": "timestamptz",
    "keep_until": "date",
}
MOVED = """
UPDATE store_case SET {set} FROM unnest($1::uuid[], {arrays}) AS t (id, {names}) WHERE store_case.id = t.id
"""
WRITE = binary.Statement(
    MOVED.format(
        set=", ".join(f"{name} = t.{name}" for name in COLUMNS),
        arrays=", ".join(f"${place}::{kind}[]" for place, kind in enumerate(COLUMNS.values(), 2)),
        names=", ".join(COLUMNS),
    ),
    "uuid",
    *COLUMNS.values(),
)


def write(cases: Sequence[Case]) -> None:
    """Write status, outcome, steps and dates of cases whose rows the caller's transaction holds."""
    if cases:
        columns = [[getattr(case, name) for case in cases] for name in COLUMNS]
        WRITE.run(connection, [case.id for case in cases], *columns)

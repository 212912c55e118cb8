"""Bulk reading and writing of the log: events, the decisions they tell of, their leaves, the nodes above.

What reads in batches takes rows as the database has them, in binary: of millions, the text of ids and instants costs as
much as hashing. What belongs to a row is looked up for it alone; where one may write `EXISTS`, the planner may read the
whole other table for each batch instead.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from psycopg import Cursor

from sportello.store import binary

UNSEALED = """
SELECT id, leaf FROM store_event
WHERE id > %(after)s AND NOT EXISTS (
    SELECT FROM store_leaf WHERE store_leaf.event_id = store_event.id AND store_leaf.event_id > %(after)s
)
ORDER BY id LIMIT %(most)s
"""
LEAVES = binary.Statement(
    "INSERT INTO store_leaf (index, event_id, hash) SELECT * FROM unnest($1::bigint[], $2::uuid[], $3::bytea[])",
    "bigint",
    "uuid",
    "bytea",
)
NODES = binary.Statement(
    "INSERT INTO store_node (level, index, hash) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])",
    "smallint",
    "bigint",
    "bytea",
)
EVENTS = """
SELECT e.id, e.at, e.kind, e.actor, e.case_id, e.facts::text, e.nonce, e.leaf,
    (SELECT hash FROM store_leaf WHERE event_id = e.id),
    (SELECT true FROM store_case WHERE id = e.case_id) IS NOT NULL,
    k.wrapped, k.party_id,
    CASE WHEN e.kind = ANY(%(deciding)s) AND (
        SELECT true FROM store_decision d
        WHERE d.case_id = e.case_id AND d.hash = e.facts->>'decision' AND d.outcome = e.facts->>'outcome' LIMIT 1
    ) IS NULL THEN format('%%s (%%s)', e.facts->>'decision', e.facts->>'outcome') END
FROM store_event e LEFT JOIN LATERAL (
    SELECT wrapped, party_id FROM store_casekey WHERE case_id = e.case_id ORDER BY id LIMIT 1
) k ON true
WHERE e.id > %(after)s ORDER BY e.id LIMIT %(most)s
"""
DECISIONS = """
SELECT d.id, d.case_id, d.hash, d.outcome,
    (
        SELECT true FROM store_event e
        WHERE e.case_id = d.case_id AND e.kind = ANY(%(deciding)s)
            AND e.facts->>'decision' = d.hash AND e.facts->>'outcome' = d.outcome LIMIT 1
    ) IS NOT NULL,
    (
        SELECT true FROM store_decision other
        WHERE other.case_id = d.case_id AND other.hash = d.hash AND other.id < d.id LIMIT 1
    ) IS NOT NULL
FROM store_decision d WHERE d.id > %(after)s ORDER BY d.id LIMIT %(most)s
"""
PLACES = """
SELECT l.index, l.event_id, l.hash, e.at IS NOT NULL, CASE WHEN e.kind = %(promised)s THEN e.at END
FROM store_leaf l LEFT JOIN LATERAL (SELECT kind, at FROM store_event WHERE id = l.event_id LIMIT 1) e ON true
WHERE l.index >= %(start)s AND l.index < %(end)s ORDER BY l.index LIMIT %(most)s
"""
COMPLETED = """
SELECT n.level, n.index, n.hash FROM generate_series(1, %(levels)s) AS at (level), LATERAL (
    SELECT level, index, hash FROM store_node
    WHERE level = at.level AND index >= %(start)s >> at.level AND index < %(end)s >> at.level OFFSET 0
) n
"""
COUNTS = binary.Statement(
    """
INSERT INTO store_deedcount (day, kind, count)
SELECT (at AT TIME ZONE 'UTC')::date, kind, count(*) FROM store_event WHERE id = ANY($1::uuid[]) GROUP BY 1, 2
ON CONFLICT (day, kind) DO UPDATE SET count = store_deedcount.count + excluded.count
""",
    "uuid",
)


class Recorded(NamedTuple):
    """An event as it is kept (`facts` as JSON text), with what belongs to it.

    `place` is its hash in the log, `lives` whether its case is there, `wrapped` and `party` that case's first key;
    `gone` is the decision it tells of (hash and outcome) when its case does not have that.
    """

    id: UUID
    at: datetime
    kind: str
    actor: str
    case: UUID | None
    facts: str
    nonce: bytes
    leaf: bytes
    place: bytes | None
    lives: bool
    wrapped: bytes | None
    party: UUID | None
    gone: str | None


class Decided(NamedTuple):
    """A decision: whether the record tells of it, and whether its case has an earlier one that is the same."""

    id: UUID
    case: UUID
    hash: str
    outcome: str
    told: bool
    again: bool


class Place(NamedTuple):
    """A leaf of the log: whether its event is there, and when that came if it was promised to be sealed."""

    at: int
    event: UUID
    hash: bytes
    known: bool
    received: datetime | None


def list_events(after: UUID, most: int, deciding: Collection[str]) -> list[Recorded]:
    """List the next events in the order of their ids; those of `deciding` kinds tell of a decision."""
    given = {"after": after, "most": most, "deciding": list(deciding)}
    return [Recorded(*row) for row in _read(EVENTS, given)]


def list_decisions(after: UUID, most: int, deciding: Collection[str]) -> list[Decided]:
    """List the next decisions in the order of their ids."""
    given = {"after": after, "most": most, "deciding": list(deciding)}
    return [Decided(*row) for row in _read(DECISIONS, given)]


def list_places(start: int, end: int, most: int, promised: str) -> list[Place]:
    """List the next leaves from an index on; events of one kind were promised to be sealed."""
    return [Place(*row) for row in _read(PLACES, {"start": start, "end": end, "most": most, "promised": promised})]


def list_completed(start: int, end: int) -> dict[tuple[int, int], bytes]:
    """List the stored nodes that became complete between two sizes of the tree, by level and index."""
    rows = _read(COMPLETED, {"start": start, "end": end, "levels": end.bit_length() - 1})
    return {(level, index): hash for level, index, hash in rows}


def list_unsealed(after: UUID, most: int) -> list[tuple[UUID, bytes]]:
    """List events after this id that have no leaf, with the leaf they should get, in the order of their ids.

    Ids begin with the time, so the primary key finds the recent ones: no index that intake would have to pay for. That
    the leaf's event is recent too follows, but the planner does not see it and would read all leaves there are.
    """
    with connection.cursor() as cursor:
        cursor.execute(UNSEALED, {"after": after, "most": most})
        return [(id, bytes(leaf)) for id, leaf in cursor.fetchall()]


def write(start: int, leaves: Sequence[tuple[UUID, bytes]], nodes: Mapping[tuple[int, int], bytes]) -> None:
    """Write leaves (event, hash) from this index on, and nodes by level and index, inside the caller's transaction.

    Their events are counted, so that nobody has to count millions.
    """
    events, hashes = zip(*leaves, strict=True)
    LEAVES.run(connection, range(start, start + len(leaves)), events, hashes)
    COUNTS.run(connection, events)
    if nodes:
        levels, places = zip(*nodes, strict=True)
        NODES.run(connection, levels, places, list(nodes.values()))


def _read(statement: str, given: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    """Read in binary, by the driver itself: Django's cursor reads texts."""
    connection.ensure_connection()
    with Cursor(connection.connection) as cursor:
        return cursor.execute(statement, given, binary=True).fetchall()

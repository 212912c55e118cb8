"""Bulk reading and writing of the log: events that have no place in it yet, their leaves, the nodes above."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import connection

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


def list_unsealed(after: UUID, most: int) -> list[tuple[UUID, bytes]]:
    """List events after this id that have no leaf, with the leaf they should get, in the order of their ids.

    Ids begin with the time, so the primary key finds the recent ones: no index that intake would have to pay for. That
    the leaf's event is recent too follows, but the planner does not see it and would read all leaves there are.
    """
    with connection.cursor() as cursor:
        cursor.execute(UNSEALED, {"after": after, "most": most})
        return [(id, bytes(leaf)) for id, leaf in cursor.fetchall()]


def write(start: int, leaves: Sequence[tuple[UUID, bytes]], nodes: Mapping[tuple[int, int], bytes]) -> None:
    """Write leaves (event, hash) from this index on, and nodes by level and index, inside the caller's transaction."""
    events, hashes = zip(*leaves, strict=True)
    LEAVES.run(connection, range(start, start + len(leaves)), events, hashes)
    if nodes:
        levels, places = zip(*nodes, strict=True)
        NODES.run(connection, levels, places, list(nodes.values()))

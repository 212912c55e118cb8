"""Cases that agree in blind indexes, looked for and linked on behalf of many at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from sportello.store import binary
from sportello.store.cases import Case

MOST = 50  # others that one case is linked to by one rule
SOUGHT = """
SELECT sought.place, other.id
FROM unnest($1::uuid[], $2::text[], $3::timestamptz[], $4::boolean[], $5::text[])
    WITH ORDINALITY AS sought (id, service, since, open_only, finds, place)
CROSS JOIN LATERAL (
    SELECT id FROM store_case
    WHERE finds {agree} sought.finds::bytea[] AND service = sought.service AND submitted_at >= sought.since
        AND id <> sought.id AND outcome <> 'withdrawn' AND NOT (sought.open_only AND status = 'closed')
    ORDER BY submitted_at DESC LIMIT {most}
) AS other
"""
FIND_ALL, FIND_ANY = (
    binary.Statement(SOUGHT.format(agree=agree, most=MOST), "uuid", "text", "timestamptz", "boolean", "text: bytea[]")
    for agree in ("@>", "&&")
)
LINK = binary.Statement(
    """
INSERT INTO store_link (case_id, other_id, kind, "on", at)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[])
ON CONFLICT DO NOTHING
""",
    "uuid",
    "uuid",
    "text",
    "text",
    "timestamptz",
)


@dataclass(frozen=True)
class Sought:
    """What another case of the same service must have in its `finds`: all of these, or with `any` one of them."""

    case: Case
    kind: str
    on: str
    since: datetime
    finds: Sequence[bytes]
    open_only: bool = False
    any: bool = False


def find(sought: Sequence[Sought]) -> list[tuple[Sought, UUID]]:
    """Find the newest cases that agree with each, not those withdrawn, inside the caller's transaction."""
    if not sought:
        return []
    with connection.cursor() as cursor:  # the planner takes finding few among millions for work worth compiling
        cursor.execute("SET LOCAL jit = off")
    return [
        *_find(FIND_ALL, [one for one in sought if not one.any]),
        *_find(FIND_ANY, [one for one in sought if one.any]),
    ]


def link(pairs: Mapping[tuple[UUID, UUID, str], str], at: datetime) -> None:
    """Link cases by one, other and kind, because of these questions; what is linked already stays as it is.

    In one order for all, so that two who link the same cases at once do not wait for each other.
    """
    if pairs:
        order = sorted(pairs, key=lambda pair: (pair[0].bytes, pair[1].bytes, pair[2]))
        on = [pairs[pair] for pair in order]
        LINK.run(connection, *zip(*order, strict=True), on, [at] * len(order))


def _find(statement: binary.Statement, sought: Sequence[Sought]) -> list[tuple[Sought, UUID]]:
    if not sought:
        return []
    wanted = [(one.case.id, one.case.service, one.since, one.open_only, one.finds) for one in sought]
    found = statement.run(connection, *zip(*wanted, strict=True))
    return [(sought[int.from_bytes(place or b"") - 1], UUID(bytes=id)) for place, id in found]

"""Bulk writing of applications: one multi-row statement for a whole batch, with an outcome per application."""

from collections.abc import Sequence
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import connection

from sportello.core.submissions import Prepared, Row
from sportello.store import binary


class Outcome(Enum):
    """What became of one application in a batch."""

    STORED = "stored"
    REPEATED = "repeated"  # its idempotency key is known already
    TAKEN = "taken"  # another has its reference, or one of its files; prepare it again


WRITE = """
WITH given AS (
    SELECT * FROM unnest({arrays}) AS t ({names})
), cases AS (
    INSERT INTO store_case (id, reference, service, edition, language, channel, client, party_id, status, outcome,
        submitted_at, due_at, district, sealed, secret_index, finds, idempotency, body_hash)
    SELECT id, reference, service, edition, language, channel, client, party, 'received', outcome,
        submitted_at, due_at, district, sealed_answers, secret_index, finds::bytea[], idempotency, body_hash
    FROM given ON CONFLICT DO NOTHING RETURNING id
), stored AS (
    SELECT given.* FROM given JOIN cases USING (id)
), keys AS (
    INSERT INTO store_casekey (case_id, party_id, wrapped) SELECT id, party, wrapped_key FROM stored
), decisions AS (
    INSERT INTO store_decision (id, case_id, at, by, path, outcome, hash, sealed)
    SELECT decision_id, id, submitted_at, 'system', '', outcome, decision_hash, sealed_decision FROM stored
), events AS (
    INSERT INTO store_event (id, at, kind, actor, case_id, facts, nonce, leaf)
    SELECT event_id, submitted_at, event_kind, actor, id, event_facts, sealed_nonce, leaf FROM stored
), outbox AS (
    INSERT INTO store_outbox (kind, case_id, at, tries) SELECT 'submitted', id, submitted_at, 0 FROM stored
)
SELECT id FROM cases
"""
FILES = """
UPDATE store_file SET case_id = t.case_id, draft_id = NULL
FROM unnest(%s::uuid[], %s::uuid[]) AS t (file_id, case_id)
WHERE store_file.id = t.file_id
"""
FREE = "SELECT id FROM store_file WHERE id = ANY(%s::uuid[]) AND case_id IS NULL ORDER BY id FOR UPDATE"
DRAFTS = """
UPDATE store_draft SET case_id = t.case_id FROM unnest(%s::uuid[], %s::uuid[]) AS t (draft_id, case_id)
WHERE store_draft.id = t.draft_id
"""
KNOWN = "SELECT id, idempotency FROM store_case WHERE id = ANY(%s::uuid[]) OR idempotency = ANY(%s::bytea[])"


def takes_several(batch: Sequence[Prepared]) -> bool:
    """Tell whether writing the batch takes several statements, which the caller holds together in a transaction."""
    return any(one.files or one.draft is not None for one in batch)


def write(batch: Sequence[Prepared]) -> list[Outcome]:
    """Write a batch and tell, in order, what became of each application.

    Of two with one idempotency key, the first is stored; a draft's key is the draft itself. All five rows of each are
    written by one statement, which is a transaction by itself: what a statement costs beyond its rows is most of a
    small batch. The driver is used as it is, since Django's cursor writes parameters into the text of a statement,
    which then is planned each time.
    """
    with binary.cursor_of(connection) as cursor:
        stored = _write(cursor, sorted([one.row for one in _list_able(cursor, batch)], key=_place))
        _take_over(cursor, [one for one in batch if one.row.id in stored])
        before, known = _known(cursor, [one.row for one in batch if one.row.id not in stored])
    return [_outcome(one.row, stored | before, known) for one in batch]


def _write(cursor: Any, rows: Sequence[Row]) -> set[UUID]:
    """Write rows, and give the ids of those that were not there."""
    if not rows:
        return set()
    cursor.execute(_WRITE, [pack(column) for pack, column in zip(_PACKERS, zip(*rows, strict=True), strict=True)])
    return {id for (id,) in cursor.fetchall()}


def _place(row: Row) -> bytes:
    """Order rows by what must be unique, so that two processes that write the same keys never wait for each other."""
    return row.idempotency or b""


def _outcome(row: Row, stored: set[UUID], known: set[bytes]) -> Outcome:
    if row.id in stored:
        return Outcome.STORED
    return Outcome.REPEATED if row.idempotency in known else Outcome.TAKEN


def _list_able(cursor: Any, batch: Sequence[Prepared]) -> Sequence[Prepared]:
    """List those whose files are free, and hold these files: of two that name one, the first gets it."""
    named = [file.id for one in batch for file in one.files]
    if not named:
        return batch
    cursor.execute(FREE, [named])
    free = {str(id) for (id,) in cursor.fetchall()}
    able = []
    for one in batch:
        files = {file.id for file in one.files}
        if files <= free:
            free -= files
            able.append(one)
    return able


def _take_over(cursor: Any, stored: Sequence[Prepared]) -> None:
    """Give the cases their files and drafts."""
    files = [(file.id, one.row.id) for one in stored for file in one.files]
    if files:
        cursor.execute(FILES, _pack_ids(files))
    drafts = [(one.draft, one.row.id) for one in stored if one.draft is not None]
    if drafts:
        cursor.execute(DRAFTS, _pack_ids(drafts))


def _known(cursor: Any, refused: Sequence[Row]) -> tuple[set[UUID], set[bytes]]:
    """Give which of these are stored themselves, by a commit whose answer was lost, and which keys others have."""
    if not refused:
        return set(), set()
    ids, keys = [row.id for row in refused], [row.idempotency for row in refused]
    cursor.execute(KNOWN, [binary.packer("uuid")(ids), binary.packer("bytea")(keys)])
    rows = cursor.fetchall()
    return {id for id, _ in rows}, {bytes(key) for _, key in rows if key is not None}


def _pack_ids(pairs: Sequence[tuple[Any, UUID]]) -> list[list[str]]:
    return [[str(id) for id in column] for column in zip(*pairs, strict=True)]


def _pack_finds(column: Sequence[Sequence[bytes]]) -> binary.Packed:
    """Write arrays of bytes as PostgreSQL's array literals, since arrays of differing lengths do not nest."""
    return _TEXTS(["{" + ",".join([f'"\\\\x{find.hex()}"' for find in finds]) + "}" for finds in column])


_TEXTS = binary.packer("text")
_TYPES = {
    "uuid": "id client party decision_id event_id",
    "text": "reference service edition language channel outcome district decision_hash event_kind actor finds",
    "timestamptz": "submitted_at due_at",
    "jsonb": "event_facts",
    "bytea": "sealed_answers secret_index wrapped_key sealed_decision sealed_nonce leaf idempotency body_hash",
}
_TYPE_OF = {name: type for type, names in _TYPES.items() for name in names.split()}
_PACKERS = [_pack_finds if name == "finds" else binary.packer(_TYPE_OF[name]) for name in Row._fields]
_WRITE = WRITE.format(arrays=", ".join(f"%s::{_TYPE_OF[name]}[]" for name in Row._fields), names=", ".join(Row._fields))

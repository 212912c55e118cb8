"""Bulk writing of applications: one multi-row statement for a whole batch, with an outcome per application."""

from collections.abc import Callable, Sequence
from enum import Enum
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import connection

from sportello.core.intake import Prepared
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
        submitted_at, due_at, district, sealed, secret_index, finds, idempotency, body_hash, reply)
    SELECT id, reference, service, edition, language, channel, client, party, status, outcome,
        submitted_at, due_at, district, sealed_answers, secret_index, finds::bytea[], idempotency, body_hash,
        sealed_reply
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


def write(batch: Sequence[Prepared]) -> list[Outcome]:
    """Write a batch inside the caller's transaction and tell, in order, what became of each application.

    Of two with one idempotency key, the first is stored; a draft's key is the draft itself. All five rows of each are
    written by one statement: what a statement costs beyond its rows is most of a small batch. The driver is used as it
    is, since Django's cursor writes parameters into the text of a statement, which then is planned each time.
    """
    with binary.cursor_of(connection) as cursor:
        able = sorted(_list_able(cursor, batch), key=_place)
        cursor.execute(_WRITE, [pack([get(one) for one in able]) for get, pack in _COLUMNS])
        stored = {id for (id,) in cursor.fetchall()}
        _take_over(cursor, [one for one in batch if one.id in stored])
        before, known = _known(cursor, [one for one in batch if one.id not in stored])
    return [_outcome(one, stored | before, known) for one in batch]


def _place(one: Prepared) -> bytes:
    """Order rows by what must be unique, so that two processes that write the same keys never wait for each other."""
    return one.idempotency or b""


def _outcome(one: Prepared, stored: set[UUID], known: set[bytes]) -> Outcome:
    if one.id in stored:
        return Outcome.STORED
    return Outcome.REPEATED if one.idempotency in known else Outcome.TAKEN


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
    files = [(file.id, one.id) for one in stored for file in one.files]
    if files:
        cursor.execute(FILES, _pack_ids(files))
    drafts = [(one.draft, one.id) for one in stored if one.draft is not None]
    if drafts:
        cursor.execute(DRAFTS, _pack_ids(drafts))


def _known(cursor: Any, refused: Sequence[Prepared]) -> tuple[set[UUID], set[bytes]]:
    """Give which of these are stored themselves, by a commit whose answer was lost, and which keys others have."""
    if not refused:
        return set(), set()
    ids, keys = [one.id for one in refused], [one.idempotency for one in refused]
    cursor.execute(KNOWN, [binary.packer("uuid")(ids), binary.packer("bytea")(keys)])
    rows = cursor.fetchall()
    return {id for id, _ in rows}, {bytes(key) for _, key in rows if key is not None}


def _pack_ids(pairs: Sequence[tuple[Any, UUID]]) -> list[list[str]]:
    return [[str(id) for id in column] for column in zip(*pairs, strict=True)]


def _finds(one: Prepared) -> str:
    """Write an array of bytes as PostgreSQL's array literal, since arrays of differing lengths do not nest."""
    return "{" + ",".join(f'"\\\\x{find.hex()}"' for find in one.finds) + "}"


_TYPES = {
    "uuid": "id client party decision_id event_id",
    "text": "reference service edition language channel status outcome district decision_hash event_kind actor finds",
    "timestamptz": "submitted_at due_at",
    "jsonb": "event_facts",
    "bytea": "sealed_answers secret_index wrapped_key sealed_decision sealed_nonce leaf idempotency body_hash "
    "sealed_reply",
}
_NAMES = {name: type for type, names in _TYPES.items() for name in names.split()}
_COLUMNS: list[tuple[Callable[[Prepared], Any], Callable[[Sequence[Any]], binary.Packed]]] = [
    (_finds if name == "finds" else attrgetter(name), binary.packer(type)) for name, type in _NAMES.items()
]
_WRITE = WRITE.format(arrays=", ".join(f"%s::{type}[]" for type in _NAMES.values()), names=", ".join(_NAMES))

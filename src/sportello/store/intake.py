"""Bulk writing of applications: a few multi-row statements for a whole batch, with an outcome per application."""

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any
from uuid import UUID

from django.db import connection

from sportello.core.intake import Prepared


class Outcome(Enum):
    """What became of one application in a batch."""

    STORED = "stored"
    REPEATED = "repeated"  # its idempotency key is known already
    REFERENCE_TAKEN = "reference taken"  # someone has this reference; prepare it again with another


CASE = """
INSERT INTO store_case (id, reference, service, edition, language, channel, client, party_id, status, outcome,
    submitted_at, due_at, district, sealed, secret_index, finds, idempotency, body_hash, reply)
SELECT id, reference, service, edition, language, channel, client, party, status, outcome,
    submitted_at, due_at, district, sealed, secret_index, finds::bytea[], idempotency, body_hash, reply
FROM unnest(%s::uuid[], %s::text[], %s::text[], %s::text[], %s::text[], %s::text[], %s::uuid[], %s::uuid[], %s::text[],
    %s::text[], %s::timestamptz[], %s::timestamptz[], %s::text[], %s::bytea[], %s::bytea[], %s::text[], %s::bytea[],
    %s::bytea[], %s::bytea[])
    AS t (id, reference, service, edition, language, channel, client, party, status, outcome, submitted_at, due_at,
        district, sealed, secret_index, finds, idempotency, body_hash, reply)
ON CONFLICT DO NOTHING
RETURNING id
"""
KEY = """
INSERT INTO store_casekey (case_id, party_id, wrapped)
SELECT * FROM unnest(%s::uuid[], %s::uuid[], %s::bytea[])
"""
DECISION = """
INSERT INTO store_decision (id, case_id, at, by, path, outcome, hash, sealed)
SELECT id, case_id, at, 'system', '', outcome, hash, sealed
FROM unnest(%s::uuid[], %s::uuid[], %s::timestamptz[], %s::text[], %s::text[], %s::bytea[])
    AS t (id, case_id, at, outcome, hash, sealed)
"""
EVENT = """
INSERT INTO store_event (id, at, kind, actor, case_id, facts, nonce, leaf)
SELECT * FROM unnest(%s::uuid[], %s::timestamptz[], %s::text[], %s::text[], %s::uuid[], %s::jsonb[], %s::bytea[],
    %s::bytea[])
"""
OUTBOX = """
INSERT INTO store_outbox (kind, case_id, at, tries)
SELECT 'submitted', id, at, 0 FROM unnest(%s::uuid[], %s::timestamptz[]) AS t (id, at)
"""
FILES = """
UPDATE store_file SET case_id = t.case_id, draft_id = NULL
FROM unnest(%s::uuid[], %s::uuid[]) AS t (file_id, case_id)
WHERE store_file.id = t.file_id AND store_file.case_id IS NULL
"""
DRAFTS = """
UPDATE store_draft SET case_id = t.case_id FROM unnest(%s::uuid[], %s::uuid[]) AS t (draft_id, case_id)
WHERE store_draft.id = t.draft_id
"""
KNOWN = "SELECT idempotency FROM store_case WHERE idempotency = ANY(%s)"


def write(batch: Sequence[Prepared]) -> list[Outcome]:
    """Write a batch inside the caller's transaction and tell, in order, what became of each application.

    Of two with one idempotency key, the first is stored; a draft's key is the draft itself.
    """
    with connection.cursor() as cursor:
        stored = _write_cases(cursor, batch)
        kept = [one for one in batch if one.id in stored]
        if kept:
            _write_rest(cursor, kept)
        known = _known_keys(cursor, [one for one in batch if one.id not in stored])
    return [_outcome(one, stored, known) for one in batch]


def _outcome(one: Prepared, stored: set[UUID], known: set[bytes]) -> Outcome:
    if one.id in stored:
        return Outcome.STORED
    return Outcome.REPEATED if one.idempotency in known else Outcome.REFERENCE_TAKEN


def _write_cases(cursor: Any, batch: Sequence[Prepared]) -> set[UUID]:
    cursor.execute(CASE, _columns(batch, *_CASE_COLUMNS))
    return {id for (id,) in cursor.fetchall()}


def _write_rest(cursor: Any, kept: Sequence[Prepared]) -> None:
    cursor.execute(KEY, _columns(kept, _id, _get("party"), _get("wrapped_key")))
    cursor.execute(
        DECISION,
        _columns(kept, _get("decision_id"), _id, _at, _get("outcome"), _get("decision_hash"), _get("sealed_decision")),
    )
    cursor.execute(
        EVENT,
        _columns(
            kept,
            *map(
                _get, ("event_id", "submitted_at", "event_kind", "actor", "id", "event_facts", "sealed_nonce", "leaf")
            ),
        ),
    )
    cursor.execute(OUTBOX, _columns(kept, _id, _at))
    files = [(file.id, one.id) for one in kept for file in one.files]
    if files:
        cursor.execute(FILES, [list(column) for column in zip(*files, strict=True)])
    drafts = [(one.draft, one.id) for one in kept if one.draft is not None]
    if drafts:
        cursor.execute(DRAFTS, [list(column) for column in zip(*drafts, strict=True)])


def _known_keys(cursor: Any, refused: Sequence[Prepared]) -> set[bytes]:
    keys = [one.idempotency for one in refused if one.idempotency is not None]
    if not keys:
        return set()
    cursor.execute(KNOWN, [keys])
    return {bytes(key) for (key,) in cursor.fetchall()}


def _get(name: str) -> Callable[[Prepared], Any]:
    return lambda one: getattr(one, name)


_id, _at = _get("id"), _get("submitted_at")


def _finds(one: Prepared) -> str:
    """Write an array of bytes as PostgreSQL's array literal, since arrays of differing lengths do not nest."""
    return "{" + ",".join(f'"\\\\x{find.hex()}"' for find in one.finds) + "}"


_CASE_COLUMNS: tuple[Callable[[Prepared], Any], ...] = (
    *map(
        _get, ("id", "reference", "service", "edition", "language", "channel", "client", "party", "status", "outcome")
    ),
    *map(_get, ("submitted_at", "due_at", "district", "sealed_answers", "secret_index")),
    _finds,
    *map(_get, ("idempotency", "body_hash", "sealed_reply")),
)


def _columns(batch: Sequence[Prepared], *gets: Callable[[Prepared], Any]) -> list[list[Any]]:
    return [[get(one) for one in batch] for get in gets]

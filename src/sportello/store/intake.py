"""Bulk writing of applications: one multi-row statement for a whole batch, with an outcome per application."""

from collections.abc import Sequence, Set
from enum import Enum
from uuid import UUID

from django.db import connection

from sportello.core.submissions import Prepared, Row
from sportello.store import binary


class Outcome(Enum):
    """What became of one application in a batch."""

    STORED = "stored"
    REPEATED = "repeated"  # its idempotency key is known already
    TAKEN = "taken"  # another has its reference, or one of its files; prepare it again


COLUMNS = {
    "uuid": "id client party decision_id event_id",
    "text": "reference service edition language channel outcome district decision_hash event_kind actor",
    "text: bytea[]": "finds",
    "timestamptz": "submitted_at due_at",
    "jsonb": "event_facts",
    "bytea": "sealed_answers secret_index wrapped_key sealed_decision sealed_nonce leaf idempotency body_hash",
}
KINDS = {name: kind for kind, names in COLUMNS.items() for name in names.split()}
SUBMITTED = """
WITH given AS (
    SELECT * FROM unnest({given}) AS t ({names})
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
WRITE = binary.Statement(
    SUBMITTED.format(
        given=", ".join(f"${at}::{KINDS[name].partition(':')[0]}[]" for at, name in enumerate(Row._fields, 1)),
        names=", ".join(Row._fields),
    ),
    *(KINDS[name] for name in Row._fields),
)
FREE = binary.Statement(
    "SELECT id FROM store_file WHERE id = ANY($1::uuid[]) AND case_id IS NULL ORDER BY id FOR UPDATE", "uuid"
)
FILES = binary.Statement(
    """
UPDATE store_file SET case_id = t.case_id, draft_id = NULL FROM unnest($1::uuid[], $2::uuid[]) AS t (file_id, case_id)
WHERE store_file.id = t.file_id
""",
    "uuid",
    "uuid",
)
DRAFTS = binary.Statement(
    """
UPDATE store_draft SET case_id = t.case_id FROM unnest($1::uuid[], $2::uuid[]) AS t (draft_id, case_id)
WHERE store_draft.id = t.draft_id
""",
    "uuid",
    "uuid",
)
OWN = binary.Statement(
    """
INSERT INTO store_ownanswers (id, case_id, about, wrapped_key, sealed)
SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::bytea[], $5::bytea[])
""",
    "uuid",
    "uuid",
    "text",
    "bytea",
    "bytea",
)
KNOWN = binary.Statement(
    "SELECT id, idempotency FROM store_case WHERE id = ANY($1::uuid[]) OR idempotency = ANY($2::bytea[])",
    "uuid",
    "bytea",
)


def takes_several(batch: Sequence[Prepared]) -> bool:
    """Tell whether writing the batch takes several statements, which the caller holds together in a transaction."""
    return any(one.files or one.own or one.draft is not None for one in batch)


def write(batch: Sequence[Prepared]) -> list[Outcome]:
    """Write a batch and tell, in order, what became of each application.

    Of two with one idempotency key, the first is stored; a draft's key is the draft itself. All five rows of each are
    written by one statement, which is a transaction by itself: what a statement costs beyond its rows is most of a
    small batch.
    """
    able = sorted([one.row for one in _list_able(batch)], key=_place)
    stored = {id for (id,) in WRITE.run(connection, *zip(*able, strict=True))} if able else set()
    _take_over([one for one in batch if one.row.id.bytes in stored])
    before, known = _known([one.row for one in batch if one.row.id.bytes not in stored])
    return [_outcome(one.row, stored | before, known) for one in batch]


def _place(row: Row) -> bytes:
    """Order rows by what must be unique, so that two processes that write the same keys never wait for each other."""
    return row.idempotency or b""


def _outcome(row: Row, stored: Set[bytes | None], known: Set[bytes | None]) -> Outcome:
    if row.id.bytes in stored:
        return Outcome.STORED
    return Outcome.REPEATED if row.idempotency in known else Outcome.TAKEN


def _list_able(batch: Sequence[Prepared]) -> Sequence[Prepared]:
    """List those whose files are free, and hold these files: of two that name one, the first gets it."""
    named = [UUID(file.id) for one in batch for file in one.files]
    if not named:
        return batch
    free = {id for (id,) in FREE.run(connection, named)}
    able = []
    for one in batch:
        files = {UUID(file.id).bytes for file in one.files}
        if files <= free:
            free -= files
            able.append(one)
    return able


def _take_over(stored: Sequence[Prepared]) -> None:
    """Give the cases their files and drafts, and what their applicants answered about themselves."""
    if files := [(UUID(file.id), one.row.id) for one in stored for file in one.files]:
        FILES.run(connection, *zip(*files, strict=True))
    if own := [part for one in stored for part in one.own]:
        OWN.run(connection, *zip(*own, strict=True))
    if drafts := [(one.draft, one.row.id) for one in stored if one.draft is not None]:
        DRAFTS.run(connection, *zip(*drafts, strict=True))


def _known(refused: Sequence[Row]) -> tuple[Set[bytes | None], Set[bytes | None]]:
    """Give which of these are stored themselves, by a commit whose answer was lost, and which keys others have."""
    if not refused:
        return set(), set()
    rows = KNOWN.run(connection, [row.id for row in refused], [row.idempotency for row in refused])
    return {id for id, _ in rows}, {key for _, key in rows if key is not None}

"""What became of a message, noted together with the event that says so."""

import json
from datetime import datetime
from uuid import UUID

from django.db import connection

from sportello.store import binary
from sportello.store.record import Event

COLUMNS = {
    "message": "uuid",
    "sent_at": "timestamptz",
    "failed": "text",
    "id": "uuid",
    "at": "timestamptz",
    "kind": "text",
    "actor": "text",
    "case_id": "uuid",
    "facts": "jsonb",
    "nonce": "bytea",
    "leaf": "bytea",
}
TOLD = """
WITH given AS (
    SELECT * FROM unnest({given}) AS t ({names})
), noted AS (
    UPDATE store_message SET sent_at = given.sent_at, failed = given.failed FROM given
    WHERE store_message.id = message AND store_message.sent_at IS NULL AND store_message.failed = ''
    RETURNING message
)
INSERT INTO store_event (id, at, kind, actor, case_id, facts, nonce, leaf)
SELECT id, at, kind, actor, case_id, facts, nonce, leaf FROM given JOIN noted USING (message) RETURNING id
"""
NOTE = binary.Statement(
    TOLD.format(
        given=", ".join(f"${place}::{kind}[]" for place, kind in enumerate(COLUMNS.values(), 1)),
        names=", ".join(COLUMNS),
    ),
    *COLUMNS.values(),
)


def note(message: UUID, event: Event, *, sent_at: datetime | None, failed: str) -> bool:
    """Note that a message was sent, or failed for good, and hold its row; False, and no event, when one was before."""
    told = (event.id, event.at, event.kind, event.actor, event.case_id, json.dumps(event.facts).encode())
    row = (message, sent_at, failed, *told, event.nonce, event.leaf)
    return bool(NOTE.run(connection, *([value] for value in row)))

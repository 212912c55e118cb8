"""An application on its way in: what was sent, what there is to store, what is answered. Plain values.

Tuples with names where many are made: a frozen dataclass takes twice as long to make.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType
from typing import Any, NamedTuple
from uuid import UUID

from sportello.core import interview
from sportello.core.actors import Actor
from sportello.core.questions import File
from sportello.core.services import Service


@dataclass(frozen=True)
class Key:
    """What makes a submission one of a kind: a blind index (service, client, client's key), and one of its body.

    A draft is its own key and has no body to compare. `earlier` are the indexes under master keys that are not the
    current one any more, or not yet everywhere, `earlier_bodies` likewise.
    """

    index: bytes
    body: bytes | None
    earlier: tuple[bytes, ...] = ()
    earlier_bodies: tuple[bytes, ...] = ()


class Submission(NamedTuple):
    """An application as it comes in. `answers` are JSON by question id; `now` is UTC, `today` the city's date.

    `known` is what the city already knows of the applicant, by `once` name.
    """

    service: Service
    answers: Mapping[str, Any]
    language: str
    by: Actor
    now: datetime
    today: date
    key: Key | None = None
    draft: UUID | None = None
    client: UUID | None = None
    known: Mapping[str, interview.Known] = MappingProxyType({})


class Attached(NamedTuple):
    """A file in an application: the path of its answer, its id as given, and the type of the question."""

    path: str
    id: str
    type: File


class Row(NamedTuple):
    """What is written of an application: one value for each column, all personal data sealed."""

    id: UUID
    reference: str
    service: str
    edition: str
    language: str
    channel: str
    client: UUID | None
    party: UUID | None
    outcome: str
    submitted_at: datetime
    due_at: datetime
    district: str
    sealed_answers: bytes
    secret_index: bytes
    finds: list[bytes]
    idempotency: bytes | None
    body_hash: bytes | None
    wrapped_key: bytes
    decision_id: UUID
    decision_hash: str
    sealed_decision: bytes
    event_id: UUID
    event_kind: str
    event_facts: bytes
    actor: str
    sealed_nonce: bytes
    leaf: bytes


class Own(NamedTuple):
    """What is written of the answers one of two applicants gave about themselves, all personal data sealed."""

    id: UUID
    case: UUID
    about: str
    wrapped_key: bytes
    sealed: bytes


class Submitted(NamedTuple):
    """What the applicant gets: reference, secret, the decision so far, the signed promise of a place in the record."""

    case: UUID
    edition: str
    reference: str
    secret: str
    outcome: str
    reasons: tuple[str, ...]
    outputs: Mapping[str, Any]  # canonical FEEL values: numbers and dates as text
    leaf: str  # hex
    promise: str
    due_at: datetime
    repeated: bool = False


class Prepared(NamedTuple):
    """An accepted application, ready to be written, and what is answered once it is."""

    row: Row
    files: tuple[Attached, ...]
    draft: UUID | None
    secret: str
    reasons: tuple[str, ...]
    outputs: Mapping[str, Any]
    own: tuple[Own, ...] = ()

    def submitted(self, promise: str) -> Submitted:
        """Give the answer, now that it is stored and promised."""
        row = self.row
        return Submitted(
            case=row.id,
            edition=row.edition,
            reference=row.reference,
            secret=self.secret,
            outcome=row.outcome,
            reasons=self.reasons,
            outputs=self.outputs,
            leaf=row.leaf.hex(),
            promise=promise,
            due_at=row.due_at,
        )

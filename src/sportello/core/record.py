"""What the city did, as events that can be proven and not guessed. Knows no store, no tree and no clock."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from sportello.core import canonical, merkle

NONCE_BYTES = 32
OPEN_NONCE = bytes(NONCE_BYTES)
"""The nonce of an event of no case: everyone may recompute its leaf."""

EPOCH_OPENED = "record.epoch_opened"


@dataclass(frozen=True)
class Event:
    """One deed, at an aware instant. `facts` are plain JSON without floats; they hold no personal data.

    The store must give back an equal event: `at` to the microsecond, and so no text with U+0000 in `facts`.
    """

    id: UUID
    at: datetime
    kind: str
    actor: str
    case: UUID | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


def render(event: Event) -> bytes:
    """Write the event as canonical JSON."""
    fields = {
        "actor": event.actor,
        "at": canonical.render_instant(event.at),
        "case": str(event.case) if event.case else None,
        "facts": dict(event.facts),
        "id": str(event.id),
        "kind": event.kind,
    }
    all_texts = all(isinstance(value, str) for value in event.facts.values())
    return canonical.encode_texts(fields) if all_texts else canonical.encode(fields)


def commitment(nonce: bytes, event: Event) -> bytes:
    """Commit to the event without telling it: SHA-256(nonce ‖ event).

    The nonce is 32 random bytes kept under the case's key, or `OPEN_NONCE`: a bare hash of few answers could
    be guessed.
    """
    if len(nonce) != NONCE_BYTES:
        raise ValueError(f"a nonce has {NONCE_BYTES} bytes, not {len(nonce)}")
    return sha256(nonce + render(event)).digest()


def leaf(nonce: bytes, event: Event) -> bytes:
    """Give the hash of the event's leaf in the log (RFC 6962), whose content is the commitment."""
    return merkle.leaf_hash(commitment(nonce, event))


@dataclass(frozen=True)
class Epoch:
    """What a restore began: deeds from `lost_from` (the moment restored to) until `lost_until` are lost.

    `checkpoint` is the last note published in the epoch before. The tree goes on from its restored leaves,
    under the epoch's own origin (see `notes`).
    """

    number: int
    checkpoint: str
    lost_from: datetime
    lost_until: datetime


def open_epoch(id: UUID, at: datetime, epoch: Epoch) -> Event:
    """Make the event that opens the epoch; with `OPEN_NONCE` it is the first leaf sealed in it."""
    facts = {
        "epoch": epoch.number,
        "checkpoint": epoch.checkpoint,
        "lost_from": canonical.render_instant(epoch.lost_from),
        "lost_until": canonical.render_instant(epoch.lost_until),
    }
    return Event(id, at, EPOCH_OPENED, "system", None, facts)

"""The record: each deed appends an event in its own transaction; a sealer gives events their place in the log."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from math import inf
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from sportello.actions import checkpoints, city, sealing
from sportello.core import ids, merkle, notes
from sportello.core import record as log
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.store import log as log_store
from sportello.store.cases import Case
from sportello.store.record import Epoch, Event, Leaf, Node

BATCH = 5000
RECENT = timedelta(minutes=2)
"""How long a transaction may take, and clocks may differ, for its events to be found at the next look."""
MISDATED = timedelta(hours=25)
"""How far a clock that was set back, or by another zone, may date events. Looked at once a minute: it costs more."""
LONGEST_PASS = 60.0  # seconds: less than RECENT, so that the next look overlaps with the beginning of this one


@dataclass(frozen=True)
class Proof:
    """That a leaf is in the log: its index, the hashes up to the root (nearest first), and the signed checkpoint."""

    leaf: bytes
    index: int
    size: int
    hashes: tuple[bytes, ...]
    checkpoint: str


@dataclass(frozen=True)
class Deed:
    """One event of a case, for those who may read it."""

    id: UUID
    at: Any
    kind: str
    actor: str
    facts: Mapping[str, Any]
    leaf: str


def append(kind: str, *, by: Actor, case: Case | None = None, facts: Mapping[str, Any] | None = None) -> None:
    """Append a deed to the record, inside the transaction that does it. Facts hold no personal data."""
    event(kind, by=by, case=case, facts=facts).save(force_insert=True)


def event(kind: str, *, by: Actor, case: Case | None = None, facts: Mapping[str, Any] | None = None) -> Event:
    """Make the event of a deed, to be written with the deed's other rows."""
    deed = log.Event(city.new_id(), city.now(), kind, by.name, case.id if case else None, facts or {})
    nonce = city.current().random(log.NONCE_BYTES) if case else log.OPEN_NONCE
    kept = sealing.seal(sealing.case_key(case), deed.id, "nonce", nonce) if case else nonce
    return _row(deed, kept, log.leaf(nonce, deed))


def open_epoch(epoch: log.Epoch) -> None:
    """Seal the event that opens an epoch before any other, and sign the epoch's first checkpoint."""
    event = log.open_epoch(city.new_id(), city.now(), epoch)
    leaf = log.leaf(log.OPEN_NONCE, event)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [checkpoints.LOCK])
        _row(event, log.OPEN_NONCE, leaf).save(force_insert=True)
        Epoch.objects.create(number=epoch.number, event_id=event.id)
        _grow(_size(), [(event.id, leaf)])
        transaction.on_commit(checkpoints.keep_newest)


def seal(back: timedelta = RECENT) -> int:
    """Give new events their place, and sign a new checkpoint; tell how many were sealed.

    One sealer works at a time. Events are found by looking, never by a cursor: commits do not come in the order of
    ids. This looks so far back from the newest checkpoint, however long the sealer was away: RECENT for what was dated
    rightly, MISDATED for the rest. `seal_all` looks at everything, when a worker starts and once a day.
    """
    newest = checkpoints.find_newest()
    if newest is None:
        return seal_all()
    return _seal(ids.earliest(min(city.now(), newest.at) - back), LONGEST_PASS)


def seal_all() -> int:
    """Seal as `seal` does, looking at all events ever; then at those that came meanwhile, out of their order."""
    began = city.now()
    return _seal(ids.NEVER) + _seal(ids.earliest(began - RECENT))


def newest_size() -> int:
    """Give how many leaves the newest checkpoint covers; none before the first."""
    newest = checkpoints.find_newest()
    return newest.size if newest else 0


def newest_checkpoint() -> str:
    """Give the newest signed checkpoint; Refused `record.empty` before the first."""
    newest = checkpoints.find_newest()
    if newest is None:
        raise Refused("record.empty")
    return newest.note


def prove(leaf: bytes) -> Proof:
    """Prove that a leaf is in the log under the newest checkpoint. Refused `record.not_sealed_yet` if it is in none."""
    found = Leaf.objects.filter(hash=leaf).first()
    checkpoint = checkpoints.find_newest()
    if found is None or checkpoint is None or found.index >= checkpoint.size:
        raise Refused("record.not_sealed_yet")
    hashes = merkle.prove_inclusion(found.index, checkpoint.size, read_node)
    return Proof(leaf, found.index, checkpoint.size, tuple(hashes), checkpoint.note)


def prove_growth(old: int, new: int) -> list[bytes]:
    """Prove that the log of `new` leaves begins with that of `old`. Refused `record.no_such_size`."""
    if new > newest_size():
        raise Refused("record.no_such_size", size=new)
    return merkle.prove_consistency(old, new, read_node)


def list_of(case: Case) -> list[Deed]:
    """List the events of a case, oldest first; the caller has checked who looks."""
    events = Event.objects.filter(case_id=case.id).order_by("at", "id")
    return [Deed(e.id, e.at, e.kind, e.actor, e.facts, bytes(e.leaf).hex()) for e in events]


def first_leaves(cases: Collection[UUID]) -> dict[UUID, bytes]:
    """Give the leaf of each case's submission, which its receipt names."""
    newest_first = Event.objects.filter(case_id__in=cases).order_by("-at", "-id").values_list("case_id", "leaf")
    return {case: bytes(leaf) for case, leaf in newest_first if case}


def read_node(level: int, index: int) -> bytes:
    """Read a stored hash of the tree: leaves at level 0, complete subtrees above."""
    if level == 0:
        return bytes(Leaf.objects.values_list("hash", flat=True).get(index=index))
    return bytes(Node.objects.values_list("hash", flat=True).get(level=level, index=index))


def verification_keys() -> list[str]:
    """Give the public keys that checkpoints of every epoch and promises are checked with, in signed-note form."""
    signer = city.current().signer
    names = [*(str(number) for number in range(1, checkpoints.epoch() + 1)), "promise"]
    return [notes.render_key(f"{signer.origin}/{name}", key) for name in names for key in signer.keys]


def _row(event: log.Event, nonce: bytes, leaf: bytes) -> Event:
    return Event(
        id=event.id,
        at=event.at,
        kind=event.kind,
        actor=event.actor,
        case_id=event.case,
        facts=event.facts,
        nonce=nonce,
        leaf=leaf,
    )


def _seal(after: UUID, most_seconds: float = inf) -> int:
    """Seal batch after batch in the order of ids, so that a run looks once at what is sealed already."""
    total, end = 0, time.monotonic() + most_seconds
    while time.monotonic() < end and (sealed := _seal_batch(after)):
        total, after = total + len(sealed), sealed[-1][0]
    transaction.on_commit(checkpoints.keep_newest)
    return total


def _seal_batch(after: UUID) -> Sequence[tuple[UUID, bytes]]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [checkpoints.LOCK])
        if not cursor.fetchone()[0]:
            return []
        fresh = log_store.list_unsealed(after, BATCH)
        if fresh:
            checkpoints.check_not_back()
            _grow(_size(), fresh)
        return fresh


def _size() -> int:
    last = Leaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def _grow(start: int, fresh: Sequence[tuple[UUID, bytes]]) -> None:
    frontier, made = merkle.extend(merkle.read_frontier(start, read_node), (leaf for _, leaf in fresh))
    log_store.write(start, fresh, {at: hash for at, hash in made.items() if at[0]})
    checkpoints.sign(frontier)

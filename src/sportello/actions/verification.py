"""Checking the whole record: events, leaves, tree, checkpoints, and that the cases and decisions it tells of are there.

Reads everything, changes nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sportello.actions import city, epochs, sealing
from sportello.core import merkle, notes
from sportello.core import record as log
from sportello.core.errors import Refused
from sportello.store.cases import Case, Decision
from sportello.store.record import Checkpoint, Event, Leaf, Node

CHUNK = 2000


@dataclass(frozen=True)
class Report:
    """How much was checked, and everything that does not hold, each named so that one can look."""

    events: int
    leaves: int
    checkpoints: int
    unsealed: int
    problems: tuple[str, ...]

    @property
    def verdict(self) -> str:
        waiting = f", {self.unsealed} waiting for the sealer" if self.unsealed else ""
        return (f"{len(self.problems)} PROBLEMS" if self.problems else "good") + waiting


def verify() -> Report:
    """Check everything.

    An event whose case was deleted at the end of its term cannot be recomputed, since its nonce went with the case's
    key; its leaf still has to stand in the tree.
    """
    sealed = {event: bytes(leaf) for event, leaf in Leaf.objects.values_list("event_id", "hash")}
    problems: list[str] = []
    events, unsealed = 0, 0
    for event in Event.objects.order_by("at", "id").iterator(chunk_size=CHUNK):
        events += 1
        leaf = sealed.pop(event.id, None)
        unsealed += leaf is None
        problems += _event_problems(event, leaf)
    problems += [f"event {event}: gone, though its leaf is in the log" for event in sealed]
    problems += _lost_cases()
    problems += _decision_problems()
    problems += _tree_problems()
    problems += epochs.list_problems()
    return Report(events, Leaf.objects.count(), Checkpoint.objects.count(), unsealed, tuple(problems))


def _event_problems(event: Event, leaf: bytes | None) -> Iterator[str]:
    name = f"event {event.id} ({event.kind}, {event.at:%Y-%m-%d %H:%M:%S})"
    if leaf is not None and leaf != bytes(event.leaf):
        yield f"{name}: its leaf is not the one in the log"
    nonce = _nonce(event)
    if isinstance(nonce, str):
        yield f"{name}: {nonce}"
    elif nonce is not None and log.leaf(nonce, _deed(event)) != bytes(event.leaf):
        yield f"{name}: altered, it does not give the leaf that was recorded"


def _deed(event: Event) -> log.Event:
    return log.Event(event.id, event.at, event.kind, event.actor, event.case_id, event.facts)


def _nonce(event: Event) -> bytes | str | None:
    """Give the event's nonce, None when it went with its case, or why it cannot be read."""
    if event.case_id is None:
        return bytes(event.nonce)
    case = Case.objects.filter(id=event.case_id).first()
    if case is None:
        return None
    if not case.keys.exists():
        return "the key of its case is gone"
    try:
        return sealing.open(sealing.case_key(case), event.id, "nonce", event.nonce)
    except Refused as refused:
        return f"its nonce cannot be read ({refused.code})"


def _lost_cases() -> Iterator[str]:
    """Name the cases that are gone without a word: else whoever deletes one could alter its events unseen."""
    events = Event.objects.filter(case_id__isnull=False).exclude(case_id__in=Case.objects.values("id"))
    deleted = set(Event.objects.filter(kind="case.deleted").values_list("facts__case", flat=True))
    for case in events.order_by("case_id").values_list("case_id", flat=True).distinct():
        if str(case) not in deleted:
            yield f"case {case}: gone, though the record does not say that it was deleted"


def _decision_problems() -> Iterator[str]:
    """Hold the decisions that are kept against those the record tells of, for each case that is there."""
    told = Event.objects.filter(facts__has_key="decision", case_id__in=Case.objects.values("id"))
    recorded: set[tuple[Any, ...]] = set(told.values_list("case_id", "facts__decision", "facts__outcome"))
    kept: set[tuple[Any, ...]] = set(Decision.objects.values_list("case_id", "hash", "outcome"))
    for of, hash, outcome in sorted(kept - recorded):
        yield f"decision {hash} ({outcome}) of case {of}: the record does not tell of it"
    for of, hash, outcome in sorted(recorded - kept, key=str):
        yield f"decision {hash} ({outcome}) of case {of}: gone, though the record tells of it"


def _tree_problems() -> Iterator[str]:
    """Grow the tree again from its leaves, and hold every stored node and checkpoint against it."""
    stored = {(node.level, node.index): bytes(node.hash) for node in Node.objects.iterator(chunk_size=CHUNK)}
    checkpoints = {one.size: one for one in Checkpoint.objects.all()}
    frontier = merkle.Frontier()
    for leaf in Leaf.objects.order_by("index").iterator(chunk_size=CHUNK):
        if leaf.index != frontier.size:
            yield f"leaf {frontier.size}: missing"
            return
        frontier, nodes = merkle.extend(frontier, [bytes(leaf.hash)])
        yield from (f"node {at}: altered" for at, hash in nodes.items() if at[0] and stored.get(at) != hash)
        if checkpoint := checkpoints.pop(frontier.size, None):
            yield from _checkpoint_problems(checkpoint, frontier.root)
    yield from (f"checkpoint of size {size}: the log is shorter" for size in checkpoints)


def _checkpoint_problems(checkpoint: Checkpoint, root: bytes) -> Iterator[str]:
    signer = city.current().signer
    try:
        signed = notes.read_checkpoint(checkpoint.note, signer.origin, signer.keys)
    except Refused as refused:
        yield f"checkpoint of size {checkpoint.size}: {refused.code}"
        return
    if (signed.size, signed.root) != (checkpoint.size, root):
        yield f"checkpoint of size {checkpoint.size}: it signs another tree than the leaves make"

"""The epochs of a log as whoever verifies it sees them: where each begins, and what it says was lost. Knows no store.

A restore begins one. Its first leaf names the last checkpoint published before, which the log may not lead to.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sportello.core import notes
from sportello.core.errors import Refused
from sportello.core.notes import Checkpoint

FIRST = 1
"""The number of the epoch that a log begins with."""


@dataclass(frozen=True)
class Begun:
    """A later epoch: the index of its first leaf, the checkpoint that it names, and between which instants deeds went.

    `last` is None when nothing had been published.
    """

    number: int
    start: int
    last: Checkpoint | None
    lost_from: str
    lost_until: str


def list_begun(
    found: Iterable[tuple[int, Any]], origin: str, keys: Sequence[Ed25519PublicKey], tell: Callable[[str], None]
) -> list[Begun]:
    """Read the later epochs of a log from the facts of what opened them, by leaf; `tell` gets what does not hold."""
    begun: list[Begun] = []
    for start, facts in sorted(found, key=lambda one: one[0]):
        try:
            one = _read(start, facts, origin, keys)
        except Refused as refused:
            tell(f"the epoch that leaf {start} opens: {refused.code}")
            continue
        if one.number <= (begun[-1].number if begun else FIRST):
            tell(f"epoch {one.number}: opened after a later one")
        begun.append(one)
    return begun


def find_number(begun: Sequence[Begun], size: int) -> int:
    """Find in which epoch a checkpoint of this size is signed: the newest whose first leaf is inside it."""
    return max((one.number for one in begun if one.start < size), default=FIRST)


def judge(
    begun: Sequence[Begun],
    held: Iterable[Checkpoint],
    roots: Mapping[int, bytes],
    problem: Callable[[str], None],
    tell: Callable[[str], None],
) -> None:
    """Hold checkpoints that someone got earlier, and those that epochs name, against the log's roots by size.

    `problem` gets what does not hold; `tell` which of those held the log does not lead to, and that it says why.
    """
    for one in begun:
        if one.last and (why := _misfit(begun, one.last, roots)):
            problem(f"epoch {one.number}: the checkpoint it names, of size {one.last.size}: {why}")
    for mine in held:
        name = f"the checkpoint you hold, of size {mine.size}"
        if why := _misfit(begun, mine, roots):
            problem(f"{name}: {why}")
        elif loss := _find_loss(begun, mine):
            lost = f"what was done from {loss.lost_from} until {loss.lost_until}"
            tell(f"{name}: a restore lost {lost}, as epoch {loss.number} says")


def _misfit(begun: Sequence[Begun], held: Checkpoint, roots: Mapping[int, bytes]) -> str:
    """Say why a checkpoint does not fit: neither does the log lead to it, nor does an epoch say that it was lost."""
    if find_number(begun, held.size) != held.epoch:
        lost = _find_loss(begun, held)
        return "" if lost else f"signed in epoch {held.epoch}, and no epoch after it says that it was lost"
    if held.size not in roots:
        return "the log is shorter"
    return "" if roots[held.size] == held.root else "the log does not grow from it"


def _find_loss(begun: Sequence[Begun], held: Checkpoint) -> Begun | None:
    """Find the epoch after a checkpoint that the log does not lead to, if it names this one or one published later."""
    if find_number(begun, held.size) == held.epoch:
        return None
    after = next((one for one in begun if one.number > held.epoch), None)
    if after is None or after.last is None:
        return None
    is_later = (after.last.epoch, after.last.size) > (held.epoch, held.size)
    return after if is_later or after.last.root == held.root else None


def _read(start: int, facts: Any, origin: str, keys: Sequence[Ed25519PublicKey]) -> Begun:
    """Read one. Refused as `notes.read_checkpoint` says, `note.malformed` also for facts of another form."""
    match facts:
        case {"epoch": int(number), "checkpoint": str(note), "lost_from": str(since), "lost_until": str(until)}:
            return Begun(number, start, notes.read_checkpoint(note, origin, keys) if note else None, since, until)
        case _:
            raise Refused("note.malformed", name=origin)

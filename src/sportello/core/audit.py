"""Growing the record's tree again, batch by batch, to hold nodes and signed roots against it. Knows no store.

What does not hold is told where it is and nowhere else: above an altered leaf the tree goes on from what is stored.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sportello.core import merkle, notes
from sportello.core.errors import Refused
from sportello.core.merkle import Address, Frontier


@dataclass(frozen=True)
class Grown:
    """The tree after a batch: its frontier, and the hashes that tell its root at any size within the batch."""

    frontier: Frontier = field(default_factory=Frontier)
    made: Mapping[Address, bytes] = field(default_factory=dict)
    nodes: Mapping[Address, bytes] = field(default_factory=dict)

    def root(self, size: int) -> bytes:
        """Give the root of the first `size` leaves; KeyError for a size before the batch."""
        return merkle.read_frontier(size, lambda level, index: self.nodes[level, index]).root


def grow(before: Frontier, leaves: Sequence[bytes]) -> Grown:
    """Grow the tree by a batch of leaf hashes."""
    after, made = merkle.extend(before, leaves)
    return Grown(after, {at: hash for at, hash in made.items() if at[0]}, {**merkle.list_roots(before), **made})


def hold(grown: Grown, stored: Mapping[Address, bytes]) -> tuple[Grown, list[str]]:
    """Hold stored nodes against those the batch made; give the tree as it is stored, and what does not hold."""
    if stored == grown.made:
        return grown, []
    nodes, problems = dict(grown.nodes), []
    for level, index in grown.made:  # children were made before their parents
        due = merkle.node_hash(nodes[level - 1, 2 * index], nodes[level - 1, 2 * index + 1])
        kept = stored.get((level, index))
        nodes[level, index] = due if kept is None else kept
        if kept != due:
            problems.append(f"node {(level, index)}: {'missing' if kept is None else 'altered, or one below it is'}")
    size = grown.frontier.size
    frontier = merkle.read_frontier(size, lambda level, index: nodes[level, index])
    return Grown(frontier, grown.made, nodes), problems


def check_note(note: str, due: notes.Checkpoint, keys: Sequence[Ed25519PublicKey]) -> Iterator[str]:
    """Check that a note signs what is due: the tree of this size and root, in its epoch; say what does not hold."""
    try:
        signed = notes.read_checkpoint(note, due.origin, keys)
    except Refused as refused:
        yield f"checkpoint of size {due.size}: {refused.code}"
        return
    if (signed.size, signed.root) != (due.size, due.root):
        yield f"checkpoint of size {due.size}: it signs another tree than the leaves make"
    if signed.epoch != due.epoch:
        yield f"checkpoint of size {due.size}: signed in epoch {signed.epoch}, which is not its own ({due.epoch})"

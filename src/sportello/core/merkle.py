"""A Merkle tree that only grows, and its proofs (RFC 6962; RFC 9162, 2.1). Knows no event and no store.

A node is addressed by (level, index): level 0 holds leaf hashes, node (l, i) covers leaves i·2ˡ to (i+1)·2ˡ.
Only nodes whose leaves are all there are stored; they never change.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sportello.core.errors import Refused

HASH_BYTES = 32
EMPTY_ROOT = sha256().digest()

Address = tuple[int, int]
ReadNode = Callable[[int, int], bytes]
"""Gives the stored hash at (level, index)."""


@dataclass(frozen=True)
class Frontier:
    """What a tree needs in order to grow: its size, and the roots of its complete subtrees, largest first."""

    size: int = 0
    roots: tuple[bytes, ...] = ()

    @property
    def root(self) -> bytes:
        """Give the root of the tree (32 bytes)."""
        return _fold(self.roots) if self.roots else EMPTY_ROOT


def leaf_hash(content: bytes) -> bytes:
    """Hash a leaf's content: SHA-256(0x00 ‖ content)."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Hash two subtrees into one: SHA-256(0x01 ‖ left ‖ right)."""
    return sha256(b"\x01" + left + right).digest()


def extend(frontier: Frontier, leaves: Iterable[bytes]) -> tuple[Frontier, dict[Address, bytes]]:
    """Append leaf hashes; give the new frontier and every node that became complete, leaves included."""
    size, roots = frontier.size, list(frontier.roots)
    nodes: dict[Address, bytes] = {}
    for leaf in leaves:
        level, index, node = 0, size, leaf
        nodes[0, index] = node
        while index & 1:
            level, index, node = level + 1, index >> 1, node_hash(roots.pop(), node)
            nodes[level, index] = node
        roots.append(node)
        size += 1
    return Frontier(size, tuple(roots)), nodes


def read_frontier(size: int, read_node: ReadNode) -> Frontier:
    """Read the frontier of the tree's first `size` leaves from stored nodes."""
    return Frontier(size, tuple(read_node(*address) for address in _complete(0, size)))


def list_roots(frontier: Frontier) -> dict[Address, bytes]:
    """List the roots of a frontier by their addresses."""
    return dict(zip(_complete(0, frontier.size), frontier.roots, strict=True))


def prove_inclusion(index: int, size: int, read_node: ReadNode) -> list[bytes]:
    """Prove that a leaf is among `size` leaves: hashes, nearest first. Refused `record.no_such_leaf`."""
    if not 0 <= index < size:
        raise Refused("record.no_such_leaf", index=index, size=size)
    start, end, path = 0, size, []
    while end - start > 1:
        split = _split(start, end)
        if index < split:
            path.append(_root(split, end, read_node))
            end = split
        else:
            path.append(_root(start, split, read_node))
            start = split
    return path[::-1]


def prove_each(leaves: Sequence[bytes]) -> tuple[bytes, list[list[bytes]]]:
    """Give the root of the tree of these leaf hashes, at least one, and for each its proof, as `prove_inclusion` does.

    Levels are paired from the left and what is left over goes up as it is, which gives the tree of the RFC.
    """
    paths: list[list[bytes]] = [[] for _ in leaves]
    nodes, level = list(leaves), 0
    while len(nodes) > 1:
        for index, path in enumerate(paths):
            beside = index >> level ^ 1
            if beside < len(nodes):
                path.append(nodes[beside])
        left_over = nodes[len(nodes) & ~1 :]
        nodes = [*map(node_hash, nodes[0::2], nodes[1::2]), *left_over]
        level += 1
    return nodes[0], paths


def prove_consistency(old: int, new: int, read_node: ReadNode) -> list[bytes]:
    """Prove that the tree of `new` leaves begins with the tree of `old`. Refused `record.no_such_size`.

    The proof is empty for an old size of 0 or of `new`.
    """
    if not 0 <= old <= new:
        raise Refused("record.no_such_size", old=old, new=new)
    if old == 0:
        return []
    start, end, path = 0, new, []
    while end != old:
        split = _split(start, end)
        if old <= split:
            path.append(_root(split, end, read_node))
            end = split
        else:
            path.append(_root(start, split, read_node))
            start = split
    if start:
        path.append(_root(start, end, read_node))
    return path[::-1]


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> None:
    """Check that the leaf hash is at `index` of the tree with this root; Refused `record.not_included`.

    RFC 9162, 2.1.3.2.
    """
    refused = Refused("record.not_included", index=index, size=size)
    if not 0 <= index < size:
        raise refused
    at, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise refused
        if at & 1 or at == last:
            node = node_hash(sibling, node)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        at, last = at >> 1, last >> 1
    if last != 0 or node != root:
        raise refused


def check_consistency(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes) -> None:
    """Check that the newer tree begins with the older one; Refused `record.inconsistent`.

    RFC 9162, 2.1.4.2; an old size of 0 or of `new` takes an empty proof.
    """
    refused = Refused("record.inconsistent", old=old, new=new)
    if not 0 <= old <= new:
        raise refused
    if old in (0, new):
        expected = new_root if old else EMPTY_ROOT
        if proof or old_root != expected or (new == 0 and new_root != EMPTY_ROOT):
            raise refused
        return
    if _climb(old, new, proof, old_root) != (old_root, new_root):
        raise refused


def _climb(old: int, new: int, proof: Sequence[bytes], old_root: bytes) -> tuple[bytes, bytes] | None:
    """Compute the roots of both trees from a consistency proof; None when it is too short or too long."""
    path = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not path:
        return None
    at, last = old - 1, new - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    older = newer = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None
        if at & 1 or at == last:
            older, newer = node_hash(sibling, older), node_hash(sibling, newer)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            newer = node_hash(newer, sibling)
        at, last = at >> 1, last >> 1
    return (older, newer) if last == 0 else None


def _split(start: int, end: int) -> int:
    """Give where the RFC splits these leaves: after the largest power of two smaller than their number."""
    return start + (1 << (end - start - 1).bit_length() - 1)


def _complete(start: int, end: int) -> list[Address]:
    """List the subtrees over these leaves, largest first; they are aligned, as `start` is a split."""
    addresses = []
    for level in range((end - start).bit_length() - 1, -1, -1):
        if (end - start) >> level & 1:
            addresses.append((level, start >> level))
            start += 1 << level
    return addresses


def _root(start: int, end: int, read_node: ReadNode) -> bytes:
    return _fold([read_node(*address) for address in _complete(start, end)])


def _fold(roots: Sequence[bytes]) -> bytes:
    """Hash subtrees of falling size into one root, from the right."""
    node = roots[-1]
    for left in roots[-2::-1]:
        node = node_hash(left, node)
    return node

"""Vectors: the test data of Certificate Transparency (RFC 6962's reference implementation, eight leaves)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.core import merkle
from sportello.core.errors import Refused

CONTENTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    bytes.fromhex(text)
    for text in (
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    )
]
L0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"
L1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
L4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
L6 = "b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f"
N01 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"
N23 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
N45 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"
N67 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
N03 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"
N47 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"

INCLUSIONS = [
    (0, 8, [L1, N23, N47]),
    (5, 8, [L4, N67, N03]),
    (2, 3, [N01]),
    (1, 5, [L0, N23, L4]),
]
CONSISTENCIES = [
    (1, 1, []),
    (1, 8, [L1, N23, N47]),
    (6, 8, [N45, N67, N03]),
    (2, 5, [N23, L4]),
    (6, 7, [N45, L6, N03]),
]
SIZES = st.integers(1, 70)


def leaves(count: int) -> list[bytes]:
    return [merkle.leaf_hash(str(number).encode()) for number in range(count)]


def grown(hashes: list[bytes]) -> tuple[merkle.Frontier, dict[merkle.Address, bytes]]:
    return merkle.extend(merkle.Frontier(), hashes)


def reader(nodes: dict[merkle.Address, bytes]) -> merkle.ReadNode:
    return lambda level, index: nodes[level, index]


def naive_root(hashes: list[bytes]) -> bytes:
    """MTH of RFC 9162, 2.1.1, as it stands there."""
    if not hashes:
        return merkle.EMPTY_ROOT
    if len(hashes) == 1:
        return hashes[0]
    k = split(len(hashes))
    return merkle.node_hash(naive_root(hashes[:k]), naive_root(hashes[k:]))


def naive_path(m: int, hashes: list[bytes]) -> list[bytes]:
    """PATH of RFC 9162, 2.1.3.1."""
    if len(hashes) == 1:
        return []
    k = split(len(hashes))
    if m < k:
        return [*naive_path(m, hashes[:k]), naive_root(hashes[k:])]
    return [*naive_path(m - k, hashes[k:]), naive_root(hashes[:k])]


def naive_subproof(m: int, hashes: list[bytes], whole: bool) -> list[bytes]:
    """SUBPROOF of RFC 9162, 2.1.4.1."""
    if m == len(hashes):
        return [] if whole else [naive_root(hashes)]
    k = split(len(hashes))
    if m <= k:
        return [*naive_subproof(m, hashes[:k], whole), naive_root(hashes[k:])]
    return [*naive_subproof(m - k, hashes[k:], False), naive_root(hashes[:k])]


def split(n: int) -> int:
    k = 1
    while 2 * k < n:
        k *= 2
    return k


def test_the_roots_of_the_reference_vectors_come_out():
    hashes = [merkle.leaf_hash(content) for content in CONTENTS]
    assert merkle.Frontier().root.hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert [grown(hashes[:size])[0].root for size in range(1, 9)] == ROOTS


@pytest.mark.parametrize(("index", "size", "proof"), INCLUSIONS)
def test_the_inclusion_proofs_of_the_reference_vectors_come_out(index, size, proof):
    hashes = [merkle.leaf_hash(content) for content in CONTENTS]
    made = merkle.prove_inclusion(index, size, reader(grown(hashes)[1]))
    assert [one.hex() for one in made] == proof
    merkle.check_inclusion(hashes[index], index, size, made, ROOTS[size - 1])


@given(SIZES)
def test_all_proofs_made_at_once_are_those_of_the_rfc(size):
    hashes = leaves(size)
    assert merkle.prove_each(hashes) == (naive_root(hashes), [naive_path(index, hashes) for index in range(size)])


@pytest.mark.parametrize(("old", "new", "proof"), CONSISTENCIES)
def test_the_consistency_proofs_of_the_reference_vectors_come_out(old, new, proof):
    hashes = [merkle.leaf_hash(content) for content in CONTENTS]
    made = merkle.prove_consistency(old, new, reader(grown(hashes)[1]))
    assert [one.hex() for one in made] == proof
    merkle.check_consistency(old, new, made, ROOTS[old - 1], ROOTS[new - 1])


@given(st.lists(st.integers(0, 20), max_size=6))
def test_growing_in_pieces_gives_the_naive_root(pieces):
    hashes, frontier, done = leaves(sum(pieces)), merkle.Frontier(), 0
    for piece in pieces:
        frontier, _ = merkle.extend(frontier, hashes[done : done + piece])
        done += piece
        assert frontier.root == naive_root(hashes[:done])


@given(SIZES, st.data())
def test_proofs_equal_the_naive_ones_and_hold(new, data):
    index, old = data.draw(st.integers(0, new - 1)), data.draw(st.integers(1, new))
    hashes = leaves(new)
    read = reader(grown(leaves(new + 9))[1])
    inclusion, consistency = (
        merkle.prove_inclusion(index, new, read),
        merkle.prove_consistency(old, new, read),
    )
    assert inclusion == naive_path(index, hashes)
    assert consistency == naive_subproof(old, hashes, True)
    merkle.check_inclusion(hashes[index], index, new, inclusion, naive_root(hashes))
    merkle.check_consistency(old, new, consistency, naive_root(hashes[:old]), naive_root(hashes))


@given(SIZES)
def test_a_frontier_read_from_stored_nodes_grows_on(size):
    frontier = merkle.read_frontier(size, reader(grown(leaves(size + 5))[1]))
    assert frontier == grown(leaves(size))[0]


def corrupted(proof: list[bytes]) -> list[list[bytes]]:
    """Spoil a proof in every way: each hash changed, left out or doubled, rubbish before and after."""
    rubbish = merkle.leaf_hash(b"rubbish")
    spoilt = [
        [rubbish, *proof],
        [*proof, rubbish],
        [*proof, b""],
        proof[::-1] if len(set(proof)) > 1 else [rubbish],
    ]
    for at, one in enumerate(proof):
        before, after = proof[:at], proof[at + 1 :]
        changed = bytes([one[0] ^ 8]) + one[1:]
        spoilt += [[*before, changed, *after], [*before, *after], [*before, one, one, *after]]
    return [one for one in spoilt if one != proof]


@given(SIZES, st.data())
def test_no_spoilt_inclusion_proof_holds(size, data):
    index = data.draw(st.integers(0, size - 1))
    hashes = leaves(size)
    root, proof = naive_root(hashes), naive_path(index, hashes)
    wrong = [(hashes[index], index, size, spoilt, root) for spoilt in corrupted(proof)]
    wrong += [(hashes[index], other, size, proof, root) for other in (index - 1, index + 1, index ^ 2, size)]
    wrong += [(hashes[index], index, 2 * size, proof, root), (b"", index, size, proof, root)]
    wrong += [(hashes[index], index, 0, proof, root), (hashes[index], index, size, proof, merkle.EMPTY_ROOT)]
    for attempt in wrong:
        with pytest.raises(Refused, match=r"record\.not_included"):
            merkle.check_inclusion(*attempt)


@given(st.integers(2, 70), st.data())
def test_no_spoilt_consistency_proof_holds(new, data):
    old = data.draw(st.integers(1, new - 1))
    hashes = leaves(new)
    before, after = naive_root(hashes[:old]), naive_root(hashes)
    proof = naive_subproof(old, hashes, True)
    wrong = [(old, new, spoilt, before, after) for spoilt in corrupted(proof)]
    wrong += [
        (old, new, proof, after, before),
        (old, new, [], before, after),
        (new, old, proof, before, after),
    ]
    wrong += [(old, new, proof, merkle.EMPTY_ROOT, after), (old, new, proof, before, merkle.EMPTY_ROOT)]
    wrong += [
        (0, new, proof, before, after),
        (old, 2 * new, proof, before, after),
        (old, old, [], before, after),
    ]
    for attempt in wrong:
        with pytest.raises(Refused, match=r"record\.inconsistent"):
            merkle.check_consistency(*attempt)


def test_the_empty_tree_begins_every_tree_and_only_with_its_own_root():
    root = naive_root(leaves(3))
    merkle.check_consistency(0, 3, [], merkle.EMPTY_ROOT, root)
    merkle.check_consistency(0, 0, [], merkle.EMPTY_ROOT, merkle.EMPTY_ROOT)
    for wrong in [
        (0, 3, [], root, root),
        (0, 0, [], merkle.EMPTY_ROOT, root),
        (0, 3, [root], merkle.EMPTY_ROOT, root),
    ]:
        with pytest.raises(Refused, match=r"record\.inconsistent"):
            merkle.check_consistency(*wrong)


def test_a_proof_for_a_leaf_or_a_size_that_is_not_there_is_refused():
    read = reader(grown(leaves(4))[1])
    for index in (-1, 4):
        with pytest.raises(Refused, match=r"record\.no_such_leaf"):
            merkle.prove_inclusion(index, 4, read)
    with pytest.raises(Refused, match=r"record\.no_such_size"):
        merkle.prove_consistency(5, 4, read)

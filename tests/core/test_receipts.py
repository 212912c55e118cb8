from base64 import b64encode
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.core import notes, receipts
from sportello.core.errors import Refused

SIGNER = notes.make_signer("city.example/record", [bytes(32)])
OTHER = notes.make_signer("city.example/record", [bytes([1] * 32)])
LEAF = bytes(range(32))
NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)
TEXT = receipts.make(LEAF, NOON, SIGNER)
LEAVES = [bytes([number]) * 32 for number in range(5)]
TOGETHER = receipts.make_each([(leaf, NOON) for leaf in LEAVES], SIGNER)


def is_forged(text: str, origin: str = SIGNER.origin, keys=SIGNER.keys) -> bool:
    with pytest.raises(Refused) as refused:
        receipts.read(text, origin, keys)
    return refused.value.code == "receipt.forged"


def test_a_promise_is_legible():
    assert TEXT.splitlines()[:4] == [
        "city.example/record/promise",
        "leaf AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "received 2026-07-01T12:00:00.000000Z",
        "sealed by 2026-07-01T12:01:00.000000Z",
    ]


@given(st.binary(min_size=32, max_size=32), st.datetimes(datetime(2000, 1, 1), timezones=st.just(UTC)))
def test_a_promise_reads_as_it_was_made(leaf, at):
    if at.year < 9999:
        read = receipts.read(receipts.make(leaf, at, SIGNER), SIGNER.origin, SIGNER.keys)
        assert read == receipts.Promise(leaf, at, at + timedelta(seconds=60))


def test_a_promise_survives_mail_and_forms():
    mangled = "\r\n\r\n" + TEXT.replace("\n", "  \r\n") + "\r\n"
    assert receipts.read(mangled, SIGNER.origin, SIGNER.keys).leaf == LEAF


@pytest.mark.parametrize("text", [TEXT, TOGETHER[0], TOGETHER[4]])
@given(st.integers(0, 10**6), st.characters(min_codepoint=33, exclude_categories=["Cs", "Z"]))
def test_a_promise_with_any_character_changed_is_forged(text, at, character):
    at %= text.rindex(" ")  # the last characters of a signature hold a few bits that mean nothing
    if character != text[at] and not text[at].isspace():
        assert is_forged(text[:at] + character + text[at + 1 :])


@given(
    st.lists(
        st.tuples(st.binary(min_size=32, max_size=32), st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1))),
        min_size=1,
        max_size=40,
    )
)
def test_promises_made_at_once_read_as_if_each_had_been_signed_alone(deeds):
    deeds = [(leaf, at.replace(tzinfo=UTC)) for leaf, at in deeds]
    for (leaf, at), text in zip(deeds, receipts.make_each(deeds, SIGNER), strict=True):
        mangled = "\n" + text.replace("\n", " \r\n")
        alone = receipts.read(receipts.make(leaf, at, SIGNER), SIGNER.origin, SIGNER.keys)
        assert receipts.read(mangled, SIGNER.origin, SIGNER.keys) == alone == receipts.Promise(leaf, at, alone.seal_by)


def test_one_of_several_promises_is_checked_with_a_hash_function_alone():
    """As an outsider does, by what docs/proof.md says."""
    text, path, said, _ = TOGETHER[4].split("\n\n")
    left = [sha256(b"\0" + one.split("\n\n")[0].encode() + b"\n").digest() for one in TOGETHER[:4]]
    pairs = [sha256(b"\1" + left[0] + left[1]).digest(), sha256(b"\1" + left[2] + left[3]).digest()]
    beside = sha256(b"\1" + pairs[0] + pairs[1]).digest()
    root = sha256(b"\1" + beside + sha256(b"\0" + text.encode() + b"\n").digest()).digest()
    assert path.splitlines() == ["place 4 of 5", b64encode(beside).decode()]
    assert said.splitlines() == ["city.example/record/promise", "promises 5", f"root {b64encode(root).decode()}"]
    assert text.splitlines()[0] == TEXT.splitlines()[0]


def test_a_promise_alone_is_the_same_note_as_ever():
    assert receipts.make_each([(LEAF, NOON)], SIGNER) == [TEXT] and "place" not in TEXT


def test_a_promise_cannot_be_put_into_the_tree_of_others():
    text, *rest = TOGETHER[0].split("\n\n")
    assert is_forged("\n\n".join([TEXT.split("\n\n")[0], *rest]))
    assert is_forged("\n\n".join([text, TOGETHER[1].split("\n\n")[1], *rest[1:]]))
    assert is_forged("\n\n".join(rest[1:]))  # what was signed is a tree, and promises nothing by itself
    assert is_forged("\n\n".join([text, *TEXT.split("\n\n")[1:]]))
    assert is_forged("\n\n".join([text, rest[0], TEXT]))


@pytest.mark.parametrize("text", ["", "\n\n", "hello", TEXT[:100], TEXT.replace("12:01", "12:00")])
def test_what_is_no_promise_is_forged(text):
    assert is_forged(text)


def test_a_promise_of_another_city_or_key_is_forged():
    assert is_forged(TEXT, origin="town.example/record")
    assert is_forged(receipts.make(LEAF, NOON, OTHER))


def test_a_checkpoint_does_not_pass_for_a_promise_nor_a_promise_for_a_checkpoint():
    point = notes.sign_checkpoint(notes.Checkpoint(SIGNER.origin, 1, 7, LEAF), SIGNER)
    assert is_forged(point)
    with pytest.raises(Refused, match=r"note\.unsigned"):
        notes.read_checkpoint(TEXT, SIGNER.origin, SIGNER.keys)


def test_another_note_under_the_name_of_promises_is_no_promise():
    name = f"{SIGNER.origin}/promise"
    assert is_forged(notes.sign(f"{name}\nleaf x\n", name, SIGNER.key))
    assert is_forged(notes.sign(f"{name}\nleaf !\nreceived today\nsealed by soon\n", name, SIGNER.key))

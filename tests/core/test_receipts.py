from datetime import UTC, datetime, timedelta

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


@given(st.integers(0, len(TEXT) - 1), st.characters(min_codepoint=33, exclude_categories=["Cs", "Z"]))
def test_a_promise_with_any_character_changed_is_forged(at, character):
    if character != TEXT[at] and not TEXT[at].isspace():
        assert is_forged(TEXT[:at] + character + TEXT[at + 1 :])


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

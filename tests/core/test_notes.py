"""The key and the note of PeterNeumann are the known answers of Go's golang.org/x/mod/sumdb/note."""

from base64 import b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from sportello.core import notes
from sportello.core.errors import Refused

VKEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
SEED = b64decode("AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz")[1:]
TEXT = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
NOTE = (
    f"{TEXT}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdng"
    "otpRZb6KE6RyyBwJnAM=\n"
)
STRANGER = "— other.example/witness " + "AAAA" * 24 + "\n"
SIGNER = notes.make_signer("city.example/record", [bytes(32)])
POINT = notes.Checkpoint("city.example/record", 2, 20_852_163, bytes(range(32)))


def refusal(note: str, name: str = "PeterNeumann", keys=None) -> str:
    with pytest.raises(Refused) as refused:
        notes.read(note, name, [notes.read_key(VKEY)[1]] if keys is None else keys)
    return refused.value.code


def test_a_note_signed_by_another_implementation_is_read():
    name, key = notes.read_key(VKEY)
    assert notes.read(NOTE, name, [key]) == TEXT


def test_signing_gives_the_note_of_another_implementation():
    assert notes.sign(TEXT, "PeterNeumann", Ed25519PrivateKey.from_private_bytes(SEED)) == NOTE


def test_a_public_key_is_written_as_others_read_it():
    assert notes.render_key(*notes.read_key(VKEY)) == VKEY


@pytest.mark.parametrize(
    "text",
    [
        "",
        "PeterNeumann",
        VKEY[:-4],
        VKEY.replace("c74f20a3", "c74f20a4"),
        VKEY.replace("+AR", "+BR"),
        "+" + VKEY,
    ],
)
def test_a_damaged_public_key_is_refused(text):
    with pytest.raises(Refused, match=r"note\.key"):
        notes.read_key(text)


def test_signatures_of_unknown_keys_are_ignored():
    assert notes.read(NOTE + STRANGER, "PeterNeumann", [notes.read_key(VKEY)[1]]) == TEXT
    assert refusal(f"{TEXT}\n{STRANGER}") == "note.unsigned"
    assert refusal(NOTE, "SomebodyElse") == "note.unsigned"
    assert refusal(NOTE, keys=SIGNER.keys) == "note.unsigned"


@given(st.integers(0, len(TEXT) - 2), st.characters(min_codepoint=32, exclude_categories=["Cs"]))
def test_a_changed_text_is_forged(at, character):
    changed = TEXT[:at] + character + TEXT[at + 1 :]
    if changed != TEXT:
        assert refusal(NOTE.replace(TEXT, changed)) == "note.forged"


def test_one_bad_signature_of_a_known_key_spoils_a_note_with_a_good_one():
    bad = NOTE.rpartition("\n\n")[2].replace("x08go/ZJ", "x08go/ZK")
    assert refusal(NOTE + bad) == "note.forged"


@pytest.mark.parametrize(
    "note",
    [
        "",
        "\n",
        TEXT,
        f"{TEXT}\n",
        NOTE.removesuffix("\n"),
        f"{NOTE}\n",
        NOTE.replace("\n", "\r\n"),
        NOTE.replace("— ", "- "),
        NOTE.replace("x08go/", "x08go!"),
        NOTE.replace("BwJnAM=", "BwJnAM"),
        f"{TEXT}\n— PeterNeumann AAAA\n",
        NOTE + STRANGER * notes.MOST_SIGNATURES,
    ],
)
def test_a_malformed_note_is_refused(note):
    assert refusal(note) == "note.malformed"


@pytest.mark.parametrize("text", ["no newline", "tab\there\n", ""])
def test_a_text_that_no_note_can_hold_is_not_signed(text):
    with pytest.raises(ValueError, match="newline"):
        notes.sign(text, "name", SIGNER.key)


@pytest.mark.parametrize("origin", ["", "with space", "with+plus"])
def test_an_origin_that_no_key_can_be_named_by_is_an_error(origin):
    with pytest.raises(ValueError, match="origin"):
        notes.make_signer(origin, [bytes(32)])


def test_a_checkpoint_has_the_lines_of_the_standard():
    lines = notes.sign_checkpoint(POINT, SIGNER).split("\n")
    assert lines[:4] == [
        "city.example/record/2",
        "20852163",
        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
        "",
    ]
    assert lines[4].startswith("— city.example/record/2 ")


@given(
    st.integers(1, 10**6),
    st.integers(0, 2**63),
    st.binary(min_size=32, max_size=32),
    st.lists(st.just("x y")),
)
def test_a_checkpoint_reads_as_it_was_signed(epoch, size, root, extensions):
    point = notes.Checkpoint("city.example/record", epoch, size, root, tuple(extensions))
    assert notes.read_checkpoint(notes.sign_checkpoint(point, SIGNER), point.origin, SIGNER.keys) == point


def test_a_checkpoint_of_another_origin_or_key_is_refused():
    note, other = (
        notes.sign_checkpoint(POINT, SIGNER),
        notes.make_signer("city.example/record", [bytes([1] * 32)]),
    )
    for origin, keys in [
        ("city.example", SIGNER.keys),
        ("town.example/record", SIGNER.keys),
        (POINT.origin, other.keys),
    ]:
        with pytest.raises(Refused, match=r"note\.unsigned"):
            notes.read_checkpoint(note, origin, keys)


@pytest.mark.parametrize(
    "body", ["", "7\n", "07\nAA==\n", f"7\n{'A' * 44}\n", "-1\n" + "A" * 43 + "=\n", "7\nAAAA\n\nx\n"]
)
def test_a_signed_note_that_is_no_checkpoint_is_malformed(body):
    note = notes.sign(f"city.example/record/1\n{body}", "city.example/record/1", SIGNER.key)
    with pytest.raises(Refused, match=r"note\.malformed"):
        notes.read_checkpoint(note, "city.example/record", SIGNER.keys)


def test_what_an_earlier_key_signed_stays_good():
    note = notes.sign_checkpoint(POINT, SIGNER)
    rotated = notes.make_signer("city.example/record", [bytes([1] * 32), bytes(32)])
    assert notes.read_checkpoint(note, rotated.origin, rotated.keys) == POINT
    assert notes.sign_checkpoint(POINT, rotated) != note


def test_a_signer_does_not_show_its_key():
    assert "key=" not in repr(SIGNER)

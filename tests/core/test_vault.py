import hmac
import random as chance
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.core import vault
from sportello.core.errors import Refused

CASE, OTHER_CASE, PARTY = UUID(int=1), UUID(int=2), UUID(int=3)
OLD, NEW = bytes(range(32)), bytes(range(32, 64))
random = chance.Random(7).randbytes
KEY = vault.new_key(random)
HERE = vault.make_vault({"2025": OLD})
ROTATING = vault.make_vault({"2026": NEW, "2025": OLD})
ROTATED = vault.make_vault({"2026": NEW})


def code(deed, *arguments) -> str:
    with pytest.raises(Refused) as refused:
        deed(*arguments)
    return refused.value.code


@given(st.binary(max_size=2000), st.uuids(), st.text(st.characters(exclude_categories=["Cs"])))
def test_what_is_sealed_opens_for_its_owner_and_purpose(plain, owner, purpose):
    assert KEY.open(KEY.seal(plain, owner, purpose, random), owner, purpose) == plain


def test_a_sealed_text_opens_for_no_other_owner_purpose_or_key():
    sealed = KEY.seal(b"1200", CASE, "answers", random)
    assert code(KEY.open, sealed, OTHER_CASE, "answers") == "vault.altered"
    assert code(KEY.open, sealed, CASE, "reply") == "vault.altered"
    assert code(vault.new_key(random).open, sealed, CASE, "answers") == "vault.wrong_key"


@given(st.integers(0, 8 * 40 - 1))
def test_no_bit_of_a_sealed_text_can_be_changed(bit):
    sealed = KEY.seal(b"1200 EUR", CASE, "answers", random)
    altered = (int.from_bytes(sealed, "big") ^ 1 << bit).to_bytes(len(sealed), "big")
    assert code(KEY.open, altered, CASE, "answers") in {"vault.altered", "vault.malformed", "vault.wrong_key"}


def test_a_shortened_text_is_refused_at_every_length():
    sealed, wrapped = KEY.seal(b"1200 EUR", CASE, "answers", random), HERE.wrap(KEY, CASE, PARTY, random)
    for length in range(len(sealed)):
        assert code(KEY.open, sealed[:length], CASE, "answers") in {"vault.altered", "vault.malformed"}
    for length in range(len(wrapped)):
        assert code(HERE.unwrap, wrapped[:length], CASE, PARTY) in {"vault.altered", "vault.malformed"}


def test_the_same_text_is_never_sealed_alike():
    assert KEY.seal(b"yes", CASE, "answers", random) != KEY.seal(b"yes", CASE, "answers", random)


@given(st.uuids(), st.none() | st.uuids())
def test_a_wrapped_key_comes_back_for_its_owner_and_party(owner, party):
    assert HERE.unwrap(HERE.wrap(KEY, owner, party, random), owner, party) == KEY


def test_a_wrapped_key_comes_back_for_no_other_owner_or_party():
    wrapped = HERE.wrap(KEY, CASE, PARTY, random)
    assert code(HERE.unwrap, wrapped, OTHER_CASE, PARTY) == "vault.altered"
    assert code(HERE.unwrap, wrapped, CASE, None) == "vault.altered"
    assert code(HERE.unwrap, wrapped, CASE, UUID(int=4)) == "vault.altered"


def test_a_key_of_another_vault_with_the_same_id_opens_nothing():
    stolen = HERE.wrap(KEY, CASE, PARTY, random)
    assert code(vault.make_vault({"2025": NEW}).unwrap, stolen, CASE, PARTY) == "vault.altered"


def test_while_rotating_old_wrappings_open_and_new_ones_are_made_with_the_new_key():
    old, new = HERE.wrap(KEY, CASE, PARTY, random), ROTATING.wrap(KEY, CASE, PARTY, random)
    assert ROTATING.unwrap(old, CASE, PARTY) == ROTATING.unwrap(new, CASE, PARTY) == KEY
    assert (vault.key_id(old), vault.key_id(new)) == ("2025", "2026")


def test_a_forgotten_master_key_is_named_in_the_refusal():
    with pytest.raises(Refused) as refused:
        ROTATED.unwrap(HERE.wrap(KEY, CASE, PARTY, random), CASE, PARTY)
    assert (refused.value.code, refused.value.facts) == ("vault.unknown_key", {"key": "2025"})


@pytest.mark.parametrize("wrapped", [b"", b"\x01", b"\x02\x042025", b"\x01\x00", b"\x01\x09short", b"\x01\x02\xff\xff"])
def test_what_is_no_wrapped_key_is_refused(wrapped):
    assert code(vault.key_id, wrapped) == "vault.malformed"
    assert code(HERE.unwrap, wrapped, CASE, PARTY) == "vault.malformed"


@given(st.binary(max_size=64), st.binary(max_size=300))
def test_a_mac_is_that_of_the_library(key, given):
    assert vault.make_mac(key)(given) == hmac.digest(key, given, "sha256")


def test_wrapping_and_indexing_use_keys_that_differ_from_the_master_key_and_each_other():
    wrapped = HERE.wrap(KEY, CASE, PARTY, random)
    head = len(HERE.current.head)
    bound = CASE.bytes + PARTY.bytes
    assert HERE.current.wrapping.decrypt(wrapped[head : head + 12], wrapped[head + 12 :], bound) == KEY.id + KEY.secret
    for other in (OLD, HERE.current.indexing):
        with pytest.raises(vault.InvalidTag):
            vault.AESGCM(other).decrypt(wrapped[head : head + 12], wrapped[head + 12 :], bound)


def test_keys_of_the_environment_read_as_they_are_written():
    keys = {"2026": NEW, "2025": OLD}
    assert list(vault.read_keys(vault.render_keys(keys)).items()) == list(keys.items())
    assert vault.read_keys(f" {vault.render_keys({'2026': NEW})} ") == {"2026": NEW}


GOOD = vault.render_keys({"2025": OLD})


@pytest.mark.parametrize(
    ("text", "reason", "position"),
    [
        ("", "id", 1),
        ("2025", "key", 1),
        (GOOD[:-4], "key", 1),
        (GOOD + "!", "key", 1),
        (GOOD[4:], "id", 1),
        ("a b" + GOOD, "id", 1),
        (f"{GOOD},", "id", 2),
        (f"{GOOD},{GOOD}", "repeated", 2),
    ],
)
def test_a_mistake_in_the_keys_is_named_without_repeating_a_key(text, reason, position):
    with pytest.raises(Refused) as refused:
        vault.read_keys(text)
    assert refused.value.facts == {"reason": reason, "position": position}


@pytest.mark.parametrize("keys", [{}, {"": OLD}, {"2025": OLD[:31]}, {"k202": OLD, "k219": NEW}])
def test_keys_that_cannot_serve_make_no_vault(keys):
    assert code(vault.make_vault, keys) == "vault.keys"


def test_no_secret_shows_in_a_trace():
    for shown in (repr(KEY), repr(HERE)):
        assert KEY.secret.hex() not in shown
        assert "secret" not in shown
        assert "indexing" not in shown

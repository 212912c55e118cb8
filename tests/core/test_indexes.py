import hmac
import unicodedata
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.core import indexes, references, vault
from sportello.core.errors import Refused

OLD, NEW = bytes(range(32)), bytes(range(32, 64))
HERE = vault.make_vault({"2025": OLD})
ROTATING = vault.make_vault({"2026": NEW, "2025": OLD})
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


def code(normal, *arguments) -> str:
    with pytest.raises(Refused) as refused:
        normal(*arguments)
    return refused.value.code


def test_an_index_is_an_hmac_under_a_key_derived_for_indexing():
    """RFC 5869 (HKDF) by hand: extract with no salt, then one block of expansion."""
    extracted = hmac.digest(bytes(32), OLD, "sha256")
    indexing = hmac.digest(extracted, b"sportello/v1/index\x01", "sha256")
    expected = hmac.digest(indexing, b"email\x00ana@example.org", "sha256")[:16]
    assert indexes.make(HERE, "email", "ana@example.org") == sha256(b"2025").digest()[:2] + expected


@given(TEXTS, TEXTS)
def test_an_index_differs_by_kind_text_and_key(one, other):
    made = indexes.make(HERE, "name", one)
    assert (made == indexes.make(HERE, "name", other)) == (one == other)
    assert made != indexes.make(HERE, "phone", one)
    assert made[2:] != indexes.make(ROTATING, "name", one)[2:]


def test_kind_and_text_cannot_be_shifted_into_each_other():
    assert indexes.make(HERE, "name", "s ana") != indexes.make(HERE, "names", " ana")


def test_while_rotating_old_rows_are_found_and_new_ones_made_with_the_new_key():
    old, new = indexes.make(HERE, "iban", "X"), indexes.make(ROTATING, "iban", "X")
    assert indexes.search(ROTATING, "iban", "X") == (new, old)


@pytest.mark.parametrize(
    ("text", "region", "normal"),
    [
        ("02 6655-1234", "IT", "+390266551234"),
        ("+39 02 66551234", "US", "+390266551234"),
        ("0039 02 6655 1234", "IT", "+390266551234"),
        ("(214) 555-0100", "US", "+12145550100"),
        ("1.214.555.0100", "US", "+12145550100"),
    ],
)
def test_a_phone_number_has_one_form(text, region, normal):
    assert indexes.normal_phone(text, region) == normal


@pytest.mark.parametrize("text", ["", "12", "call me", "+999 1234567", "1" * 300])
def test_what_is_no_phone_number_is_refused(text):
    assert code(indexes.normal_phone, text, "IT") == "index.phone"


@pytest.mark.parametrize("text", ["Ana.Ruiz@Example.ORG", " ana.ruiz@example.org\n", "ana.ruiz＠example.org"])
def test_an_email_address_has_one_form(text):
    assert indexes.normal_email(text) == "ana.ruiz@example.org"


@pytest.mark.parametrize("text", ["", "ana", "@example.org", "ana@", "ana ruiz@example.org"])
def test_what_is_no_email_address_is_refused(text):
    assert code(indexes.normal_email, text) == "index.email"


@pytest.mark.parametrize(
    "names",
    [
        ("José García-Núñez", "garcia nunez, JOSE", "Jose\u0301 Garci\u0301a Nu\u0301n\u0303ez"),
        ("Niccolò D'Angelo", "d’angelo niccolo", "DANGELO Niccolo'"),
        ("Łukasz Żółć", "zolc lukasz"),
        ("Søren Ærø", "aero soren", "ÆRØ, SØREN"),
        ("Jürgen Groß", "GROSS JURGEN"),
        ("李 小龙", "小龙 李"),
        ("Ἀλέξανδρος", "αλεξανδροσ"),
    ],
)
def test_a_name_has_one_form_however_it_is_written(names):
    assert len({indexes.normal_name(name) for name in names}) == 1


def test_names_that_differ_stay_apart():
    names = ["Ana Ruiz", "Ana Ruiz Ruiz", "Ann Ruiz", "Anar Uiz", "Мария", "Марина"]
    assert len({indexes.normal_name(name) for name in names}) == len(names)


UNSEEN = ["\u00ad", "\u034f", "\u200b", "\u200d", "\u200b\u200c", "\u2060", "\u3164", "\ufe0f", "\ufeff", "\U000e0041"]


@pytest.mark.parametrize("unseen", UNSEEN)
def test_a_name_is_found_whatever_is_in_it_that_nobody_sees(unseen: str) -> None:
    assert indexes.normal_name(f"A{unseen}na Ru{unseen}iz{unseen}") == "ana ruiz"


def test_joiners_part_words_where_a_script_has_them() -> None:
    assert indexes.normal_name("علی\u200cرضا") == indexes.normal_name("علی رضا")


@given(TEXTS)
def test_folding_a_name_again_changes_nothing(text):
    try:
        once = indexes.normal_name(text)
    except Refused:
        return
    assert indexes.normal_name(once) == once
    assert indexes.normal_name(unicodedata.normalize("NFD", text)) == once


@pytest.mark.parametrize("text", ["", "  ", "-- '", "\u0301"])
def test_what_holds_no_letters_is_no_name_or_address(text):
    assert code(indexes.normal_name, text) == "index.name"
    assert code(indexes.normal_address, text) == "index.address"


def test_an_address_keeps_the_order_of_its_words():
    assert indexes.normal_address("Calle Río, 12 - 3º B") == indexes.normal_address("calle rio 12 3o b")
    assert indexes.normal_address("Main Street 12 3") != indexes.normal_address("Main Street 3 12")


def test_a_bank_account_has_one_form():
    assert indexes.normal_iban("it60 x054 2811 1010 0000 0123 456") == "IT60X0542811101000000123456"
    assert indexes.normal_iban("GB82WEST12345698765432") == "GB82WEST12345698765432"


@pytest.mark.parametrize("text", ["", "IT60", "IT61X0542811101000000123456", "IT60X0542811101000000123465", "٣٣" * 10])
def test_a_mistyped_bank_account_is_refused(text):
    assert code(indexes.normal_iban, text) == "index.iban"


def test_a_reference_has_one_form():
    made = references.new_reference(bytes(range(16)))
    assert indexes.normal_reference(made.lower().replace("-", " ")) == made

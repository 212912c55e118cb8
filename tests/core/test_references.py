import random as chance
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.core import references
from sportello.core.errors import Refused

SIXTEEN_BYTES = st.binary(min_size=16, max_size=16)


def is_read(text: str, read=references.read_reference) -> bool:
    try:
        return bool(read(text))
    except Refused:
        return False


def some_references(count: int) -> list[str]:
    source = chance.Random(1)
    return [references.new_reference(source.randbytes(16)).replace("-", "") for _ in range(count)]


@given(SIXTEEN_BYTES)
def test_a_new_reference_reads_as_itself(random):
    made = references.new_reference(random)
    assert references.read_reference(made) == made
    assert [len(part) for part in made.split("-")] == [3, 3, 3]


@given(SIXTEEN_BYTES)
def test_a_new_code_reads_as_itself(random):
    made = references.new_code(random)
    assert references.read_code(made) == made
    assert [len(part) for part in made.split("-")] == [4, 4, 4]


def test_every_single_wrong_character_is_found():
    for reference in some_references(20):
        for at, other in product(range(len(reference)), references.ALPHABET):
            if other != reference[at]:
                assert not is_read(reference[:at] + other + reference[at + 1 :])


def with_check(characters: str) -> str:
    return next(characters + check for check in references.ALPHABET if is_read(characters + check))


def test_every_exchange_of_two_neighbours_is_found_for_every_pair_of_characters():
    """The check is linear, so a pair found at a place is found there whatever the other characters are."""
    for at, first, second in product(range(7), references.ALPHABET, references.ALPHABET):
        if first != second:
            right = with_check("0" * at + first + second + "0" * (6 - at))
            assert not is_read(right[:at] + second + first + right[at + 2 :])


def test_an_exchange_with_the_check_character_is_found():
    for first, last in product(references.ALPHABET, references.ALPHABET):
        right = with_check(first + "000000" + last)
        if right[7] != right[8]:
            assert not is_read(right[:7] + right[8] + right[7])


@given(SIXTEEN_BYTES, st.randoms())
def test_a_reference_is_read_however_it_was_typed(random, chosen):
    made = references.new_reference(random)
    alike = {"0": "0oO", "1": "1iIlL", "5": "5sS", "V": "vVuU"}
    typed = "".join(chosen.choice(alike.get(one, one + one.lower())) for one in made if one != "-")
    spaced = "".join(one + chosen.choice(["", " ", "-", " - ", "\u2013", "\n"]) for one in typed)
    assert references.read_reference(spaced) == made


@pytest.mark.parametrize("text", ["", "R7K", "R7K-3F9-2Q!", "R7K-3F9-2QQ-1", "😀" * 9, "ßßß-ßßß-ßßß", "٣" * 9])
def test_what_is_no_reference_is_refused(text):
    with pytest.raises(Refused) as refusal:
        references.read_reference(text)
    assert refusal.value.code == "reference.mistyped"


def test_a_mistyped_code_has_its_own_refusal_and_does_not_repeat_the_secret():
    with pytest.raises(Refused) as refusal:
        references.read_code("7QK2-M9FX-3RTB")
    assert refusal.value.code == "code.mistyped"
    assert "7QK2" not in str(refusal.value)


def test_characters_are_spread_evenly():
    counts = dict.fromkeys(references.ALPHABET, 0)
    for reference in some_references(5_000):
        for character in reference:
            counts[character] += 1
    expected = 5_000 * 9 / 31
    assert all(0.85 * expected < count < 1.15 * expected for count in counts.values())


def test_too_little_randomness_is_an_error_of_the_caller():
    with pytest.raises(ValueError, match="16 random bytes"):
        references.new_reference(bytes(8))

"""Texts for phones: what they cost, and what one-word answers want."""

import pytest

from sportello import words
from sportello.core.texting import Wish, count_parts, read_wish


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 306, 2),
        ("a" * 307, 3),
        ("è" * 160, 1),  # one of the default alphabet
        ("€" * 80, 1),  # two places each
        ("€" * 81, 2),
        ("á" + "a" * 69, 1),  # outside of it: UCS-2
        ("á" + "a" * 70, 2),
        ("a" * 132 + "😀", 2),  # two of UTF-16
        ("a" * 133 + "😀", 3),
    ],
)
def test_a_text_costs_what_its_letters_take(said: str, parts: int) -> None:
    assert count_parts(said) == parts


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("STOP", Wish.STOP),
        (" stop. ", Wish.STOP),
        ("Stop all", Wish.STOP),
        ("opt-out", Wish.STOP),
        ("ARRÊT", Wish.STOP),
        ("alto", Wish.STOP),
        ("¡Baja!", Wish.STOP),
        ("Basta!", Wish.STOP),
        ("start", Wish.START),
        ("Alta", Wish.START),
        ("please stop", None),
        ("the bus stop is broken", None),
        ("no", None),
        ("", None),
        ("👍", None),
    ],
)
def test_one_word_stops_texts_or_starts_them_and_a_sentence_does_neither(text: str, wish: Wish | None) -> None:
    assert read_wish(text) is wish


def test_a_text_is_one_line_of_named_parts_whatever_is_filled_in() -> None:
    said = words.text("es-MX", "message-short", city="Lunara", subject="Uno\n\tdos      tres", link="L", stop="S")
    assert said.language == "es" and said.template == "message-short"
    assert said.parameters == {"city": "Lunara", "subject": "Uno dos tres", "link": "L", "stop": "S"}
    assert said.words.startswith("Lunara: Uno dos tres. ")


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_a_code_costs_one_text_and_two_where_accents_take_more_room(language: str) -> None:
    said = words.text(language, "account-text-code-short", code="123456", city="City of Lunara", minutes=15)
    assert count_parts(said.words) <= 2

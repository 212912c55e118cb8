"""E-mail addresses and phone numbers as people type them."""

import pytest
from tests.town import code_of

from sportello.core import contacts
from sportello.core.contacts import Contact


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Ana@Example.org ", Contact("email", "Ana@example.org")),
        ("(214) 555-0142", Contact("phone", "+12145550142")),
        ("+39 333 123 4567", Contact("phone", "+393331234567")),
    ],
)
def test_what_is_typed_is_an_address_or_a_number(typed: str, read: Contact) -> None:
    assert contacts.read(typed, "US") == read


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("  ", "answer.missing"),
        ("clerk.housing", "contact.unclear"),
        ("ana@", "answer.email_invalid"),
        ("12", "answer.phone_invalid"),
        ("ana@example.org\x00", "answer.control_characters"),
    ],
)
def test_what_is_neither_is_refused(typed: str, code: str) -> None:
    assert code_of(lambda: contacts.read(typed, "US")) == code


def test_the_same_address_written_otherwise_is_the_same() -> None:
    assert Contact("email", "Ana@Example.org").normal == Contact("email", "ana@example.ORG").normal


def test_a_masked_contact_tells_others_little() -> None:
    assert Contact("email", "ana.ruiz@example.org").masked == "a…@example.org"
    assert Contact("phone", "+12145550142").masked == "…42"

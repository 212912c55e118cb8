"""Which indexes an application leaves, so that one that agrees with it is found without reading either."""

from dataclasses import replace

import pytest
from tests.core.asked import ask, service

from sportello.core import finding, vault
from sportello.core.services import Duplicate

HERE = vault.make_vault({"2025": bytes(range(32))})
ASKED = (ask("tax_number", "text"), ask("firm", "text"), ask("owner", "person"), ask("bank", "text", format="iban"))
IBAN = "IT60X0542811101000000123456"


def relief(*on, id="relief"):
    return replace(service(*ASKED, id=id), duplicates=(Duplicate(on, 90),))


def agrees(first, second, on=("tax_number",)):
    """Tell whether a second application finds the first."""
    rules = relief(*on)
    wanted = finding.same(rules, second, on, HERE)
    return bool(wanted) and set(wanted) <= set(finding.finds(rules, first, HERE))


@pytest.mark.parametrize("again", ["12-3456789", "12 3456789", " 123456789. ", "１２-3456789"])
def test_a_text_that_a_rule_names_is_found_without_spaces_and_signs(again):
    assert agrees({"tax_number": "12-3456789"}, {"tax_number": again})


def test_case_does_not_count_and_letters_do():
    assert agrees({"tax_number": "Ab-1ß"}, {"tax_number": "AB1SS"})
    assert not agrees({"tax_number": "AB1"}, {"tax_number": "AB2"})


@pytest.mark.parametrize("answer", [None, "", "-", " . "])
def test_a_text_that_says_nothing_agrees_with_nothing(answer):
    assert not agrees({"tax_number": answer}, {"tax_number": answer})


def test_all_questions_of_a_rule_must_agree():
    first = {"tax_number": "12-34", "bank": IBAN}
    assert agrees(first, {"tax_number": "1234", "bank": IBAN}, on=("tax_number", "bank"))
    assert not agrees(first, {"tax_number": "1234"}, on=("tax_number", "bank"))


def test_a_text_leaves_an_index_only_where_a_rule_names_it():
    answers = {"tax_number": "12-34", "firm": "Bakery"}
    assert len(finding.finds(relief("tax_number"), answers, HERE)) == 1
    assert finding.finds(relief("owner"), answers, HERE) == []


def test_a_text_means_the_same_within_one_question_of_one_service_only():
    answers, both = {"tax_number": "12-34", "firm": "1234"}, ("tax_number", "firm")
    here, elsewhere = (finding.finds(relief(*both, id=id), answers, HERE) for id in ("relief", "loan"))
    assert len({*here, *elsewhere}) == 4

"""Codes on paper at the pages: from a letter to a surer account, from a counter to a first sign-in."""

import re

import pytest
from tests import town as towns
from tests.channels import signing
from tests.channels.account import people

from sportello.actions import counter, limits, slips
from sportello.channels.account import papers
from sportello.core.actors import Assurance
from sportello.core.assurance import Means
from sportello.store.accounts import Account

HOME = {"line": "5 Moon Street", "postcode": "00101", "place": "old-town"}
PASSWORD = "correct horse battery"


def opened() -> tuple[Account, str]:
    id, code = counter.open_for("Rosa Bianchi", "passport", "paper", {}, "en", by=towns.staff("registry"))
    return Account.objects.get(id=id), code


def test_a_letter_is_ordered_from_the_step_up_and_its_code_leads_back_there(town, visitor, monkeypatch) -> None:
    account = Account.objects.get(id=towns.resident(Assurance.LOW, home=HOME).account)
    signing.sign_in(visitor.client, account, Means.PASSKEY)
    visitor.get(step_up := "/account/step-up?need=substantial&next=/services")
    assert "By a letter" in visitor.text
    issued: list[str] = []
    real = slips.issue
    monkeypatch.setattr(slips, "issue", lambda *given: issued.append(real(*given)) or issued[-1])
    visitor.post("/account/letter/order", next=step_up)
    assert visitor.path == "/account/letter" and "on its way" in visitor.text
    assert visitor.post("/account/letter", code="wrong", next=step_up).status_code == 422
    visitor.post("/account/letter", code=issued[0], next=step_up)
    assert visitor.path == "/services"


def test_without_a_registered_address_there_is_no_letter(town, visitor) -> None:
    people.join(visitor, town)
    visitor.get("/account/step-up?need=substantial&next=/services")
    assert "does not know where you live" in visitor.text and "/account/letter/order" not in visitor.text
    assert visitor.post("/account/letter/order").status_code == 422


def test_whoever_has_neither_mail_nor_phone_signs_in_by_paper_and_then_by_password(town, visitor, newcomer) -> None:
    account, code = opened()
    visitor.post("/sign-in/paper", number=account.login, code=code)
    assert visitor.path == "/account/begin" and account.login in visitor.text
    assert newcomer().post("/sign-in/paper", number=account.login, code=code).status_code == 422
    visitor.post("/account/password", password=PASSWORD)
    someone = newcomer()
    someone.post("/sign-in/password", login=account.login, password=PASSWORD, next="/account")
    assert someone.path == "/account" and "checked in person" in someone.text


def test_an_unknown_number_and_a_wrong_code_get_the_same_answer(town, newcomer) -> None:
    account, _ = opened()
    answers = set()
    for number in (account.login, "000-000-000", "x"):
        someone = newcomer()
        page = someone.post("/sign-in/paper", number=number, code="7QK2-M9FX-3RTA")
        answers.add((page.status_code, re.sub(r'name="csrf.*?>|value="[^"]*"', "", someone.text)))
    assert len(answers) == 1 and "do not match" in someone.text


def test_too_many_tries_from_one_place_have_to_wait(town, visitor, monkeypatch) -> None:
    monkeypatch.setattr(papers, "FROM", limits.Limit("papers from", 2, 3600))
    account, code = opened()
    for _ in range(2):
        visitor.post("/sign-in/paper", number=account.login, code="7QK2-M9FX-3RTA")
    assert visitor.post("/sign-in/paper", number=account.login, code=code).status_code == 429


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_pages_speak_the_language_of_their_reader(town, newcomer, language) -> None:
    someone = newcomer(language)
    signing.sign_in(someone.client, opened()[0], Means.PAPER)
    paths = (
        "/sign-in/paper",
        "/account",
        "/account/begin",
        "/account/letter",
        "/account/contacts/add",
        "/account/password",
        "/account/app/add",
        "/account/passkeys/add",
        "/account/step-up?need=substantial",
        "/account/step-up?need=high",
    )
    for path in paths:
        page = someone.client.get(path)
        assert page.status_code == 200 and f'<html lang="{language}"' in page.content.decode(), path

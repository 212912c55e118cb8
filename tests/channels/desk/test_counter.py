"""The counter: accounts found, identities checked, accounts opened for people without e-mail and phone."""

import re

import pytest
from tests import town as towns

from sportello.actions import accounts, recovery
from sportello.core.actors import Assurance
from sportello.store.accounts import Account


@pytest.fixture
def resident(town) -> Account:
    return Account.objects.get(id=towns.resident(Assurance.LOW).account)


def test_a_clerk_finds_an_account_and_checks_the_identity(town, at_desk, resident) -> None:
    clerk = at_desk("registry")
    clerk.get("/desk/counter")
    clerk.post("/desk/counter", text=resident.login)
    assert clerk.path == f"/desk/counter/{resident.id}" and resident.name in clerk.text
    page = clerk.post(f"/desk/counter/{resident.id}/identify", document="", name="Ana Ruiz")
    assert page.status_code == 409 and 'value="Ana Ruiz"' in clerk.text
    clerk.post(f"/desk/counter/{resident.id}/identify", document="passport", name="Ana Ruiz")
    assert "recorded as checked" in clerk.text and "Passport" in clerk.text and "Ana Ruiz" in clerk.text
    resident.refresh_from_db()
    assert resident.assurance == Assurance.HIGH


def test_a_folder_is_shown_at_the_counter_to_print_once_the_document_was_seen(town, at_desk, resident) -> None:
    sent = towns.apply(town, "street-defect", by=accounts.actor_of(resident, "web"), photo=None)
    clerk = at_desk("registry")
    page = clerk.post(f"/desk/counter/{resident.id}/folder", document="")
    assert page.status_code == 409 and "kind of document" in clerk.text
    clerk.post(f"/desk/counter/{resident.id}/folder", document="passport")
    assert sent.reference in clerk.text and resident.login in clerk.text and "You will hear" in clerk.text


def test_who_is_not_there_is_told_so_and_nothing_stands_in_the_address(town, at_desk) -> None:
    clerk = at_desk("registry")
    page = clerk.post("/desk/counter", text="nobody@example.org")
    assert page.status_code == 409 and "no such account" in clerk.text and clerk.path == "/desk/counter"


def test_an_account_is_opened_and_its_code_is_shown_once(town, at_desk) -> None:
    clerk = at_desk("registry")
    clerk.get("/desk/counter/open")
    clerk.post("/desk/counter/open", name="Rosa Bianchi", document="identity_card", hand="paper")
    number, code = re.findall(r'<p class="sp-code[^"]*">([^<]+)</p>', clerk.text)
    account = Account.objects.get(login=number)
    assert account.name == "Rosa Bianchi"
    assert code not in clerk.get(f"/desk/counter/{account.id}").content.decode()
    page = clerk.post("/desk/counter/open", name="Rosa", document="passport", hand="letter", line="")
    assert page.status_code == 409 and "street and number" in clerk.text
    clerk.post("/desk/counter/open", name="Rosa", document="passport", hand="letter", line="1 Moon Street")
    assert "letter is being made" in clerk.text and len(re.findall(r'class="sp-code', clerk.text)) == 1


@pytest.mark.parametrize("team", ["fire", "partner:library"])
def test_the_counter_is_for_those_who_have_one(town, at_desk, resident, team) -> None:
    someone = at_desk(team)
    someone.get("/desk/")
    assert "/desk/counter" not in someone.text
    for path in ("/desk/counter", "/desk/counter/open", f"/desk/counter/{resident.id}"):
        assert someone.client.get(path).status_code == 403
    answers = [
        someone.client.post("/desk/counter", {"text": resident.login}),
        someone.client.post("/desk/counter/open", {"name": "X", "document": "passport"}),
        someone.client.post(f"/desk/counter/{resident.id}/identify", {"document": "passport", "name": "X"}),
    ]
    assert [answer.status_code for answer in answers] == [403] * 3


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_pages_speak_the_language_of_their_reader(town, at_desk, resident, language) -> None:
    clerk = at_desk("registry", language=language)
    for path in ("/desk/counter", "/desk/counter/open", f"/desk/counter/{resident.id}"):
        page = clerk.client.get(path)
        assert page.status_code == 200 and f'<html lang="{language}"' in page.content.decode()


def test_an_account_is_given_back_by_two_clerks(town, at_desk, resident) -> None:
    first, second = at_desk("registry"), at_desk("housing")
    page = first.post(f"/desk/counter/{resident.id}/recover", document="")
    assert page.status_code == 409 and 'href="#recover-document"' in first.text
    first.post(f"/desk/counter/{resident.id}/recover", document="passport")
    assert first.path == "/desk/counter" and "begun by you" in first.text
    waiting = next(one for one in recovery.list_at_counter(by=first.by) if one.account == resident.id)
    page = first.post(path := f"/desk/counter/recoveries/{waiting.id}", confirm="1")
    assert page.status_code == 403 and "second person" in first.text
    second.get("/desk/counter")
    assert path in second.text
    second.get(path)
    assert "Give back the account of" in second.text and "Passport" in second.text
    second.post(path, confirm="1")
    number, code = re.findall(r'<p class="sp-code[^"]*">([^<]+)</p>', second.text)
    assert number == resident.login and code
    assert second.get(path).status_code == 409


def test_the_second_clerk_leaves_everything_as_it_is(town, at_desk, resident) -> None:
    first, second = at_desk("registry"), at_desk("registry")
    first.post(f"/desk/counter/{resident.id}/recover", document="passport")
    waiting = next(one for one in recovery.list_at_counter(by=first.by) if one.account == resident.id)
    second.post(f"/desk/counter/recoveries/{waiting.id}", refuse="1")
    assert "left as it is" in second.text and recovery.find_open(resident) is None

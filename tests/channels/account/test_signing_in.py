"""Signing up and in by code and password: one way for everybody, and no answer tells who has an account."""

import re
import secrets
from datetime import timedelta

import pytest
from django.db import transaction
from tests.channels.account import people

from sportello.actions import accounts, codes, limits
from sportello.channels.account import signing_in
from sportello.core.actors import Role
from sportello.store.accounts import Account, Code, Dispatch
from sportello.store.record import Event

PASSWORD = "correct horse battery"


@pytest.fixture(params=["email", "phone"])
def contact(request) -> str:
    """Residents with an e-mail address and those with a phone alone are served alike."""
    return people.new_email() if request.param == "email" else people.new_phone()


def test_the_first_code_opens_an_account_and_the_next_signs_in_to_it(town, visitor, newcomer, contact) -> None:
    account = people.join(visitor, town, contact, "  Ana   Ruiz ")
    assert visitor.path == "/account/welcome" and account.party_id and account.language == "en"
    assert re.fullmatch(r"\w{3}-\w{3}-\w{3}", account.login) and account.login in visitor.text
    other = newcomer()
    other.post("/sign-in", contact=contact, next="/services")
    people.type_code(other, town, contact)
    assert other.path == "/services"
    assert "Ana" in other.get("/account").content.decode()


def test_opening_an_account_leaves_a_line_that_names_no_one(town, visitor) -> None:
    account = people.join(visitor, town, contact := people.new_email())
    (line,) = Event.objects.filter(kind="account.opened", facts__account=str(account.id))
    assert line.actor == f"party:{account.party_id}" and line.facts["by"] == "email"
    assert contact not in str(line.facts) and "Ruiz" not in str(line.facts)


def test_until_the_code_is_typed_known_and_unknown_get_the_same_pages_and_texts(town, visitor, newcomer) -> None:
    people.join(visitor, town, known := people.new_email())
    pages, texts = [], []
    for to in (known, people.new_email()):
        someone = newcomer()
        someone.post("/sign-in", contact=to)
        wrong = someone.post("/sign-in/code", code="000000" if people.read_code(town, to) != "000000" else "111111")
        pages.append((wrong.status_code, someone.path, hide(someone.text, to)))
        texts.append(hide(town.mail.sent[-1].subject + town.mail.sent[-1].body, to))
    assert pages[0] == pages[1] and texts[0] == texts[1]


def hide(text: str, to: str) -> str:
    return re.sub(r"\b\d{6}\b|name=\"csrf.*?>", "", text.replace(to, "TO"))


def test_sending_a_code_does_not_look_for_an_account(town, visitor) -> None:
    """So it cannot take longer for one that is there."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    visitor.get("/sign-in")
    with CaptureQueriesContext(connection) as asked:
        visitor.client.post("/sign-in", {"contact": people.new_email()})
    assert not [each for each in asked.captured_queries if "store_account" in each["sql"] or "contact" in each["sql"]]


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "answer"), ("ana", "Type an e-mail address"), ("ana@", "complete e-mail"), ("12", "complete phone")],
)
def test_what_is_no_address_and_no_number_is_told_so(town, visitor, typed, said) -> None:
    page = visitor.post("/sign-in", contact=typed)
    assert page.status_code == 422 and visitor.path == "/sign-in" and said in visitor.text


def test_a_code_is_good_for_five_tries_and_a_quarter_of_an_hour_and_once(town, visitor, newcomer) -> None:
    to = people.new_email()
    visitor.post("/sign-in", contact=to)
    code = people.read_code(town, to)
    for _ in range(5):
        assert visitor.post("/sign-in/code", code=str((int(code) + 1) % 10**6).zfill(6)).status_code == 422
    visitor.post("/sign-in/code", code=code)
    assert visitor.path == "/sign-in/code" and "no longer valid" in visitor.text
    late = newcomer()
    late.post("/sign-in", contact=to)
    code = people.read_code(town, to)
    town.clock.at += timedelta(minutes=codes.MINUTES, seconds=1)
    late.post("/sign-in/code", code=code)
    assert "no longer valid" in late.text
    again = newcomer()
    again.post("/sign-in", contact=to)
    people.type_code(again, town, to)
    assert again.path == "/sign-in/open"


def test_too_many_codes_to_one_address_have_to_wait_whoever_asks(town, newcomer, monkeypatch) -> None:
    monkeypatch.setattr(codes, "TO", limits.Limit("codes to", 2, 900))
    to = people.new_email()
    for _ in range(2):
        assert newcomer().post("/sign-in", contact=to).status_code == 200
    third = newcomer()
    page = third.post("/sign-in", contact=to.upper())
    assert page.status_code == 429 and page.headers["Retry-After"] and "Please wait 15 minutes" in third.text


def test_too_many_codes_from_one_place_have_to_wait_whatever_the_address(town, visitor, monkeypatch) -> None:
    monkeypatch.setattr(codes, "FROM", limits.Limit("codes from", 2, 3600))
    answers = [visitor.post("/sign-in", contact=people.new_email()).status_code for _ in range(3)]
    assert answers == [200, 200, 429]


def test_neither_code_nor_contact_stands_in_the_database(town, visitor) -> None:
    contact, name = people.new_email(), "Ana Ruiz"
    visitor.post("/sign-in", contact=contact)
    waiting = str(list(Dispatch.objects.values_list())) + str(list(Code.objects.values_list()))
    code = people.read_code(town, contact)
    assert contact not in waiting and code not in waiting
    visitor.post("/sign-in/code", code=code)
    visitor.post("/sign-in/open", name=name)
    account = people.find(contact)
    assert not Dispatch.objects.filter(written_at__lte=town.clock()).exists()
    assert contact.encode() not in b"".join(bytes(row.sealed) + bytes(row.index) for row in account.contacts.all())


def test_an_account_needs_a_name_and_a_code_that_was_right(town, visitor, newcomer) -> None:
    visitor.post("/sign-in/open", name="Nobody")
    assert visitor.path == "/sign-in"
    to = people.new_email()
    visitor.post("/sign-in", contact=to)
    visitor.post("/sign-in/open", name="Nobody")
    assert visitor.path == "/sign-in"
    people.type_code(visitor, town, to)
    assert visitor.post("/sign-in/open", name=" ").status_code == 422
    assert not Account.objects.filter(name="Nobody").exists()


def test_two_who_confirm_the_same_address_at_once_get_one_account(town, visitor, newcomer) -> None:
    to, other = people.new_email(), newcomer()
    for each in (visitor, other):
        each.post("/sign-in", contact=to)
        people.type_code(each, town, to)
        assert each.path == "/sign-in/open"
    visitor.post("/sign-in/open", name="First")
    assert other.post("/sign-in/open", name="Second").status_code == 422
    assert people.find(to).name == "First" and not Account.objects.filter(name="Second").exists()


def test_staff_sign_in_with_login_and_password_and_residents_may(town, visitor, newcomer, contact) -> None:
    clerk = people.add_staff(PASSWORD)
    visitor.post("/sign-in/password", login=clerk.login, password=PASSWORD, next="/services")
    assert visitor.path == "/services"
    resident = people.join(newcomer(), town, contact)
    resident.set_password(PASSWORD)
    resident.save()
    for login in (contact, resident.login, resident.login.lower().replace("-", " ")):
        someone = newcomer()
        someone.post("/sign-in/password", login=login, password=PASSWORD, next="/services")
        assert someone.path == "/services", login


def test_every_wrong_pair_of_name_and_password_gets_the_same_answer(town, visitor, newcomer) -> None:
    clerk, resident = people.add_staff(PASSWORD), people.join(newcomer(), town)
    closed = people.add_staff(PASSWORD)
    Account.objects.filter(id=closed.id).update(is_active=False)
    pages = set()
    for login, password in (
        (clerk.login, "wrong"),
        ("no.one\x00", "x"),
        ("no.one", PASSWORD),
        (resident.login, ""),
        (resident.login, "!"),
        (closed.login, PASSWORD),
        (people.new_email(), PASSWORD),
    ):
        page = visitor.post("/sign-in/password", login=login, password=password)
        assert page.status_code == 422 and "do not match" in visitor.text
        pages.add(len(re.sub(r'name="csrf.*?>|value="[^"]*"', "", visitor.text)))
    assert len(pages) == 1


def test_an_unknown_login_takes_as_long_as_a_wrong_password(town, settings, monkeypatch) -> None:
    """As many hashes: what else is done takes a thousandth of that."""
    from django.contrib.auth import hashers
    from tests.town import code_of

    from sportello.actions import accounts

    hashed = []
    real = hashers.MD5PasswordHasher.encode
    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", lambda *given: (hashed.append(1), real(*given))[1])
    clerk = people.add_staff(PASSWORD)
    counts = []
    for login in (clerk.login, "no.one", people.new_email()):
        hashed.clear()
        assert code_of(lambda login=login: accounts.check_password(login, "wrong")) == "password.wrong"
        counts.append(len(hashed))
    assert len(set(counts)) == 1 and counts[0] >= 1


def test_too_many_tries_have_to_wait_and_then_not_even_the_password_helps(town, visitor, monkeypatch) -> None:
    monkeypatch.setattr(signing_in, "PAIR", limits.Limit("sign-in pair", 2, 900))
    clerk, other = people.add_staff(PASSWORD), people.add_staff(PASSWORD)
    for _ in range(2):
        assert visitor.post("/sign-in/password", login=clerk.login, password="wrong").status_code == 422
    page = visitor.post("/sign-in/password", login=clerk.login, password=PASSWORD)
    assert page.status_code == 429 and page.headers["Retry-After"]
    assert visitor.post("/sign-in/password", login=other.login, password=PASSWORD, next="/").status_code == 200


@pytest.mark.parametrize("after", ["https://evil.example/", "//evil.example/desk/", "javascript:alert(1)", "/\\evil"])
def test_signing_in_never_leads_away_from_this_site(town, visitor, after) -> None:
    clerk = people.add_staff(PASSWORD)
    visitor.post("/sign-in/password", login=clerk.login, password=PASSWORD, next=after)
    assert visitor.path == "/my"


def test_a_demonstration_lets_one_be_anybody_and_nothing_else_does(town, visitor, newcomer, settings) -> None:
    settings.DEMO = True
    account = people.join(newcomer(), town, name="A first resident")
    clerk = people.add_staff(PASSWORD)
    visitor.get("/sign-in")
    assert "Choose one" in visitor.text and clerk.login not in visitor.text
    visitor.post("/sign-in", account=account.login, next="/my")
    assert "Signed in as A first resident" in visitor.text
    visitor.post("/sign-in", account=clerk.login, next="/desk/")
    assert visitor.path == "/desk/"
    settings.DEMO = False
    stranger = newcomer()
    assert "Choose one" not in stranger.get("/sign-in").content.decode()
    assert stranger.post("/sign-in", account=clerk.login).status_code == 422
    assert stranger.get("/outbox").status_code == 404


def test_a_demonstration_lists_staff_by_what_they_do_and_those_who_work_cases_first(town, visitor, settings) -> None:
    settings.DEMO = True
    with transaction.atomic():
        Account.objects.update(is_active=False)
        clerk, lead = (("roads", Role.CLERK), ("zoning", Role.CLERK)), (("roads", Role.LEAD),)
        auditor, partner = (("*", Role.AUDITOR),), (("partner:library", Role.CLERK),)
        for group, roles in {"auditor": auditor, "partner": partner, "lead": lead, "clerk": clerk}.items():
            accounts.add(f"{group}.{secrets.token_hex(4)}", group, roles=roles)
        visitor.get("/sign-in?next=/desk/")
        transaction.set_rollback(True)
    lists = re.findall(r'aria-labelledby="demo-(\w+)">(.*?)</ul>', visitor.text, re.DOTALL)
    assert [group for group, _ in lists] == ["clerk", "lead", "auditor", "partner"]
    assert all(re.findall(r'value="(\w+)\.', names) == [group] for group, names in lists)


def test_whoever_signs_in_where_another_was_sees_nothing_of_theirs(town, visitor, newcomer) -> None:
    people.join(visitor, town)
    visitor.begin("rental-assistance")
    other = people.add_staff(PASSWORD)
    visitor.post("/sign-in/password", login=other.login, password=PASSWORD)
    assert "Emergency rental" not in visitor.get("/my").content.decode()


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_pages_and_codes_speak_the_language_of_their_reader(town, newcomer, language) -> None:
    someone = newcomer(language)
    for path in ("/sign-in", "/sign-in/password"):
        assert f'<html lang="{language}"' in someone.get(path).content.decode()
    to = people.new_phone()
    someone.post("/sign-in", contact=to)
    assert f'<html lang="{language}"' in someone.text and people.read_code(town, to)
    said = {"en": "is your code", "es": "es su código", "it": "è il tuo codice"}
    assert said[language] in town.texts.sent[-1].text

"""One's own account: contacts, password, and where one is signed in."""

import re

import pytest
from django.contrib.sessions.models import Session
from tests import town as towns
from tests.channels import signing
from tests.channels.account import people

from sportello.actions import live, representatives
from sportello.core import actors
from sportello.core.assurance import Means
from sportello.store.accounts import Account, SignIn
from sportello.store.record import Event

PASSWORD = "correct horse battery"
FIREFOX = "Mozilla/5.0 (Android 14; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"


@pytest.fixture
def joined(town, visitor) -> tuple[Account, str]:
    to = people.new_email()
    return people.join(visitor, town, to), to


def add(visitor, town, to: str) -> None:
    visitor.post("/account/contacts/add", contact=to)
    people.type_code(visitor, town, to)


def test_a_phone_is_added_by_a_code_and_then_signs_in(town, visitor, newcomer, joined) -> None:
    account, mail = joined
    add(visitor, town, phone := people.new_phone())
    assert visitor.path == "/account" and "It is added." in visitor.text and phone in visitor.text
    people.towns.run_jobs()
    warning = [one for one in town.mail.sent if one.address == mail][-1]
    assert "was added" in warning.subject and phone not in warning.body and phone[-2:] in warning.body
    someone = newcomer()
    someone.post("/sign-in", contact=phone)
    people.type_code(someone, town, phone)
    assert account.name in someone.get("/my").content.decode()
    assert Event.objects.filter(kind="account.contact_added", facts__account=str(account.id)).count() == 1


def test_a_contact_another_account_has_is_told_to_who_holds_it_alone(town, visitor, newcomer, joined) -> None:
    people.join(newcomer(), town, theirs := people.new_email())
    page = visitor.post("/account/contacts/add", contact=theirs)
    assert page.status_code == 200 and visitor.path == "/sign-in/code"
    assert people.type_code(visitor, town, theirs).status_code == 422 and "Another account" in visitor.text
    assert people.find(theirs) != joined[0]


def test_a_contact_is_removed_and_warned_once_more_but_never_the_last(town, visitor, joined) -> None:
    account, mail = joined
    add(visitor, town, phone := people.new_phone())
    (first,) = account.contacts.filter(kind="email")
    visitor.post(f"/account/contacts/{first.id}/remove")
    people.towns.run_jobs()
    assert "It is removed." in visitor.text and mail not in visitor.text
    assert "was removed" in [one for one in town.mail.sent if one.address == mail][-1].subject
    (last,) = account.contacts.all()
    page = visitor.post(f"/account/contacts/{last.id}/remove")
    assert page.status_code == 422 and "only address" in visitor.text and people.find(phone) == account


def test_nobody_removes_what_is_anothers(town, visitor, newcomer, joined) -> None:
    people.join(newcomer(), town, theirs := people.new_email())
    (held,) = people.find(theirs).contacts.all()
    for answer in (visitor.get(path := f"/account/contacts/{held.id}/remove"), visitor.post(path)):
        assert answer.status_code == 404
    assert people.find(theirs)


def test_a_password_is_set_and_ends_all_other_sessions(town, visitor, newcomer, joined) -> None:
    account, to = joined
    other = newcomer()
    signing.sign_in(other.client, account, Means.CODE)
    visitor.post("/account/password", password=PASSWORD)
    assert "Your password is set" in visitor.text
    assert other.get("/account").request["PATH_INFO"] == "/sign-in"
    someone = newcomer()
    someone.post("/sign-in/password", login=to, password=PASSWORD, next="/account")
    assert someone.path == "/account"
    visitor.post("/account/password", remove="1")
    assert newcomer().post("/sign-in/password", login=to, password=PASSWORD).status_code == 422
    kinds = Event.objects.filter(facts__account=str(account.id), facts__factor="password").order_by("at")
    assert [line.kind for line in kinds] == ["account.factor_added", "account.factor_removed"]


@pytest.mark.parametrize("password", ["", "short", "1q2w3e4r5t6y", "anaruiz12345"])
def test_a_password_that_is_guessed_easily_is_refused(town, visitor, joined, password) -> None:
    account, _ = joined
    page = visitor.post("/account/password", password=password)
    assert page.status_code == 422
    account.refresh_from_db()
    assert not account.has_usable_password()


def test_sessions_are_listed_by_browser_and_one_signs_out_there(town, visitor, newcomer, joined) -> None:
    _, to = joined
    other = newcomer()
    other.client.headers = {"User-Agent": FIREFOX}
    other.client.defaults["HTTP_USER_AGENT"] = FIREFOX
    other.post("/sign-in", contact=to)
    people.type_code(other, town, to)
    visitor.get("/account")
    assert "Firefox, Android" in visitor.text and visitor.text.count("Sign out there") == 1
    (path,) = set(re.findall(r'action="(/account/sessions/[^"]+/end)"', visitor.text))
    visitor.post(path)
    assert "Signed out there." in visitor.text and "Firefox" not in visitor.text
    assert other.get("/account").request["PATH_INFO"] == "/sign-in"
    assert visitor.post(path).status_code == 404


def test_nobody_ends_anothers_session(town, visitor, newcomer, joined) -> None:
    account = people.join(other := newcomer(), town)
    place = SignIn.objects.get(account=account)
    assert visitor.post(f"/account/sessions/{place.id}/end").status_code == 404
    assert other.get("/account").status_code == 200 and other.path == "/account"


def test_signing_out_everywhere_else_leaves_this_one(town, visitor, newcomer, joined) -> None:
    account, _ = joined
    others = [newcomer() for _ in range(2)]
    for other in others:
        signing.sign_in(other.client, account, Means.CODE)
    visitor.post("/account/sessions/end-others")
    assert visitor.path == "/account" and SignIn.objects.filter(account=account).count() == 1
    assert all(other.get("/account").request["PATH_INFO"] == "/sign-in" for other in others)


def test_what_is_noted_of_a_session_opens_none_and_goes_with_it(town, visitor, joined) -> None:
    account, _ = joined
    place = SignIn.objects.get(account=account)
    assert place.session_id != visitor.client.session.session_key
    visitor.post("/sign-out")
    assert not SignIn.objects.filter(id=place.id).exists()
    assert not Session.objects.filter(session_key=place.session_id).exists()


def test_whoever_acts_for_another_changes_their_own_account_as_themselves(town, visitor) -> None:
    child, parent = towns.resident(), towns.resident()
    born = live.today().replace(year=live.today().year - 9, day=1)
    mandate = representatives.add_child(child.party, parent.party, born, by=actors.system("register"))
    signing.sign_in(visitor.client, parent.account, Means.CODE)
    visitor.post("/my/acting", mandate=str(mandate))
    assert "You act for" in visitor.get("/my").content.decode()
    visitor.post("/account/password", password=PASSWORD)
    (line,) = Event.objects.filter(facts__account=str(parent.account), facts__factor="password")
    assert line.actor == f"party:{parent.party}"

"""Getting back in at the pages: another factor, a wait, and then in; or stopped from a warning."""

import re
from typing import Any

import pytest
from django.db import transaction
from tests import town as towns
from tests.channels import signing
from tests.channels.account import people
from tests.channels.account.test_second import add_app, app_code, enter

from sportello.actions import contacts, factors, recovery
from sportello.core.assurance import Means
from sportello.core.contacts import Contact
from sportello.store.accounts import Account

PASSWORD = "correct horse battery"


@pytest.fixture
def lost(town, visitor) -> tuple[Account, str, str, str]:
    """Be somebody with e-mail, phone and an app that was lost."""
    mail, phone = people.new_email(), people.new_phone()
    account = people.join(visitor, town, mail)
    with transaction.atomic():
        contacts.add(account, Contact("phone", phone))
    return account, mail, phone, add_app(visitor)


def show_other(visitor: Any, town: Any, phone: str) -> None:
    visitor.get("/sign-in/recover")
    (held,) = re.findall(r'name="contact" value="([^"]+)"', visitor.text)
    visitor.post("/sign-in/recover", contact=held)
    people.type_code(visitor, town, phone)


def test_two_codes_and_a_day_later_one_is_in_and_the_app_is_gone(town, visitor, newcomer, lost) -> None:
    account, mail, phone, _ = lost
    someone = enter(newcomer, town, mail)
    assert "/sign-in/recover" in someone.text
    show_other(someone, town, phone)
    assert someone.path == "/sign-in/recover" and "June 2, 2026" in someone.text
    someone.post("/sign-in/recover", finish="1")
    assert someone.page.status_code == 422 and factors.has_second(account)
    town.clock.at += recovery.WAIT
    again = enter(newcomer, town, mail)
    again.get("/sign-in/recover")
    assert "The wait is over" in again.text
    again.post("/sign-in/recover", finish="1")
    assert again.path == "/my" and f"Signed in as {account.name}" in again.text
    assert again.get("/account").status_code == 200 and again.path == "/account"
    assert not factors.list_of(account)
    assert visitor.get("/account").request["PATH_INFO"] == "/sign-in"


def test_a_password_counts_as_the_other_factor(town, newcomer, lost) -> None:
    account, mail, _, _ = lost
    account.set_password(PASSWORD)
    account.save()
    someone = enter(newcomer, town, mail)
    assert someone.post("/sign-in/recover", password="wrong").status_code == 422
    assert recovery.find_open(account) is None
    someone.post("/sign-in/recover", password=PASSWORD)
    assert "You have shown enough" in someone.text and recovery.find_open(account)


def test_a_second_mailbox_is_not_another_kind(town, newcomer, lost) -> None:
    account, mail, _, _ = lost
    with transaction.atomic():
        contacts.add(account, Contact("email", people.new_email()))
    someone = enter(newcomer, town, mail)
    someone.get("/sign-in/recover")
    assert len(re.findall(r'name="contact" value=', someone.text)) == 1 and "Send a code to …" in someone.text
    mails = {one.contact.text: one.id for one in contacts.list_of(account) if one.contact.kind == "email"}
    other = next(id for text, id in mails.items() if text != mail)
    assert someone.post("/sign-in/recover", contact=str(other)).status_code == 422


def test_whoever_has_shown_nothing_recovers_nothing(town, newcomer, lost) -> None:
    account, _, _, _ = lost
    someone = newcomer()
    for answer in (someone.get("/sign-in/recover"), someone.post("/sign-in/recover", finish="1")):
        assert answer.request["PATH_INFO"] == "/sign-in"
    signing.sign_in(someone.client, account, Means.CODE)
    assert someone.client.post("/sign-in/recover", {"finish": "1"}).status_code == 302
    assert recovery.find_open(account) is None


def test_the_owner_stops_it_from_the_warning_without_signing_in(town, newcomer, lost) -> None:
    account, mail, phone, _ = lost
    show_other(enter(newcomer, town, mail), town, phone)
    towns.run_jobs()
    (link,) = set(re.findall(r"city\.test(/account/stop/[\w-]+)", town.mail.sent[-1].body))
    someone = newcomer()
    someone.get(link)
    assert "Was it not you?" in someone.text and recovery.find_open(account)
    someone.post(link)
    assert "It is stopped" in someone.text and recovery.find_open(account) is None
    assert someone.post(link).status_code == 422


def test_the_owner_who_found_the_app_again_sees_it_and_stops_it(town, newcomer, lost) -> None:
    account, mail, phone, secret = lost
    show_other(enter(newcomer, town, mail), town, phone)
    owner = enter(newcomer, town, mail)
    owner.post("/sign-in/second", code=app_code(secret, 1))
    owner.get("/account")
    assert "Somebody asked to get into this account" in owner.text
    owner.post("/account/stop")
    assert "Everything stays as it was" in owner.text and recovery.find_open(account) is None


def test_with_one_contact_alone_the_counter_is_the_way(town, newcomer, visitor) -> None:
    people.join(visitor, town, mail := people.new_email())
    add_app(visitor)
    someone = enter(newcomer, town, mail)
    someone.get("/sign-in/recover")
    assert "At a counter, at once" in someone.text and 'name="contact"' not in someone.text


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_pages_speak_the_language_of_their_reader(town, newcomer, lost, language) -> None:
    _, mail, phone, _ = lost
    someone = newcomer(language)
    someone.post("/sign-in", contact=mail)
    people.type_code(someone, town, mail)
    show_other(someone, town, phone)
    assert f'<html lang="{language}"' in someone.text and someone.path == "/sign-in/recover"
    stop = someone.client.get("/account/stop/7QK2-M9FX-3RTA").content.decode()
    assert f'<html lang="{language}"' in stop

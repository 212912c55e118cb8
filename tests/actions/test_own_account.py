"""One's own account: opened by a confirmed contact, changed by its owner alone."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import transaction
from tests import town as towns
from tests.channels.account.people import new_email, new_phone, read_code
from tests.town import Town, code_of

from sportello.actions import accounts, codes, contacts, dispatches, erasing, own_account
from sportello.core.actors import Actor, Assurance
from sportello.core.contacts import Contact
from sportello.integrations import fakes
from sportello.store import accounts as store
from sportello.store.accounts import Account, Code, Dispatch, SignIn
from sportello.store.record import Event


def confirmed(town: Town, contact: Contact) -> UUID:
    code = codes.send(contact, "en", asked_from=new_phone())
    assert codes.confirm(code, read_code(town, contact.text)) == contact
    return code


def owner(town: Town) -> tuple[Account, Actor]:
    code = confirmed(town, Contact("email", new_email()))
    account = own_account.open("Ana Ruiz", code, language="es", channel="account")
    return account, accounts.actor_of(account, "account")


def test_an_account_is_opened_with_a_party_and_a_contact_and_is_sure_of_no_more(town: Town) -> None:
    account, by = owner(town)
    assert by.party and by.assurance == Assurance.LOW and not by.is_staff
    assert accounts.actor_of(account, "web", shown=Assurance.HIGH).assurance == Assurance.LOW
    (line,) = Event.objects.filter(kind="account.opened", facts__account=str(account.id))
    assert line.actor == f"party:{by.party}"


def test_a_code_opens_one_account_and_only_while_it_is_fresh(town: Town) -> None:
    code = confirmed(town, Contact("phone", new_phone()))
    own_account.open("One", code, language="en", channel="account")
    assert code_of(lambda: own_account.open("Two", code, language="en", channel="account")) == "code.over"
    late = confirmed(town, Contact("phone", new_phone()))
    town.clock.at += codes.OPENS + timedelta(seconds=1)
    assert code_of(lambda: own_account.open("Three", late, language="en", channel="account")) == "code.over"


def test_a_code_that_was_not_typed_opens_nothing(town: Town) -> None:
    code = codes.send(Contact("email", new_email()), "en", asked_from="here")
    assert code_of(lambda: own_account.open("X", code, language="en", channel="account")) == "code.over"


@pytest.mark.parametrize("who", ["stranger", "system"])
def test_whoever_has_no_account_changes_none(town: Town, who: str) -> None:
    by = towns.stranger() if who == "stranger" else Actor("system", system=True)
    code = confirmed(town, Contact("email", new_email()))
    assert code_of(lambda: own_account.add_contact(code, by=by)) == "access.not_yours"
    assert code_of(lambda: own_account.set_password("long enough for it", by=by)) == "access.not_yours"


def test_staff_change_their_own_account_and_nobody_elses(town: Town) -> None:
    account, _ = owner(town)
    (held,) = contacts.list_of(account)
    clerk = towns.staff("housing")
    assert code_of(lambda: own_account.remove_contact(held.id, by=clerk)) == "contact.not_found"
    own_account.add_contact(confirmed(town, contact := Contact("email", new_email())), by=clerk)
    found = contacts.find_account(contact)
    assert found is not None and found.id == clerk.account


def test_an_account_has_so_many_contacts_and_no_more(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contacts, "MOST", 2)
    account, by = owner(town)
    own_account.add_contact(confirmed(town, Contact("phone", new_phone())), by=by)
    more = confirmed(town, Contact("phone", new_phone()))
    assert code_of(lambda: own_account.add_contact(more, by=by)) == "contact.too_many"
    assert len(contacts.list_of(account)) == 2


def test_a_contact_added_twice_is_there_once(town: Town) -> None:
    account, by = owner(town)
    (held,) = contacts.list_of(account)
    own_account.add_contact(confirmed(town, held.contact), by=by)
    assert [one.id for one in contacts.list_of(account)] == [held.id]


def test_warnings_speak_the_accounts_language(town: Town) -> None:
    _, by = owner(town)
    own_account.set_password("correct horse battery", by=by)
    towns.run_jobs()
    assert town.mail.sent[-1].subject == "Su cuenta: se ha añadido algo (contraseña)"


def test_what_cannot_be_sent_waits_and_is_dropped_once_it_is_worth_nothing(town: Town) -> None:
    with transaction.atomic():
        dispatches.post(Contact("phone", new_phone()), "en", "code", code="1", minutes=1, city="X")
    (row,) = Dispatch.objects.filter(written_at__gte=town.clock() - timedelta(minutes=1))
    with towns.with_parts(texts=fakes.CrashingTexts()), pytest.raises(RuntimeError):
        dispatches.send(row.id)
    with towns.with_parts(texts=fakes.RefusingTexts()):
        dispatches.send(row.id)
    assert not Dispatch.objects.filter(id=row.id).exists()
    dispatches.send(row.id)
    with transaction.atomic():
        dispatches.post(Contact("phone", new_phone()), "en", "code", code="1", minutes=1, city="X")
    town.clock.at += dispatches.WORTH + timedelta(seconds=1)
    assert dispatches.forget() >= 1 and not town.texts.sent


def test_codes_that_are_over_are_forgotten(town: Town) -> None:
    code = codes.send(Contact("email", new_email()), "en", asked_from="here")
    town.clock.at += codes.LASTS + timedelta(seconds=1)
    assert codes.forget() >= 1 and not Code.objects.filter(id=code).exists()


def test_erasing_a_party_takes_the_account_with_all_that_is_of_it(town: Town) -> None:
    account, by = owner(town)
    assert by.party
    erasing.erase_party(by.party, by=by)
    for table in (store.Contact, Code, SignIn):
        assert not table.objects.filter(account=account.id).exists()
    assert Event.objects.filter(kind="account.closed", facts__account=str(account.id)).exists()
    assert not Account.objects.filter(id=account.id).exists()


def test_where_no_text_messages_are_sent_a_phone_is_refused_at_once_and_warned_of_nothing(town: Town) -> None:
    code = confirmed(town, Contact("phone", new_phone()))
    account = own_account.open("Ana", code, language="en", channel="account")
    with towns.with_parts(texts=None):
        phone = Contact("phone", new_phone())
        assert code_of(lambda: codes.send(phone, "en", asked_from="here")) == "contact.no_texts"
        own_account.set_password("correct horse battery", by=accounts.actor_of(account, "account"))
        towns.run_jobs()
    assert not Dispatch.objects.exists()

"""A hostile reader of messages: reports of mail servers made up, mail that came to the wrong person."""

import re
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import pytest
from django.db import transaction
from tests import town as towns
from tests.channels.account import people
from tests.channels.visiting import Visitor
from tests.core.test_bounces import ID, mail
from tests.town import Town, code_of

from sportello.actions import accounts, cases, claiming, contacts, deliveries, notices, own_account, returns
from sportello.core.contacts import Contact
from sportello.core.delivery import DENIED, UNWANTED
from sportello.store.accounts import Account
from sportello.store.accounts import Contact as Row
from sportello.store.messages import Message
from sportello.store.record import Event


def warn() -> Message:
    """Tell a resident by e-mail that somebody may act for them."""
    ana = towns.resident()
    assert ana.account and ana.party
    with transaction.atomic():
        contacts.add(Account.objects.get(id=ana.account), Contact("email", f"{ana.account}@example.org"))
        notices.tell(ana.party, "mandate_accepted_giver", name="Carl Carer")
    towns.run_jobs()
    return Message.objects.get(party=ana.party)


MADE_UP: dict[str, Any] = {
    "its id": str,
    "another message's code": lambda id: f"{id}.{deliveries.mail_id(warn().id).partition('.')[2]}",
    "an empty code": lambda id: f"{id}.",
    "the code of its link": lambda id: (
        f"{id}.{deliveries.stop_link(id, 'email').rpartition('/')[2][: deliveries.MAIL_DIGITS]}"
    ),
}


@pytest.mark.parametrize("made_up", MADE_UP)
def test_whoever_read_the_record_cannot_say_that_a_warning_came_back(town: Town, made_up: str) -> None:
    message = warn()
    assert Event.objects.filter(
        case_id=None, facts__message=str(message.id)
    ).exists()  # `actions.extracts` gives it away
    forged = mail("postfix").replace(ID.encode(), MADE_UP[made_up](message.id).encode())
    assert returns.take(forged) == 0
    assert not Row.objects.filter(account__party=message.party_id).exclude(silenced="").exists()
    assert deliveries.mail_id(message.id) in {one.message_id for one in town.mail.sent}


def test_the_link_of_a_message_that_came_to_somebody_else_opens_nothing_any_more(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance", **towns.newcomer() | {"email": "leo@example.org", "lease": None})
    towns.run_jobs()
    [mail_sent] = town.mail.sent
    [(reference, code)] = re.findall(r"/track/([^/\s]+)/([A-Z0-9-]+)", mail_sent.body)
    assert code != sent.secret and cases.unlock(reference, code) == sent.case
    message, token = mail_sent.stop.split("/")[-2:]
    returns.deny(UUID(message), token, channel="web")
    assert code_of(lambda: cases.unlock(reference, code)) == "case.not_found"
    assert cases.unlock(reference, sent.secret) == sent.case  # the receipt is in the applicant's own hands
    other = towns.apply(town, "rental-assistance", **towns.newcomer() | {"email": "eve@example.org", "lease": None})
    towns.run_jobs()
    assert code_of(lambda: cases.unlock(other.reference, code)) == "case.not_found"


@pytest.fixture
def denied(town: Town) -> str:
    """Give the address of an account that had its reader say: not me."""
    ana = warn()
    stop = town.mail.sent[-1].stop
    assert Visitor().post(urlsplit(stop).path).status_code == 200
    return f"{Account.objects.get(party=ana.party_id).id}@example.org"


def test_who_reads_where_messages_were_denied_comes_in_with_the_accounts_number_alone(town: Town, denied: str) -> None:
    account, reader = people.find(denied), Visitor()
    reader.post("/sign-in", contact=denied, next="/account")
    people.type_code(reader, town, denied)
    assert reader.path == "/sign-in/denied" and account.name not in reader.text and account.login not in reader.text
    assert reader.get("/account") and reader.path == "/sign-in"
    assert reader.post("/sign-in/denied", number="R7K-3F9-2QM").status_code == 422
    reader.post("/sign-in/denied", number=account.login.lower())
    assert reader.path == "/account" and account.login in reader.text
    assert not Row.objects.get(account=account).silenced


@pytest.mark.parametrize("has_phone", [False, True])
def test_not_me_counts_after_a_mail_program_and_for_the_address_it_came_to_alone(town: Town, has_phone: bool) -> None:
    message, stop = warn(), urlsplit(town.mail.sent[-1].stop).path
    rows = Row.objects.filter(account__party=message.party_id)
    if has_phone:
        with transaction.atomic():
            contacts.add(Account.objects.get(party=message.party_id), Contact("phone", people.new_phone()))
    Visitor().post(stop, **{"List-Unsubscribe": "One-Click"})
    towns.run_jobs()
    assert rows.get(kind="email").silenced == UNWANTED
    for _ in range(2):
        Visitor().post(stop)
    assert rows.get(kind="email").silenced == DENIED and not rows.filter(kind="phone").exclude(silenced="").exists()
    assert Event.objects.filter(kind="contact.denied", facts__message=str(message.id)).count() == 2


def test_the_number_is_not_guessed(town: Town, denied: str) -> None:
    account, reader = people.find(denied), Visitor()
    reader.post("/sign-in", contact=denied)
    people.type_code(reader, town, denied)
    for _ in range(own_account.NUMBERS.most):
        reader.post("/sign-in/denied", number="R7K-3F9-2QM")
    assert reader.post("/sign-in/denied", number=account.login).status_code == 429
    assert Row.objects.get(account=account).silenced


def test_a_mail_program_that_wants_less_mail_locks_nobody_out(town: Town) -> None:
    account = Account.objects.get(party=warn().party_id)
    stop, address = urlsplit(town.mail.sent[-1].stop).path, f"{account.id}@example.org"
    Visitor().post(stop, **{"List-Unsubscribe": "One-Click"})
    reader = Visitor()
    reader.post("/sign-in", contact=address, next="/account")
    people.type_code(reader, town, address)
    assert reader.path == "/account" and Row.objects.get(account=account).silenced == UNWANTED


@pytest.mark.parametrize("wants_less", [False, True])
def test_what_was_sent_in_with_a_mistyped_address_is_not_found_by_whoever_said_not_me(
    town: Town, wants_less: bool
) -> None:
    leo = people.new_email()
    towns.apply(town, "rental-assistance", **towns.newcomer() | {"email": leo, "lease": None})
    towns.run_jobs()
    stop = next(one.stop for one in town.mail.sent if one.address == leo)
    reader = Visitor()
    account = people.join(reader, town, leo)
    by = accounts.actor_of(account, "web")
    if wants_less:
        Visitor().post(urlsplit(stop).path, **{"List-Unsubscribe": "One-Click"})
    assert len(claiming.list_found(by=by)) == 1
    Visitor().post(urlsplit(stop).path)
    assert claiming.list_found(by=by) == []

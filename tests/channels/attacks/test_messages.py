"""A hostile reader of messages: reports of mail servers made up, mail that came to the wrong person."""

import re
from typing import Any
from uuid import UUID

import pytest
from django.db import transaction
from tests import town as towns
from tests.core.test_bounces import ID, mail
from tests.town import Town, code_of

from sportello.actions import cases, contacts, deliveries, notices, returns
from sportello.core.contacts import Contact
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
    "the code of its link": lambda id: f"{id}.{deliveries.stop_link(id).rpartition('/')[2][: deliveries.MAIL_DIGITS]}",
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

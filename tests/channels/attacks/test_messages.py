"""A hostile reader of messages: reports of mail servers made up, mail that came to the wrong person."""

from typing import Any

import pytest
from django.db import transaction
from tests import town as towns
from tests.core.test_bounces import ID, mail
from tests.town import Town

from sportello.actions import contacts, deliveries, notices, returns
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
    assert town.mail.sent[0].message_id == deliveries.mail_id(message.id)

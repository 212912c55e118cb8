"""The page of one's preferences, and the link by which whoever got a message by mistake says so."""

import pytest
from django.db import transaction
from django.test import Client
from tests import town as towns
from tests.channels.visiting import Visitor
from tests.town import Town

from sportello.actions import contacts, notices, preferences
from sportello.core.actors import Actor
from sportello.core.contacts import Contact
from sportello.core.delivery import Channel
from sportello.store.accounts import Account
from sportello.store.accounts import Contact as Row
from sportello.store.messages import Message

PAGE = "/my/preferences"


def signed_in() -> tuple[Actor, Visitor]:
    """Be a resident with an e-mail address, signed in."""
    by = towns.resident()
    account, visitor = Account.objects.get(id=by.account), Visitor()
    with transaction.atomic():
        contacts.add(account, Contact("email", f"{by.account}@example.org"))
    visitor.client.force_login(account, backend="django.contrib.auth.backends.ModelBackend")
    return by, visitor


def stop_link(town: Town) -> tuple[Actor, str]:
    """Give the address that a resident's mail program posts to, as its path."""
    by, _ = signed_in()
    assert by.party
    with transaction.atomic():
        notices.tell(by.party, "mandate_accepted_giver", name="Carl Carer")
    towns.run_jobs()
    return by, town.mail.sent[-1].stop.removeprefix("http://city.test")


@pytest.mark.parametrize("language", ["en", "es", "it"])
def test_one_chooses_way_language_and_hours(town: Town, language: str) -> None:
    by, visitor = signed_in()
    visitor.client.cookies["language"] = language
    assert visitor.get(PAGE).status_code == 200 and f'lang="{language}"' in visitor.text
    visitor.post(PAGE, **{"way": "email", "language": "it", "from": "22:00", "to": "07:00"})
    assert "Salvato" in visitor.text
    seen = preferences.get_own(by=by)
    assert seen.preferences.channel is Channel.EMAIL and seen.language == "it"
    assert [one.hour for one in seen.preferences.quiet or ()] == [22, 7]
    visitor.post(PAGE, **{"way": "", "language": "en", "from": "22:00", "to": ""})
    assert preferences.get_own(by=by).preferences.quiet is None


@pytest.mark.parametrize("sent", [{"way": "phone", "language": "en"}, {"way": "pigeon", "language": "en"}, {"way": ""}])
def test_what_cannot_be_is_refused_beside_its_question(town: Town, sent: dict[str, str]) -> None:
    _, visitor = signed_in()
    assert visitor.post(PAGE, **sent).status_code == 422
    assert "Nothing was changed" in visitor.text


def test_a_silenced_address_is_told_on_the_page(town: Town) -> None:
    by, visitor = signed_in()
    Row.objects.filter(account=by.account).update(silenced="5.1.1")
    visitor.get(PAGE)
    assert "came back" in visitor.text


def test_strangers_are_asked_to_sign_in(town: Town) -> None:
    assert Visitor().get(PAGE).status_code == 403


def test_looking_at_the_link_does_nothing_and_pressing_the_button_does(town: Town) -> None:
    by, link = stop_link(town)
    visitor = Visitor()
    visitor.get(link)
    assert "Is this message not for you?" in visitor.text and "Carl" not in visitor.text
    assert not Row.objects.get(account=by.account).silenced
    visitor.post(link)
    assert "Nothing more comes" in visitor.text and Row.objects.get(account=by.account).silenced


def test_a_mail_program_posts_without_a_token_of_ours(town: Town) -> None:
    by, link = stop_link(town)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(link, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Row.objects.get(account=by.account).silenced


def test_a_link_made_up_opens_nothing(town: Town) -> None:
    _, link = stop_link(town)
    assert Visitor().get(f"{link[:-2]}00" if not link.endswith("00") else f"{link[:-2]}11").status_code == 404


def test_how_a_message_stands_is_shown_where_it_is_read(town: Town) -> None:
    by, visitor = signed_in()
    assert by.party
    with transaction.atomic():
        notices.tell(by.party, "mandate_revoked_giver", name="Carl Carer")
    message = Message.objects.get(party=by.party)
    visitor.get(f"/my/inbox/{message.id}")
    assert "Not sent by e-mail yet" in visitor.text
    towns.run_jobs()
    visitor.get(f"/my/inbox/{message.id}")
    assert "Sent by e-mail" in visitor.text and "First opened" in visitor.text

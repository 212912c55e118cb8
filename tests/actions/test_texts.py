"""Texts by SMS and WhatsApp: what networks refuse and report, late, twice, in any order; and who answers STOP."""

from datetime import timedelta

import pytest
from tests import town as towns
from tests.actions.test_preferences import reached, tell, want, went
from tests.town import Town

from sportello.actions import contacts, preferences, returns
from sportello.core.actors import Actor
from sportello.core.delivery import DENIED, STOPPED, Channel
from sportello.core.texting import Receipt
from sportello.store.accounts import Account
from sportello.store.accounts import Contact as Row
from sportello.store.messages import Message
from sportello.store.record import Event


def texted(town: Town, by: Actor, way: Channel = Channel.PHONE) -> Message:
    """Have a message texted; give it as it then is."""
    want(by, way)
    message = tell(by)
    towns.run_jobs()
    message.refresh_from_db()
    assert message.channel == way and message.handed
    return message


def number_of(by: Actor) -> str:
    account = Account.objects.get(id=by.account)
    return next(one.contact.text for one in contacts.list_of(account) if one.contact.kind == "phone")


def silenced(by: Actor) -> str:
    return Row.objects.get(account=by.account, kind="phone").silenced


def answers(town: Town) -> list[str]:
    """Run the jobs; give the templates of what was texted."""
    towns.run_jobs()
    templates = [one.template for one in town.texts.sent]
    town.texts.sent.clear()
    return templates


def test_a_text_goes_as_a_template_in_its_language_with_its_parameters(town: Town) -> None:
    ana = reached()
    texted(town, ana, Channel.WHATSAPP)
    [sent] = town.whatsapp.sent
    assert (sent.template, sent.language, set(sent.parameters)) == (
        "message-short",
        "en",
        {"city", "subject", "link", "stop"},
    )
    assert town.texts.sent == []


def test_whatsapp_is_only_for_who_asked_for_it(town: Town) -> None:
    ana = reached()
    assert Channel.WHATSAPP in preferences.get_own(by=ana).reachable
    Row.objects.filter(account=ana.account, kind="email").delete()
    tell(ana)
    assert went(town) == ["phone"] and town.whatsapp.sent == []


def test_what_a_network_cannot_take_goes_the_next_way_and_the_number_stays_good(town: Town) -> None:
    ana = reached()
    town.whatsapp.refuses[number_of(ana)] = "texts.cannot"
    want(ana, Channel.WHATSAPP)
    message = tell(ana)
    assert went(town) == ["email"] and silenced(ana) == ""
    assert [one.channel for one in message.returns.all()] == ["whatsapp"]


@pytest.mark.parametrize(("code", "why"), [("texts.rejected", "rejected"), ("texts.stopped", "stopped")])
def test_a_number_that_is_nobodys_or_told_the_network_to_stop_gets_no_more(town: Town, code: str, why: str) -> None:
    ana = reached()
    town.texts.refuses[number_of(ana)] = code
    want(ana, Channel.PHONE)
    tell(ana)
    assert went(town) == ["email"] and silenced(ana) == why
    tell(ana)
    assert went(town) == ["email"]


def test_a_receipt_that_comes_twice_counts_once_and_a_failure_after_it_changes_nothing(town: Town) -> None:
    message = texted(town, reached())
    way = Channel(message.channel)
    assert returns.take_receipt(Receipt(way, message.handed, delivered=True))
    town.clock.at += timedelta(hours=1)
    assert returns.take_receipt(Receipt(way, message.handed, delivered=True))
    assert returns.take_receipt(Receipt(way, message.handed, delivered=False, why="30003", is_gone=True))
    message.refresh_from_db()
    assert message.delivered_at and message.delivered_at < town.clock.at - timedelta(minutes=30)
    assert message.channel == "phone" and not message.returns.exists()


def test_a_text_reported_lost_goes_the_next_way_once_however_late_and_often_it_is_said(town: Town) -> None:
    ana = reached()
    message = texted(town, ana, Channel.WHATSAPP)
    town.clock.at += timedelta(days=3)
    lost = Receipt(Channel(message.channel), message.handed, delivered=False, why="131026")
    assert returns.take_receipt(lost)
    assert went(town) == ["email"] and silenced(ana) == ""
    assert not returns.take_receipt(lost) and not returns.take_receipt(
        Receipt(lost.channel, lost.handed, delivered=True)
    )
    message.refresh_from_db()
    assert (message.channel, message.delivered_at, message.failed) == ("email", None, "")
    assert [one.why for one in message.returns.all()] == ["131026"]


def test_a_receipt_for_nobodys_text_is_none_of_ours(town: Town) -> None:
    assert not returns.take_receipt(Receipt(Channel.PHONE, "", delivered=True))
    assert not returns.take_receipt(Receipt(Channel.PHONE, "SM-unknown", delivered=False))


def test_who_answers_stop_gets_no_more_by_any_network_and_is_told_once_how_to_undo_it(town: Town) -> None:
    ana = reached()
    want(ana, Channel.WHATSAPP)
    for _ in range(2):
        returns.hear(number_of(ana), "Stop.")
    assert answers(town) == ["account-text-stopped-short"] and silenced(ana) == STOPPED
    assert preferences.get_own(by=ana).silenced == {Channel.PHONE: STOPPED}
    tell(ana)
    assert went(town) == ["email"] and town.whatsapp.sent == []
    events = Event.objects.filter(kind="contact.stopped", facts__account=str(ana.account))
    assert events.count() == 1

    returns.hear(number_of(ana), "START")
    assert answers(town) == ["account-text-started-short"] and silenced(ana) == ""
    tell(ana)
    towns.run_jobs()
    assert len(town.whatsapp.sent) == 1


def test_stop_holds_for_a_text_that_waits_already(town: Town) -> None:
    ana = reached()
    want(ana, Channel.PHONE)
    tell(ana)
    returns.hear(number_of(ana), "BASTA")
    assert answers(town) == ["account-text-stopped-short"]
    assert [mail.address for mail in town.mail.sent] == [f"{ana.account}@example.org"]


def test_start_does_not_undo_that_a_number_is_somebody_elses(town: Town) -> None:
    ana = reached()
    Row.objects.filter(account=ana.account, kind="phone").update(silenced=DENIED)
    for word in ("STOP", "START"):
        returns.hear(number_of(ana), word)
    assert answers(town) == [] and silenced(ana) == DENIED


def test_who_writes_words_is_told_once_a_day_where_to_write_and_strangers_are_not_answered(town: Town) -> None:
    ana = reached()
    for _ in range(3):
        returns.hear(number_of(ana), "Yes, I will come on Monday")
    returns.hear("+12145559999", "STOP")
    returns.hear("+12145559999", "hello")
    assert answers(town) == ["account-text-unread-short"] and silenced(ana) == ""

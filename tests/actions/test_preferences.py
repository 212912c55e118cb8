"""How residents want to be told, and by which way messages then go: when, and where instead when they come back."""

from dataclasses import replace
from datetime import time, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from tests import town as towns
from tests.core.test_bounces import ID, mail
from tests.town import Town, code_of

from sportello.actions import contacts, deliveries, folder, live, messages, notices, preferences, returns
from sportello.core.actors import Actor
from sportello.core.contacts import Contact
from sportello.core.delivery import DENIED, REMIND_AFTER, Channel, Preferences
from sportello.integrations.fakes import RefusingMailer
from sportello.store.accounts import Account
from sportello.store.accounts import Contact as Row
from sportello.store.cases import Case
from sportello.store.messages import Message
from sportello.store.record import Event

NIGHT = (time(22), time(7))
KIND = "mandate_revoked_giver"
PHONE = iter(range(2145550100, 2145559999))


def reached() -> Actor:
    """Be a resident with an e-mail address and a phone number."""
    by = towns.resident()
    account = Account.objects.get(id=by.account)
    with transaction.atomic():
        contacts.add(account, Contact("email", f"{by.account}@example.org"))
        contacts.add(account, Contact("phone", f"+1{next(PHONE)}"))
    return by


def want(by: Actor, channel: Channel | None = None, quiet: tuple[time, time] | None = None) -> None:
    preferences.set_own(channel, "en", quiet, by=by)


def tell(by: Actor, kind: str = KIND) -> Message:
    assert by.party
    with transaction.atomic():
        notices.tell(by.party, kind, name="Carl Carer")
    return Message.objects.filter(party=by.party).latest("written_at")


def went(town: Town) -> list[str]:
    """Give by which ways messages left, and let them be forgotten."""
    towns.run_jobs()
    ways = ["email"] * len(town.mail.sent) + ["phone"] * len(town.texts.sent)
    town.mail.sent.clear()
    town.texts.sent.clear()
    return ways


def told(message: Message) -> list[str]:
    kinds = ("message.available", "message.sent", "message.returned", "message.reminded", "contact.denied")
    events = Event.objects.filter(kind__in=kinds, facts__message=str(message.id)).order_by("id")
    return [event.kind for event in events]


@pytest.mark.parametrize(
    ("channel", "ways"),
    [(None, ["email"]), (Channel.EMAIL, ["email"]), (Channel.PHONE, ["phone"]), (Channel.PAGE, [])],
)
def test_a_message_goes_the_preferred_way_and_once(town: Town, channel: Channel | None, ways: list[str]) -> None:
    ana = reached()
    want(ana, channel)
    message = tell(ana)
    assert went(town) == ways
    messages.send(message.id)
    assert went(town) == [] and [one.id for one in folder.list_letters(by=ana)] == [message.id]


def test_a_text_message_says_where_to_read_it_and_nothing_of_its_body(town: Town) -> None:
    ana = reached()
    want(ana, Channel.PHONE)
    message = tell(ana)
    towns.run_jobs()
    [text] = town.texts.sent
    assert f"/my/inbox/{message.id}" in text.text and "what was sent stays" not in text.text


def test_a_message_of_a_case_goes_as_its_signed_in_applicant_prefers(town: Town) -> None:
    for channel, ways in ((Channel.PHONE, "phone"), (Channel.PAGE, None)):
        ana = reached()
        want(ana, channel)
        towns.apply(town, "rental-assistance", by=ana, **towns.newcomer() | {"email": "other@example.org"})
        assert set(went(town)) == ({ways} if ways else set())


def test_who_prefers_nothing_is_told_where_the_application_says(town: Town) -> None:
    towns.apply(town, "rental-assistance", by=reached(), **towns.newcomer() | {"email": "other@example.org"})
    towns.run_jobs()
    assert {mail.address for mail in town.mail.sent} == {"other@example.org"} and not town.texts.sent


def test_what_is_not_urgent_waits_for_the_end_of_quiet_hours(town: Town) -> None:
    ana = reached()
    want(ana, quiet=NIGHT)
    town.clock.at += timedelta(hours=12)  # at night in the city
    message = tell(ana)
    assert message.due_at and went(town) == [] and folder.list_letters(by=ana)
    messages.send(message.id)
    assert deliveries.send_due() == 0 and went(town) == []
    town.clock.at += timedelta(hours=10)
    assert deliveries.send_due() >= 1 and went(town) == ["email"]
    assert deliveries.send_due() == 0 and went(town) == []


def test_what_is_urgent_rings_at_night(town: Town) -> None:
    ana = reached()
    want(ana, quiet=NIGHT)
    town.clock.at += timedelta(hours=12)
    tell(ana, "mandate_accepted_giver")
    assert went(town) == ["email"]


def test_a_message_is_available_from_when_it_was_written_and_the_record_says_so(town: Town) -> None:
    ana = reached()
    message = tell(ana)
    assert told(message) == ["message.available"]
    towns.run_jobs()
    assert told(message) == ["message.available", "message.sent"]


def test_one_is_reminded_once_of_what_one_has_not_opened(town: Town) -> None:
    ana, bea = reached(), reached()
    unread, read = tell(ana), tell(bea)
    folder.read_letter(read.id, by=bea)
    assert len(went(town)) == 2
    town.clock.at += REMIND_AFTER
    while deliveries.remind():
        pass
    towns.run_jobs()
    mine = [mail for mail in town.mail.sent if str(unread.id) in mail.body]
    assert len(mine) == 1 and not [mail for mail in town.mail.sent if str(read.id) in mail.body]
    deliveries.remind()  # of what others wrote a moment later
    assert told(unread)[-1] == "message.reminded" and told(unread).count("message.reminded") == 1


@pytest.mark.parametrize("name", ["postfix", "exchange", "gmail"])
def test_a_bounce_silences_the_address_and_the_next_way_is_tried_once(town: Town, name: str) -> None:
    ana = reached()
    message = tell(ana)
    assert went(town) == ["email"]
    back = mail(name).replace(ID.encode(), deliveries.mail_id(message.id).encode())
    assert [returns.take(back), returns.take(back)] == [1, 0]
    assert went(town) == ["phone"]
    letter = folder.read_letter(message.id, by=ana)
    assert [by for by, *_ in letter.returns] == ["email"] and (letter.told.channel, letter.told.failed) == ("phone", "")
    assert preferences.get_own(by=ana).silenced == {
        Channel.EMAIL: Row.objects.get(account=ana.account, kind="email").silenced
    }
    tell(ana)
    assert went(town) == ["phone"]


def test_a_bounce_without_another_way_is_told_in_the_folder(town: Town) -> None:
    ana = reached()
    Row.objects.filter(account=ana.account, kind="phone").delete()
    message = tell(ana)
    towns.run_jobs()
    returns.take(mail("postfix").replace(ID.encode(), deliveries.mail_id(message.id).encode()))
    seen = folder.read_letter(message.id, by=ana).told
    assert (seen.channel, seen.failed) == ("email", "5.1.1") and told(message)[-1] == "message.returned"


def test_a_report_that_it_arrived_is_kept(town: Town) -> None:
    ana = reached()
    message = tell(ana)
    towns.run_jobs()
    arrived = mail("postfix", action="Action: delivered", status="2.0.0").replace(
        ID.encode(), deliveries.mail_id(message.id).encode()
    )
    assert returns.take(arrived) == 1
    assert folder.read_letter(message.id, by=ana).told.delivered_at


def test_a_report_about_no_message_of_ours_changes_nothing(town: Town) -> None:
    assert returns.take(mail("postfix")) == 0
    assert returns.take(mail("gmail").replace(ID.encode(), b"somebody.elses@example.org")) == 0


def test_a_mail_refused_at_once_goes_by_text_message(town: Town) -> None:
    ana = reached()
    message = tell(ana)
    with towns.with_parts(mailer=RefusingMailer()):
        messages.send(message.id)
    assert went(town) == ["phone"] and told(message)[1:3] == ["message.sent", "message.returned"]


def test_an_address_confirmed_again_is_written_to_again(town: Town) -> None:
    ana = reached()
    Row.objects.filter(account=ana.account).update(silenced="5.1.1")
    tell(ana)
    assert went(town) == []
    account = Account.objects.get(id=ana.account)
    with transaction.atomic():
        contacts.add(account, next(one.contact for one in contacts.list_of(account) if one.contact.kind == "email"))
    tell(ana)
    assert went(town) == ["email"]


def link_of(town: Town) -> tuple[UUID, str]:
    [sent] = town.mail.sent
    message, token = sent.stop.split("/")[-2:]
    assert sent.stop in sent.body
    return UUID(message), token


def test_who_is_not_meant_says_so_and_the_real_reader_is_told_otherwise(town: Town) -> None:
    ana = reached()
    message = tell(ana)
    towns.run_jobs()
    link = link_of(town)
    for _ in range(2):
        returns.deny(*link, channel="web")
    town.mail.sent.clear()
    assert went(town) == ["phone"] and told(message).count("contact.denied") == 1
    assert Row.objects.get(account=ana.account, kind="email").silenced == DENIED


def test_an_address_mistyped_in_an_application_gets_nothing_more_and_staff_see_why(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance", **towns.newcomer() | {"email": "leo@example.org", "lease": None})
    towns.run_jobs()
    returns.deny(*link_of(town), channel="web")
    case = Case.objects.get(id=sent.case)
    assert Event.objects.filter(case_id=case.id, kind="contact.denied").count() == 1
    town.mail.sent.clear()
    towns.rule(towns.open_task(sent.case), "deny", next(iter(live.service("rental-assistance").reasons)))
    assert town.mail.sent == []
    assert Message.objects.filter(case=case).latest("written_at").channel == "page"


@pytest.mark.parametrize("token", ["", "00" * 16, "not hex"])
def test_a_link_made_up_does_nothing(town: Town, token: str) -> None:
    message = tell(reached())
    towns.run_jobs()
    assert code_of(lambda: returns.deny(message.id, token, channel="web")) == "message.no_link"
    assert told(message) == ["message.available", "message.sent"]


def test_preferences_are_ones_own(town: Town) -> None:
    ana = towns.resident()
    acting = replace(towns.resident(), on_behalf_of=ana.party, mandate=ana.account)
    for by, code in (
        (towns.stranger(), "folder.sign_in"),
        (towns.staff("housing"), "folder.sign_in"),
        (acting, "folder.own_only"),
    ):
        assert code_of(lambda by=by: preferences.get_own(by=by)) == code  # type: ignore[misc]
        assert code_of(lambda by=by: preferences.set_own(None, "en", None, by=by)) == code  # type: ignore[misc]


def test_a_way_that_reaches_nobody_and_a_language_not_spoken_are_refused(town: Town) -> None:
    ana = towns.resident()
    assert code_of(lambda: preferences.set_own(Channel.PHONE, "en", None, by=ana)) == "preference.no_way"
    assert code_of(lambda: preferences.set_own(None, "tlh", None, by=ana)) == "preference.language"
    assert preferences.get_own(by=ana).preferences == Preferences()
    preferences.set_own(Channel.PAGE, "it", NIGHT, by=ana)
    seen = preferences.get_own(by=ana)
    assert (seen.language, seen.preferences) == ("it", Preferences(Channel.PAGE, NIGHT))
    assert Event.objects.filter(kind="preferences.changed", facts__account=str(ana.account)).count() == 1

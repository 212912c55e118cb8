"""Messages that belong to no case: in the inbox at once, sent on, and told to who acts for a company or a child."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from tests import town as towns
from tests.town import Town, code_of

from sportello import words
from sportello.actions import (
    accounts,
    contacts,
    erasing,
    folder,
    live,
    mandates,
    messages,
    notices,
    parties,
    representatives,
)
from sportello.core import actors
from sportello.core.actors import Actor, Role
from sportello.core.contacts import Contact
from sportello.core.mandates import Kind
from sportello.store.accounts import Account, Party
from sportello.store.messages import Message

GIVEN = "mandate_accepted_giver"


def tell(by: Actor, name: str = "Carl Carer") -> Message:
    assert by.party
    with transaction.atomic():
        notices.tell(by.party, GIVEN, name=name)
    return Message.objects.filter(party=by.party).latest("written_at")


def reached(by: Actor) -> str:
    """Give a resident an e-mail address, and that address."""
    address = f"{by.account}@example.org"
    with transaction.atomic():
        contacts.add(Account.objects.get(id=by.account), Contact("email", address))
    return address


def subjects(by: Actor) -> list[str]:
    return [one.told.subject for one in folder.list_letters(by=by)]


def test_it_stands_in_the_inbox_at_once_beside_those_of_cases(town: Town) -> None:
    ana = towns.resident()
    towns.apply(town, "street-defect", by=ana)
    towns.run_jobs()
    tell(ana)
    found = folder.list_letters(by=ana)
    assert found[0].case is None and all(one.case for one in found[1:]) and len(found) > 1
    assert "Carl Carer" in found[0].told.subject and folder.count_unread(by=ana) == len(found)
    assert folder.read_letter(found[0].id, by=ana).told.body and folder.count_unread(by=ana) == len(found) - 1


def test_it_is_sent_once_to_the_address_of_the_account(town: Town) -> None:
    ana = towns.resident()
    address, message = reached(ana), tell(ana)
    for _ in range(2):
        messages.send(message.id)
    assert [mail.address for mail in town.mail.sent] == [address]
    assert f"http://city.test/my/inbox/{message.id}" in town.mail.sent[0].body


def test_it_is_taken_back_with_the_deed(town: Town) -> None:
    ana = towns.resident()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tell(ana)
        raise ZeroDivisionError
    assert folder.list_letters(by=ana) == []


def test_it_speaks_the_readers_language_and_lies_sealed(town: Town) -> None:
    ana = towns.resident()
    Account.objects.filter(id=ana.account).update(language="it")
    message = tell(ana, "Unmistakable Name")
    assert "può agire per te" in folder.read_letter(message.id, by=ana).told.body
    assert b"Unmistakable" not in bytes(message.sealed)


def test_nobody_else_reads_it(town: Town) -> None:
    ana = towns.resident()
    message = tell(ana)
    scoped = replace(towns.resident(), on_behalf_of=ana.party, mandate=message.id, scope=frozenset({"street-defect"}))
    for by in (towns.resident(), towns.stranger(), towns.staff("housing"), scoped):
        assert code_of(lambda by=by: folder.read_letter(message.id, by=by)) == "message.not_found"  # type: ignore[misc]
    assert folder.list_letters(by=scoped) == []
    whole = replace(scoped, scope=None)
    assert folder.read_letter(message.id, by=whole).read_at is None


def test_representatives_and_parents_are_told_and_for_whom(town: Town) -> None:
    company = parties.add("company", {"business_name": "Molino LLC"}, source="register")
    ana, bea = towns.resident(), towns.resident()
    assert ana.party and bea.party
    house = actors.system()
    representatives.add_representative(company, ana.party, None, by=house)
    ended = representatives.add_representative(company, bea.party, None, by=house)
    mandates.revoke(ended, by=house)
    before = len(subjects(bea))
    with transaction.atomic():
        notices.tell(company, GIVEN, name="Carl Carer")
    told = folder.list_letters(by=ana)[0].told
    assert "Molino LLC" in told.body and "Carl Carer" in told.subject
    assert Message.objects.filter(party=company).latest("written_at").channel == "page"
    assert len(subjects(bea)) == before


@pytest.mark.parametrize("language", words.LANGUAGES)
def test_facts_are_said_as_the_language_writes_them(town: Town, language: str) -> None:
    assert notices._say(language, (Decimal("1480.5"), "EUR")) in ("€1,480.50", "1480,50\xa0€", "1.480,50\xa0€")
    assert str(live.local(town.clock.at).year) in str(notices._say(language, town.clock.at))
    day = date(2026, 6, 2)
    assert notices._say(language, day) == day and notices._say(language, "as is") == "as is"


def test_both_sides_are_told_what_becomes_of_a_mandate(town: Town) -> None:
    ana, carl = towns.resident(), towns.resident()
    for by, called in ((ana, "Ana Ruiz"), (carl, "Carl Carer")):
        Account.objects.filter(id=by.account).update(name=called)
    today = live.today()
    made = mandates.propose(Kind.CARER, mandates.GIVER, starts=today, ends=today + timedelta(days=90), by=ana)
    assert (len(subjects(ana)), len(subjects(carl))) == (1, 0)
    given = mandates.accept(made.code, by=carl)
    assert (subjects(ana)[0], subjects(carl)[0]) == ("Carl Carer may act for you now", "You may act for Ana Ruiz now")
    mandates.revoke(given, by=carl)
    assert subjects(ana)[0] == "Carl Carer no longer acts for you" and len(subjects(ana)) == 3
    assert subjects(carl)[0] == "You no longer act for Ana Ruiz" and len(subjects(carl)) == 2


def test_a_colleague_who_comes_to_represent_a_company_is_told_once(town: Town) -> None:
    company = parties.add("company", {"business_name": "Molino LLC"}, source="register")
    ana, carl = towns.resident(), towns.resident()
    assert ana.party
    acting = mandates.act(representatives.add_representative(company, ana.party, None, by=actors.system()), by=ana)
    today = live.today()
    made = mandates.propose(Kind.REPRESENTATIVE, mandates.GIVER, starts=today, ends=today, by=acting)
    mandates.accept(made.code, by=carl)
    assert subjects(carl) == ["You may act for Molino LLC now"] and len(subjects(ana)) == 2


def test_a_parent_is_told_for_whom_another_comes_to_act(town: Town) -> None:
    child = parties.add("person", {"person": {"given_name": "Sole", "family_name": "Ruiz"}}, source="register")
    ana, carl = towns.resident(), towns.resident()
    assert ana.party and carl.party
    lead, other = (towns.staff("registry", Role.LEAD) for _ in range(2))
    born = date(2018, 3, 4)
    representatives.add_child(child, ana.party, born, by=actors.system())
    representatives.confirm(representatives.add_child(child, carl.party, born, by=lead), by=other)
    name = parties.name_of(carl.party)
    assert subjects(ana)[:2] == [
        f"{name} acts for Sole Ruiz by the register now",
        f"{name} is to act for Sole Ruiz by the register",
    ]


def test_it_goes_with_the_party(town: Town) -> None:
    ana = towns.resident()
    message = tell(ana)
    assert ana.party
    erasing.erase_party(ana.party, by=ana)
    assert not Message.objects.filter(id=message.id).exists() and not Party.objects.filter(id=ana.party).exists()


def test_who_has_no_account_is_told_in_the_citys_first_language(town: Town) -> None:
    child = parties.add()
    with transaction.atomic():
        notices.tell(child, "mandate_proposed_giver", until=datetime(2026, 7, 1, 12, tzinfo=town.clock.at.tzinfo))
    [told] = messages.list_of_party(child, by=actors.system())
    assert told.subject == words.say(live.profile().languages[0], "notice-mandate-proposed-giver-subject")
    assert accounts.find(str(child)) is None

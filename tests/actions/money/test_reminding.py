"""Reminders: before and after the day, each once, in the inbox; nobody who has paid is reminded."""

from datetime import timedelta
from decimal import Decimal
from uuid import UUID, uuid4

from tests import town as towns
from tests.actions.money.test_paying import owe, treasurer
from tests.town import Town

from sportello.actions import messages
from sportello.actions.money import giving_back, reminding, settling
from sportello.core import actors
from sportello.core.actors import Actor
from sportello.store.money import Bill

DAY = timedelta(days=1)


def pay(bill: UUID, amount: str) -> None:
    settling.pay(bill, Decimal(amount), "bank", key=str(uuid4()), receipt="", by=actors.system())


def inbox(by: Actor) -> list[str]:
    assert by.party
    return [told.subject for told in messages.list_of_party(by.party, by=by)]


def test_a_bill_is_reminded_of_before_and_after_its_day_once_each(town: Town) -> None:
    ana = towns.resident()
    bill = owe(ana)
    reference = Bill.objects.get(id=bill).reference
    told = []
    for days in (0, 22, 3, 6, 1, 2, 20, 20):  # due in 30 days
        town.clock.at += days * DAY
        reminding.remind()
        reminding.remind()
        told.append(len(inbox(ana)))
    assert told == [0, 0, 1, 1, 1, 2, 2, 3]
    assert [subject.split()[1] for subject in inbox(ana)] == ["was", "was", "is"]
    assert ana.party
    last = next(iter(messages.list_of_party(ana.party, by=ana)))
    assert f"/bills/{bill}" in last.body and reference[:4] in last.body and "40.00" in last.body


def test_each_instalment_is_reminded_of_by_itself_and_none_that_is_paid(town: Town) -> None:
    ana = towns.resident()
    bill = owe(ana, "100.00", parts=2)
    town.clock.at += 25 * DAY
    reminding.remind()
    pay(bill, "50.00")
    reminding.remind()
    assert len(inbox(ana)) == 1
    town.clock.at += 30 * DAY
    reminding.remind()
    assert len(inbox(ana)) == 2
    pay(bill, "50.00")
    town.clock.at += 60 * DAY
    reminding.remind()
    assert len(inbox(ana)) == 2


def test_who_gets_money_back_is_told_why(town: Town) -> None:
    ana = towns.resident()
    bill = owe(ana)
    pay(bill, "40.00")
    giving_back.ask(bill, Decimal(10), "bank", "Half the year only", by=treasurer())
    assert ana.party
    [told] = messages.list_of_party(ana.party, by=ana)
    assert "10.00" in told.subject and "Half the year only" in told.body

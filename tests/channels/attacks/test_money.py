"""A hostile reader at the till: a cashier who gives money back in slices, or minds the bills of their own household."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from tests import town as towns
from tests.actions.money.test_paying import owe, standing, treasurer
from tests.actions.money.test_statements import came, noted, take
from tests.actions.money.test_till import cashier, paid
from tests.town import Town, code_of

from sportello.actions import parties, representatives
from sportello.actions.money import giving_back, settling, statements, till
from sportello.core.actors import Actor, Role
from sportello.store.money import Bill, RefundRequest


def give_back(bill: UUID, amount: int, by: Actor) -> str:
    return giving_back.ask(bill, Decimal(amount), "cash", "So", by=by)


def test_many_small_amounts_of_a_bill_are_one_large_one(town: Town) -> None:
    bill, first, second = paid(), cashier(), cashier()
    assert give_back(bill, 60, first)
    town.clock.at += timedelta(days=2)
    for by in (first, second):  # whoever comes next, and for ever
        assert give_back(bill, 50, by) == ""
        giving_back.refuse(RefundRequest.objects.get(bill=bill, decided_at=None).id, by=by)
    assert give_back(bill, 40, second)
    assert standing(bill)[2] == 200


def test_many_small_amounts_of_many_bills_are_one_large_one_in_a_day(town: Town) -> None:
    thief, other = cashier(), cashier()
    assert give_back(paid(), 90, thief)
    bill = paid()
    assert give_back(bill, 20, thief) == ""
    giving_back.agree(RefundRequest.objects.get(bill=bill).id, by=other)
    assert give_back(bill, 100, other)  # what two agreed on counts for nobody
    town.clock.at += timedelta(days=1)
    assert give_back(paid(), 100, thief)


def test_nobody_handles_a_bill_of_their_child(town: Town) -> None:
    lead = replace(treasurer(), party=towns.resident().party)
    child, registrar = parties.add(told={}, source="register"), towns.staff("housing", Role.LEAD)
    assert lead.party
    representatives.add_child(child, lead.party, date(2020, 1, 1), by=registrar)
    bill = owe(replace(towns.resident(), party=child), currency="USD")
    assert code_of(lambda: till.take(bill, Decimal(1), "cash", uuid4(), by=lead)) == "task.own_case"
    assert code_of(lambda: settling.cancel(bill, "So", by=lead)) == "task.own_case"


def test_nobody_pays_their_own_bill_by_a_statement_they_bring(town: Town) -> None:
    mine = replace(treasurer(), party=towns.resident().party)
    bill = owe(mine, currency="USD")
    line = came(Bill.objects.get(id=bill).reference)
    assert take(line, by=mine)["noted"] == 1
    assert standing(bill)[0] == 40
    reference = Bill.objects.get(id=bill).reference
    assert code_of(lambda: statements.book(noted(line).id, reference, by=mine)) == "task.own_case"
    statements.book(noted(line).id, reference, by=treasurer())
    assert standing(bill)[0] == 0


@pytest.mark.parametrize("amount", ["NaN", "sNaN", "Infinity", "-1", "0", "1E+30", "1E+999999", "1E-7", "1000000000"])
def test_an_amount_that_is_none_moves_nothing(town: Town, amount: str) -> None:
    bill, by = paid(), cashier()
    assert code_of(lambda: till.take(bill, Decimal(amount), "cash", uuid4(), by=by)) == "money.amount"
    assert code_of(lambda: giving_back.ask(bill, Decimal(amount), "cash", "So", by=by)) == "money.amount"
    assert standing(bill) == (0, 0, 300)


def test_one_token_in_two_hands_is_one_receipt_of_a_bill(town: Town) -> None:
    bill, other, token = owe(towns.resident(), currency="USD"), owe(towns.resident(), currency="USD"), uuid4()
    number = till.take(bill, Decimal(15), "cash", token, by=cashier())
    assert till.take(bill, Decimal(15), "cash", token, by=cashier()) == number
    assert till.take(other, Decimal(15), "cash", token, by=cashier()) != number
    assert (standing(bill)[2], standing(other)[2]) == (15, 15)


@pytest.mark.parametrize("why", ["So\x00", "So \u202eesrever ni", "\x9b2J"])
def test_a_reason_reads_as_it_is(town: Town, why: str) -> None:
    bill = paid()
    assert code_of(lambda: giving_back.ask(bill, Decimal(1), "cash", why, by=cashier())) == "money.reason"

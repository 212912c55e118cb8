"""Money at a counter: taken in once with a numbered receipt, given back by one or two, counted in the evening."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from tests import town as towns
from tests.actions.money.test_paying import owe, standing, treasurer
from tests.town import Town, code_of

from sportello.actions.money import bills, books, differences, giving_back, looking_up, settling, till
from sportello.core.actors import Actor, Role
from sportello.store.looks import Look
from sportello.store.money import Bill, Difference, Numbering, Receipt, RefundRequest
from sportello.store.record import Event


def cashier() -> Actor:
    return towns.staff("cashier", Role.CASHIER)


def auditor() -> Actor:
    return towns.staff("*", Role.AUDITOR)


def paid(amount: str = "300.00", place: str = "cash", by: Actor | None = None) -> UUID:
    """Have a bill that was paid at a counter."""
    bill = owe(towns.resident(), amount, currency="USD")
    till.take(bill, Decimal(amount), place, uuid4(), by=by or cashier())
    return bill


def test_money_is_taken_once_however_often_the_form_is_sent(town: Town) -> None:
    bill, by, token = owe(towns.resident(), currency="USD"), cashier(), uuid4()
    number = till.take(bill, Decimal(15), "cash", token, by=by)
    last = Numbering.objects.get(series=f"receipt-{number[:4]}").last
    assert till.take(bill, Decimal(15), "cash", token, by=by) == number
    assert standing(bill) == (25, 0, 15)
    assert Numbering.objects.get(series=f"receipt-{number[:4]}").last == last == int(number[5:])


def test_a_receipt_is_numbered_without_gaps_and_seen_by_its_payer_and_cashiers(town: Town) -> None:
    ana, by = towns.resident(), cashier()
    bill = owe(ana, currency="USD")
    first = till.take(bill, Decimal(10), "cash", uuid4(), by=by)
    assert code_of(lambda: till.take(bill, Decimal(31), "cash", uuid4(), by=by)) == "payment.amount"
    assert code_of(lambda: till.take(bill, Decimal(10), "shells", uuid4(), by=by)) == "payment.method"
    assert code_of(lambda: till.take(owe(ana), Decimal(1), "cash", uuid4(), by=by)) == "payment.currency"
    assert code_of(lambda: till.take(bill, Decimal("1.001"), "cash", uuid4(), by=by)) == "money.amount"
    second = till.take(bill, Decimal(10), "card", uuid4(), by=by)
    assert int(second[5:]) == int(first[5:]) + 1
    for who in (ana, by, auditor()):
        written = till.get_receipt(second, by=who)
        assert (written.amount, written.left, written.place) == (10, 20, "card")
    for who in (towns.resident(), towns.staff("housing", Role.LEAD), towns.stranger()):
        assert code_of(lambda who=who: till.get_receipt(second, by=who)) == "access.role"  # type: ignore[misc]


Deed = Callable[[UUID, Actor], object]
DEEDS: dict[str, tuple[Deed, bool]] = {  # with whether auditors may: they read
    "take": (lambda bill, by: till.take(bill, Decimal(1), "cash", uuid4(), by=by), False),
    "give back": (lambda bill, by: giving_back.ask(bill, Decimal(1), "cash", "So", by=by), False),
    "agree": (lambda bill, by: giving_back.agree(uuid4(), by=by), False),
    "refuse": (lambda bill, by: giving_back.refuse(uuid4(), by=by), False),
    "cancel": (lambda bill, by: settling.cancel(bill, "So", by=by), False),
    "close": (lambda bill, by: till.close(Decimal(0), by=by), False),
    "day": (lambda bill, by: till.get_day(by=by), False),
    "end": (lambda bill, by: differences.end(uuid4(), "So", by=by), False),
    "find": (lambda bill, by: looking_up.find("x", "work", by=by), True),
    "open": (lambda bill, by: looking_up.open(bill, "work", by=by), True),
    "closings": (lambda bill, by: till.list_closings(by=by), True),
    "waiting": (lambda bill, by: giving_back.list_waiting(by=by), True),
    "open differences": (lambda bill, by: differences.list_open(by=by), True),
    "ended differences": (lambda bill, by: differences.list_ended(by=by), True),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_only_cashiers_move_money_and_auditors_read(town: Town, deed: str) -> None:
    ana = towns.resident()
    bill, (do, is_read) = owe(ana, currency="USD"), DEEDS[deed]
    mandated = replace(towns.resident(), on_behalf_of=ana.party, mandate=uuid4())
    for by in (ana, mandated, towns.stranger(), towns.staff("housing", Role.LEAD), towns.staff("cashier")):
        assert code_of(lambda by=by: do(bill, by)) == "access.role"  # type: ignore[misc]
    if is_read:
        do(bill, auditor())
    else:
        assert code_of(lambda: do(bill, auditor())) == "access.role"
    assert standing(bill) == (40, 0, 0)


def test_nobody_handles_a_bill_of_their_own(town: Town) -> None:
    ana = towns.resident()
    bill = owe(ana, currency="USD")
    mine = replace(treasurer(), party=ana.party)
    assert code_of(lambda: till.take(bill, Decimal(1), "cash", uuid4(), by=mine)) == "task.own_case"
    assert code_of(lambda: settling.cancel(bill, "So", by=mine)) == "task.own_case"
    assert code_of(lambda: giving_back.ask(bill, Decimal(1), "cash", "So", by=mine)) == "task.own_case"


def test_a_small_amount_is_given_back_by_one_person_with_a_receipt(town: Town) -> None:
    bill, by = paid(), cashier()
    number = giving_back.ask(bill, giving_back.most_alone(), "cash", "Half the year only", by=by)
    assert till.get_receipt(number, by=by).amount == -100
    assert standing(bill) == (0, 0, 200)
    moved = bills.see(Bill.objects.get(id=bill)).moved[-1]
    assert (moved.kind, moved.why, moved.receipt) == ("refunded", "Half the year only", number)
    assert code_of(lambda: giving_back.ask(bill, Decimal(1), "cash", " ", by=by)) == "money.reason"
    assert code_of(lambda: giving_back.ask(bill, Decimal(1), "card", "So", by=by)) == "money.refund"


def test_a_form_sent_again_with_another_amount_takes_that_too(town: Town) -> None:
    bill, by, token = owe(towns.resident(), currency="USD"), cashier(), uuid4()
    first, again, other = (till.take(bill, Decimal(amount), "cash", token, by=by) for amount in (10, 10, 5))
    assert first == again != other and standing(bill) == (25, 0, 15)


def test_the_same_form_gives_back_once(town: Town) -> None:
    bill, by, token = paid(), cashier(), uuid4()
    numbers = {giving_back.ask(bill, Decimal(20), "cash", "Half", token, by=by) for _ in range(2)}
    assert len(numbers) == 1 and standing(bill) == (0, 0, 280)
    assert giving_back.ask(bill, Decimal(10), "cash", "Half", token, by=by) not in numbers
    assert standing(bill) == (0, 0, 270)
    waiting = uuid4()
    assert [giving_back.ask(bill, Decimal(130), "cash", "Half", waiting, by=by) for _ in range(2)] == ["", ""]
    assert RefundRequest.objects.filter(bill=bill).count() == 3
    assert giving_back.ask(bill, Decimal(20), "cash", "Half", uuid4(), by=by) not in numbers


def test_more_takes_a_second_person_and_cannot_be_promised_twice(town: Town) -> None:
    bill, first, second = paid(), cashier(), cashier()
    assert giving_back.ask(bill, Decimal(250), "cash", "Moved away", by=first) == ""
    assert standing(bill) == (0, 0, 300)
    assert code_of(lambda: giving_back.ask(bill, Decimal(60), "cash", "Again", by=second)) == "money.refund"
    request = RefundRequest.objects.get(bill=bill)
    assert request.id in [one.id for one in giving_back.list_waiting(by=auditor())]
    assert code_of(lambda: giving_back.agree(request.id, by=first)) == "access.four_eyes"
    assert till.get_receipt(giving_back.agree(request.id, by=second), by=first).amount == -250
    assert standing(bill) == (0, 0, 50)
    assert code_of(lambda: giving_back.agree(request.id, by=cashier())) == "refund.not_waiting"


def test_a_refused_request_gives_nothing_back_and_frees_the_money(town: Town) -> None:
    bill, first, second = paid(), cashier(), cashier()
    giving_back.ask(bill, Decimal(250), "cash", "Moved away", by=first)
    giving_back.refuse(RefundRequest.objects.get(bill=bill).id, by=second)
    assert standing(bill) == (0, 0, 300)
    assert (
        code_of(lambda: giving_back.refuse(RefundRequest.objects.get(bill=bill).id, by=second)) == "refund.not_waiting"
    )
    giving_back.ask(bill, Decimal(90), "cash", "Half", by=second)
    assert standing(bill) == (0, 0, 210)


def test_a_till_is_counted_against_its_receipts_and_a_difference_is_put_before_people(town: Town) -> None:
    by = cashier()
    bill = paid("50.00", by=by)
    paid("20.00", "card", by=by)
    giving_back.ask(bill, Decimal(5), "cash", "So", by=by)
    day = till.get_day(by=by)
    assert (day.since, day.cash, day.card, len(day.receipts)) == (None, 45, 20, 3)
    till.close(Decimal(45), by=by)
    assert not Difference.objects.filter(kind="till", facts__by=by.name).exists()
    paid("10.00", by=by)
    assert code_of(lambda: till.close(Decimal("9.50"), by=by)) == "money.reason"
    ids = {till.close(Decimal("9.50"), "Gave wrong change", by=by).id for _ in range(2)}
    assert len(ids) == 1  # pressed twice
    found = Difference.objects.get(kind="till", facts__by=by.name)
    assert (found.facts["counted"], found.facts["booked"]) == ("9.50", "10.00")
    assert (found.facts["difference"], found.facts["why"]) == ("-0.50", "Gave wrong change")
    assert till.get_day(by=by).receipts == []
    assert [one.counted for one in till.list_closings(by=by) if one.by == by.name] == [Decimal("9.50"), 45]


def test_bills_are_found_by_reference_case_and_person_and_each_look_leaves_a_line(town: Town) -> None:
    ana, by = towns.resident(), cashier()
    bill = owe(ana, currency="USD")
    reference = Bill.objects.get(id=bill).reference
    login = accounts_of(ana)
    for text in (reference, reference.lower(), login):
        assert [line.id for line in looking_up.find(text, "work", by=by)] == [bill]
    assert looking_up.find("nobody@example.org", "work", by=by) == []
    assert code_of(lambda: looking_up.find(login, "", by=by)) == "look.purpose"
    assert code_of(lambda: looking_up.find(" ", "work", by=by)) == "text.missing"
    opened = looking_up.open(bill, "call", by=by)
    assert opened.payer == "A resident" and opened.may == {"take"}
    assert looking_up.open(bill, "call", by=treasurer()).may == {"take", "cancel"}
    assert looking_up.open(bill, "audit", by=auditor()).may == frozenset()
    assert Event.objects.filter(kind="bill.looked_up", facts__bill=str(bill), facts__purpose="call").count() == 2


def accounts_of(by: Actor) -> str:
    from sportello.store.accounts import Account

    return Account.objects.get(id=by.account).login


def test_a_look_at_the_bill_of_a_case_is_seen_by_its_applicant(town: Town) -> None:
    sent, by = towns.apply(town, "building-permit", number=2), cashier()
    towns.run_jobs()
    [line] = looking_up.find(sent.reference, "work", by=by)
    looking_up.open(line.id, "work", by=by)
    assert Look.objects.filter(case=sent.case, actor=by.name, purpose="work").exists()


def test_a_cashier_finishes_the_fee_of_a_case(town: Town) -> None:
    sent, by = towns.apply(town, "building-permit", number=2), cashier()
    towns.run_jobs()
    bill = Bill.objects.get(case=sent.case)
    number = till.take(bill.id, bill.amount, "cash", uuid4(), by=by)
    assert books.stand(bill).is_settled
    assert till.get_receipt(number, by=towns.holder(sent)).left == 0
    assert Receipt.objects.get(number=number).by == by.name

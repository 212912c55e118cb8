"""The fee of a case is a bill: paying it lets the case go on, and whatever happens to the case, no money is lost."""

from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from tests import town as towns
from tests.actions.money.test_paying import go_to_pay, treasurer
from tests.town import Town, code_of

from sportello.actions import cases, claiming, erasing, journeys, live
from sportello.actions.money import bills, books, fees, paying, settling, till
from sportello.core import actors
from sportello.core.actors import Actor
from sportello.core.submissions import Submitted
from sportello.integrations.fakes import FakePayments, RefusingPayments
from sportello.integrations.fakes.payments import SIGNATURE, write_notice
from sportello.store.cases import Case, Task
from sportello.store.money import Bill, Difference, Posting

CASHIER = "cashier"


def due(town: Town) -> tuple[Submitted, Bill]:
    """Have a small permit that waits for its fee alone."""
    sent = towns.apply(town, "building-permit", number=2)
    towns.run_jobs()
    return sent, Bill.objects.get(case=sent.case)


def pay(bill: Bill, amount: Decimal | None = None) -> None:
    settling.pay(bill.id, amount or bill.amount, "bank", key=str(uuid4()), receipt="", by=actors.system())


def waits(bill: Bill) -> bool:
    return Task.objects.filter(case=bill.case_id, kind="pay").exclude(status="done").exists()


def balance(bill: Bill) -> Decimal:
    return Decimal(sum(Posting.objects.filter(entry__bill=bill).values_list("amount", flat=True)))


def test_a_fee_is_a_bill_of_the_case_and_paying_it_lets_the_case_go_on(town: Town) -> None:
    sent, bill = due(town)
    holder = towns.holder(sent)
    [asked] = cases.get_status(sent.case, by=holder).to_pay
    assert (asked.bill, asked.amount, asked.reference) == (bill.id, bill.amount, bill.reference)
    assert bill.due_on == live.today() + fees.TIME_TO_PAY
    pay(bill)
    assert not cases.get_status(sent.case, by=holder).to_pay
    towns.run_jobs()
    assert [paper.kind for paper in cases.get_status(sent.case, by=holder).papers] == ["permit"]


def test_part_of_a_fee_leaves_the_rest_to_pay(town: Town) -> None:
    sent, bill = due(town)
    pay(bill, Decimal("1.00"))
    [asked] = cases.get_status(sent.case, by=towns.holder(sent)).to_pay
    assert asked.amount == bill.amount - 1
    pay(bill, bill.amount - 1)
    assert not waits(bill)


def test_whoever_holds_the_code_of_a_case_pays_its_fee_and_a_stranger_does_not(town: Town) -> None:
    sent, bill = due(town)
    Case.objects.filter(id=sent.case).update(party=None)
    Bill.objects.filter(id=bill.id).update(party=None)
    with towns.with_parts(payments=FakePayments()):
        assert go_to_pay(bill.id, towns.holder(sent))
        for by in (towns.stranger(), towns.resident(), towns.staff(CASHIER)):
            assert code_of(lambda by=by: paying.begin(bill.id, "en", by=by)) == "bill.not_found"  # type: ignore[misc]


@pytest.mark.parametrize("away", [True, False], ids=["provider away", "browser closed"])
def test_the_case_waits_unharmed_while_paying_goes_wrong(town: Town, away: bool) -> None:
    sent, bill = due(town)
    holder, provider = towns.holder(sent), FakePayments()
    if away:
        with towns.with_parts(payments=RefusingPayments()):
            assert code_of(lambda: paying.begin(bill.id, "en", by=holder)) == "payment.unavailable"
    with towns.with_parts(payments=provider):
        session = go_to_pay(bill.id, holder)
        assert waits(bill) and len(cases.get_status(sent.case, by=holder).to_pay) == 1
        provider.pay(session)
        town.clock.at += paying.LOOK_AFTER
        paying.look_after()
    assert not waits(bill)


def test_a_fee_paid_online_and_at_the_counter_goes_back_once(town: Town) -> None:
    sent, bill = due(town)
    provider = FakePayments()
    with towns.with_parts(payments=provider):
        session = go_to_pay(bill.id, towns.holder(sent))
        till.take(bill.id, bill.amount, "cash", uuid4(), by=treasurer())
        paying.hear(write_notice(provider.pay(session)), SIGNATURE)
        towns.run_jobs()
    assert [amount for _, amount in provider.refunds.values()] == [bill.amount]
    assert books.stand(bill).received == bill.amount


def test_withdrawing_cancels_the_fee_and_what_comes_later_goes_back(town: Town) -> None:
    sent, bill = due(town)
    provider = FakePayments()
    with towns.with_parts(payments=provider):
        session = go_to_pay(bill.id, towns.holder(sent))
        cases.withdraw(sent.case, by=towns.holder(sent))
        assert books.stand(bill).due == 0 and Bill.objects.get(id=bill.id).cancelled_at
        paying.hear(write_notice(provider.pay(session)), SIGNATURE)
        towns.run_jobs()
    assert (books.stand(bill).received, len(provider.refunds)) == (0, 1)
    assert Case.objects.get(id=sent.case).outcome == "withdrawn"


def test_what_was_paid_before_withdrawing_is_put_before_people(town: Town) -> None:
    sent, bill = due(town)
    pay(bill, Decimal(5))
    cases.withdraw(sent.case, by=towns.holder(sent))
    assert Difference.objects.get(bill=bill).kind == "paid_and_stopped"
    assert books.stand(bill).due == 0 and books.stand(bill).received == 5


def ask_again(bill: Bill, amount: str) -> dict[str, Any]:
    """Let the step ask for its fee again, as when a case is gone through anew."""
    case = Case.objects.get(id=bill.case_id)
    return fees.ask(case, bill.path, bill.titles, Decimal(amount))


@pytest.mark.parametrize(("again", "left", "over"), [("30", 0, 10), ("40", 0, 0), ("50", 10, 0)])
def test_a_step_gone_through_again_counts_what_was_paid(town: Town, again: str, left: int, over: int) -> None:
    _, bill = due(town)
    ask_again(bill, "40")
    pay(bill, Decimal(40))
    assert ask_again(bill, again)["amount"] == f"{left}.00"
    standing = books.stand(bill)
    assert (standing.due, standing.overpaid, standing.charged) == (left, over, int(again))
    assert balance(bill) == 0
    assert Bill.objects.filter(case=bill.case_id).count() == 1


def test_a_step_asked_again_after_it_was_paid_goes_on_by_itself(town: Town) -> None:
    sent, bill = due(town)
    pay(bill)
    towns.run_jobs()
    case = Case.objects.get(id=sent.case)
    assert case.status == "closed"
    journeys.restart(case)
    assert waits(bill)
    towns.run_jobs()
    assert not waits(bill) and Case.objects.get(id=sent.case).status == "closed"


def test_a_step_asked_again_after_it_was_stopped_unpaid_has_a_new_bill(town: Town) -> None:
    _, bill = due(town)
    case = Case.objects.get(id=bill.case_id)
    fees.stop(case, bill.path)
    assert ask_again(bill, "40")["bill"] != str(bill.id)


def test_a_waived_fee_lets_the_case_go_on(town: Town) -> None:
    _, bill = due(town)
    settling.cancel(bill.id, "Hardship", by=treasurer())
    assert not waits(bill)
    towns.run_jobs()
    assert Case.objects.get(id=bill.case_id).status == "closed"


def test_a_fee_is_asked_to_the_nearest_cent(town: Town) -> None:
    _, bill = due(town)
    assert ask_again(bill, "10.005")["amount"] == "10.01"


def claimant(sent: Submitted) -> Actor:
    from dataclasses import replace

    return replace(towns.resident(), holds=frozenset({sent.case}))


def test_a_claimed_case_brings_its_bill_into_the_folder(town: Town) -> None:
    sent, bill = due(town)
    Case.objects.filter(id=sent.case).update(party=None)
    Case.objects.get(id=sent.case).keys.update(party=None)
    Bill.objects.filter(id=bill.id).update(party=None)
    ana = claimant(sent)
    claiming.claim_case(sent.case, by=ana)
    assert [one.id for one in bills.list_mine(by=ana)] == [bill.id]


def test_the_ledger_outlives_the_case_and_names_no_one(town: Town) -> None:
    sent, bill = due(town)
    pay(bill)
    towns.run_jobs()
    erasing.erase_cases([Case.objects.get(id=sent.case)], by=actors.system())
    kept = Bill.objects.get(id=bill.id)
    assert kept.case_id is None and books.stand(kept).received == bill.amount


def test_old_ids_are_not_bills(town: Town) -> None:
    assert code_of(lambda: settling.go_on(UUID(int=1))) == "bill.not_found"


def test_a_fee_that_waited_before_there_were_bills_has_one_after_the_upgrade(town: Town) -> None:
    import importlib

    from django.apps import apps

    sent = towns.apply(town, "building-permit", number=2)
    towns.run_jobs()
    Bill.objects.filter(case=sent.case).update(case=None)
    task = Task.objects.get(case=sent.case, kind="pay")
    amount = task.details["amount"]
    Task.objects.filter(id=task.id).update(details={"amount": amount.rstrip("0"), "currency": "USD"})
    upgrade = importlib.import_module("sportello.store.migrations.0022_money_at_the_desk")
    upgrade.bill_waiting_fees(apps, None)
    upgrade.bill_waiting_fees(apps, None)
    bill = Bill.objects.get(case=sent.case)
    [asked] = cases.get_status(sent.case, by=towns.holder(sent)).to_pay
    assert (asked.bill, str(asked.amount), asked.reference) == (bill.id, amount, bill.reference)
    assert balance(bill) == 0
    pay(bill)
    assert not waits(bill)

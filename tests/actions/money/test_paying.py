"""Paying a bill: once, however the news comes; what was paid twice goes back; differences are found."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import live
from sportello.actions.money import bills, books, differences, giving_back, paying, reconciling, settling
from sportello.core import actors
from sportello.core.actors import Actor, Role
from sportello.core.money.providers import Movement, Notice
from sportello.integrations.fakes import FakePayments, RefusingPayments
from sportello.integrations.fakes.payments import SIGNATURE, write_notice
from sportello.store.money import Bill, Checkout, Difference, Posting, Refund
from sportello.store.record import Event

TITLES = {"en": "Dog licence", "es": "Licencia de perro", "it": "Licenza per il cane"}


@pytest.fixture
def provider(town: Town) -> Iterator[FakePayments]:
    found = FakePayments()
    with towns.with_parts(payments=found):
        yield found


def owe(by: Actor, amount: str = "40.00", parts: int = 1, currency: str = "EUR") -> UUID:
    assert by.party
    terms = books.Terms("dogs", TITLES, Decimal(amount), currency, live.today() + timedelta(days=30), parts)
    return bills.open(terms, party=by.party, by=actors.system())


def go_to_pay(bill: UUID, by: Actor) -> str:
    """Go to the provider's page, and give its session."""
    return f"cs_{paying.begin(bill, 'en', by=by).removeprefix('/pay/')}"


def send(notice: Notice) -> None:
    paying.hear(write_notice(notice), SIGNATURE)


def treasurer() -> Actor:
    """Be a cashier who leads the team."""
    return towns.staff("cashier", Role.CASHIER, Role.LEAD)


def standing(bill: UUID) -> tuple[Decimal, Decimal, Decimal]:
    found = books.stand(Bill.objects.get(id=bill))
    return found.due, found.overpaid, found.received


def test_news_that_comes_by_notice_return_and_look_is_entered_once(town: Town, provider: FakePayments) -> None:
    ana = towns.resident()
    bill = owe(ana)
    notice = provider.pay(go_to_pay(bill, ana))
    checkout = Checkout.objects.get(bill=bill)
    assert paying.come_back(checkout.id, by=ana) == (bill, True)
    send(notice)
    send(notice)
    town.clock.at += paying.LOOK_AFTER
    paying.look_after()
    assert standing(bill) == (0, 0, 40)
    assert Event.objects.filter(kind="bill.paid", facts__bill=str(bill)).count() == 1
    assert bills.get(bill, by=ana).next is None


def test_a_payment_whose_browser_was_closed_is_found_by_looking(town: Town, provider: FakePayments) -> None:
    ana = towns.resident()
    bill = owe(ana)
    provider.pay(go_to_pay(bill, ana))
    town.clock.at += paying.LOOK_AFTER
    paying.look_after()
    assert standing(bill) == (0, 0, 40)


def test_going_to_pay_twice_leads_to_the_same_page(town: Town, provider: FakePayments) -> None:
    ana = towns.resident()
    bill = owe(ana)
    assert go_to_pay(bill, ana) == go_to_pay(bill, ana)
    assert Checkout.objects.filter(bill=bill).count() == 1


def test_a_page_that_expired_is_replaced_by_a_new_one(town: Town, provider: FakePayments) -> None:
    ana = towns.resident()
    bill = owe(ana)
    first = go_to_pay(bill, ana)
    provider.close(first)
    assert go_to_pay(bill, ana) != first


def test_what_was_paid_twice_goes_back_by_itself_once(town: Town, provider: FakePayments) -> None:
    ana = towns.resident()
    bill = owe(ana)
    first = go_to_pay(bill, ana)
    Checkout.objects.filter(bill=bill).update(status="expired")  # as if the page had been thought closed
    second = go_to_pay(bill, ana)
    for session in (first, second):
        send(provider.pay(session))
    towns.run_jobs()
    towns.run_jobs()
    assert standing(bill) == (0, 0, 40)
    assert [amount for _, amount in provider.refunds.values()] == [Decimal(40)]


def test_a_provider_that_is_away_charges_nothing_and_loses_nothing(town: Town) -> None:
    ana = towns.resident()
    bill = owe(ana)
    with towns.with_parts(payments=RefusingPayments()):
        assert code_of(lambda: paying.begin(bill, "en", by=ana)) == "payment.unavailable"
    with towns.with_parts(payments=FakePayments()) as _:
        assert go_to_pay(bill, ana)
    assert Checkout.objects.filter(bill=bill).count() == 1


def test_without_a_provider_nothing_is_offered(town: Town) -> None:
    ana = towns.resident()
    assert code_of(lambda: paying.begin(owe(ana), "en", by=ana)) == "payment.not_offered"
    assert paying.look_after() == 0 and not paying.is_offered()


def test_a_forged_notice_changes_nothing(town: Town, provider: FakePayments) -> None:
    ana = towns.resident()
    bill = owe(ana)
    notice = write_notice(provider.pay(go_to_pay(bill, ana)))
    assert code_of(lambda: paying.hear(notice, "wrong")) == "payment.forged"
    assert standing(bill) == (40, 0, 0)


def test_a_notice_of_a_payment_nobody_knows_is_put_before_staff(town: Town, provider: FakePayments) -> None:
    id = f"pi_{uuid4()}"
    send(Notice("paid", id, f"cs_{uuid4()}", id, amount=Decimal(5), currency="EUR"))
    assert Difference.objects.get(key=f"stripe:{id}").kind == "unknown_payment"


def test_instalments_are_paid_one_after_the_other(town: Town, provider: FakePayments) -> None:
    ana = towns.resident()
    bill = owe(ana, "100.00", parts=3)
    amounts = []
    for _ in range(3):
        send(provider.pay(go_to_pay(bill, ana)))
        amounts.append(Checkout.objects.filter(bill=bill).latest("begun_at").amount)
    assert [str(amount) for amount in amounts] == ["33.34", "33.33", "33.33"]
    assert code_of(lambda: paying.begin(bill, "en", by=ana)) == "money.nothing_due"


def test_owner_and_who_acts_for_them_pay_and_a_stranger_does_not(town: Town, provider: FakePayments) -> None:
    ana, stranger = towns.resident(), towns.resident()
    bill = owe(ana)
    for by in (stranger, towns.stranger(), towns.staff("housing")):
        assert code_of(lambda by=by: paying.begin(bill, "en", by=by)) == "bill.not_found"  # type: ignore[misc]
        assert code_of(lambda by=by: bills.get(bill, by=by)) == "bill.not_found"  # type: ignore[misc]
    acting = replace(towns.resident(), on_behalf_of=ana.party, mandate=uuid4(), scope=frozenset({"dogs"}))
    assert go_to_pay(bill, acting)
    assert code_of(lambda: bills.get(bill, by=replace(acting, scope=frozenset({"x"})))) == "bill.not_found"
    checkout = Checkout.objects.get(bill=bill)
    assert code_of(lambda: paying.come_back(checkout.id, by=stranger)) == "bill.not_found"


def test_a_lead_gives_back_part_and_not_more_than_came(town: Town, provider: FakePayments) -> None:
    ana, lead = towns.resident(), treasurer()
    bill = owe(ana)
    send(provider.pay(go_to_pay(bill, ana)))
    giving_back.ask(bill, Decimal("15.50"), "stripe", "Half the year only", by=lead)
    towns.run_jobs()
    assert standing(bill) == (0, 0, Decimal("24.50"))
    assert code_of(lambda: giving_back.ask(bill, Decimal(25), "stripe", "More", by=lead)) == "money.refund"
    for by in (ana, towns.staff("housing", Role.LEAD), towns.stranger()):
        assert code_of(lambda by=by: giving_back.ask(bill, Decimal(1), "stripe", "Mine", by=by)) == "access.role"  # type: ignore[misc]


def test_a_refund_the_provider_cannot_make_stays_in_the_books_and_before_staff(
    town: Town, provider: FakePayments
) -> None:
    ana, lead = towns.resident(), treasurer()
    bill = owe(ana)
    send(provider.pay(go_to_pay(bill, ana)))
    provider.refuses_refunds = True
    giving_back.ask(bill, Decimal(40), "stripe", "Cancelled", by=lead)
    towns.run_jobs()
    assert standing(bill) == (0, 0, 40)
    assert Difference.objects.get(bill=bill).kind == "refund_failed"


def test_a_refund_made_at_the_provider_itself_is_entered_and_shown(town: Town, provider: FakePayments) -> None:
    ana = towns.resident()
    bill = owe(ana)
    paid = provider.pay(go_to_pay(bill, ana))
    send(paid)
    notice = Notice("refunded", f"re_{uuid4()}", payment=paid.payment, amount=Decimal(10), currency="EUR")
    send(notice)
    send(notice)
    assert standing(bill) == (0, 0, 30)
    assert Difference.objects.get(bill=bill).kind == "refunded_there"


def test_our_own_refund_told_back_is_not_entered_again(town: Town, provider: FakePayments) -> None:
    ana = towns.resident()
    bill = owe(ana)
    paid = provider.pay(go_to_pay(bill, ana))
    send(paid)
    giving_back.ask(bill, Decimal(10), "stripe", "Too much", by=treasurer())
    ours = str(Refund.objects.get(checkout__bill=bill).id)
    send(Notice("refunded", f"re_{ours}", payment=paid.payment, ours=ours, amount=Decimal(10), currency="EUR"))
    towns.run_jobs()
    assert standing(bill) == (0, 0, 30)


@pytest.mark.parametrize(("end", "after"), [("dispute_won", (0, 0, 40)), ("dispute_lost", (40, 0, 0))])
def test_a_dispute_ends_either_way_and_whatever_comes_first(
    town: Town, provider: FakePayments, end: str, after: tuple[int, int, int]
) -> None:
    ana = towns.resident()
    bill = owe(ana)
    paid = provider.pay(go_to_pay(bill, ana))
    send(paid)
    opened = Notice("disputed", f"dp_{uuid4()}", payment=paid.payment, amount=Decimal(40), currency="EUR")
    send(replace(opened, kind=end))  # type: ignore[arg-type]  # out of order
    send(opened)
    assert standing(bill) == after


def test_both_books_are_compared_and_each_difference_found_once(town: Town, provider: FakePayments) -> None:
    town.clock.at = datetime.now(UTC)
    ana = towns.resident()
    bill = owe(ana)
    send(provider.pay(go_to_pay(bill, ana)))
    giving_back.ask(bill, Decimal(5), "stripe", "Part", by=treasurer())
    towns.run_jobs()
    town.clock.at += reconciling.FRESH + timedelta(minutes=5)
    assert reconciling.reconcile() == 0
    ghost = Movement("paid", "pi_ghost", "pi_ghost", Decimal(9), "EUR", town.clock.at - timedelta(hours=1))
    provider.movements.append(ghost)
    provider.movements[:] = [one for one in provider.movements if one.kind != "refunded"]
    assert (reconciling.reconcile(), reconciling.reconcile()) == (2, 2)
    found = {one.kind for one in Difference.objects.filter(key__startswith="reconciled:")}
    assert {"missing_here", "missing_there"} <= found


def test_a_difference_is_ended_by_a_lead_with_a_word(town: Town) -> None:
    lead, key = treasurer(), str(uuid4())
    differences.note("amount", key, facts={})
    row = Difference.objects.get(key=key)
    assert row.id in [one.id for one in differences.list_open(by=lead)]
    for by in (towns.resident(), towns.staff("housing", Role.LEAD), towns.stranger()):
        assert code_of(lambda by=by: differences.end(row.id, "Seen", by=by)) == "access.role"  # type: ignore[misc]
        assert code_of(lambda by=by: differences.list_open(by=by)) == "access.role"  # type: ignore[misc]
    assert code_of(lambda: differences.end(row.id, " ", by=lead)) == "money.reason"
    differences.end(row.id, "A fee of the provider", by=lead)
    assert row.id not in [one.id for one in differences.list_open(by=lead)]


def test_the_whole_ledger_adds_up_to_nothing(town: Town, provider: FakePayments) -> None:
    ana = towns.resident()
    send(provider.pay(go_to_pay(owe(ana), ana)))
    assert sum(Posting.objects.values_list("amount", flat=True)) == 0


def test_only_leads_of_the_cashiers_cancel_bills(town: Town) -> None:
    ana, lead = towns.resident(), treasurer()
    bill = owe(ana)
    for by in (ana, towns.staff("housing", Role.LEAD), towns.staff("cashier", Role.CASHIER), towns.stranger()):
        assert code_of(lambda by=by: settling.cancel(bill, "Moved away", by=by)) == "access.role"  # type: ignore[misc]
    settling.cancel(bill, "Moved away", by=lead)
    seen = bills.get(bill, by=ana)
    assert seen.is_cancelled and seen.next is None


def test_a_payment_its_provider_forgot_is_begun_anew(town: Town, provider: FakePayments) -> None:
    ana = towns.resident()
    bill = owe(ana)
    first = go_to_pay(bill, ana)
    provider.sessions.clear()
    assert go_to_pay(bill, ana) != first
    assert standing(bill) == (40, 0, 0)

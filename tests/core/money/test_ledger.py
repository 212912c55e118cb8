"""The ledger balances whatever happens, and a bill's standing is what its entries say."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from tests.town import code_of

from sportello.core.money import ledger
from sportello.core.money.ledger import Bill, Entry, Kind, Posting

BILL = Bill("b1", "building-permit")
AMOUNTS = st.decimals(Decimal("0.01"), Decimal(500), places=2)
PLACES = st.sampled_from(ledger.PLACES)


class Life(RuleBasedStateMachine):
    """A bill that is paid, overpaid, disputed and given back in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.entries = [ledger.open_bill(BILL, Decimal(100))]
        self.came: Decimal = Decimal(0)
        self.went: Decimal = Decimal(0)

    @property
    def standing(self) -> ledger.Standing:
        return ledger.stand(BILL, [posting for entry in self.entries for posting in entry.postings])

    @rule(amount=AMOUNTS, place=PLACES)
    def pay(self, amount: Decimal, place: str) -> None:
        self.entries.append(ledger.pay(BILL, self.standing, amount, place))
        self.came += amount

    @rule(amount=AMOUNTS, place=PLACES)
    def refund(self, amount: Decimal, place: str) -> None:
        if amount > self.standing.held.get(place, 0):
            assert code_of(lambda: ledger.refund(BILL, self.standing, amount, place)) == "money.refund"
        else:
            self.entries.append(ledger.refund(BILL, self.standing, amount, place))
            self.went += amount

    @precondition(lambda self: self.standing.held.get("stripe"))
    @rule(won=st.booleans())
    def dispute(self, won: bool) -> None:
        amount = self.standing.held["stripe"]
        self.entries.append(ledger.dispute(BILL, self.standing, amount, "stripe"))
        assert self.standing.disputed == amount and not self.standing.is_settled
        self.entries.append(ledger.end_dispute(BILL, self.standing, amount, "stripe", won=won))
        self.went += Decimal(0) if won else amount

    @precondition(lambda self: self.standing.due)
    @rule()
    def cancel(self) -> None:
        self.entries.append(ledger.cancel(BILL, self.standing))
        assert self.standing.due == 0

    @invariant()
    def balances(self) -> None:
        assert sum(posting.amount for entry in self.entries for posting in entry.postings) == 0
        standing = self.standing
        assert standing.received == self.came - self.went
        assert min(standing.due, standing.overpaid, standing.disputed, *standing.held.values(), Decimal(0)) == 0


TestLife = Life.TestCase
TestLife.settings = settings(max_examples=40, stateful_step_count=12)


def stand(*entries: Entry) -> ledger.Standing:
    return ledger.stand(BILL, [posting for entry in entries for posting in entry.postings])


def test_what_is_paid_twice_is_owed_back() -> None:
    opened = ledger.open_bill(BILL, Decimal(40))
    first = ledger.pay(BILL, stand(opened), Decimal(40), "stripe")
    second = ledger.pay(BILL, stand(opened, first), Decimal(40), "stripe")
    standing = stand(opened, first, second)
    assert (standing.due, standing.overpaid, standing.received) == (0, 40, 80)
    back = ledger.refund(BILL, standing, Decimal(40), "stripe")
    assert back.postings == (Posting("overpaid:b1", Decimal(40)), Posting("stripe", Decimal(-40)))
    assert stand(opened, first, second, back).is_settled


def test_what_a_lost_dispute_took_is_owed_again() -> None:
    opened = ledger.open_bill(BILL, Decimal(40))
    paid = ledger.pay(BILL, stand(opened), Decimal(40), "stripe")
    taken = ledger.dispute(BILL, stand(opened, paid), Decimal(40), "stripe")
    lost = ledger.end_dispute(BILL, stand(opened, paid, taken), Decimal(40), "stripe", won=False)
    assert stand(opened, paid, taken, lost).due == 40
    assert (
        code_of(lambda: ledger.end_dispute(BILL, stand(opened), Decimal(1), "stripe", won=True)) == "money.no_dispute"
    )


@given(AMOUNTS)
def test_an_entry_that_does_not_balance_cannot_be_made(amount: Decimal) -> None:
    with pytest.raises(ValueError, match="does not balance"):
        Entry(Kind.PAID, (Posting("cash", amount),))


def test_nothing_due_cannot_be_cancelled() -> None:
    opened = ledger.open_bill(BILL, Decimal(40))
    cancelled = ledger.cancel(BILL, stand(opened))
    assert code_of(lambda: ledger.cancel(BILL, stand(opened, cancelled))) == "money.nothing_due"

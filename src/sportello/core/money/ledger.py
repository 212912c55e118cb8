"""The ledger: every movement of money is an entry whose postings add up to nothing (double entry, Pacioli 1494).

Accounts of the ledger are named: `due:BILL` what is owed, `income:SERVICE` what the city earned, `overpaid:BILL` what
it has to give back, `disputed:PLACE` what a provider took back until a dispute is over, and places where money is:
`cash`, `card`, `bank`, `stripe`. An amount is positive where it comes to an account and negative where it leaves one;
what the city earned or has to give back is negative therefore.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from sportello.core.errors import Refused

NOTHING = Decimal(0)
COUNTERS = ("cash", "card")
PLACES = (*COUNTERS, "bank", "stripe")


class Kind(StrEnum):
    """What an entry says has happened."""

    OPENED = "opened"
    PAID = "paid"
    REFUNDED = "refunded"
    REFUND_FAILED = "refund_failed"
    CANCELLED = "cancelled"
    REVISED = "revised"
    DISPUTED = "disputed"
    DISPUTE_WON = "dispute_won"
    DISPUTE_LOST = "dispute_lost"


@dataclass(frozen=True)
class Posting:
    """That an amount came to an account, or left it."""

    account: str
    amount: Decimal


@dataclass(frozen=True)
class Entry:
    """One movement, as postings that add up to nothing."""

    kind: Kind
    postings: tuple[Posting, ...]

    def __post_init__(self) -> None:
        if sum((posting.amount for posting in self.postings), NOTHING) != NOTHING:
            raise ValueError(f"an entry that does not balance: {self.postings}")


@dataclass(frozen=True)
class Bill:
    """Which bill an entry is about: its id as in the names of accounts, and the service that earns."""

    id: str
    service: str

    @property
    def due(self) -> str:
        return f"due:{self.id}"

    @property
    def overpaid(self) -> str:
        return f"overpaid:{self.id}"

    @property
    def income(self) -> str:
        return f"income:{self.service}"


@dataclass(frozen=True)
class Standing:
    """How a bill stands. All amounts are zero or more.

    `due` is still owed, `overpaid` has to be given back, `disputed` a provider took back for now; `held` is what the
    city has of it, by place.
    """

    due: Decimal
    overpaid: Decimal
    disputed: Decimal
    held: Mapping[str, Decimal]

    @property
    def received(self) -> Decimal:
        """Give all the city has of it now."""
        return sum(self.held.values(), NOTHING)

    @property
    def charged(self) -> Decimal:
        """Give what the bill asks for altogether, paid or not: what the city keeps once it is settled."""
        return self.due + self.received + self.disputed - self.overpaid

    @property
    def is_settled(self) -> bool:
        """Tell whether nothing is owed, either way."""
        return self.due == NOTHING and self.disputed == NOTHING


def stand(bill: Bill, postings: Iterable[Posting]) -> Standing:
    """Add up a bill's postings."""
    balance: dict[str, Decimal] = defaultdict(lambda: NOTHING)
    for posting in postings:
        balance[posting.account] += posting.amount
    return Standing(
        due=balance[bill.due],
        overpaid=-balance[bill.overpaid],
        disputed=sum((amount for name, amount in balance.items() if name.startswith("disputed:")), NOTHING),
        held={name: amount for name, amount in balance.items() if name in PLACES and amount},
    )


def open_bill(bill: Bill, amount: Decimal) -> Entry:
    """Let something be owed."""
    return Entry(Kind.OPENED, (Posting(bill.due, amount), Posting(bill.income, -amount)))


def pay(bill: Bill, standing: Standing, amount: Decimal, place: str) -> Entry:
    """Take money in. What is more than was owed has to be given back; it is never refused, since it has come."""
    owed = min(amount, standing.due)
    return _entry(Kind.PAID, {place: amount, bill.due: -owed, bill.overpaid: owed - amount})


def refund(bill: Bill, standing: Standing, amount: Decimal, place: str) -> Entry:
    """Give money back from where it came: first what was too much, then what was earned. Refused `money.refund`."""
    if amount > standing.held.get(place, NOTHING):
        raise Refused("money.refund", amount=str(amount), most=str(standing.held.get(place, NOTHING)))
    too_much = min(amount, standing.overpaid)
    return _entry(Kind.REFUNDED, {bill.overpaid: too_much, bill.income: amount - too_much, place: -amount})


def undo_refund(bill: Bill, standing: Standing, amount: Decimal, place: str, *, was_too_much: bool) -> Entry:
    """Take back a refund that the provider could not make: the money never left."""
    owed = bill.overpaid if was_too_much else bill.income
    return _entry(Kind.REFUND_FAILED, {place: amount, owed: -amount})


def cancel(bill: Bill, standing: Standing) -> Entry:
    """Let nothing be owed any more. Refused `money.nothing_due`."""
    if standing.due == NOTHING:
        raise Refused("money.nothing_due")
    return _entry(Kind.CANCELLED, {bill.income: standing.due, bill.due: -standing.due})


def revise(bill: Bill, standing: Standing, amount: Decimal) -> Entry:
    """Let a bill ask for another amount; what was paid beyond it has to be given back. Refused `money.nothing_due`."""
    if amount == standing.charged:
        raise Refused("money.nothing_due")
    kept = standing.received + standing.disputed
    due, overpaid = max(amount - kept, NOTHING), max(kept - amount, NOTHING)
    changed = {bill.due: due - standing.due, bill.overpaid: standing.overpaid - overpaid}
    return _entry(Kind.REVISED, {**changed, bill.income: standing.charged - amount})


def dispute(bill: Bill, standing: Standing, amount: Decimal, place: str) -> Entry:
    """Note that a payer's bank took money back until a dispute is over; Refused as `refund` says."""
    if amount > standing.held.get(place, NOTHING):
        raise Refused("money.refund", amount=str(amount), most=str(standing.held.get(place, NOTHING)))
    return _entry(Kind.DISPUTED, {_disputed(place): amount, place: -amount})


def end_dispute(bill: Bill, standing: Standing, amount: Decimal, place: str, *, won: bool) -> Entry:
    """End a dispute: won, the money is back; lost, it is owed again. Refused `money.no_dispute`."""
    if amount > standing.disputed:
        raise Refused("money.no_dispute")
    if won:
        return _entry(Kind.DISPUTE_WON, {place: amount, _disputed(place): -amount})
    return _entry(Kind.DISPUTE_LOST, {bill.due: amount, _disputed(place): -amount})


def _disputed(place: str) -> str:
    return f"disputed:{place}"


def _entry(kind: Kind, amounts: Mapping[str, Decimal]) -> Entry:
    return Entry(kind, tuple(Posting(name, amount) for name, amount in amounts.items() if amount))

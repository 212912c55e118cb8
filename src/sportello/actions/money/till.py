"""A counter where money is taken in: each time with a receipt, and at the end of the day counted against the ledger."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from uuid import UUID, uuid5

from django.db import transaction

from sportello.actions import access, accounts, city, live, record
from sportello.actions.money import bills, books, differences, numbering, reasons, settling
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.money import amounts, ledger
from sportello.core.texts import Text
from sportello.store.money import Entry, Receipt, TillClosing


@dataclass(frozen=True)
class Written:
    """A receipt. `amount` is more than zero for money taken in, less for money given back."""

    number: str
    amount: Decimal
    currency: str
    place: str
    at: datetime
    by: str
    bill: UUID
    reference: str
    titles: Text
    left: Decimal


@dataclass(frozen=True)
class Day:
    """What a cashier wrote receipts for since their last closing, the newest first, and what that adds up to."""

    since: datetime | None
    receipts: Sequence[Receipt]
    cash: Decimal
    card: Decimal


def take(bill_id: UUID, amount: Decimal, place: str, token: UUID, *, by: Actor) -> str:
    """Take money in at a counter, and give the number of the receipt. The same with the same `token` gives the same
    receipt.

    Refused `access.role`, `bill.not_found`, `task.own_case`, `payment.method`, `payment.currency` for another than the
    city's, `money.amount`, and `payment.amount` for more than is owed.
    """
    access.check_cashier(by)
    if place not in ledger.COUNTERS:
        raise Refused("payment.method", methods=", ".join(ledger.COUNTERS))
    with transaction.atomic():
        bill = settling.hold(bill_id)[0]
        key = f"till:{bill_id}:{uuid5(token, f'{place} {amount}')}"
        bills.check_others(bill, by)
        if before := Receipt.objects.filter(entry__key=key, entry__bill=bill).first():
            return before.number
        if bill.currency != live.profile().currency:
            raise Refused("payment.currency", currency=live.profile().currency)
        if amounts.check(amount, bill.currency) > (due := books.stand(bill).due):
            raise Refused("payment.amount", due=str(due))
        number = draw(by=by)
        settling.pay(bill_id, amount, place, key=key, receipt=number, by=by)
        write(number, key, amount, place, by=by)
    return number


def draw(*, by: Actor) -> str:
    """Draw the number of a receipt, in the caller's transaction.

    The actor's own account is held meanwhile: else they could close between a receipt's time and its writing, and no
    day would count it.
    """
    accounts.get_own(by, lock=True)
    return numbering.draw()


def write(number: str, key: str, amount: Decimal, place: str, *, by: Actor) -> None:
    """Write the receipt of an entry, in the caller's transaction."""
    Receipt.objects.create(
        number=number, entry=Entry.objects.get(key=key), amount=amount, place=place, by=by.name, at=city.now()
    )


def get_receipt(number: str, *, by: Actor) -> Written:
    """Get a receipt: for whose bill it is, cashiers and auditors. Refused `bill.not_found` to all others."""
    row = Receipt.objects.select_related("entry__bill__case").filter(number=number).first()
    if row is None:
        raise Refused("bill.not_found")
    bill = row.entry.bill
    if not bills.is_payer(bill, by):
        access.check_sees_money(by)
    return Written(
        number=row.number,
        amount=row.amount,
        currency=bill.currency,
        place=row.place,
        at=row.at,
        by=row.by,
        bill=bill.id,
        reference=bill.reference,
        titles=bill.titles,
        left=books.stand(bill).due,
    )


def get_day(*, by: Actor) -> Day:
    """Give what the actor wrote receipts for since they last closed. Refused `access.role`."""
    access.check_cashier(by)
    since = TillClosing.objects.filter(by=by.name).order_by("-at").values_list("at", flat=True).first()
    rows = Receipt.objects.filter(by=by.name).select_related("entry__bill").order_by("-at")
    receipts = list(rows.filter(at__gt=since) if since else rows)
    cash, card = (sum((one.amount for one in receipts if one.place == place), Decimal(0)) for place in ledger.COUNTERS)
    return Day(since, receipts, cash, card)


def close(counted: Decimal, why: str = "", *, by: Actor) -> TillClosing:
    """Close the day with the cash that was counted; what is not as the ledger says becomes a difference.

    The same count again, before anything else was taken in, is the same closing. Refused `access.role`,
    `money.amount`, and `money.reason` where it is not as booked and nothing is said about it.
    """
    access.check_cashier(by)
    currency = live.profile().currency
    if counted:
        amounts.check(abs(counted), currency)
    with transaction.atomic():
        accounts.get_own(by, lock=True)  # as `draw` says
        day, before = get_day(by=by), TillClosing.objects.filter(by=by.name).order_by("-at").first()
        if before is not None and not day.receipts and before.counted == counted:
            return before
        said = reasons.check(why) if counted != day.cash else ""
        closing = TillClosing.objects.create(
            id=city.new_id(),
            by=by.name,
            at=city.now(),
            since=day.since,
            currency=currency,
            counted=counted,
            booked=day.cash,
            card=day.card,
        )
        facts = {"counted": str(counted), "booked": str(day.cash), "currency": currency}
        record.append("till.closed", by=by, facts=facts)
        if closing.difference:
            facts |= {"difference": str(closing.difference), "by": by.name, "why": said}
            differences.note("till", f"till:{closing.id}", facts=facts)
    return closing


def list_closings(*, by: Actor) -> list[TillClosing]:
    """List how tills were closed of late, the latest first; for cashiers and auditors. Refused `access.role`."""
    access.check_sees_money(by)
    return list(TillClosing.objects.order_by("-at")[:30])

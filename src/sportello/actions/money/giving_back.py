"""Giving money back at the desk: with a reason, up to an amount by one person, and beyond it by two."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID, uuid5

from django.db import transaction

from sportello.actions import access, accounts, city, live, notices, record
from sportello.actions.money import bills, books, reasons, refunds, till
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.money import amounts, ledger
from sportello.core.texts import Text
from sportello.store.money import Bill, Receipt, RefundRequest

ALONE = Decimal(100)
"""What one person may give back where the pack names no other amount."""
DAY = timedelta(days=1)


@dataclass(frozen=True)
class Waiting:
    """Money to give back that waits for a second pair of eyes; `by` is how the record names who asked."""

    id: UUID
    bill: UUID
    titles: Text
    amount: Decimal
    currency: str
    place: str
    why: str
    by: str
    at: datetime


def most_alone() -> Decimal:
    """Give the amount up to which one person gives money back."""
    return Decimal(live.profile().money.get("alone", ALONE))


def ask(bill_id: UUID, amount: Decimal, place: str, why: str, token: UUID | None = None, *, by: Actor) -> str:
    """Give money back to where it came from; above `most_alone` once a colleague agrees too.

    What one person gave back alone counts together: of one bill ever, and of all bills in a day. Give the number of the
    receipt, where a counter gave it back at once. The same with the same `token` asks for nothing more.

    Refused `access.role`, `bill.not_found`, `task.own_case`, `money.reason`, `money.amount`, and `money.refund` for
    more than the city has there.
    """
    access.check_cashier(by)
    why = reasons.check(why)
    with transaction.atomic():
        bill = books.lock(bill_id)
        bills.check_others(bill, by)
        id = uuid5(token or city.new_id(), f"{bill_id} {place} {amount}")
        if RefundRequest.objects.filter(id=id).exists():
            return _find_receipt(id)
        amount = amounts.check(amount, bill.currency)
        _check_held(bill, amount, place)
        is_alone = amount + _count_alone(bill, by) <= most_alone()
        row = RefundRequest.objects.create(
            id=id, bill=bill, amount=amount, place=place, why=why, by=by.name, at=city.now()
        )
        facts = {"bill": str(bill.id), "amount": str(amount), "place": place}
        record.append("refund.asked", by=by, case=bill.case, facts=facts)
        return _decide(row, bill, by) if is_alone else ""


def agree(request_id: UUID, *, by: Actor) -> str:
    """Be the second who gives money back; give the number of the receipt, where a counter does.

    Refused `access.role`, `refund.not_waiting`, `access.four_eyes`, `task.own_case`.
    """
    access.check_cashier(by)
    with transaction.atomic():
        row, bill = _lock(request_id)
        bills.check_others(bill, by)
        if row.by == by.name:
            raise Refused("access.four_eyes")
        row.second = by.name
        return _decide(row, bill, by)


def refuse(request_id: UUID, *, by: Actor) -> None:
    """Give nothing back after all: as a colleague, or because one asked by mistake. Refused `refund.not_waiting`."""
    access.check_cashier(by)
    with transaction.atomic():
        row, bill = _lock(request_id)
        row.second, row.decided_at = by.name, city.now()
        row.save(update_fields=["second", "decided_at"])
        facts = {"bill": str(bill.id), "amount": str(row.amount)}
        record.append("refund.refused", by=by, case=bill.case, facts=facts)


def list_waiting(*, by: Actor) -> list[Waiting]:
    """List what waits for a second pair of eyes, oldest first; for cashiers and auditors. Refused `access.role`."""
    access.check_sees_money(by)
    rows = RefundRequest.objects.filter(decided_at=None).select_related("bill").order_by("at")[:200]
    return [
        Waiting(row.id, row.bill_id, row.bill.titles, row.amount, row.bill.currency, row.place, row.why, row.by, row.at)
        for row in rows
    ]


def list_places(standing: ledger.Standing) -> Sequence[str]:
    """List the places from which something of a bill can be given back."""
    return sorted(standing.held)


def _check_held(bill: Bill, amount: Decimal, place: str) -> None:
    waiting = bill.refund_requests.filter(decided_at=None, place=place).values_list("amount", flat=True)
    most = books.stand(bill).held.get(place, Decimal(0)) - sum(waiting, Decimal(0))
    if amount > most:
        raise Refused("money.refund", amount=str(amount), most=str(most))


def _count_alone(bill: Bill, by: Actor) -> Decimal:
    """Add up what was given back without a second person: of this bill by anybody, or by the actor in a day.

    The actor's own account is held meanwhile, so that two windows count one after the other.
    """
    accounts.get_own(by, lock=True)
    alone = RefundRequest.objects.filter(agreed=True, second="")
    of_bill = alone.filter(bill=bill).values_list("amount", flat=True)
    of_day = alone.filter(by=by.name, bill__currency=bill.currency, at__gt=city.now() - DAY)
    return max(sum(of_bill, Decimal(0)), sum(of_day.values_list("amount", flat=True), Decimal(0)))


def _lock(request_id: UUID) -> tuple[RefundRequest, Bill]:
    """Get a request that waits, with its bill, both rows held: the bill first."""
    found = RefundRequest.objects.filter(id=request_id).values_list("bill", flat=True).first()
    if found is None:
        raise Refused("refund.not_waiting")
    bill = books.lock(found)
    row = RefundRequest.objects.select_for_update().filter(id=request_id, decided_at=None).first()
    if row is None:
        raise Refused("refund.not_waiting")
    return row, bill


def _decide(row: RefundRequest, bill: Bill, by: Actor) -> str:
    """Enter what goes back. The provider's refunds are done by a job, a transfer by who has access to the bank."""
    row.decided_at, row.agreed = city.now(), True
    row.save(update_fields=["second", "decided_at", "agreed"])
    _tell(row, bill)
    if row.place not in (*ledger.COUNTERS, "bank"):
        refunds.refund(bill, row.amount, row.why, by=by)
        return ""
    key, number = f"given_back:{row.id}", till.draw(by=by) if row.place in ledger.COUNTERS else ""
    entry = partial(ledger.refund, amount=row.amount, place=row.place)
    books.enter(bill.id, entry, by=by, key=key, receipt=number, why=row.why)
    if number:
        till.write(number, key, -row.amount, row.place, by=by)
    return number


def _find_receipt(request_id: UUID) -> str:
    """Find the number of the receipt by which a counter gave it back; nothing where none did."""
    found = Receipt.objects.filter(entry__key=f"given_back:{request_id}")
    return found.values_list("number", flat=True).first() or ""


def _tell(row: RefundRequest, bill: Bill) -> None:
    """Tell whose bill it is that money goes back."""
    if bill.party_id:
        address = f"{city.current().base_url}/bills/{bill.id}"
        notices.tell(bill.party_id, "bill_refunded", amount=(row.amount, bill.currency), why=row.why, address=address)

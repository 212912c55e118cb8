"""Giving money back at the provider: decided by staff, or paid twice; in the ledger at once, done by a job."""

from decimal import Decimal
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sportello.actions import city
from sportello.actions.money import books, differences
from sportello.core import actors
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.money import ledger
from sportello.core.money.providers import Notice
from sportello.store.money import Bill, Checkout, Refund

TOO_MUCH = "paid twice"


def refund(bill: Bill, amount: Decimal, why: str, *, by: Actor) -> None:
    """Give back what was paid at a provider, to where it came from; `giving_back` has checked who does, and the amount.

    In the caller's transaction, which holds the bill. Refused `money.refund` for more than came there.
    """
    if left := _share_out(bill, amount, why, by):
        raise Refused("money.refund", amount=str(amount), most=str(amount - left))


def give_back_overpaid(bill_id: UUID) -> None:
    """Give back what was paid twice at the provider; what came otherwise is put before people."""
    by = actors.system("refunds")
    with transaction.atomic():
        bill = books.lock(bill_id)
        if left := _share_out(bill, books.stand(bill).overpaid, TOO_MUCH, by):
            key, facts = f"overpaid:{bill_id}:{bill.entries.count()}", {"amount": str(left), "currency": bill.currency}
            differences.note("overpaid", key, bill=bill_id, facts=facts)


def send(refund_id: UUID) -> None:
    """Have the provider do a refund. Doing it twice does it once; Refused `payment.unavailable` asks to try again."""
    row = Refund.objects.select_related("checkout__bill").get(id=refund_id)
    provider = city.current().payments
    if row.done_at or row.failed_at or provider is None:
        return
    checkout = row.checkout
    try:
        provider_id = provider.refund(checkout.payment, row.amount, checkout.bill.currency, id=str(row.id))
    except Refused as refused:
        if refused.code != "payment.refused":
            raise
        _fail(row)
        return
    Refund.objects.filter(id=row.id).update(provider_id=provider_id, done_at=city.now())


def hear(place: str, notice: Notice) -> None:
    """Hear of a refund: of ours that it failed after all, or of one made at the provider itself."""
    checkout = Checkout.objects.filter(payment=notice.payment, status="paid").first()
    if checkout is None:
        differences.note("unknown_refund", f"{place}:{notice.id}", facts={"payment": notice.payment})
        return
    with transaction.atomic():
        books.lock(checkout.bill_id)
        row = checkout.refunds.filter(Q(provider_id=notice.id) | Q(id__in=[notice.ours] if notice.ours else [])).first()
        if notice.kind == "refund_failed":
            if row is not None:
                _fail(row)
        elif row is None:
            entry = partial(ledger.refund, amount=notice.amount, place=place)
            by = actors.system(place)
            if books.enter(checkout.bill_id, entry, by=by, key=f"{place}:refunded:{notice.id}") is not None:
                facts = {"payment": notice.payment, "amount": str(notice.amount)}
                differences.note("refunded_there", f"{place}:{notice.id}", bill=checkout.bill_id, facts=facts)


def _share_out(bill: Bill, amount: Decimal, why: str, by: Actor) -> Decimal:
    """Give an amount back to the payments it came by, the latest first; give what is more than came at a provider."""
    for checkout in bill.checkouts.filter(status="paid").order_by("-ended_at"):
        if amount and (part := min(amount, _left_of(checkout))):
            _decide(checkout, part, why, by)
            amount -= part
    return amount


def _decide(checkout: Checkout, amount: Decimal, why: str, by: Actor) -> None:
    row = Refund.objects.create(
        id=city.new_id(), checkout=checkout, amount=amount, by=by.name, why=why, decided_at=city.now()
    )
    entry = partial(ledger.refund, amount=amount, place=checkout.provider)
    books.enter(checkout.bill_id, entry, by=by, key=f"refund:{row.id}")
    city.current().jobs.defer("send_refund", refund=str(row.id))


def _fail(row: Refund) -> None:
    """Put the money back into the books that the provider could not give back, and let people see to it."""
    if row.failed_at is not None:
        return
    Refund.objects.filter(id=row.id).update(failed_at=city.now())
    bill, place = row.checkout.bill_id, row.checkout.provider
    entry = partial(ledger.undo_refund, amount=row.amount, place=place, was_too_much=row.why == TOO_MUCH)
    books.enter(bill, entry, by=actors.system("refunds"), key=f"refund_failed:{row.id}")
    differences.note("refund_failed", f"refund:{row.id}", bill=bill, facts={"amount": str(row.amount)})


def _left_of(checkout: Checkout) -> Decimal:
    """Give what of a payment has not been given back."""
    given = checkout.refunds.filter(failed_at=None).values_list("amount", flat=True)
    paid = checkout.bill.entries.filter(key=f"{checkout.provider}:paid:{checkout.payment}").first()
    came = paid.postings.get(account=checkout.provider).amount if paid else Decimal(0)
    return Decimal(came) - sum(given, Decimal(0))

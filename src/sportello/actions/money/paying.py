"""Paying on the web: begun at the provider, settled by whatever news comes first, and never twice.

News may come as a notice, on the payer's return, or when the city looks by itself; each leads to the same entry, whose
key is the provider's own id of the payment. A browser closed in the middle or a notice that never comes loses nothing.
"""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from functools import partial
from uuid import UUID

from django.db import transaction

from sportello.actions import city
from sportello.actions.money import bills, books, differences, refunds, settling
from sportello.core import actors, ports
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.money import instalments, ledger
from sportello.core.money.providers import Charge, Notice, Session
from sportello.core.texts import say
from sportello.store.money import Bill, Checkout

LOOK_AFTER = timedelta(minutes=2)
FORGET_AFTER = timedelta(days=2)  # providers close a page that was not paid after a day


def is_offered() -> bool:
    """Tell whether bills can be paid on the web."""
    return city.current().payments is not None


def begin(bill_id: UUID, language: str, *, by: Actor) -> str:
    """Begin to pay what is due next, and give the address of the provider's page.

    Going there twice pays once: as long as a payment of the same amount is open, it is the same page. Refused
    `bill.not_found`, `money.nothing_due`, `payment.unavailable` (nothing was charged), `payment.not_offered`.
    """
    provider = _provider()
    bill = bills.get_own(bill_id, by)
    with transaction.atomic():
        checkout = _find_open(books.lock(bill.id)) or _new_checkout(bill, provider.place)
    charge = _charge(bill, checkout, language)
    session = _find(checkout.session) if checkout.session else provider.begin(charge)
    if session.status != "open":  # paid or closed meanwhile: settle it, and begin anew for what is left
        _settle(checkout, session)
        return begin(bill_id, language, by=by)
    Checkout.objects.filter(id=checkout.id).update(session=session.id)
    return session.address


def come_back(checkout_id: UUID, *, by: Actor) -> tuple[UUID, bool]:
    """Look how a payment stands whose payer has come back; give the id of its bill, and whether the money is there.

    Refused `bill.not_found`, also for payments of others. Where the provider does not answer, the news comes later.
    """
    checkout = Checkout.objects.filter(id=checkout_id).first()
    if checkout is None:
        raise Refused("bill.not_found")
    bills.get_own(checkout.bill_id, by)
    try:
        _look(checkout)
    except Refused as refused:
        if refused.code != "payment.unavailable":
            raise
    return checkout.bill_id, Checkout.objects.filter(id=checkout.id, status="paid").exists()


def hear(body: bytes, signature: str) -> None:
    """Hear what the provider says: twice, late or out of order, it is entered once.

    Refused `payment.forged`, `payment.not_offered`.
    """
    provider = _provider()
    notice = provider.read_notice(body, signature)
    match notice.kind:
        case "paid" | "expired":
            _hear_of_session(provider, notice)
        case "refunded" | "refund_failed":
            refunds.hear(provider.place, notice)
        case "disputed" | "dispute_won" | "dispute_lost":
            _hear_of_dispute(provider, notice)


def look_after() -> int:
    """Look how payments stand that have been open for a while; tell how many were settled."""
    if not is_offered():
        return 0
    open_ones = Checkout.objects.filter(status="open", begun_at__lt=city.now() - LOOK_AFTER).order_by("begun_at")
    return sum(_looks(checkout) for checkout in open_ones[:200])


def _looks(checkout: Checkout) -> bool:
    try:
        return _look(checkout)
    except Refused:  # of one of many: the next look comes in a minute
        return False


def _look(checkout: Checkout) -> bool:
    """Ask the provider how a payment stands, and settle it; False while it is open."""
    if checkout.status != "open":
        return True
    if checkout.session is None:
        return _give_up(checkout)
    session = _find(checkout.session)
    if session.status == "open":
        return False
    _settle(checkout, session)
    return True


def _find(session: str) -> Session:
    """Find a payment at the provider; one it does not know was not paid."""
    try:
        return _provider().find(session)
    except Refused as refused:
        if refused.code != "payment.unknown":
            raise
        return Session(session, "expired", Decimal(0), "")


def _give_up(checkout: Checkout) -> bool:
    """End a payment whose page nobody ever got, once the provider would have closed it."""
    if city.now() - checkout.begun_at < FORGET_AFTER:
        return False
    _end(checkout, "expired")
    return True


def _hear_of_session(provider: ports.Payments, notice: Notice) -> None:
    checkout = Checkout.objects.filter(session=notice.session).first()
    if checkout is None:
        differences.note("unknown_payment", f"{provider.place}:{notice.id}", facts=_facts(notice))
        return
    told = Session(notice.session, "expired", notice.amount, notice.currency, notice.payment)
    _settle(checkout, replace(told, status="paid") if notice.kind == "paid" else told)


def _settle(checkout: Checkout, session: Session) -> None:
    if session.status == "expired":
        _end(checkout, "expired")
        return
    if session.currency != checkout.bill.currency:
        facts = {"amount": str(session.amount), "currency": session.currency}
        differences.note("currency", f"{checkout.provider}:{session.payment}", bill=checkout.bill_id, facts=facts)
        return
    with transaction.atomic():
        settling.pay(
            checkout.bill_id,
            session.amount,
            checkout.provider,
            key=f"{checkout.provider}:paid:{session.payment}",
            receipt=session.payment[-24:],
            by=actors.system(checkout.provider),
        )
        Checkout.objects.filter(id=checkout.id).update(
            status="paid", payment=session.payment, session=session.id, ended_at=city.now()
        )
    refunds.give_back_overpaid(checkout.bill_id)


def _end(checkout: Checkout, status: str) -> None:
    Checkout.objects.filter(id=checkout.id, status="open").update(status=status, ended_at=city.now())


def _hear_of_dispute(provider: ports.Payments, notice: Notice) -> None:
    checkout = Checkout.objects.filter(payment=notice.payment, status="paid").first()
    if checkout is None:
        differences.note("unknown_dispute", f"{provider.place}:{notice.id}", facts=_facts(notice))
        return
    by, place = actors.system(provider.place), provider.place
    with transaction.atomic():
        opened = f"{place}:disputed:{notice.id}"
        books.enter(checkout.bill_id, lambda b, s: ledger.dispute(b, s, notice.amount, place), by=by, key=opened)
        if notice.kind != "disputed":
            end = partial(ledger.end_dispute, amount=notice.amount, place=place, won=notice.kind == "dispute_won")
            books.enter(checkout.bill_id, end, by=by, key=f"{place}:{notice.kind}:{notice.id}")
    differences.note(notice.kind, f"{place}:{notice.id}:{notice.kind}", bill=checkout.bill_id, facts=_facts(notice))


def _find_open(bill: Bill) -> Checkout | None:
    """Find a payment under way of what is due next; those of another amount are left to expire."""
    coming = _next(bill)
    open_ones = bill.checkouts.filter(status="open", amount=coming.amount)
    return open_ones.order_by("-begun_at").first()


def _new_checkout(bill: Bill, place: str) -> Checkout:
    return Checkout.objects.create(
        id=city.new_id(), bill=bill, provider=place, amount=_next(bill).amount, status="open", begun_at=city.now()
    )


def _next(bill: Bill) -> instalments.Instalment:
    coming = instalments.next_due(books.plan(bill), books.stand(bill).due)
    if coming is None:
        raise Refused("money.nothing_due")
    return coming


def _charge(bill: Bill, checkout: Checkout, language: str) -> Charge:
    here = city.current().base_url
    return Charge(
        id=str(checkout.id),
        amount=checkout.amount,
        currency=bill.currency,
        title=say(bill.titles, language),
        language=language,
        reference=bill.reference,
        after=f"{here}/bills/paid/{checkout.id}",
        instead=f"{here}/bills/{bill.id}",
    )


def _facts(notice: Notice) -> dict[str, str]:
    return {"id": notice.id, "payment": notice.payment, "amount": str(notice.amount), "currency": notice.currency}


def _provider() -> ports.Payments:
    provider = city.current().payments
    if provider is None:
        raise Refused("payment.not_offered")
    return provider

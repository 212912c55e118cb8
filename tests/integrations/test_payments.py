"""Payments: the adapter, through Stripe's official client, against the stand-in over real HTTP; and the fake alike."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from tests.town import code_of

from sportello.core.money.providers import Charge
from sportello.integrations.fakes import FakePayments
from sportello.integrations.fakes.stripe import FakeStripe
from sportello.integrations.fakes.stripe.server import read_form
from sportello.integrations.stripe import StripePayments

SECRET = "whsec_test"
KEY = "sk_test_only"


@pytest.fixture
def stripe() -> Iterator[FakeStripe]:
    with FakeStripe(SECRET) as served:
        yield served


@pytest.fixture
def adapter(stripe: FakeStripe) -> StripePayments:
    return StripePayments(KEY, SECRET, stripe.url)


@pytest.fixture(params=["adapter", "fake"])
def both(request: pytest.FixtureRequest) -> tuple[Any, Callable[[str], Any]]:
    """Give a provider, and how to pay one of its sessions."""
    if request.param == "fake":
        fake = FakePayments()
        return fake, fake.pay
    served = request.getfixturevalue("stripe")
    return request.getfixturevalue("adapter"), served.books.pay


def charge(amount: str = "12.50") -> Charge:
    here = "http://127.0.0.1:1"
    return Charge(
        str(uuid4()), Decimal(amount), "EUR", "Dog licence", "it", "RF18539007547034", f"{here}/a", f"{here}/b"
    )


def test_asking_twice_gives_one_payment_which_is_paid_once(both: Any) -> None:
    provider, pay = both
    asked = charge()
    first, second = provider.begin(asked), provider.begin(asked)
    assert (first.id, first.status, first.amount, first.currency) == (second.id, "open", Decimal("12.50"), "EUR")
    pay(first.id)
    paid = provider.find(first.id)
    assert paid.status == "paid" and paid.payment
    assert code_of(lambda: provider.find("cs_nobody")) == "payment.unknown"


def test_a_refund_is_made_once_for_each_id_and_both_stand_in_the_books(both: Any) -> None:
    provider, pay = both
    session = provider.begin(charge())
    pay(session.id)
    payment = provider.find(session.id).payment
    assert provider.refund(payment, Decimal(5), "EUR", id="r1") == provider.refund(payment, Decimal(5), "EUR", id="r1")
    now = datetime.now(UTC)
    moved = provider.list_movements(now - timedelta(hours=1), now + timedelta(hours=1))
    assert {(one.kind, one.amount, one.payment) for one in moved} == {
        ("paid", Decimal("12.50"), payment),
        ("refunded", Decimal(-5), payment),
    }


def test_more_than_was_paid_cannot_be_given_back(adapter: StripePayments, stripe: FakeStripe) -> None:
    session = adapter.begin(charge())
    stripe.books.pay(session.id)
    payment = adapter.find(session.id).payment
    assert code_of(lambda: adapter.refund(payment, Decimal(13), "EUR", id="r1")) == "payment.refused"


def test_one_key_with_another_amount_is_an_error_of_ours(adapter: StripePayments) -> None:
    asked = charge()
    adapter.begin(asked)
    assert code_of(lambda: adapter.begin(replace(asked, amount=Decimal(99)))) in (
        "payment.refused",
        "payment.unavailable",
    )


def read_all(adapter: StripePayments, stripe: FakeStripe) -> list[Any]:
    import json

    bodies = [json.dumps(notice).encode() for notice in stripe.books.take_notices()]
    return [adapter.read_notice(body, stripe.sign(body)) for body in bodies]


def test_notices_say_what_happened(adapter: StripePayments, stripe: FakeStripe) -> None:
    first, second = adapter.begin(charge()), adapter.begin(charge("3"))
    stripe.books.pay(first.id)
    stripe.books.expire(second.id)
    payment = adapter.find(first.id).payment
    adapter.refund(payment, Decimal(2), "EUR", id="ours-1")
    dispute = stripe.books.dispute(payment)
    stripe.books.end_dispute(dispute["id"], won=False)
    told = [(one.kind, one.id, one.amount, one.ours) for one in read_all(adapter, stripe)]
    [refund] = stripe.books.refunds
    assert told == [
        ("paid", payment, Decimal("12.50"), ""),
        ("expired", second.id, Decimal(3), ""),
        ("refunded", refund, Decimal(2), "ours-1"),
        ("disputed", dispute["id"], Decimal("12.50"), ""),
        ("dispute_lost", dispute["id"], Decimal("12.50"), ""),
    ]


@pytest.mark.parametrize("change", ["body", "signature", "old", "none", "garbage"])
def test_a_notice_that_was_forged_altered_or_kept_is_refused(
    adapter: StripePayments, stripe: FakeStripe, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = b'{"type": "checkout.session.completed", "data": {"object": {"id": "cs", "payment_status": "paid"}}}'
    signature = stripe.sign(body)
    if change == "old":
        import time

        late = time.time() + 301
        monkeypatch.setattr(time, "time", lambda: late)
    given = {
        "body": (body + b" ", signature),
        "signature": (body, signature[:-1] + ("0" if signature[-1] != "0" else "1")),
        "old": (body, signature),
        "none": (body, ""),
        "garbage": (b"\xff{", stripe.sign(b"\xff{")),
    }[change]
    assert code_of(lambda: adapter.read_notice(*given)) == "payment.forged"


def test_money_still_under_way_is_not_paid(adapter: StripePayments, stripe: FakeStripe) -> None:
    body = b'{"type": "checkout.session.completed", "data": {"object": {"id": "cs", "payment_status": "unpaid"}}}'
    assert adapter.read_notice(body, stripe.sign(body)).kind == "other"


def test_a_stripe_that_is_away_asks_to_be_tried_again(adapter: StripePayments, stripe: FakeStripe) -> None:
    stripe.is_away = True
    assert code_of(lambda: adapter.begin(charge())) == "payment.unavailable"


def test_forms_nest() -> None:
    assert read_form("a[b][0][c]=1&a[b][1][c]=2&d=") == {"a": {"b": {"0": {"c": "1"}, "1": {"c": "2"}}}, "d": ""}

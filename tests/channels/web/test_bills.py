"""Bills on the web: seen and paid by whose they are, through the stand-in for Stripe over real HTTP."""

import re
from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from urllib.request import Request, urlopen
from uuid import UUID, uuid4

import pytest
from tests import town as towns
from tests.channels.visiting import Visitor
from tests.town import Town

from sportello.actions import live
from sportello.actions.money import bills, books, till
from sportello.core import actors
from sportello.core.actors import Actor, Role
from sportello.core.money import creditor_references
from sportello.integrations.fakes.stripe import FakeStripe
from sportello.integrations.stripe import StripePayments
from sportello.store.accounts import Account
from sportello.store.money import Bill, Checkout

TITLES = {"en": "Dog licence", "es": "Licencia de perro", "it": "Licenza per il cane"}
SECRET = "whsec_test"


@pytest.fixture
def stripe(town: Town) -> Iterator[FakeStripe]:
    with FakeStripe(SECRET) as served, towns.with_parts(payments=StripePayments("sk_test_x", SECRET, served.url)):
        yield served


def owing(parts: int = 1, currency: str = "EUR") -> tuple[Visitor, Actor, UUID]:
    by = towns.resident()
    assert by.party
    terms = books.Terms("dogs", TITLES, Decimal("40.00"), currency, live.today() + timedelta(days=30), parts)
    bill = bills.open(terms, party=by.party, by=actors.system())
    return signed_in(by), by, bill


def signed_in(by: Actor) -> Visitor:
    visitor = Visitor()
    visitor.client.force_login(Account.objects.get(id=by.account), backend="django.contrib.auth.backends.ModelBackend")
    return visitor


def address_of(visitor: Visitor) -> str:
    [address] = re.findall(r'href="(http://127[^"]+/pay/[^"]+)"', visitor.text)
    return address


def end(address: str, how: str) -> None:
    """Press a button of the stand-in's page, without following where it leads."""
    from urllib.error import URLError

    try:
        urlopen(Request(address, f"end={how}".encode())).close()
    except URLError:
        return  # it leads to city.test, which is nowhere


def test_a_bill_is_paid_at_the_providers_page_and_shown_as_paid(stripe: FakeStripe) -> None:
    ana, _, bill = owing()
    ana.get("/bills")
    assert "Dog licence" in ana.text and "to pay" in ana.text
    ana.post(f"/bills/{bill}/pay")
    end(address_of(ana), "pay")
    [session] = stripe.books.sessions.values()
    ana.get(session["success_url"].removeprefix("http://city.test"))
    assert ana.path == f"/bills/{bill}"
    assert "Your payment has arrived." in ana.text
    assert "Nothing is owed any more." in ana.text


def test_a_notice_settles_it_though_the_browser_was_closed(stripe: FakeStripe) -> None:
    ana, _, bill = owing()
    ana.post(f"/bills/{bill}/pay")
    end(address_of(ana), "vanish")
    import json

    [notice] = stripe.books.take_notices()
    body = json.dumps(notice).encode()
    for _ in range(2):
        answer = Visitor().client.post(
            "/webhooks/stripe",
            body,
            content_type="application/json",
            headers={"Stripe-Signature": stripe.sign(body)},
        )
        assert answer.status_code == 204
    assert "Nothing is owed any more." in ana.get(f"/bills/{bill}").content.decode()


def test_a_forged_notice_is_refused(stripe: FakeStripe) -> None:
    answer = Visitor().client.post("/webhooks/stripe", b"{}", content_type="application/json")
    assert answer.status_code == 403


def test_leaving_without_paying_keeps_the_bill_open_and_the_same_page(stripe: FakeStripe) -> None:
    ana, _, bill = owing()
    ana.post(f"/bills/{bill}/pay")
    address = address_of(ana)
    end(address, "leave")
    ana.post(f"/bills/{bill}/pay")
    assert address_of(ana) == address


def test_a_provider_that_is_down_is_told_plainly(stripe: FakeStripe) -> None:
    ana, _, bill = owing()
    stripe.is_away = True
    assert ana.post(f"/bills/{bill}/pay").status_code == 503
    assert "Nothing was charged" in ana.text


def test_instalments_and_the_reference_for_a_transfer_are_shown(town: Town) -> None:
    ana, _, bill = owing(parts=3)
    ana.get(f"/bills/{bill}")
    assert "Instalment 1 of 3" in ana.text and "13.34" in ana.text
    assert re.search(r"RF\d\d (\d{4} ?)+", ana.text)
    assert "Pay by card" not in ana.text  # no provider here


def test_a_bill_says_itself_that_it_is_overdue(town: Town) -> None:
    ana, _, bill = owing()
    ana.get(f"/bills/{bill}")
    assert "overdue" not in ana.text
    Bill.objects.filter(id=bill).update(due_on=live.today() - timedelta(days=1))
    ana.get(f"/bills/{bill}")
    assert "overdue" in ana.text


def test_others_see_nothing_of_it(stripe: FakeStripe) -> None:
    _, _, bill = owing()
    other, _, _ = owing()
    for visitor in (other, Visitor()):
        assert visitor.get(f"/bills/{bill}").status_code == 404
        assert visitor.post(f"/bills/{bill}/pay").status_code == 404
    assert Visitor().get("/bills").status_code == 403


def test_the_page_of_a_case_says_how_to_pay_its_fee_and_pays_it(town: Town, stripe: FakeStripe) -> None:
    sent = towns.apply(town, "building-permit", number=2)
    towns.run_jobs()
    bill, visitor = Bill.objects.get(case=sent.case), Visitor()
    visitor.get(f"/track/{sent.reference}/{sent.secret}")
    assert creditor_references.render(bill.reference) in visitor.text
    assert creditor_references.render(live.profile().money["iban"]) in visitor.text
    visitor.post(f"/bills/{bill.id}/pay")
    end(address_of(visitor), "pay")
    visitor.get(f"/bills/paid/{Checkout.objects.get(bill=bill).id}")
    assert visitor.page.request["QUERY_STRING"] == "done=paid" and f"/cases/{sent.case}" in visitor.text
    visitor.get(f"/cases/{sent.case}")
    assert f"/bills/{bill.id}/pay" not in visitor.text


def test_a_receipt_of_the_counter_is_there_for_its_payer_alone(town: Town) -> None:
    from uuid import uuid4

    sent = towns.apply(town, "building-permit", number=2)
    towns.run_jobs()
    bill, visitor = Bill.objects.get(case=sent.case), Visitor()
    number = till.take(bill.id, Decimal(1), "cash", uuid4(), by=towns.staff("cashier", Role.CASHIER))
    assert visitor.get(f"/bills/receipts/{number}").status_code == 403
    visitor.get(f"/track/{sent.reference}/{sent.secret}")
    visitor.get(f"/bills/{bill.id}")
    assert f"/bills/receipts/{number}" in visitor.text
    for language in ("en", "es", "it"):
        page = visitor.client.get(f"/bills/receipts/{number}", headers={"Accept-Language": language})
        assert number in page.content.decode() and "money-" not in page.content.decode()


def test_instalments_that_are_paid_are_marked_in_the_plan(town: Town) -> None:
    payer, _, bill = owing(parts=2, currency="USD")
    payer.get(f"/bills/{bill}")
    assert payer.text.count(">settled<") == 0
    till.take(bill, Decimal("20.00"), "cash", uuid4(), by=towns.staff("cashier", Role.CASHIER))
    payer.get(f"/bills/{bill}")
    assert payer.text.count(">settled<") == 1

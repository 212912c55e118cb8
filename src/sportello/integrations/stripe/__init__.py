"""Stripe: payments on its Checkout page, refunds, signed notices, its books (API version 2026, `stripe` library).

Notices to subscribe to: checkout.session.completed, .async_payment_succeeded, .async_payment_failed and .expired;
refund.created, refund.updated, refund.failed; charge.dispute.created and charge.dispute.closed.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import cached_property
from typing import Any, TypeVar

from sportello.core.errors import Refused
from sportello.core.money import amounts
from sportello.core.money.providers import Charge, Movement, Notice, Session

Result = TypeVar("Result")
LANGUAGES = ("en", "es", "it", "fr", "de", "pt")  # of ours, those the page speaks under the same name
KINDS = {
    "checkout.session.completed": "paid",
    "checkout.session.async_payment_succeeded": "paid",
    "checkout.session.async_payment_failed": "expired",
    "checkout.session.expired": "expired",
    "refund.created": "refunded",
    "refund.updated": "refunded",
    "refund.failed": "refund_failed",
    "charge.dispute.created": "disputed",
    "charge.dispute.closed": "dispute_",
}
MOVED = {
    "charge": "paid",
    "payment": "paid",
    "refund": "refunded",
    "payment_refund": "refunded",
    "adjustment": "disputed",
}


class StripePayments:
    """The city's account at Stripe. `secret` checks notices; `api` is another address of its API, for tests."""

    place = "stripe"

    def __init__(self, key: str, secret: str, api: str | None = None) -> None:
        self._key, self._secret, self._api = key, secret, api

    def begin(self, charge: Charge) -> Session:
        """Make a Checkout session; the same id gives the same session (Idempotency-Key)."""
        price = {
            "currency": charge.currency.lower(),
            "unit_amount": amounts.to_minor(charge.amount, charge.currency),
            "product_data": {"name": charge.title},
        }
        marks = {"checkout": charge.id, "reference": charge.reference}
        params = {
            "mode": "payment",
            "line_items": [{"quantity": 1, "price_data": price}],
            "client_reference_id": charge.id,
            "metadata": marks,
            "payment_intent_data": {"metadata": marks, "description": charge.reference},
            "locale": charge.language if charge.language in LANGUAGES else "auto",
            "success_url": charge.after,
            "cancel_url": charge.instead,
        }
        options = {"idempotency_key": f"checkout-{charge.id}"}
        return _session(self._ask(lambda: self._client.v1.checkout.sessions.create(params, options)))

    def find(self, session: str) -> Session:
        """Look at a Checkout session."""
        try:
            return _session(self._ask(lambda: self._client.v1.checkout.sessions.retrieve(session)))
        except Refused as refused:
            if refused.code != "payment.refused":
                raise
            raise Refused("payment.unknown", session=session) from refused

    def refund(self, payment: str, amount: Decimal, currency: str, *, id: str) -> str:
        """Give money back."""
        params = {
            "payment_intent": payment,
            "amount": amounts.to_minor(amount, currency),
            "metadata": {"refund": id},
        }
        options = {"idempotency_key": f"refund-{id}"}
        return str(self._ask(lambda: self._client.v1.refunds.create(params, options)).id)

    def read_notice(self, body: bytes, signature: str) -> Notice:
        """Read a notice whose signature is ours and at most five minutes old."""
        from stripe import SignatureVerificationError, WebhookSignature  # half a second: not where nobody pays

        try:
            WebhookSignature.verify_header(body.decode(), signature, self._secret, 300)
            event = json.loads(body)
            return _notice(event["type"], event["data"]["object"])
        except (SignatureVerificationError, UnicodeDecodeError, ValueError, KeyError, TypeError) as error:
            raise Refused("payment.forged") from error

    def list_movements(self, since: datetime, until: datetime) -> Iterable[Movement]:
        """List the balance's transactions; a refund that failed is left out with what it took back."""
        created = {"gt": int(since.timestamp()), "lte": int(until.timestamp())}
        params = {"created": created, "limit": 100, "expand": ["data.source"]}

        def read() -> list[Any]:
            return list(self._client.v1.balance_transactions.list(params).auto_paging_iter())

        rows = [row.to_dict() for row in self._ask(read)]
        failed = {row["source"]["id"] for row in rows if row["type"] in ("refund_failure", "payment_failure_refund")}
        return _movements([row for row in rows if row["type"] in MOVED and row["source"]["id"] not in failed])

    @cached_property
    def _client(self) -> Any:
        from stripe import StripeClient  # half a second: not where nobody pays

        addresses: Any = {"api": self._api} if self._api else {}
        return StripeClient(self._key, base_addresses=addresses, max_network_retries=2)

    def _ask(self, deed: Callable[[], Result]) -> Result:
        from stripe import InvalidRequestError, StripeError  # as above

        try:
            return deed()
        except InvalidRequestError as error:
            raise Refused("payment.refused", reason=str(error.code or "")) from error
        except StripeError as error:
            raise Refused("payment.unavailable", reason=type(error).__name__) from error


def _session(told: Any) -> Session:
    currency = str(told.currency).upper()
    status = "paid" if told.payment_status == "paid" else "expired" if told.status == "expired" else "open"
    return Session(
        id=told.id,
        status=status,  # type: ignore[arg-type]  # one of the three, just above
        amount=amounts.from_minor(told.amount_total, currency),
        currency=currency,
        payment=str(told.payment_intent or ""),
        address=str(told.url or ""),
    )


def _notice(type: str, told: dict[str, Any]) -> Notice:
    kind = KINDS.get(type, "other")
    if kind == "paid" and told["payment_status"] != "paid":
        kind = "other"  # a bank debit, say: the money is still under way
    if kind == "refunded" and told["status"] != "succeeded":
        kind = "other"
    if kind == "dispute_":
        kind = {"won": "dispute_won", "lost": "dispute_lost"}.get(told["status"], "other")
    is_session = type.startswith("checkout.session.")
    currency = str(told.get("currency") or "").upper()
    payment = str(told.get("payment_intent") or "")
    count = told.get("amount_total" if is_session else "amount")
    return Notice(
        kind=kind,  # type: ignore[arg-type]  # KINDS has no others
        id=payment if kind == "paid" else str(told["id"]),
        session=told["id"] if is_session else "",
        payment=payment,
        ours=(told.get("metadata") or {}).get("refund", ""),
        amount=amounts.from_minor(count, currency) if count is not None and currency else Decimal(0),
        currency=currency,
    )


def _movements(rows: Iterable[dict[str, Any]]) -> Iterator[Movement]:
    for row in rows:
        source, currency, kind = row["source"], row["currency"].upper(), MOVED[row["type"]]
        if kind == "disputed" and row["amount"] > 0:
            kind = "dispute_won"
        yield Movement(
            kind=kind,  # type: ignore[arg-type]  # MOVED has no others
            id=source["payment_intent"] if kind == "paid" else source["id"],
            payment=str(source["payment_intent"]),
            amount=amounts.from_minor(row["amount"], currency),
            currency=currency,
            at=datetime.fromtimestamp(row["created"], UTC),
        )

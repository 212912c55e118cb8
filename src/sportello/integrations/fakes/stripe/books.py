"""What the stand-in remembers, and the rules of Stripe's that matter here. Speaks no HTTP."""

import secrets
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

Told = dict[str, Any]
Clock = Callable[[], float]


class FailedError(Exception):
    """What Stripe answers instead: HTTP status, type and code of its error."""

    def __init__(self, status: int, type: str, code: str) -> None:
        super().__init__(code)
        self.status, self.type, self.code = status, type, code


class Books:
    """Sessions, payments, refunds and disputes; `notices` are the events to send, in order."""

    def __init__(self, clock: Clock = time.time) -> None:
        self._clock = clock
        self._lock = threading.RLock()
        self._answers: dict[str, tuple[Mapping[str, Any], Told]] = {}
        self.sessions: dict[str, Told] = {}
        self.refunds: dict[str, Told] = {}
        self.disputes: dict[str, Told] = {}
        self.transactions: list[Told] = []
        self.notices: list[Told] = []

    def once(self, key: str, params: Mapping[str, Any], deed: Callable[[Mapping[str, Any]], Told]) -> Told:
        """Do a deed once for an idempotency key; the same key with other parameters is an error."""
        with self._lock:
            if not key:
                return deed(params)
            if key in self._answers:
                before, answer = self._answers[key]
                if before != params:
                    raise FailedError(400, "idempotency_error", "idempotency_key_in_use")
                return answer
            self._answers[key] = (params, dict(deed(params)))
            return self._answers[key][1]

    def add_session(self, params: Mapping[str, Any], home: str) -> Told:
        """Make a Checkout session."""
        try:
            price = params["line_items"]["0"]["price_data"]
            amount, currency = int(price["unit_amount"]), str(price["currency"])
            after, instead = params["success_url"], params["cancel_url"]
        except (KeyError, ValueError, TypeError) as error:
            raise FailedError(400, "invalid_request_error", "parameter_missing") from error
        if params.get("mode") != "payment" or amount <= 0 or len(currency) != 3:
            raise FailedError(400, "invalid_request_error", "parameter_invalid")
        id = _new_id("cs_test")
        self.sessions[id] = {
            "id": id,
            "object": "checkout.session",
            "created": int(self._clock()),
            "amount_total": amount,
            "currency": currency,
            "client_reference_id": params.get("client_reference_id"),
            "metadata": dict(params.get("metadata", {})),
            "status": "open",
            "payment_status": "unpaid",
            "payment_intent": None,
            "success_url": after,
            "cancel_url": instead,
            "url": f"{home}/pay/{id}",
            "title": price["product_data"]["name"],
        }
        return self.sessions[id]

    def get_session(self, id: str) -> Told:
        """Get a session."""
        with self._lock:
            if id not in self.sessions:
                raise FailedError(404, "invalid_request_error", "resource_missing")
            return dict(self.sessions[id])

    def pay(self, id: str) -> Told:
        """Be the payer: pay a session, once."""
        with self._lock:
            self._check_open(id)
            payment = _new_id("pi")
            session = self.sessions[id]
            session |= {"status": "complete", "payment_status": "paid", "payment_intent": payment, "url": None}
            source = {"id": _new_id("ch"), "payment_intent": payment}
            self._move("charge", session["amount_total"], session["currency"], source)
            self._tell("checkout.session.completed", session)
            return dict(session)

    def expire(self, id: str) -> Told:
        """Close a session that was not paid."""
        with self._lock:
            self._check_open(id)
            self.sessions[id] |= {"status": "expired", "url": None}
            self._tell("checkout.session.expired", self.sessions[id])
            return dict(self.sessions[id])

    def add_refund(self, params: Mapping[str, Any]) -> Told:
        """Give money back, up to what was paid."""
        session = self._paid(str(params.get("payment_intent")))
        given = [one["amount"] for one in self.refunds.values() if one["payment_intent"] == session["payment_intent"]]
        left = session["amount_total"] - sum(given)
        amount = int(params.get("amount", left))
        if not 0 < amount <= left:
            raise FailedError(
                400, "invalid_request_error", "charge_already_refunded" if not left else "amount_too_large"
            )
        refund = {
            "id": _new_id("re"),
            "object": "refund",
            "amount": amount,
            "currency": session["currency"],
            "payment_intent": session["payment_intent"],
            "metadata": dict(params.get("metadata", {})),
            "status": "succeeded",
        }
        self.refunds[refund["id"]] = refund
        self._move("refund", -amount, session["currency"], refund)
        self._tell("refund.created", refund)
        return refund

    def dispute(self, payment: str) -> Told:
        """Be the payer's bank: take a payment back until the dispute ends."""
        with self._lock:
            session = self._paid(payment)
            dispute = {
                "id": _new_id("dp"),
                "object": "dispute",
                "amount": session["amount_total"],
                "currency": session["currency"],
                "payment_intent": payment,
                "status": "needs_response",
            }
            self.disputes[dispute["id"]] = dispute
            self._move("adjustment", -dispute["amount"], dispute["currency"], dispute)
            self._tell("charge.dispute.created", dispute)
            return dispute

    def end_dispute(self, id: str, *, won: bool) -> Told:
        """End a dispute."""
        with self._lock:
            dispute = self.disputes[id]
            dispute["status"] = "won" if won else "lost"
            if won:
                self._move("adjustment", dispute["amount"], dispute["currency"], dispute)
            self._tell("charge.dispute.closed", dispute)
            return dispute

    def list_transactions(self, since: int, until: int) -> list[Told]:
        """List what moved after one moment and up to another, newest first."""
        with self._lock:
            return [one for one in reversed(self.transactions) if since < one["created"] <= until]

    def take_notices(self) -> list[Told]:
        """Give the events to send, and forget them."""
        with self._lock:
            taken, self.notices = self.notices, []
            return taken

    def _check_open(self, id: str) -> None:
        if self.get_session(id)["status"] != "open":
            raise FailedError(400, "invalid_request_error", "session_not_open")

    def _paid(self, payment: str) -> Told:
        found = [one for one in self.sessions.values() if one["payment_intent"] == payment]
        if not found:
            raise FailedError(404, "invalid_request_error", "resource_missing")
        return found[0]

    def _move(self, type: str, amount: int, currency: str, source: Told) -> None:
        self.transactions.append(
            {
                "id": _new_id("txn"),
                "object": "balance_transaction",
                "type": type,
                "amount": amount,
                "currency": currency,
                "created": int(self._clock()),
                "source": dict(source),
            }
        )

    def _tell(self, type: str, told: Told) -> None:
        self.notices.append(
            {
                "id": _new_id("evt"),
                "object": "event",
                "type": type,
                "created": int(self._clock()),
                "data": {"object": dict(told)},
            }
        )


def _new_id(kind: str) -> str:
    return f"{kind}_{secrets.token_hex(12)}"

"""Payment providers without money: one that keeps what it is told, one that is away, one that breaks."""

import json
from collections.abc import Iterable
from dataclasses import asdict, replace
from datetime import UTC, datetime
from decimal import Decimal

from sportello.core.errors import Refused
from sportello.core.money.providers import Charge, Movement, Notice, Session

SIGNATURE = "signed"


class FakePayments:
    """Keep sessions and refunds in memory; whoever plays the payer calls `pay`, `close`, `dispute`."""

    place = "stripe"

    def __init__(self) -> None:
        self.sessions: dict[str, Session] = {}
        self.refunds: dict[str, tuple[str, Decimal]] = {}
        self.movements: list[Movement] = []
        self.refuses_refunds = False

    def begin(self, charge: Charge) -> Session:
        """Give the session of this id, the same each time."""
        known = self.sessions.get(charge.id)
        if known is None:
            known = Session(f"cs_{charge.id}", "open", charge.amount, charge.currency, address=f"/pay/{charge.id}")
            self.sessions[charge.id] = known
        return known

    def find(self, session: str) -> Session:
        """Give a session; Refused `payment.unknown`."""
        found = self.sessions.get(session.removeprefix("cs_"))
        if found is None:
            raise Refused("payment.unknown", session=session)
        return found

    def refund(self, payment: str, amount: Decimal, currency: str, *, id: str) -> str:
        """Give back once for each id; Refused `payment.refused` where told so."""
        if self.refuses_refunds:
            raise Refused("payment.refused", reason="told so")
        if id not in self.refunds:
            self.refunds[id] = (payment, amount)
            self._move("refunded", f"re_{id}", payment, -amount, currency)
        return f"re_{id}"

    def read_notice(self, body: bytes, signature: str) -> Notice:
        """Read what `write_notice` wrote; Refused `payment.forged`."""
        if signature != SIGNATURE:
            raise Refused("payment.forged")
        told = json.loads(body)
        return Notice(**{**told, "amount": Decimal(told["amount"])})

    def list_movements(self, since: datetime, until: datetime) -> Iterable[Movement]:
        """List what moved."""
        return [one for one in self.movements if since < one.at <= until]

    def pay(self, session: str) -> Notice:
        """Be the payer who pays; give the notice to send."""
        paid = replace(self.find(session), status="paid", payment=f"pi_{session}", address="")
        self.sessions[session.removeprefix("cs_")] = paid
        self._move("paid", paid.payment, paid.payment, paid.amount, paid.currency)
        return Notice("paid", paid.payment, session, paid.payment, amount=paid.amount, currency=paid.currency)

    def close(self, session: str) -> Notice:
        """Let a session expire; give the notice to send."""
        self.sessions[session.removeprefix("cs_")] = replace(self.find(session), status="expired", address="")
        return Notice("expired", session, session)

    def _move(self, kind: str, id: str, payment: str, amount: Decimal, currency: str) -> None:
        self.movements.append(Movement(kind, id, payment, amount, currency, datetime.now(UTC)))  # type: ignore[arg-type]  # one of its kinds


def write_notice(notice: Notice) -> bytes:
    """Write a notice as the fake provider sends it."""
    return json.dumps(asdict(notice), default=str).encode()


class RefusingPayments:
    """Be away."""

    place = "stripe"

    def begin(self, charge: Charge) -> Session:
        """Refused `payment.unavailable`, always."""
        raise Refused("payment.unavailable")

    def find(self, session: str) -> Session:
        """Refused `payment.unavailable`, always."""
        raise Refused("payment.unavailable")

    def refund(self, payment: str, amount: Decimal, currency: str, *, id: str) -> str:
        """Refused `payment.unavailable`, always."""
        raise Refused("payment.unavailable")

    def read_notice(self, body: bytes, signature: str) -> Notice:
        """Refused `payment.forged`, always."""
        raise Refused("payment.forged")

    def list_movements(self, since: datetime, until: datetime) -> Iterable[Movement]:
        """Refused `payment.unavailable`, always."""
        raise Refused("payment.unavailable")


class CrashingPayments(RefusingPayments):
    """Fail in a way nobody foresaw."""

    def begin(self, charge: Charge) -> Session:
        """Raise RuntimeError."""
        raise RuntimeError("the provider's library broke")

"""What the city and a payment provider tell each other. Knows no provider in particular."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Literal

Kind = Literal["paid", "expired", "refunded", "refund_failed", "disputed", "dispute_won", "dispute_lost", "other"]


@dataclass(frozen=True)
class Charge:
    """A payment to ask for. `id` makes asking twice the same; the payer comes back to one of the two addresses."""

    id: str
    amount: Decimal
    currency: str
    title: str
    language: str
    reference: str
    after: str
    instead: str


@dataclass(frozen=True)
class Session:
    """A payment as the provider has it. `address` is the page to pay on, as long as it is open."""

    id: str
    status: Literal["open", "paid", "expired"]
    amount: Decimal
    currency: str
    payment: str = ""
    address: str = ""


@dataclass(frozen=True)
class Notice:
    """What the provider says has happened. `id` is of the thing it is about: payment, refund or dispute.

    `ours` is the id we gave a refund of our own.
    """

    kind: Kind
    id: str
    session: str = ""
    payment: str = ""
    ours: str = ""
    amount: Decimal = Decimal(0)
    currency: str = ""


@dataclass(frozen=True)
class Movement:
    """One line of the provider's own books. `id` is of the payment, refund or dispute; amounts out are negative."""

    kind: Literal["paid", "refunded", "disputed", "dispute_won"]
    id: str
    payment: str
    amount: Decimal
    currency: str
    at: datetime

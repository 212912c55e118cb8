"""Statements of a bank account: what came in and went out, told apart so that each is booked once."""

import hashlib
from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Line:
    """One movement. `amount` is positive where money came and negative where it went.

    `bank_id` is what the bank calls it, empty where it does not; `references` are the creditor references (ISO 11649)
    it names. `problem` says why nobody but people can tell what it is: `reversal`, or `batch` for several payments
    whose amounts do not add up to what was booked. `payer` and `text` are who paid and what they wrote, as the bank
    says it.
    """

    bank_id: str
    amount: Decimal
    currency: str
    on: date
    references: tuple[str, ...] = ()
    end_to_end: str = ""
    problem: str = ""
    payer: str = ""
    text: str = ""

    def key(self, account: str) -> str:
        """Name the movement, the same in each statement that has it, in 32 hex digits."""
        amount = self.amount.normalize()
        named = (account, self.bank_id, f"{amount:f}", self.currency, *self.references, self.end_to_end)
        return hashlib.sha256("\0".join(named).encode()).hexdigest()[:32]


@dataclass(frozen=True)
class Statement:
    """A statement of one account; `name` is the bank's own id of it. Balances are None where the bank names none."""

    account: str
    name: str
    currency: str
    opening: Decimal | None
    closing: Decimal | None
    until: date | None
    lines: tuple[Line, ...]

    @property
    def gap(self) -> Decimal:
        """Give by how much the closing balance is not the opening one with all movements; 0 where one is not told."""
        if self.opening is None or self.closing is None:
            return Decimal(0)
        return self.closing - self.opening - sum((line.amount for line in self.lines), Decimal(0))

"""Instalments: an amount in parts that add up to it exactly, one a month."""

import calendar
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_DOWN, Decimal

from sportello.core.errors import Refused
from sportello.core.money import amounts

MOST = 60


@dataclass(frozen=True)
class Instalment:
    """One part, numbered from 1, and the last day to pay it."""

    number: int
    amount: Decimal
    due_on: date


def plan(amount: Decimal, currency: str, first: date, count: int) -> tuple[Instalment, ...]:
    """Part an amount; what does not divide comes with the first. Refused `money.instalments`."""
    unit = Decimal(1).scaleb(-amounts.digits(currency))
    if not 1 <= count <= MOST or amount < unit * count:
        raise Refused("money.instalments", most=MOST)
    part = (amount / count).quantize(unit, ROUND_DOWN)
    parts = [amount - part * (count - 1), *[part] * (count - 1)]
    return tuple(Instalment(n + 1, each, _months_later(first, n)) for n, each in enumerate(parts))


def next_due(plan: tuple[Instalment, ...], due: Decimal) -> Instalment | None:
    """Find the instalment to pay next when so much is still owed: the rest of the first not paid whole."""
    left = sum((one.amount for one in plan), Decimal(0)) - due
    for one in plan:
        if left < one.amount:
            return Instalment(one.number, min(one.amount - left, due), one.due_on) if due else None
        left -= one.amount
    return Instalment(plan[-1].number, due, plan[-1].due_on) if due else None


def _months_later(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    length = calendar.monthrange(day.year + years, month + 1)[1]
    return date(day.year + years, month + 1, min(day.day, length))

"""Amounts: decimals with as many digits as their currency has (ISO 4217), never floats."""

from decimal import ROUND_HALF_UP, Decimal

from babel.core import get_global

from sportello.core.errors import Refused

LARGEST = Decimal("999999999.99")


def digits(currency: str) -> int:
    """Give how many digits an amount has after the point: 2 for EUR, 0 for JPY. Refused `money.currency`."""
    known = get_global("currency_fractions")
    if len(currency) != 3 or not (currency.isascii() and currency.isupper()):
        raise Refused("money.currency", currency=currency)
    return min(2, int(known.get(currency, known["DEFAULT"])[0]))


def check(amount: Decimal, currency: str) -> Decimal:
    """Give an amount in its normal form. Refused `money.amount` unless it is positive, fits, and is not too exact."""
    fits = amount.is_finite() and 0 < amount <= LARGEST  # before anything is computed: 1E+999999 cannot be
    if not fits or amount != amount.quantize(_unit(currency)):
        raise Refused("money.amount", amount=str(amount), currency=currency)
    return amount.quantize(_unit(currency))


def nearest(amount: Decimal, currency: str) -> Decimal:
    """Give the amount of money nearest to one that was computed, halves rounded up: 10.005 EUR is 10.01."""
    return amount.quantize(_unit(currency), ROUND_HALF_UP)


def to_minor(amount: Decimal, currency: str) -> int:
    """Give an amount in the currency's smallest unit, as payment providers count: 12.50 EUR is 1250."""
    return int(check(amount, currency).scaleb(digits(currency)))


def from_minor(count: int, currency: str) -> Decimal:
    """Read an amount counted in the currency's smallest unit; refunds and fees may be negative."""
    return Decimal(count).scaleb(-digits(currency)).quantize(_unit(currency))


def _unit(currency: str) -> Decimal:
    return Decimal(1).scaleb(-digits(currency))

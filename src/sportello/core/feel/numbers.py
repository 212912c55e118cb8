"""FEEL's numbers: IEEE 754-2008 decimals of 34 digits, rounded half to even (DMN 1.3, 10.3.2.3.1)."""

from decimal import (
    ROUND_CEILING,
    ROUND_DOWN,
    ROUND_FLOOR,
    ROUND_HALF_DOWN,
    ROUND_HALF_EVEN,
    ROUND_HALF_UP,
    ROUND_UP,
    Context,
    Decimal,
    DivisionByZero,
    InvalidOperation,
    Overflow,
)

# An own context: the thread's is Python's default of 28 digits and anyone may change it.
CONTEXT = Context(
    prec=34,
    rounding=ROUND_HALF_EVEN,
    Emin=-6143,
    Emax=6144,
    traps=[DivisionByZero, InvalidOperation, Overflow],
)

ROUNDINGS = {
    "floor": ROUND_FLOOR,
    "ceiling": ROUND_CEILING,
    "decimal": ROUND_HALF_EVEN,
    "round up": ROUND_UP,
    "round down": ROUND_DOWN,
    "round half up": ROUND_HALF_UP,
    "round half down": ROUND_HALF_DOWN,
}


def render_number(value: Decimal | int) -> str:
    """Write a number in canonical form: no exponent, no trailing zeros, no minus zero."""
    text = str(value)
    if len(text) > CONTEXT.prec or "E" in text:
        text = format(CONTEXT.normalize(Decimal(value)), "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text

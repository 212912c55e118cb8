"""What the functions of FEEL's library do with values; which of them there are is `functions`. Knows no tree.

What is nonsense (a part of a text that is not there, a date that does not exist) raises or gives null; `functions`
gives null for both.
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from sportello.core.feel import operators, temporal, work
from sportello.core.feel.numbers import CONTEXT, ROUNDINGS, render_number
from sportello.core.feel.temporal import Months


def rounded(rounding: str) -> Callable[..., Decimal]:
    """Make the function that rounds a number to a scale (0 when not given) in this way."""

    def run(value: Decimal | int, scale: Decimal | int = 0) -> Decimal:
        if scale != int(scale):
            raise ValueError("a scale is a whole number")
        return Decimal(value).quantize(Decimal(1).scaleb(-int(scale), CONTEXT), ROUNDINGS[rounding], CONTEXT)

    return run


def modulo(left: Decimal, right: Decimal) -> Decimal | None:
    """Give the rest of a division, with the sign of the divisor."""
    if not right:
        return None
    rest = CONTEXT.remainder(left, right)
    return CONTEXT.add(rest, right) if rest and (rest < 0) != (right < 0) else rest


def members(arguments: tuple[Any, ...]) -> Sequence[Any]:
    """Take either one list or several values as the values."""
    values = arguments[0] if len(arguments) == 1 and isinstance(arguments[0], operators.LISTS) else arguments
    work.spend(len(values))
    return values


def all_true(*arguments: Any) -> bool | None:
    """Tell whether all values are true."""
    return operators.conjunction(*members(arguments))


def any_true(*arguments: Any) -> bool | None:
    """Tell whether any value is true."""
    return operators.disjunction(*members(arguments))


def least(*arguments: Any) -> Any:
    """Give the least value; null of none, or when one is null."""
    values = members(arguments)
    return None if not values or operators.has_null(values) else min(values)


def greatest(*arguments: Any) -> Any:
    """Give the greatest value; null of none, or when one is null."""
    values = members(arguments)
    return None if not values or operators.has_null(values) else max(values)


def total(*arguments: Any) -> Any:
    """Add numbers; null of none, or when one is null."""
    values = iter(members(arguments))
    result = next(values, None)
    for value in values:
        result = operators.add(result, value)
    return result


def mean(*arguments: Any) -> Any:
    """Give the average; null of none, or when one is null."""
    return operators.divide(total(*arguments), len(members(arguments)))


def count(of: Sequence[Any]) -> Decimal:
    """Count the members of a list."""
    return Decimal(len(of))


def distinct(of: Iterable[Any]) -> list[Any]:
    """Keep the first of equal values."""
    result: list[Any] = []
    for value in of:
        if not operators.contains(result, value):
            result.append(value)
    return result


def joined(*lists: Any) -> list[Any] | None:
    """Put lists one after another."""
    work.check_list(sum(map(len, lists)))
    return [member for of in lists for member in of]


def appended(of: Any, *values: Any) -> list[Any]:
    """Put values at the end of a list."""
    work.check_list(len(of) + len(values))
    return [*of, *values]


def substring(text: str, start: Decimal, length: Decimal | None = None) -> str | None:
    """Give part of a text, from a position counted from 1 (from the end when negative)."""
    first = int(start) - 1 if start > 0 else len(text) + int(start)
    if not start or not 0 <= first < len(text) or (length is not None and length < 1):
        return None
    return text[first:] if length is None else text[first : first + int(length)]


def before(text: str, mark: str) -> str:
    """Give what stands before a mark; nothing when the mark is not there."""
    return text.partition(mark)[0] if mark in text else ""


def after(text: str, mark: str) -> str:
    """Give what stands after a mark; nothing when the mark is not there."""
    return text.partition(mark)[2]


def read_number(text: Any) -> Decimal | None:
    """Read a number written as FEEL writes it."""
    try:
        number = Decimal(text)
        return CONTEXT.plus(number) if number.is_finite() and "_" not in str(text) else None
    except InvalidOperation:
        return None


def render(value: Any) -> str | None:
    """Write a value as text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal | int):
        return render_number(value)
    if isinstance(value, timedelta | Months):
        return temporal.render_duration(value)
    return str(value) if isinstance(value, str | date) else None


def weekday(day: date) -> str:
    """Name the day of the week in English, as the standard does."""
    return ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")[day.weekday()]


def read_date(*parts: Any) -> date | None:
    """Make a date of a text or of year, month and day."""
    if len(parts) == 1:
        return parts[0] if isinstance(parts[0], date) else temporal.read_date(parts[0])
    return date(*[int(part) for part in parts]) if all(part == int(part) for part in parts) else None

"""What FEEL's operators do with values: three-valued logic, null for nonsense. Knows no tree.

Nothing here raises but for more work than a rule may make (`work`): a wrong value, a zero divisor or an overflow gives
null (DMN 1.3, 10.3.2).
"""

import operator
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from sportello.core.feel import temporal, work
from sportello.core.feel.numbers import CONTEXT
from sportello.core.feel.temporal import Months

LISTS = (list, tuple)  # as tuples: making a union each time costs more than asking
MAPPINGS = (dict, MappingProxyType, Mapping)  # the last takes four times as long to tell
DURATIONS = (timedelta, Months)
NONSENSE = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def kind_of(value: Any) -> str:
    """Name the kind of a value: two values of different kinds are never compared."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, Decimal | int):
        return "number"
    if isinstance(value, timedelta | Months | date | str):
        return type(value).__name__
    return "context" if isinstance(value, Mapping) else "list"


def has_null(values: Iterable[Any]) -> bool:
    """Tell whether a value is null. Asking each number by `in` whether it equals null takes ten times as long."""
    for value in values:  # noqa: SIM110 - `any` as well, four times
        if value is None:
            return True
    return False


def conjunction(*values: Any) -> bool | None:
    """Give false if any is false, true if all are true, else null."""
    result: bool | None = True
    for value in values:
        if value is False:
            return False
        if value is not True:
            result = None
    return result


def disjunction(*values: Any) -> bool | None:
    """Give true if any is true, false if all are false, else null."""
    result: bool | None = False
    for value in values:
        if value is True:
            return True
        if value is not False:
            result = None
    return result


def negation(value: Any) -> bool | None:
    """Give the opposite of true and false; null of anything else."""
    return not value if isinstance(value, bool) else None


def equal(left: Any, right: Any) -> bool | None:
    """Compare; null equals null, and two kinds give null."""
    if left is None or right is None:
        return left is right
    return bool(left == right) if kind_of(left) == kind_of(right) else None


def unequal(left: Any, right: Any) -> bool | None:
    """Give the opposite of `equal`."""
    return negation(equal(left, right))


def _ordering(compare: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool | None]:
    def ordered(left: Any, right: Any) -> bool | None:
        if left is None or right is None or kind_of(left) != kind_of(right) or isinstance(left, bool):
            return None
        try:
            return compare(left, right)
        except TypeError:
            return None

    return ordered


ORDERINGS = {
    "<": _ordering(operator.lt),
    "<=": _ordering(operator.le),
    ">": _ordering(operator.gt),
    ">=": _ordering(operator.ge),
}


def within(value: Any, low: Any, high: Any, low_closed: bool, high_closed: bool) -> bool | None:
    """Tell whether a value lies between two ends."""
    above = ORDERINGS[">=" if low_closed else ">"](value, low)
    return conjunction(above, ORDERINGS["<=" if high_closed else "<"](value, high))


def add(left: Any, right: Any) -> Any:
    """Add numbers, join texts, move a date by a duration, add durations of one sort."""
    if left is None or right is None:
        return None
    try:
        if isinstance(left, date) or isinstance(right, date):
            return _move(left, right, 1) if isinstance(left, date) else _move(right, left, 1)
        if isinstance(left, str):
            work.check_text(len(left) + len(right))
            return left + right
        if isinstance(left, timedelta):
            return left + right
        return Months(left.count + right.count) if isinstance(left, Months) else _number(CONTEXT.add, left, right)
    except NONSENSE:
        return None


def subtract(left: Any, right: Any) -> Any:
    """Subtract numbers, dates (giving days), a duration from a date, durations of one sort."""
    if left is None or right is None:
        return None
    try:
        if isinstance(left, date):
            return left - right if isinstance(right, date) else _move(left, right, -1)
        if isinstance(left, timedelta):
            return left - right
        return Months(left.count - right.count) if isinstance(left, Months) else _number(CONTEXT.subtract, left, right)
    except NONSENSE:
        return None


def multiply(left: Any, right: Any) -> Any:
    """Multiply numbers, or a duration by a number."""
    if left is None or right is None:
        return None
    try:
        if isinstance(right, DURATIONS):
            left, right = right, left
        if isinstance(left, timedelta):
            return timedelta(seconds=int(_number(CONTEXT.multiply, int(left.total_seconds()), right)))
        if isinstance(left, Months):
            return Months(int(_number(CONTEXT.multiply, left.count, right)))
        return _number(CONTEXT.multiply, left, right)
    except NONSENSE:
        return None


def divide(left: Any, right: Any) -> Any:
    """Divide numbers, a duration by a number, or two durations of one sort; by zero gives null."""
    if left is None or right is None or not right:
        return None
    try:
        if type(left) is type(right) and isinstance(left, DURATIONS):
            return _number(CONTEXT.divide, _size(left), _size(right))
        if isinstance(left, timedelta):
            return timedelta(seconds=int(_number(CONTEXT.divide, _size(left), right)))
        if isinstance(left, Months):
            return Months(int(_number(CONTEXT.divide, left.count, right)))
        return _number(CONTEXT.divide, left, right)
    except NONSENSE:
        return None


def _size(duration: timedelta | Months) -> int:
    return duration.count if isinstance(duration, Months) else int(duration.total_seconds())


def power(left: Any, right: Any) -> Any:
    """Raise a number to a power."""
    try:
        return None if left is None or right is None else _number(CONTEXT.power, left, right)
    except NONSENSE:
        return None


def negative(value: Any) -> Any:
    """Turn the sign of a number or duration."""
    return subtract(0, value) if not isinstance(value, DURATIONS) else multiply(value, -1)


def _number(run: Callable[[Any, Any], Decimal], left: Any, right: Any) -> Decimal:
    if isinstance(left, bool) or isinstance(right, bool):
        raise TypeError("true and false are no numbers")
    return run(left, right)


def _move(day: date, by: Any, sign: int) -> date | None:
    if isinstance(by, Months):
        return temporal.add_months(day, sign * by.count)
    return day + sign * timedelta(days=int(by.total_seconds()) // 86400) if isinstance(by, timedelta) else None


ARITHMETIC = {"+": add, "-": subtract, "*": multiply, "/": divide, "**": power}


def field(of: Any, name: str) -> Any:
    """Get a property of a context, a date or a duration, or the list of it over a list."""
    if isinstance(of, MAPPINGS):
        return of.get(name)
    if isinstance(of, LISTS):
        work.spend(len(of))
        return [field(member, name) for member in of]
    if isinstance(of, date):
        return _number_of(of.isoweekday() if name == "weekday" else getattr(of, name, None))
    if isinstance(of, timedelta):
        return Decimal(of.days) if name == "days" else None
    if isinstance(of, Months):
        years = int(of.count / 12)
        return {"years": Decimal(years), "months": Decimal(of.count - 12 * years)}.get(name)
    return None


def _number_of(value: Any) -> Decimal | None:
    return Decimal(value) if isinstance(value, int) else None


def lookup(of: Any, key: Any) -> Any:
    """Get what a keyed value holds for a key, or a list at a position (from 1; from the end below 0)."""
    try:
        if isinstance(of, MAPPINGS):
            return of.get(key)
        position = int(key)
        if position != key or not position:
            return None
        return of[position - 1 if position > 0 else position]
    except NONSENSE:
        return None


def some(of: Any, condition: Callable[[Any], Any]) -> bool | None:
    """Tell whether a member satisfies a condition."""
    if not isinstance(of, LISTS):
        return None
    with work.loop(len(of)):
        return disjunction(*map(condition, of))


def every(of: Any, condition: Callable[[Any], Any]) -> bool | None:
    """Tell whether all members satisfy a condition."""
    if not isinstance(of, LISTS):
        return None
    with work.loop(len(of)):
        return conjunction(*map(condition, of))


def each(of: Any, result: Callable[[Any], Any]) -> list[Any] | None:
    """Give the result for each member."""
    if not isinstance(of, LISTS):
        return None
    with work.loop(len(of)):
        return [result(member) for member in of]


def filtered(of: Any, condition: Callable[[Any], Any]) -> list[Any] | None:
    """Give the members for which a condition is true."""
    if not isinstance(of, LISTS):
        return None
    with work.loop(len(of)):
        return [member for member in of if condition(member) is True]


def contains(of: Any, value: Any) -> bool | None:
    """Tell whether a list holds a value."""
    if not isinstance(of, LISTS):
        return None
    work.spend(len(of))
    return any(equal(member, value) is True for member in of)


# The library. Each gets values that are not null, save where the table in `functions` says otherwise.

"""Columns of values and what can be done with them exactly: comparing, adding, dividing, rounding. Knows no tree.

Polars' decimals divide at the wrong scale, so numbers are whole: a value times ten to its `scale`, in 64 bits,
with the bounds it lies in. A quotient is kept as numerator and divisor and is only compared or rounded, which is
exact; FEEL rounds it to 34 digits first, and 64 bits are too short for that to make a difference.
What cannot be shown to give the same values as `value` raises Unprovable.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from sportello.core.feel import numbers

LARGEST = 2**63 - 1


class Unprovable(Exception):  # noqa: N818 - it chooses the way, it is no error
    """Say that an expression cannot be shown to give over columns what it gives over rows."""


@dataclass(frozen=True)
class Column:
    """A value over a frame.

    A number is `expr / 10**scale`, or `expr / over` when it is a quotient (`over` is above 0 and never null), and
    `low <= expr <= high`. `never_null` is known of literals and of columns without gaps, `is_true` of `true`.
    A context has `fields`.
    """

    kind: str
    expr: pl.Expr
    scale: int = 0
    low: int = 0
    high: int = 0
    over: "Column | None" = None
    never_null: bool = False
    is_true: bool = False
    fields: Mapping[str, "Column"] = field(default_factory=dict)


def number(expr: pl.Expr, scale: int, low: int, high: int, never_null: bool = False) -> Column:
    """Make a whole-number column, or raise Unprovable when it may not fit 64 bits."""
    if max(abs(low), abs(high)) > LARGEST or scale > 30:
        raise Unprovable("a number may exceed 64 bits")
    return Column("number", expr, scale, low, high, never_null=never_null)


def constant(value: Any) -> Column:
    """Make the column of one value."""
    if value is None:
        return Column("null", pl.lit(None))
    if isinstance(value, bool):
        return Column("boolean", pl.lit(value), never_null=True, is_true=value)
    if isinstance(value, Decimal | int):
        scale, units = as_whole(Decimal(value))
        return _fixed(units, scale)
    if isinstance(value, timedelta):
        return Column("duration", pl.lit(int(value.total_seconds()), dtype=pl.Int64), never_null=True)
    if isinstance(value, str | date):
        kind = "string" if isinstance(value, str) else "date"
        return Column(kind, pl.lit(value), never_null=True)
    raise Unprovable(f"a {type(value).__name__} written out")


def _fixed(whole: int, scale: int) -> Column:
    """Make the column of one number, already whole."""
    expr = pl.lit(whole, dtype=pl.Int64) if abs(whole) <= LARGEST else pl.lit(None)
    return number(expr, scale, whole, whole, never_null=True)


def as_whole(value: Decimal) -> tuple[int, int]:
    """Give the scale a number needs and the number in that scale."""
    short = numbers.CONTEXT.normalize(value)  # not the thread's context: its 28 digits may round
    _, digits, exponent = short.as_tuple()
    scale = max(0, -int(exponent))
    if short != value or len(digits) + abs(int(exponent)) > 18:
        raise Unprovable("a number of more than 18 digits")
    return scale, int(value.scaleb(scale))


def either(condition: pl.Expr, then: Column, otherwise: Column) -> Column:
    """Take one column where a condition is true, and another where it is false or null."""
    if then.kind == otherwise.kind == "null":
        return then
    then, otherwise = _alike(then, otherwise)
    chosen = pl.when(condition)
    expr = chosen.then(then.expr).otherwise(otherwise.expr)
    over = None
    if then.over is not None and otherwise.over is not None:
        divisor = chosen.then(then.over.expr).otherwise(otherwise.over.expr)
        over = _around(replace(then.over, expr=divisor), otherwise.over)
    never_null = then.never_null and otherwise.never_null
    return _around(replace(then, expr=expr, over=over, never_null=never_null), otherwise)


def joined(operator: str, parts: list[pl.Expr]) -> pl.Expr:
    joined = parts[0]
    for part in parts[1:]:
        joined = joined & part if operator == "and" else joined | part
    return joined


def boolean(column: Column) -> pl.Expr:
    if column.kind not in ("boolean", "null"):
        raise Unprovable(f"a {column.kind} as a condition")
    return column.expr.cast(pl.Boolean) if column.kind == "null" else column.expr


def compared(operator: str, left: Column, right: Column, strict: bool = False) -> Column:
    """Compare as FEEL does: null equals null. `strict` leaves null where a side is null, which costs less."""
    if {left.kind, right.kind} & {"list", "context"} and "null" not in (left.kind, right.kind):
        raise Unprovable("comparing lists or contexts")
    if left.kind == "null" or right.kind == "null":
        return _compared_to_null(operator, left if right.kind == "null" else right)
    if left.kind != right.kind:
        raise Unprovable(f"comparing a {left.kind} with a {right.kind}")
    if left.kind == "number":
        left, right = _comparable(left, right)
    if strict and operator == "=" and right.is_true:
        return left
    plain = strict or (left.never_null and right.never_null)
    expr = (PLAIN if plain else COMPARISONS)[operator](left.expr, right.expr)
    return Column("boolean", expr, never_null=left.never_null and right.never_null)


def _compared_to_null(operator: str, other: Column) -> Column:
    if operator not in ("=", "!="):
        return Column("boolean", pl.lit(None, dtype=pl.Boolean))
    expr = other.expr.is_null() if operator == "=" else other.expr.is_not_null()
    return Column("boolean", expr, never_null=True)


def _comparable(left: Column, right: Column) -> tuple[Column, Column]:
    """Bring two numbers to whole numbers whose order is theirs, multiplying across where one is a quotient."""
    if left.over is None and right.over is None:
        return _alike(left, right)
    left, right = _as_quotient(left), _as_quotient(right)
    assert left.over is not None and right.over is not None
    return _times(_numerator(left), right.over), _times(_numerator(right), left.over)


def _numerator(column: Column) -> Column:
    return replace(column, over=None, scale=0)


def _as_quotient(column: Column) -> Column:
    if column.over is not None:
        return column
    return replace(column, scale=0, over=constant(10**column.scale))


def _alike(left: Column, right: Column) -> tuple[Column, Column]:
    """Bring two columns to one kind and scale."""
    if left.kind == "null" or right.kind == "null":
        known = right if left.kind == "null" else left
        nothing = replace(known, expr=pl.lit(None, dtype=TYPES[known.kind]), never_null=False)
        return (nothing, right) if left.kind == "null" else (left, nothing)
    if left.kind != right.kind:
        raise Unprovable(f"a {left.kind} or a {right.kind}")
    if left.kind != "number":
        return left, right
    if left.over is not None or right.over is not None:
        return _as_quotient(left), _as_quotient(right)
    scale = max(left.scale, right.scale)
    return rescaled(left, scale), rescaled(right, scale)


def rescaled(column: Column, scale: int) -> Column:
    """Give a number in a larger scale."""
    if column.scale == scale:
        return column
    return replace(_times(column, constant(10 ** (scale - column.scale))), scale=scale)


def _around(first: Column, second: Column) -> Column:
    """Widen a column's bounds by another's."""
    return replace(first, low=min(first.low, second.low), high=max(first.high, second.high))


def library(function: str, parts: list[Column]) -> Column:
    first = parts[0]
    if any(part.kind == "null" for part in parts) and function != "is defined":
        return constant(None)
    if function in ("min", "max") and first.kind != "list":
        return _extreme(function, parts)
    if function == "abs" and first.kind == "number":
        return _positive(first)
    if function == "is defined":
        return Column("boolean", first.expr.is_not_null(), never_null=True)
    if function == "count" and first.kind == "list":
        return number(first.expr.list.len().cast(pl.Int64), 0, 0, 2**32)
    if function in TEXTS and all(part.kind == "string" for part in parts):
        return Column("boolean", TEXTS[function](first.expr, parts[1].expr))
    raise Unprovable(f"{function}()")


def arithmetic(operator: str, parts: list[Column]) -> Column:  # noqa: PLR0911 - one a case
    if any(part.kind == "null" for part in parts):
        return constant(None)
    if operator == "-" and all(part.kind == "date" for part in parts):
        seconds = (parts[0].expr - parts[1].expr).dt.total_seconds()
        return Column("duration", seconds)
    if any(part.kind != "number" for part in parts):
        raise Unprovable(f"'{operator}' of dates, durations or texts")
    if operator == "neg":
        (part,) = parts
        return replace(part, expr=-part.expr, low=-part.high, high=-part.low)
    left, right = parts
    if operator == "*":
        return _product(left, right)
    if operator == "/":
        return _divided(left, right)
    if operator not in ("+", "-") or left.over is not None or right.over is not None:
        raise Unprovable(f"'{operator}' of a quotient; round it first")
    left, right = _alike(left, right)
    never_null = left.never_null and right.never_null
    if operator == "+":
        low, high = left.low + right.low, left.high + right.high
        return number(left.expr + right.expr, left.scale, low, high, never_null)
    low, high = left.low - right.high, left.high - right.low
    return number(left.expr - right.expr, left.scale, low, high, never_null)


def _times(left: Column, right: Column) -> Column:
    ends = [one * other for one in (left.low, left.high) for other in (right.low, right.high)]
    never_null = left.never_null and right.never_null
    expr = left.expr if _is_one(right) else left.expr * right.expr
    if never_null and min(ends) == max(ends):
        return _fixed(min(ends), left.scale + right.scale)
    return number(expr, left.scale + right.scale, min(ends), max(ends), never_null)


def _is_one(column: Column) -> bool:
    return column.low == column.high == 1 and column.scale == 0


def _product(left: Column, right: Column) -> Column:
    if left.over is None and right.over is None:
        return _times(left, right)
    quotient, factor = (left, right) if left.over is not None else (right, left)
    if factor.over is not None or factor.low != factor.high or not factor.never_null:
        raise Unprovable("a quotient times another number; multiply first, then divide")
    power = Decimal(factor.low).scaleb(-factor.scale)
    if power < 1 or power.normalize().as_tuple().digits != (1,):
        raise Unprovable("a quotient times another number; multiply first, then divide")
    # Shifting the point of the rounded quotient is exact, so it may be done before dividing.
    shifted = _times(_numerator(quotient), constant(power))
    return replace(shifted, over=quotient.over)


def _divided(left: Column, right: Column) -> Column:
    """Divide: by a written number that has a finite inverse at once, else as a quotient; by zero gives null."""
    if left.over is not None or right.over is not None:
        raise Unprovable("dividing a quotient")
    if right.low == right.high and right.never_null and right.low > 0:
        inverse = _inverse(Decimal(right.low).scaleb(-right.scale))
        if inverse is not None:
            return _times(left, constant(inverse))
    above = replace(_times(left, constant(10**right.scale)), scale=0)
    below = replace(_times(right, constant(10**left.scale)), scale=0)
    numerator, never_null = above.expr, above.never_null and below.never_null
    low, high = above.low, above.high
    if below.low <= 0 <= below.high:
        numerator, never_null = pl.when(below.expr != 0).then(numerator), False
    if below.low < 0:
        numerator = pl.when(below.expr < 0).then(-numerator).otherwise(numerator)
        low, high = min(low, -high), max(high, -low)
    smallest = below.low if below.low > 0 else 1
    largest = max(abs(below.low), abs(below.high), 1)
    positive = below.expr.abs() if below.low < 0 else below.expr
    if not below.never_null:
        numerator = pl.when(below.expr.is_not_null()).then(numerator)
        positive = positive.fill_null(1)  # or a null would spread to what the quotient is compared with
    divisor = number(positive, 0, smallest, largest, never_null=True)
    return replace(number(numerator, 0, low, high, never_null), over=divisor)


def _inverse(value: Decimal) -> Decimal | None:
    """Give 1/value when it has at most six decimals: dividing by 2, 5, 100 is then a multiplication."""
    for places in range(7):
        above, rest = divmod(Decimal(10) ** places, value)
        if not rest:
            return above.scaleb(-places)
    return None


def _extreme(function: str, parts: list[Column]) -> Column:
    result = parts[0]
    for part in parts[1:]:
        left, right = _alike(result, part)
        if left.over is not None or left.kind not in ("number", "date"):
            raise Unprovable(f"{function}() of quotients or texts")
        keep = left.expr <= right.expr if function == "min" else left.expr >= right.expr
        chosen = pl.when(keep).then(left.expr).when(keep.is_not_null()).then(right.expr)
        pick = min if function == "min" else max
        low, high = pick(left.low, right.low), pick(left.high, right.high)
        never_null = left.never_null and right.never_null
        result = replace(left, expr=chosen, low=low, high=high, never_null=never_null)
    return result


def _positive(column: Column) -> Column:
    high = max(abs(column.low), abs(column.high))
    return replace(column, expr=column.expr.abs(), low=0, high=high)


def round_to(function: str, column: Column, scale: int) -> Column:
    """Round to a scale in whole numbers: divide with rest, and decide by the rest."""
    if column.over is None and column.scale <= scale:
        return column
    above, below = _numerator(column), column.over or constant(10**column.scale)
    above = _times(above, constant(10**scale))
    _times(above, constant(2))  # twice the rest must fit as well
    _times(below, constant(2))
    expr = ROUNDINGS[function](above.expr, below.expr)
    least = below.low or 1
    low, high = -(-above.low // least) - 1, above.high // least + 1
    low, high = min(low, above.low - 1, -1), max(high, above.high + 1, 1)
    return number(expr, scale, low, high, above.never_null and below.never_null)


def _by_size(up: Callable[[pl.Expr, pl.Expr, pl.Expr], pl.Expr]) -> Callable[[pl.Expr, pl.Expr], pl.Expr]:
    """Make the rounding that looks at the size only and keeps the sign; `up` says when the rest lifts it."""

    def run(above: pl.Expr, below: pl.Expr) -> pl.Expr:
        whole, rest = above.abs() // below, above.abs() % below
        return (whole + up(whole, rest, below).cast(pl.Int64)) * above.sign()

    return run


def _half_to_even(whole: pl.Expr, rest: pl.Expr, below: pl.Expr) -> pl.Expr:
    return (rest * 2 > below) | ((rest * 2 == below) & (whole % 2 == 1))


ROUNDINGS: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "floor": lambda above, below: above // below,
    "ceiling": lambda above, below: -((-above) // below),
    "round down": _by_size(lambda whole, rest, below: pl.lit(False)),
    "round up": _by_size(lambda whole, rest, below: rest > 0),
    "round half up": _by_size(lambda whole, rest, below: rest * 2 >= below),
    "round half down": _by_size(lambda whole, rest, below: rest * 2 > below),
    "decimal": _by_size(lambda whole, rest, below: (rest * 2 > below) | ((rest * 2 == below) & (whole % 2 == 1))),
}

TEXTS: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "contains": lambda text, part: text.str.contains(part, literal=True),
    "starts with": lambda text, part: text.str.starts_with(part),
    "ends with": lambda text, part: text.str.ends_with(part),
}

ORDER: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "<": lambda left, right: left < right,
    "<=": lambda left, right: left <= right,
    ">": lambda left, right: left > right,
    ">=": lambda left, right: left >= right,
}
PLAIN: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    **ORDER,
    "=": lambda left, right: left == right,
    "!=": lambda left, right: left != right,
}
COMPARISONS: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    **ORDER,
    "=": lambda left, right: left.eq_missing(right),
    "!=": lambda left, right: left.ne_missing(right),
}

TYPES: Mapping[str, Any] = {
    "number": pl.Int64,
    "duration": pl.Int64,
    "string": pl.String,
    "boolean": pl.Boolean,
    "date": pl.Date,
}

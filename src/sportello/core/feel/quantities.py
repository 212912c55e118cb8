"""Columns of values: what is known of them, and how they compare and join. Knows no tree.

Polars' decimals divide at the wrong scale, so numbers are whole: a value times ten to its `scale`, in 64 bits,
with the bounds it lies in. A quotient is kept as numerator and divisor and is only compared or rounded, which is
exact; FEEL rounds it to 34 digits first, and 64 bits are too short for that to make a difference.
What is worked out from them is `reckoning`. What cannot be shown to give the same values as `value` raises Unprovable.
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
        return fixed(units, scale)
    if isinstance(value, timedelta):
        return Column("duration", pl.lit(int(value.total_seconds()), dtype=pl.Int64), never_null=True)
    if isinstance(value, str | date):
        kind = "string" if isinstance(value, str) else "date"
        return Column(kind, pl.lit(value), never_null=True)
    raise Unprovable(f"a {type(value).__name__} written out")


def fixed(whole: int, scale: int) -> Column:
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
    then, otherwise = alike(then, otherwise)
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
        return alike(left, right)
    left, right = as_quotient(left), as_quotient(right)
    assert left.over is not None and right.over is not None
    return times(numerator(left), right.over), times(numerator(right), left.over)


def numerator(column: Column) -> Column:
    return replace(column, over=None, scale=0)


def as_quotient(column: Column) -> Column:
    if column.over is not None:
        return column
    return replace(column, scale=0, over=constant(10**column.scale))


def alike(left: Column, right: Column) -> tuple[Column, Column]:
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
        return as_quotient(left), as_quotient(right)
    scale = max(left.scale, right.scale)
    return rescaled(left, scale), rescaled(right, scale)


def rescaled(column: Column, scale: int) -> Column:
    """Give a number in a larger scale."""
    if column.scale == scale:
        return column
    return replace(times(column, constant(10 ** (scale - column.scale))), scale=scale)


def _around(first: Column, second: Column) -> Column:
    """Widen a column's bounds by another's."""
    return replace(first, low=min(first.low, second.low), high=max(first.high, second.high))


def times(left: Column, right: Column) -> Column:
    ends = [one * other for one in (left.low, left.high) for other in (right.low, right.high)]
    never_null = left.never_null and right.never_null
    expr = left.expr if _is_one(right) else left.expr * right.expr
    if never_null and min(ends) == max(ends):
        return fixed(min(ends), left.scale + right.scale)
    return number(expr, left.scale + right.scale, min(ends), max(ends), never_null)


def _is_one(column: Column) -> bool:
    return column.low == column.high == 1 and column.scale == 0


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

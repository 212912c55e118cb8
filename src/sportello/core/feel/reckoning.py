"""Adding, dividing, rounding and the library's functions over columns, exactly. Knows no tree.

What cannot be shown to give the same values as `value` raises Unprovable.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal

import polars as pl

from sportello.core.feel import quantities
from sportello.core.feel.quantities import Column, Unprovable


def library(function: str, parts: list[Column]) -> Column:
    first = parts[0]
    if any(part.kind == "null" for part in parts) and function != "is defined":
        return quantities.constant(None)
    if function in ("min", "max") and first.kind != "list":
        return _extreme(function, parts)
    if function == "abs" and first.kind == "number":
        return _positive(first)
    if function == "is defined":
        return Column("boolean", first.expr.is_not_null(), never_null=True)
    if function == "count" and first.kind == "list":
        return quantities.number(first.expr.list.len().cast(pl.Int64), 0, 0, 2**32)
    if function in TEXTS and all(part.kind == "string" for part in parts):
        return Column("boolean", TEXTS[function](first.expr, parts[1].expr))
    raise Unprovable(f"{function}()")


def arithmetic(operator: str, parts: list[Column]) -> Column:  # noqa: PLR0911 - one a case
    if any(part.kind == "null" for part in parts):
        return quantities.constant(None)
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
    left, right = quantities.alike(left, right)
    never_null = left.never_null and right.never_null
    if operator == "+":
        low, high = left.low + right.low, left.high + right.high
        return quantities.number(left.expr + right.expr, left.scale, low, high, never_null)
    low, high = left.low - right.high, left.high - right.low
    return quantities.number(left.expr - right.expr, left.scale, low, high, never_null)


def _product(left: Column, right: Column) -> Column:
    if left.over is None and right.over is None:
        return quantities.times(left, right)
    quotient, factor = (left, right) if left.over is not None else (right, left)
    if factor.over is not None or factor.low != factor.high or not factor.never_null:
        raise Unprovable("a quotient times another number; multiply first, then divide")
    power = Decimal(factor.low).scaleb(-factor.scale)
    if power < 1 or power.normalize().as_tuple().digits != (1,):
        raise Unprovable("a quotient times another number; multiply first, then divide")
    # Shifting the point of the rounded quotient is exact, so it may be done before dividing.
    shifted = quantities.times(quantities.numerator(quotient), quantities.constant(power))
    return replace(shifted, over=quotient.over)


def _divided(left: Column, right: Column) -> Column:
    """Divide: by a written number that has a finite inverse at once, else as a quotient; by zero gives null."""
    if left.over is not None or right.over is not None:
        raise Unprovable("dividing a quotient")
    if right.low == right.high and right.never_null and right.low > 0:
        inverse = _inverse(Decimal(right.low).scaleb(-right.scale))
        if inverse is not None:
            return quantities.times(left, quantities.constant(inverse))
    above = replace(quantities.times(left, quantities.constant(10**right.scale)), scale=0)
    below = replace(quantities.times(right, quantities.constant(10**left.scale)), scale=0)
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
    divisor = quantities.number(positive, 0, smallest, largest, never_null=True)
    return replace(quantities.number(numerator, 0, low, high, never_null), over=divisor)


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
        left, right = quantities.alike(result, part)
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
    above, below = quantities.numerator(column), column.over or quantities.constant(10**column.scale)
    above = quantities.times(above, quantities.constant(10**scale))
    quantities.times(above, quantities.constant(2))  # twice the rest must fit as well
    quantities.times(below, quantities.constant(2))
    expr = ROUNDINGS[function](above.expr, below.expr)
    least = below.low or 1
    low, high = -(-above.low // least) - 1, above.high // least + 1
    low, high = min(low, above.low - 1, -1), max(high, above.high + 1, 1)
    return quantities.number(expr, scale, low, high, above.never_null and below.never_null)


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
    "decimal": _by_size(_half_to_even),
}

TEXTS: Mapping[str, Callable[[pl.Expr, pl.Expr], pl.Expr]] = {
    "contains": lambda text, part: text.str.contains(part, literal=True),
    "starts with": lambda text, part: text.str.starts_with(part),
    "ends with": lambda text, part: text.str.ends_with(part),
}

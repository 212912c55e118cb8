"""The `column` compiler: a typed tree becomes Polars expressions that decide many rows. Knows no table.

Polars' decimals divide at the wrong scale, so numbers are whole: a value times ten to its `scale`, in 64 bits,
with the bounds it lies in. A quotient is kept as numerator and divisor and is only compared or rounded, which is
exact; FEEL rounds it to 34 digits first, and 64 bits are too short for that to make a difference.
What cannot be shown to give the same values as `value` raises Unprovable; then rows are decided one by one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import polars as pl

from sportello.core.feel import tree

LARGEST = 2**63 - 1
DENSE = 1_000  # a keyed value whose keys span less than this is looked up by position


class Unprovable(Exception):  # noqa: N818 - it chooses the way, it is no error
    """Say that an expression cannot be shown to give over columns what it gives over rows."""


@dataclass(frozen=True)
class Column:
    """A value over a frame.

    A number is `expr / 10**scale`, or `expr / over` when it is a quotient (`over` is above 0 and never null), and
    `low <= expr <= high`. `never_null` is known of literals and of columns without gaps, `is_true` of `true`.
    """

    kind: str
    expr: pl.Expr
    scale: int = 0
    low: int = 0
    high: int = 0
    over: "Column | None" = None
    never_null: bool = False
    is_true: bool = False


@dataclass(frozen=True)
class Keyed:
    """A parameter's values by key on the day of the decision."""

    values: Mapping[Any, Any]


Names = Mapping[str, Column | Keyed]


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
        scale, whole = _whole(Decimal(value))
        return _fixed(whole, scale)
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


def _whole(value: Decimal) -> tuple[int, int]:
    """Give the scale a number needs and the number in that scale."""
    _, digits, exponent = value.normalize().as_tuple()
    scale = max(0, -int(exponent))
    if len(digits) + abs(int(exponent)) > 18:
        raise Unprovable("a number of more than 18 digits")
    return scale, int(value.scaleb(scale))


class Columns:
    """Writes Polars expressions for nodes, over columns known by name."""

    def __init__(self, names: Names, tested: Column | None = None) -> None:
        self._names = names
        self._tested = tested

    def value(self, node: tree.Node) -> Column:
        """Write a node's values, nulls included."""
        write: Callable[[Any], Column] | None = getattr(self, f"_{type(node).__name__.lower()}", None)
        if write is None:
            raise Unprovable(f"{type(node).__name__.lower()} over a group")
        return write(node)

    def truth(self, node: tree.Node) -> pl.Expr:
        """Write where a node is true; false and null are alike, and either may stand for the other."""
        if isinstance(node, tree.Operation) and node.operator in ("and", "or"):
            return _joined(node.operator, [self.truth(each) for each in node.operands])
        if isinstance(node, tree.Operation) and node.operator == "=":
            left, right = (self.value(each) for each in node.operands)
            if left.never_null or right.never_null:
                return _compared("=", left, right, strict=True).expr
        if isinstance(node, tree.Call) and node.function == "list contains":
            return self._contains(node, strict=True)
        return _boolean(self.value(node))

    def _literal(self, node: tree.Literal) -> Column:
        return constant(node.value)

    def _name(self, node: tree.Name) -> Column:
        found = self._names.get(node.name)
        if isinstance(found, Keyed):
            raise Unprovable("a keyed value without its key")
        return found or constant(None)

    def _local(self, node: tree.Local) -> Column:
        if self._tested is None or node.name != "?":
            raise Unprovable("a variable of a group")
        return self._tested

    def _operation(self, node: tree.Operation) -> Column:
        operator = node.operator
        parts = [self.value(each) for each in node.operands]
        if operator in ("and", "or"):
            return Column("boolean", _joined(operator, [_boolean(each) for each in parts]))
        if operator == "not":
            return Column("boolean", ~_boolean(parts[0]))
        if operator in ("=", "!=", "<", "<=", ">", ">="):
            return _compared(operator, parts[0], parts[1])
        return _arithmetic(operator, parts)

    def _within(self, node: tree.Within) -> Column:
        value, low, high = (self.value(each) for each in (node.value, node.low, node.high))
        above = _compared(">=" if node.low_closed else ">", value, low)
        below = _compared("<=" if node.high_closed else "<", value, high)
        return Column("boolean", above.expr & below.expr)

    def _if(self, node: tree.If) -> Column:
        return either(self.truth(node.condition), self.value(node.then), self.value(node.otherwise))

    def _lookup(self, node: tree.Lookup) -> Column:
        of = self._names.get(node.of.name) if isinstance(node.of, tree.Name) else None
        if not isinstance(of, Keyed):
            raise Unprovable("a position in a list, or keys within keys")
        return _looked_up(of, self.value(node.key))

    def _call(self, node: tree.Call) -> Column:
        if node.function == "list contains":
            return Column("boolean", self._contains(node, strict=False))
        if node.function in ROUNDINGS:
            return self._rounded(node)
        return _library(node.function, [self.value(each) for each in node.arguments])

    def _rounded(self, node: tree.Call) -> Column:
        value = self.value(node.arguments[0])
        if value.kind == "null":
            return value
        scale = node.arguments[1] if len(node.arguments) > 1 else tree.Literal(value=Decimal(0))
        if not isinstance(scale, tree.Literal) or scale.value not in range(10) or value.kind != "number":
            raise Unprovable(f"{node.function}() to a scale that is not written out as 0 to 9")
        return _round(node.function, value, int(scale.value))

    def _contains(self, node: tree.Call, strict: bool) -> pl.Expr:
        of, sought = node.arguments
        value = self.value(sought)
        if not isinstance(of, tree.Listing):
            listed = self.value(of)
            if listed.kind != "list" or not isinstance(sought, tree.Literal) or value.kind != "string":
                raise Unprovable("a list that is no column of texts")
            return listed.expr.list.contains(value.expr)
        tests = [_compared("=", value, self.value(each), strict=strict).expr for each in of.members]
        return _joined("or", tests) if tests else pl.lit(False)


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


def _joined(operator: str, parts: list[pl.Expr]) -> pl.Expr:
    joined = parts[0]
    for part in parts[1:]:
        joined = joined & part if operator == "and" else joined | part
    return joined


def _boolean(column: Column) -> pl.Expr:
    if column.kind not in ("boolean", "null"):
        raise Unprovable(f"a {column.kind} as a condition")
    return column.expr.cast(pl.Boolean) if column.kind == "null" else column.expr


def _compared(operator: str, left: Column, right: Column, strict: bool = False) -> Column:
    """Compare as FEEL does: null equals null. `strict` leaves null where a side is null, which costs less."""
    if "list" in (left.kind, right.kind) and "null" not in (left.kind, right.kind):
        raise Unprovable("comparing lists")
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


def _library(function: str, parts: list[Column]) -> Column:
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


def _arithmetic(operator: str, parts: list[Column]) -> Column:  # noqa: PLR0911 - one a case
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


def _looked_up(of: Keyed, key: Column) -> Column:
    values = [value for value in of.values.values() if isinstance(value, Decimal)]
    if len(values) < len(of.values) or not values or key.kind not in ("number", "string") or key.over is not None:
        raise Unprovable("a keyed value that is no number")
    wholes = [_whole(value) for value in values]
    scale = max(own for own, _ in wholes)
    found = [whole * 10 ** (scale - own) for own, whole in wholes]
    keys = [_key(each, key) for each in of.values]
    pairs = {each: value for each, value in zip(keys, found, strict=True) if each is not None}
    never_null = key.never_null and all(each in pairs for each in _span(key))
    return number(_found_expr(pairs, key), scale, min(found), max(found), never_null)


def _span(key: Column) -> range:
    """Give every key there can be; for texts and wide numbers one that no keyed value has."""
    short = key.kind == "number" and key.high - key.low < DENSE
    return range(key.low, key.high + 1) if short else range(-LARGEST - 1, -LARGEST)


def _key(value: Any, key: Column) -> Any:
    if isinstance(value, Decimal) != (key.kind == "number"):
        raise Unprovable("a keyed value whose keys are of another kind")
    if not isinstance(value, Decimal):
        return value
    whole = value.scaleb(key.scale)
    return int(whole) if whole == int(whole) else None


def _found_expr(pairs: dict[Any, int], key: Column) -> pl.Expr:
    if key.kind == "number" and pairs and max(pairs) - min(pairs) < DENSE:
        first, last = min(pairs), max(pairs)
        row = pl.Series([pairs.get(position) for position in range(first, last + 1)] + [None], dtype=pl.Int64)
        position = key.expr - first
        if not (first <= key.low and key.high <= last and key.never_null):
            inside = key.expr.is_between(first, last)
            position = pl.when(inside).then(position).otherwise(last + 1 - first)
        return pl.lit(row).gather(position)
    return key.expr.replace_strict(list(pairs), list(pairs.values()), default=None, return_dtype=pl.Int64)


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


def _round(function: str, column: Column, scale: int) -> Column:
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

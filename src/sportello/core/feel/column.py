"""The `column` compiler: a typed tree becomes Polars expressions that decide many rows. Knows no table.

How values behave in columns is `quantities` and `reckoning`. What cannot be shown to give over columns what `value`
gives over rows raises Unprovable; then rows are decided one by one.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import polars as pl

from sportello.core.feel import quantities, reckoning, tree
from sportello.core.feel.quantities import Column, Unprovable

PARTS = {"year": (-9999, 9999), "month": (1, 12), "day": (1, 31), "weekday": (1, 7)}
DENSE = 1_000  # a keyed value whose keys span less than this is looked up by position


@dataclass(frozen=True)
class Keyed:
    """A parameter's values by key on the day of the decision."""

    values: Mapping[Any, Any]


Names = Mapping[str, Column | Keyed]


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
            return quantities.joined(node.operator, [self.truth(each) for each in node.operands])
        if isinstance(node, tree.Operation) and node.operator == "=":
            left, right = (self.value(each) for each in node.operands)
            if left.never_null or right.never_null:
                return quantities.compared("=", left, right, strict=True).expr
        if isinstance(node, tree.Call) and node.function == "list contains":
            return self._contains(node, strict=True)
        return quantities.boolean(self.value(node))

    def _literal(self, node: tree.Literal) -> Column:
        return quantities.constant(node.value)

    def _name(self, node: tree.Name) -> Column:
        found = self._names.get(node.name)
        if isinstance(found, Keyed):
            raise Unprovable("a keyed value without its key")
        return found or quantities.constant(None)

    def _local(self, node: tree.Local) -> Column:
        if self._tested is None or node.name != "?":
            raise Unprovable("a variable of a group")
        return self._tested

    def _operation(self, node: tree.Operation) -> Column:
        operator = node.operator
        parts = [self.value(each) for each in node.operands]
        if operator in ("and", "or"):
            return Column("boolean", quantities.joined(operator, [quantities.boolean(each) for each in parts]))
        if operator == "not":
            return Column("boolean", ~quantities.boolean(parts[0]))
        if operator in ("=", "!=", "<", "<=", ">", ">="):
            return quantities.compared(operator, parts[0], parts[1])
        return reckoning.arithmetic(operator, parts)

    def _within(self, node: tree.Within) -> Column:
        value, low, high = (self.value(each) for each in (node.value, node.low, node.high))
        above = quantities.compared(">=" if node.low_closed else ">", value, low)
        below = quantities.compared("<=" if node.high_closed else "<", value, high)
        return Column("boolean", above.expr & below.expr)

    def _if(self, node: tree.If) -> Column:
        return quantities.either(self.truth(node.condition), self.value(node.then), self.value(node.otherwise))

    def _field(self, node: tree.Field) -> Column:
        of = self.value(node.of)
        if of.kind == "date" and node.name in PARTS:
            low, high = PARTS[node.name]
            part = getattr(of.expr.dt, node.name)().cast(pl.Int64)
            return quantities.number(part, 0, low, high, of.never_null)
        if of.kind != "context":
            raise Unprovable(f"'{node.name}' of a {of.kind}")
        return of.fields.get(node.name) or quantities.constant(None)

    def _lookup(self, node: tree.Lookup) -> Column:
        of = self._names.get(node.of.name) if isinstance(node.of, tree.Name) else None
        if not isinstance(of, Keyed):
            raise Unprovable("a position in a list, or keys within keys")
        return _looked_up(of, self.value(node.key))

    def _call(self, node: tree.Call) -> Column:
        if node.function == "list contains":
            return Column("boolean", self._contains(node, strict=False))
        if node.function in reckoning.ROUNDINGS:
            return self._rounded(node)
        return reckoning.library(node.function, [self.value(each) for each in node.arguments])

    def _rounded(self, node: tree.Call) -> Column:
        value = self.value(node.arguments[0])
        if value.kind == "null":
            return value
        scale = node.arguments[1] if len(node.arguments) > 1 else tree.Literal(value=Decimal(0))
        if not isinstance(scale, tree.Literal) or scale.value not in range(10) or value.kind != "number":
            raise Unprovable(f"{node.function}() to a scale that is not written out as 0 to 9")
        return reckoning.round_to(node.function, value, int(scale.value))

    def _contains(self, node: tree.Call, strict: bool) -> pl.Expr:
        of, sought = node.arguments
        value = self.value(sought)
        if not isinstance(of, tree.Listing):
            listed = self.value(of)
            if listed.kind != "list" or not isinstance(sought, tree.Literal) or value.kind != "string":
                raise Unprovable("a list that is no column of texts")
            return listed.expr.list.contains(value.expr)
        tests = [quantities.compared("=", value, self.value(each), strict=strict).expr for each in of.members]
        return quantities.joined("or", tests) if tests else pl.lit(False)


def _looked_up(of: Keyed, key: Column) -> Column:
    values = [value for value in of.values.values() if isinstance(value, Decimal)]
    if len(values) < len(of.values) or not values or key.kind not in ("number", "string") or key.over is not None:
        raise Unprovable("a keyed value that is no number")
    wholes = [quantities.as_whole(value) for value in values]
    scale = max(own for own, _ in wholes)
    found = [whole * 10 ** (scale - own) for own, whole in wholes]
    keys = [_key(each, key) for each in of.values]
    pairs = {each: value for each, value in zip(keys, found, strict=True) if each is not None}
    never_null = key.never_null and all(each in pairs for each in _span(key))
    return quantities.number(_found_expr(pairs, key), scale, min(found), max(found), never_null)


def _span(key: Column) -> range:
    """Give every key there can be; for texts and wide numbers one that no keyed value has."""
    short = key.kind == "number" and key.high - key.low < DENSE
    return range(key.low, key.high + 1) if short else range(-quantities.LARGEST - 1, -quantities.LARGEST)


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

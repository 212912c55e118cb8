"""Tables over whole columns: which row holds, what the rows give, as a frame that grows. Knows no policy and no day."""

from collections.abc import Mapping
from typing import Any

import polars as pl

from sportello.core import analysis, feel
from sportello.core.feel import quantities, tree
from sportello.core.feel.column import Columns, Keyed
from sportello.core.feel.quantities import Column, Unprovable
from sportello.core.tables import Row, Table

ONE_ROW = frozenset("FUA")  # hit policies under which at most one row counts
COUNTED = frozenset({"C#", "C+"})  # hit policies that a column brings together


class Plan:
    """A frame that grows by facts and outputs, and what is known of its columns."""

    def __init__(self, frame: pl.DataFrame, names: dict[str, Column | Keyed], parameters: Mapping[str, Any]) -> None:
        self.frame = frame.lazy()
        self.told: list[str] = []
        self.written: dict[str, pl.Expr] = {}  # outputs that are picked from written decimals: no need to make them
        self._names = names
        self._parameters = parameters

    @property
    def columns(self) -> Columns:
        return Columns(self._names)

    def keep(self, name: str, found: Column) -> Column:
        """Work a column out once and know it by name."""
        kept = self._stored(f"={name}", found)
        self._names[name] = kept
        return kept

    def _stored(self, name: str, found: Column) -> Column:
        self.frame = self.frame.with_columns(found.expr.alias(name))
        over = None
        if found.over is not None:
            over = found.over if found.over.low == found.over.high else self._stored(f"{name}/", found.over)
        return Column(found.kind, pl.col(name), found.scale, found.low, found.high, over, found.never_null)

    def decide(self, table: Table, outputs: dict[str, Column]) -> None:
        """Add a table's row, reasons and outputs."""
        tested = [self._input(table, number) for number in range(len(table.inputs))]
        if table.hit_policy in COUNTED:
            return self._collect(table, tested, outputs)
        if table.hit_policy not in ONE_ROW or not table.rows:
            raise Unprovable(f"hit policy {table.hit_policy}")
        if table.hit_policy != "F" and not analysis.is_disjoint(table, self._parameters):
            raise Unprovable("rows that may hold together")
        hit = f"={table.name}#"
        self.frame = self.frame.with_columns(self._first(table, tested).alias(hit))
        self._tell(f"{table.name}.row", _chosen(hit, [row.line for row in table.rows], pl.UInt32))
        for position, name in enumerate(table.outputs):
            if name == "reason":
                cells = [_constant_of(row, position) for row in table.rows]
                self._tell(f"{table.name}.reason", _chosen(hit, cells, pl.String))
            else:
                self._give(table, position, hit, outputs)
        return None

    def _collect(self, table: Table, tested: list[Column], outputs: dict[str, Column]) -> None:
        """Add what the rows that hold come to together: their lines, their reasons, their count or sum."""
        held = [f"={table.name}?{row.line}" for row in table.rows]
        holds = [self._holds(row, tested).fill_null(False) for row in table.rows]
        self.frame = self.frame.with_columns(rule.alias(name) for rule, name in zip(holds, held, strict=True))
        lines = [pl.lit(row.line, dtype=pl.UInt32) for row in table.rows]
        self._tell(f"{table.name}.row", _listed(held, lines, pl.UInt32))
        for position, name in enumerate(table.outputs):
            if name == "reason":
                codes = [pl.lit(_constant_of(row, position), dtype=pl.String) for row in table.rows]
                self._tell(f"{table.name}.reason", _listed(held, codes, pl.String))
                continue
            if table.hit_policy == "C#":
                found = quantities.number(_count(held), 0, 0, len(held), never_null=True)
            else:
                found = _sum(held, [self.columns.value(row.outputs[position].tree) for row in table.rows])
            if name in outputs:
                self.written.pop(name, None)
                found = _unless_null(found, outputs[name])
            outputs[name] = self.keep(name, found)

    def _give(self, table: Table, position: int, hit: str, outputs: dict[str, Column]) -> None:
        name = list(table.outputs)[position]
        cells = [row.outputs[position] for row in table.rows]
        found = self._output(cells, hit)
        if name in outputs:
            self.written.pop(name, None)
            found = _unless_null(found, outputs[name])
        elif found.kind == "number" and all(cell.is_literal for cell in cells):
            values = [cell({}) for cell in cells]
            self.written[name] = _chosen(hit, values, pl.Decimal(38, found.scale))
        outputs[name] = self.keep(name, found)

    def _input(self, table: Table, number: int) -> Column:
        expression = table.inputs[number]
        found = self.columns.value(expression.tree)
        return found if expression.is_name else self._stored(f"={table.name}:{number}", found)

    def _first(self, table: Table, tested: list[Column]) -> pl.Expr:
        chain: Any = pl
        for position, row in enumerate(table.rows):
            chain = chain.when(self._holds(row, tested)).then(pl.lit(position, dtype=pl.UInt32))
        rule: pl.Expr = chain.otherwise(pl.lit(len(table.rows), dtype=pl.UInt32))
        return rule

    def _holds(self, row: Row, tested: list[Column]) -> pl.Expr:
        tests = [
            Columns(self._names, of).truth(cell.tree)
            for cell, of in zip(row.tests, tested, strict=True)
            if not cell.is_any
        ]
        holds = tests[0] if tests else pl.lit(True)
        for test in tests[1:]:
            holds = holds & test
        return holds

    def _tell(self, name: str, expr: pl.Expr) -> None:
        self.frame = self.frame.with_columns(expr.alias(name))
        self.told.append(name)

    def _output(self, cells: list[feel.Expression], hit: str) -> Column:
        found = [self.columns.value(cell.tree) for cell in cells]
        kinds = {each.kind for each in found} - {"null"}
        if len(kinds) > 1:
            raise Unprovable("an output of several kinds")
        if not kinds:
            return quantities.constant(None)
        return _gathered(found, cells, hit) if all(cell.is_literal for cell in cells) else _chained(found, hit)


def _constant_of(row: Row, position: int) -> Any:
    cell = row.outputs[position]
    if not isinstance(cell.tree, tree.Literal):
        raise Unprovable("a reason that is worked out")
    return cell.tree.value


def _chosen(hit: str, values: list[Any], kind: Any) -> pl.Expr:
    """Pick a written value by the position of the row that holds; the position after the last is none."""
    return pl.lit(pl.Series([*values, None], dtype=kind)).gather(pl.col(hit))


def _gathered(found: list[Column], cells: list[feel.Expression], hit: str) -> Column:
    widest = max((each for each in found if each.kind != "null"), key=lambda each: each.scale)
    values = [cell({}) for cell in cells]
    if widest.kind == "number":
        values = [None if value is None else int(value.scaleb(widest.scale)) for value in values]
        known = [value for value in values if value is not None]
        expr = _chosen(hit, values, pl.Int64)
        return quantities.number(expr, widest.scale, min(known), max(known))
    if widest.kind not in ("string", "boolean", "date"):
        raise Unprovable(f"an output that is a {widest.kind}")
    return Column(widest.kind, _chosen(hit, values, quantities.TYPES[widest.kind]))


def _chained(found: list[Column], hit: str) -> Column:
    result = quantities.constant(None)
    for position, each in reversed(list(enumerate(found))):
        result = quantities.either(pl.col(hit) == position, each, result)
    return result


def _listed(held: list[str], values: list[pl.Expr], kind: Any) -> pl.Expr:
    """List the values of the rows that hold, in order, without nulls."""
    if not held:
        return pl.lit([], dtype=pl.List(kind))
    parts = [pl.when(pl.col(name)).then(value) for name, value in zip(held, values, strict=True)]
    return pl.concat_list(parts).list.drop_nulls()


def _count(held: list[str]) -> pl.Expr:
    return pl.sum_horizontal([pl.lit(0, dtype=pl.Int64), *(pl.col(name).cast(pl.Int64) for name in held)])


def _sum(held: list[str], values: list[Column]) -> Column:
    """Add the values of the rows that hold; null when none does."""
    if not all(each.kind == "number" and each.never_null and each.over is None for each in values) or not values:
        raise Unprovable("a sum of what may be null")
    scale = max(each.scale for each in values)
    whole = [quantities.rescaled(each, scale) for each in values]
    parts = [pl.when(pl.col(name)).then(each.expr).otherwise(0) for name, each in zip(held, whole, strict=True)]
    low, high = sum(min(each.low, 0) for each in whole), sum(max(each.high, 0) for each in whole)
    total = pl.when(pl.any_horizontal(held)).then(pl.sum_horizontal(parts))
    return quantities.number(total, scale, low, high)


def _unless_null(found: Column, before: Column) -> Column:
    return quantities.either(found.expr.is_not_null(), found, before)

"""A whole frame of cases decided at once: simulation over past cases, allocation. Knows no case and no file."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import polars as pl

from sportello.core import analysis, feel
from sportello.core.errors import Refused
from sportello.core.feel import quantities, tree
from sportello.core.feel.column import Columns, Keyed
from sportello.core.feel.quantities import Column, Unprovable
from sportello.core.policy import REFER, TODAY, Policy
from sportello.core.tables import Row, Table

ONE_ROW = frozenset("FUA")  # hit policies under which at most one row counts
COUNTED = frozenset({"C#", "C+"})  # hit policies that a column brings together
TOLD = {"row": pl.UInt32, "reason": pl.String}
WIDE = Context(prec=76)


def decide(policy: Policy, frame: pl.DataFrame, on: date) -> pl.DataFrame:
    """Decide each row of a frame whose columns are answers.

    Numbers are whole or Decimal columns (a float is refused: `columns.float`). Gives `outcome`, each output, and
    for each table `NAME.reason` where it gives reasons and `NAME.row`: the line of the row that holds, null when
    none or contradicting ones do; lists under P and C. Number outputs are Decimal(38, s). Equal to `policy.decide`
    row by row; a number with more digits than such a column holds is rounded half to even.
    """
    floats = [name for name, kind in frame.schema.items() if kind.is_float() and name in policy.answers]
    if floats:
        raise Refused("columns.float", name=floats[0])
    for measured in (False, True):
        try:
            return _by_column(policy, frame, on, measured).collect()
        except Unprovable:
            continue
    return _by_row(policy, frame, on)


def find_obstacle(policy: Policy, frame: pl.DataFrame, on: date) -> str | None:
    """Find why these rows would be decided one by one, or None when whole columns are."""
    try:
        _by_column(policy, frame, on, measured=True)
    except Unprovable as obstacle:
        return str(obstacle)
    return None


def _by_column(policy: Policy, frame: pl.DataFrame, on: date, measured: bool) -> pl.LazyFrame:
    """Plan whole columns. A decimal's bounds are those of its type, or `measured` where those are too wide."""
    names = _read_names(policy, frame, on, measured)
    asked = frame.select(name for name in frame.columns if name in policy.answers)
    plan = _Plan(asked, names, policy.parameters.at(on))
    for name, fact in policy.facts:
        plan.keep(name, plan.columns.value(fact.tree))
    outputs: dict[str, Column] = {}
    for table in policy.tables:
        plan.decide(table, outputs)
    outcome = outputs.pop("outcome", None)
    chosen = outcome.expr.fill_null(REFER) if outcome is not None else pl.lit(REFER)
    given = [plan.written.get(name, _as_decimal(found)).alias(name) for name, found in outputs.items()]
    rest = [pl.col(name) for name in plan.told]
    return plan.frame.select([chosen.alias("outcome"), *given, *rest])


def _read_names(policy: Policy, frame: pl.DataFrame, on: date, measured: bool) -> dict[str, Column | Keyed]:
    """Learn what each name stands for: the frame's columns with their bounds, the day, the parameters."""
    names: dict[str, Column | Keyed] = {
        name: _read_column(frame[name], pl.col(name), measured) for name in frame.columns if name in policy.answers
    }
    names[TODAY] = quantities.constant(on)
    for name, value in policy.parameters.at(on).items():
        names[name] = Keyed(value) if isinstance(value, Mapping) else quantities.constant(value)
    return names


def _read_column(series: pl.Series, expr: pl.Expr, measured: bool) -> Column:
    never_null = not series.null_count()
    if isinstance(series.dtype, pl.Struct):
        inner = [each.name for each in series.dtype.fields]
        fields = {name: _read_column(series.struct.field(name), expr.struct.field(name), measured) for name in inner}
        return Column("context", expr, never_null=never_null, fields=fields)
    if not series.dtype.is_numeric():
        return Column(_kind(series.dtype), expr, never_null=never_null)
    if isinstance(series.dtype, pl.Decimal):
        expr = expr.to_physical()
    low, high = _bounds(series, measured)
    return quantities.number(expr.cast(pl.Int64), _scale(series.dtype), low, high, never_null)


def _bounds(series: pl.Series, measured: bool) -> tuple[int, int]:
    if isinstance(series.dtype, pl.Decimal) and not measured:
        most = 10**series.dtype.precision - 1
        return -most, most
    physical = series.to_physical()
    low, high = physical.min(), physical.max()
    return (low, high) if isinstance(low, int) and isinstance(high, int) else (0, 0)


def _scale(kind: pl.DataType) -> int:
    return kind.scale if isinstance(kind, pl.Decimal) else 0


def _kind(kind: pl.DataType) -> str:
    if isinstance(kind, pl.Duration | pl.Datetime | pl.Time | pl.Object):
        return "other"  # nothing compiles over it
    if isinstance(kind, pl.List):
        return "list"
    return {pl.String: "string", pl.Boolean: "boolean", pl.Date: "date", pl.Null: "null"}.get(type(kind), "string")


def _as_decimal(found: Column) -> pl.Expr:
    if found.kind != "number":
        return found.expr
    if found.over is not None:
        raise Unprovable("an output that is a quotient")
    kind = pl.Decimal(38, found.scale)
    unit = pl.lit(Decimal(1).scaleb(-found.scale))
    return (found.expr.cast(kind) * unit).cast(kind) if found.scale else found.expr.cast(kind)


class _Plan:
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


def _by_row(policy: Policy, frame: pl.DataFrame, on: date) -> pl.DataFrame:
    told: dict[str, list[Any]] = {name: [] for name in ["outcome", *policy.outputs] if name != "reason"}
    told_as: dict[str, Any] = {"outcome": pl.String}
    for table in policy.tables:
        for each, kind in TOLD.items():
            if each in ("row", *table.outputs):
                told[f"{table.name}.{each}"] = []
                told_as[f"{table.name}.{each}"] = pl.List(kind) if _is_list(table, each) else kind
    for answers in frame.iter_rows(named=True):
        decision, hits = policy.decide_with_hits(answers, on)
        told["outcome"].append(decision.outcome)
        for name, value in decision.outputs.items():
            told[name].append(value)
        for table, hit in zip(policy.tables, hits, strict=True):
            told[f"{table.name}.row"].append(_line(table, hit.rows))
            if "reason" in table.outputs:
                told[f"{table.name}.reason"].append(hit.outputs["reason"])
    return pl.DataFrame([_series(name, values, told_as.get(name)) for name, values in told.items()])


def _line(table: Table, rows: tuple[int, ...]) -> int | list[int] | None:
    if table.hit_policy not in ONE_ROW:
        return list(rows)
    return rows[0] if len(rows) == 1 or (rows and table.hit_policy == "A") else None


def _is_list(table: Table, told: str) -> bool:
    return table.hit_policy.startswith("C") or (told == "row" and table.hit_policy not in ONE_ROW)


def _series(name: str, values: list[Any], kind: Any) -> pl.Series:
    numbers = [value for value in values if isinstance(value, Decimal)]
    if not numbers:
        return pl.Series(name, values, dtype=kind)
    whole = max(1, *(number.adjusted() + 1 for number in numbers))
    scale = min(max(0, *(-int(number.normalize(WIDE).as_tuple().exponent) for number in numbers)), 38 - whole)
    unit = Decimal(1).scaleb(-scale)
    fitted = [value if value is None else value.quantize(unit, ROUND_HALF_EVEN, WIDE) for value in values]
    return pl.Series(name, fitted, dtype=pl.Decimal(38, scale))

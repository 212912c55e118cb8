"""A whole frame of cases decided at once: simulation over past cases, allocation. Knows no case and no file."""

from collections.abc import Mapping
from datetime import date
from decimal import ROUND_HALF_EVEN, Context, Decimal
from typing import Any

import polars as pl

from sportello.core import column_tables
from sportello.core.errors import Refused
from sportello.core.feel import quantities
from sportello.core.feel.column import Keyed
from sportello.core.feel.quantities import Column, Unprovable
from sportello.core.policy import REFER, TODAY, Policy
from sportello.core.tables import Table

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
    plan = column_tables.Plan(asked, names, policy.parameters.at(on))
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
    if table.hit_policy not in column_tables.ONE_ROW:
        return list(rows)
    return rows[0] if len(rows) == 1 or (rows and table.hit_policy == "A") else None


def _is_list(table: Table, told: str) -> bool:
    return table.hit_policy.startswith("C") or (told == "row" and table.hit_policy not in column_tables.ONE_ROW)


def _series(name: str, values: list[Any], kind: Any) -> pl.Series:
    numbers = [value for value in values if isinstance(value, Decimal)]
    if not numbers:
        return pl.Series(name, values, dtype=kind)
    whole = max(1, *(number.adjusted() + 1 for number in numbers))
    scale = min(max(0, *(-int(number.normalize(WIDE).as_tuple().exponent) for number in numbers)), 38 - whole)
    unit = Decimal(1).scaleb(-scale)
    fitted = [value if value is None else value.quantize(unit, ROUND_HALF_EVEN, WIDE) for value in values]
    return pl.Series(name, fitted, dtype=pl.Decimal(38, scale))

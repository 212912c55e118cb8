"""What a policy may say while some of its facts are unknown: every value that is possible, and never one too few.

A name's possible values are a tuple, or None: anything. Names are taken as independent of each other, so a value may be
called possible that is not; what is called impossible is. After S. C. Kleene's logic of three values (1952).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import prod
from typing import Any

from sportello.core import feel
from sportello.core.feel import tree, value
from sportello.core.tables import Row, Table, collect

Values = tuple[Any, ...] | None
Worlds = Mapping[str, Values]
"""The possible values of each name; a name not in it is null."""
MOST = 256
"""How many combinations are tried; beyond that, anything is possible."""


@dataclass(frozen=True)
class Told:
    """What a table may say: its outputs, the lines of rows that hold for sure, and those that may hold."""

    outputs: dict[str, Values]
    sure: tuple[int, ...]
    maybe: tuple[int, ...]


def evaluate(expression: feel.Expression, worlds: Worlds) -> Values:
    """Give every value an expression may have."""
    return _evaluate(expression.tree, worlds)


def decide(table: Table, worlds: Worlds) -> Told:
    """Give what a table may say."""
    inputs = [evaluate(one, worlds) for one in table.inputs]
    held = [(row, _holds(row, inputs, worlds)) for row in table.rows]
    if table.hit_policy == "F":
        sure_at = next((at for at, (_, holds) in enumerate(held) if holds == (True,)), len(held))
        held = held[: sure_at + 1]
    sure = [row for row, holds in held if holds == (True,)]
    maybe = [row for row, holds in held if holds is None or (True in holds and False in holds)]
    if table.hit_policy.startswith("C"):
        outputs = {name: _collect(table, at, name, sure, maybe, worlds) for at, name in enumerate(table.outputs)}
    else:
        outputs = {name: _pick(table, at, sure, maybe, worlds) for at, name in enumerate(table.outputs)}
    return Told(outputs, tuple(row.line for row in sure), tuple(row.line for row in maybe))


def join(*several: Values) -> Values:
    """Give the values possible in one case or another."""
    if any(values is None for values in several):
        return None
    return _unique(one for values in several for one in values or ())


def _pick(table: Table, at: int, sure: list[Row], maybe: list[Row], worlds: Worlds) -> Values:
    """Give what one output may be where one row counts; where rows may contradict each other, null as well."""
    rows = sure if table.hit_policy == "U" and len(sure) == 1 else [*maybe, *sure]
    given = join(*(evaluate(row.outputs[at], worlds) for row in rows))
    is_plain = len(sure) == 1 and (table.hit_policy in "FP" or len(rows) == 1)
    return given if is_plain else join(given, (None,))


def _collect(table: Table, at: int, name: str, sure: list[Row], maybe: list[Row], worlds: Worlds) -> Values:
    """Give what is brought together: exactly where all is known, a count between its least and its most."""
    if table.hit_policy == "C#" and name != "reason":
        written = [evaluate(row.outputs[at], worlds) for row in (*sure, *maybe)]
        if all(values is not None and None not in values for values in written):
            counts = range(len(sure), len(sure) + len(maybe) + 1)
            return tuple(collect("C#", name, [True] * count) for count in counts)
        return None
    given = [evaluate(row.outputs[at], worlds) for row in sure]
    if maybe or any(values is None or len(values) != 1 for values in given):
        return None
    return (collect(table.hit_policy, name, [values[0] for values in given if values]),)


def _holds(row: Row, inputs: list[Values], worlds: Worlds) -> Values:
    """Tell whether a row holds: only true holds, so null counts as false."""
    return _conjunction(
        _try(_test(cell), of, cell.names, worlds) for cell, of in zip(row.tests, inputs, strict=True) if not cell.is_any
    )


def _test(cell: feel.Unary) -> Callable[[Any, dict[str, Any]], Any]:
    return lambda tested, names: cell(tested, names) is True


def _conjunction(tests: Iterable[Values]) -> Values:
    found = [(True, False) if values is None else values for values in tests]
    if any(values == (False,) for values in found):
        return (False,)
    return (True,) if all(values == (True,) for values in found) else (True, False)


def _evaluate(node: tree.Node, worlds: Worlds) -> Values:
    match node:
        case tree.Operation(operator="and" | "or" as operator):
            return _logic(operator, [_evaluate(one, worlds) for one in node.operands])
        case tree.If():
            asked = _evaluate(node.condition, worlds)
            holds = asked is None or True in asked
            fails = asked is None or any(one is not True for one in asked)
            branches = [one for one, runs in ((node.then, holds), (node.otherwise, fails)) if runs]
            return join(*(_evaluate(one, worlds) for one in branches))
    names = {one.name for one in node.walk() if isinstance(one, tree.Name)}
    run = value.compile_value(node)
    return _try(lambda _, given: run(given), (None,), names, worlds)


def _logic(operator: str, operands: list[Values]) -> Values:
    """Combine by Kleene's tables: one false decides an `and`, one true an `or`, whatever else is unknown."""
    decisive = operator == "or"
    if any(values == (decisive,) for values in operands):
        return (decisive,)
    found = [(True, False, None) if values is None else values for values in operands]
    results: list[Any] = [decisive] if any(decisive in values for values in found) else []
    others = [[one for one in values if one is not decisive] for values in found]
    if all(others):
        results += [not decisive] if all((not decisive) in values for values in others) else []
        results += [None] if any(not isinstance(one, bool) for values in others for one in values) else []
    return _unique(results)


def _try(run: Callable[[Any, dict[str, Any]], Any], tested: Values, names: Iterable[str], worlds: Worlds) -> Values:
    """Run with every combination of what the names and the tested value may be."""
    looked_up = [name for name in names if name in worlds]
    domains = [tested, *(worlds[name] for name in looked_up)]
    known = [values for values in domains if values is not None]
    if len(known) < len(domains) or prod(len(values) for values in known) > MOST:
        return None
    return _unique(run(one, dict(zip(looked_up, rest, strict=True))) for one, *rest in product(*known))


def _unique(values: Iterable[Any]) -> tuple[Any, ...]:
    """Leave out repeats; true is not 1 here."""
    found: list[Any] = []
    for one in values:
        if not any(type(one) is type(other) and one == other for other in found):
            found.append(one)
    return tuple(found)

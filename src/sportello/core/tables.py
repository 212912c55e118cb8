"""Decision tables (OMG DMN 1.3, chapter 8): rules in rows, tests in cells, one hit policy. Knows no file."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from sportello.core import feel
from sportello.core.feel import library, value

HIT_POLICIES = {
    "U": "unique",
    "F": "first",
    "A": "any",
    "P": "priority",
    "C": "collect",
    "C+": "collect and add",
    "C<": "collect and take the least",
    "C>": "collect and take the greatest",
    "C#": "collect and count",
}
AGGREGATES: Mapping[str, Callable[..., Any]] = {
    "C+": library.total,
    "C<": library.least,
    "C>": library.greatest,
}


@dataclass(frozen=True)
class Row:
    """A rule: a test for each input, an expression for each output. `line` counts from 1 in the CSV."""

    line: int
    tests: tuple[feel.Unary, ...]
    outputs: tuple[feel.Expression, ...]
    notes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Hit:
    """What a table says: its outputs by name and the lines of the rows that hold."""

    outputs: Mapping[str, Any]
    rows: tuple[int, ...]


@dataclass(frozen=True)
class Table:
    """A decision table, compiled. `priority` orders the values of the first output under hit policy P.

    No row that holds gives nulls, save an empty list under C and 0 under C#. Rows that contradict the policy
    (two under U, unequal outputs under A) give nulls, and the hit names them all, for a person to look at.
    """

    name: str
    hit_policy: str
    inputs: tuple[feel.Expression, ...]
    outputs: Mapping[str, feel.Type]
    rows: tuple[Row, ...]
    priority: tuple[str, ...] = ()
    _run: Callable[[Mapping[str, Any]], "Hit"] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_run", _compile(self))

    @property
    def names(self) -> frozenset[str]:
        """Give the names that the table looks up."""
        parts: list[feel.Expression | feel.Unary] = list(self.inputs)
        for row in self.rows:
            parts += [*row.tests, *row.outputs]
        return frozenset().union(*(part.names for part in parts))

    def decide(self, facts: Mapping[str, Any]) -> Hit:
        """Decide one case; a name that the facts lack is null."""
        return self._run(facts)


Decide = Callable[[Mapping[str, Any]], Hit]


def _compile(table: Table) -> Decide:
    """Write the table as one function: inputs once, rows in order, out at the first that holds under F."""
    writer = value.Writer()
    lines = ["def made(c):", "    hits = []"]
    lines += [f"    i{n} = {writer.value(each.tree)}" for n, each in enumerate(table.inputs)]
    writer.know({each.text: f"i{n}" for n, each in enumerate(table.inputs) if each.is_name})
    answers = [_answer(row, tuple(table.outputs)) for row in table.rows]
    for position, row in enumerate(table.rows):
        first = f"return {writer.bind(answers[position])}(c)"
        deed = first if table.hit_policy == "F" else f"hits.append({position})"
        lines += [f"    if {_condition(writer, row)}:", f"        {deed}"]
    lines.append(f"    return {writer.bind(_Finish(table, answers))}(hits, c)")
    return writer.run("\n".join(lines) + "\n")


def _condition(writer: value.Writer, row: Row) -> str:
    tests = []
    for position, cell in enumerate(row.tests):
        if not cell.is_any:
            writer.local("?", f"i{position}")
            tests.append(writer.test(cell.tree))
    return " and ".join(tests) or "True"


def _answer(row: Row, names: tuple[str, ...]) -> Decide:
    """Make what a row gives: worked out once when all of it is written out, else for each case."""
    cells = dict(zip(names, row.outputs, strict=True))
    if all(each.is_literal for each in row.outputs):
        hit = Hit(MappingProxyType({name: each({}) for name, each in cells.items()}), (row.line,))
        return lambda context: hit
    writer = value.Writer()
    outputs = ", ".join(f"{name!r}: {writer.value(each.tree)}" for name, each in cells.items())
    return writer.define("c", f"{writer.bind(Hit)}({{{outputs}}}, ({row.line},))")


class _Finish:
    """Turns the rows that hold, by position, into what the table says under its hit policy."""

    def __init__(self, table: Table, answers: list[Decide]) -> None:
        self._table = table
        self._answers = answers
        self._lines = [row.line for row in table.rows]
        collected = self._collect([], {}).outputs if table.hit_policy.startswith("C") else dict.fromkeys(table.outputs)
        self._nothing = Hit(MappingProxyType(collected), ())

    def __call__(self, hits: list[int], context: Mapping[str, Any]) -> Hit:
        policy = self._table.hit_policy
        if not hits:
            return self._nothing
        if policy.startswith("C"):
            return self._collect(hits, context)
        if len(hits) == 1:
            return self._answers[hits[0]](context)
        lines = tuple(self._lines[hit] for hit in hits)
        given = [self._answers[hit](context).outputs for hit in hits]
        if policy == "P":
            return Hit(min(given, key=self._rank), lines)
        agreed = policy == "A" and all(outputs == given[0] for outputs in given)
        return Hit(given[0] if agreed else self._nothing.outputs, lines)

    def _collect(self, hits: list[int], context: Mapping[str, Any]) -> Hit:
        given = [self._answers[hit](context).outputs for hit in hits]
        columns = {name: [outputs[name] for outputs in given] for name in self._table.outputs}
        collected = {name: collect(self._table.hit_policy, name, values) for name, values in columns.items()}
        return Hit(collected, tuple(self._lines[hit] for hit in hits))

    def _rank(self, outputs: Mapping[str, Any]) -> int:
        first = next(iter(outputs.values()))
        order = self._table.priority
        return order.index(first) if first in order else len(order)


def collect(policy: str, name: str, values: list[Any]) -> Any:
    """Bring together what the rows that hold give for one output; reasons are always a list."""
    if name == "reason":
        return [each for each in values if each is not None]
    if policy == "C":
        return values
    if policy == "C#":
        return library.count(values)
    return AGGREGATES[policy](values)

"""What an author overlooked in a table: rows that overlap, and cases that no row covers. Knows no file and no clock.

A table whose cells compare their input with known values is looked at exactly: each input falls into finitely many
ranges in which no cell changes its mind, and one value stands for each. Any other table is tried with many values.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from random import Random
from typing import Any

from sportello.core import feel
from sportello.core.feel import tree
from sportello.core.tables import Table

STEPS = 200_000  # of the exact search: about a second; a table that needs more is tried with samples
SAMPLES = 20_000
SURE_STEPS = 20_000  # of the search whether a row always holds, which each reading of a policy makes
SURE_ROWS = 200
SHOWN = 5  # examples of gaps: further ones seldom tell more
OTHER = "any other text"


@dataclass(frozen=True)
class Overlap:
    """Two rows (lines of the CSV) that hold together, with inputs for which they do."""

    rows: tuple[int, int]
    example: Mapping[str, Any]


@dataclass(frozen=True)
class Report:
    """What was found. `exact` says that nothing else is there; else samples were tried and more may be.

    `gaps` are examples of inputs (by header) that no row covers. An example takes inputs as independent of each other.
    """

    exact: bool
    overlaps: tuple[Overlap, ...]
    gaps: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class _Range:
    """A value that stands for a range of an input, and the rows whose cell holds there, as bits."""

    value: Any
    rows: int


def analyse(
    table: Table,
    types: Mapping[str, feel.Type],
    known: Mapping[str, Any],
    random: Random,
    steps: int = STEPS,
) -> Report:
    """Look for overlaps (where the hit policy minds them) and gaps, with an example input for each.

    `types` are those of the names the table looks up, `known` the parameters' values on a day. The search is exact
    within `steps`; beyond, or where cells compare with what is not known, values drawn by `random` are tried.
    """
    columns = _find_ranges(table, known)
    if columns is None:
        return _try_samples(table, types, known, random)
    search = _GapSearch(columns, steps)
    gaps = tuple(_example(table, values) for values in search.gaps((1 << len(table.rows)) - 1))
    if search.tired and not gaps:
        gaps = _try_samples(table, types, known, random).gaps
    return Report(not search.tired, tuple(_find_overlaps(table, columns)), gaps)


def is_disjoint(table: Table, known: Mapping[str, Any] | None = None) -> bool:
    """Tell whether it is certain that no two rows hold together."""
    columns = _find_ranges(table, known or {})
    return columns is not None and next(_find_pairs(table, columns), None) is None


def always_hits(table: Table) -> bool:
    """Tell whether it is certain, whatever the parameters, that each case gets what some row gives.

    Takes the inputs to be as their types say; a fact has a value.
    """
    alone = table.hit_policy not in ("U", "A") or len(table.rows) == 1  # no other row can contradict
    if alone and any(all(test.is_any for test in row.tests) for row in table.rows):
        return True
    columns = _find_ranges(table, {}) if len(table.rows) <= SURE_ROWS else None
    if columns is None or (not alone and any(_find_overlaps(table, columns))):
        return False
    search = _GapSearch(columns, SURE_STEPS)
    return not any(search.gaps((1 << len(table.rows)) - 1)) and not search.tired


def _minds(table: Table, first: int, second: int) -> bool:
    """Tell whether the hit policy minds that two rows hold together."""
    if table.hit_policy == "U":
        return True
    if table.hit_policy != "A":
        return False
    given = [[cell.text for cell in table.rows[position].outputs] for position in (first, second)]
    return given[0] != given[1]


def _find_overlaps(table: Table, columns: list[list[_Range]]) -> Iterator[Overlap]:
    for first, second in _find_pairs(table, columns):
        if _minds(table, first, second):
            both = 1 << first | 1 << second
            values = [next(each.value for each in column if each.rows & both == both) for column in columns]
            lines = table.rows[first].line, table.rows[second].line
            yield Overlap(lines, _example(table, values))


def _find_pairs(table: Table, columns: list[list[_Range]]) -> Iterator[tuple[int, int]]:
    """Go through pairs of rows that share a range of every input."""
    for first in range(len(table.rows)):
        bit = 1 << first
        shared = (1 << len(table.rows)) - 1
        for column in columns:
            shared &= reduce(lambda bits, each: bits | each.rows, (e for e in column if e.rows & bit), 0)
        later = shared >> (first + 1)
        for second in range(first + 1, len(table.rows)):
            if later >> (second - first - 1) & 1:
                yield first, second


def _example(table: Table, values: Iterable[Any]) -> Mapping[str, Any]:
    return dict(zip((each.text for each in table.inputs), values, strict=True))


@dataclass
class _GapSearch:
    """Narrows the rows input by input until none is left; remembers what it has found covered."""

    columns: list[list[_Range]]
    steps: int
    tired: bool = False
    covered: set[tuple[int, int]] = field(default_factory=set)

    def gaps(self, rows: int) -> Iterator[list[Any]]:
        """Go through examples of inputs no row covers, at most SHOWN."""
        found = self._search(0, rows, [])
        for _, gap in zip(range(SHOWN), found, strict=False):
            yield gap

    def _search(self, depth: int, rows: int, values: list[Any]) -> Iterator[list[Any]]:
        if not rows:
            yield values + [column[0].value for column in self.columns[depth:]]
            return
        if depth == len(self.columns) or (depth, rows) in self.covered or self.tired:
            return
        empty = True
        for each in self.columns[depth]:
            self.steps -= 1
            self.tired = self.tired or self.steps < 0
            for gap in self._search(depth + 1, rows & each.rows, [*values, each.value]):
                empty = False
                yield gap
        if empty:
            self.covered.add((depth, rows))


def _find_ranges(table: Table, known: Mapping[str, Any]) -> list[list[_Range]] | None:
    """Split each input into ranges in which no cell changes, or None where that cannot be known."""
    columns = []
    for position, of in enumerate(table.inputs):
        cells = [row.tests[position] for row in table.rows]
        if not all(cell.is_any or _is_steady(cell.tree, known) for cell in cells):
            return None
        values = _stand_ins(of.type, _constants(cells, known))
        if values is None:
            return None
        ranges: dict[int, _Range] = {}
        for value in values:
            rows = sum(1 << n for n, cell in enumerate(cells) if cell(value, known) is True)
            ranges.setdefault(rows, _Range(value, rows))
        columns.append(list(ranges.values()))
    return columns


def _is_steady(node: tree.Node, known: Mapping[str, Any]) -> bool:
    """Tell whether a test only compares the tested value with values that are written or known."""
    if isinstance(node, tree.Literal):
        return True
    if isinstance(node, tree.Operation) and node.operator in ("and", "or", "not"):
        return all(_is_steady(each, known) for each in node.operands)
    if isinstance(node, tree.Operation | tree.Within | tree.Call | tree.Listing):
        comparing = isinstance(node, tree.Within | tree.Listing) or _compares(node)
        return comparing and all(_is_end(each, known) for each in node.children())
    return False


def _compares(node: tree.Node) -> bool:
    if isinstance(node, tree.Call):
        return node.function == "list contains"
    return isinstance(node, tree.Operation) and node.operator in ("=", "!=", "<", "<=", ">", ">=")


def _is_end(node: tree.Node, known: Mapping[str, Any]) -> bool:
    if isinstance(node, tree.Listing):
        return all(_is_end(each, known) for each in node.members)
    if isinstance(node, tree.Name):
        return node.name in known
    return isinstance(node, tree.Literal | tree.Local)


def _constants(cells: Iterable[feel.Unary], known: Mapping[str, Any]) -> set[Any]:
    found: set[Any] = set()
    for cell in cells:
        for node in () if cell.is_any else cell.tree.walk():
            if isinstance(node, tree.Literal):
                found.add(node.value)
            elif isinstance(node, tree.Name) and not isinstance(known[node.name], Mapping | list | tuple):
                found.add(known[node.name])
    return found


def _stand_ins(kind: feel.Type, constants: set[Any]) -> list[Any] | None:
    """Choose one value for each range that the constants cut a type into; None for a type that has no ranges."""
    nothing = [None] if kind.optional or None in constants else []
    constants = {each for each in constants if each is not None}
    if kind.kind == "boolean":
        return [True, False, *nothing]
    if kind.kind == "string":
        return [*(kind.options or (*sorted(map(str, constants)), OTHER)), *nothing]
    if kind.kind == "list" and not constants:
        return [[], *nothing]
    steps = {"number": Decimal(1), "date": timedelta(days=1), "duration": timedelta(days=1)}
    sorts = {"number": Decimal, "date": date, "duration": timedelta}
    if kind.kind not in steps or not all(isinstance(each, sorts[kind.kind]) for each in constants):
        return None
    bounds = {each for each in (kind.low, kind.high) if each is not None}
    values = _line(kind, sorted(constants | bounds), steps[kind.kind])
    return [*(value for value in values if _is_possible(kind, value)), *nothing]


def _line(kind: feel.Type, ends: list[Any], step: Any) -> list[Any]:
    """Give every end, a value between each two, one below and one above."""
    if not ends:
        return [{"number": Decimal(0), "date": date(2020, 1, 1)}.get(kind.kind, timedelta(0))]
    below, above = ends[0] - step, ends[-1] + step
    between = [_between(kind, first, second) for first, second in pairwise(ends)]
    return [ends[0], *ends[1:], *(each for each in between if each is not None), below, above]


def _between(kind: feel.Type, first: Any, second: Any) -> Any:
    """Give a value between two that the type can have, or None."""
    if kind.kind != "number":
        middle = first + (second - first) // 2
        return middle if middle != first else None
    middle = (first + second) / 2
    if kind.scale is not None:
        unit = Decimal(1).scaleb(-kind.scale)
        middle = (middle // unit) * unit
        middle = middle if middle > first else middle + unit
    return middle if first < middle < second else None


def _is_possible(kind: feel.Type, value: Any) -> bool:
    if kind.low is not None and value < kind.low:
        return False
    if kind.high is not None and value > kind.high:
        return False
    return kind.scale is None or kind.kind != "number" or value == round(value, kind.scale)


def _try_samples(table: Table, types: Mapping[str, feel.Type], known: Mapping[str, Any], random: Random) -> Report:
    """Try values near those written in the table for every name it looks up."""
    written = _written(table)
    names = {
        name: _stand_ins(types[name], {each for each in written if _suits(types[name], each)}) or [None]
        for name in sorted(table.names - known.keys())
    }
    overlaps: dict[tuple[int, int], Overlap] = {}
    gaps: dict[tuple[Any, ...], Mapping[str, Any]] = {}
    for _ in range(SAMPLES):
        context = {**known, **{name: random.choice(values) for name, values in names.items()}}
        inputs = [of(context) for of in table.inputs]
        hits = [n for n, row in enumerate(table.rows) if _holds(row.tests, inputs, context)]
        example = {name: context[name] for name in names}
        if not hits and len(gaps) < SHOWN:
            gaps.setdefault(tuple(map(str, inputs)), example)
        for first, second in pairwise(hits):
            if _minds(table, first, second):
                lines = table.rows[first].line, table.rows[second].line
                overlaps.setdefault(lines, Overlap(lines, example))
    return Report(False, tuple(overlaps.values()), tuple(gaps.values()))


def _written(table: Table) -> set[Any]:
    roots = [each.tree for each in table.inputs] + [cell.tree for row in table.rows for cell in row.tests]
    return {node.value for root in roots for node in root.walk() if isinstance(node, tree.Literal)}


def _suits(kind: feel.Type, value: Any) -> bool:
    sorts: dict[str, Any] = {"number": Decimal, "string": str, "date": date, "duration": timedelta}
    return kind.kind in sorts and isinstance(value, sorts[kind.kind])


def _holds(tests: Iterable[feel.Unary], inputs: Iterable[Any], context: Mapping[str, Any]) -> bool:
    return all(test(value, context) is True for test, value in zip(tests, inputs, strict=True))

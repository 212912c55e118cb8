"""Decision tables as CSV: text in, table out, with every problem by row and column. Knows no file."""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from sportello.core import analysis, feel
from sportello.core.feel import signatures, tree
from sportello.core.feel.errors import FeelError
from sportello.core.policy_problems import PolicyProblem, PolicyProblems
from sportello.core.tables import HIT_POLICIES, Row, Table

NAME = re.compile(r"[^\W\d]\w*")
COMMA = re.compile(r"\d+,\d+")
WORD = re.compile(r"[\w.-]+")
TEXTS = frozenset({"outcome", "reason"})  # cells of these outputs are plain words, without quotes
LARGEST = 2_000  # rows: above this a table is data and belongs in a parameter


@dataclass(frozen=True)
class _Line:
    number: int
    cells: list[str]


def read_table(
    name: str, csv_text: str, types: Mapping[str, feel.Type], outputs: Mapping[str, feel.Type] | None = None
) -> Table:
    """Read a decision table; raise PolicyProblems with every problem, by line and column header.

    The header names the inputs (expressions over `types`), then `|` with the hit policy (`|` alone is `| U`;
    `| P deny approve` gives the order of the first output), then the outputs; `# note` columns explain. Each
    further line is a rule. `outputs` prescribes types that are otherwise taken from the cells.

    >>> text = "income,|F,outcome,reason\\n<= 100,|,approve,\\n-,|,deny,too_high"
    >>> read_table("limit", text, {"income": feel.NUMBER}).decide({"income": 7}).outputs["outcome"]
    'approve'
    """
    return _Reader(name, types, outputs or {}).read(csv_text)


def list_outputs(csv_text: str) -> list[str]:
    """List the names of a table's outputs by its header alone, though the rest be broken."""
    header = csv_text.partition("\n")[0].replace(";", ",").split(",")
    cells = [cell.strip() for cell in header]
    bar = next((n for n, cell in enumerate(cells) if cell.startswith("|")), len(cells))
    return [cell for cell in cells[bar + 1 :] if NAME.fullmatch(cell)]


class _Reader:
    """Reads one table and gathers what is wrong with it."""

    def __init__(self, name: str, types: Mapping[str, feel.Type], outputs: Mapping[str, feel.Type]) -> None:
        self._name = name
        self._types = types
        self._prescribed = outputs
        self._problems: list[PolicyProblem] = []
        self._commas = False  # the spreadsheet may write 10,5 for 10.5

    def read(self, text: str) -> Table:
        lines = list(self._lines(text))
        if not lines:
            self._add(1, None, "expected a header: inputs, '|', outputs")
            raise PolicyProblems(self._problems)
        header = [cell.strip() for cell in lines[0].cells]
        bar = next((n for n, cell in enumerate(header) if cell.startswith("|")), None)
        if bar is None or bar == 0 or bar == len(header) - 1:
            self._add(lines[0].number, None, "expected inputs, a column '|', and outputs in the header")
            raise PolicyProblems(self._problems)
        table = self._table(lines, header, bar)
        if self._problems:
            raise PolicyProblems(self._problems)
        return table

    def _add(self, row: int, column: str | None, message: str) -> None:
        self._problems.append(PolicyProblem(self._name, row, column, message))

    def _lines(self, text: str) -> Iterator[_Line]:
        """Go through the lines that say something; a spreadsheet's `;` and byte order mark are understood."""
        text = text.removeprefix("\ufeff")
        first = text.partition("\n")[0]
        delimiter = ";" if first.count(";") > first.count(",") else ","
        self._commas = delimiter == ";"
        reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter, strict=True)
        start = 1
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells) and not cells[0].startswith("//"):
                    yield _Line(start, cells)
                start = reader.line_num + 1
        except csv.Error as error:
            self._add(start, None, f"expected CSV whose quotes are closed and doubled inside: {error}")

    def _table(self, lines: list[_Line], header: list[str], bar: int) -> Table:
        number = lines[0].number
        policy, priority = self._policy(number, header[bar])
        inputs = tuple(self._input(number, cell) for cell in header[:bar])
        names = [cell for cell in header[bar + 1 :] if not cell.startswith("#")]
        self._check_names(number, names, policy)
        if len(lines) > LARGEST + 1:
            self._add(lines[LARGEST + 1].number, None, f"expected at most {LARGEST} rules")
        rows = tuple(self._row(line, header, bar, inputs) for line in lines[1 : LARGEST + 1])
        outputs = {name: self._output_type(name, n, rows, policy) for n, name in enumerate(names)}
        if self._problems:
            raise PolicyProblems(self._problems)
        return _with_certain_outputs(Table(self._name, policy, inputs, outputs, rows, priority))

    def _policy(self, number: int, cell: str) -> tuple[str, tuple[str, ...]]:
        policy, *priority = cell.removeprefix("|").replace(">", " > ").split() or ["U"]
        if policy == "C" and priority == [">"]:
            policy, priority = "C>", []
        priority = [word for word in priority if word != ">"]
        if policy not in HIT_POLICIES:
            known = ", ".join(HIT_POLICIES)
            self._add(number, cell, f"unknown hit policy '{policy}'; expected one of {known}")
        elif bool(priority) != (policy == "P"):
            self._add(number, cell, "expected '| P' with the outputs in order, as '| P deny refer approve'")
        return policy, tuple(priority)

    def _input(self, number: int, cell: str) -> feel.Expression:
        try:
            return feel.read_expression(cell, self._types)
        except FeelError as error:
            self._add(number, cell, str(error))
            return feel.read_expression("null", {})

    def _check_names(self, number: int, names: list[str], policy: str) -> None:
        for position, name in enumerate(names):
            if not NAME.fullmatch(name):
                self._add(number, name, f"expected a name for the output, found '{name}'")
            if name in names[:position]:
                self._add(number, name, "a second output of this name")
        if "outcome" in names and policy.startswith("C"):
            self._add(number, "outcome", "an outcome is one word; expected hit policy U, F, A or P")

    def _row(self, line: _Line, header: list[str], bar: int, inputs: tuple[feel.Expression, ...]) -> Row:
        cells = [cell.strip() for cell in line.cells]
        if len(cells) > len(header) and not any(cells[len(header) :]):
            cells = cells[: len(header)]
        if len(cells) != len(header):
            self._add(line.number, None, f"expected {len(header)} cells, found {len(cells)}")
            return Row(line.number, (), ())
        if cells[bar] not in ("|", ""):
            self._add(line.number, header[bar], f"expected '|', found '{cells[bar]}'")
        tests = tuple(self._test(line.number, *each) for each in zip(header, cells, inputs, strict=False))
        right = list(zip(header[bar + 1 :], cells[bar + 1 :], strict=True))
        outputs = tuple(self._output(line.number, *each) for each in right if not each[0].startswith("#"))
        notes = tuple((name.lstrip("# "), cell) for name, cell in right if name.startswith("#") and cell)
        return Row(line.number, tests, outputs, notes)

    def _test(self, number: int, column: str, cell: str, of: feel.Expression) -> feel.Unary:
        try:
            if not cell:
                raise FeelError("expected a test; write - where any value will do")
            self._check_commas(cell)
            return feel.read_unary(cell, of.type, self._types)
        except FeelError as error:
            self._add(number, column, str(error))
            return feel.read_unary("-", of.type, {})

    def _output(self, number: int, column: str, cell: str) -> feel.Expression:
        if column in TEXTS and not cell.startswith('"'):
            if cell and not WORD.fullmatch(cell):
                self._add(number, column, f"expected one word or nothing, found '{cell}'")
            return _text(cell)
        try:
            self._check_commas(cell)
            return feel.read_expression(cell or "null", self._types)
        except FeelError as error:
            quotes = f"; a text is written in quotes: '\"{cell}\"'" if WORD.fullmatch(cell) else ""
            self._add(number, column, str(error) + quotes)
            return _text("")

    def _check_commas(self, cell: str) -> None:
        """Refuse what means a decimal in the spreadsheet and two values in FEEL: a limit may hang on it."""
        found = COMMA.search(cell) if self._commas else None
        if found:
            part = found[0]
            message = f"expected {part.replace(',', '.')} for a number or {part.replace(',', ', ')} for two values"
            raise FeelError(f"{message}, found {part}", found.start() + 1)

    def _output_type(self, name: str, position: int, rows: tuple[Row, ...], policy: str) -> feel.Type:
        found = self._prescribed.get(name)
        for row in rows:
            cell = row.outputs[position] if row.outputs else None
            if cell is None or (cell.is_literal and cell({}) is None):
                continue
            kind = signatures.exact(cell.tree)
            if found is not None and not signatures.fits(kind, found):
                self._add(row.line, name, f"expected a {found} as above, found a {kind}")
            else:
                found = kind if found is None else signatures.join(found, kind)
        return self._collected(name, found or (feel.STRING if name in TEXTS else feel.ANY), policy)

    def _collected(self, name: str, kind: feel.Type, policy: str) -> feel.Type:
        if not policy.startswith("C"):
            return feel.optional(kind)
        if policy == "C" or name == "reason":
            return feel.list_of(kind.plain())
        if policy == "C#":
            return feel.number(0, Decimal(0))
        if kind.kind not in ("number", "any") and not (policy != "C+" and kind.kind == "date"):
            self._add(1, name, f"expected numbers to bring together under {policy}, found a {kind}")
        return feel.optional(_sum_type(kind) if policy == "C+" else kind)


def _text(cell: str) -> feel.Expression:
    return feel.literal(cell if cell not in ("", "null") else None)


def _sum_type(kind: feel.Type) -> feel.Type:
    """Give the type of a sum of such values: it has a bound of theirs only where all of them are on one side of 0."""
    low = kind.low if kind.low is not None and kind.low >= 0 else None
    high = kind.high if kind.high is not None and kind.high <= 0 else None
    return replace(kind, low=low, high=high)


def _with_certain_outputs(table: Table) -> Table:
    """Say of the outputs that no row leaves empty that they are never missing, where some row always holds."""
    columns = zip(*(row.outputs for row in table.rows), strict=True)
    filled = [name for name, cells in zip(table.outputs, columns, strict=False) if not any(map(_may_be_null, cells))]
    if not filled or not analysis.always_hits(table):
        return table
    certain = {name: replace(table.outputs[name], optional=False) for name in filled}
    return replace(table, outputs={**table.outputs, **certain})


def _may_be_null(cell: feel.Expression) -> bool:
    if isinstance(cell.tree, tree.Literal):
        return cell.tree.value is None
    return not cell.is_name or cell.type.optional

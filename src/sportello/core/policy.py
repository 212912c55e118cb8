"""What decides an application: parameters, named facts and decision tables, in order. Knows no clock."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from sportello.core import feel
from sportello.core.feel import signatures, value
from sportello.core.feel.errors import FeelError
from sportello.core.parameters import Parameters, read_parameters
from sportello.core.policy_problems import PolicyProblem, PolicyProblems
from sportello.core.table_reading import NAME, list_outputs, read_table
from sportello.core.tables import Hit, Table

TODAY = "today"
"""The name under which facts and tables find the date of the decision."""

REFER = "refer"
"""The outcome when no table gives one: a person decides."""


@dataclass(frozen=True)
class Decision:
    """What policy says of one application.

    `outputs` are the tables' values save outcome and reason. `rows` are (table, row) pairs, rows counted as lines
    of the table's CSV. `facts` are the named values used. `parameters_date` is the day whose values counted.
    """

    outcome: str
    outputs: Mapping[str, Any]
    reasons: tuple[str, ...]
    rows: tuple[tuple[str, int], ...]
    facts: Mapping[str, Any]
    parameters_date: date
    feel: str = feel.VERSION


@dataclass(frozen=True)
class Condition:
    """One cell that held: what it looks at, what it asks, and the value it found."""

    input: str
    test: str
    value: Any


@dataclass(frozen=True)
class Explained:
    """One row that held, with its conditions and its notes (the columns `# law`, `# why`)."""

    table: str
    row: int
    conditions: tuple[Condition, ...]
    notes: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Policy:
    """A service's rules. `answers` are the types of what is asked; anything else given is not looked at."""

    parameters: Parameters = field(default_factory=Parameters)
    facts: tuple[tuple[str, feel.Expression], ...] = ()
    tables: tuple[Table, ...] = ()
    answers: Mapping[str, feel.Type] = field(default_factory=dict)

    @property
    def outputs(self) -> dict[str, feel.Type]:
        """Give the type of each output of the tables."""
        return _join_outputs(self.tables)

    @property
    def types(self) -> dict[str, feel.Type]:
        """Give the type of every name that a condition of the service may use once policy has decided."""
        facts = {name: expression.type for name, expression in self.facts}
        outputs = {"outcome": feel.STRING} | {name: kind for name, kind in self.outputs.items() if name != "reason"}
        return {TODAY: feel.DATE, **self.answers, **self.parameters.types, **facts, **outputs}

    @property
    def reason_codes(self) -> frozenset[str]:
        """Give every code that the tables may give as a reason."""
        cells = [
            row.outputs[list(table.outputs).index("reason")]
            for table in self.tables
            if "reason" in table.outputs
            for row in table.rows
        ]
        return frozenset(code for cell in cells if isinstance(code := cell({}), str))

    def decide(self, answers: Mapping[str, Any], on: date) -> Decision:
        """Decide by the parameters of a day; refused (`parameter.missing`) where one has no value yet.

        A later table replaces what an earlier one gave under the same name, unless it gives null.
        """
        return self.decide_with_hits(answers, on)[0]

    def decide_with_hits(self, answers: Mapping[str, Any], on: date) -> tuple[Decision, tuple[Hit, ...]]:
        """Decide, and give besides what each table said."""
        context = self._start(answers, on)
        facts = self._reckon(context)
        outputs: dict[str, Any] = {}
        reasons: list[str] = []
        rows: list[tuple[str, int]] = []
        hits = []
        for table in self.tables:
            hit = table.decide(context)
            hits.append(hit)
            for row in hit.rows:
                rows.append((table.name, row))
            for name, given in hit.outputs.items():
                if name == "reason":
                    reasons += given if isinstance(given, list) else [given] if given is not None else ()
                elif given is not None or name not in outputs:
                    outputs[name] = context[name] = given
        outcome = outputs.pop("outcome", None) or REFER
        return Decision(outcome, outputs, tuple(dict.fromkeys(reasons)), tuple(rows), facts, on), tuple(hits)

    def _start(self, answers: Mapping[str, Any], on: date) -> dict[str, Any]:
        """Give every name the facts start from: answers, the day, parameters."""
        return {**answers, TODAY: on, **self.parameters.at(on)}

    @cached_property
    def _reckon(self) -> Callable[[dict[str, Any]], dict[str, Any]]:
        """Make the function that works the facts out in order, gives them, and puts each among what it started from."""
        writer = value.Writer()
        lines = ["def made(c):"]
        for position, (name, fact) in enumerate(self.facts):
            lines.append(f"    f{position} = c[{name!r}] = {writer.value(fact.tree)}")
            writer.know({name: f"f{position}"})
        given = ", ".join(f"{name!r}: f{position}" for position, (name, _) in enumerate(self.facts))
        return writer.run("\n".join([*lines, f"    return {{{given}}}"]) + "\n")

    def explain(self, decision: Decision, answers: Mapping[str, Any]) -> tuple[Explained, ...]:
        """Say for each row that held which conditions it made and what it found."""
        context = self._start(answers, decision.parameters_date)
        self._reckon(context)
        context |= {**decision.outputs, "outcome": decision.outcome}
        tables = {table.name: table for table in self.tables}
        return tuple(_explain(tables[name], line, context) for name, line in decision.rows)


def _join_outputs(tables: Sequence[Table]) -> dict[str, feel.Type]:
    """Give the types of what tables give in order: what a later one gives counts, where it gives something."""
    joined: dict[str, feel.Type] = {}
    for table in tables:
        for name, kind in table.outputs.items():
            before = joined.get(name)
            if before is None or not kind.optional:
                joined[name] = kind
            else:
                joined[name] = replace(signatures.join(before, kind), optional=before.optional)
    return joined


def _explain(table: Table, line: int, context: Mapping[str, Any]) -> Explained:
    row = next(row for row in table.rows if row.line == line)
    pairs = zip(table.inputs, row.tests, strict=True)
    conditions = tuple(Condition(of.text, test.text, of(context)) for of, test in pairs if not test.is_any)
    return Explained(table.name, line, conditions, row.notes)


def build_policy(document: Mapping[str, Any], types: Mapping[str, feel.Type]) -> Policy:
    """Build a policy from a pack's document; raise PolicyProblems with every problem found.

    `document` has `parameters` (see `parameters.read_parameters`), `facts` (a list of one-entry mappings, name to
    FEEL) and `tables` (a list of `name` and `csv`). `types` are the types of the answers.
    """
    problems: list[PolicyProblem] = []
    parameters = _read_parameters(document.get("parameters") or {}, types, problems)
    unread = dict.fromkeys(document.get("parameters") or {}, feel.ANY)  # so that a broken one is reported once
    known = {TODAY: feel.DATE, **types, **unread, **parameters.types}
    for parameter in parameters.all:
        if parameter.name in types or parameter.name == TODAY:
            problems.append(PolicyProblem("parameters", None, parameter.name, "a question has this name already"))
    facts = _read_facts(document.get("facts") or (), known, problems)
    tables = _read_tables(document.get("tables") or (), known, problems)
    if problems:
        raise PolicyProblems(problems)
    return Policy(parameters, facts, tables, MappingProxyType(dict(types)))


def _read_parameters(
    document: Mapping[str, Any], types: Mapping[str, feel.Type], problems: list[PolicyProblem]
) -> Parameters:
    try:
        return read_parameters(document, types)
    except PolicyProblems as error:
        problems += error.problems
        return Parameters()


def _read_facts(
    document: Sequence[Mapping[str, str]], known: dict[str, feel.Type], problems: list[PolicyProblem]
) -> tuple[tuple[str, feel.Expression], ...]:
    """Read facts in order; each sees those before it. `known` grows by their types."""
    facts = []
    for position, (name, text) in enumerate([pair for entry in document for pair in entry.items()], 1):
        if name in known or not NAME.fullmatch(name):
            message = "this name is taken already" if name in known else f"expected a name, found '{name}'"
            problems.append(PolicyProblem("facts", position, name, message))
            continue
        try:
            fact = feel.read_expression(text, known)
            facts.append((name, fact))
            known[name] = fact.type
        except FeelError as error:
            problems.append(PolicyProblem("facts", position, name, str(error)))
            known[name] = feel.ANY
    return tuple(facts)


def _read_tables(
    document: Sequence[Mapping[str, str]], known: dict[str, feel.Type], problems: list[PolicyProblem]
) -> tuple[Table, ...]:
    """Read tables in order; each sees the outputs of those before it."""
    tables: list[Table] = []
    unread: dict[str, feel.Type] = {}
    for entry in document:
        given = _join_outputs(tables) | unread
        given.pop("reason", None)  # reasons are told, not looked at
        try:
            table = read_table(entry["name"], entry["csv"], {**known, **given})
        except PolicyProblems as error:
            problems += error.problems
            unread |= dict.fromkeys(list_outputs(entry["csv"]), feel.ANY)  # so that what follows can be read
            continue
        taken = [name for name in table.outputs if name in known]
        problems += [PolicyProblem(table.name, 1, name, "this name is taken already") for name in taken]
        tables.append(table)
    return tuple(tables)

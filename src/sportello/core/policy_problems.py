"""What is wrong with a policy: which table, which line, which column, and what was expected."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class PolicyProblem:
    """One thing wrong with a policy.

    `table` is a table's name, `facts` or `parameters`. `row` is the line of the table's CSV, or the position of a
    fact or dated value, from 1. `column` is the header of the cell, or the name of the fact or parameter.
    """

    table: str
    row: int | None
    column: str | None
    message: str

    def __str__(self) -> str:
        column = f", {self.column}" if self.column else ""
        return f"{self._name_place()}{column}: {self.message}"

    def _name_place(self) -> str:
        if self.row is None:
            return self.table
        if self.table in ("facts", "parameters"):
            return f"{self.table}, number {self.row}"
        return f"line {self.row} of {self.table}.csv"


class PolicyProblems(ValueError):  # noqa: N818 - a list of findings, as Refused is an answer
    """Refuse a policy, with every problem found in it."""

    def __init__(self, problems: Sequence[PolicyProblem]) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = tuple(problems)

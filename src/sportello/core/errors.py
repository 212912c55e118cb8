"""How core says no. Knows no channel: words for a code live in `sportello/words`, status codes in the channels."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


class Refused(Exception):  # noqa: N818 - a refusal is an answer, not an error
    """Say that something may not be done, by a code and the facts that explain it.

    `code` is dotted, subject first (`case.closed`, `file.too_large`); it names a message of the catalogue
    (`case-closed`). `facts` are plain values that fill the message; they never hold personal data.
    """

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts = facts

    def __str__(self) -> str:
        facts = ", ".join(f"{name}={value!r}" for name, value in self.facts.items())
        return f"{self.code} ({facts})" if facts else self.code


def name_of(error: BaseException) -> str:
    """Name an error without its facts, in which a foreign library may have put a piece of somebody's name."""
    return error.code if isinstance(error, Refused) else type(error).__name__


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one answer: where it is (`household.0.name`), what (`answer.too_small`), and facts."""

    path: str
    code: str
    facts: Mapping[str, Any] = field(default_factory=dict)


class Invalid(Refused):
    """Refuse a set of answers, with one problem for each answer that needs attention."""

    def __init__(self, code: str, problems: list[Problem]) -> None:
        super().__init__(code, count=len(problems))
        self.problems = problems

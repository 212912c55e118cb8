"""Questions made ready for reading many answers: what that takes of each is looked up once. Knows no service."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, NamedTuple

from sportello.core.questions.base import Condition, Json, Question
from sportello.core.questions.groups import Group


class Rows(NamedTuple):
    """A group, and the form of each of its rows."""

    group: Group
    form: "Form"


class Asked(NamedTuple):
    """What reading an answer takes of its question and type."""

    id: str
    when: Condition | None
    optional: bool
    rows: Rows | None
    check: Callable[[Json, date], Json]
    as_feel: Callable[[Json], Any]


class Form:
    """The questions of a service, or of a group's row, in order. `empty` has null for each of their ids."""

    def __init__(self, questions: Iterable[Question]) -> None:
        self.asked = tuple(map(_ask, questions))
        self.empty: dict[str, Any] = dict.fromkeys(each.id for each in self.asked)


def _ask(question: Question) -> Asked:
    kind = question.type
    rows = Rows(kind, Form(kind.questions)) if isinstance(kind, Group) else None
    return Asked(question.id, question.when, question.optional, rows, kind.check, kind.feel)

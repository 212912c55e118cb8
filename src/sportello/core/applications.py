"""An application that comes whole: its answers checked in one pass, and what policies see of them. Knows no channel."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sportello.core import feel
from sportello.core.errors import Invalid, Problem, Refused
from sportello.core.questions import Form, Json, Question, Rows
from sportello.core.services import Service

Answers = Mapping[str, Json]
Facts = Mapping[str, Any]
Read = tuple[dict[str, Json], dict[str, Any]]
"""The two parts of an Application."""
MOST_UNKNOWN, LONGEST_ID = 100, 100  # answers to no question that are told, and characters of their ids
CONFIRMED = "confirmed"
"""The name by which policies know the ids of questions that a register confirms."""


@dataclass(frozen=True)
class Application:
    """Answers to the questions shown, in their normal form, by question id: what was left empty is not among them.

    `facts` are the same as FEEL values, None for every question without an answer.
    """

    answers: dict[str, Json]
    facts: dict[str, Any]


def check(service: Service, answers: Answers, today: date) -> Application:
    """Check answers that came whole as JSON. Raises Invalid `application.invalid` with every problem."""
    reader = _Reader(today)
    read = reader.read(service.form, answers, {})
    if found := reader.list_problems():
        raise Invalid("application.invalid", found)
    return Application(*read)


def problems(service: Service, answers: Answers, today: date) -> list[Problem]:
    """List what stands in the way of submitting, in the order of the questions; unknown answers last.

    Answers hidden by a condition are not looked at.
    """
    reader = _Reader(today)
    reader.read(service.form, answers, {})
    return reader.list_problems()


def facts(application: Application, confirmed: Iterable[str] = ()) -> dict[str, Any]:
    """Give all that a policy decides from: the answers, and which of them are `confirmed`."""
    return {**application.facts, CONFIRMED: list(confirmed)}


def policy_types(questions: Iterable[Question]) -> dict[str, feel.Type]:
    """Give the FEEL types of all that a policy decides from: the answers, and which of them are `confirmed`."""
    return {**types(questions), CONFIRMED: feel.list_of(feel.STRING)}


def types(questions: Iterable[Question]) -> dict[str, feel.Type]:
    """Give the FEEL type of each question's answer; all but plainly required ones may be missing."""
    return {question.id: question.feel_type for question in questions}


class _Reader:
    """Reads answers in the order of the questions: a condition sees those before it that are shown and good."""

    def __init__(self, today: date) -> None:
        self._today = today
        self._problems: list[Problem] = []
        self._unknown: list[Problem] = []

    def list_problems(self) -> list[Problem]:
        """List what was found, answers to no question last."""
        return self._problems + self._unknown

    def read(self, form: Form, answers: Answers, around: Facts, path: str = "") -> Read:
        """Read the answers to a form; conditions see what is `around` it as well."""
        kept: dict[str, Json] = {}
        facts = form.empty.copy()
        seen = {**around, **facts}
        for id, when, optional, rows, check, as_feel in form.asked:
            if when is not None and when(seen) is not True:
                continue
            given = answers.get(id)
            try:
                if rows is not None:
                    value, fact = self._read_rows(id, rows, given, seen)
                elif given is not None and given != "":
                    value = check(given, self._today)
                    fact = as_feel(value)
                elif optional:
                    continue
                else:
                    raise Refused("answer.missing")
            except Refused as refused:
                self._problems.append(Problem(path + id, refused.code, refused.facts))
            else:
                if value is not None:
                    kept[id], facts[id], seen[id] = value, fact, fact
        self._note_unknown([id for id in answers if id not in facts], path)
        return kept, facts

    def _read_rows(self, id: str, rows: Rows, given: Json, seen: Facts) -> tuple[Json, Any]:
        """Read the rows of a group; none is nothing."""
        group, form = rows
        sent = [] if given is None or given == "" else group.check_rows(given)
        if len(sent) < group.min:
            self._problems.append(Problem(id, "answer.too_few", {"min": group.min}))
        read = [self.read(form, row, seen, f"{id}.{number}.") for number, row in enumerate(sent)]
        return ([kept for kept, _ in read], [facts for _, facts in read]) if read else (None, None)

    def _note_unknown(self, ids: list[str], path: str) -> None:
        for id in ids[: MOST_UNKNOWN - len(self._unknown)]:
            name = str(id)[:LONGEST_ID]
            self._unknown.append(Problem(f"{path}{name}", "answer.unknown", {"question": name}))

"""What to ask next, and what the answers make together. Knows no channel, no storage, no clock.

A path names where an answer goes: `tenure`, or `household.0.name` in the first row of a group.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Literal

from sportello.core.errors import Refused
from sportello.core.questions import Group, Json, Question
from sportello.core.services import Service
from sportello.core.texts import say

Answers = Mapping[str, Json]
REGISTER = "register"
"""The source of what the city knows by itself, not because somebody once said so."""
VALUES_DO_NOT_FIT = (TypeError, ValueError, KeyError, AttributeError, ArithmeticError)


@dataclass(frozen=True)
class Draft:
    """Answers given so far, in JSON form by question id; null is an optional question left empty.

    `closed` are the groups whose rows are said to be complete. Answers now hidden by a condition stay.
    """

    answers: Answers = field(default_factory=dict)
    closed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Ask:
    """One thing to ask: a question at a path, or whether a group has another row."""

    path: str
    question: Question
    kind: Literal["ask", "another"] = "ask"
    row: int | None = None  # the row asked about, or how many rows there are


@dataclass(frozen=True)
class Known:
    """What the city was told before: a checked answer, where (a reference) and when."""

    value: Json
    source: str
    told_on: date


@dataclass(frozen=True)
class Offer:
    """An answer to offer again, for the resident to accept or change."""

    path: str
    question: Question
    value: Json
    known: Known


def path(service: Service, draft: Draft) -> list[Question]:
    """List the questions shown now, in order."""
    return [question for question, _ in _walk(service.questions, draft.answers, {})]


def list_paths(service: Service, draft: Draft) -> list[tuple[str, Question]]:
    """List every path shown now with its question, in order: a group, then the questions of its rows."""
    places = []
    for question, around in _walk(service.questions, draft.answers, {}):
        places.append((question.id, question))
        for number, row in enumerate(_rows(draft.answers, question.id) if _is_group(question) else ()):
            shown = _walk_row(question, row, around)
            places += [(f"{question.id}.{number}.{inner.id}", inner) for inner, _ in shown]
    return places


def find_answer(draft: Draft, path: str) -> Json:
    """Find the answer at a path; None when there is none."""
    id, *inside = path.split(".")
    if not inside:
        return draft.answers.get(id)
    given = _rows(draft.answers, id)
    return given[int(inside[0])].get(inside[1]) if int(inside[0]) < len(given) else None


def rows(service: Service, draft: Draft, group: Question) -> list[list[Question]]:
    """List, for each row of a group, the questions shown in it."""
    around = next((seen for question, seen in _walk(service.questions, draft.answers, {}) if question == group), {})
    return [[inner for inner, _ in _walk_row(group, row, around)] for row in _rows(draft.answers, group.id)]


def next_question(service: Service, draft: Draft) -> Ask | None:
    """Find the first thing not answered yet; None when nothing is left to ask."""
    for question, around in _walk(service.questions, draft.answers, {}):
        ask = _find_ask(question, draft, around)
        if ask:
            return ask
    return None


def get_question(service: Service, path: str) -> Question:
    """Get the question a path names. Refused `answer.unknown`."""
    id, _, rest = path.partition(".")
    question = next((each for each in service.questions if each.id == id), None)
    if question is None:
        raise Refused("answer.unknown", question=id)
    if not rest:
        return question
    number, _, inner = rest.partition(".")
    if not isinstance(question.type, Group) or not (number.isascii() and number.isdigit()):
        raise Refused("answer.unknown", question=path)
    return question.type.get_question(inner)


def answer(service: Service, draft: Draft, path: str, value: Json, today: date) -> Draft:
    """Give the draft with one answer more; the others stay as they are.

    Null (or an empty text) leaves an optional question empty. For a group, true starts another row, false
    says its rows are complete, and a list sets them all.
    """
    question = get_question(service, path)
    if "." in path:
        return _answer_in_row(service, draft, path, _checked(question, value, today))
    if isinstance(question.type, Group) and isinstance(value, bool):
        return _set_rows_open(draft, question.id, question.type, more=value)
    checked = _checked(question, value, today)
    closed = draft.closed | {path} if _is_group(question) else draft.closed
    return Draft({**draft.answers, path: checked}, closed)


def remove_row(service: Service, draft: Draft, path: str) -> Draft:
    """Give the draft without one row of a group, named `household.1`. Refused `answer.row_unknown`."""
    id, _, number = path.partition(".")
    kept = list(_rows(draft.answers, id))
    if not _is_group(get_question(service, id)) or not number.isdecimal() or int(number) >= len(kept):
        raise Refused("answer.row_unknown", row=path)
    del kept[int(number)]
    return replace(draft, answers={**draft.answers, id: kept})


def reopen(draft: Draft, group: str) -> Draft:
    """Give the draft with a group open for more rows."""
    return replace(draft, closed=draft.closed - {group})


def application(service: Service, draft: Draft) -> dict[str, Json]:
    """Give the answers that belong to the application: those to questions shown, and not left empty."""
    answers: dict[str, Json] = {}
    for question, around in _walk(service.questions, draft.answers, {}):
        value = draft.answers.get(question.id)
        if _is_group(question):
            value = [_visible(_walk_row(question, row, around), row) for row in value or []] or None
        if value is not None:
            answers[question.id] = value
    return answers


def confirmed(service: Service, answers: Answers, known: Mapping[str, Known]) -> list[str]:
    """List the questions whose answers are, to the letter, what one of the city's registers says."""
    return [
        question.id
        for question in service.questions
        if question.once
        and (told := known.get(question.once)) is not None
        and told.source == REGISTER
        and told.value == answers.get(question.id)
    ]


def prefill(service: Service, draft: Draft, known: Mapping[str, Known], today: date) -> list[Offer]:
    """List what may be offered for questions shown and not answered, by their `once`, if it still fits."""
    offers = []
    for question in path(service, draft):
        told = known.get(question.once) if question.once and question.id not in draft.answers else None
        if told is None:
            continue
        try:
            offers.append(Offer(question.id, question, question.type.check(told.value, today), told))
        except Refused:
            continue
    return offers


def progress(service: Service, draft: Draft) -> tuple[int, int]:
    """Count the questions shown that are done, and all those shown."""
    shown = list(_walk(service.questions, draft.answers, {}))
    done = sum(_find_ask(question, draft, around) is None for question, around in shown)
    return done, len(shown)


def schema(service: Service, language: str) -> dict[str, Json]:
    """Describe a whole application as JSON Schema 2020-12; it requires what is always asked."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "type": "object",
        "properties": {question.id: describe(question, language) for question in service.questions},
        "required": [each.id for each in service.questions if each.is_always_asked],
        "additionalProperties": False,
    }


def describe(question: Question, language: str) -> dict[str, Json]:
    """Describe one question's answers as JSON Schema, with what is asked as its title."""
    described = {**question.type.schema(language), "title": say(question.ask, language)}
    if question.help:
        described["description"] = say(question.help, language)
    if question.when is not None:
        described["x-when"] = question.when.text
    return described


def _is_group(question: Question) -> bool:
    return isinstance(question.type, Group)


def _walk(
    questions: Iterable[Question], answers: Answers, around: Mapping[str, Any]
) -> Iterator[tuple[Question, dict[str, Any]]]:
    """Go through the questions shown, each with the FEEL values known before it.

    One pass in order: a condition sees earlier answers only, and of those only the ones shown themselves. The values
    are one mapping that grows from question to question.
    """
    questions = tuple(questions)
    seen = {**around, **dict.fromkeys([question.id for question in questions])}
    for question in questions:
        if question.when is not None and question.when(seen) is not True:
            continue
        yield question, seen
        value = answers.get(question.id)
        if value is not None:
            seen[question.id] = _value(question, value)


def _value(question: Question, value: Json) -> Any:
    """Give an answer's FEEL value; one kept from another edition that no longer fits counts as not given."""
    try:
        return question.type.feel(value)
    except VALUES_DO_NOT_FIT:
        return None


def _walk_row(group: Question, row: Answers, around: Mapping[str, Any]) -> Iterator[tuple[Question, dict[str, Any]]]:
    return _walk(group.type.questions, row, around) if isinstance(group.type, Group) else iter(())


def _rows(answers: Answers, group: str) -> list[Answers]:
    return answers.get(group) or []


def _visible(shown: Iterable[tuple[Question, Any]], row: Answers) -> dict[str, Json]:
    return {question.id: row[question.id] for question, _ in shown if row.get(question.id) is not None}


def _find_ask(question: Question, draft: Draft, around: Mapping[str, Any]) -> Ask | None:
    if not isinstance(question.type, Group):
        return None if question.id in draft.answers else Ask(question.id, question)
    given = _rows(draft.answers, question.id)
    for number, row in enumerate(given):
        for inner, _ in _walk_row(question, row, around):
            if inner.id not in row:
                return Ask(f"{question.id}.{number}.{inner.id}", inner, row=number)
    first = next((inner for inner, _ in _walk_row(question, {}, around)), None)
    if len(given) < question.type.min and first:
        return Ask(f"{question.id}.{len(given)}.{first.id}", first, row=len(given))
    if question.id in draft.closed or len(given) >= question.type.max:
        return None
    return Ask(question.id, question, "another", row=len(given))


def _checked(question: Question, value: Json, today: date) -> Json:
    if value is not None and value != "":
        return question.type.check(value, today)
    if not question.optional:
        raise Refused("answer.missing")
    return None


def _answer_in_row(service: Service, draft: Draft, path: str, value: Json) -> Draft:
    id, number, inner = path.split(".")
    group = get_question(service, id).type
    if isinstance(group, Group) and int(number) >= group.max:
        raise Refused("answer.too_many", max=group.max)
    given = [dict(row) for row in _rows(draft.answers, id)]
    given += [{} for _ in range(int(number) + 1 - len(given))]
    given[int(number)][inner] = value
    return replace(draft, answers={**draft.answers, id: given})


def _set_rows_open(draft: Draft, id: str, group: Group, *, more: bool) -> Draft:
    """Start another row, or close the group."""
    given = _rows(draft.answers, id)
    if more and len(given) >= group.max:
        raise Refused("answer.too_many", max=group.max)
    if not more and len(given) < group.min:
        raise Refused("answer.too_few", min=group.min)
    rows = [*given, {}] if more else given
    return Draft({**draft.answers, id: rows}, draft.closed - {id} if more else draft.closed | {id})

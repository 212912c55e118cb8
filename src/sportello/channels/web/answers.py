"""Answers given so far, as pages list them: in words, with where to change each."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sportello.actions import drafts, files
from sportello.core import interview, showing
from sportello.core.actors import Actor
from sportello.core.questions import File, Group, Json, Question
from sportello.core.services import Service
from sportello.core.texts import say


@dataclass(frozen=True)
class Line:
    """One answer: what was asked, what was said (lines of text), the path to change it."""

    path: str
    asked: str
    said: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """One row of a group: its number from 0, what it is called, its answers, whether any is missing."""

    number: int
    name: str
    lines: tuple[Line, ...]
    is_complete: bool


@dataclass(frozen=True)
class Section:
    """Answers that stand together: single ones, or a group (its line names it) with its rows."""

    lines: tuple[Line, ...] = ()
    group: Line | None = None
    rows: tuple[Row, ...] = ()


def list_sections(opened: drafts.Open, by: Actor) -> list[Section]:
    """List all answers of a draft that are shown, in order."""
    sections: list[Section] = []
    for question in interview.path(opened.service, opened.draft):
        line = _line(question, question.id, opened.draft.answers.get(question.id), opened.language, by)
        if isinstance(question.type, Group):
            sections.append(Section(group=line, rows=tuple(list_rows(opened, question, by))))
        elif sections and sections[-1].group is None:
            sections[-1] = Section((*sections[-1].lines, line))
        else:
            sections.append(Section((line,)))
    return sections


def list_rows(opened: drafts.Open, group: Question, by: Actor) -> list[Row]:
    """List the rows of a group."""
    given = opened.draft.answers.get(group.id) or []
    shown = interview.rows(opened.service, opened.draft, group)
    return [
        _row(opened, group, number, inner, row, by)
        for number, (inner, row) in enumerate(zip(shown, given, strict=True))
    ]


def list_lines(service: Service, answers: Mapping[str, Json], names: Mapping[str, str], language: str) -> list[Line]:
    """List the answers of an application as sent; `names` are those of its files by id."""
    lines = []
    for question in service.questions:
        if answers.get(question.id) is not None:
            said = _say_sent(question, answers[question.id], names, language)
            lines.append(Line(question.id, say(question.ask, language), said))
    return lines


def _row(opened: drafts.Open, group: Question, number: int, inner: list[Question], row: Any, by: Actor) -> Row:
    each = say(group.type.each, opened.language) if isinstance(group.type, Group) else ""
    lines = [
        _line(question, f"{group.id}.{number}.{question.id}", row.get(question.id), opened.language, by)
        for question in inner
    ]
    return Row(number, f"{each} {number + 1}".strip(), tuple(lines), all(question.id in row for question in inner))


def _line(question: Question, path: str, value: Json, language: str, by: Actor) -> Line:
    names = {}
    if isinstance(question.type, File) and value:
        names = {str(file.id): file.name for file in files.describe(value, by=by)}
    said = () if value is None or isinstance(question.type, Group) else say_answer(question, value, names, language)
    return Line(path, say(question.ask, language), said)


def _say_sent(question: Question, value: Json, names: Mapping[str, str], language: str) -> tuple[str, ...]:
    if not isinstance(question.type, Group):
        return say_answer(question, value, names, language)
    return tuple(
        ", ".join(
            part
            for inner in question.type.questions
            if row.get(inner.id) is not None
            for part in say_answer(inner, row[inner.id], names, language)
        )
        for row in value
    )


def say_answer(question: Question, value: Json, names: Mapping[str, str], language: str) -> tuple[str, ...]:
    """Say an answer in lines, files by their names."""
    if isinstance(question.type, File):
        return tuple(names.get(id, "…") for id in value)
    return showing.show_answer(question, value, language)

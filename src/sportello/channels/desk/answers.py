"""What an applicant answered, as staff read it: in words, with the files to open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sportello.actions.files import Stored
from sportello.core import showing
from sportello.core.questions import File, Group, Json, Question
from sportello.core.texts import say


@dataclass(frozen=True)
class Line:
    """One answer: what was asked, what was said in lines of text, the files it is made of."""

    id: str
    asked: str
    said: tuple[str, ...]
    files: tuple[Stored, ...] = ()


def list_lines(
    questions: Sequence[Question], answers: Mapping[str, Json], stored: Sequence[Stored], language: str
) -> list[Line]:
    """List the answers in the order of the questions; those that were not given are left out."""
    by_id = {str(file.id): file for file in stored}
    return [
        _line(question, answers[question.id], by_id, language)
        for question in questions
        if answers.get(question.id) is not None
    ]


def list_added(lines: Sequence[Line], stored: Sequence[Stored]) -> list[Stored]:
    """List the files that came later: no answer names them."""
    named = {file.id for line in lines for file in line.files}
    return [file for file in stored if file.id not in named]


def _line(question: Question, value: Json, files: Mapping[str, Stored], language: str) -> Line:
    asked = say(question.ask, language)
    if isinstance(question.type, File):
        return Line(question.id, asked, (), tuple(files[id] for id in value if id in files))
    if isinstance(question.type, Group):
        return Line(question.id, asked, tuple(_say_row(question.type, row, language) for row in value))
    return Line(question.id, asked, showing.show_answer(question, value, language))


def _say_row(group: Group, row: Mapping[str, Json], language: str) -> str:
    given = (inner for inner in group.questions if row.get(inner.id) is not None)
    return ", ".join(part for inner in given for part in showing.show_answer(inner, row[inner.id], language))

"""How policy came to its decision, in words: each row that held, what it asked and what it found."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from babel import numbers

from sportello import words
from sportello.actions.desk import Opened
from sportello.core import showing
from sportello.core.texts import say


@dataclass(frozen=True)
class Found:
    """One condition of a row: what was looked at, what it had to be, what it was."""

    input: str
    test: str
    value: str


@dataclass(frozen=True)
class Row:
    """One row that held: its table, its line in the table's file, its conditions and notes."""

    table: str
    line: int
    found: tuple[Found, ...]
    notes: tuple[str, ...]


def list_rows(opened: Opened, language: str) -> list[Row]:
    """List the rows that decided, in order."""
    asked = {question.id: say(question.ask, language) for question in opened.service.questions}
    return [
        Row(
            table=one.table,
            line=one.row,
            found=tuple(
                Found(asked.get(each.input, each.input), each.test, _show(each.input, each.value, opened, language))
                for each in one.conditions
            ),
            notes=tuple(text for _, text in one.notes if text),
        )
        for one in opened.explained
    ]


def list_outputs(opened: Opened, outputs: Mapping[str, Any], language: str, currency: str) -> list[tuple[str, str]]:
    """List what is granted, by the names people know, each as it is written."""
    return [
        (say(output.names, language), showing.show_output(output, outputs[name], language, currency))
        for name, output in opened.service.outputs.items()
        if outputs.get(name) is not None
    ]


def _show(input: str, value: Any, opened: Opened, language: str) -> str:
    question = next((one for one in opened.service.questions if one.id == input), None)
    if question is not None and opened.answers.get(input) is not None and question.type.kind in ("choice", "choices"):
        return question.type.show(opened.answers[input], language)
    return show_value(value, language)


def show_value(value: Any, language: str) -> str:
    """Write a value of FEEL for people."""
    if isinstance(value, Mapping):
        value = [f"{name}: {show_value(each, language)}" for name, each in value.items() if each is not None]
    if isinstance(value, list | tuple):
        return ", ".join(show_value(each, language) for each in value)
    if value is None:
        return words.say(language, "desk-nothing")
    if isinstance(value, bool):
        return words.say(language, "desk-yes" if value else "desk-no")
    if isinstance(value, Decimal):
        return str(numbers.format_decimal(value, "#,##0.######", locale=language))
    return showing.show_date(language, value) if isinstance(value, date) else str(value)

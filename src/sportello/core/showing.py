"""Answers and values of a decision as people of a language read them (Babel). Knows no page."""

from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import dates, numbers

from sportello.core import interview
from sportello.core.questions import Address, Choices, Date, Json, Person, Question
from sportello.core.services import Output
from sportello.core.texts import say


@lru_cache(maxsize=4096)
def show_date(language: str, value: date, length: str = "long") -> str:
    """Write a date: `May 4, 2020`, `4 de mayo de 2020`; at `medium` length as tables have it, `4 may 2020`.

    Pages repeat the same few days, and Babel takes some 50 µs for one.
    """
    return str(dates.format_date(value, length, locale=language))


def show_instant(language: str, value: datetime) -> str:
    """Write a local date and time for a message: `May 4, 2020, 5:30 PM`, `4 maggio 2020, 17:30`.

    Its spaces are plain: a narrow one, as Babel puts before PM, would double what a text message costs.
    """
    time = dates.format_time(value, "short", tzinfo=value.tzinfo, locale=language)
    return f"{show_date(language, value)}, {time}".replace("\u202f", " ")


def show_output(output: Output, value: Any, language: str, currency: str) -> str:
    """Write one output of a decision as its service declares it; an absent one is an empty text."""
    if value is None:
        return ""
    match output.type:
        case "money":
            return str(numbers.format_currency(Decimal(str(value)), currency, locale=language))
        case "number":
            return str(numbers.format_decimal(Decimal(str(value)), locale=language))
        case "date":
            return show_date(language, date.fromisoformat(str(value)))
        case _:
            return str(value)


def show_answer(question: Question, value: Json, language: str) -> tuple[str, ...]:
    """Say an answer in lines; one kept from another edition that no longer fits is shown as it is.

    Unlike the type's own `show` it need not be readable back: names stand as people write them.
    """
    try:
        return _show_fitting(question, value, language)
    except interview.VALUES_DO_NOT_FIT:
        return (str(value),)


def _show_fitting(question: Question, value: Json, language: str) -> tuple[str, ...]:
    kind = question.type
    match kind:
        case Choices():
            return tuple(say(kind.options[id], language) for id in value) or (kind.show(value, language),)
        case Person():
            born = [Date().show(value["birth_date"], language)] if value.get("birth_date") else []
            return (f"{value['given_name']} {value['family_name']}", *born)
        case Address():
            return tuple(part[:1].upper() + part[1:] for part in kind.show(value, language).split(", "))
    return tuple(kind.show(value, language).splitlines())

"""Values of a decision in words: dates, amounts, numbers as people of a language write them (Babel). Knows no page."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from babel import dates, numbers

from sportello.core.services import Output


def show_date(language: str, value: date) -> str:
    """Write a date: `May 4, 2020`, `4 de mayo de 2020`."""
    return str(dates.format_date(value, "long", locale=language))


def show_instant(language: str, value: datetime) -> str:
    """Write a local date and time."""
    return str(dates.format_datetime(value, "long", tzinfo=value.tzinfo, locale=language).rsplit(":", 1)[0])


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

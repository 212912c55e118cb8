"""Pages from templates: what every template may say, in the visitor's language. Knows no particular page."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache, partial
from typing import Any

from babel import dates, numbers
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from sportello import words
from sportello.actions import city as at_home
from sportello.actions import live
from sportello.channels.pages import display, languages, visitors
from sportello.core import showing, texts
from sportello.core.errors import Refused
from sportello.core.profile import Profile
from sportello.store.away import AWAY


def show(
    request: HttpRequest, template: str, /, *, status: int = 200, language: str | None = None, **facts: Any
) -> HttpResponse:
    """Show a page, in the visitor's language unless another is given."""
    language = language or languages.of(request)
    return render(request, template, {**around(request, language), **facts}, status=status)


def around(request: HttpRequest, language: str) -> dict[str, Any]:
    """Give what the layout and every template may use."""
    return {
        **phrases(language),
        "city": find_profile(),
        "languages": [(code, languages.name(code)) for code in languages.spoken()],
        "here": request.get_full_path(),
        "now": at_home.now(),
        **_visitor(request),
        "demo": getattr(settings, "DEMO", False),
        "has_outbox": at_home.current().outbox is not None,
    }


def _visitor(request: HttpRequest) -> dict[str, Any]:
    """Tell who visits; a stranger, while the database is away: the page that says so has to be shown."""
    try:
        return {
            "is_known": visitors.is_known(request),
            "display": display.of(request),
            "account_name": getattr(getattr(request, "user", None), "name", ""),
            "acting_for": visitors.name_acted_for(request),
        }
    except AWAY:
        return {"is_known": False, "display": (), "account_name": "", "acting_for": ""}


def phrases(language: str) -> dict[str, Any]:
    """Give the ways templates say things in a language."""
    return {
        "language": language,
        "say": partial(words.say, language),
        "has_words": words.has,
        "refusal": partial(words.refusal, language),
        "text": lambda text: texts.say(text, language) if isinstance(text, Mapping) else text,
        "day": lambda value: showing.show_date(language, _local_day(value)),
        "moment": lambda value: show_moment(_local_minute(value), language),
        "hour": lambda value: show_hour(value, language),
        "money": lambda amount, currency: numbers.format_currency(Decimal(str(amount)), currency, locale=language),
        "figure": lambda number: numbers.format_decimal(number, locale=language),
        "length": lambda days: dates.format_timedelta(timedelta(days=days), locale=language),
        "size": lambda count: show_size(count, language),
    }


def find_profile() -> Profile | None:
    """Find the city's profile; None before it is published."""
    try:
        return live.profile()
    except Refused:
        return None


@lru_cache(maxsize=4096)
def show_moment(value: datetime, language: str) -> str:
    """Write a local date and time without seconds."""
    return f"{dates.format_date(value, 'long', language)}, {dates.format_time(value, 'short', locale=language)}"


def show_hour(begins: datetime, language: str) -> str:
    """Write that something was within the hour that begins at this instant: more is not kept."""
    start, end = (_local_minute(one) for one in (begins, begins + timedelta(hours=1)))
    first, last = (dates.format_time(one, "short", locale=language) for one in (start, end))
    return words.say(language, "pages-within", day=start.date(), first=first, last=last)


def show_size(count: int, language: str) -> str:
    """Write how large a file is: `4 KB`, `1.2 MB`."""
    if count < 1_000_000:
        return f"{numbers.format_decimal(max(1, round(count / 1000)), locale=language)} KB"
    return f"{numbers.format_decimal(Decimal(count) / 1_000_000, '#,##0.0', locale=language)} MB"


def _local_minute(value: datetime) -> datetime:
    """Give what the city's clocks show, without a zone: instants that are equal in two zones look different."""
    return live.local(value).replace(second=0, microsecond=0, tzinfo=None)


def _local_day(value: date) -> date:
    return live.local(value).date() if isinstance(value, datetime) else value

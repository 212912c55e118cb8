"""Which language a visitor reads: what they chose, else what their browser asks for, else the city's first."""

from functools import cache, lru_cache

from babel import Locale, negotiate_locale
from django.http import HttpRequest, HttpResponse

from sportello import words
from sportello.actions import live
from sportello.channels.pages import choices
from sportello.core.errors import Refused

COOKIE = "language"
LONGEST = 500  # characters of a header that are looked at, and remembered


def spoken() -> tuple[str, ...]:
    """List the city's languages; those of the product before a city is published."""
    try:
        return live.profile().languages
    except Refused:
        return words.LANGUAGES


def of(request: HttpRequest) -> str:
    """Give the language to answer this request in."""
    return choose(request.COOKIES.get(COOKIE), request.headers.get("Accept-Language", ""), spoken())


def choose(chosen: str | None, header: str, known: tuple[str, ...]) -> str:
    """Give the known language that was chosen, else the best for an Accept-Language header, else the first."""
    return chosen if chosen in known else find_preferred(header[:LONGEST], known) or known[0]


@lru_cache(maxsize=1000)
def find_preferred(header: str, known: tuple[str, ...]) -> str | None:
    """Find the best of the known languages for an Accept-Language header (RFC 9110, 12.5.4)."""
    wanted = []
    for part in header.split(","):
        tag, _, quality = part.strip().partition(";q=")
        try:
            wanted.append((-float(quality or 1), tag))
        except ValueError:
            continue
    return negotiate_locale([tag for _, tag in sorted(wanted, key=lambda one: one[0])], known, sep="-")


def remember(response: HttpResponse, language: str) -> None:
    """Let the visitor's browser keep the choice."""
    choices.remember(response, COOKIE, language)


@cache
def name(language: str) -> str:
    """Name a language in itself: `español`, with a capital."""
    shown = Locale.parse(language, sep="-").get_display_name(language) or language
    return shown[:1].upper() + shown[1:]

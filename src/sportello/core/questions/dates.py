"""Questions answered with a date. Reads ISO dates, the language's own order, and months by name."""

import re
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Self

from babel import dates

from sportello.core import feel
from sportello.core.errors import Refused
from sportello.core.profile import Profile
from sportello.core.questions import tongues
from sportello.core.questions.base import Json, Settings, Single, wrong_type

ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
NORMAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NUMERIC = re.compile(r"(\d{1,2})[./ -](\d{1,2})[./ -](\d{4})")
TOKENS = re.compile(r"\d+|[^\W\d_]+")
SMALL_WORDS = frozenset({"de", "del", "of", "the", "di", "el", "il", "st", "nd", "rd", "th", "o", "a"})
TODAY = "today"


def read_date(text: str, language: str) -> date:
    """Read a date as typed, its year in four digits. Refused `answer.date_unclear` when unsure."""
    typed = text.strip()
    parts = _find_iso(typed) or _find_numeric(typed, language) or _find_named(typed, language)
    try:
        return date(*parts) if parts else date(0, 0, 0)
    except ValueError:
        example = show_date(date(2020, 12, 31), language)
        raise Refused("answer.date_unclear", example=example, short=short_example(language)) from None


def show_date(day: date, language: str) -> str:
    """Say a date with the month by name."""
    return dates.format_date(day, "long", tongues.locale(language))


def month_first(language: str) -> bool:
    """Tell whether the language writes the month before the day."""
    pattern = dates.get_date_format("short", tongues.locale(language)).pattern
    return pattern.lower().find("m") < pattern.lower().find("d")


def _find_iso(typed: str) -> tuple[int, int, int] | None:
    found = ISO.fullmatch(typed)
    return (int(found[1]), int(found[2]), int(found[3])) if found else None


def _find_numeric(typed: str, language: str) -> tuple[int, int, int] | None:
    found = NUMERIC.fullmatch(typed)
    if not found:
        return None
    first, second, year = (int(part) for part in found.groups())
    month, day = (first, second) if month_first(language) else (second, first)
    return (year, day, month) if month > 12 >= day else (year, month, day)


def _find_named(typed: str, language: str) -> tuple[int, int, int] | None:
    words = [word for word in TOKENS.findall(tongues.plain(typed)) if word not in SMALL_WORDS]
    figures = [word for word in words if word.isdigit()]
    names = [word for word in words if not word.isdigit()]
    month = _find_month(names[0], language) if len(names) == 1 else None
    if month is None or len(figures) != 2 or sorted(len(figure) == 4 for figure in figures) != [False, True]:
        return None
    day, year = sorted((int(figure) for figure in figures), key=lambda figure: figure > 31)
    return (year, month, day)


def _find_month(word: str, language: str) -> int | None:
    """Find a month by its name or the first three letters or more of it."""
    spoken = dates.get_month_names("wide", locale=tongues.locale(language))
    found = [month for month, name in spoken.items() if len(word) >= 3 and tongues.plain(name).startswith(word)]
    return found[0] if len(found) == 1 else None


def short_example(language: str) -> str:
    """Show how the language writes a date in figures."""
    return "12/31/2020" if month_first(language) else "31/12/2020"


def check_date(value: Json) -> date:
    """Check that JSON gives an ISO 8601 date."""
    if not isinstance(value, str):
        raise wrong_type("date")
    text = value.strip()
    if not text:
        raise Refused("answer.missing")
    try:
        return date.fromisoformat(text) if NORMAL.fullmatch(text) else date(*_find_iso(text) or (0, 0, 0))
    except ValueError:
        raise Refused("answer.date_invalid") from None


def _day(bound: str | None, today: date) -> date | None:
    return today if bound == TODAY else date.fromisoformat(bound) if bound else None


@dataclass(frozen=True)
class Date(Single):
    """A day, between bounds that may be `today`."""

    kind: ClassVar[str] = "date"
    min: str | None = None
    max: str | None = None
    settings: ClassVar[tuple[str, ...]] = ("min", "max")

    @classmethod
    def build(cls, values: Settings, profile: Profile) -> Self:
        bounds = [cls._bound(values, name) for name in ("min", "max")]
        if TODAY not in bounds:
            values.check_bounds(*bounds)
        return cls(*bounds)

    @staticmethod
    def _bound(values: Settings, name: str) -> str | None:
        bound = values.values.get(name)
        if bound is None:
            return None
        if bound == TODAY:
            return TODAY
        try:
            return date.fromisoformat(str(bound)).isoformat()
        except ValueError:
            raise values.invalid(name, "a date such as 2020-12-31, or today") from None

    @property
    def feel_type(self) -> feel.Type:
        return feel.DATE

    def read(self, text: str, locale: str) -> Json:
        return read_date(text, locale).isoformat()

    def check(self, value: Json, today: date) -> Json:
        day = check_date(value)
        low, high = _day(self.min, today), _day(self.max, today)
        if low and day < low:
            raise Refused("answer.too_early", min=low)
        if high and day > high:
            raise Refused("answer.too_late", max=high)
        return day.isoformat()

    def feel(self, value: Json) -> date:
        return date.fromisoformat(value)

    def show(self, value: Json, locale: str) -> str:
        return show_date(date.fromisoformat(value), locale)

    def schema(self, language: str) -> dict[str, Json]:
        return {"type": "string", "format": "date"}

    def coarse(self, value: Json) -> Json:
        """Keep the decade: `1980-1989`."""
        decade = int(value[:4]) // 10 * 10
        return f"{decade}-{decade + 9}"

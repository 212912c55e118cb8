"""What the product says, in each language: Fluent catalogues, `LANGUAGE/ROOM.ftl`. Knows no city.

A refusal `answer.too_small` is worded by the message `answer-too-small`, filled with the refusal's facts.
"""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

from babel import dates, numbers
from fluent.runtime import FluentBundle, FluentResource, resolver

from sportello.core import texting, texts
from sportello.core.errors import Refused

HERE = Path(__file__).parent
LANGUAGES = tuple(sorted(folder.name for folder in HERE.iterdir() if any(folder.glob("*.ftl"))))
FALLBACK = "en"
resolver.MAX_PART_LENGTH = 10_000_000
"""Characters of a fact. Fluent refuses more than 2,500, lest messages of strangers grow of themselves. These are ours,
and whoever types more is to be told so, not failed."""
BEFORE_VOWEL = re.compile(r"\b(il|al|dal|del) (?=(?:8|11) [a-z])")


def learn() -> None:
    """Read all catalogues, before anybody waits for it: each takes over a tenth of a second."""
    for language in LANGUAGES:
        _load(language)


def say(language: str, id: str, /, **facts: Any) -> str:
    """Say a message in the language (`es`, `es-MX`; one not spoken here is English).

    Raises KeyError for an unknown message and for a fact that the message needs and was not given.
    """
    spoken = _spoken(language)
    return _say(spoken, id, _filled(language, facts)) if facts else _say_plain(spoken, id)


def text(language: str, id: str, /, **facts: Any) -> texting.Text:
    """Say a message as a text for a phone, in one line, and what it is made of."""
    parameters = {name: _one_line(_fact(language, value)) for name, value in facts.items()}
    return texting.Text(id, _spoken(language), parameters, _one_line(say(language, id, **facts)))


def _one_line(said: Any) -> str:
    return " ".join(str(said).split())


@cache
def _say_plain(language: str, id: str) -> str:
    """Say a message without facts, once: a page of the desk has hundreds, and each takes Fluent some 10 µs."""
    return _say(language, id, {})


def _say(language: str, id: str, facts: dict[str, Any]) -> str:
    bundle = _load(language)
    message = bundle.get_message(id)
    if message.value is None:
        raise KeyError(id)
    said, errors = bundle.format_pattern(message.value, facts)
    if errors:
        raise KeyError(f"{id}: {errors[0]}")
    return _elide(str(said)) if language == "it" else str(said)


def _elide(text: str) -> str:
    """Write Italian days that begin with a vowel as they are said: `l'8 dicembre`, `dall'11 maggio`."""
    return BEFORE_VOWEL.sub(lambda found: "l'" if found[1] == "il" else f"{found[1]}l'", text)


def refusal(language: str, refused: Refused) -> str:
    """Say why something was refused; a refusal without words of its own is still told, by its code."""
    id = name(refused.code)
    if not has(id):
        return say(language, "refused-other", code=refused.code)
    return say(language, id, **refused.facts)


def name(code: str) -> str:
    """Name the message of a refusal's code: `answer.too_small` is `answer-too-small`."""
    return code.replace(".", "-").replace("_", "-")


def has(id: str) -> bool:
    """Tell whether there is such a message."""
    return bool(_load(FALLBACK).has_message(id))


def _spoken(language: str) -> str:
    base = language.partition("-")[0]
    return base if base in LANGUAGES else FALLBACK


@cache
def _load(language: str) -> FluentBundle:
    functions: dict[str, Any] = {"SIZE": partial(_size, language)}
    bundle = FluentBundle([language], functions=functions, use_isolating=False)
    for path in sorted((HERE / language).glob("*.ftl")):
        bundle.add_resource(FluentResource(path.read_text(encoding="utf-8")))
    return bundle


def _filled(language: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _fact(language, value) for name, value in facts.items()}


def _fact(language: str, value: Any) -> Any:
    """Make a fact sayable: dates in words, texts in the language, lists by commas; Fluent formats numbers."""
    if isinstance(value, date):
        return dates.format_date(value, "long", _spoken(language))
    if isinstance(value, Mapping):
        return texts.say(value, language)
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(str(_fact(language, each)) for each in value)
    return value if isinstance(value, (int, float, Decimal)) else "none" if value is None else str(value)


def _size(language: str, size: Any) -> str:
    """Say how large a file is: `SIZE($largest)` in a message gives `10 MB`."""
    return numbers.format_decimal(Decimal(int(size)) / 1024**2, "#,##0.#", language) + " MB"

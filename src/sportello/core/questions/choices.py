"""Answers by choosing: yes or no, one of several, some. A choice is named by number, id or label."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar, Self

from sportello.core import feel
from sportello.core.errors import Refused
from sportello.core.profile import Profile
from sportello.core.questions import matching, tongues
from sportello.core.questions.base import Json, Settings, Single, wrong_type
from sportello.core.texts import Text, say

NOTHING = "-"


def find_option(text: str, options: Mapping[str, Text], language: str) -> str | None:
    """Find the option meant by an id, a label in the language, or its number counted from 1."""
    labels = {id: (say(label, language),) for id, label in options.items()}
    found = matching.find(text, labels)
    number = text.strip().rstrip(".)")
    if found is None and number.isdecimal() and len(number) < 5 and 1 <= int(number) <= len(options):
        return list(options)[int(number) - 1]
    return found


def labels(options: Mapping[str, Text], language: str) -> str:
    """List the labels for a refusal that says what may be answered."""
    return ", ".join(say(label, language) for label in options.values())


def check_option(value: Json, options: Mapping[str, Text]) -> str:
    """Check that JSON gives the id of an option."""
    if not isinstance(value, str):
        raise wrong_type("option")
    if not value:
        raise Refused("answer.missing")
    if value not in options:
        raise Refused("answer.choice_unknown", options=", ".join(options))
    return value


def read_options(values: Settings) -> Mapping[str, Text]:
    """Read the options of a pack's question: at least one."""
    options: Any = values.need("options")
    if not isinstance(options, Mapping) or not options:
        raise values.invalid("options", "a mapping of ids to texts")
    return dict(options)


@dataclass(frozen=True)
class YesNo(Single):
    """Yes or no."""

    kind: ClassVar[str] = "yes_no"
    settings: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def build(cls, values: Settings, profile: Profile) -> Self:
        return cls()

    @property
    def feel_type(self) -> feel.Type:
        return feel.BOOLEAN

    def read(self, text: str, locale: str) -> Json:
        yes, no = tongues.says(text, tongues.YES, locale), tongues.says(text, tongues.NO, locale)
        if yes == no:
            raise Refused("answer.yes_no_unclear")
        return yes

    def check(self, value: Json, today: date) -> Json:
        """Check true or false; the texts `true` and `false` stand for them, as in YAML and forms."""
        if isinstance(value, str) and value in ("true", "false"):
            return value == "true"
        if not isinstance(value, bool):
            raise Refused("answer.missing") if value == "" else wrong_type("yes_no")
        return value

    def feel(self, value: Json) -> bool:
        return bool(value)

    def show(self, value: Json, locale: str) -> str:
        words = tongues.YES if value else tongues.NO
        return words.get(locale[:2], words["en"])[0].capitalize()

    def schema(self, language: str) -> dict[str, Json]:
        return {"type": "boolean"}

    def coarse(self, value: Json) -> Json:
        return value


@dataclass(frozen=True)
class Choice(Single):
    """One of several options."""

    kind: ClassVar[str] = "choice"
    options: Mapping[str, Text]
    settings: ClassVar[tuple[str, ...]] = ("options",)

    @classmethod
    def build(cls, values: Settings, profile: Profile) -> Self:
        return cls(read_options(values))

    @property
    def feel_type(self) -> feel.Type:
        return feel.choice(*self.options)

    def read(self, text: str, locale: str) -> Json:
        found = find_option(text, self.options, locale)
        if found is None:
            raise Refused("answer.choice_unclear", options=labels(self.options, locale))
        return found

    def check(self, value: Json, today: date) -> Json:
        return check_option(value, self.options)

    def feel(self, value: Json) -> str:
        return str(value)

    def show(self, value: Json, locale: str) -> str:
        return say(self.options[value], locale)

    def schema(self, language: str) -> dict[str, Json]:
        return {"oneOf": [{"const": id, "title": say(label, language)} for id, label in self.options.items()]}

    def coarse(self, value: Json) -> Json:
        return value


@dataclass(frozen=True)
class Choices(Single):
    """Some of several options, kept in the order of the options so that equal answers are equal."""

    kind: ClassVar[str] = "choices"
    options: Mapping[str, Text]
    min: int = 0
    max: int | None = None
    settings: ClassVar[tuple[str, ...]] = ("options", "min", "max")

    @classmethod
    def build(cls, values: Settings, profile: Profile) -> Self:
        low, high = values.get_count("min", 0, lowest=0), values.find_whole("max")
        values.check_bounds(low, high)
        return cls(read_options(values), low, high)

    @property
    def feel_type(self) -> feel.Type:
        return feel.list_of(feel.choice(*self.options))

    def read(self, text: str, locale: str) -> Json:
        """Read choices parted by commas, semicolons or lines; `none` or `-` is no choice."""
        if text.strip() == NOTHING or tongues.says(text, tongues.NONE, locale):
            return []
        alone = matching.find_exact(text, {id: (say(label, locale),) for id, label in self.options.items()})
        found = {alone} if alone else self._find_parts(text, locale)
        if not found or None in found:
            raise Refused("answer.choice_unclear", options=labels(self.options, locale))
        return [id for id in self.options if id in found]

    def _find_parts(self, text: str, language: str) -> set[str | None]:
        parts = re.split(r"[;\n]" if ";" in text else r"[,\n]", text)
        return {find_option(part, self.options, language) for part in parts if part.strip()}

    def check(self, value: Json, today: date) -> Json:
        if not isinstance(value, list):
            raise wrong_type("options")
        chosen = {check_option(id, self.options) for id in value}
        if len(chosen) < self.min:
            raise Refused("answer.too_few", min=self.min)
        if self.max is not None and len(chosen) > self.max:
            raise Refused("answer.too_many", max=self.max)
        return [id for id in self.options if id in chosen]

    def feel(self, value: Json) -> list[str]:
        return list(value)

    def show(self, value: Json, locale: str) -> str:
        return "; ".join(say(self.options[id], locale) for id in value) or NOTHING

    def schema(self, language: str) -> dict[str, Json]:
        option = {"oneOf": [{"const": id, "title": say(label, language)} for id, label in self.options.items()]}
        most = {} if self.max is None else {"maxItems": self.max}
        return {"type": "array", "items": option, "uniqueItems": True, "minItems": self.min, **most}

    def coarse(self, value: Json) -> Json:
        return value

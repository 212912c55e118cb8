"""What every question and every type of question is. Knows no particular type, no channel."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar, Protocol

from rapidfuzz import fuzz, process

from sportello.core import feel
from sportello.core.errors import Refused
from sportello.core.texts import Text

Json = Any
"""An answer as kept and exchanged: what JSON can say, amounts and dates as text (table in docs/pack.md)."""


Condition = feel.Expression
"""A condition over the answers so far; it holds when it gives true, and neither for false nor for null."""


class QuestionType(Protocol):
    """How answers of one kind are read, checked and shown. A locale is a language tag: `es`, `en-GB`."""

    kind: ClassVar[str]

    @property
    def feel_type(self) -> feel.Type:
        """Say what policies know of an answer."""

    @property
    def parts(self) -> tuple[str, ...]:
        """Name what an answer is made of, in the order to ask; nothing when it is one thing."""

    def read(self, text: str, locale: str) -> Json:
        """Read what a person typed or said, still to be checked. Refused `answer.…` when unsure."""

    def read_part(self, part: str, text: str, locale: str) -> Json:
        """Read what a person typed for one of the `parts`."""

    def check(self, value: Json, today: date) -> Json:
        """Check an answer and give it in its normal form. Refused `answer.…` when it does not do."""

    def feel(self, value: Json) -> Any:
        """Give a checked answer as FEEL sees it."""

    def show(self, value: Json, locale: str) -> str:
        """Say a checked answer in words that `read` understands."""

    def schema(self, language: str) -> dict[str, Json]:
        """Describe answers as JSON Schema 2020-12."""

    def coarse(self, value: Json) -> Json:
        """Give what statistics may keep of a checked answer; None is nothing."""


@dataclass(frozen=True)
class Question:
    """One thing a service asks.

    `when` hides the question unless it gives true. `once` names what may be offered to the same person again. `about`
    says of which of two applicants it asks (`applicant`, `co_applicant`); empty where the answer is shared.
    """

    id: str
    type: QuestionType
    ask: Text
    help: Text = field(default_factory=dict)
    when: Condition | None = None
    optional: bool = False
    once: str | None = None
    statistics: bool = False
    about: str = ""

    @property
    def is_always_asked(self) -> bool:
        """Tell whether every application has an answer to it."""
        return self.when is None and not self.optional

    @property
    def feel_type(self) -> feel.Type:
        """Say what policies know of the answer; it may be missing unless it is always asked."""
        return self.type.feel_type if self.is_always_asked else feel.optional(self.type.feel_type)


class Single:
    """An answer that is one thing, without parts."""

    @property
    def parts(self) -> tuple[str, ...]:
        return ()

    def read_part(self, part: str, text: str, locale: str) -> Json:
        raise Refused("answer.part_unknown", part=part)


class Settings:
    """The settings a pack gives a question type; texts such as `"20"` stand for what they say."""

    def __init__(self, kind: str, values: Mapping[str, Any], known: tuple[str, ...]) -> None:
        self.kind = kind
        self.values = values
        for name in values:
            if name not in known:
                raise Refused("pack.setting_unknown", kind=kind, setting=name, nearest=nearest(name, known))

    def need(self, name: str) -> Any:
        """Get a setting that must be there."""
        if self.values.get(name) is None:
            raise Refused("pack.setting_missing", kind=self.kind, setting=name)
        return self.values[name]

    def find_whole(self, name: str, default: int | None = None) -> int | None:
        """Find a whole number."""
        number = self.find_number(name)
        if number is None:
            return default
        if number != number.to_integral_value():
            raise self.invalid(name, "a whole number")
        return int(number)

    def get_count(self, name: str, default: int, lowest: int = 1) -> int:
        """Get a whole number that is at least `lowest`."""
        count = self.find_whole(name, default)
        if count is None or count < lowest:
            raise self.invalid(name, f"a whole number from {lowest}")
        return count

    def find_number(self, name: str) -> Decimal | None:
        """Find a number."""
        value = self.values.get(name)
        if value is None:
            return None
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            raise self.invalid(name, "a number") from None
        if not number.is_finite():
            raise self.invalid(name, "a number")
        return number

    def get_flag(self, name: str) -> bool:
        """Get true or false; false when absent."""
        value = str(self.values.get(name, "false")).casefold()
        if value not in ("true", "false"):
            raise self.invalid(name, "true or false")
        return value == "true"

    def check_bounds(self, low: Any, high: Any) -> None:
        """Refuse a `min` above the `max`."""
        if low is not None and high is not None and low > high:
            raise self.invalid("min", "at most the max")

    def invalid(self, name: str, expected: str) -> Refused:
        """Make the refusal of a setting that is not what was expected."""
        return Refused(
            "pack.setting_invalid",
            kind=self.kind,
            setting=name,
            value=self.values.get(name),
            expected=expected,
        )


def nearest(word: str, known: tuple[str, ...]) -> str | None:
    """Find the known word that was probably meant."""
    found = process.extractOne(word, known, scorer=fuzz.ratio, score_cutoff=60)
    return found[0] if found else None


def wrong_type(expected: str) -> Refused:
    """Make the refusal of an answer that is another kind of JSON value than `expected`."""
    return Refused("answer.wrong_type", expected=expected)

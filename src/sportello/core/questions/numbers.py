"""Questions answered with a number: whole numbers, decimals, money. Reads both `1.200,50` and `1,200.50`."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_FLOOR, Decimal, InvalidOperation
from functools import cached_property
from typing import ClassVar, Self

from babel import numbers

from sportello.core import feel
from sportello.core.errors import Refused
from sportello.core.profile import Profile
from sportello.core.questions import tongues
from sportello.core.questions.base import Json, Settings, Single, wrong_type

LARGEST = Decimal(10) ** 15  # beyond, JavaScript and spreadsheets lose digits
SPACES = re.compile(r"[\s'’]")
COUNTED = re.compile(r"(?P<number>[-−+]?\d[\d.,]*|[^\W\d]+)\s+(?P<what>[^\W\d]{3,})")
PLAIN = re.compile(r"-?[0-9]{1,18}(\.[0-9]{1,18})?")


def read_number(text: str, language: str, scale: int) -> Decimal:
    """Read a number as typed by a person.

    Where both separators stand, or one stands twice, the text itself says which is which. A single separator
    before exactly three digits is read as the language has it, or refused when that makes
    more than `scale` decimals.
    """
    typed = SPACES.sub("", "".join(_digit(c) for c in text))
    sign, digits = ("-", typed[1:]) if typed[:1] in ("-", "−") else ("", typed.removeprefix("+"))
    whole, fraction = _split(digits, language, scale)
    if not whole.isascii() or not (whole + fraction).isdigit() or len(whole) > 18 or not fraction.isascii():
        raise _unclear(language, scale)
    return Decimal(f"{sign}{whole}.{fraction or 0}")


def _digit(character: str) -> str:
    value = unicodedata.decimal(character, None)
    return character if value is None else str(value)


def _split(digits: str, language: str, scale: int) -> tuple[str, str]:
    marks = re.findall(r"[.,]", digits)
    if not marks:
        return digits, ""
    head, mark, tail = digits[: digits.rfind(marks[-1])], marks[-1], digits[digits.rfind(marks[-1]) + 1 :]
    if len(marks) == 1 and _is_group(head, tail):
        if mark == numbers.get_group_symbol(tongues.locale(language)):
            return head + tail, ""
        if scale < 3:
            raise _unclear(language, scale)
        return head, tail
    if len(marks) == 1:
        return head, tail
    if len(set(marks)) == 1:
        return _join(digits, mark, language, scale), ""
    return _join(head, marks[0], language, scale), tail


def _is_group(head: str, tail: str) -> bool:
    return len(tail) == 3 and 1 <= len(head) <= 3 and head.strip("0") != ""


def _join(grouped: str, mark: str, language: str, scale: int) -> str:
    first, *rest = grouped.split(mark)
    if not 1 <= len(first) <= 3 or any(len(part) != 3 for part in rest):
        raise _unclear(language, scale)
    return first + "".join(rest)


def _unclear(language: str, scale: int) -> Refused:
    example = Decimal("1200.50") if scale else Decimal(1200)
    shown = numbers.format_decimal(example, "#,##0.00" if scale else None, tongues.locale(language))
    return Refused("answer.number_unclear", example=shown)


def check_number(value: Json, scale: int) -> Decimal:
    """Check that JSON gives a number, as number or as text like `1200.50`, with at most `scale` decimals."""
    if isinstance(value, bool) or not isinstance(value, (int, float, str, Decimal)):
        raise wrong_type("number")
    if isinstance(value, str) and not PLAIN.fullmatch(value.strip()):
        raise wrong_type("number") if value.strip() else Refused("answer.missing")
    try:
        number = Decimal(str(value).strip())
    except (InvalidOperation, ValueError):
        raise wrong_type("number") from None
    if not number.is_finite():
        raise wrong_type("number")
    if abs(number) > LARGEST:
        raise Refused("answer.too_large", max=LARGEST)
    if number != round(number, scale):
        raise Refused("answer.too_precise", scale=scale) if scale else Refused("answer.not_whole")
    return number


def check_range(number: Decimal | int, low: Decimal | None, high: Decimal | None) -> None:
    """Refuse a number outside the bounds, which belong to the range."""
    if low is not None and number < low:
        raise Refused("answer.too_small", min=low)
    if high is not None and number > high:
        raise Refused("answer.too_large", max=high)


YEARS_END = 10_000  # whole numbers below may be years, which are written without a separator


@dataclass(frozen=True)
class Integer(Single):
    """A whole number."""

    kind: ClassVar[str] = "integer"
    min: Decimal | None = None
    max: Decimal | None = None
    settings: ClassVar[tuple[str, ...]] = ("min", "max")

    @classmethod
    def build(cls, values: Settings, profile: Profile) -> Self:
        low, high = values.find_whole("min"), values.find_whole("max")
        values.check_bounds(low, high)
        return cls(None if low is None else Decimal(low), None if high is None else Decimal(high))

    @property
    def feel_type(self) -> feel.Type:
        return feel.number(0, self.min, self.max)

    def read(self, text: str, locale: str) -> Json:
        """Read `4`, `1.200`, `four` and, with one word for what is counted, `4 people`."""
        counted = COUNTED.fullmatch(text.strip())
        if counted and tongues.plain(counted["what"]) not in tongues.MULTIPLIERS:
            text = counted["number"]
        small = tongues.find_small_number(text, locale)
        number = read_number(text, locale, 0) if small is None else Decimal(small)
        return int(check_number(number, 0))

    def check(self, value: Json, today: date) -> Json:
        is_plain = type(value) is int and abs(value) <= LARGEST
        number = value if is_plain else int(check_number(value, 0))
        check_range(number, self.min, self.max)
        return number

    def feel(self, value: Json) -> Decimal:
        return Decimal(value)

    def show(self, value: Json, locale: str) -> str:
        return numbers.format_decimal(value, locale=tongues.locale(locale), group_separator=abs(value) >= YEARS_END)

    def schema(self, language: str) -> dict[str, Json]:
        bounds = {"minimum": self.min, "maximum": self.max}
        return {
            "type": "integer",
            **{name: int(bound) for name, bound in bounds.items() if bound is not None},
        }

    def coarse(self, value: Json) -> Json:
        """Keep numbers to 10; of larger ones the first digit: 34 is 30, 1,234 is 1,000."""
        if abs(value) <= 10:
            return value
        unit = 10 ** (len(str(abs(value))) - 1)
        return value // unit * unit


@dataclass(frozen=True)
class DecimalNumber(Single):
    """A number with at most `scale` decimals, kept as text so that no digit is lost."""

    kind: ClassVar[str] = "decimal"
    min: Decimal | None = None
    max: Decimal | None = None
    scale: int = 2
    settings: ClassVar[tuple[str, ...]] = ("min", "max", "scale")

    @classmethod
    def build(cls, values: Settings, profile: Profile) -> Self:
        low, high = values.find_number("min"), values.find_number("max")
        values.check_bounds(low, high)
        scale = values.get_count("scale", 2, lowest=0)
        if scale > 12:
            raise values.invalid("scale", "a whole number to 12")
        return cls(low, high, scale)

    @property
    def feel_type(self) -> feel.Type:
        return feel.number(self.scale, self.min, self.max)

    def read(self, text: str, locale: str) -> Json:
        return self._text(check_number(read_number(text, locale, self.scale), self.scale))

    def check(self, value: Json, today: date) -> Json:
        is_normal = isinstance(value, str) and self._normal.fullmatch(value)
        number = Decimal(value) if is_normal else check_number(value, self.scale)
        check_range(number, self.min, self.max)
        return value if is_normal else self._text(number)

    @cached_property
    def _normal(self) -> re.Pattern[str]:
        """Give the form in which amounts are kept, which need no other check than their range; not of those below 0."""
        fraction = rf"\.[0-9]{{{self.scale}}}" if self.scale else ""
        return re.compile(rf"(?:0|[1-9][0-9]{{0,14}}){fraction}")

    def feel(self, value: Json) -> Decimal:
        return Decimal(value)

    def show(self, value: Json, locale: str) -> str:
        return numbers.format_decimal(Decimal(value), locale=tongues.locale(locale), decimal_quantization=False)

    def schema(self, language: str) -> dict[str, Json]:
        fraction = rf"(\.[0-9]{{1,{self.scale}}})?" if self.scale else ""
        return {"type": "string", "pattern": rf"^-?[0-9]{{1,15}}{fraction}$"}

    def coarse(self, value: Json) -> Json:
        """Keep hundreds below 10,000 and thousands above, rounded down."""
        number = Decimal(value)
        unit = 100 if abs(number) < 10_000 else 1000
        return str((number / unit).to_integral_value(ROUND_FLOOR) * unit)

    def _text(self, number: Decimal) -> str:
        exact = number.quantize(Decimal(1).scaleb(-self.scale))
        return f"{exact if exact else abs(exact):f}"


@dataclass(frozen=True)
class Money(DecimalNumber):
    """An amount in the city's currency, to the cent; what is typed may name the currency."""

    kind: ClassVar[str] = "money"
    currency: str = "USD"
    settings: ClassVar[tuple[str, ...]] = ("min", "max")

    @classmethod
    def build(cls, values: Settings, profile: Profile) -> Self:
        low, high = values.find_number("min"), values.find_number("max")
        values.check_bounds(low, high)
        return cls(low, high, numbers.get_currency_precision(profile.currency), profile.currency)

    def read(self, text: str, locale: str) -> Json:
        return super().read(self._without_currency(text, locale), locale)

    def show(self, value: Json, locale: str) -> str:
        return numbers.format_currency(Decimal(value), self.currency, locale=tongues.locale(locale))

    def schema(self, language: str) -> dict[str, Json]:
        return {**super().schema(language), "description": self.currency}

    def _without_currency(self, text: str, language: str) -> str:
        names = {self.currency, *self._names(language), *self._names("en")}
        pattern = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
        return re.sub(f"(?i){pattern}", "", text)

    def _names(self, language: str) -> list[str]:
        where = tongues.locale(language)
        spoken = [numbers.get_currency_name(self.currency, count, where) for count in (None, 1, 2)]
        words = [name.split()[0] for name in spoken if not name[:1].isupper()]
        last = [name.split()[-1] for name in spoken if name.split()[-1].islower()]
        return [numbers.get_currency_symbol(self.currency, where), *spoken, *words, *last]

"""Answers in words: text, long text, phone, e-mail. Kept as typed; escaping is a channel's work."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import ClassVar, Self

import email_validator
import phonenumbers

from sportello.core import feel
from sportello.core.errors import Refused
from sportello.core.profile import Profile
from sportello.core.questions.base import Json, Settings, Single, wrong_type

NEVER = r"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff"  # control characters and lone surrogates, but tab and new line
BREAKS = r"\u2028\u2029"  # would put what follows on a line of its own, as if a paper's writer had
BIDI = r"\u202a-\u202e\u2066-\u2069"  # would make text read other than it is
CONTROL = re.compile(rf"[\t\n{NEVER}{BREAKS}{BIDI}]")
CONTROL_BUT_LINES = re.compile(f"[{NEVER}{BIDI}]")
UNSEEN = re.compile(r"[\u00ad\u200b\u2060-\u2064\ufeff\U000e0000-\U000e007f]")  # comes with what is pasted
PILED = re.compile(r"[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{9}")
"""Marks in a heap, which covers the lines around it; four are the most that a language puts on one letter."""
LINE_END = re.compile(rf"\r\n?|[{BREAKS}]")
COMPOSED = 3  # characters that may become one: a letter with two marks
LONGEST_PHONE, LONGEST_EMAIL = 60, 254
KINDS_OF_NUMBER = (
    "fixed_line",
    "mobile",
    "toll_free",
    "premium_rate",
    "shared_cost",
    "voip",
    "personal_number",
    "pager",
    "uan",
    "voicemail",
)
IBAN_LENGTHS = range(15, 35)  # ISO 13616


def clean(value: Json, longest: int, *, lines: bool = False) -> str:
    """Give text in Unicode NFC without outer spaces and what nobody sees.

    Refuses control characters, marks in heaps and what is no text.
    What cannot end up within `longest` characters is refused before it is looked at: composing marks takes a time that
    grows with their square, and holds up everybody else.
    """
    if not isinstance(value, str):
        raise wrong_type("text")
    if len(value) > COMPOSED * longest:
        raise Refused("answer.too_long", max=longest, length=len(value))
    text = LINE_END.sub("\n", value) if lines else value
    if not text.isprintable():
        text = UNSEEN.sub("", text)
    text = text.strip()
    if not text.isprintable() and (CONTROL_BUT_LINES if lines else CONTROL).search(text):
        raise Refused("answer.control_characters")
    if not text.isascii() and PILED.search(text):
        raise Refused("answer.control_characters")
    return unicodedata.normalize("NFC", text)


def check_length(text: str, longest: int) -> str:
    """Refuse nothing at all and more than `longest` characters."""
    if not text:
        raise Refused("answer.missing")
    if len(text) > longest:
        raise Refused("answer.too_long", max=longest, length=len(text))
    return text


def check_iban(text: str) -> str:
    """Check an IBAN by its length and ISO 7064 mod 97-10 (ISO 13616), and give it without spaces."""
    iban = "".join(text.split()).upper()
    shaped = iban.isascii() and iban.isalnum() and iban[:2].isalpha() and iban[2:4].isdigit()
    if not shaped or len(iban) not in IBAN_LENGTHS:
        raise Refused("answer.iban_invalid")
    if int("".join(str(int(c, 36)) for c in iban[4:] + iban[:4])) % 97 != 1:
        raise Refused("answer.iban_invalid")
    return iban


@cache
def valid_numbers(region: str) -> re.Pattern[str]:
    """Make the pattern of a region's valid phone numbers in E.164, save those that begin with 0 after its code.

    It takes what `phonenumbers.is_valid_number_for_region` does by going through the kinds of number one by one.
    """
    known = phonenumbers.PhoneMetadata.metadata_for_region(region)
    if known is None:
        return re.compile("(?!)")
    kinds = "|".join(_digits(getattr(known, kind)) for kind in KINDS_OF_NUMBER)
    return re.compile(rf"\+{known.country_code}(?!0)(?={_digits(known.general_desc)}\Z)(?:{kinds})", re.ASCII)


def _digits(known: phonenumbers.PhoneNumberDesc | None) -> str:
    """Write the pattern of one kind of number, with the lengths it may have; of a kind there is not, one of nothing."""
    if known is None or not known.national_number_pattern:
        return "(?!)"
    lengths = "|".join(rf"\d{{{length}}}" for length in known.possible_length) or r"\d+"
    return rf"(?=(?:{lengths})\Z)(?:{known.national_number_pattern})"


@dataclass(frozen=True)
class Text(Single):
    """A line of text, or an IBAN."""

    kind: ClassVar[str] = "text"
    max_length: int = 200
    format: str | None = None
    lines: ClassVar[bool] = False

    @classmethod
    def build(cls, values: Settings, profile: Profile) -> Self:
        form = values.values.get("format")
        if form not in (None, "iban"):
            raise values.invalid("format", "iban")
        return cls(values.get_count("max_length", cls.max_length), form)

    settings: ClassVar[tuple[str, ...]] = ("max_length", "format")

    @property
    def feel_type(self) -> feel.Type:
        return feel.STRING

    def read(self, text: str, locale: str) -> Json:
        return clean(text, self.max_length, lines=self.lines)

    def check(self, value: Json, today: date) -> Json:
        text = check_length(clean(value, self.max_length, lines=self.lines), self.max_length)
        return check_iban(text) if self.format == "iban" else text

    def feel(self, value: Json) -> str:
        return str(value)

    def show(self, value: Json, locale: str) -> str:
        if self.format == "iban":
            return " ".join(value[start : start + 4] for start in range(0, len(value), 4))
        return str(value)

    def schema(self, language: str) -> dict[str, Json]:
        return {"type": "string", "minLength": 1, "maxLength": self.max_length}

    def coarse(self, value: Json) -> Json:
        return None


@dataclass(frozen=True)
class LongText(Text):
    """Text of several lines."""

    kind: ClassVar[str] = "long_text"
    max_length: int = 4000
    lines: ClassVar[bool] = True
    settings: ClassVar[tuple[str, ...]] = ("max_length",)


@dataclass(frozen=True)
class Phone(Single):
    """A telephone number, kept in E.164; without a country code it is read as one of the city's region."""

    kind: ClassVar[str] = "phone"
    region: str = "US"
    settings: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def build(cls, values: Settings, profile: Profile) -> Self:
        return cls(profile.region)

    @property
    def feel_type(self) -> feel.Type:
        return feel.STRING

    def read(self, text: str, locale: str) -> Json:
        try:
            number = phonenumbers.parse(clean(text, LONGEST_PHONE), self.region)
        except phonenumbers.NumberParseException:
            raise self._invalid() from None
        if not phonenumbers.is_valid_number(number):
            raise self._invalid()
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

    def check(self, value: Json, today: date) -> Json:
        text = check_length(clean(value, LONGEST_PHONE), LONGEST_PHONE)
        return text if valid_numbers(self.region).fullmatch(text) else self.read(text, "en")

    def feel(self, value: Json) -> str:
        return str(value)

    def show(self, value: Json, locale: str) -> str:
        number = phonenumbers.parse(value, self.region)
        at_home = phonenumbers.is_valid_number_for_region(number, self.region)
        form = phonenumbers.PhoneNumberFormat
        return phonenumbers.format_number(number, form.NATIONAL if at_home else form.INTERNATIONAL)

    def schema(self, language: str) -> dict[str, Json]:
        return {"type": "string", "pattern": r"^\+[1-9][0-9]{6,14}$"}

    def coarse(self, value: Json) -> Json:
        return None

    def _invalid(self) -> Refused:
        example = phonenumbers.example_number(self.region)
        form = phonenumbers.PhoneNumberFormat.NATIONAL
        return Refused("answer.phone_invalid", example=phonenumbers.format_number(example, form) if example else "")


@dataclass(frozen=True)
class Email(Single):
    """An e-mail address, checked by its form only: whether it works shows when the city writes to it."""

    kind: ClassVar[str] = "email"
    settings: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def build(cls, values: Settings, profile: Profile) -> Self:
        return cls()

    @property
    def feel_type(self) -> feel.Type:
        return feel.STRING

    def read(self, text: str, locale: str) -> Json:
        try:
            return email_validator.validate_email(clean(text, LONGEST_EMAIL), check_deliverability=False).normalized
        except email_validator.EmailNotValidError:
            raise Refused("answer.email_invalid") from None

    def check(self, value: Json, today: date) -> Json:
        return self.read(check_length(clean(value, LONGEST_EMAIL), LONGEST_EMAIL), "en")

    def feel(self, value: Json) -> str:
        return str(value)

    def show(self, value: Json, locale: str) -> str:
        return str(value)

    def schema(self, language: str) -> dict[str, Json]:
        return {"type": "string", "format": "email", "maxLength": 254}

    def coarse(self, value: Json) -> Json:
        return None

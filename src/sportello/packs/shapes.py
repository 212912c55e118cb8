"""Small readers of YAML values: each turns a node into a plain value, or reports what was expected.

Knows no file of the pack; `schema` puts them together. A reader gives None for what it has reported.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from sportello.packs import durations
from sportello.packs.errors import Report, name_unknown
from sportello.packs.yamlfile import Node


@dataclass(frozen=True)
class Reading:
    """What readers know: where to report, the city's languages, and by kind the words one may refer to."""

    report: Report
    languages: tuple[str, ...] = ()
    names: Mapping[str, Iterable[str]] = field(default_factory=dict)

    def add(self, node: Node, message: str) -> None:
        """Report what is wrong with a node."""
        self.report.add(node.file, node.line, message)


Shape = Callable[[Node, Reading], Any]
NAME = re.compile(r"[a-z][a-z0-9_]*")
SLUG = re.compile(r"[a-z][a-z0-9_-]*")


def word(node: Node, reading: Reading) -> str | None:
    """Read any text that is not empty."""
    if isinstance(node.value, str) and node.value.strip():
        return node.value.strip()
    reading.add(node, "a text is missing here" if node.value == "" else f"expected a text, found {kind_of(node)}")
    return None


def pattern(regex: re.Pattern[str], expected: str) -> Shape:
    """Read text of one form."""

    def shape(node: Node, reading: Reading) -> str | None:
        text = word(node, reading)
        if text is None or regex.fullmatch(text):
            return text
        reading.add(node, f"'{text}' is not {expected}")
        return None

    return shape


name = pattern(NAME, "a name: small letters, digits and _ (household_size)")
slug = pattern(SLUG, "a name: small letters, digits, - and _")
colour = pattern(re.compile(r"#[0-9a-fA-F]{6}"), "a colour such as #0b5c5e")


def whole(low: int | None = None, high: int | None = None) -> Shape:
    """Read a whole number between two bounds."""

    def shape(node: Node, reading: Reading) -> int | None:
        text = word(node, reading)
        if text is None:
            return None
        if not re.fullmatch(r"-?\d{1,15}", text):
            reading.add(node, f"'{text}' is not a whole number")
        elif low is not None and int(text) < low:
            reading.add(node, f"{text} is too small: at least {low}")
        elif high is not None and int(text) > high:
            reading.add(node, f"{text} is too large: at most {high}")
        else:
            return int(text)
        return None

    return shape


def decimal(node: Node, reading: Reading) -> str | None:
    """Read a number, kept as it is written."""
    text = word(node, reading)
    try:
        if text is None or Decimal(text).is_finite():
            return text
    except InvalidOperation:
        pass
    reading.add(node, f"'{text}' is not a number")
    return None


def flag(node: Node, reading: Reading) -> bool | None:
    """Read `true` or `false`."""
    if node.value in ("true", "false"):
        return node.value == "true"
    reading.add(node, f"expected true or false, found '{node.text or kind_of(node)}'")
    return None


def one_of(what: str, *words: str) -> Shape:
    """Read one of the words of the format."""

    def shape(node: Node, reading: Reading) -> str | None:
        text = word(node, reading)
        if text is None or text in words:
            return text
        message = name_unknown(what, text, words)
        reading.add(node, message if "?" in message else f"{message} ({', '.join(words)})")
        return None

    return shape


def known(what: str) -> Shape:
    """Read a word that the pack itself defines elsewhere: a team, a message. What could not be read is not missed."""

    def shape(node: Node, reading: Reading) -> str | None:
        text = word(node, reading)
        if text is None or what not in reading.names or text in reading.names[what]:
            return text
        reading.add(node, name_unknown(what, text, reading.names[what]))
        return None

    return shape


def iso_date(node: Node, reading: Reading) -> str | None:
    """Read `2026-04-24`."""
    text = word(node, reading)
    if text is None or is_date(text):
        return text
    reading.add(node, f"'{text}' is not a date such as 2026-04-24")
    return None


def date_or(expected: str, accepts: Callable[[str], bool]) -> Shape:
    """Read an ISO date, or another way to say one."""

    def shape(node: Node, reading: Reading) -> str | None:
        text = word(node, reading)
        if text is None or accepts(text) or is_date(text):
            return text
        reading.add(node, f"'{text}' is neither a date such as 2026-04-24 nor {expected}")
        return None

    return shape


def length(read: Callable[[str], object]) -> Shape:
    """Read a length of time that `read` understands; it stays text."""

    def shape(node: Node, reading: Reading) -> str | None:
        text = word(node, reading)
        if text is None:
            return None
        try:
            read(text)
        except ValueError as error:
            reading.add(node, str(error))
            return None
        return text

    return shape


promise = length(durations.read_promise)
span = length(durations.read_days)


def texts(node: Node, reading: Reading) -> dict[str, str] | None:
    """Read a text in every language of the city."""
    if not isinstance(node.value, dict):
        reading.add(node, f"expected a text by language ({', '.join(reading.languages)}), found {kind_of(node)}")
        return None
    for language in reading.languages:
        if language not in node.value:
            reading.add(node, f"missing language '{language}'")
    read = {}
    for language, inner in node.value.items():
        if language not in reading.languages:
            reading.add(inner, name_unknown("language", language, reading.languages))
        else:
            read[language] = word(inner, reading) or ""
    return read


def text_or_texts(node: Node, reading: Reading) -> str | dict[str, str] | None:
    """Read a text in every language of the city, or one that is the same in all of them."""
    return texts(node, reading) if isinstance(node.value, dict) else word(node, reading)


def list_of(shape: Shape, least: int = 0) -> Shape:
    """Read a list whose entries have one shape."""

    def read(node: Node, reading: Reading) -> list[Any] | None:
        if not isinstance(node.value, list):
            reading.add(node, f"expected a list, found {kind_of(node)}")
            return None
        if len(node.value) < least:
            reading.add(node, "the list is empty")
        return [shape(entry, reading) for entry in node.value]

    return read


def mapping_of(shape: Shape, key: re.Pattern[str] = SLUG) -> Shape:
    """Read a mapping by names, whose values have one shape."""

    def read(node: Node, reading: Reading) -> dict[str, Any] | None:
        if not isinstance(node.value, dict):
            reading.add(node, f"expected names with values, found {kind_of(node)}")
            return None
        for word_, inner in node.value.items():
            if not key.fullmatch(word_):
                reading.add(inner, f"'{word_}' is not a name: small letters, digits and _")
        return {word_: shape(inner, reading) for word_, inner in node.value.items()}

    return read


def record(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """Read a mapping with these keys and no others."""
    shapes = {**required, **(optional or {})}

    def read(node: Node, reading: Reading) -> dict[str, Any] | None:
        if not isinstance(node.value, dict):
            reading.add(node, f"expected {', '.join(shapes)}, found {kind_of(node)}")
            return None
        for key in required:
            if key not in node.value:
                reading.add(node, f"missing '{key}'")
        for key, inner in node.value.items():
            if key not in shapes:
                reading.add(inner, name_unknown("key", key, shapes))
        return {key: shapes[key](inner, reading) for key, inner in node.value.items() if key in shapes}

    return read


def ordered(shape: Shape) -> Shape:
    """Read a mapping whose order counts as a list of `{name: value}`: canonical JSON sorts keys."""

    def read(node: Node, reading: Reading) -> list[dict[str, Any]] | None:
        members: dict[str, Any] | None = mapping_of(shape)(node, reading)
        return None if members is None else [{key: value} for key, value in members.items()]

    return read


def plain(node: Node) -> Any:
    """Read anything as it is written, every scalar as text."""
    if isinstance(node.value, dict):
        return {key: plain(inner) for key, inner in node.value.items()}
    if isinstance(node.value, list):
        return [plain(inner) for inner in node.value]
    return node.value


def is_date(text: str) -> bool:
    """Tell whether the text is an ISO date."""
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def kind_of(node: Node) -> str:
    """Name what a node is, for people."""
    if isinstance(node.value, str):
        return "nothing" if node.value == "" else f"the text '{node.value}'"
    return "a list" if isinstance(node.value, list) else "names with values"

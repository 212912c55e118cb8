"""One text form for a value, so that its hash means something (RFC 8785, JCS). Knows no subject.

The bytes equal those of the `rfc8785` library, which a test holds us to. That one takes 35 µs for a small
event, more than all the rest of keeping it, so orjson writes the text here.
"""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

import orjson

from sportello.core.errors import Refused

LARGEST = 2**53 - 1
"""The largest whole number that every reader of JSON keeps exactly (RFC 7493, 2.2)."""

_AS_THEY_STAND = orjson.OPT_SORT_KEYS | orjson.OPT_PASSTHROUGH_DATACLASS
_BEYOND_16_BITS = re.compile(rb"[\xf0-\xf4]")


def encode(value: Any) -> bytes:
    """Write a value as canonical JSON in UTF-8.

    Takes None, bool, int, text, lists, tuples and mappings by text; decimals, dates, aware datetimes and ids
    become text. Refused: `canonical.float` (floats have no one form), `canonical.integer` (beyond 2^53),
    `canonical.number` (not finite), `canonical.instant` (without zone), `canonical.text` (lone surrogates),
    `canonical.type`.
    """
    return _write(_plain(value))


def encode_values(value: Any, render: Callable[[Any], Any]) -> bytes:
    """Write as `encode` does, in a fraction of the time, a value whose numbers are all the caller's own.

    Text, bool, None, dates, lists and dicts by text are written as they stand; `render` turns all else into such, and
    knows these too. No float or whole number is looked for. Refused `canonical.text`, `canonical.type`.
    """
    try:
        written = orjson.dumps(value, default=render, option=_AS_THEY_STAND)
    except orjson.JSONEncodeError:
        return encode(render(value))  # which says why not, or writes keys that are no texts
    is_in_order = written.isascii() or not _BEYOND_16_BITS.search(written)
    return written if is_in_order else encode(render(value))  # such keys sort otherwise by UTF-16 units


def encode_texts(value: Any) -> bytes:
    """Write as `encode` does, in a fraction of the time, what is text, bool, None, and lists and dicts of them."""
    return encode_values(value, _plain)


def write(value: Any) -> bytes:
    """Write a value as JSON to keep, or to compare with what this wrote: as `encode`, with floats (map points)."""
    return _write(value, orjson.OPT_PASSTHROUGH_DATETIME | orjson.OPT_SORT_KEYS)


def render_decimal(value: Decimal) -> str:
    """Write a decimal without exponent, trailing zeros or minus zero: `1200.5`."""
    if not value.is_finite():
        raise Refused("canonical.number", value=str(value))
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def render_instant(value: datetime) -> str:
    """Write an instant in UTC with microseconds, always: `2026-07-01T09:30:00.000000Z`."""
    if value.tzinfo is None:
        raise Refused("canonical.instant", value=value.isoformat())
    return value.astimezone(UTC).isoformat(timespec="microseconds").removesuffix("+00:00") + "Z"


def _write(value: Any, options: int = 0) -> bytes:
    try:
        return orjson.dumps(value, default=_text, option=options)
    except orjson.JSONEncodeError as error:
        if isinstance(error.__cause__, Refused):
            raise error.__cause__ from None
        raise Refused("canonical.text") from error


def _plain(value: Any) -> Any:
    """Turn a value into what the encoder writes as it stands; the commonest types come first."""
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return value
    if kind is dict or isinstance(value, Mapping):
        return {key: _plain(value[key]) for key in _sorted(value)}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, int):
        return _integer(int(value))
    return str.__str__(value) if isinstance(value, str) else _text(value)


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return render_decimal(value)
    if isinstance(value, datetime):
        return render_instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    code = "canonical.float" if isinstance(value, float) else "canonical.type"
    raise Refused(code, type=type(value).__name__)


def _integer(value: int) -> int:
    if not -LARGEST <= value <= LARGEST:
        raise Refused("canonical.integer", value=value)
    return value


def _sorted(value: Mapping[Any, Any]) -> list[str]:
    """Order the keys by their UTF-16 units, as the RFC asks; for ASCII that is the order of text."""
    try:
        plain = "".join(value).isascii()
    except TypeError as error:
        raise Refused("canonical.type", type="key") from error
    return sorted(value) if plain else sorted(value, key=_utf16)


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be", errors="surrogatepass")

"""Reading JSON strictly (I-JSON, RFC 7493): what two readers could take differently is refused. Knows no subject."""

import json
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from django.http import HttpRequest
from ninja.parser import Parser

from sportello.core.errors import Refused

LARGEST = 1024 * 1024
"""Bytes of JSON: answers are texts and choices; files go to `/api/v1/files` and are named by their ids."""
DEEPEST = 12
LONGEST_NUMBER = 40


class StrictParser(Parser):
    """Reads the bodies of requests."""

    def parse_body(self, request: HttpRequest) -> dict[str, Any]:
        """Read a JSON object. Refused `request.malformed` and as `read` says."""
        value = read(request.body)
        if not isinstance(value, dict):
            raise Refused("request.malformed")
        return cast(dict[str, Any], value)


def read(body: bytes) -> Any:
    """Read JSON; numbers with a point become Decimal.

    Refused `request.malformed` (also NaN and Infinity, and any text that is not UTF-8), `request.key_twice`,
    `request.number` (longer than any amount), `request.too_deep`, `request.text` (lone surrogates, null characters).
    """
    try:
        value = _STRICT.decode(body.decode())
    except RecursionError:
        raise Refused("request.too_deep", most=DEEPEST) from None
    except ValueError:
        raise Refused("request.malformed") from None
    may_be_deep = body.count(b"[") + body.count(b"{") > DEEPEST
    if may_be_deep or b"\\u" in body:  # what no text may have can only come escaped
        _check(value)
    return value


def _read_object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        ((name, _),) = Counter(name for name, _ in pairs).most_common(1)
        raise Refused("request.key_twice", name=name)
    return found


def _read_number(text: str) -> Decimal:
    if len(text) > LONGEST_NUMBER:
        raise Refused("request.number", most=LONGEST_NUMBER)
    try:
        number = Decimal(text)
    except InvalidOperation:  # an exponent beyond all numbers
        raise Refused("request.number", most=LONGEST_NUMBER) from None
    if abs(number.adjusted()) > LONGEST_NUMBER:
        raise Refused("request.number", most=LONGEST_NUMBER)
    return number


def _read_whole(text: str) -> int:
    if len(text) > LONGEST_NUMBER:
        raise Refused("request.number", most=LONGEST_NUMBER)
    return int(text)


def _refuse_constant(text: str) -> Any:
    raise Refused("request.malformed")


def _check(value: Any) -> None:
    level = [value]
    for _ in range(DEEPEST):
        for text in level:
            if isinstance(text, str):
                _check_text(text)
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return
    raise Refused("request.too_deep", most=DEEPEST)


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value
        yield from value.values()
    elif isinstance(value, list):
        yield from value


def _check_text(text: str) -> None:
    if "\x00" in text:
        raise Refused("request.text")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Refused("request.text") from None


_STRICT = json.JSONDecoder(
    object_pairs_hook=_read_object, parse_float=_read_number, parse_int=_read_whole, parse_constant=_refuse_constant
)
"""Made once: `json.loads` makes one at each call, which takes a third of reading an application."""

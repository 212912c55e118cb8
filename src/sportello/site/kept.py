"""One public answer as it is sent again and again: whole or unchanged, plain or compressed. Knows no request."""

import gzip
import re
from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from functools import partial
from typing import Any

import brotli

Header = tuple[bytes, bytes]
Message = MutableMapping[str, Any]

MOST_BYTES = 1024 * 1024
VARIES = frozenset({b"cookie", b"accept-language", b"accept-encoding"})
"""What an answer may vary by and still be kept: the lane knows all values that matter of these."""
PERSONAL = (b"no-store", b"no-cache", b"private")
MAX_AGE = re.compile(rb"max-age=(\d{1,9})")
TEXT = re.compile(rb"text/|application/[\w.+-]*(?:json|javascript|xml)|image/svg")
OF_CONTENT = frozenset({b"content-type", b"content-length", b"content-encoding"})
CODINGS: Mapping[str, Callable[[bytes], bytes]] = {
    "br": partial(brotli.compress, quality=9),
    "gzip": partial(gzip.compress, compresslevel=9, mtime=0),
}
"""By coding, the best first."""


@dataclass(frozen=True)
class Form:
    """One form of an answer, as messages ready to be sent."""

    tag: bytes
    start: Message
    body: Message
    unchanged: Message


@dataclass(frozen=True)
class Kept:
    """An answer that may be kept for some seconds: its forms by coding, what it varies by. For 0: it is sent once."""

    forms: Mapping[str, Form]
    vary: frozenset[bytes]
    seconds: int
    size: int


def keep(status: int, headers: list[Header], body: bytes) -> Kept | None:
    """Make an answer ready to be sent again; None where it must not be kept, or says nothing about it."""
    told = {name.lower(): value for name, value in headers}
    control = told.get(b"cache-control", b"")
    age = MAX_AGE.search(control)
    vary = frozenset(name.strip().lower() for name in told.get(b"vary", b"").split(b",") if name.strip())
    public = b"public" in control and not any(word in control for word in PERSONAL) and b"set-cookie" not in told
    if status != 200 or not public or not age or not int(age[1]) or not vary <= VARIES or len(body) > MOST_BYTES:
        return None
    forms = {"": _form(told, body, told.get(b"content-encoding", b"").decode())}
    if b"accept-encoding" not in vary and TEXT.match(told.get(b"content-type", b"")):
        told[b"vary"] = b", ".join(filter(None, [told.get(b"vary"), b"Accept-Encoding"]))
        forms = {"": _form(told, body, ""), **{name: _form(told, pack(body), name) for name, pack in CODINGS.items()}}
    return Kept(forms, vary, int(age[1]), sum(len(form.body["body"]) for form in forms.values()))


def pass_on(status: int, headers: list[Header], body: bytes) -> Kept | None:
    """Make an answer that is not kept ready for whoever had it made; None where Django has to be asked by them.

    What was refused to nobody in particular is refused to each; a failure is told with an id of its own request.
    """
    if not 300 <= status < 500 or any(name.lower() == b"set-cookie" for name, _ in headers):
        return None
    start = {"type": "http.response.start", "status": status, "headers": headers}
    form = Form(b"", start, {"type": "http.response.body", "body": body}, start)
    return Kept({"": form}, frozenset(), 0, len(body))


def _form(told: Mapping[bytes, bytes], body: bytes, coding: str) -> Form:
    """Give one form; each has a tag of its own, since a strong tag stands for these very bytes (RFC 9110, 8.8.1)."""
    headers = dict(told)
    if coding:
        headers[b"content-encoding"] = coding.encode()
        if b"etag" in headers:
            headers[b"etag"] = headers[b"etag"].rstrip(b'"') + b"-" + coding.encode() + b'"'
    headers[b"content-length"] = str(len(body)).encode()
    rest = {name: value for name, value in headers.items() if name not in OF_CONTENT}
    return Form(
        tag=headers.get(b"etag", b""),
        start={"type": "http.response.start", "status": 200, "headers": list(headers.items())},
        body={"type": "http.response.body", "body": body},
        unchanged={"type": "http.response.start", "status": 304, "headers": list(rest.items())},
    )

"""What is asked of an issuer over HTTP, within bounds: an issuer that is slow, endless or odd holds up nobody else.

A trickle of bytes never ends a socket's timeout, so each exchange has a thread to wait for, of a few: whoever waits is
told in time, and an issuer holds no more than those.
"""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from typing import Any

import orjson
import requests

from sportello.core.errors import Refused

SECONDS = 10
"""For one exchange, from its begin to its last byte."""
LARGEST = 256 * 1024
"""Bytes of an answer: Login.gov's discovery has 2,000 and its keys 1,000; SPID's stay below 20,000."""
MOST_PARTS = 500
"""Objects and lists in an answer, which bounds their nesting as well."""
AT_ONCE = 8


class Exchanges:
    """Asks issuers; `seconds` is how long an exchange may take."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._threads = ThreadPoolExecutor(AT_ONCE, "issuers")

    def get(self, address: str) -> dict[str, Any]:
        """Give the object that is published there. Refused `issuer.unavailable`."""
        status, body = self._within(lambda until: _exchange("GET", address, until))
        return _read(body if status == 200 else b"")

    def post(self, address: str, form: dict[str, str], auth: tuple[str, str] | None) -> dict[str, Any]:
        """Give the answer to a form. Refused `issuer.unavailable`, `issuer.answer` for one that says no."""
        status, body = self._within(lambda until: _exchange("POST", address, until, data=form, auth=auth))
        if status != 200:
            raise Refused("issuer.unavailable" if status >= 500 else "issuer.answer")
        return _read(body)

    def _within(self, exchange: Callable[[float], tuple[int, bytes]]) -> tuple[int, bytes]:
        going = self._threads.submit(exchange, time.monotonic() + self._seconds)
        try:
            return going.result(self._seconds)
        except (requests.RequestException, LateError):
            going.cancel()
            raise Refused("issuer.unavailable") from None


def _exchange(method: str, address: str, until: float, **given: Any) -> tuple[int, bytes]:
    """Send it and read the answer: its status, and its body as far as one may read. Redirects are not followed."""
    left = max(0.1, until - time.monotonic())
    with requests.request(method, address, timeout=left, allow_redirects=False, stream=True, **given) as answer:
        body = b""
        for part in answer.iter_content(1024):
            body += part
            if len(body) > LARGEST or time.monotonic() > until:
                raise requests.Timeout
        return answer.status_code, body


def _read(body: bytes) -> dict[str, Any]:
    try:
        told = orjson.loads(body) if body.count(b"{") + body.count(b"[") <= MOST_PARTS else None
    except ValueError:
        told = None
    if not isinstance(told, dict):
        raise Refused("issuer.unavailable")
    return told

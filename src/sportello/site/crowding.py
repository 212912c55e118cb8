"""A bound on the bytes of requests' bodies that a process holds at a time, all of them together.

What comes beyond it is read to its end and thrown away, then answered: an answer sent before the end is lost where the
connection is closed over unread bytes. A body counts as it comes, until its request is answered; one that trickles is
given up by the front in a minute.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus

from sportello.channels.api import problems
from sportello.channels.pages import crowded, security
from sportello.core.errors import Refused
from sportello.site.front import BODY_BYTES, BODY_SECONDS, App, Message, Receive, Scope, Send

SMALL = 64 * 1024
"""Bytes up to which a body may use the last quarter: applications come in while files crowd the rest."""
PROGRAMS = ("/api/", "/record")
RETRY_SECONDS = 5


class Crowded(Exception):  # noqa: N818 - an answer, not an error
    """There is no room for this body."""


class Crowding:
    """An ASGI application that keeps what another reads within `most_bytes`. One for each event loop."""

    def __init__(self, inner: App, most_bytes: int) -> None:
        self._inner = inner
        self._most = most_bytes
        self._most_large = most_bytes * 3 // 4
        self.held = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; 503 when its body finds no room."""
        taken, has_more = 0, False

        async def take() -> Message:
            nonlocal taken, has_more
            message = await receive()
            size, has_more = len(message.get("body", b"")), message.get("more_body", False)
            if size and self.held + size > (self._most if taken + size <= SMALL else self._most_large):
                raise Crowded
            self.held += size
            taken += size
            return message

        try:
            await self._inner(scope, take, send)
        except Crowded:
            pass  # the error must go first: it holds on to all that was read
        else:
            return
        finally:
            self.held -= taken
        await _throw_away(receive, has_more=has_more)
        await _answer(scope, send)


async def _throw_away(receive: Receive, *, has_more: bool) -> None:
    """Read on to the end of a body, as far and as long as the front reads any."""
    left = BODY_BYTES
    with suppress(TimeoutError):
        async with asyncio.timeout(BODY_SECONDS):
            while has_more and left > 0:
                message = await receive()
                left -= len(message.get("body", b""))
                has_more = message.get("more_body", False)


async def _answer(scope: Scope, send: Send) -> None:
    """Say that what was sent was not kept, and what was before is: as a problem to programs, as a page to people."""
    told = {name: value.decode("latin-1") for name, value in scope["headers"]}
    language = crowded.choose_language(told.get(b"cookie", ""), told.get(b"accept-language", ""))
    headers: Mapping[str, str]
    if scope["path"].startswith(PROGRAMS):
        _, headers, body = problems.render(Refused("server.crowded"), language)
    else:
        headers, body = {"Content-Type": "text/html; charset=utf-8"}, crowded.render(language)
    headers = {
        **security.list_headers(),
        **headers,
        "Vary": "Cookie, Accept-Language",
        "Content-Length": str(len(body)),
        "Retry-After": str(RETRY_SECONDS),
    }
    written = [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]
    await send({"type": "http.response.start", "status": HTTPStatus.SERVICE_UNAVAILABLE.value, "headers": written})
    await send({"type": "http.response.body", "body": body})

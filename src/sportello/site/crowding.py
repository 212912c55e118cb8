"""A bound on the bytes of requests' bodies that a process holds at a time, all of them together.

A body counts as it comes, until its request is answered; one that trickles is given up by the front in a minute. What
is refused, here or by the front, is read to its end and thrown away before the answer goes: closing a connection over
unread bytes loses the answer, and a proxy in between makes 502 of it.
"""

import asyncio
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus

from sportello.channels.api import problems
from sportello.channels.pages import crowded, security
from sportello.core.errors import Refused
from sportello.site.front import BODY_SECONDS, App, Message, Receive, Scope, Send

SMALL = 64 * 1024
"""Bytes up to which a body may use the last quarter: applications come in while files crowd the rest."""
MOST_THROWN_AWAY = 100 * 1024 * 1024
"""Bytes; whoever sends more at once hears no answer."""
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
        if scope["type"] != "http":
            await self._inner(scope, receive, send)
            return
        body = _Body(self, receive, send)
        try:
            await self._inner(scope, body.read, body.answer)
        except Crowded:
            pass  # the error must go first: it holds on to all that was read
        else:
            return
        finally:
            self.held -= body.taken
        await _answer(scope, body.answer)

    def has_room(self, taken: int, more: int) -> bool:
        """Tell whether a body of which so much was taken may grow by so much more."""
        return self.held + more <= (self._most if taken + more <= SMALL else self._most_large)


class _Body:
    """One request's body, and the way of its answer."""

    def __init__(self, crowding: Crowding, receive: Receive, send: Send) -> None:
        self.taken = 0
        self._crowding = crowding
        self._receive = receive
        self._send = send
        self._has_more = True

    async def read(self) -> Message:
        """Read on; Crowded when there is no room."""
        message = await self._receive()
        size, self._has_more = len(message.get("body", b"")), message.get("more_body", False)
        if size and not self._crowding.has_room(self.taken, size):
            raise Crowded
        self._crowding.held += size
        self.taken += size
        return message

    async def answer(self, message: Message) -> None:
        """Send a message of the answer, the first one when all that is sent has come; who is too slow hears at once."""
        if self._has_more:
            self._has_more = False
            if message["status"] != HTTPStatus.REQUEST_TIMEOUT:
                await _throw_away(self._receive)
        await self._send(message)


async def _throw_away(receive: Receive) -> None:
    """Read on to the end of a body, as long as the front reads any."""
    left, has_more = MOST_THROWN_AWAY, True
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

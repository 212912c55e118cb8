"""The ASGI front of a process: reads each body whole, within limits, and hands the request to Django in a thread.

A client that trickles its bytes waits here on the event loop and holds no thread. Lanes may answer before Django is
asked: each is given the request whole and says whether it took it.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from typing import Any

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Lane = Callable[[Scope, bytes, Send], Awaitable[bool]]
"""Answers a request whose body is read and gives True, or gives False, having sent nothing: then Django answers."""

BODY_BYTES = 12 * 1024 * 1024  # one file of 10 MB with its form around it
BODY_SECONDS = 60
NOT_ASCII = re.compile(rb"[\x80-\xff]")


class TooLarge(Exception):  # noqa: N818 - an answer, not an error
    """The body is longer than this front reads."""


class Front:
    """An ASGI application in front of another that expects whole bodies; what it answers itself has these `headers`."""

    def __init__(
        self,
        inner: App,
        *,
        lanes: Sequence[Lane] = (),
        headers: Mapping[str, str] | None = None,
        body_bytes: int = BODY_BYTES,
        body_seconds: float = BODY_SECONDS,
    ) -> None:
        self._inner = inner
        self._lanes = tuple(lanes)
        self._headers = [(name.lower().encode(), value.encode()) for name, value in (headers or {}).items()]
        self._body_bytes = body_bytes
        self._body_seconds = body_seconds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or the server's lifespan messages."""
        if scope["type"] == "lifespan":
            await _live(receive, send)
        elif scope["type"] == "http":
            await self._serve(scope, receive, send)

    async def _serve(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            self._check_told_length(scope)
            body = await self._read_in_time(receive)
        except TooLarge:
            await self._refuse(
                send, 413, b"Too much was sent at once. Nothing of it was kept; send less, or smaller files."
            )
        except TimeoutError:
            await self._refuse(
                send,
                408,
                b"The request took too long to arrive. Nothing of it was kept; please send it again.",
            )
        except ConnectionResetError:
            return
        else:
            for lane in self._lanes:
                if await lane(scope, body, send):
                    return
            await self._inner(_whole(scope, body), _replay(body, receive), send)

    async def _refuse(self, send: Send, status: int, words: bytes) -> None:
        headers = [*self._headers, (b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": words})

    def _check_told_length(self, scope: Scope) -> None:
        """Refuse at once what says itself that it is too long: none of it need be kept in memory."""
        told = next((value for name, value in scope["headers"] if name == b"content-length"), b"0")
        if not told.isdigit() or int(told[:20]) > self._body_bytes:
            raise TooLarge

    async def _read_in_time(self, receive: Receive) -> bytes:
        """Read a body, as within `asyncio.timeout` and at a third of its cost; raises TimeoutError."""
        reading, rung = asyncio.current_task(), False
        assert reading is not None

        def ring() -> None:
            nonlocal rung
            rung = reading.cancel()

        alarm = asyncio.get_running_loop().call_later(self._body_seconds, ring)
        try:
            return await self._read_body(receive)
        except asyncio.CancelledError:
            if rung and not reading.uncancel():
                raise TimeoutError from None
            raise
        finally:
            alarm.cancel()

    async def _read_body(self, receive: Receive) -> bytes:
        chunks, size = [], 0
        while True:
            message = await receive()
            if message["type"] == "http.disconnect":
                raise ConnectionResetError
            chunks.append(message.get("body", b""))
            size += len(chunks[-1])
            if size > self._body_bytes:
                raise TooLarge
            if not message.get("more_body"):
                return b"".join(chunks)


def _whole(scope: Scope, body: bytes) -> Scope:
    """Tell how long the body is, which a chunked one did not, and escape what is no ASCII in the query.

    WSGI reads as many bytes as it was told, none without. Names with an underscore are left out: to WSGI
    `X_Forwarded_For` would be the header of our own proxy.
    """
    headers = [(name, value) for name, value in scope["headers"] if name != b"content-length" and b"_" not in name]
    return {
        **scope,
        "headers": [*headers, (b"content-length", str(len(body)).encode())],
        "query_string": NOT_ASCII.sub(lambda found: b"%%%02X" % ord(found[0]), scope["query_string"]),
    }


def _replay(body: bytes, receive: Receive) -> Receive:
    waiting = [body]

    async def receive_again() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return receive_again


async def _live(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return

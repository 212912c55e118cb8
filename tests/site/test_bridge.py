"""The bridge gives a WSGI application what the standard says, and hands its answer back whole."""

import asyncio
import threading
from collections.abc import Iterable, Iterator
from typing import Any
from wsgiref.validate import validator

import pytest

from sportello.site.bridge import Bridge

SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/caffè",
    "query_string": b"a=%C3%A8",
    "headers": [
        (b"host", b"city.example"),
        (b"content-type", b"text/plain"),
        (b"content-length", b"5"),
        (b"x-told", b"once"),
        (b"x-told", b"twice"),
    ],
    "http_version": "1.1",
    "server": ("127.0.0.1", 80),
    "client": ("10.0.0.1", 4321),
}


def ask(app: Any, scope: dict[str, Any] = SCOPE, body: bytes = b"hello") -> list[Any]:
    """Ask the application over the bridge; give the messages of its answer."""
    told: list[Any] = []

    async def receive() -> Any:
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        told.append(message)

    asyncio.run(Bridge(app, 1)(scope, receive, send))
    return told


def test_the_environment_is_what_the_standard_says() -> None:
    seen: dict[str, Any] = {}

    def app(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        seen.update(environ)
        start("200 OK", [("Content-Type", "text/plain"), ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")])
        return [environ["wsgi.input"].read(2), environ["wsgi.input"].read(3)]

    begun, content = ask(validator(app))
    assert begun["status"] == 200
    assert begun["headers"] == [(b"content-type", b"text/plain"), (b"set-cookie", b"a=1"), (b"set-cookie", b"b=2")]
    assert content["body"] == b"hello" and not content.get("more_body")
    assert seen["PATH_INFO"].encode("latin-1").decode() == "/caffè" and seen["QUERY_STRING"] == "a=%C3%A8"
    assert (seen["CONTENT_TYPE"], seen["CONTENT_LENGTH"]) == ("text/plain", "5")
    assert (seen["HTTP_HOST"], seen["HTTP_X_TOLD"]) == ("city.example", "once,twice")
    assert (seen["REMOTE_ADDR"], seen["REMOTE_PORT"], seen["SERVER_PORT"]) == ("10.0.0.1", "4321", "80")


def test_a_request_from_a_socket_without_addresses_is_answered() -> None:
    without = {name: value for name, value in SCOPE.items() if name not in ("server", "client")}

    def app(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("204 No Content", [])
        return []

    assert [message.get("status") for message in ask(validator(app), without)] == [204, None]


def test_the_application_runs_in_a_thread_and_is_closed_also_when_it_fails() -> None:
    closed: list[int] = []

    class Failing:
        def __iter__(self) -> Iterator[bytes]:
            raise LookupError("in the middle of an answer")

        def close(self) -> None:
            closed.append(threading.get_ident())

    def app(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        start("200 OK", [])
        return Failing()

    with pytest.raises(LookupError, match="in the middle"):
        ask(app)
    assert len(closed) == 1 and closed != [threading.get_ident()]

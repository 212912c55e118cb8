"""The front hands whole requests to Django's side."""

import asyncio
from collections.abc import Iterable
from typing import Any

import pytest

from sportello.site.bridge import Bridge
from sportello.site.front import Front


def echo(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer with the query and as much body as the request says it has."""
    start_response("200 OK", [("Content-Type", "text/plain")])
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    return [environ["QUERY_STRING"].encode() + b"|" + body]


def ask(chunks: list[bytes], query: bytes = b"", **front: Any) -> tuple[int, bytes]:
    """Send one request in chunks, as HTTP/1.1 does without a length."""
    scope = {"type": "http", "method": "POST", "path": "/", "query_string": query, "headers": [], "http_version": "1.1"}
    waiting = [{"type": "http.request", "body": c, "more_body": n < len(chunks)} for n, c in enumerate(chunks, 1)]
    told: list[Any] = []

    async def receive() -> Any:
        return waiting.pop(0) if waiting else await asyncio.sleep(3600)

    async def send(message: Any) -> None:
        told.append(message)

    asyncio.run(Front(Bridge(echo, 1), **front)(scope, receive, send))
    return told[0]["status"], b"".join(message.get("body", b"") for message in told)


def test_a_body_in_chunks_of_unknown_length_arrives_whole() -> None:
    assert ask([b'{"answers"', b": {}", b"}"]) == (200, b'|{"answers": {}}')


def test_a_query_with_bytes_that_are_no_ascii_arrives_escaped() -> None:
    assert ask([b""], "name=é&x=%C3%A9".encode()) == (200, b"name=%C3%A9&x=%C3%A9|")


@pytest.mark.parametrize(("size", "status"), [(10, 200), (11, 413)])
def test_a_body_beyond_the_limit_is_refused(size: int, status: int) -> None:
    assert ask([b"x" * size], body_bytes=10)[0] == status


def test_a_body_that_says_it_is_too_long_is_refused_before_any_of_it_came() -> None:
    told: list[Any] = []

    async def receive() -> Any:
        raise AssertionError("nothing is read")

    async def send(message: Any) -> None:
        told.append(message)

    scope = {"type": "http", "method": "POST", "path": "/", "query_string": b"", "http_version": "1.1"}
    front = Front(Bridge(echo, 1), body_bytes=10)
    asyncio.run(front({**scope, "headers": [(b"content-length", b"11")]}, receive, send))
    assert told[0]["status"] == 413


def test_a_body_that_trickles_too_long_is_refused() -> None:
    assert ask([], body_seconds=0.05)[0] == 408


def test_a_lane_answers_what_it_takes_and_django_the_rest() -> None:
    async def lane(scope: Any, body: bytes, send: Any) -> bool:
        if body != b"for the lane":
            return False
        await send({"type": "http.response.start", "status": 201, "headers": []})
        await send({"type": "http.response.body", "body": b"taken"})
        return True

    assert ask([b"for the ", b"lane"], lanes=[lane]) == (201, b"taken")
    assert ask([b"for django"], lanes=[lane]) == (200, b"|for django")


def test_a_header_with_an_underscore_does_not_pass_for_one_of_our_proxy() -> None:
    seen: dict[str, Any] = {}

    def look(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        seen.update(environ)
        start_response("200 OK", [])
        return [b""]

    headers = [(b"x-forwarded-for", b"9.9.9.9"), (b"x_forwarded_for", b"6.6.6.6")]
    scope = {
        "type": "http",
        "method": "GET",
        "path": "/",
        "query_string": b"",
        "headers": headers,
        "http_version": "1.1",
    }

    async def receive() -> Any:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Any) -> None:
        """Hear nothing."""

    asyncio.run(Front(Bridge(look, 1))(scope, receive, send))
    assert seen["HTTP_X_FORWARDED_FOR"] == "9.9.9.9"

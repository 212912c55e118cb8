"""Around every request: an id for it, how long it took, how it ended. Knows no page and no library that counts."""

import asyncio
import secrets
import threading
import time
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from typing import Any, Protocol

import structlog
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve

from sportello.actions import writing
from sportello.site.front import App, Message, Receive, Scope, Send

ROUTE = "sportello.route"
HEADER, PARENT = b"x-request-id", b"traceparent"
METHODS = frozenset(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"])
OTHER_METHOD = "_OTHER"  # whatever somebody typed
UNKNOWN = "unknown"  # nothing is at this path
FRONT = "front"  # answered before Django, by something that did not say what it is
LOOK_SECONDS = 1.0


class Meters(Protocol):
    """Counts what happens around requests."""

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request."""

    def set_waiting(self, number: int) -> None:
        """Say how many applications wait in this process."""


Answered = Callable[[str, int], None]
"""Hears the route and the status of a request."""


class Traces(Protocol):
    """Follows requests."""

    def request(self, method: str, traceparent: str, request_id: str) -> AbstractContextManager[Answered | None]:
        """Follow a request while it is answered, as a part of the caller's trace; None when this one is not traced."""

    def close(self) -> None:
        """Send what is left."""


class Watched:
    """An ASGI application with an eye on it. Each request gets an id of ours: what clients call theirs is not kept."""

    def __init__(self, inner: App, meters: Meters | None = None, traces: Traces | None = None) -> None:
        self._inner = inner
        self._meters = meters
        self._traces = traces

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self._live(scope, receive, send)
            return
        request_id = secrets.token_hex(8).encode()
        method = scope["method"] if scope["method"] in METHODS else OTHER_METHOD
        began, status, route = time.perf_counter(), 500, [FRONT]
        headers = [(name, value) for name, value in scope["headers"] if name != HEADER]

        async def send_on(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                message = {**message, "headers": [*message.get("headers", ()), (HEADER, request_id)]}
            await send(message)

        structlog.contextvars.bind_contextvars(request=request_id.decode())
        with self._follow(method, scope, request_id) as answered:
            try:
                scope = {**scope, "headers": [*headers, (HEADER, request_id)], ROUTE: route}
                await self._inner(scope, receive, send_on)
            finally:
                structlog.contextvars.unbind_contextvars("request")
                if answered is not None:
                    answered(_name_route(route[0], scope["path"]), status)
                if self._meters is not None:
                    self._meters.answered(route[0], method, status, time.perf_counter() - began)

    def _follow(self, method: str, scope: Scope, request_id: bytes) -> AbstractContextManager[Answered | None]:
        if self._traces is None:
            return _UNTRACED
        given = [value for name, value in scope["headers"] if name == PARENT]
        return self._traces.request(method, given[0].decode("latin-1") if len(given) == 1 else "", request_id.decode())

    async def _live(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer the server's lifespan messages; after the last one nothing is under way."""
        await self._inner(scope, receive, send)
        if self._traces is not None:
            await asyncio.to_thread(self._traces.close)


_UNTRACED: AbstractContextManager[None] = nullcontext()


def _name_route(route: str, path: str) -> str:
    """Name a route as a pattern of paths; that of a path which was answered before Django was asked is found here."""
    if route == FRONT:
        with suppress(Resolver404):
            route = resolve(path).route
    return route if route in (FRONT, UNKNOWN) else f"/{route}"


class Route:
    """Middleware: tell `Watched` which page is asked for, by its pattern, which has nobody's reference in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        try:
            return self._get_response(request)
        finally:
            structlog.contextvars.unbind_contextvars("route")
            if (scope := request.META.get("asgi.scope")) and ROUTE in scope:
                scope[ROUTE][0] = request.resolver_match.route if request.resolver_match else UNKNOWN

    def process_view(self, request: HttpRequest, view: Any, args: Any, facts: Any) -> None:
        """Let every line of the log that follows name the page."""
        if request.resolver_match:
            structlog.contextvars.bind_contextvars(route=request.resolver_match.route)


def watch_intake(meters: Meters) -> None:
    """Tell once a second how many applications wait, for as long as this process lives."""
    threading.Thread(target=_watch_intake, args=(meters,), name="watch-intake", daemon=True).start()


def _watch_intake(meters: Meters) -> None:
    while True:
        meters.set_waiting(writing.count_waiting())
        time.sleep(LOOK_SECONDS)

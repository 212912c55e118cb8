"""Django behind the event loop: each request in a thread of a pool, its answer handed back whole. Knows no page.

What comes is whole already (`site.front`), and so is what goes: between loop and thread each goes over once. A general
bridge from ASGI to WSGI hands each part of an answer over, and its thread waits three times for the loop.
"""

import asyncio
import contextvars
import io
import sys
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from sportello.site.front import Receive, Scope, Send

Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Answer = tuple[int, list[tuple[bytes, bytes]], bytes]
PLAIN = {b"content-type": "CONTENT_TYPE", b"content-length": "CONTENT_LENGTH"}


class Bridge:
    """An ASGI application over a WSGI one (PEP 3333)."""

    def __init__(self, inner: Wsgi, threads: int) -> None:
        self._inner = inner
        self._threads = ThreadPoolExecutor(threads, "django")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, whose body comes as one message."""
        body = (await receive())["body"]
        here, loop = contextvars.copy_context(), asyncio.get_running_loop()
        environ = _make_environ(scope, body)
        status, headers, content = await loop.run_in_executor(self._threads, here.run, self._answer, environ)
        await send({"type": "http.response.start", "status": status, "headers": headers})
        await send({"type": "http.response.body", "body": content})

    def _answer(self, environ: dict[str, Any]) -> Answer:
        begun: list[tuple[int, list[tuple[bytes, bytes]]]] = []

        def start(status: str, headers: list[tuple[str, str]], error: Any = None) -> None:
            written = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers]
            begun[:] = [(int(status[:3]), written)]

        parts = self._inner(environ, start)
        try:
            content = b"".join(parts)
        finally:
            getattr(parts, "close", lambda: None)()
        return *begun[0], content


def _make_environ(scope: Scope, body: bytes) -> dict[str, Any]:
    """Make of a request what WSGI calls its environment; a header given twice is one, with a comma between."""
    host, port = scope.get("server") or ("localhost", 0)
    environ: dict[str, Any] = {
        "asgi.scope": scope,
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": "",
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": host,
        "SERVER_PORT": str(port or 0),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if scope.get("client"):
        environ["REMOTE_ADDR"], environ["REMOTE_PORT"] = scope["client"][0], str(scope["client"][1])
    for name, value in scope["headers"]:
        called = PLAIN.get(name) or "HTTP_" + name.decode("latin-1").upper().replace("-", "_")
        told = value.decode("latin-1")
        environ[called] = f"{environ[called]},{told}" if called in environ else told
    return environ

"""What machines ask: whether the process lives, whether it is ready, its figures. Answered before Django is asked.

A lane of the front: a database that hangs holds every thread behind, and must not hold these.
"""

import asyncio
import hmac
import json
from dataclasses import fields

from django.db import connection

from sportello.actions import backlog
from sportello.channels.pages import security
from sportello.integrations.prometheus import MEDIA_TYPE, Prometheus
from sportello.site.front import Scope, Send
from sportello.site.readiness import Readiness

Gauges = list[tuple[str, str, float]]
TEXT = "text/plain; charset=utf-8"
NO_TOKEN = b"The token is missing or wrong.\n"
HELP = {
    "outbox": "Applications taken in whose steps have not begun",
    "outbox_failing": "Of them, tried in vain",
    "outbox_seconds": "How long one of them waits",
    "jobs": "Mails, documents and rounds to do",
    "jobs_failing": "Of them, tried in vain",
    "jobs_seconds": "How long one of them waits",
    "jobs_running": "Jobs in hand",
    "workers": "Workers alive half a minute ago",
    "unsealed": "Events since the newest checkpoint",
    "checkpoint_seconds": "Age of the newest checkpoint",
    "connections_active": "Connections at work in the database",
    "connections_in_transaction": "Connections that hold a transaction open and do nothing",
    "connections": "Connections to the database, from everywhere",
    "connections_most": "Connections the server takes in all",
}


class Probes:
    """Answers `/health`, `/ready`, and `/metrics` to whoever brings the token; without a token there are no metrics."""

    def __init__(self, readiness: Readiness, metrics: Prometheus | None, token: str = "") -> None:
        self._readiness = readiness
        self._metrics = metrics
        self._token = token

    async def __call__(self, scope: Scope, body: bytes, send: Send) -> bool:
        """Answer the request if it is one of these."""
        if scope["path"] == "/health":
            await _answer(send, 200, TEXT, b"ok\n")
        elif scope["path"] == "/ready":
            parts = await asyncio.to_thread(self._readiness.look)
            told = json.dumps({"ready": all(parts.values()), "parts": parts}) + "\n"
            await _answer(send, 200 if all(parts.values()) else 503, "application/json", told.encode())
        elif scope["path"] == "/metrics" and self._metrics is not None and self._token:
            await self._show_metrics(scope, self._metrics, send)
        else:
            return False
        return True

    async def _show_metrics(self, scope: Scope, metrics: Prometheus, send: Send) -> None:
        given = dict(scope["headers"]).get(b"authorization", b"")
        if not is_token(given, self._token):
            await _answer(send, 401, TEXT, NO_TOKEN, (b"www-authenticate", b"Bearer"))
            return
        await _answer(send, 200, MEDIA_TYPE, await asyncio.to_thread(lambda: metrics.render(_gauges())))


def is_token(given: bytes, token: str) -> bool:
    """Tell whether a header of authorization brings this token."""
    return hmac.compare_digest(given, f"Bearer {token}".encode())


def _gauges() -> Gauges:
    """Look at the backlog; without a database there is none to tell, and `sportello_database_up` says so."""
    try:
        found = backlog.take()
    except Exception:  # whatever is wrong with the database: what processes counted is told all the same
        return [("sportello_database_up", "Whether the database answered", 0)]
    finally:
        connection.close()
    gauges = [(f"sportello_{one.name}", HELP[one.name], getattr(found, one.name)) for one in fields(found)]
    return [("sportello_database_up", "Whether the database answered", 1), *gauges]


async def _answer(send: Send, status: int, kind: str, body: bytes, *headers: tuple[bytes, bytes]) -> None:
    around = [(name.lower().encode(), value.encode()) for name, value in security.list_headers().items()]
    usual = [*around, (b"content-type", kind.encode()), (b"content-length", b"%d" % len(body))]
    await send({"type": "http.response.start", "status": status, "headers": [*usual, *headers]})
    await send({"type": "http.response.body", "body": body})

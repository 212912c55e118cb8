"""Whatever answers, and whatever it says, the browser is told the same to forbid: over the whole stack of a process."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from django.db.backends.signals import connection_created
from tests.town import Town

from sportello.actions import live
from sportello.channels.api import wire
from sportello.channels.api.case_lane import CaseLane
from sportello.channels.api.lane import Lane
from sportello.channels.pages import security
from sportello.channels.web import start
from sportello.site import crowding, probes
from sportello.site.bridge import Bridge
from sportello.site.front import Front
from sportello.site.readiness import Readiness
from sportello.site.shelf import Shelf

APPLICATIONS = "/api/v1/services/street-defect/applications"
FORM, JSON = "application/x-www-form-urlencoded", "application/json"
ANSWERS: dict[str, tuple[int, str, str, dict[str, Any]]] = {
    "a public page, from the shelf": (200, "GET", "/", {}),
    "a page for somebody with a session": (200, "GET", "/", {"cookie": "sessionid=x"}),
    "a page that only Django answers": (200, "GET", "/track", {}),
    "a form with something wrong": (422, "POST", "/track", {"sec-fetch-site": "same-origin", "content-type": FORM}),
    "a form of another site": (403, "POST", "/sign-in", {"content-type": FORM}),
    "signing in": (200, "GET", "/sign-in", {}),
    "somewhere to sign in first": (302, "GET", "/account", {}),
    "a static file": (200, "GET", "/static/probe.css", {}),
    "a static file there is not": (404, "GET", "/static/none.css", {}),
    "a picture": (200, "GET", "/map.svg", {}),
    "no such page": (404, "GET", "/nowhere", {}),
    "no such method": (405, "OPTIONS", "/services", {}),
    "a host that is not ours": (400, "GET", "/track", {"host": "evil.test"}),
    "a page, of a host that is not ours": (400, "GET", "/", {"host": "evil.test"}),
    "a notice nobody signed": (409, "POST", "/webhooks/stripe", {"content-type": JSON}),
    "programs' list": (200, "GET", "/api/v1/services", {}),
    "programs' nothing": (404, "GET", "/api/v1/nowhere", {}),
    "programs' application, by the lane": (
        422,
        "POST",
        APPLICATIONS,
        {"content-type": JSON, "body": b'{"answers":{}}'},
    ),
    "programs' case, by the lane": (401, "GET", "/api/v1/cases/R7K-3F9-2QM", {}),
    "the record": (200, "GET", "/record/keys", {}),
    "too long a body": (413, "POST", "/track", {"content-length": "99999999"}),
    "too slow a body": (408, "POST", "/track", {"slow": True}),
    "too much at once": (503, "POST", "/track", {"crowded": True, "body": b"x" * 100}),
    "a failure of ours": (500, "GET", "/services", {"fails": True}),
    "whether it lives": (200, "GET", "/health", {}),
    "whether it is ready": (503, "GET", "/ready", {}),
}


@pytest.fixture(autouse=True)
def _safe(settings: Any, town: Town) -> Iterator[None]:
    """Be a city that is reached by https."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    (Path(settings.STATIC_ROOT) / "probe.css").write_text("p {}")
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.ALLOWED_HOSTS = ["city.test"]
    settings.SECURE_SSL_REDIRECT, settings.SECURE_HSTS_SECONDS = True, 31536000
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    wire._everywhere.cache_clear()
    yield
    wire._everywhere.cache_clear()
    live.forget()


@pytest.fixture(autouse=True)
def _connections(town: Town) -> Iterator[None]:
    """Close the connections of threads that a process keeps, and a test does not."""
    opened: list[Any] = []

    def note(connection: Any, **_: Any) -> None:
        opened.append(connection)

    connection_created.connect(note)
    yield
    connection_created.disconnect(note)
    for one in opened:
        if one is not connections["default"]:
            one.inc_thread_sharing()
            one.close()


def ask(method: str, path: str, told: dict[str, Any]) -> tuple[int, dict[str, str]]:
    """Ask a whole process' stack, but for the server's own part."""
    body, slow, crowded = told.get("body", b""), told.get("slow"), told.get("crowded")
    given = {"host": "city.test", "x-forwarded-proto": "https", **told}
    headers = [(name.encode(), value.encode()) for name, value in given.items() if isinstance(value, str)]
    scope = {
        "type": "http",
        "method": method,
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "headers": headers,
        "http_version": "1.1",
        "scheme": "http",
        "client": ("203.0.113.9", 4711),
        "server": ("127.0.0.1", 8000),
    }
    said: list[Any] = []

    async def receive() -> Any:
        if slow:
            await asyncio.sleep(60)
        return {"type": "http.request", "body": body, "more_body": False}

    async def send(message: Any) -> None:
        said.append(message)

    async def run() -> None:
        behind = Bridge(WSGIHandler(), 2)
        lanes = [probes.Probes(Readiness("", {}), None), Lane(), CaseLane(), Shelf(behind)]
        front = Front(behind, lanes=lanes, headers=security.list_headers(), body_seconds=0.05 if slow else 60)
        await crowding.Crowding(front, 1 if crowded else 10**9)(scope, receive, send)

    asyncio.run(run())
    names = [name.decode().lower() for name, _ in said[0]["headers"]]
    assert len(names) == len(set(names)) or "set-cookie" in names
    return said[0]["status"], {name.decode().lower(): value.decode() for name, value in said[0]["headers"]}


@pytest.mark.parametrize("what", ANSWERS)
def test_every_answer_tells_the_browser_what_to_forbid(monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    expected, method, path, told = ANSWERS[what]
    if told.get("fails"):
        monkeypatch.setattr(start, "_list_offered", lambda language: 1 / 0)
    status, headers = ask(method, path, told)
    policy = headers["content-security-policy"]
    assert status == expected
    assert "frame-ancestors 'none'" in policy and "unsafe" not in policy and "default-src" in policy
    assert headers["strict-transport-security"] == "max-age=31536000"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == headers["cross-origin-resource-policy"] == "same-origin"
    assert "geolocation=()" in headers["permissions-policy"]
    assert "cache-control" in headers and "server" not in headers and "x-powered-by" not in headers


def test_what_did_not_come_safely_is_led_to_where_it_does() -> None:
    status, headers = ask("GET", "/track", {"x-forwarded-proto": "http"})
    assert status == 301 and headers["location"] == "https://city.test/track"
    assert "default-src" in headers["content-security-policy"]

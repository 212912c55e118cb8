"""Figures and readiness, without a web server."""

import asyncio
import json
import re
import threading
import time
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from tests.town import Town
from tests.waiting import PATIENCE

from sportello.actions import backlog
from sportello.integrations.prometheus import watcher, worker
from sportello.site import environment, probes, watching
from sportello.site.readiness import Readiness

DOCS = environment.ROOT / "docs" / "monitoring.md"


def ask(path: str, app: Any, **headers: str) -> tuple[int, dict[bytes, bytes], bytes]:
    told: list[Any] = []

    async def send(message: Any) -> None:
        told.append(message)

    given = [(name.encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": given}
    asyncio.run(app(scope, b"", send))
    return told[0]["status"], dict(told[0]["headers"]), told[1]["body"]


def ready(**checks: Any) -> tuple[int, Any]:
    status, _, body = ask("/ready", probes.Probes(Readiness("", checks), None))
    return status, json.loads(body)


def fail() -> bool:
    raise OSError("the disk does not answer")


def test_every_figure_is_documented_and_the_other_way_round() -> None:
    documented = set(re.findall(r"^\| `(sportello_\w+)`", DOCS.read_text(), re.M))
    source = (watcher.__file__, worker.__file__, probes.__file__)
    counted = {n for path in source for n in re.findall(r'"(sportello_\w+)"', Path(path).read_text())}
    looked_up = {f"sportello_{one.name}" for one in fields(backlog.Backlog)}
    assert {name.removesuffix("_total") for name in documented} == counted | looked_up
    assert set(probes.HELP) == {one.name for one in fields(backlog.Backlog)}


def test_alerts_ask_for_figures_there_are() -> None:
    text = DOCS.read_text()
    documented = set(re.findall(r"^\| `(sportello_\w+)`", text, re.M))
    asked = {re.sub("_(bucket|count)$", "", name) for name in re.findall(r"sportello_\w+", text)}
    assert asked <= documented


def test_all_parts_ready_is_200_and_one_that_is_not_503() -> None:
    assert ready(one=lambda: True) == (200, {"ready": True, "parts": {"one": True}})
    assert ready(one=lambda: True, other=lambda: False)[0] == 503


def test_a_part_that_fails_or_hangs_is_not_ready_and_hides_no_other() -> None:
    stop = threading.Event()
    began = time.monotonic()
    status, told = ready(good=lambda: True, broken=fail, hangs=lambda: stop.wait(2 * PATIENCE))
    stop.set()
    assert (status, told["parts"]) == (503, {"good": True, "broken": False, "hangs": False})
    assert time.monotonic() - began < PATIENCE


def test_parts_are_asked_once_however_often_readiness_is() -> None:
    asked: list[int] = []
    readiness = Readiness("", {"one": lambda: not asked.append(1)})
    assert [readiness.look() for _ in range(50)] == [{"one": True}] * 50
    assert len(asked) < 50


def test_health_asks_nothing() -> None:
    assert ask("/health", probes.Probes(Readiness("", {"broken": fail}), None))[0] == 200


def test_without_a_token_there_are_no_metrics() -> None:
    async def nothing(message: Any) -> None:
        raise AssertionError(message)

    scope = {"path": "/metrics", "headers": []}
    assert not asyncio.run(probes.Probes(Readiness("", {"one": fail}), None)(scope, b"", nothing))


@pytest.mark.parametrize(("method", "told"), [("GET", "GET"), ("GUADALUPE", "_OTHER")])
def test_a_request_is_counted_with_its_status_and_gets_an_id_of_ours(method: str, told: str) -> None:
    counted: list[Any] = []

    class Counting:
        def answered(self, route: str, method: str, status: int, seconds: float) -> None:
            counted.append((route, method, status))

        def set_waiting(self, number: int) -> None: ...

    async def inner(scope: Any, receive: Any, send: Any) -> None:
        scope[watching.ROUTE][0] = "cases/<uuid:case>"
        assert dict(scope["headers"])[b"x-request-id"] != b"theirs"
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    scope = {"type": "http", "method": method, "path": "/", "headers": [(b"x-request-id", b"theirs")]}
    asyncio.run(watching.Watched(inner, Counting())(scope, send, send))
    assert counted == [("cases/<uuid:case>", told, 404)]
    assert re.fullmatch(b"[0-9a-f]{16}", dict(sent[0]["headers"])[b"x-request-id"])


def test_a_database_that_is_away_is_told_among_the_figures(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlog, "take", fail)
    monkeypatch.setattr(probes.connection, "close", lambda: None)
    assert probes._gauges() == [("sportello_database_up", "Whether the database answered", 0)]

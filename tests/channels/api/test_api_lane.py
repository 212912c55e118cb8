"""The lane answers what Django would, and leaves to Django whatever is not a well-formed application."""

import asyncio
import json
import threading
import time
from typing import Any
from uuid import uuid4

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import connections
from tests.channels.api.conftest import APPLY, Program, known
from tests.town import Town
from tests.waiting import PATIENCE

from sportello.actions import accounts, live, writing
from sportello.channels.api.lane import Lane
from sportello.site.bridge import Bridge
from sportello.site.front import Front
from sportello.store.cases import Case
from sportello.store.files import File

Answer = tuple[int, dict[str, str], Any]
PATH = APPLY.format("street-defect")
ANSWERS = {
    "kind": "pothole",
    "where": {"line": "Canal Road 4", "postcode": "00117", "place": "brickfields", "fixed": True},
    "private_land": False,
    "dangerous": False,
}


@pytest.fixture
def front(town: Town, monkeypatch: Any) -> Front:
    """Serve as a web process does: the lane, and Django behind; nobody on the loop may wait for the database."""
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE", raising=False)
    live.services()
    monkeypatch.setattr(live, "FRESH_SECONDS", 3600)
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)  # those of the threads made here
    return Front(Bridge(get_wsgi_application(), 2), lanes=[Lane()])


def ask(
    front: Front, body: Any, times: int = 1, path: str = PATH, **headers: str
) -> list[tuple[int, dict[str, str], Any]]:
    """Send the same request so many times at once; give status, headers and JSON of each answer."""
    content = body if isinstance(body, bytes) else json.dumps(body).encode()
    given = {"content-type": "application/json"} | {name.replace("_", "-"): value for name, value in headers.items()}
    scope = {
        "type": "http",
        "method": "POST",
        "scheme": "http",
        "http_version": "1.1",
        "server": ("127.0.0.1", 80),
        "client": (f"10.1.{uuid4().int % 250}.{uuid4().int % 250}", 1),
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), *((name.encode(), value.encode()) for name, value in given.items())],
    }

    async def one() -> Answer:
        waiting, told = [{"type": "http.request", "body": content, "more_body": False}], []

        async def receive() -> Any:
            return waiting.pop() if waiting else await asyncio.sleep(3600)

        async def send(message: Any) -> None:
            told.append(message)

        await front(dict(scope), receive, send)
        found = {name.decode().title(): value.decode() for name, value in told[0]["headers"]}
        return told[0]["status"], found, json.loads(b"".join(message.get("body", b"") for message in told[1:]))

    async def all_at_once() -> list[Answer]:
        return await asyncio.gather(*(one() for _ in range(times)))

    return asyncio.run(all_at_once())


def shape(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: shape(inner) for name, inner in value.items()}
    return [shape(each) for each in value] if isinstance(value, list) else type(value).__name__


def test_an_application_gets_the_same_answer_from_the_lane_as_from_django(front: Front, stranger: Program) -> None:
    ((status, headers, body),) = ask(front, {"answers": ANSWERS, "language": "es"})
    plain = stranger.post(PATH, {"answers": ANSWERS, "language": "es"})
    assert (status, shape(body)) == (plain.status_code, shape(plain.json())) == (201, shape(body))
    assert (body["decision"], body["due_at"]) == (plain.json()["decision"], plain.json()["due_at"])
    assert headers.keys() == {name.title() for name in plain.headers}
    same = headers.keys() - {"Location", "Content-Length"}
    assert {name: headers[name] for name in same} == {name: plain.headers[name] for name in same}
    assert Case.objects.get(reference=body["reference"]).language == "es"


def test_thirty_at_once_with_one_key_are_one_case(front: Front) -> None:
    answers = ask(front, {"answers": ANSWERS}, times=30, idempotency_key=str(uuid4()))
    assert {(status, body["reference"]) for status, _, body in answers} == {(201, answers[0][2]["reference"])}
    assert sum(headers.get("Idempotency-Replayed") == "true" for _, headers, _ in answers) == 29


def test_the_same_said_in_another_order_and_with_spaces_is_the_same_body(front: Front) -> None:
    key, turned = str(uuid4()), {"answers": dict(reversed(ANSWERS.items())), "language": "en"}
    ((_, _, first),) = ask(front, {"language": "en", "answers": ANSWERS}, idempotency_key=key)
    ((_, _, again),) = ask(front, json.dumps(turned, indent=4).encode(), idempotency_key=key)
    assert again["reference"] == first["reference"]


def test_a_client_is_known_by_its_token_and_a_wrong_one_is_told(front: Front) -> None:
    token = accounts.add_client(f"Lane {uuid4()}")
    ((status, _, body),) = ask(front, {"answers": ANSWERS}, authorization=f"Bearer {token}")
    assert status == 201 and Case.objects.get(reference=body["reference"]).client is not None
    ((status, headers, body),) = ask(front, {"answers": ANSWERS}, authorization="Bearer sportello_wrong")
    assert (status, body["code"]) == (401, "access.token") and "Www-Authenticate" in headers


def test_what_is_wrong_with_answers_is_told_one_by_one(front: Front, stranger: Program) -> None:
    wrong = {"answers": ANSWERS | {"kind": "volcano", "pets": 1}, "language": "it"}
    ((status, headers, body),) = ask(front, wrong)
    plain = stranger.post(PATH, wrong)
    assert (status, body) == (plain.status_code, plain.json()) and status == 422
    assert headers["Content-Type"] == plain.headers["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize(
    ("body", "headers", "status", "code"),
    [
        (b'{"answers": {', {}, 400, "request.malformed"),
        (b'{"answers": {}, "answers": {}}', {}, 422, "request.key_twice"),
        (b'{"answers": {"kind": "\\u0000"}}', {}, 422, "request.text"),
        (b'{"answers": {"kind": 1e99999999999999999999}}', {}, 422, "request.number"),
        (b'{"answers": {"kind": "' + b"a" * 40_000 + b'"}}', {}, 422, "application.invalid"),
        (b'{"answers": ' + b'{"a":' * 20 + b"1" + b"}" * 20 + b"}", {}, 422, "request.too_deep"),
        ({"answers": ANSWERS, "more": 1}, {}, 422, "request.invalid"),
        ({"answers": ANSWERS}, {"idempotency_key": "short"}, 422, "request.invalid"),
        ({"answers": ANSWERS}, {"content_type": "text/plain"}, 415, "request.media_type"),
    ],
)
def test_what_is_not_well_formed_is_answered_by_django(
    front: Front, body: Any, headers: dict[str, str], status: int, code: str
) -> None:
    ((found, _, problem),) = ask(front, body, **headers)
    assert (found, problem["code"]) == (status, code)


def test_no_such_service_is_told(front: Front) -> None:
    ((status, _, body),) = ask(front, {"answers": {}}, path=APPLY.format("no-such"))
    assert (status, body["code"]) == (404, "service.unknown")


def test_a_full_queue_is_told_with_when_to_come_again(front: Front, monkeypatch: Any) -> None:
    monkeypatch.setattr(writing, "LONGEST_QUEUE", 0)
    ((status, headers, body),) = ask(front, {"answers": ANSWERS})
    assert (status, body["code"], headers["Retry-After"]) == (503, "intake.busy", "5")


def test_a_slow_commit_holds_up_nobody_who_asks_for_something_else(front: Front, monkeypatch: Any) -> None:
    from sportello.store import intake as store

    write, go_on = store.write, threading.Event()
    monkeypatch.setattr(store, "write", lambda batch: go_on.wait(2 * PATIENCE) and write(batch))

    async def both() -> tuple[bool, float]:
        applying = asyncio.get_running_loop().run_in_executor(None, ask, front, {"answers": ANSWERS})
        began = time.monotonic()
        await asyncio.get_running_loop().run_in_executor(None, ask, front, {"answers": {"kind": "volcano"}})
        was_waiting, seconds = not applying.done(), time.monotonic() - began
        go_on.set()
        assert (await applying)[0][0] == 201
        return was_waiting, seconds

    was_waiting, seconds = asyncio.run(both())
    assert was_waiting and seconds < PATIENCE


def test_files_named_in_answers_go_to_the_case(front: Front, town: Town) -> None:
    client = known(f"Lane {uuid4()}")
    answers = client.answers(town, "street-defect")
    ((status, _, body),) = ask(front, {"answers": answers}, authorization=client.headers["Authorization"])
    assert status == 201
    case = Case.objects.get(reference=body["reference"])
    assert File.objects.filter(case=case).count() == len(answers["photo"]) == 1

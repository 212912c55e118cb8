"""Bodies of requests beyond what a process may hold."""

import asyncio
import json
import weakref
from typing import Any

import pytest
from tests.waiting import until_then

from sportello.site import crowding, environment
from sportello.site.crowding import SMALL, Crowding
from sportello.site.front import BODY_BYTES, Front

ROOM = 8 * SMALL
LARGE = b"x" * (4 * SMALL)


class Request:
    """A request whose body is sent piece by piece, and the answer to it."""

    def __init__(self, path: str = "/drafts/1", **headers: str) -> None:
        given = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
        self.scope = {"type": "http", "method": "POST", "path": path, "query_string": b"", "headers": given}
        self.pieces: asyncio.Queue[Any] = asyncio.Queue()
        self.told: list[Any] = []

    async def send(self, message: Any) -> None:
        self.told.append(message)

    async def go_on(self, piece: bytes, *, more: bool = True) -> None:
        """Send a piece, and give the other side time to read it."""
        self.pieces.put_nowait({"type": "http.request", "body": piece, "more_body": more})
        for _ in range(5):
            await asyncio.sleep(0)

    @property
    def status(self) -> int | None:
        return self.told[0]["status"] if self.told else None

    @property
    def headers(self) -> dict[bytes, bytes]:
        return dict(self.told[0]["headers"])

    @property
    def body(self) -> bytes:
        return self.told[1]["body"]


class Process:
    """A process that reads bodies whole and answers when it is let."""

    def __init__(self, **front: Any) -> None:
        self.may_answer = asyncio.Event()
        self.crowding = Crowding(Front(self._answer, **front), ROOM)
        self._tasks: list[asyncio.Task[None]] = []

    def take(self, request: Request) -> Request:
        self._tasks.append(asyncio.create_task(self.crowding(request.scope, request.pieces.get, request.send)))
        return request

    async def end(self) -> None:
        self.may_answer.set()
        await asyncio.gather(*self._tasks)

    async def _answer(self, scope: Any, receive: Any, send: Any) -> None:
        await self.may_answer.wait()
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def test_beyond_its_room_a_process_refuses_what_comes_and_goes_on_with_what_it_has() -> None:
    async def crowd() -> None:
        process = Process()
        first, second, third = (process.take(Request()) for _ in range(3))
        await first.go_on(LARGE)
        await second.go_on(LARGE)
        assert process.crowding.held == len(LARGE)  # of the second nothing is kept
        await first.go_on(b"end", more=False)
        assert second.status is None  # it hears when it has sent all
        await second.go_on(LARGE)
        await second.go_on(b"end", more=False)
        assert (first.status, second.status) == (None, 503)
        process.may_answer.set()
        await until_then(lambda: first.status)
        assert (first.status, process.crowding.held) == (200, 0)
        await third.go_on(LARGE)
        await third.go_on(b"end", more=False)
        await process.end()
        assert (third.status, process.crowding.held) == (200, 0)

    asyncio.run(crowd())


def test_small_bodies_come_in_while_large_ones_crowd() -> None:
    async def crowd() -> None:
        process = Process()
        large = [process.take(Request()) for _ in range(6)]
        for one in large:
            await one.go_on(b"x" * (SMALL + 1), more=False)
        small = process.take(Request())
        await small.go_on(b"x" * SMALL, more=False)
        await process.end()
        assert [one.status for one in large] == [200, 200, 200, 200, 200, 503]
        assert small.status == 200

    asyncio.run(crowd())


def test_a_body_that_trickles_gives_its_room_back_when_its_time_is_over() -> None:
    async def crowd() -> None:
        process = Process(body_seconds=0.02)
        slow = process.take(Request())
        await slow.go_on(LARGE)
        await until_then(lambda: slow.status)
        assert (slow.status, process.crowding.held) == (408, 0)

    asyncio.run(crowd())


def test_who_finds_no_room_and_does_not_end_is_answered_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowding, "BODY_SECONDS", 0.02)

    async def crowd() -> None:
        process = Process()
        first, second = process.take(Request()), process.take(Request())
        await first.go_on(LARGE, more=False)
        await second.go_on(LARGE)
        await until_then(lambda: second.status)
        assert second.status == 503
        await process.end()

    asyncio.run(crowd())


def test_what_found_no_room_is_forgotten_before_the_rest_is_waited_for() -> None:
    class Piece(bytearray):
        """Bytes that can be told to be gone."""

    async def crowd() -> None:
        process = Process()
        piece = Piece(b"x" * SMALL)
        gone, request = weakref.ref(piece), process.take(Request())
        await request.go_on(piece)
        del piece
        await request.go_on(b"x" * ROOM)
        assert request.status is None
        assert gone() is None
        await request.go_on(b"", more=False)
        await process.end()

    asyncio.run(crowd())


@pytest.mark.parametrize("told", [{}, {"content_length": str(6 * SMALL)}])
def test_what_the_front_refuses_is_answered_when_all_of_it_has_come(told: dict[str, str]) -> None:
    async def crowd() -> None:
        process = Process(body_bytes=2 * SMALL)
        request = process.take(Request(**told))
        for _ in range(5):
            await request.go_on(b"x" * SMALL)
            assert request.status is None
        await request.go_on(b"x" * SMALL, more=False)
        await process.end()
        assert (request.status, process.crowding.held) == (413, 0)

    asyncio.run(crowd())


def test_of_what_never_ends_so_much_is_read_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(crowding, "MOST_THROWN_AWAY", 2 * SMALL)

    async def crowd() -> None:
        process = Process(body_bytes=1)
        request = process.take(Request())
        for _ in range(4):
            await request.go_on(b"x" * SMALL)
        assert request.status == 413
        await process.end()

    asyncio.run(crowd())


def refuse(request: Request) -> Request:
    async def crowd() -> None:
        process = Process()
        process.take(request)
        await request.go_on(b"x" * (ROOM + 1), more=False)
        await process.end()

    asyncio.run(crowd())
    assert request.status == 503
    assert request.headers[b"retry-after"] == b"5" and request.headers[b"cache-control"] == b"no-store"
    assert int(request.headers[b"content-length"]) == len(request.body)
    return request


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Name static files as they are: the manifest is made only when the city opens."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.mark.parametrize(
    ("headers", "language", "said"),
    [
        ({"accept_language": "it"}, "it", "Ciò che avevi salvato prima è conservato"),
        ({"cookie": "language=es", "accept_language": "it"}, "es", "Lo que había guardado antes se conserva"),
        ({"cookie": "a=b; ;;=\x01"}, "en", "What you saved before is kept"),
    ],
)
def test_people_get_a_page_in_their_language_that_says_what_was_kept(
    headers: dict[str, str], language: str, said: str
) -> None:
    request = refuse(Request(**headers))
    assert f'<html lang="{language}"' in request.body.decode() and said in request.body.decode()
    assert request.headers[b"content-security-policy"]


@pytest.mark.parametrize("path", ["/api/v1/files", "/record/checkpoint"])
def test_programs_get_a_problem(path: str) -> None:
    request = refuse(Request(path, accept_language="es"))
    problem = json.loads(request.body)
    assert request.headers[b"content-type"] == b"application/problem+json"
    assert (problem["code"], problem["status"]) == ("server.crowded", 503)
    assert request.headers[b"content-language"] == b"es"


def test_any_body_that_may_come_finds_room_in_an_empty_process() -> None:
    least = environment.LEAST_BODIES_MB * 1024 * 1024
    assert Crowding(Front(lambda *given: None), least)._most_large >= BODY_BYTES

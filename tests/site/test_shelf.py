"""Readers are answered from memory: the same as Django says, to each in their language, and nothing of anybody."""

import asyncio
import gzip
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connections
from tests.town import Town

from sportello.actions import live
from sportello.site import readers
from sportello.site.bridge import Bridge
from sportello.site.shelf import Shelf

SERVICE = "/services/rental-assistance"
PUBLIC = ("/", "/services", SERVICE, "/help", "/help/privacy", "/manifest.webmanifest", "/api/v1/services")
SPANISH, ITALIAN = {"accept-language": "es-MX,es;q=0.9"}, {"cookie": "language=it; theme=dark"}


@dataclass(frozen=True)
class Answer:
    """What came over the wire."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """Give the body as text."""
        return self.body.decode()


class Reading:
    """A shelf over the real site, with a count of what Django was asked, and a monotonic clock to turn."""

    def __init__(self, **parts: Any) -> None:
        self.asked: list[Any] = []
        self.at = 1000.0
        self._django = Bridge(_make_django(), 4)
        self.shelf = Shelf(self._ask, look_up=self._look_up, clock=lambda: self.at, **parts)
        self._loop = asyncio.new_event_loop()

    def read(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET", query: str = "") -> Any:
        """Ask the shelf; None when it leaves the request to Django."""
        return self._loop.run_until_complete(self._read(path, headers or {}, method, query))

    def read_at_once(self, times: int, path: str) -> list[Any]:
        """Ask so many times before any answer has come."""

        async def all_of_them() -> list[Any]:
            return await asyncio.gather(*(self._read(path, {}, "GET", "") for _ in range(times)))

        return self._loop.run_until_complete(all_of_them())

    def ask_django(self, path: str, headers: Mapping[str, str] | None = None) -> Answer:
        """Ask Django itself."""

        async def ask() -> Answer:
            return await _collect(lambda send: self._django(_scope(path, headers or {}), _no_body, send))

        return self._loop.run_until_complete(ask())

    def close(self) -> None:
        """Put it away."""
        self._loop.close()

    async def _read(self, path: str, headers: Mapping[str, str], method: str, query: str) -> Any:
        taken: list[bool] = []

        async def ask(send: Any) -> None:
            taken.append(await self.shelf(_scope(path, headers, method, query), b"", send))

        answer = await _collect(ask)
        return answer if taken[0] else None

    async def _ask(self, scope: Any, receive: Any, send: Any) -> None:
        self.asked.append(scope)
        await self._django(scope, receive, send)

    def _look_up(self) -> readers.Now:
        live.forget()
        found = readers.look_up()
        connections.close_all()
        return readers.Now(found.state, found.languages, self.at + live.FRESH_SECONDS)


def _make_django() -> Callable[..., Any]:
    handler = WSGIHandler()

    def answer(environ: Any, start_response: Any) -> list[bytes]:
        response = handler(environ, start_response)
        try:
            return list(response)
        finally:
            response.close()
            connections.close_all()  # of a thread that is left alone after the test

    return answer


async def _collect(ask: Callable[[Any], Any]) -> Answer:
    told: list[Any] = []

    async def send(message: Any) -> None:
        told.append(message)

    await ask(send)
    if not told:
        return Answer(0, {}, b"")
    headers = {name.decode().lower(): value.decode() for name, value in told[0]["headers"]}
    return Answer(told[0]["status"], headers, b"".join(message.get("body", b"") for message in told[1:]))


async def _no_body() -> Any:
    return {"type": "http.request", "body": b"", "more_body": False}


def _scope(path: str, headers: Mapping[str, str], method: str = "GET", query: str = "") -> dict[str, Any]:
    given = {"host": "127.0.0.1:8000", **headers}
    return {
        "type": "http",
        "http_version": "1.1",
        "method": method,
        "path": path,
        "query_string": query.encode(),
        "headers": [(name.encode(), value.encode()) for name, value in given.items()],
        "client": ("127.0.0.1", 4711),
        "server": ("127.0.0.1", 8000),
        "scheme": "http",
    }


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    (Path(settings.STATIC_ROOT) / "lamp.0123456789ab.css").write_text("body { color: navy }\n" * 40)
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def reading(town: Town) -> Iterator[Reading]:
    opened = Reading()
    yield opened
    opened.close()


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_answer_is_asked_for_once_and_is_djangos_own(reading: Reading, path: str) -> None:
    first, again = reading.read(path), reading.read(path)
    assert first == again and len(reading.asked) == 1
    theirs = reading.ask_django(path)
    assert (first.status, first.body) == (200, theirs.body)
    assert {**theirs.headers, "vary": ""} == {**first.headers, "vary": ""}
    assert set(theirs.headers["vary"].split(", ")) | {"Accept-Encoding"} == set(first.headers["vary"].split(", "))
    assert first.headers["cache-control"] == "public, max-age=60, must-revalidate"
    assert "set-cookie" not in first.headers


def test_each_reads_their_own_language(reading: Reading) -> None:
    assert 'lang="en"' in reading.read("/").text
    assert 'lang="es"' in reading.read("/", SPANISH).text
    assert 'lang="it"' in reading.read("/", ITALIAN).text
    assert 'lang="it"' in reading.read("/", SPANISH | ITALIAN).text, "the choice comes before what the browser asks for"
    assert 'lang="es"' in reading.read("/", {"accept-language": "es", "cookie": "language=xx"}).text
    assert 'lang="en"' in reading.read("/", {"accept-language": "de"}).text
    assert len(reading.asked) == 3


def test_the_api_does_not_look_at_the_cookie_here_either(reading: Reading) -> None:
    path = "/api/v1" + SERVICE
    assert '"language": "es"' in reading.read(path, SPANISH | ITALIAN).text
    assert '"language": "en"' in reading.read(path, ITALIAN).text
    assert len(reading.asked) == 2


@pytest.mark.parametrize(
    ("path", "asked"),
    [
        ("/", {"headers": {"cookie": "language=es; sessionid=abc"}}),
        ("/", {"query": "q=rent"}),
        ("/", {"method": "POST"}),
        ("/api/v1/services", {"headers": {"authorization": "Bearer x"}}),
        ("/", {"headers": {"range": "bytes=0-1"}}),
        ("/track", {}),
        ("/track/R7K-3F9-2Q/7QK2-M9FX-3RTA", {}),
        ("/my", {}),
        ("/desk/", {}),
        ("/nowhere", {}),
        ("/health", {}),
    ],
)
def test_what_is_not_everyones_is_left_to_django_unasked(reading: Reading, path: str, asked: Any) -> None:
    assert reading.read(path, **asked) is None
    assert not reading.asked


def test_nothing_that_tells_who_asked_reaches_what_is_kept(reading: Reading) -> None:
    personal = {"user-agent": "Ana's phone", "cookie": "csrftoken=secret; name=Ana", "referer": "http://ana.test/"}
    assert reading.read("/", personal | {"x-forwarded-for": "10.1.2.3"})
    told = dict(reading.asked[0]["headers"])
    assert told.pop(b"cookie") == b"language=en"
    assert told.keys() == {b"host", b"x-forwarded-for", b"accept-language", b"accept-encoding"}


def test_a_page_that_sets_a_cookie_is_kept_nowhere_whatever_its_view_says(reading: Reading, monkeypatch: Any) -> None:
    from django.http import HttpRequest, HttpResponse
    from django.middleware.csrf import get_token
    from django.urls import resolve

    def with_token(request: HttpRequest, *_: Any, **__: Any) -> HttpResponse:
        return HttpResponse(get_token(request))

    monkeypatch.setattr("sportello.channels.pages.rendering.show", with_token)
    assert resolve("/help").func.is_public
    assert reading.read("/help") is None
    theirs = reading.ask_django("/help")
    assert theirs.headers["cache-control"] == "no-store"
    assert "set-cookie" in theirs.headers


def test_a_visitor_with_a_session_never_shares_a_page(reading: Reading) -> None:
    from tests.channels.visiting import Visitor

    visitor = Visitor()
    draft = visitor.begin("rental-assistance")
    assert draft in visitor.get(SERVICE).content.decode()
    assert visitor.page.headers["Cache-Control"] == "no-store"
    assert draft not in reading.read(SERVICE).text
    assert 'href="/my"' in visitor.get("/").content.decode()
    assert 'href="/my"' not in reading.read("/").text


def test_readers_at_once_wait_for_one_answer(reading: Reading) -> None:
    answers = reading.read_at_once(50, "/")
    assert len(reading.asked) == 1
    assert {answer.body for answer in answers} == {answers[0].body}


def test_a_new_edition_is_shown_within_a_second(reading: Reading, monkeypatch: Any) -> None:
    reading.read("/")
    state = live.state()
    monkeypatch.setattr(live, "state", lambda: live.State((("city", "new"),), state.day, state.until))
    reading.at += 0.9
    reading.read("/")
    assert len(reading.asked) == 1
    reading.at += 0.2
    reading.read("/")
    assert len(reading.asked) == 2


def test_pages_are_made_anew_at_midnight_of_the_city(town: Town, reading: Reading) -> None:
    assert "Closed since" not in reading.read(SERVICE).text
    town.clock.at += timedelta(days=400)
    reading.at += 1.1
    assert "Closed since" in reading.read(SERVICE).text
    assert len(reading.asked) == 2


def test_an_answer_is_kept_no_longer_than_its_headers_say(reading: Reading) -> None:
    for seconds, asked in ((0, 1), (59, 1), (2, 2)):
        reading.at += seconds
        reading.read("/api/v1/services")
        assert len(reading.asked) == asked


def test_who_has_the_page_already_is_told_it_is_unchanged(reading: Reading) -> None:
    first = reading.read("/")
    again = reading.read("/", {"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status, again.body) == (304, b"")
    assert again.headers["etag"] == first.headers["etag"]
    assert "content-length" not in again.headers and "content-security-policy" in again.headers
    assert reading.ask_django("/", {"if-none-match": first.headers["etag"]}).status == 304
    assert reading.read("/", {"if-none-match": '"other"'}).status == 200
    assert len(reading.asked) == 1


def test_each_coding_has_its_own_bytes_and_tag(reading: Reading) -> None:
    plain = reading.read("/", {"accept-encoding": "gzip;q=0, identity"})
    zipped = reading.read("/", {"accept-encoding": "deflate, gzip;q=0.8"})
    packed = reading.read("/", {"accept-encoding": "gzip, deflate, br, zstd"})
    assert "content-encoding" not in plain.headers
    assert (zipped.headers["content-encoding"], gzip.decompress(zipped.body)) == ("gzip", plain.body)
    assert (packed.headers["content-encoding"], brotli.decompress(packed.body)) == ("br", plain.body)
    assert len({answer.headers["etag"] for answer in (plain, zipped, packed)}) == 3
    assert all(int(answer.headers["content-length"]) == len(answer.body) for answer in (plain, zipped, packed))
    unchanged = {"accept-encoding": "gzip", "if-none-match": plain.headers["etag"]}
    assert reading.read("/", unchanged).status == 200
    assert len(reading.asked) == 1


def test_the_head_alone_has_no_body(reading: Reading) -> None:
    head, whole = reading.read("/", method="HEAD"), reading.read("/")
    assert (head.headers, head.body) == (whole.headers, b"")


def test_files_of_the_pages_are_kept_too(reading: Reading) -> None:
    path = "/static/lamp.0123456789ab.css"
    first = reading.read(path, {"accept-encoding": "gzip"})
    assert reading.read(path, {"accept-encoding": "gzip"}) == first and len(reading.asked) == 1
    assert gzip.decompress(first.body) == reading.ask_django(path).body
    assert first.headers["cache-control"].startswith("max-age=") and "public" in first.headers["cache-control"]
    assert first.headers["x-content-type-options"] == "nosniff"
    assert reading.read("/static/none.css").status == 404


@pytest.mark.parametrize("path", ["/services/nothing", "/help/nothing", "/api/v1/services/nothing", "/static/none.css"])
def test_what_is_not_there_django_is_asked_for_once_and_no_more_is_remembered_of_it(
    reading: Reading, path: str
) -> None:
    told = reading.read(path, SPANISH)
    assert len(reading.asked) == 1
    theirs = reading.ask_django(path, SPANISH)
    assert (told.status, told.headers, told.body) == (404, theirs.headers, theirs.body)
    head = reading.read(path, SPANISH, method="HEAD")
    assert (head.status, head.headers, head.body) == (404, theirs.headers, b"")
    assert len(reading.asked) == 2
    assert not reading.shelf._made and not reading.shelf._ready and not reading.shelf._under_way


def test_of_those_who_ask_at_once_for_what_is_not_there_each_other_asks_django(reading: Reading) -> None:
    answers = reading.read_at_once(3, "/services/nothing")
    assert [answer and answer.status for answer in answers] == [404, None, None]
    assert len(reading.asked) == 1


def test_a_failure_is_left_to_django_to_tell_with_the_id_of_its_request(
    reading: Reading, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*given: Any, **also: Any) -> None:
        raise ValueError

    monkeypatch.setattr("sportello.channels.pages.rendering.find_profile", fail)
    assert reading.read("/help") is None


def test_files_compressed_beforehand_are_sent_as_they_lie(town: Town, settings: Any) -> None:
    root = Path(settings.STATIC_ROOT)
    for ending, packed in (("", b"longest"), (".gz", b"longer"), (".br", b"long")):
        (root / f"lamp.ba9876543210.js{ending}").write_bytes(packed)
    reading = Reading()  # which files there are is looked up once
    for coding, body in (("", b"longest"), ("gzip", b"longer"), ("gzip, br", b"long")):
        answers = [reading.read("/static/lamp.ba9876543210.js", {"accept-encoding": coding}) for _ in range(2)]
        assert [answer.body for answer in answers] == [body, body]
    assert len(reading.asked) == 3
    tags = {made.answer.forms[""].tag for made in reading.shelf._made.values()}
    assert len(tags) == 3
    reading.close()


def test_what_is_kept_has_a_limit(town: Town) -> None:
    reading = Reading(most_bytes=60_000)
    for path in PUBLIC * 2:
        assert reading.read(path)
    assert len(reading.asked) > len(PUBLIC)
    assert sum(made.answer.size for made in reading.shelf._made.values()) <= 60_000
    reading.close()


def test_of_very_long_paths_nothing_is_remembered(reading: Reading) -> None:
    before = readers.is_public.cache_info().currsize
    assert reading.read(f"{SERVICE}/{'x' * readers.LONGEST_PATH}") is None and not reading.asked
    assert readers.is_public.cache_info().currsize == before


def test_without_a_database_django_is_left_to_say_so(reading: Reading, monkeypatch: Any) -> None:
    def fail() -> None:
        raise OSError("no database")

    reading.read("/")
    monkeypatch.setattr(live, "state", fail)
    reading.at += 2
    assert reading.read("/") is None


def test_a_page_of_another_host_or_an_unsafe_way_is_djangos(reading: Reading, settings: Any) -> None:
    settings.ALLOWED_HOSTS, settings.SECURE_SSL_REDIRECT = ["city.test"], True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    well = {"host": "city.test", "x-forwarded-proto": "https"}
    assert reading.read("/", well).status == 200
    assert reading.read("/", well | {"host": "other.test"}) is None
    assert reading.read("/", well | {"x-forwarded-proto": "http"}) is None
    assert len(reading.asked) == 1

"""The machine lane: applications answered on the event loop, with what Django would answer and at a tenth of its cost.

It takes well-formed requests only; whatever else comes is Django's to answer. What can be said from memory is said on
the loop; where the database is needed (Django refuses it there) the same is done again in a thread.
"""

import asyncio
import contextvars
import re
from collections import deque
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

import orjson
from django.conf import settings
from django.core.exceptions import SynchronousOnlyOperation
from django.db import close_old_connections
from pydantic import ValidationError

from sportello import words
from sportello.actions import intake
from sportello.channels.api import applications, callers, door, parsing, problems
from sportello.channels.pages import security, visitors
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.intake import Prepared, Submission, Submitted
from sportello.store.intake import Outcome

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Result = TypeVar("Result")

PATH = re.compile(r"/api/v1/services/([^/]+)/applications")
KEY = re.compile(applications.KEY)
AN_ID = re.compile(rb'"[0-9A-Fa-f]{8}-')  # how the id of a file begins
LARGEST = 32 * 1024
"""Bytes of an application that are read on the loop; more would keep everybody waiting, and Django has threads."""
THREADS = 4


@dataclass(frozen=True)
class Request:
    """A well-formed application as it came over the wire."""

    service: str
    application: applications.Application
    authorization: str | None
    key: str | None
    may_name_files: bool
    accepted: str  # languages
    address: str


class Lane:
    """Takes in applications. One for each event loop."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, "lane")
        self._mailbox = _Mailbox()
        self._everywhere = _encode({**security.list_headers(), "Vary": "Accept-Language"})

    async def __call__(self, scope: Scope, body: bytes, send: Send) -> bool:
        """Answer a request to apply; False for any other."""
        request = _read(scope, body)
        if request is None:
            return False
        language = words.LANGUAGES[0]
        try:
            language = await self._do(callers.choose_language, None, request.accepted)
            submitted = await self._take_in(request, language)
            spoken = request.application.language or language
            headers, accepted = await self._do(applications.render, submitted, spoken)
        except Exception as error:
            await self._send(send, *problems.render(error, language))
        else:
            headers["Content-Type"] = "application/json; charset=utf-8"
            await self._send(send, 201, headers, orjson.dumps(accepted))
        return True

    async def _send(self, send: Send, status: int, headers: Mapping[str, str], body: bytes) -> None:
        written = [*self._everywhere, *_encode(headers), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": status, "headers": written})
        await send({"type": "http.response.body", "body": body})

    async def _take_in(self, request: Request, language: str) -> Submitted:
        actor = await self._do(_identify, request)
        submission, begun = await self._do(_begin, request, actor, language)
        if isinstance(begun, Submitted):
            return begun
        outcome = await self._mailbox.write(begun)
        if outcome is Outcome.STORED:
            return begun.submitted
        return await self._in_thread(intake.settle, submission, begun, outcome)

    async def _do(self, deed: Callable[..., Result], *given: Any) -> Result:
        """Do something from memory; where that needs the database, do it again in a thread."""
        try:
            return deed(*given)
        except SynchronousOnlyOperation:
            return await self._in_thread(deed, *given)

    async def _in_thread(self, deed: Callable[..., Result], *given: Any) -> Result:
        here = contextvars.copy_context()  # whose request it is, for the log and for traces
        return await asyncio.get_running_loop().run_in_executor(self._threads, here.run, _with_database, deed, *given)


class _Mailbox:
    """Hands to the event loop what the writer's thread has finished, and wakes it once for a whole batch."""

    def __init__(self) -> None:
        self._finished: deque[tuple[asyncio.Future[Outcome], Outcome | Exception]] = deque()
        self._is_called = False

    async def write(self, prepared: Prepared) -> Outcome:
        """Have an application written, and wait for it."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[Outcome] = loop.create_future()
        intake.put(prepared, partial(self._post, loop, waiting))
        return await waiting

    def _post(
        self, loop: asyncio.AbstractEventLoop, waiting: "asyncio.Future[Outcome]", end: Outcome | Exception
    ) -> None:
        self._finished.append((waiting, end))  # first: whoever empties the box from now on finds it
        if not self._is_called:
            self._is_called = True
            with suppress(RuntimeError):  # the loop has ended, and with it all who waited
                loop.call_soon_threadsafe(self._empty)

    def _empty(self) -> None:
        self._is_called = False
        while self._finished:
            waiting, end = self._finished.popleft()
            if waiting.done():  # whoever waited has gone
                continue
            if isinstance(end, Exception):
                waiting.set_exception(end)
            else:
                waiting.set_result(end)


def _identify(request: Request) -> Actor:
    return callers.identify(request.authorization, callers.WRITING, request.address)


def _begin(request: Request, actor: Actor, language: str) -> tuple[Submission, Prepared | Submitted]:
    application = request.application
    submission = intake.read(
        request.service,
        application.answers,
        application.language or language,
        by=callers.with_files(actor, applications.list_ids(application.answers)) if request.may_name_files else actor,
        key=request.key,
        client=actor.client,
    )
    return submission, intake.begin(submission)


def _read(scope: Scope, body: bytes) -> Request | None:
    """Read a request to apply; None for any other, and for one that is not well formed."""
    found = PATH.fullmatch(scope["path"]) if scope["method"] == "POST" and not scope["query_string"] else None
    if found is None or len(body) > LARGEST:
        return None
    given = {name: value.decode("latin-1") for name, value in scope["headers"]}
    if settings.SECURE_SSL_REDIRECT and given.get(b"x-forwarded-proto") != "https":
        return None
    key = given.get(b"idempotency-key")
    if given.get(b"content-type", "").partition(";")[0].strip() != door.JSON or (key and not KEY.fullmatch(key)):
        return None
    try:
        application = applications.Application.model_validate(parsing.read(body))
    except (Refused, ValidationError):
        return None
    client = scope.get("client")
    return Request(
        service=found[1],
        application=application,
        authorization=given.get(b"authorization"),
        key=key or None,
        may_name_files=AN_ID.search(body) is not None,
        accepted=given.get(b"accept-language", ""),
        address=visitors.choose_address(given.get(b"x-forwarded-for", ""), client[0] if client else ""),
    )


def _with_database(deed: Callable[..., Result], *given: Any) -> Result:
    """Do something in a thread of ours, whose connection to the database is kept from one time to the next."""
    close_old_connections()
    try:
        return deed(*given)
    finally:
        close_old_connections()


def _encode(headers: Mapping[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode("latin-1")) for name, value in headers.items()]

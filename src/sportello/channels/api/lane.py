"""The machine lane: applications answered on the event loop, with what Django would answer and at a tenth of its cost.

It takes well-formed requests only; whatever else comes is Django's to answer. What can be said from memory is said on
the loop; where the database is needed (Django refuses it there) the same is done again in a thread.
"""

import asyncio
import contextvars
import re
from collections import deque
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from typing import Any, NamedTuple, TypeVar

import orjson
from django.core.exceptions import SynchronousOnlyOperation

from sportello import words
from sportello.actions import intake, writing
from sportello.channels.api import applications, callers, door, parsing, problems, wire
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.submissions import Prepared, Submission, Submitted
from sportello.store.intake import Outcome

Result = TypeVar("Result")
Written = Submitted | Outcome

PATH = re.compile(r"/api/v1/services/([^/]+)/applications")
KEY = re.compile(applications.KEY)
AUTHORIZATION, ACCEPTED, TYPE, UNIQUE = b"authorization", b"accept-language", b"content-type", b"idempotency-key"
READ = frozenset({AUTHORIZATION, ACCEPTED, TYPE, UNIQUE})
PARTS = {"answers", "language"}
AN_ID = re.compile(rb'"[0-9A-Fa-f]{8}-')  # how the id of a file begins
WRITTEN = {"Content-Type": f"{door.JSON}; charset=utf-8"}
LARGEST = 32 * 1024
"""Bytes of an application that are read on the loop; more would keep everybody waiting, and Django has threads."""
THREADS = 4


class Request(NamedTuple):
    """A well-formed application as it came over the wire."""

    service: str
    answers: Mapping[str, Any]
    language: str | None
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

    async def __call__(self, scope: wire.Scope, body: bytes, send: wire.Send) -> bool:
        """Answer a request to apply; False for any other."""
        request = _read(scope, body)
        if request is None:
            return False
        language = words.LANGUAGES[0]
        try:
            language = await self._do(callers.choose_language, None, request.accepted)
            submitted = await self._take_in(request, language)
            headers, accepted = await self._do(applications.render, submitted, request.language or language)
        except Exception as error:
            await wire.answer(send, *problems.render(error, language))
        else:
            await wire.answer(send, 201, headers | WRITTEN, orjson.dumps(accepted))
        return True

    async def _take_in(self, request: Request, language: str) -> Submitted:
        actor = await self._do(callers.identify, request.authorization, callers.WRITING, request.address)
        submission, begun = await self._do(_begin, request, actor, language)
        if isinstance(begun, Submitted):
            return begun
        end = await self._mailbox.write(begun)
        return end if isinstance(end, Submitted) else await self._in_thread(intake.settle, submission, end)

    async def _do(self, deed: Callable[..., Result], *given: Any) -> Result:
        """Do something from memory; where that needs the database, do it again in a thread."""
        try:
            return deed(*given)
        except SynchronousOnlyOperation:
            return await self._in_thread(deed, *given)

    async def _in_thread(self, deed: Callable[..., Result], *given: Any) -> Result:
        here = contextvars.copy_context()  # whose request it is, for the log and for traces
        return await asyncio.get_running_loop().run_in_executor(
            self._threads, here.run, wire.with_database, deed, *given
        )


class _Mailbox:
    """Hands applications to the writer's thread and its answers back to the event loop, many at once.

    They leave after whatever else the loop has to do now: the thread would have to wait for the interpreter's lock to
    take the first alone, and each commit costs as much as a dozen applications.
    """

    def __init__(self) -> None:
        self._leaving: list[tuple[Prepared, writing.Tell]] = []
        self._finished: deque[tuple[asyncio.Future[Written], writing.End]] = deque()
        self._is_called = False

    async def write(self, prepared: Prepared) -> Written:
        """Have an application written, and wait for it."""
        loop = asyncio.get_running_loop()
        waiting: asyncio.Future[Written] = loop.create_future()
        if not self._leaving:
            loop.call_soon(self._send)
        self._leaving.append((prepared, partial(self._post, loop, waiting)))
        return await waiting

    def _send(self) -> None:
        leaving, self._leaving = self._leaving, []
        for prepared, tell in leaving:
            try:
                writing.put(prepared, tell)
            except Refused as refused:  # too many wait already
                tell(refused)

    def _post(self, loop: asyncio.AbstractEventLoop, waiting: "asyncio.Future[Written]", end: writing.End) -> None:
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


def _begin(request: Request, actor: Actor, language: str) -> tuple[Submission, Prepared | Submitted]:
    submission = intake.read(
        request.service,
        request.answers,
        request.language or language,
        by=callers.with_files(actor, applications.list_ids(request.answers)) if request.may_name_files else actor,
        key=request.key,
        client=actor.client,
    )
    return submission, intake.begin(submission)


def _read(scope: wire.Scope, body: bytes) -> Request | None:
    """Read a request to apply; None for any other, and for one that is not well formed."""
    found = PATH.fullmatch(scope["path"]) if scope["method"] == "POST" and not scope["query_string"] else None
    if found is None or len(body) > LARGEST:
        return None
    given = wire.read_headers(scope, READ)
    if given is None or given.get(TYPE, "").partition(";")[0].strip() != door.JSON:
        return None
    key, sent = given.get(UNIQUE), _read_body(body)
    if sent is None or (key and not KEY.fullmatch(key)):
        return None
    return Request(
        service=found[1],
        answers=sent[0],
        language=sent[1],
        authorization=given.get(AUTHORIZATION),
        key=key or None,
        may_name_files=AN_ID.search(body) is not None,
        accepted=given.get(ACCEPTED, ""),
        address=wire.find_address(scope, given),
    )


def _read_body(body: bytes) -> tuple[Mapping[str, Any], str | None] | None:
    """Read answers and language, as `applications.Application` has them; None for anything else."""
    try:
        sent = parsing.read(body)
    except Refused:
        return None
    if not isinstance(sent, dict) or not sent.keys() <= PARTS:
        return None
    answers, language = sent.get("answers"), sent.get("language")
    if not isinstance(answers, dict) or not (language is None or isinstance(language, str)):
        return None
    return answers, language

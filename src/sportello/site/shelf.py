"""The lane of readers: public answers, asked of Django once on behalf of nobody, and kept in memory while they hold.

Whether a path is public its view declares; how long an answer is kept, and what it varies by, its headers say. All are
dropped when an edition is published, and at midnight. Why: docs/decisions/0008-public-pages.md.
"""

import asyncio
import time
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar, cast

import structlog

from sportello.channels.pages import languages
from sportello.site import kept, readers
from sportello.site.front import App, Message, Scope, Send
from sportello.site.kept import Kept
from sportello.site.readers import Now, Reader

MOST_BYTES = 32 * 1024 * 1024  # of all answers together
MOST_ASKED = 4096  # ways of asking remembered, none longer than
LONGEST_ASKED = 1024
PASSED_ON = frozenset({b"host", b"x-forwarded-for", b"x-forwarded-proto"})
"""Headers that tell how a request came here: Django counts it for whom it came from, and sees that it came safely."""
NO_BODY: Message = {"type": "http.response.body", "body": b""}

T = TypeVar("T")

log = structlog.get_logger()


@dataclass(frozen=True)
class Made:
    """An answer, and until when (monotonic) it may be sent again."""

    answer: Kept
    until: float


@dataclass(frozen=True)
class Ready:
    """The two messages that answer one way of asking, and until when they do."""

    start: Message
    body: Message
    until: float


Asked = tuple[Any, ...]
Key = tuple[str, ...]
NEVER = Ready({}, {}, 0)
NOW: Key = ("now",)


class Shelf:
    """A lane of the front, before the application it asks. When too much is kept, all is dropped and asked for anew."""

    def __init__(
        self,
        inner: App,
        *,
        look_up: Callable[[], Now] = readers.look_up,
        clock: Callable[[], float] = time.monotonic,
        most_bytes: int = MOST_BYTES,
    ) -> None:
        self._inner = inner
        self._look_up = look_up
        self._clock = clock
        self._most_bytes = most_bytes
        self._now = Now(None, (), 0)
        self._made: dict[Key, Made] = {}
        self._vary: dict[str, frozenset[bytes]] = {}  # by path, once known
        self._ready: dict[Asked, Ready] = {}
        self._size = 0
        self._under_way: dict[Key, asyncio.Task[Any]] = {}
        self._beside = ThreadPoolExecutor(1, "shelf")

    async def __call__(self, scope: Scope, body: bytes, send: Send) -> bool:
        """Answer a reader; False for all that is not the same for everyone."""
        headers = [pair for pair in scope["headers"] if pair[0] in readers.LOOKED_AT]
        asked = (scope["method"], scope["path"], scope["query_string"], *headers)
        ready, now = self._ready.get(asked, NEVER), self._clock()
        if now >= ready.until or now >= self._now.until:
            found = await self._find(scope, asked) if not body else None
            if found is None:
                return False
            ready = found
        await send(ready.start)
        await send(ready.body)
        return True

    async def _find(self, scope: Scope, asked: Asked) -> Ready | None:
        """Find the answer, or have it made, and remember what was asked."""
        told = readers.tell(scope)
        if told is None or (self._clock() >= self._now.until and not await self._once(NOW, self._learn)):
            return None
        reader = readers.read(scope["path"], told, self._now.languages)
        made = await self._get(scope, reader)
        if made is None:
            return None
        ready = _make_ready(made, reader, scope["method"])
        if made.answer.seconds:
            self._remember(asked, ready)
        return ready

    async def _learn(self) -> bool:
        """Learn what counts now, and drop everything when that has changed; False when it cannot be learnt."""
        try:
            found = await self._run(self._look_up)
        except Exception as error:  # the database's, or nothing is published: Django tells it better
            log.info("shelf.unsure", error=type(error).__name__)
            return False
        if found.state != self._now.state:
            self._drop()
        self._now = found
        return True

    async def _get(self, scope: Scope, reader: Reader) -> Made | None:
        """Get the answer from those kept; whoever wants one that is being made waits for it."""
        while True:
            key = self._key(reader)
            made = self._made.get(key)
            if made and self._clock() < made.until:
                return made
            waits = key in self._under_way
            made = await self._once(key, lambda: self._make(scope, reader))
            if made is None or not waits:
                return made
            if not made.answer.seconds:
                return None  # it was for whoever had it made: nobody knows what it varies by
            # else look again: before its first answer nobody knows what a path varies by

    async def _make(self, scope: Scope, reader: Reader) -> Made | None:
        """Ask Django on behalf of nobody; None when the answer must not be kept."""
        began, now = self._clock(), self._now
        try:
            told = await _ask(self._inner, scope, reader)
            answer = await self._run(kept.keep, *told)
        except Exception as error:  # whoever asked is answered by Django itself
            log.error("shelf.failed", path=reader.path, error=type(error).__name__, exc_info=error)
            return None
        if answer is None:
            passed = kept.pass_on(*told)
            return Made(passed, began) if passed else None
        if now.state != self._now.state:
            return Made(answer, began)  # it may be of an edition that counts no longer: for whoever waits, not kept
        return self._put(reader, Made(answer, began + answer.seconds))

    def _put(self, reader: Reader, made: Made) -> Made:
        if made.answer.size + sum(each.answer.size for each in self._made.values()) > self._most_bytes:
            self._drop()
        self._ready.clear()  # some may be of the answer that this one replaces
        self._vary[reader.path] = made.answer.vary
        self._made[self._key(reader)] = made
        return made

    def _key(self, reader: Reader) -> Key:
        """Give what tells answers at a path apart: language and coding, as far as it varies by them."""
        vary = self._vary.get(reader.path)
        if vary is None:
            return (reader.path,)
        language = reader.spoken if b"cookie" in vary else reader.preferred if b"accept-language" in vary else ""
        return (reader.path, language, reader.coding if b"accept-encoding" in vary else "")

    def _remember(self, asked: Asked, ready: Ready) -> None:
        if sum(len(name) + len(value) for name, value in asked[3:]) > LONGEST_ASKED:
            return
        if len(self._ready) >= MOST_ASKED:
            self._ready.clear()
        self._ready[asked] = ready

    def _drop(self) -> None:
        self._made.clear()
        self._vary.clear()
        self._ready.clear()

    async def _once(self, key: Key, deed: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """Do it, or wait for it where it is under way; it goes on when whoever wanted it has left."""
        task = self._under_way.get(key)
        if task is None:
            task = self._under_way[key] = asyncio.create_task(deed())
            task.add_done_callback(lambda _: self._under_way.pop(key, None))
        return cast(T, await asyncio.shield(task))

    async def _run(self, deed: Callable[..., T], *given: Any) -> T:
        """Do it beside the loop, in the one thread of this lane."""
        return await asyncio.get_running_loop().run_in_executor(self._beside, deed, *given)


async def _ask(inner: App, scope: Scope, reader: Reader) -> tuple[int, list[kept.Header], bytes]:
    """Ask for the path as nobody in particular: nothing that tells who asked goes in, so nothing can come out."""
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        told.append(message)

    headers = [
        *(pair for pair in scope["headers"] if pair[0] in PASSED_ON),
        (b"cookie", f"{languages.COOKIE}={reader.spoken}".encode()),
        (b"accept-language", reader.preferred.encode()),
        (b"accept-encoding", reader.coding.encode()),
    ]
    await inner({**scope, "method": "GET", "headers": headers}, receive, send)
    return told[0]["status"], told[0]["headers"], b"".join(message.get("body", b"") for message in told[1:])


def _make_ready(made: Made, reader: Reader, method: str) -> Ready:
    """Make the messages for one way of asking: none of the content for who has it, or wants the head only."""
    forms = made.answer.forms
    form = forms[reader.coding] if reader.coding in forms else forms[""]
    if form.tag and (form.tag in reader.tags or b"*" in reader.tags):
        return Ready(form.unchanged, NO_BODY, made.until)
    return Ready(form.start, NO_BODY if method == "HEAD" else form.body, made.until)

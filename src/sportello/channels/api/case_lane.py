"""The lane of those who ask how a case stands: answered in threads beside the event loop, as Django would answer.

It takes plain requests; those with a query or a body are Django's. Two statements answer one, after the client has been
looked up for this second.
"""

import asyncio
import contextvars
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from sportello import words
from sportello.channels.api import callers, door, problems, standing, wire

PATH = re.compile(r"/api/v1/cases/([^/]+)")
AUTHORIZATION, ACCEPTED, SECRET = b"authorization", b"accept-language", callers.SECRET.lower().encode()
READ = frozenset({AUTHORIZATION, ACCEPTED, SECRET})
HEADERS = {"Content-Type": f"{door.JSON}; charset=utf-8"}
THREADS = 4


@dataclass(frozen=True)
class Request:
    """A request for a case as it came over the wire."""

    reference: str
    authorization: str | None
    secret: str | None
    accepted: str  # languages
    address: str


class CaseLane:
    """Tells how cases stand. One for each event loop."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(THREADS, "cases")

    async def __call__(self, scope: wire.Scope, body: bytes, send: wire.Send) -> bool:
        """Answer a request for a case; False for any other."""
        request = None if body else _read(scope)
        if request is None:
            return False
        here, loop = contextvars.copy_context(), asyncio.get_running_loop()
        told = await loop.run_in_executor(self._threads, here.run, wire.with_database, _answer, request)
        await wire.answer(send, *told)
        return True


def _read(scope: wire.Scope) -> Request | None:
    """Read a request for a case; None for any other, and for one that Django has to look at."""
    found = PATH.fullmatch(scope["path"]) if scope["method"] == "GET" and not scope["query_string"] else None
    given = wire.read_headers(scope, READ) if found else None
    if found is None or given is None:
        return None
    return Request(
        reference=found[1],
        authorization=given.get(AUTHORIZATION),
        secret=given.get(SECRET),
        accepted=given.get(ACCEPTED, ""),
        address=wire.find_address(scope, given),
    )


def _answer(request: Request) -> tuple[int, dict[str, str], bytes]:
    language = words.LANGUAGES[0]
    try:
        language = callers.choose_language(None, request.accepted)
        actor = callers.identify(request.authorization, callers.READING, request.address)
        case = callers.find_status(actor, request.reference, request.secret)
        return 200, HEADERS, standing.write(standing.render(case, language))
    except Exception as error:
        return problems.render(error, language)

"""How people's programs ask: again, when told to come later or cut off, and not for ever. And as browsers do.

A request is sent again as it was, with the same key: what was done for it already must not be done twice.
"""

import asyncio
import random
import time
from collections import Counter
from collections.abc import Mapping
from urllib.parse import urlencode, urlsplit

from bench.city_day.wire import Answer, Pool, TooLate, Torn

PATIENCE = 120.0  # seconds from the first try, on the clock of this machine
MOST_TRIES = 12
LONGEST_WAIT = 30.0
FIRST_WAIT = 0.2  # after a cut, doubled each time
FORM = "application/x-www-form-urlencoded"
MOST_REDIRECTS = 5


class GaveUp(Exception):  # noqa: N818 - says what happened
    """No answer within two minutes or twelve tries."""


class Unexpected(Exception):  # noqa: N818 - says what happened
    """An answer that is neither what was asked for nor a wish to come later."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(str(answer.status))
        self.answer = answer


class Incomplete(Exception):  # noqa: N818 - says what happened
    """The system says that something is missing; nothing was stored."""


class Line:
    """The way to a system. `tries` counts what was answered to every single try: a status, or `torn`."""

    def __init__(self, pool: Pool, chance: random.Random) -> None:
        self.pool = pool
        self.tries: Counter[str] = Counter()
        self.tried_again: set[str] = set()
        self._chance = chance

    async def ask(
        self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"", *, key: str = ""
    ) -> Answer:
        """Ask until there is an answer; `key` notes whose request it was that had to be sent again. Raises GaveUp."""
        request = self._write(method, path, headers, body)
        until = time.perf_counter() + PATIENCE
        for number in range(MOST_TRIES):
            try:
                answer = await self.pool.ask(request, until)
            except TooLate:
                break
            except Torn:
                self.tries["torn"] += 1
                wait = FIRST_WAIT * 2**number
            else:
                self.tries[str(answer.status)] += 1
                if answer.status not in (429, 503):
                    return answer
                wait = _read_wait(answer)
            self.tried_again.add(key)
            wait = min(wait, LONGEST_WAIT) * (1 + self._chance.random() / 2)
            if time.perf_counter() + wait > until:
                break
            await asyncio.sleep(wait)
        raise GaveUp

    def _write(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> bytes:
        lines = [f"{method} {path} HTTP/1.1", f"Host: {self.pool.site.name}"]
        lines += [f"{name}: {value}" for name, value in headers.items()]
        if method == "POST":
            lines.append(f"Content-Length: {len(body)}")
        return "\r\n".join((*lines, "\r\n")).encode() + body


def _read_wait(answer: Answer) -> float:
    given = answer.find("retry-after") or ""
    return float(given) if given.isdigit() else 1.0


class Browser:
    """One person's browser: keeps cookies, follows redirects within the site, sends forms. Runs no scripts."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._cookies: dict[str, str] = {}

    async def open(self, path: str) -> Answer:
        """Open a page."""
        return await self._follow(await self._ask("GET", path))

    async def send(self, path: str, fields: Mapping[str, str], *, key: str = "") -> Answer:
        """Send a form, and open the page it leads to."""
        return await self._follow(await self._ask("POST", path, urlencode(fields).encode(), key))

    async def _ask(self, method: str, path: str, body: bytes = b"", key: str = "") -> Answer:
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if not self._cookies:
            headers = {}
        if method == "POST":
            headers["Content-Type"] = FORM
        answer = await self._line.ask(method, path, headers, body, key=key)
        for cookie in answer.list("set-cookie"):
            name, _, value = cookie.partition(";")[0].partition("=")
            self._cookies[name] = value
        return answer

    async def _follow(self, answer: Answer) -> Answer:
        for _ in range(MOST_REDIRECTS):
            where = answer.find("location")
            if answer.status not in (301, 302, 303) or where is None:
                break
            parts = urlsplit(where)
            answer = await self._ask("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
        return answer

"""HTTP/1.1 over connections kept alive: little of the machine, and no more of HTTP than answers of forms and APIs need.

Knows no retry and no measure. A connection carries one request at a time.
"""

import asyncio
import ipaddress
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Self, cast
from urllib.parse import urlsplit

ANSWER_SECONDS = 30.0
WITHOUT_BODY = (204, 304)


class Torn(Exception):  # noqa: N818 - says what happened
    """The connection ended, or said nothing for half a minute, before the answer was whole."""


@dataclass(frozen=True)
class Site:
    """Where a system listens on this machine."""

    host: str
    port: int
    name: str


def read_site(address: str) -> Site:
    """Read an address on this machine; any other ends the bench: nobody else's machine is put under load."""
    parts = urlsplit(address)
    host = "127.0.0.1" if parts.hostname == "localhost" else parts.hostname or ""
    try:
        is_here = ipaddress.ip_address(host).is_loopback
    except ValueError:
        is_here = False
    if parts.scheme != "http" or not is_here:
        raise SystemExit(
            f"city-day: {address} is not of this machine: it takes http://127.0.0.1:PORT, [::1] or localhost"
        )
    return Site(host, parts.port or 80, parts.netloc)


@dataclass(slots=True)
class Answer:
    """An answer: its status, its head as it came, its body."""

    status: int
    head: bytes
    body: bytes = b""

    def find(self, name: str) -> str | None:
        """Find the first value of a header."""
        return next(self.list(name), None)

    def list(self, name: str) -> Iterator[str]:
        """List the values of a header."""
        wanted = name.lower().encode() + b":"
        for line in self.head.split(b"\r\n")[1:]:
            if line.lower().startswith(wanted):
                yield line[len(wanted) :].strip().decode("latin-1")


class TooLate(Exception):  # noqa: N818 - says what happened
    """Whoever asked had to wait for a connection until they no longer wanted one."""


class Connection(asyncio.Protocol):
    """One connection. `waits_since` is when its request was sent."""

    def __init__(self) -> None:
        self.is_open = False
        self.waits_since = 0.0
        self._read = bytearray()
        self._transport: asyncio.Transport
        self._waiting: asyncio.Future[Answer] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin."""
        self._transport, self.is_open = cast(asyncio.Transport, transport), True  # uvloop's is one without saying so

    def ask(self, request: bytes) -> "asyncio.Future[Answer]":
        """Send a request; its answer comes by the future, or Torn."""
        self._waiting = asyncio.get_running_loop().create_future()
        self.waits_since = time.perf_counter()
        if self.is_open:
            self._transport.write(request)
        else:
            self._waiting.set_exception(Torn())
        return self._waiting

    def close(self) -> None:
        """End it; whoever waits is told that it is torn."""
        self.is_open = False
        self._transport.abort()

    @property
    def is_busy(self) -> bool:
        """Tell whether an answer is still to come."""
        return self._waiting is not None and not self._waiting.done()

    def data_received(self, data: bytes) -> None:
        """Read on, and answer once the answer is whole."""
        self._read += data
        self._try(at_end=False)

    def connection_lost(self, error: Exception | None) -> None:
        """Take what came until the end as the answer, if it is one that ends so; else it is torn."""
        self.is_open = False
        self._try(at_end=True)
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(Torn())

    def _try(self, *, at_end: bool) -> None:
        if self._waiting is None or not self.is_busy:
            return
        answer = _read_answer(self._read, at_end)
        if answer is None:
            return
        self._read.clear()
        if (answer.find("connection") or "").lower() == "close":
            self.is_open = False
            self._transport.close()
        self._waiting.set_result(answer)


def _read_answer(data: bytearray, at_end: bool) -> Answer | None:
    """Read an answer from its bytes; None while it is not whole."""
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return None
    answer, body = Answer(int(data[9:12]), bytes(data[:end])), data[end + 4 :]
    length = answer.find("content-length")
    if length is not None or answer.status in WITHOUT_BODY:
        answer.body = bytes(body)
        return answer if len(body) >= int(length or 0) else None
    if answer.find("transfer-encoding"):
        return _read_chunks(answer, bytes(body))
    answer.body = bytes(body)
    return answer if at_end else None


def _read_chunks(answer: Answer, body: bytes) -> Answer | None:
    chunks: list[bytes] = []
    while True:
        line, parted, rest = body.partition(b"\r\n")
        if not parted or len(rest) < (size := int(line.partition(b";")[0], 16)) + 2:
            return None
        if not size:
            answer.body = b"".join(chunks)
            return answer
        chunks.append(rest[:size])
        body = rest[size + 2 :]


class Pool:
    """At most so many connections to a site, opened as they are needed; who finds none free waits in line."""

    def __init__(self, site: Site, most: int) -> None:
        self.site = site
        self._most = most
        self._free: list[Connection] = []
        self._all: set[Connection] = set()
        self._line: deque[asyncio.Future[None]] = deque()
        self._opening = 0

    async def ask(self, request: bytes, until: float) -> Answer:
        """Send a request over a connection, if there is one until then, and give its answer. Raises Torn, TooLate."""
        connection = await self._take(until)
        try:
            return await connection.ask(request)
        finally:
            self._give_back(connection)

    def sweep(self) -> None:
        """End the connections whose answer has not come in time; to be called every second or so."""
        late = time.perf_counter() - ANSWER_SECONDS
        for connection in [one for one in self._all if 0 < one.waits_since < late]:
            connection.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        """End all connections."""
        for connection in self._all:
            connection.close()
        await asyncio.sleep(0)  # sockets are closed in the loop's next round

    async def _take(self, until: float) -> Connection:
        while time.perf_counter() < until:
            while self._free:
                if (connection := self._free.pop()).is_open:
                    return connection
                self._all.discard(connection)
            if len(self._all) + self._opening < self._most:
                return await self._open()
            self._line.append(turn := asyncio.get_running_loop().create_future())
            await turn
        self._next()
        raise TooLate

    async def _open(self) -> Connection:
        self._opening += 1
        try:
            made = asyncio.get_running_loop().create_connection(Connection, self.site.host, self.site.port)
            _, connection = await asyncio.wait_for(made, ANSWER_SECONDS)
        except OSError as error:
            self._next()
            raise Torn from error
        finally:
            self._opening -= 1
        self._all.add(connection)
        return connection

    def _give_back(self, connection: Connection) -> None:
        connection.waits_since = 0.0
        if connection.is_busy:  # whoever asked was cancelled: what comes now is nobody's
            connection.close()
        if connection.is_open:
            self._free.append(connection)
        else:
            self._all.discard(connection)
        self._next()

    def _next(self) -> None:
        while self._line:
            turn = self._line.popleft()
            if not turn.done():
                turn.set_result(None)
                return

"""A city's API in a few lines, with the faults one asks for: what a bench must notice, and a city must not do."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from bench.city_day.population import NEEDED

Reply = tuple[int, dict[str, Any]]


@dataclass
class FakeCity:
    """Numbers are those of applications as they come in, from 1.

    `loses` are answered and not kept; `garbles` are told without sense when they are asked for; `doubles` are taken in
    anew whenever they come; `tears` are kept, and the connection is cut before the answer; `busy` are told to come
    again. `stalls` gives the seconds that some wait.
    """

    loses: set[int] = field(default_factory=set)
    garbles: set[int] = field(default_factory=set)
    doubles: set[int] = field(default_factory=set)
    tears: set[int] = field(default_factory=set)
    busy: set[int] = field(default_factory=set)
    stalls: dict[int, float] = field(default_factory=dict)
    came: list[str] = field(default_factory=list)
    cases: dict[str, str] = field(default_factory=dict)
    made: int = 0

    @asynccontextmanager
    async def serve(self) -> AsyncIterator[str]:
        """Serve on a free port of this machine; give the address."""
        talks: set[asyncio.Task[None]] = set()
        server = await asyncio.start_server(
            lambda *both: talks.add(asyncio.create_task(self._talk(*both))), "127.0.0.1", 0
        )
        async with server:
            yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            await asyncio.wait(talks, timeout=5)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                method, path, _ = line.decode().split()
                headers = {}
                while (header := (await reader.readline()).decode().strip()) != "":
                    name, _, value = header.partition(":")
                    headers[name.lower()] = value.strip()
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                reply = self._answer(method, path, headers, body)
                await asyncio.sleep(self.stalls.pop(len(self.came), 0))
                if reply is None:
                    break
                text = json.dumps(reply[1])
                writer.write(
                    f"HTTP/1.1 {reply[0]} .\r\nRetry-After: 0\r\nContent-Length: {len(text)}\r\n\r\n{text}".encode()
                )
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()

    def _answer(self, method: str, path: str, headers: dict[str, str], body: bytes) -> Reply | None:
        if method == "POST" and path.endswith("/applications"):
            return self._take(headers["idempotency-key"], json.loads(body)["answers"])
        if path.endswith("/files"):
            return 201, {"id": "0"}
        if "/cases/" in path:
            return self._tell(path.rpartition("/")[2], headers["case-secret"])
        return 200, {}

    def _take(self, key: str, answers: dict[str, Any]) -> Reply | None:
        if any(name not in answers for name in NEEDED):
            return 422, {}
        if key not in self.came:
            self.came.append(key)
        number = self.came.index(key) + 1
        if number in self.busy:
            self.busy.discard(number)
            return 503, {}
        if key not in self.cases or number in self.doubles:
            self.made += 1
            self.cases[key] = f"R{self.made}"
        if number in self.tears:
            self.tears.discard(number)
            return None
        reference = self.cases[key]
        if number in self.loses:
            self.cases[key] = "nobody's"
        return 201, {
            "reference": reference,
            "secret": key,
            "decision": {"outcome": "approve", "outputs": {"amount": "1500"}},
        }

    def _tell(self, reference: str, secret: str) -> Reply:
        if reference != self.cases.get(secret):
            return 401, {}
        if self.came.index(secret) + 1 in self.garbles:
            return 200, {}
        at = "2020-05-04T14:00:00+00:00"
        ruling = {"outcome": "approve", "outputs": {"amount": "1500"}, "decided_at": at}
        return 200, {"submitted_at": at, "decision": ruling}

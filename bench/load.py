"""A client that keeps connections busy: raw HTTP/1.1 over sockets kept alive, in a process of its own.

Run as `python -m bench.load` with a Job as JSON on standard input; it writes a Done as JSON. Small enough to take
little of the machine it shares with the server, and no more of HTTP than our own answers need.
"""

import asyncio
import json
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Job:
    """Requests to send to a port of this machine: each connection sends its share, one after the other.

    It ends with the last request, or before the first that would begin after `seconds`.
    """

    port: int
    connections: int
    requests: list[str]
    seconds: float


@dataclass(frozen=True)
class Done:
    """What came of it: answers by status, seconds from the first request to the last answer, ms each took."""

    statuses: dict[str, int]
    seconds: float
    latencies: list[float]
    bytes: int  # of the last body

    @property
    def rate(self) -> float:
        """Give the answers a second."""
        return len(self.latencies) / self.seconds

    def quantile(self, part: float) -> float:
        """Give the ms within which this part of the answers came."""
        return sorted(self.latencies)[min(len(self.latencies) - 1, int(len(self.latencies) * part))]


def run(job: Job) -> Done:
    """Do the job in another process."""
    written = subprocess.run(
        [sys.executable, "-m", "bench.load"],
        input=json.dumps(asdict(job)).encode(),
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
    )
    return Done(**json.loads(written.stdout))


def write_request(method: str, path: str, headers: dict[str, str], body: str = "") -> str:
    """Write a request as it goes over the wire."""
    given = {"Host": "127.0.0.1", **headers, **({"Content-Length": str(len(body.encode()))} if body else {})}
    lines = [f"{method} {path} HTTP/1.1", *(f"{name}: {value}" for name, value in given.items()), "", body]
    return "\r\n".join(lines)


async def _do(job: Job) -> Done:
    statuses: Counter[str] = Counter()
    latencies: list[float] = []
    last = [0]
    streams = [await asyncio.open_connection("127.0.0.1", job.port) for _ in range(job.connections)]
    began = time.perf_counter()

    async def keep_busy(number: int) -> None:
        reader, writer = streams[number]
        for request in job.requests[number :: job.connections]:
            asked = time.perf_counter()
            if asked - began > job.seconds:
                break
            writer.write(request.encode())
            status, last[0] = await _read_answer(reader)
            latencies.append((time.perf_counter() - asked) * 1000)
            statuses[status] += 1
        writer.close()

    await asyncio.gather(*map(keep_busy, range(job.connections)))
    return Done(dict(statuses), time.perf_counter() - began, latencies, last[0])


async def _read_answer(reader: asyncio.StreamReader) -> tuple[str, int]:
    """Read one answer; give its status and the length of its body."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    status = head.split(" ", 2)[1]
    if "\r\ncontent-length:" in head:
        length = int(head.split("\r\ncontent-length:")[1].split("\r\n")[0])
        await reader.readexactly(length)
        return status, length
    total = 0
    while size := int(await reader.readuntil(b"\r\n"), 16):
        await reader.readexactly(size + 2)
        total += size
    await reader.readexactly(2)
    return status, total


def _check(requests: Sequence[str]) -> None:
    if not requests:
        sys.exit("bench.load: nothing to send")


if __name__ == "__main__":
    given = Job(**json.loads(sys.stdin.read()))
    _check(given.requests)
    print(json.dumps(asdict(asyncio.run(_do(given)))))

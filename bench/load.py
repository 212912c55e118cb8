"""A client that keeps connections busy: raw HTTP/1.1 over sockets kept alive, in a process of its own.

Run as `python -m bench.load` with a Job as JSON on standard input; it writes a Done as JSON. Small enough to take
little of the machine it shares with the server, and no more of HTTP than our own answers need.
"""

import json
import re
import selectors
import socket
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RECEIVED = 256 * 1024
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)\r\n", re.IGNORECASE)
NO_CONTENT = ("204", "304")


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


class Connection:
    """One connection kept alive: its share of the requests, and what has come of the answer it waits for."""

    def __init__(self, port: int, requests: list[bytes]) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._waiting = iter(requests)
        self._came = b""
        self.asked = 0.0

    def ask(self) -> bool:
        """Send the next request; False when there is none left."""
        request = next(self._waiting, None)
        if request is None:
            return False
        self._came = b""
        self.asked = time.perf_counter()
        self.socket.sendall(request)
        return True

    def hear(self) -> tuple[str, int] | None:
        """Read what has come; give status and length of the body once the answer is whole."""
        piece = self.socket.recv(RECEIVED)
        if not piece:
            raise SystemExit("bench.load: the server closed a connection")
        self._came = self._came + piece if self._came else piece
        return read_answer(self._came)


def read_answer(came: bytes) -> tuple[str, int] | None:
    """Read an answer's status and the length of its body; None while it is not whole."""
    end = came.find(b"\r\n\r\n")
    if end < 0:
        return None
    status, found = came[9:12].decode(), LENGTH.search(came, 0, end + 2)
    if found:
        length = int(found[1])
        return (status, length) if len(came) >= end + 4 + length else None
    if status in NO_CONTENT:
        return status, 0
    return (status, _count_chunks(came, end + 4)) if came.endswith(b"\r\n0\r\n\r\n") else None


def _count_chunks(came: bytes, at: int) -> int:
    total = 0
    while size := int(came[at : came.index(b"\r\n", at)], 16):
        total += size
        at = came.index(b"\r\n", at) + size + 4
    return total


def _do(job: Job) -> Done:
    """Keep all connections busy from one thread: whichever has its answer sends its next request at once."""
    requests = [request.encode() for request in job.requests]
    statuses: Counter[str] = Counter()
    latencies, last = [], 0
    with selectors.DefaultSelector() as busy:
        began = time.perf_counter()
        for number in range(min(job.connections, len(requests))):
            one = Connection(job.port, requests[number :: job.connections])
            busy.register(one.socket, selectors.EVENT_READ, one)
            one.ask()
        while busy.get_map():
            for key, _ in busy.select():
                one = key.data
                if not (answer := one.hear()):
                    continue
                now, (status, last) = time.perf_counter(), answer
                latencies.append((now - one.asked) * 1000)
                statuses[status] += 1
                if now - began > job.seconds or not one.ask():
                    busy.unregister(one.socket)
                    one.socket.close()
    return Done(dict(statuses), time.perf_counter() - began, latencies, last)


def _check(requests: Sequence[str]) -> None:
    if not requests:
        sys.exit("bench.load: nothing to send")


if __name__ == "__main__":
    given = Job(**json.loads(sys.stdin.read()))
    _check(given.requests)
    print(json.dumps(asdict(_do(given))))

"""A hostile reader on the wire: requests that two servers could read differently, one behind the other."""

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress

import pytest
from bench.city import find_free_port, wait_until_open
from tests.waiting import PATIENCE

SOON = 0.3  # seconds
POST = b"POST /a HTTP/1.1\r\nHost: here\r\n"
SECOND = b"GET /smuggled HTTP/1.1\r\nHost: here\r\n\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
REFUSED = {
    "an encoding nobody knows": POST + b"Transfer-Encoding: xchunked\r\nContent-Length: 3\r\n\r\nabc",
    "a space before the colon": POST + b"Transfer-Encoding : chunked\r\nContent-Length: 3\r\n\r\nabc",
    "chunked, but not last": POST + b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    "chunked in HTTP/1.0": POST.replace(b"1.1", b"1.0") + CHUNKED + b"Content-Length: 5\r\n\r\n0\r\n\r\n",
    "two lengths": POST + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nabcde",
    "a length with a sign": POST + b"Content-Length: +3\r\n\r\nabc",
    "a line that goes on": POST + b"X: a\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "a null character": POST + b"X: a\x00b\r\n\r\n",
    "many headers": POST + b"".join(b"X%d: a\r\n" % each for each in range(200)) + b"\r\n",
}
READ_AS_ONE = {
    "length and chunked": (POST + b"Content-Length: 6\r\n" + CHUNKED + b"\r\n0\r\n\r\n" + SECOND, ["POST /a "]),
    "a trailer": (POST + CHUNKED + b"\r\n3\r\nabc\r\n0\r\nX-Forwarded-For: 192.0.2.1\r\n\r\n", ["POST /a abc"]),
    "a chunk of another length": (POST + CHUNKED + b"\r\n3;a=b\r\nabcde\r\n0\r\n\r\n" + SECOND, []),
    "a chunk without end": (POST + CHUNKED + b"\r\n" + b"f" * 17 + b"\r\nabc\r\n0\r\n\r\n" + SECOND, []),
    "more than is read": (POST + b"Content-Length: 99999999\r\n\r\n" + SECOND, []),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", []),
}


@pytest.fixture(scope="module")
def port() -> Iterator[int]:
    at = find_free_port()
    server = subprocess.Popen([sys.executable, "-m", "tests.channels.attacks.echo", str(at)])
    try:
        wait_until_open(at, process=server)
        yield at
    finally:
        server.send_signal(signal.SIGTERM)
        server.wait(20)


def send(port: int, said: bytes, answers: int) -> str:
    """Send bytes, and give all that comes back: so many answers as are told, and what comes soon after them."""
    told = b""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(said)
        with suppress(TimeoutError, ConnectionResetError):
            while part := receive(connection, SOON if told.count(b"HTTP/1.") >= answers else PATIENCE):
                told += part
    return told.decode(errors="replace")


def receive(connection: socket.socket, seconds: float) -> bytes:
    connection.settimeout(seconds)
    return connection.recv(65536)


@pytest.mark.parametrize("what", REFUSED)
def test_what_could_be_read_in_two_ways_is_refused(port: int, what: str) -> None:
    assert re.match(r"HTTP/1\.[01] 4\d\d ", send(port, REFUSED[what], 1))


@pytest.mark.parametrize("what", READ_AS_ONE)
def test_nothing_in_a_body_becomes_a_request_of_its_own(port: int, what: str) -> None:
    said, read = READ_AS_ONE[what]
    assert re.findall(r"<([^>]*)>", send(port, said, len(read))) == read

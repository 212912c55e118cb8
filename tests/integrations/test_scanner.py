import socket
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from tests.integrations import servers

from sportello.core.errors import Refused
from sportello.core.ports import VirusScanner
from sportello.integrations import clamav, fakes
from sportello.integrations.fakes.scanner import EICAR

OK, FOUND, TOO_LARGE = (
    b"stream: OK\0",
    b"stream: Eicar-Test-Signature FOUND\0",
    b"INSTREAM size limit exceeded. ERROR\0",
)


def read_exactly(connection: socket.socket, count: int) -> bytes:
    content = b""
    while len(content) < count:
        part = connection.recv(count - len(content))
        assert part, "the client hung up"
        content += part
    return content


class Clamd:
    """Speaks clamd's side of INSTREAM (clamd(8)): chunks after their length, a zero, then one reply."""

    def __init__(self, limit: int = 1_000_000) -> None:
        self.limit = limit
        self.received = b""
        self.chunks = 0

    def __call__(self, connection: socket.socket) -> None:
        assert read_exactly(connection, 10) == b"zINSTREAM\0"
        self.received, self.chunks = b"", 0
        while length := struct.unpack(">I", read_exactly(connection, 4))[0]:
            if len(self.received) + length > self.limit:
                return connection.sendall(TOO_LARGE)
            self.received += read_exactly(connection, length)
            self.chunks += 1
        return connection.sendall(FOUND if EICAR in self.received else OK)


@contextmanager
def asking(talk: servers.Talk, seconds: float = 5) -> Iterator[clamav.ClamAv]:
    with servers.serving(talk) as listening:
        yield clamav.ClamAv(f"127.0.0.1:{listening.getsockname()[1]}", seconds=seconds)


def refusal(scanner: VirusScanner, content: bytes = b"a lease") -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as caught:
        scanner.check_clean(content)
    return caught.value.code, dict(caught.value.facts)


@pytest.fixture(params=["clamav", "fake"])
def scanner(request: pytest.FixtureRequest) -> Iterator[VirusScanner]:
    if request.param == "fake":
        yield fakes.FakeScanner()
    else:
        with asking(Clamd()) as asked:
            yield asked


@pytest.mark.parametrize("content", [b"", b"a lease", bytes(300_000)])
def test_a_clean_file_passes(scanner: VirusScanner, content: bytes) -> None:
    scanner.check_clean(content)


def test_a_virus_is_refused_by_name(scanner: VirusScanner) -> None:
    assert refusal(scanner, b"PK" + EICAR) == ("file.infected", {"signature": "Eicar-Test-Signature"})


def test_one_scanner_serves_one_file_after_another(scanner: VirusScanner) -> None:
    refusal(scanner, EICAR)
    scanner.check_clean(b"a lease")


def test_every_byte_reaches_clamd_in_chunks() -> None:
    clamd, content = Clamd(), bytes(range(256)) * 1000
    with asking(clamd) as scanner:
        scanner.check_clean(content)
    assert (clamd.received, clamd.chunks) == (content, 4)


@pytest.mark.parametrize("size", [2_000, 8_000_000])
def test_a_file_over_clamds_limit_is_not_scanned(size: int) -> None:
    with asking(Clamd(limit=1_000)) as scanner:
        assert refusal(scanner, bytes(size)) == ("file.not_scanned", {"reason": "too_large"})


def test_clamd_is_reached_through_its_socket_file(tmp_path: Path) -> None:
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(str(tmp_path / "clamd.ctl"))
    listening.listen()
    with servers.serving(Clamd(), listening):
        scanner = clamav.ClamAv(str(tmp_path / "clamd.ctl"))
        assert refusal(scanner, EICAR)[0] == "file.infected"


@pytest.mark.parametrize("reply", [b"", b"stream: OK, or so I think\0", b"UNKNOWN COMMAND\0", b"OK\0", b"\xff" * 9000])
def test_any_other_reply_is_not_a_clean_file(reply: bytes) -> None:
    def talk(connection: socket.socket) -> None:
        read_exactly(connection, 10 + 4 + 7 + 4)
        connection.sendall(reply)

    with asking(talk) as scanner:
        assert refusal(scanner) == ("file.not_scanned", {"reason": "unexpected_reply"})


def test_a_clamd_that_says_nothing_is_given_up() -> None:
    def talk(connection: socket.socket) -> None:
        while connection.recv(1_000):
            pass

    with asking(talk, seconds=0.2) as scanner:
        assert refusal(scanner) == ("file.not_scanned", {"reason": "timeout"})


def test_a_clamd_that_is_not_there_is_unreachable(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        gone = f"127.0.0.1:{listening.getsockname()[1]}"
    for address in (gone, str(tmp_path / "none.ctl")):
        assert refusal(clamav.ClamAv(address)) == ("file.not_scanned", {"reason": "unreachable"})


@pytest.mark.parametrize("address", ["localhost", "localhost:", "clamd.ctl", ""])
def test_an_address_that_makes_no_sense_is_told_at_once(address: str) -> None:
    with pytest.raises(ValueError, match="host:port"):
        clamav.ClamAv(address)


def test_the_refusing_fake_never_answers_and_the_crashing_one_breaks() -> None:
    assert refusal(fakes.RefusingScanner())[0] == "file.not_scanned"
    with pytest.raises(RuntimeError):
        fakes.CrashingScanner().check_clean(b"")

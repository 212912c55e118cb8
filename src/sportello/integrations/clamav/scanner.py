"""A client of clamd's INSTREAM command, as its manual page clamd(8) describes it."""

import re
import socket
import struct
from collections.abc import Iterator

from sportello.core.errors import Refused

CHUNK = 64 * 1024
SECONDS = 30.0
_LONGEST_REPLY = 4096
_HOST_PORT = re.compile(r"\[?([^\[\]]+)\]?:(\d{1,5})")


class ClamAv:
    """Ask the clamd at `host:port`, `[address]:port` or the path of its socket (`/run/clamav/clamd.ctl`).

    `seconds` is the longest wait for any one step of the exchange. Each file gets a connection of its own.
    """

    def __init__(self, address: str, *, seconds: float = SECONDS) -> None:
        self._target = _read_address(address)
        self._seconds = seconds

    def check_clean(self, content: bytes) -> None:
        """Refused `file.infected` (signature) when clamd finds something, else `file.not_scanned` (reason).

        The reasons: `unreachable`, `timeout`, `too_large` (over clamd's StreamMaxLength), `unexpected_reply`.
        """
        try:
            reply = self._ask(content)
        except TimeoutError as error:
            raise Refused("file.not_scanned", reason="timeout") from error
        except OSError as error:
            raise Refused("file.not_scanned", reason="unreachable") from error
        _read_reply(reply)

    def _ask(self, content: bytes) -> bytes:
        with _connect(self._target, self._seconds) as connection:
            try:
                connection.sendall(b"zINSTREAM\0")
                for chunk in _chunks(content):
                    connection.sendall(chunk)
            except (BrokenPipeError, ConnectionResetError):
                pass  # over its limit clamd says so and hangs up; what it said can still be read
            return _receive(connection)


def _read_address(address: str) -> str | tuple[str, int]:
    if address.startswith("/"):
        return address
    parts = _HOST_PORT.fullmatch(address)
    if parts is None:
        raise ValueError(f"clamd's address must be host:port or the path of its socket, not {address!r}")
    return parts[1], int(parts[2])


def _connect(target: str | tuple[str, int], seconds: float) -> socket.socket:
    if isinstance(target, tuple):
        return socket.create_connection(target, timeout=seconds)
    connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    connection.settimeout(seconds)
    try:
        connection.connect(target)
    except OSError:
        connection.close()
        raise
    return connection


def _chunks(content: bytes) -> Iterator[bytes]:
    """Frame the content: each chunk after its length (four bytes, network order), zero at the end."""
    for start in range(0, len(content), CHUNK):
        chunk = content[start : start + CHUNK]
        yield struct.pack(">I", len(chunk)) + chunk
    yield struct.pack(">I", 0)


def _receive(connection: socket.socket) -> bytes:
    """Give the reply up to the NUL that ends it, or all there is when clamd hangs up."""
    reply = b""
    while b"\0" not in reply and len(reply) < _LONGEST_REPLY:
        part = connection.recv(_LONGEST_REPLY)
        if not part:
            break
        reply += part
    return reply.partition(b"\0")[0].strip()


def _read_reply(reply: bytes) -> None:
    """Return for `stream: OK`, refuse everything else: silence and nonsense are not a clean file."""
    words = reply.decode("utf-8", "replace")
    if words == "stream: OK":
        return
    if words.startswith("stream: ") and words.endswith(" FOUND"):
        raise Refused("file.infected", signature=words.removeprefix("stream: ").removesuffix(" FOUND"))
    if "size limit exceeded" in words:
        raise Refused("file.not_scanned", reason="too_large")
    raise Refused("file.not_scanned", reason="unexpected_reply")

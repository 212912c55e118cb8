"""A line between the city and its database that can be cut: TCP on this machine, carried on to a Unix socket.

Knows of PostgreSQL's protocol only what a commit looks like.
"""

import contextlib
import socket
import threading
from pathlib import Path

from sportello.site import postgres

COMMITS = (
    b"Q\x00\x00\x00\x0bCOMMIT\x00",  # a simple query of that one word
    b"columns_",  # the name of a statement over columns: that of intake commits by itself
)
PIECE = 65536


class Proxy:
    """Carries every connection to the database, until told to cut the next ones in the middle of their commit."""

    def __init__(self, database: Path) -> None:
        self._database = database
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self.port = int(self._listener.getsockname()[1])
        self.cuts = {True: 0, False: 0}  # by whether the database had heard of the commit
        self._to_cut: list[bool] = []
        self._lock = threading.Lock()

    @property
    def url(self) -> str:
        """Give the database's address behind this proxy."""
        return f"postgresql://{postgres.NAME}@127.0.0.1:{self.port}/{postgres.NAME}"

    def __enter__(self) -> "Proxy":
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()

    def cut(self, times: int) -> None:
        """Cut so many of the next commits: every second one after the database has heard of it, so that it is done."""
        with self._lock:
            self._to_cut += [number % 2 == 0 for number in range(times)]

    def _accept(self) -> None:
        while True:
            try:
                city, _ = self._listener.accept()
            except OSError:
                return  # closed
            database = socket.socket(socket.AF_UNIX)
            try:
                database.connect(str(self._database))
            except OSError:
                _hang_up(city, database)
                continue
            threading.Thread(target=self._carry, args=(city, database), daemon=True).start()
            threading.Thread(target=self._carry, args=(database, city), daemon=True).start()

    def _carry(self, source: socket.socket, target: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while piece := source.recv(PIECE):
                if any(commit in piece for commit in COMMITS) and (heard := self._find_cut()) is not None:
                    _hang_up(source)
                    if heard:
                        target.sendall(piece)  # it commits, and has nobody to tell
                    self.cuts[heard] += 1
                    break
                target.sendall(piece)
        _hang_up(source, target)

    def _find_cut(self) -> bool | None:
        with self._lock:
            return self._to_cut.pop(0) if self._to_cut else None


def _hang_up(*lines: socket.socket) -> None:
    for line in lines:
        with contextlib.suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)
        line.close()

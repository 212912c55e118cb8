"""Small servers for the tests of adapters: each answers one connection after another on the loopback."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Talk = Callable[[socket.socket], None]


@contextmanager
def serving(talk: Talk, listener: socket.socket | None = None) -> Iterator[socket.socket]:
    """Serve with this talk until the block ends; give the listening socket."""
    listening = listener or socket.create_server(("127.0.0.1", 0))
    thread = threading.Thread(target=_serve, args=(listening, talk))
    thread.start()
    try:
        yield listening
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        thread.join()
        listening.close()


def _serve(listening: socket.socket, talk: Talk) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        with connection:
            connection.settimeout(10)
            try:
                talk(connection)
            except OSError:
                continue

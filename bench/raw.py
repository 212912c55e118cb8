"""The floor of pages: bytes that are there already, served by the same web server and front, and by nothing else.

Run as `python -m bench.raw PORT PROCESSES FOLDER`; `/3` gives the file `3` of the folder.
"""

import sys
from pathlib import Path

from sportello.site import front, web


def load(folder: Path) -> front.Front:
    """Load the files of the folder into an application."""
    bodies = {f"/{path.name}": path.read_bytes() for path in folder.iterdir()}
    bodies["/health"] = b"ok"

    async def answer(scope: front.Scope, receive: front.Receive, send: front.Send) -> None:
        body = bodies[scope["path"]]
        headers = [(b"content-type", b"text/html; charset=utf-8"), (b"content-length", str(len(body)).encode())]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body})

    return front.Front(answer)


if __name__ == "__main__":
    port, processes, folder = sys.argv[1:]
    web.serve("127.0.0.1", int(port), int(processes), lambda: load(Path(folder)))

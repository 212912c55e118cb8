"""A server as the city's, front and all, that says what it read: `python -m tests.channels.attacks.echo PORT`."""

import sys

from sportello.site import web
from sportello.site.front import App, Front, Receive, Scope, Send


async def echo(scope: Scope, receive: Receive, send: Send) -> None:
    """Say method, path and body of a request."""
    body = (await receive())["body"]
    said = f"<{scope['method']} {scope['path']} ".encode() + body + b">"
    headers = [(b"content-length", b"%d" % len(said))]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": said})


def load() -> App:
    """Give the application."""
    return Front(echo)


if __name__ == "__main__":
    web.serve("127.0.0.1", int(sys.argv[1]), 1, load)

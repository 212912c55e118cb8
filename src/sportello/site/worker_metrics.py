"""What a worker counted, at a port of its own: it answers no visitor, so it has no other place to show it."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import structlog

from sportello.integrations.prometheus import MEDIA_TYPE
from sportello.integrations.prometheus.worker import WorkerPrometheus
from sportello.site import environment, probes

SECONDS = 5  # for whoever asks to say so
TEXT = "text/plain; charset=utf-8"

log = structlog.get_logger()


@contextmanager
def shown(here: environment.Environment, copy: int = 0) -> Iterator[WorkerPrometheus | None]:
    """Show at SPORTELLO_WORKER_METRICS_PORT what is counted, while the block lasts; None when no port is named.

    Copies of a worker take the ports from there on, each by its number.

    A port that is taken is told in the log, and the worker works all the same.
    """
    if here.worker_metrics_port is None:
        yield None
        return
    metrics, port = WorkerPrometheus(), here.worker_metrics_port + copy
    try:
        server = _Server(here.host, port, metrics, here.metrics_token)
    except OSError as error:
        log.error("metrics.not_shown", port=port, error=type(error).__name__)
        yield metrics
        return
    with server:
        threading.Thread(target=server.serve_forever, name="metrics", daemon=True).start()
        try:
            yield metrics
        finally:
            server.shutdown()


class _Server(ThreadingHTTPServer):
    """Answers `GET /metrics` to whoever brings the token."""

    daemon_threads = True

    def __init__(self, host: str, port: int, metrics: WorkerPrometheus, token: str) -> None:
        self.address_family = socket.AF_INET6 if ":" in host else socket.AF_INET
        super().__init__((host, port), _Handler)
        self.metrics = metrics
        self.token = token


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = SECONDS

    def do_GET(self) -> None:
        given = self.headers.get("Authorization", "").encode()
        if self.path.partition("?")[0] != "/metrics":
            self._answer(404, TEXT, b"There is only /metrics here.\n")
        elif not probes.is_token(given, self.server.token):
            self._answer(401, TEXT, probes.NO_TOKEN)
        else:
            self._answer(200, MEDIA_TYPE, self.server.metrics.render())

    def _answer(self, status: int, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        if status == 401:
            self.send_header("WWW-Authenticate", "Bearer")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *values: object) -> None:
        """Log nothing: paths and addresses are nobody's business."""

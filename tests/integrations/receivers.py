"""A receiver of OpenTelemetry's protocol (OTLP over HTTP), on the loopback."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass
class Receiver:
    """What came: the bytes of each request."""

    url: str
    bodies: list[bytes] = field(default_factory=list)

    def spans(self) -> list[Any]:
        """Read all spans there are, in the order of their end."""
        read = [ExportTraceServiceRequest.FromString(body) for body in self.bodies]
        found = [
            span for one in read for part in one.resource_spans for scope in part.scope_spans for span in scope.spans
        ]
        return sorted(found, key=lambda span: span.end_time_unix_nano)

    def find(self, name: str, *, trace: str = "") -> Any:
        """Find the one span of this name, of this trace if one is given (in hex)."""
        named = [span for span in self.spans() if span.name == name]
        (found,) = [span for span in named if trace in ("", span.trace_id.hex())]
        return found

    def resource(self) -> dict[str, Any]:
        """Give what is told of whoever sent."""
        (one,) = ExportTraceServiceRequest.FromString(self.bodies[0]).resource_spans
        return attributes_of(one.resource)


def attributes_of(span: Any) -> dict[str, Any]:
    """Give a span's attributes by name."""
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in span.attributes}


@contextmanager
def receiving() -> Iterator[Receiver]:
    """Receive until the block ends."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Handler) as server:
        receiver = Receiver(f"http://127.0.0.1:{server.server_port}")
        server.bodies = receiver.bodies
        thread = threading.Thread(target=server.serve_forever, args=(0.05,))
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        assert (self.path, self.headers["Content-Type"]) == ("/v1/traces", "application/x-protobuf")
        self.server.bodies.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *about: Any) -> None:
        """Say nothing."""

"""Spans of requests, deeds and jobs, sent in batches by a thread of their own: a receiver that is away holds up nobody.

Where to, how many and under which name are said by the standard's own variables (`OTEL_…`), which the SDK reads. Kinds
of errors are told, never their messages: those may repeat what somebody typed.
"""

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from opentelemetry import trace
from opentelemetry.context import Context
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import OTELResourceDetector, Resource
from opentelemetry.sdk.trace import SpanLimits, TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Link, Span, SpanContext, SpanKind, Status, StatusCode
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from sportello.core.errors import Refused, name_of

MOST_CAUSES = 1000  # of a span; a batch has up to 200
CASE_BYTES = 8
CLOSE_SECONDS = 1.5  # to send what is left when the process stops
LONGEST_TRACEPARENT = 55

Told = Callable[[str, int], None]
"""Hears the route and the status of a request, once they are known."""
_UNTRACED: AbstractContextManager[None] = nullcontext()
_reading = TraceContextTextMapPropagator()


@dataclass
class _Spent:
    """What a span and those within it asked of the database."""

    seconds: float = 0.0
    statements: int = 0


_spent: ContextVar[_Spent | None] = ContextVar("spent", default=None)


class OpenTelemetry:
    """A tracer, and what follows requests. `part` is who sends (`sportello-web`), unless OTEL_SERVICE_NAME says.

    `secret` keys the hashes that stand for cases: the same on all machines, and nobody without it can tell which.
    """

    def __init__(self, part: str, secret: str) -> None:
        named = Resource({"service.name": part}).merge(OTELResourceDetector().detect())
        limits = SpanLimits(max_links=MOST_CAUSES)
        self._provider = TracerProvider(resource=named, span_limits=limits, shutdown_on_exit=False)
        self._provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
        self._tracer = self._provider.get_tracer("sportello")
        self._secret = hashlib.sha256(f"traces\x00{secret}".encode()).digest()

    def span(
        self, name: str, *, causes: Iterable[str] = (), case: UUID | None = None, **numbers: int
    ) -> AbstractContextManager[None]:
        """Time what is done within, as a part of what is under way here; of what is not traced no part is either."""
        around = trace.get_current_span()
        if around.get_span_context().is_valid and not around.is_recording():
            return _UNTRACED
        told: dict[str, Any] = {f"sportello.{fact}": number for fact, number in numbers.items()}
        if case is not None:
            told["sportello.case"] = self._hash(case)
        first, *others = [*filter(None, causes)] or [""]
        links = [Link(_read(cause).get_span_context()) for cause in others]
        at = trace.set_span_in_context(_read(first), Context()) if first else None
        return self._follow(name, context=at, links=links, attributes=told)

    def mark(self, *, case: UUID | None = None) -> str:
        """Give what is under way here as a W3C traceparent; empty when it is not traced."""
        span = trace.get_current_span()
        if not span.is_recording():
            return ""
        if case is not None:
            span.set_attribute("sportello.case", self._hash(case))
        return _write(span.get_span_context())

    @contextmanager
    def request(self, method: str, traceparent: str, request_id: str) -> Iterator[Told | None]:
        """Follow a request, as a part of the trace that the caller names; gives None when this one is not traced."""
        at = trace.set_span_in_context(_read(traceparent), Context())
        told = {"http.request.method": method, "sportello.request": request_id}
        with self._tracer.start_as_current_span(
            method, at, SpanKind.SERVER, told, record_exception=False, set_status_on_exception=False
        ) as span:
            if not span.is_recording():
                yield None
                return
            with _reckoned(span):
                yield lambda route, status: _answered(span, f"{method} {route}", route, status)

    def spent(self, seconds: float) -> None:
        """Note the time one statement took in the database, for all spans under way here."""
        if (spent := _spent.get()) is not None:
            spent.seconds += seconds
            spent.statements += 1

    def close(self) -> None:
        """Send what is left, as far as it goes within a second and a half, and no more from now on."""
        sending = threading.Thread(target=self._provider.shutdown, daemon=True)
        sending.start()
        sending.join(CLOSE_SECONDS)

    @contextmanager
    def _follow(self, name: str, **told: Any) -> Iterator[None]:
        with self._tracer.start_as_current_span(
            name, record_exception=False, set_status_on_exception=False, **told
        ) as span:
            if not span.is_recording():
                yield
                return
            with _reckoned(span):
                yield

    def _hash(self, case: UUID) -> str:
        return hashlib.blake2b(case.bytes, digest_size=CASE_BYTES, key=self._secret).hexdigest()


@contextmanager
def _reckoned(span: Span) -> Iterator[None]:
    """Tell at the end of a span what the database took of it, and the kind of what ended it."""
    around, own = _spent.get(), _Spent()
    token = _spent.set(own)
    try:
        yield
    except Exception as error:
        span.set_attribute("error.type", name_of(error))
        if not isinstance(error, Refused):  # which is an answer
            span.set_status(Status(StatusCode.ERROR))
        raise
    finally:
        _spent.reset(token)
        if own.statements:
            span.set_attribute("sportello.database.statements", own.statements)
            span.set_attribute("sportello.database.seconds", own.seconds)
        if around is not None:
            around.seconds += own.seconds
            around.statements += own.statements


def _answered(span: Span, name: str, route: str, status: int) -> None:
    span.update_name(name)
    span.set_attribute("http.route", route)
    span.set_attribute("http.response.status_code", status)
    if status >= 500:
        span.set_status(Status(StatusCode.ERROR))


def _read(traceparent: str) -> Span:
    """Read what a caller or a mark names (W3C Trace Context, 3.2); what makes no sense names nothing.

    `tracestate` is not read: it may hold anything, and we would send it on.
    """
    given = {"traceparent": traceparent} if len(traceparent) <= LONGEST_TRACEPARENT else {}
    return trace.get_current_span(_reading.extract(given, Context()))


def _write(context: SpanContext) -> str:
    return f"00-{context.trace_id:032x}-{context.span_id:016x}-{context.trace_flags:02x}"

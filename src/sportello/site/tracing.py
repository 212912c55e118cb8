"""Traces of one process, where the environment says whom to send them to; else nothing of it is loaded."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db.backends.signals import connection_created

from sportello.site import environment
from sportello.site.failures import CannotRun

if TYPE_CHECKING:
    from sportello.integrations.opentelemetry import OpenTelemetry


def load(here: environment.Environment) -> bool:
    """Load what traces take, and tell whether any are asked for; CannotRun when it was not set up."""
    if not here.traced:
        return False
    try:
        import sportello.integrations.opentelemetry  # noqa: F401 - its libraries are set up only where they are asked for
    except ModuleNotFoundError as error:
        raise CannotRun("OTEL_EXPORTER_OTLP_ENDPOINT needs what `make extras` sets up. Nothing was started.") from error
    return True


def begin(here: environment.Environment, part: str) -> "OpenTelemetry | None":
    """Begin to trace as this part of the city, with a thread that sends; None when nobody asked for it.

    A process begins after it was forked: the thread would not come with it.
    """
    if not load(here):
        return None
    from sportello.integrations.opentelemetry import OpenTelemetry  # see above

    tracer = OpenTelemetry(part, here.secret_key)
    time_statements(tracer.spent)
    return tracer


@contextmanager
def going(here: environment.Environment, part: str) -> Iterator["OpenTelemetry | None"]:
    """Trace as this part of the city while the block lasts, and send what is left at its end."""
    tracer = begin(here, part)
    try:
        yield tracer
    finally:
        if tracer:
            tracer.close()


def time_statements(spend: Callable[[float], None]) -> None:
    """Tell the time of every statement that goes through Django's cursors, on all connections opened from now on."""

    def timed(execute: Callable[..., Any], *given: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*given)
        finally:
            spend(time.perf_counter() - began)

    def watch(connection: Any, **about: Any) -> None:
        if timed not in connection.execute_wrappers:  # it was opened before, and closed
            connection.execute_wrappers.append(timed)

    connection_created.connect(watch, weak=False)

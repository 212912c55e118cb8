"""How this process logs: one line of JSON, or of text on a terminal, that never holds what somebody typed.

Messages of errors may repeat an answer, paths hold references and secrets; so a line has the error's kind and where it
was raised, and the pattern of the path. Django's own lines are told by their text before values are put in.
"""

import logging
import sys
import threading
import traceback
from collections.abc import Iterator
from typing import Any

import structlog
from structlog.typing import EventDict, Processor

STRANGERS = ("django.",)  # loggers whose values are paths and what visitors sent


def configure(form: str) -> dict[str, Any]:
    """Configure structlog for `json` or `text`; give Django's LOGGING, by which other libraries log the same way."""
    renderer: Processor = structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer()
    shared: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, tell_errors, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    formatter = {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": [*shared, tell_strangers, tell_errors],
        "processors": [structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
    }
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": formatter},
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {"sportello": {"level": "INFO"}, "django": {"handlers": [], "level": "WARNING"}},
    }


def tell_uncaught() -> None:
    """Tell what nobody caught, in any thread, as a line too: Python would write out an error's text, and values in it.

    For processes that serve; who sits at a terminal sees what Python says.
    """
    log, logging.raiseExceptions = structlog.get_logger(__name__), False
    sys.excepthook = lambda kind, error, trace: log.critical("process.failed", exc_info=error)
    threading.excepthook = lambda failed: log.error("thread.failed", exc_info=failed.exc_value)
    sys.unraisablehook = lambda failed: log.error("cleaning_up.failed", exc_info=failed.exc_value)


def tell_strangers(logger: Any, method: str, event: EventDict) -> EventDict:
    """Tell a line of Django's by its text without values; of a request, by its status and the pattern of its path."""
    record: logging.LogRecord = event["_record"]
    if not record.name.startswith(STRANGERS):
        return event
    event["event"] = str(record.msg)
    if status := getattr(record, "status_code", None):
        event["event"], event["status"] = "request.failed" if status >= 500 else "request.refused", status
    if match := getattr(getattr(record, "request", None), "resolver_match", None):
        event["route"] = match.route
    return event


def tell_errors(logger: Any, method: str, event: EventDict) -> EventDict:
    """Put in place of an exception its kind and where it was raised, and those of what caused it."""
    found = event.pop("exc_info", None)
    error = found if isinstance(found, BaseException) else (found[1] if isinstance(found, tuple) else None)
    if found is True:
        error = sys.exc_info()[1]
    if error is not None:
        event["raised"] = list(_tell(error))
    return event


def _tell(error: BaseException) -> Iterator[str]:
    seen: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in seen:
        seen.append(following)
        code = getattr(following, "code", "")
        frames = [
            f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(following.__traceback__)
        ]
        kind = type(following).__name__ + (f" {code}" if isinstance(code, str) and code else "")
        yield " < ".join([kind, *reversed(frames)])
        following = following.__cause__ or following.__context__

"""Around every job of the worker: what led to it, how long it took, how it ended. Knows no job.

Part of Django's settings, so it knows no table either.
"""

import time
from typing import Any

from procrastinate import JobContext
from procrastinate.middleware import AsyncCallNext

from sportello.actions import city

CAUSE = "cause"
"""The argument in which a job brings the mark of what asked for it, beside its own; no job has one of this name."""


async def watch(do: AsyncCallNext, context: JobContext, worker: Any) -> Any:
    """Do the job, as a part of the trace of what asked for it, and count it."""
    here, name, began, end = city.current(), context.job.task_name, time.perf_counter(), "failed"
    cause = str(context.job.task_kwargs.pop(CAUSE, ""))  # the task is given what is left
    try:
        with here.tracer.span(f"job {name}", causes=[cause], tries=context.job.attempts + 1):
            told = await do()
        end = "done"
        return told
    finally:
        here.watcher.worked(name, end, time.perf_counter() - began)

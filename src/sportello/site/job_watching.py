"""Around every job of the worker: what led to it, how it is traced. Knows no job.

Part of Django's settings, so it knows no table either.
"""

from typing import Any

from procrastinate import JobContext
from procrastinate.middleware import AsyncCallNext

from sportello.actions import city

CAUSE = "cause"
"""The argument in which a job brings the mark of what asked for it, beside its own; no job has one of this name."""


async def watch(do: AsyncCallNext, context: JobContext, worker: Any) -> Any:
    """Do the job, as a part of the trace of what asked for it."""
    cause = str(context.job.task_kwargs.pop(CAUSE, ""))  # the task is given what is left
    with city.current().tracer.span(f"job {context.job.task_name}", causes=[cause], tries=context.job.attempts + 1):
        return await do()

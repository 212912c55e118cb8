"""Counts what one worker does, in its own memory: nobody else adds to it."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Histogram, generate_latest

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)


class WorkerPrometheus:
    """Counts jobs; labels are their names, which are ours, and how they ended."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._jobs = Histogram(
            "sportello_job_seconds",
            "Time one try of a job took, by job and how it ended",
            ["job", "end"],
            buckets=SECONDS,
            registry=self._registry,
        )

    def wrote(self, outcomes: Mapping[str, int], seconds: float) -> None:
        """Count nothing: a worker takes no applications in."""

    def worked(self, job: str, end: str, seconds: float) -> None:
        """Count one try of a job."""
        self._jobs.labels(job, end).observe(seconds)

    def render(self) -> bytes:
        """Render what was counted."""
        return bytes(generate_latest(self._registry))

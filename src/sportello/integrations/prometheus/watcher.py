"""Counts in files that all processes of this machine map into memory, so that any of them can show the sum.

prometheus-client chooses its kind of counting when it is imported, so it is imported here only when counting begins:
after `share_between_processes`, in each process that answers.
"""

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
MEDIA_TYPE = "text/plain; version=0.0.4; charset=utf-8"
SECONDS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
SIZES = (1, 2, 5, 10, 20, 50, 100, 200, 500)


def share_between_processes(folder: Path) -> None:
    """Make counters of this process and its children live in this folder, which exists and is empty."""
    os.environ[FOLDER] = str(folder)


class Prometheus:
    """Counts requests and batches of applications; labels are routes, methods, statuses and outcomes, all of ours."""

    def __init__(self) -> None:
        from prometheus_client import Counter, Gauge, Histogram  # see above

        kept_apart: Any = {"registry": None}
        self._requests = Histogram(
            "sportello_request_seconds",
            "Time to answer a request, by route, method and status",
            ["route", "method", "status"],
            buckets=SECONDS,
            **kept_apart,
        )
        self._applications = Counter(
            "sportello_applications",
            "Applications that were written, by what became of them",
            ["outcome"],
            **kept_apart,
        )
        self._batches = Histogram(
            "sportello_batch_applications", "Applications written by one commit", buckets=SIZES, **kept_apart
        )
        self._commits = Histogram(
            "sportello_commit_seconds", "Time to write and commit a batch", buckets=SECONDS, **kept_apart
        )
        self._waiting = Gauge(
            "sportello_intake_waiting",
            "Applications that wait to be written, all processes of this machine together",
            multiprocess_mode="livesum",
            **kept_apart,
        )
        self._known: dict[tuple[str, str, int], Any] = {}

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request. The route is a pattern (`cases/<uuid:case>`), never a path somebody typed."""
        key = (route, method, status)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._requests.labels(*key)
        known.observe(seconds)

    def wrote(self, outcomes: Mapping[str, int], seconds: float) -> None:
        """Count a batch of applications."""
        for outcome, number in outcomes.items():
            self._applications.labels(outcome).inc(number)
        self._batches.observe(sum(outcomes.values()))
        self._commits.observe(seconds)

    def worked(self, job: str, end: str, seconds: float) -> None:
        """Count nothing: a process that answers does no jobs."""

    def set_waiting(self, number: int) -> None:
        """Say how many applications wait in this process."""
        self._waiting.set(number)

    def render(self, gauges: Iterable[tuple[str, str, float]]) -> bytes:
        """Render what all processes counted, and these besides: name, help, number."""
        from prometheus_client import CollectorRegistry, generate_latest  # see above
        from prometheus_client.multiprocess import MultiProcessCollector

        folder = Path(os.environ[FOLDER])
        _forget_ended(folder)
        shared = CollectorRegistry()
        MultiProcessCollector(shared, str(folder))  # type: ignore[no-untyped-call]  # it has no types
        return bytes(generate_latest(shared)) + _render_gauges(gauges)


def _render_gauges(gauges: Iterable[tuple[str, str, float]]) -> bytes:
    lines = (f"# HELP {name} {text}\n# TYPE {name} gauge\n{name} {number}\n" for name, text, number in gauges)
    return "".join(lines).encode()


def _forget_ended(folder: Path) -> None:
    """Leave out what processes that ended had waiting; what they counted stays."""
    for path in folder.glob("gauge_live*_*.db"):
        try:
            os.kill(int(path.stem.rpartition("_")[2]), 0)
        except ProcessLookupError:
            path.unlink(missing_ok=True)

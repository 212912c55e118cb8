"""Writing applications: one thread a process writes whatever queued while the last commit was under way."""

import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import nullcontext

import structlog
from django.db import connection, transaction

from sportello.actions import city
from sportello.core import receipts
from sportello.core.errors import Refused
from sportello.core.submissions import Prepared, Submitted
from sportello.store import intake as store
from sportello.store import outbox
from sportello.store.away import AWAY
from sportello.store.intake import Outcome

LONGEST_QUEUE = 2000
LARGEST_BATCH = 200
WAKE_EVERY = 0.05  # seconds: a worker that has something to do looks on by itself

log = structlog.get_logger()
End = Submitted | Outcome | Exception
"""What became of an application: what is answered, once it is stored; why it was not, else; or what went wrong."""
Tell = Callable[[End], None]
Queued = tuple[Prepared, Tell, str]
"""An application, who is told, and the mark of its request."""


class Writer:
    """One thread that writes whatever arrived while the last commit was under way (group commit)."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Queued] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()
        self._woken = 0.0  # when the worker was told last

    def put(self, prepared: Prepared, tell: Tell, mark: str = "") -> None:
        """Queue one application; Refused `intake.busy` when too many wait."""
        if self._waiting.qsize() >= LONGEST_QUEUE:
            raise Refused("intake.busy")
        self._waiting.put((prepared, tell, mark))
        if self._thread is None or not self._thread.is_alive():
            self._start()

    def count_waiting(self) -> int:
        """Count what waits, about."""
        return self._waiting.qsize()

    def is_well(self) -> bool:
        """Tell whether the thread lives, or was not needed yet."""
        return self._thread is None or self._thread.is_alive()

    def _start(self) -> None:
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="intake-writer", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            self.write(self._next_batch())

    def _next_batch(self) -> list[Queued]:
        batch = [self._waiting.get()]
        while len(batch) < LARGEST_BATCH:
            try:
                batch.append(self._waiting.get_nowait())
            except queue.Empty:
                break
        return batch

    def write(self, batch: Sequence[Queued], *, is_first_try: bool = True) -> None:
        """Write a batch; once more on a new connection where the old one was lost: what was stored then is found."""
        began = time.perf_counter()
        marks = [mark for *_, mark in batch if mark]
        try:
            with city.current().tracer.span("intake.write", causes=marks, batch=len(batch)):
                outcomes = _store([prepared for prepared, *_ in batch])
        except AWAY:
            connection.close()
            if is_first_try:
                self.write(batch, is_first_try=False)
            else:
                self._tell(batch, [Refused("database.away")] * len(batch))
        except Exception as error:
            connection.close()
            self._fail(batch, error)
        else:
            _watch(outcomes, time.perf_counter() - began)
            self._answer(batch, outcomes)
            if Outcome.STORED in outcomes and began - self._woken > WAKE_EVERY:
                self._woken = began
                _wake_worker()

    def _answer(self, batch: Sequence[Queued], outcomes: Sequence[Outcome]) -> None:
        """Promise a place in the record to all that are stored, with one signature, and tell everybody."""
        try:
            ends: Sequence[End] = list(_promise([prepared for prepared, *_ in batch], outcomes))
        except Exception as error:  # whoever asks again finds the application stored
            ends = [error] * len(batch)
        self._tell(batch, ends)

    def _tell(self, batch: Sequence[Queued], ends: Sequence[End]) -> None:
        for (_, tell, _), end in zip(batch, ends, strict=True):
            try:
                tell(end)
            except Exception as error:  # whoever cannot be told must not keep the others from hearing
                log.error("intake.not_told", error=type(error).__name__)

    def _fail(self, batch: Sequence[Queued], error: Exception) -> None:
        """Let one application's failure not fail its batch: try each alone, once."""
        if len(batch) > 1:
            for one in batch:
                self.write([one])
        else:
            self._tell(batch, [error])


def _store(batch: Sequence[Prepared]) -> list[Outcome]:
    with transaction.atomic() if store.takes_several(batch) else nullcontext():
        return store.write(batch)


def _promise(batch: Sequence[Prepared], outcomes: Sequence[Outcome]) -> Iterator[End]:
    """Give what is answered for those that are stored, and the outcome of the others.

    Signed after the commit: there is no promise, not even as part of another's, of what might not be there.
    """
    stored = [one.row for one, outcome in zip(batch, outcomes, strict=True) if outcome is Outcome.STORED]
    deeds = [(row.leaf, row.submitted_at) for row in stored]
    promises = iter(receipts.make_each(deeds, city.current().signer) if deeds else ())
    for one, outcome in zip(batch, outcomes, strict=True):
        yield one.submitted(next(promises)) if outcome is Outcome.STORED else outcome


def _wake_worker() -> None:
    try:
        outbox.tell()
    except AWAY:  # the worker looks by itself as well
        connection.close()


def _watch(outcomes: Sequence[Outcome], seconds: float) -> None:
    try:
        city.current().watcher.wrote(Counter(outcome.value for outcome in outcomes), seconds)
    except Exception as error:  # a figure less must not end the writing
        log.error("intake.not_counted", error=type(error).__name__)


_writer = Writer()


def put(prepared: Prepared, tell: Tell) -> None:
    """Queue an application for writing; the writer's thread calls `tell` after its commit.

    Refused `intake.busy`; `tell` may hear `database.away`, where nobody knows whether it was stored.
    """
    _writer.put(prepared, tell, city.current().tracer.mark(case=prepared.row.id))


def write(prepared: Prepared) -> Submitted | Outcome:
    """Have an application written, and wait for it. Raises what went wrong."""
    written: Future[End] = Future()
    put(prepared, written.set_result)
    end = written.result()
    if isinstance(end, Exception):
        raise end
    return end


def count_waiting() -> int:
    """Count the applications that wait in this process to be written, about."""
    return _writer.count_waiting()


def is_well() -> bool:
    """Tell whether this process can write: its thread lives, or was not needed yet."""
    return _writer.is_well()

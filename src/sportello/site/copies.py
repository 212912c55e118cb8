"""Copies of this process that do the same work side by side; one that ends by itself is started again. Knows no work.

Copies share the memory of what was imported before, and need not import it again.
"""

import os
import signal
import sys
import threading
import time
import traceback
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial

from sportello.site import keeping, lifeline

LOOK_EVERY = 0.2  # seconds
ENDS = (signal.SIGINT, signal.SIGTERM)
Work = Callable[[int], None]
"""What each copy does, told its number from 0 on."""


class Copy:
    """One copy at work."""

    def __init__(self, name: str, number: int, work: Work) -> None:
        self.name = name
        self._work = partial(work, number)
        self._exit: int | None = None
        self._pid = _fork(self._work)

    def find_exit(self) -> int | None:
        """Find how it ended; None while it runs."""
        if self._exit is None:
            pid, status = os.waitpid(self._pid, os.WNOHANG)
            self._exit = os.waitstatus_to_exitcode(status) if pid else None
        return self._exit

    def restart(self) -> None:
        """Start it (again)."""
        self._exit, self._pid = None, _fork(self._work)

    def stop(self) -> None:
        """Tell it to stop, unless it has."""
        if self.find_exit() is None:
            os.kill(self._pid, signal.SIGTERM)


def run(name: str, count: int, work: Work) -> None:
    """Do the work in so many processes until told to stop by SIGINT or SIGTERM, and wait until each has stopped.

    One process is this one. CannotRun when a copy fails at its very start.
    """
    if count == 1:
        work(0)
        return
    stop = threading.Event()
    for end in ENDS:
        signal.signal(end, lambda *_: stop.set())
    copies = [Copy(name, number, work) for number in range(count)]
    try:
        _keep(copies, stop)
    finally:
        for copy in copies:
            copy.stop()
        while any(copy.find_exit() is None for copy in copies):
            time.sleep(LOOK_EVERY)


def _keep(copies: Sequence[Copy], stop: threading.Event) -> None:
    kept = [keeping.Kept(copy, _say) for copy in copies]
    while not stop.wait(LOOK_EVERY):
        for one in kept:
            one.look()


def _say(text: str) -> None:
    sys.stderr.write(text)


def _fork(work: Callable[[], None]) -> int:
    parent = os.getpid()
    if pid := os.fork():
        return pid
    code = 1
    try:
        for end in ENDS:
            signal.signal(end, signal.default_int_handler)
        lifeline.hold(parent)
        with suppress(KeyboardInterrupt):
            work()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)  # what the parent has to do at its end is not the copy's to do

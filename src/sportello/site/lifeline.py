"""A process that must not outlive its parent: after `kill -9` of the parent nothing goes on serving."""

import os
import signal
import sys
import threading
import time

SUPERVISOR = "SPORTELLO_SUPERVISOR"  # the process that started this one and means to stop it
EVERY = 0.5  # seconds
GRACE = 5  # seconds to stop by itself


def hold_to_supervisor() -> None:
    """End with the supervisor, if one started this process; do nothing otherwise."""
    if supervisor := os.environ.get(SUPERVISOR):
        hold(int(supervisor))


def wait_for_go() -> None:
    """Wait until the supervisor has made the database ready; imports are done meanwhile. Alone, do not wait."""
    if os.environ.get(SUPERVISOR) and not sys.stdin.readline():
        sys.exit(0)  # it stopped instead


def hold(parent: int) -> None:
    """End this process soon after `parent` is no longer its parent: politely, then for good."""
    threading.Thread(target=_watch, args=(parent,), name="lifeline", daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(EVERY)
    os.kill(os.getpid(), signal.SIGTERM)
    time.sleep(GRACE)
    os._exit(1)

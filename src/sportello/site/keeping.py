"""Keeps the city's parts running: what ends by itself is started again, later each time it ends soon. Knows no part."""

import time
from collections.abc import Callable
from typing import Protocol

from sportello.site.failures import CannotRun

FIRST_WAIT = 0.5  # seconds before a part is started again
LONGEST_WAIT = 30.0
STEADY_SECONDS = 10  # a part that ran for so long had started well


class Part(Protocol):
    """A process of the city, or several."""

    @property
    def name(self) -> str:
        """Give what it is called to people."""

    def find_exit(self) -> int | None:
        """Find how it ended, as Popen tells it; None while it runs."""

    def restart(self) -> None:
        """Start it again; CannotRun when that cannot be done now."""


class Kept:
    """One part that is started again for as long as it takes: a full disk is cleared, a database comes back."""

    def __init__(self, part: Part, say: Callable[[str], None]) -> None:
        self._part = part
        self._say = say
        self._began = time.monotonic()
        self._again_at: float | None = None
        self._wait = 0.0
        self._is_first = True

    def look(self) -> None:
        """Start the part again if it has ended and has waited; CannotRun if it failed at its very first start."""
        now, exit_code = time.monotonic(), self._part.find_exit()
        if self._again_at is not None:
            if now >= self._again_at:
                self._restart()
        elif exit_code is not None:
            self._note_end(exit_code, ran=now - self._began)

    def _note_end(self, exit_code: int, *, ran: float) -> None:
        if self._is_first and exit_code > 0 and ran < STEADY_SECONDS:
            raise CannotRun(f"The {self._part.name} process could not start: see the lines above. All is stopped.")
        self._wait = min(2 * self._wait, LONGEST_WAIT) if self._wait and ran < STEADY_SECONDS else FIRST_WAIT
        self._again_at = time.monotonic() + self._wait
        self._say(
            f"The {self._part.name} process ended by itself ({_how(exit_code)}). What was accepted is kept; "
            f"it is started again in {self._wait:g} s.\n"
        )

    def _restart(self) -> None:
        self._is_first, self._again_at, self._began = False, None, time.monotonic()
        try:
            self._part.restart()
        except CannotRun as problem:
            self._say(f"{problem}\n")


def _how(exit_code: int) -> str:
    return f"killed by signal {-exit_code}" if exit_code < 0 else f"exit code {exit_code}"

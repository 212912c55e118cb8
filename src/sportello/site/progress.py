"""A line on the terminal that says how far a long command is. Where nobody sits at one, nothing is shown."""

import sys
import time
from types import TracebackType

SECONDS = 0.2
CLEAR = "\r\x1b[K"


class Progress:
    """The line, for as long as the command works; what is printed meanwhile stands above it."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()
        self._next = 0.0

    def __enter__(self) -> "Progress":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._clear()

    def tell(self, text: str) -> None:
        """Show how far it is, at most five times a second."""
        now = time.monotonic()
        if self._shown and now >= self._next:
            self._next = now + SECONDS
            sys.stderr.write(f"{CLEAR}  {text} …")
            sys.stderr.flush()

    def print(self, text: str) -> None:
        """Print a line of the command's own."""
        self._clear()
        sys.stdout.write(f"{text}\n")

    def _clear(self) -> None:
        if self._shown:
            sys.stderr.write(CLEAR)
            sys.stderr.flush()

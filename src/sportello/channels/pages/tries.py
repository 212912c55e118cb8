"""How often secrets may be guessed. Counted in each process's memory: what limits for certain is their 54 bits."""

import threading
import time
from collections import deque
from collections.abc import Callable

from sportello.core.errors import Refused

SECONDS = 600
MOST_KEYS = 10_000


class Tries:
    """Failed tries by key (a session, a network address) within the last ten minutes."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._clock = clock
        self._failed: dict[str, deque[float]] = {}
        self._lock = threading.Lock()

    def check(self, *keys: str) -> None:
        """Refuse `tries.too_many` when one of the keys failed too often."""
        with self._lock:
            if any(len(self._recent(key)) >= self._most for key in keys):
                raise Refused("tries.too_many", minutes=SECONDS // 60)

    def fail(self, *keys: str) -> None:
        """Count a failed try."""
        with self._lock:
            for key in keys:
                recent = self._recent(key)
                recent.append(self._clock())
                self._failed[key] = recent
            while len(self._failed) > MOST_KEYS:
                del self._failed[next(iter(self._failed))]

    def _recent(self, key: str) -> deque[float]:
        times = self._failed.get(key, deque())
        while times and times[0] <= self._clock() - SECONDS:
            times.popleft()
        return times

"""When the next thing of the day is let happen: on time, whatever the system does; or as soon as an answer came."""

import asyncio
import time
from typing import Protocol

LOOK = 0.05  # seconds after which what comes next is looked at anew: something earlier may have been added


class Pace(Protocol):
    """Lets things happen. Times of the day are seconds since midnight, moments are those of `time.perf_counter`."""

    words: str

    def begin(self) -> None:
        """Begin the day now."""

    async def turn(self, at: float) -> float | None:
        """Wait for the turn of what is due at a time of the day; give the moment it was due, or None to look anew."""

    def done(self) -> None:
        """Say that something which had its turn is over."""


class OnTime:
    """Everything at its time, the day so many times faster than the clock (an open loop).

    Who comes does not wait for who came before, and delays count from when they came, not from when they were served.
    """

    def __init__(self, opens: float, speed: float) -> None:
        self.words = f"open loop: everything at its time, {speed:g} times faster than the clock"
        self._opens = opens
        self._speed = speed
        self._began = 0.0

    def begin(self) -> None:
        """Begin the day now."""
        self._began = time.perf_counter()

    async def turn(self, at: float) -> float | None:
        """Wait until it is time."""
        due = self._began + (at - self._opens) / self._speed
        ahead = due - time.perf_counter()
        await asyncio.sleep(max(0.0, min(ahead, LOOK)))
        return due if ahead <= LOOK else None

    def done(self) -> None:
        """Do nothing: nobody waits for it."""


class FullSpeed:
    """The day's deeds in their order, so many at once, each as soon as one before is over (a closed loop).

    What is measured is how much the system does, not how long people would wait: who would come waits outside.
    """

    def __init__(self, at_once: int) -> None:
        self.words = f"closed loop: {at_once} at once, the next as soon as one is over; waits outside do not count"
        self._free = asyncio.Semaphore(at_once)

    def begin(self) -> None:
        """Do nothing: there is no clock."""

    async def turn(self, at: float) -> float:
        """Wait until one is over."""
        await self._free.acquire()
        await asyncio.sleep(0)  # let answers be read
        return time.perf_counter()

    def done(self) -> None:
        """Let the next have its turn."""
        self._free.release()

"""How much a rule may make of what it is given: bounds far above any that people write, below what a process holds.

A few facts that each double the one before would otherwise fill any memory, and loops in loops never end.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from sportello.core.errors import Refused

LONGEST_TEXT = 20_000  # characters of a text that is put together
LONGEST_LIST = 2_000  # members of a list that is put together
MOST_STEPS = 100_000  # members that a loop goes through, with all loops in it and what they put together
CHARACTERS = 10  # of a text put together in a loop cost as much as a member


class _Left(threading.local):
    steps: int | None = None


_left = _Left()


@contextmanager
def loop(members: int) -> Iterator[None]:
    """Go through so many members. Refused `policy.too_large` where that, with what is done inside, is too much."""
    outermost = _left.steps is None
    if outermost:
        _left.steps = MOST_STEPS
    try:
        spend(members)
        yield
    finally:
        if outermost:
            _left.steps = None


def spend(steps: int) -> None:
    """Count work that is done inside a loop; what stands outside all loops is bounded by its own text."""
    if _left.steps is not None:
        _left.steps -= steps
        if _left.steps < 0:
            raise Refused("policy.too_large", most=MOST_STEPS)


def check_text(length: int) -> None:
    """Refuse `policy.too_large` for a text that is longer than may be put together."""
    if length > LONGEST_TEXT:
        raise Refused("policy.too_large", most=LONGEST_TEXT)
    spend(1 + length // CHARACTERS)


def check_list(length: int) -> None:
    """Refuse `policy.too_large` for a list that has more members than may be put together."""
    if length > LONGEST_LIST:
        raise Refused("policy.too_large", most=LONGEST_LIST)
    spend(length)

"""Waiting for what happens beside a test: over as soon as it is so, and long enough for a machine that is busy."""

import asyncio
import time
from collections.abc import Callable
from typing import Any

PATIENCE = 60
"""Seconds until what does not come fails its test."""


def until(is_so: Callable[[], Any], seconds: float = PATIENCE) -> Any:
    """Look again and again until something is found; give it, or else what was found at last."""
    deadline = time.monotonic() + seconds
    while not (found := is_so()) and time.monotonic() < deadline:
        time.sleep(0.02)
    return found


async def until_then(is_so: Callable[[], Any]) -> Any:
    """Look as `until` does, while others go on in this loop."""
    deadline = time.monotonic() + PATIENCE
    while not (found := is_so()) and time.monotonic() < deadline:
        await asyncio.sleep(0.005)
    return found

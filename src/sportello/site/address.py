"""Where the city over the embedded database answers: noted while it is open, for commands that tell people."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from sportello.site.environment import Environment


@contextmanager
def noted(here: Environment) -> Iterator[None]:
    """Note the address for as long as the city is open."""
    _file(here).write_text(here.base_url)
    try:
        yield
    finally:
        _file(here).unlink(missing_ok=True)


def follow(here: Environment) -> None:
    """Have this process tell people the address of the city that is open, unless its environment names one."""
    with suppress(OSError):
        os.environ.setdefault("SPORTELLO_BASE_URL", _file(here).read_text())


def _file(here: Environment) -> Path:
    return here.postgres / "address"

"""Commands of `sportello` as a person types them, each in a process of its own that need not read libraries first.

It is forked from one that has read what can be read before it is known which city it will be.
"""

import multiprocessing
import os
import tempfile
from collections.abc import Mapping

SLOW = 300  # seconds
READ_BEFORE = (
    "django.contrib.auth.hashers",
    "django.core.management",
    "django.db.backends.postgresql.base",
    "django.forms",
    "procrastinate",
    "rich.traceback",
    "sportello.core.intake",
    "sportello.integrations.pyhanko",
    "sportello.integrations.typst",
    "sportello.packs.checking",
    "sportello.site.commands",
    "sportello.site.postgres",
    "sportello.words",
    "structlog",
)

_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(list(READ_BEFORE))


def run(*words: str, variables: Mapping[str, str]) -> tuple[int, str]:
    """Run a command in this environment; give its exit code and all that it said."""
    with tempfile.NamedTemporaryFile("r") as said:
        process = _processes.Process(target=_run, args=(words, dict(variables), said.name))
        process.start()
        process.join(SLOW)
        assert process.exitcode is not None, f"{words} takes too long"
        return process.exitcode, said.read()


def _run(words: tuple[str, ...], variables: dict[str, str], said: str) -> None:
    from sportello.site import commands

    os.environ.clear()
    os.environ.update(variables)
    file = os.open(said, os.O_WRONLY)
    os.dup2(file, 1)
    os.dup2(file, 2)
    raise SystemExit(commands.main(words))

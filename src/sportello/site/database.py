"""The city's database for one process: where it is, and Django set up over it. Knows no table."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import django

from sportello.site import environment, postgres
from sportello.site.failures import CannotRun


@contextmanager
def opened() -> Iterator[str]:
    """Set Django up over DATABASE_URL, else over the embedded server, which is started if nobody runs it."""
    with ExitStack() as stack:
        here = environment.get()
        if here.database_url is None:
            use(postgres.find_running(here.postgres) or stack.enter_context(_started(here)))
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sportello.site.settings")
        django.setup()
        yield os.environ["DATABASE_URL"]


def use(url: str) -> None:
    """Make this the database of this process and of those it starts."""
    os.environ["DATABASE_URL"] = url
    environment.get.cache_clear()


@contextmanager
def _started(here: environment.Environment) -> Iterator[str]:
    if not here.postgres.exists():
        raise CannotRun("There is no city yet: open it once with `make run`, or set DATABASE_URL.")
    with postgres.serving(here.postgres, programs=here.pg_bin) as server:
        yield server.url

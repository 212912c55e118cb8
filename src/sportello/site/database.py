"""The city's database for one process: where it is, and Django set up over it. Knows no table."""

import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import django
import psycopg

from sportello.site import address, environment, postgres
from sportello.site.failures import CannotRun

OLDEST = 15  # PostgreSQL's major version
CONNECT_SECONDS = 5


@contextmanager
def opened() -> Iterator[str]:
    """Set Django up over DATABASE_URL, else over the embedded server, which is started if nobody runs it.

    What a command tells people of a city that is open holds the address of that city.
    """
    with ExitStack() as stack:
        here = environment.get()
        if here.database_url is None:
            if running := postgres.find_running(here.postgres):
                address.follow(here)
            use(running or stack.enter_context(_started(here)))
        else:
            check(here.database_url)
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sportello.site.settings")
        django.setup()
        yield os.environ["DATABASE_URL"]


def check(url: str) -> None:
    """Refuse a database that does not answer, or is older than what the city needs."""
    try:
        with psycopg.connect(url, connect_timeout=CONNECT_SECONDS) as connection:
            version = connection.info.server_version // 10000
    except psycopg.Error as error:
        why = str(error).strip().splitlines()[0]
        raise CannotRun(f"The database of DATABASE_URL does not answer: {why}. Nothing was started.") from error
    if version < OLDEST:
        raise CannotRun(f"DATABASE_URL is PostgreSQL {version}; {OLDEST} or newer is needed. Nothing was changed.")


def use(url: str) -> None:
    """Make this the database of this process and of those it starts."""
    os.environ["DATABASE_URL"] = url
    environment.get.cache_clear()


@contextmanager
def _started(here: environment.Environment) -> Iterator[str]:
    if not here.postgres.exists():
        raise CannotRun("There is no city yet: open it once with `make run`, or set DATABASE_URL.")
    with postgres.serving(here.postgres, programs=here.pg_bin, archive=here.archive) as server:
        yield server.url

"""The web server's processes: one that listens and those that answer. Knows no page."""

import gc
import importlib
import os
import resource
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any

import django
from django.conf import settings
from django.db import OperationalError, connection
from granian import Granian
from granian.constants import HTTPModes, Interfaces
from granian.log import LogLevels

from sportello.site import environment, lifeline, tracing

Loader = Callable[[], Callable[..., Any]]
WAITING = 4096  # connections not yet accepted
CONNECTIONS = 16_384  # of a process: idle ones count, and past this number nobody new is let in
LOOK_EVERY = 0.5  # seconds, for a database that is away
ONCE_PUBLISHED = ("holidays.countries",)  # imported late elsewhere: only who builds a city needs it
KILL_AFTER = 3  # seconds; an ASGI process was seen to hang for good after SIGTERM under load


def serve(host: str, port: int, processes: int, load: Loader) -> None:
    """Serve what `load` gives in each process that answers, until told to stop by SIGINT or SIGTERM."""
    _allow_connections()
    Granian(
        "sportello",  # what it is called in the log
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=processes,
        workers_kill_timeout=KILL_AFTER,
        backlog=WAITING,
        backpressure=CONNECTIONS,
        respawn_failed_workers=True,
        http=HTTPModes.http1,  # as proxies ask; what else it would speak is one more way to be hurt
        websockets=False,
        log_level=LogLevels.warning,
    ).serve(target_loader=partial(_load, load), wrap_loader=False)


def _allow_connections() -> None:
    """Let each process hold as many connections as the system grants: a soft limit of 1,024 is usual, and too few."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    with suppress(ValueError, OSError):  # where "no limit" is more than a process may ask for
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def preload() -> None:
    """Import the city's modules before processes fork, once for all of them. Nothing here may start a thread.

    The collector finds nothing to free among modules: it takes a seventh of the time, and later unshares their memory.
    """
    gc.disable()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sportello.site.settings")
    django.setup()
    for name in (settings.ROOT_URLCONF, "sportello.site.wiring", *ONCE_PUBLISHED):
        importlib.import_module(name)
    tracing.load(environment.get())
    gc.freeze()
    gc.enable()


def load_application() -> Callable[..., Any]:
    """Load the city's application, once its database answers."""
    while not _database_answers():  # Granian stops all for good when processes fail to load one after the other
        time.sleep(LOOK_EVERY)
    from sportello.site.asgi import application  # sets Django up: only here, once per process

    return application


def _database_answers() -> bool:
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    connection.close()
    return True


def _load(load: Loader) -> Callable[..., Any]:
    """Load in a process that answers; when the main one is killed it must not go on serving.

    What is loaded stays: a collection that looks through it all holds everybody up for 8 ms, to find nothing.
    """
    lifeline.hold(os.getppid())
    loaded = load()
    gc.freeze()
    return loaded

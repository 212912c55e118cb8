"""The web server's processes: one that listens and those that answer. Knows only where the application is."""

import os
from collections.abc import Callable
from typing import Any

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from sportello.site import lifeline

APPLICATION = "sportello.site.asgi:application"
KILL_AFTER = 3  # seconds; an ASGI process was seen to hang for good after SIGTERM under load


def serve(host: str, port: int, processes: int) -> None:
    """Serve until told to stop by SIGINT or SIGTERM."""
    Granian(
        APPLICATION,
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        workers=processes,
        workers_kill_timeout=KILL_AFTER,
        respawn_failed_workers=True,
        websockets=False,
        log_level=LogLevels.warning,
    ).serve(target_loader=_load, wrap_loader=False)


def _load() -> Callable[..., Any]:
    """Load the application in a process that answers; without its main process it would go on serving."""
    lifeline.hold(os.getppid())
    from sportello.site.asgi import application  # sets Django up: only here, once per process

    return application

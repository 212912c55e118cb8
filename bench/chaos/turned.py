"""`sportello` with a clock that can be turned: the file `clock` in the city's folder says by how many seconds.

It turns the clock that all deeds of the city ask, in every process that `python -m bench.chaos.turned run` starts.
"""

import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from sportello.actions import city
from sportello.site import commands, environment, supervisor


def main() -> int:
    """Run a command of `sportello` by the turned clock."""
    install = city.install
    city.install = lambda made: install(replace(made, clock=now))  # type: ignore[assignment]
    supervisor.COMMANDS = (sys.executable, "-m", "bench.chaos.turned")
    return commands.main()


def now() -> datetime:
    """Tell the time as the turned clock does."""
    try:
        turned = float((environment.get().var / "clock").read_text() or 0)
    except FileNotFoundError:
        turned = 0.0
    return datetime.now(UTC) + timedelta(seconds=turned)


if __name__ == "__main__":
    sys.exit(main())

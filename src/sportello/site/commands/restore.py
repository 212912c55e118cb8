"""Restore the city from its backups in FOLDER, to a moment or to the newest there is. It must not be running.

What was erased meanwhile is erased again, and the record opens a new epoch that says what was lost, before anyone is
served. The database that was there is moved aside, not deleted. With DATABASE_URL a dump fills a new, empty database.
More: docs/operations.md
"""

from argparse import ArgumentParser, Namespace
from datetime import datetime
from pathlib import Path

from sportello.site import environment

HELP = "restore the city from a backup"


def add_arguments(parser: ArgumentParser) -> None:
    """Take the folder and the moment."""
    parser.add_argument("folder", type=Path, help="where `sportello backup` put them")
    parser.add_argument(
        "--to",
        type=_moment,
        metavar="MOMENT",
        help='such as "2026-11-25 09:14", in this machine\'s time zone, or with +01:00',
    )


def run(arguments: Namespace) -> int:
    """Restore, and say what to do next."""
    from sportello.site import restoring  # saves start-up: it brings Django

    restoring.restore(environment.get(), arguments.folder.absolute(), arguments.to, print)
    print("Restored. Check it with `sportello record verify`, open it, and take a new backup.")
    return 0


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone()

"""Back the city up while it serves: its database and the stored files, into a new folder under FOLDER.

The embedded database is copied as it stands; with SPORTELLO_ARCHIVE set, any later moment can be restored from there.
Somebody else's PostgreSQL (DATABASE_URL) is dumped: that has one moment only. Backups end after --keep days, since they
hold the keys of cases that may be erased meanwhile; the newest stays. Not in it, on purpose: the city's own keys.
More: docs/operations.md
"""

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sportello.site import environment

HELP = "back the city up while it serves"
USES_DATABASE = True
KEEP_DAYS = 30


def add_arguments(parser: ArgumentParser) -> None:
    """Take the folder and how long backups are kept."""
    parser.add_argument("folder", type=Path, help="where backups go, best on another machine's disk")
    parser.add_argument("--keep", type=int, default=KEEP_DAYS, metavar="DAYS", help=f"default: {KEEP_DAYS}")


def run(arguments: Namespace) -> int:
    """Take a backup, then delete those past their term."""
    from sportello.site import backups, postgres, wiring  # needs Django

    here, folder, now = environment.get(), arguments.folder.absolute(), datetime.now(UTC)
    programs = here.pg_bin or postgres.find_programs()
    base = postgres.is_ours(here.database_url or "", here.postgres)
    files = wiring.build(here).files
    made = backups.take(folder, url=here.database_url or "", programs=programs, files=files, base=base, now=now)
    print(f"{made.folder}: {'any moment from now on' if base and here.archive else 'this moment'} can be restored.")
    archive = here.archive if base else None
    for gone in backups.prune(folder, timedelta(days=arguments.keep), archive=archive, programs=programs, now=now):
        print(f"{gone.folder}: deleted, past its term of {arguments.keep} days.")
    print(
        "Not in it: the keys in the environment and var/signing. Keep them apart: without them no backup can be read."
    )
    return 0

"""Bringing a city back from a backup: database, stored files, erasures, a new epoch of the record."""

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import django
from django.core import management
from django.db import connections

from sportello.core import ports
from sportello.site import backups, database, environment, postgres, recovery
from sportello.site.backups import Backup
from sportello.site.failures import CannotRun

Tell = Callable[[str], None]


def restore(here: environment.Environment, folder: Path, to: datetime | None, tell: Tell) -> None:
    """Restore the newest backup that leads to the moment; without one, all there is."""
    programs = here.pg_bin or postgres.find_programs()
    if here.database_url is None:
        _restore_base(here, folder, to, programs, tell)
    else:
        _restore_dump(here.database_url, folder, to, programs, tell)


def _restore_base(here: environment.Environment, folder: Path, to: datetime | None, programs: Path, tell: Tell) -> None:
    if to and not here.archive:
        raise CannotRun("Without an archive (SPORTELLO_ARCHIVE) only a backup's own moment comes back: omit --to.")
    backup = backups.choose(folder, backups.BASE, to)
    tell(f"Beginning from the backup of {backup.ended:%Y-%m-%d %H:%M:%S} UTC …")
    if not here.archive:
        tell("There is no archive (SPORTELLO_ARCHIVE): what came after that moment does not come back.")
    backups.check(backup, programs)
    server = recovery.Recovery(
        here.postgres, backup.folder / backups.BASE, archive=here.archive, to=to, programs=here.pg_bin
    )
    try:
        server.start()
        tell("The database is back; making the city fit to serve …")
        _settle(server.url, backup, to, tell)
        old = server.keep()
    finally:
        server.stop()
    if to:
        backups.abandon(folder, to)
    if old:
        tell(f"The database that was there lies in {old}; delete it when you no longer need it.")


def _restore_dump(url: str, folder: Path, to: datetime | None, programs: Path, tell: Tell) -> None:
    if to:
        raise CannotRun(
            "A dump has one moment: omit --to. docs/operations.md tells how a PostgreSQL of yours keeps all."
        )
    database.check(url)
    backup = backups.choose(folder, backups.DUMP, None)
    tell(f"Filling the database from the dump of {backup.began:%Y-%m-%d %H:%M:%S} UTC …")
    backups.restore_dump(backup, url, programs)
    _settle(url, backup, backup.began, tell)


def _settle(url: str, backup: Backup, lost_from: datetime | None, tell: Tell) -> None:
    """Bring tables, stored files and record up to date over the restored database."""
    database.use(url)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sportello.site.settings")
    django.setup()
    from sportello.actions import city, restores  # need Django
    from sportello.site import wiring

    management.call_command("migrate", verbosity=0, interactive=False)
    wiring.install()
    storage = city.current().files
    known = {name for kind in ("erasures", "record") for name in backup.storage.list_names(kind)}
    backups.bring_back(backup, storage, known - _there(storage, "erasures", "record"))
    done = restores.settle(lost_from)
    missing = backups.bring_back(backup, storage, set(restores.list_stored()) - _there(storage, "files", "documents"))
    connections.close_all()
    tell(
        f"Erased again: {done['cases']} cases, {done['drafts']} drafts, {done['parties']} parties. "
        f"The record goes on in epoch {done['epoch']}."
    )
    if missing:
        tell(f"{len(missing)} stored files are neither in the storage nor in the backup, such as {missing[0]}.")


def _there(storage: ports.FileStorage, *kinds: str) -> set[str]:
    return {name for kind in kinds for name in storage.list_names(kind)}

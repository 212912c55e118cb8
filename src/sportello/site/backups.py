"""Backups of a city: its database at one moment, and the stored files beside it. Knows no case.

One folder a backup, named by its moment; it is complete or has another name. A *base* is a copy of the embedded
server's files, from which the archived log leads to any later moment. A *dump* of somebody else's server has one moment
only. Both hold wrapped keys, which an erased case must not outlive: a backup goes after `keep` days, whole.
"""

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg

from sportello.core import ports
from sportello.core.errors import Refused
from sportello.integrations.folder import FolderStorage
from sportello.site import postgres
from sportello.site.failures import CannotRun

BASE, DUMP = "base", "dump"
ABOUT = "backup.json"
ABANDONED = "abandoned"
STAMP = "%Y%m%dT%H%M%SZ"
STORED = ("files", "documents", "erasures", "record")
NEVER_REWRITTEN = ("files", "documents", "erasures")
WITH_KEYS = (
    "store_account",
    "store_casekey",
    "store_code",
    "store_dispatch",
    "store_document",
    "store_draft",
    "store_file",
    "store_mandate",
    "store_ownanswers",
    "store_party",
    "store_transfer",
)
"""The tables that hold wrapped keys; a dump has them in a file of their own."""


@dataclass(frozen=True)
class Backup:
    """One finished backup. Every moment from `ended` on can be restored from a base and the log after it."""

    folder: Path
    kind: str
    began: datetime
    ended: datetime
    major: int  # of the PostgreSQL that made it

    @property
    def storage(self) -> FolderStorage:
        """Give the copy of the stored files."""
        return FolderStorage(self.folder / "storage")

    @property
    def first_log(self) -> str:
        """Name the first file of the log that a base needs."""
        line = (self.folder / BASE / "backup_label").read_text().splitlines()[0]
        return line.rpartition("file ")[2].rstrip(")")


def take(folder: Path, *, url: str, programs: Path, files: ports.FileStorage, base: bool, now: datetime) -> Backup:
    """Back the city up into a new folder under this one, while it serves.

    Files come after the database: what the database knows of is there, unless it was deleted meanwhile.
    """
    half = _make(folder / f"{now.strftime(STAMP)}.part")
    made = Backup(half, BASE if base else DUMP, now, now, _major(url))
    (_copy_cluster if base else _dump)(half, url, programs)
    made = replace(made, ended=datetime.now(UTC))
    before = next(reversed(list_all(folder)), None)
    copy_files(files, made.storage, before.storage if before else None)
    _write(made)
    whole = half.rename(half.with_suffix(""))
    _sync(folder)
    return replace(made, folder=whole)


def list_all(folder: Path) -> list[Backup]:
    """List the backups in a folder, oldest first."""
    return [_read(path.parent) for path in sorted(folder.glob(f"*Z/{ABOUT}"))]


def choose(folder: Path, kind: str, to: datetime | None) -> Backup:
    """Choose the newest backup of a kind that ended before the moment; CannotRun when there is none."""
    known = [one for one in list_all(folder) if one.kind == kind and not (one.folder / ABANDONED).exists()]
    fitting = [one for one in known if to is None or one.ended <= to]
    if not fitting:
        since = f"; the oldest ended {known[0].ended:%Y-%m-%d %H:%M:%S} UTC" if known else ""
        raise CannotRun(f"{folder} has no {kind} backup to begin from{since}. Nothing was changed.")
    return fitting[-1]


def abandon(folder: Path, since: datetime) -> None:
    """Mark the backups of a stretch of time that a restore went back behind: the log no longer leads on from them."""
    for one in list_all(folder):
        if one.ended > since:
            (one.folder / ABANDONED).touch()


def prune(folder: Path, keep: timedelta, *, archive: Path | None, programs: Path, now: datetime) -> list[Backup]:
    """Delete the backups past their term but for the newest, unfinished ones, and the log before the oldest left."""
    *older, newest = list_all(folder)
    gone = [one for one in older if one.ended < now - keep]
    for path in [*(one.folder for one in gone), *folder.glob("*.part")]:
        shutil.rmtree(path)
    bases = [one for one in [*older, newest] if one.kind == BASE and one not in gone]
    if archive and bases:
        _run(programs / "pg_archivecleanup", str(archive), min(one.first_log for one in bases))
    return gone


def check(backup: Backup, programs: Path) -> None:
    """Refuse a base whose files are not what they were (its manifest's checksums)."""
    _run(programs / "pg_verifybackup", "--quiet", "--no-parse-wal", str(backup.folder / BASE))


def restore_dump(backup: Backup, url: str, programs: Path) -> None:
    """Fill an empty database from a dump: tables, rows, rows with keys, then indexes and constraints."""
    _check_same_version(programs, url)
    with psycopg.connect(url) as connection:
        found = connection.execute("SELECT to_regclass('store_event')").fetchone()
    if found and found[0]:
        raise CannotRun("The database of DATABASE_URL is not empty. Nothing was changed: name a new one.")
    parts = (("pre-data", "city"), ("data", "city"), ("data", "keys"), ("post-data", "city"))
    for section, name in parts:
        options = ("--no-owner", "--no-privileges", "--exit-on-error", f"--section={section}", f"--dbname={url}")
        _run(programs / "pg_restore", *options, str(backup.folder / f"{name}.dump"))


def copy_files(source: ports.FileStorage, to: FolderStorage, before: FolderStorage | None) -> int:
    """Copy every stored file, as a link to the copy of the backup before where that has it; tell how many."""
    names = [name for kind in STORED for name in source.list_names(kind)]
    for name in names:
        old = before.path(name) if before and name.startswith(NEVER_REWRITTEN) else None
        if old and old.exists():
            to.path(name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.link(old, to.path(name))
        else:
            _copy_one(source, to, name)
    return len(names)


def bring_back(backup: Backup, to: ports.FileStorage, names: Iterable[str]) -> list[str]:
    """Write stored files back that are no longer there; give the names of those that even the backup lacks."""
    missing = []
    for name in names:
        if not backup.storage.path(name).exists():
            missing.append(name)
            continue
        to.write(name, backup.storage.read(name))
    return missing


def _copy_one(source: ports.FileStorage, to: FolderStorage, name: str) -> None:
    """Copy a file, unless it has been deleted since it was listed."""
    try:
        to.write(name, source.read(name))
    except Refused as refused:
        if refused.code != "storage.missing":
            raise


def _copy_cluster(half: Path, url: str, programs: Path) -> None:
    options = ("--checkpoint=fast", "--wal-method=stream", "--no-password", f"--dbname={url}")
    _run(programs / "pg_basebackup", f"--pgdata={half / BASE}", *options)


def _dump(half: Path, url: str, programs: Path) -> None:
    """Write two dumps of one moment: everything but the tables with wrapped keys, and those."""
    _check_same_version(programs, url)
    keys = [f"--table={table}" for table in WITH_KEYS]
    rest = [f"--exclude-table-data={table}" for table in WITH_KEYS]
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        found = connection.execute("SELECT pg_export_snapshot()").fetchone()
        same = ("--format=custom", "--no-unlogged-table-data", f"--snapshot={found[0] if found else ''}")
        _run(programs / "pg_dump", *same, *rest, f"--file={half / 'city.dump'}", f"--dbname={url}")
        _run(programs / "pg_dump", *same, *keys, "--data-only", f"--file={half / 'keys.dump'}", f"--dbname={url}")


def _check_same_version(programs: Path, url: str) -> None:
    """Refuse programs of another version than the server: a newer one's dumps do not go into an older server."""
    told = _run(programs / "pg_dump", "--version")
    found, needed = re.search(r"\) (\d+)", told), _major(url)
    if not found or int(found[1]) != needed:
        raise CannotRun(
            f"DATABASE_URL is PostgreSQL {needed}, the program here is {told.strip()}: set SPORTELLO_PG_BIN "
            f"to those of the server, such as /usr/lib/postgresql/{needed}/bin. Nothing was changed."
        )


def _run(program: Path, *arguments: str) -> str:
    """Run one of PostgreSQL's programs and give what it said; CannotRun when it fails or is not there."""
    try:
        done = subprocess.run(  # noqa: S603 - our own arguments
            [str(program), *arguments], capture_output=True, text=True, check=False, env=postgres.variables()
        )
    except OSError as error:
        raise CannotRun(f"{program} cannot be started ({error.strerror}); see SPORTELLO_PG_BIN.") from error
    if done.returncode:
        raise CannotRun(f"{program.name} failed: {postgres.last_line(done.stderr)}")
    return done.stdout


def _major(url: str) -> int:
    with psycopg.connect(url) as connection:
        return connection.info.server_version // 10000


def _make(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, mode=0o700)
    except OSError as error:
        raise CannotRun(f"{folder} cannot be made ({error.strerror}). Nothing was backed up.") from error
    return folder


def _write(backup: Backup) -> None:
    facts = asdict(backup) | {"began": backup.began.isoformat(), "ended": backup.ended.isoformat()}
    del facts["folder"]
    with (backup.folder / ABOUT).open("w") as file:
        json.dump(facts, file)
        file.flush()
        os.fsync(file.fileno())


def _read(folder: Path) -> Backup:
    facts: dict[str, Any] = json.loads((folder / ABOUT).read_text())
    began, ended = (datetime.fromisoformat(facts[name]) for name in ("began", "ended"))
    return Backup(folder, facts["kind"], began, ended, facts["major"])


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

"""An embedded PostgreSQL brought back from a base backup, beside the one it is to replace. Knows no table."""

import os
import re
import shlex
import shutil
from datetime import UTC, datetime
from pathlib import Path

from sportello.site import leftovers, postgres
from sportello.site.failures import CannotRun

LOG_FILE = re.compile(r"[0-9A-F]{24}")
TOO_LATE = "recovery ended before configured recovery target"
SYSTEM_BYTES = 8  # at the head of pg_control: which cluster this is


class Recovery(postgres.Server):
    """A server over a copy of the base, recovered to a moment, or to the end of the log.

    Nothing of what was there is touched before `keep`: without it, all is as it was. Its own log goes to a folder aside
    until then: of an attempt that failed nothing may stand in the archive.
    """

    patience = 7 * 24 * 3600.0  # a long log takes long

    def __init__(
        self, folder: Path, base: Path, *, archive: Path | None, to: datetime | None, programs: Path | None
    ) -> None:
        super().__init__(folder, programs=programs)
        self.base, self.source, self.to = base, archive, to

    def start(self) -> None:
        """Copy the base, replay the log, and wait until the server answers. Refuses while a city runs there."""
        self._lock = leftovers.lock(postgres.make_private(self.folder))
        self._settle()
        self.live, self.data = self.data, self.data.with_name("restored")
        leftovers.clear_server(self.live)
        leftovers.clear_server(self.data)
        self._copy()
        postgres.check_version(self.way, self.data)
        self.settings = self._recovery_settings()
        (self.data / "recovery.signal").touch()
        self._own(self.data)
        try:
            self._launch()
        except CannotRun as problem:
            if TOO_LATE in str(problem):
                raise CannotRun("Nothing was done after that moment: leave out --to. Nothing was changed.") from problem
            raise

    def keep(self) -> Path | None:
        """Stop, and put the restored database in the place of the old one; give where that lies now."""
        self._end()
        old = None
        if self.live.exists():
            old = self.live.with_name(f"data.before-{datetime.now(UTC):%Y%m%dT%H%M%SZ}")
            self.live.rename(old)
        self.data.rename(self.live)
        if self.source:
            for path in self._aside.iterdir():
                shutil.move(path, self.source / path.name)
        shutil.rmtree(self._work)
        (self.folder / "prepared.json").unlink(missing_ok=True)
        return old

    @property
    def _work(self) -> Path:
        return self.way.files / "restoring"

    @property
    def _aside(self) -> Path:
        return self._work / "log"

    def _settle(self) -> None:
        """Answer at another socket than the city does: nobody may take this for it yet."""
        super()._settle()
        shutil.rmtree(self._work, ignore_errors=True)
        postgres.make_private(self._aside)
        self._own(self._work)
        self.sockets = postgres.own_by(postgres.make_private(postgres.socket_folder(self._work)), self.way)

    def _copy(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)
        shutil.copytree(self.base, self.data, symlinks=True)
        self.data.chmod(0o700)
        if self.source and _system(self.live) == _system(self.data):
            self._add_last_log(self.source)

    def _add_last_log(self, source: Path) -> None:
        """Take over what the old database had written but not archived yet."""
        for path in (self.live / "pg_wal").iterdir():
            if LOG_FILE.fullmatch(path.name) and not (source / path.name).exists():
                shutil.copy2(path, self.data / "pg_wal" / path.name)

    def _recovery_settings(self) -> dict[str, str]:
        """Tell where the log is and where to stop; without a log, at the end of the backup itself."""
        fetch = "false"
        if self.source:
            fetch = f"cp {shlex.quote(str(self.source)).replace('%', '%%')}/%f %p"
        if self.to:
            target = {"recovery_target_time": self.to.isoformat()}
        else:
            target = {} if self.source else {"recovery_target": "immediate"}
        archiving = postgres.archive_settings(self._aside) if self.source else {}
        return {
            **archiving,
            "restore_command": fetch,
            "recovery_target_action": "promote",
            "hot_standby": "off",
            **target,
        }

    def _own(self, folder: Path) -> None:
        if "user" not in self.way.options:
            return
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, self.way.options["user"], self.way.options["group"], follow_symlinks=False)


def _system(data: Path) -> bytes | None:
    """Give what tells one cluster from another."""
    try:
        return (data / "global" / "pg_control").read_bytes()[:SYSTEM_BYTES]
    except OSError:
        return None

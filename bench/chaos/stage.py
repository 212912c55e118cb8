"""The city that faults are struck at: opened by `sportello run`, as people open it, with a way to its processes.

Knows no fault. Finds processes through /proc, and only those of its own city.
"""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench import city
from bench.chaos.proxy import Proxy
from sportello.site import environment, keeping, leftovers, postgres, supervisor

OPEN_SECONDS = 300  # on a machine that others load too


@dataclass(frozen=True)
class Stage:
    """An open city: where it is, who supervises it, and the proxy before its database, if it was opened with one."""

    port: int
    tokens: tuple[str, ...]
    var: Path
    variables: dict[str, str]
    supervisor: int
    database: str
    log: Path
    proxy: Proxy | None = None

    @property
    def postgres(self) -> int:
        """Give the process id of PostgreSQL's first process."""
        return int(leftovers.read_pid_file(self.var / "postgres" / "data")[0])

    def find(self, command: str) -> int:
        """Find the process of `web` or `worker`."""
        return next(pid for pid in list_children(self.supervisor) if _words(pid)[-1:] == [command])

    def find_all(self, command: str) -> list[int]:
        """Find the process of `web` or `worker`, and those it has work."""
        first = self.find(command)
        return [first, *list_children(first)]

    def kill(self, pid: int, how: signal.Signals = signal.SIGKILL) -> None:
        """Send one process of this city a signal."""
        os.kill(pid, how)

    def verify(self) -> tuple[bool, str]:
        """Verify the record as anyone would; give whether it holds, and the last line of what was said."""
        command = [*city.COMMANDS, "record", "verify"]
        variables = self.variables | {"DATABASE_URL": self.database}
        told = subprocess.run(command, env=variables, cwd=city.ROOT, capture_output=True, text=True, check=False)
        return told.returncode == 0, (told.stdout.strip() or told.stderr.strip()).splitlines()[-1]


@contextmanager
def opened(
    clients: int, *, var: Path, proxied: bool = False, program: str = "sportello.site.commands"
) -> Iterator[Stage]:
    """Open a published city without cases in the folder by `sportello run`, its database behind a proxy if wanted."""
    tokens = city.prepare(var, clients)
    port, log = city.find_free_port(), var / "log"
    ours = city.make_variables(var, port) | {"SPORTELLO_DEMO": "no"}
    with ExitStack() as stack:
        proxy = stack.enter_context(_behind_proxy(var)) if proxied else None
        ours |= {"DATABASE_URL": proxy.url} if proxy else {}
        process = stack.enter_context(city.running([sys.executable, "-m", program, "run"], ours, log=log))
        city.wait_until_open(port, OPEN_SECONDS, process)
        yield Stage(port, tokens, var, ours, process.pid, postgres.find_running(var / "postgres") or "", log, proxy)


@contextmanager
def opened_over(database: str, clients: int, *, var: Path) -> Iterator[Stage]:
    """Open one over a database that somebody else serves."""
    tokens = city.prepare(var, clients, database)
    port, log = city.find_free_port(), var / "log"
    ours = city.make_variables(var, port) | {"SPORTELLO_DEMO": "no", "DATABASE_URL": database}
    with city.running([*city.COMMANDS, "run"], ours, log=log) as process:
        city.wait_until_open(port, OPEN_SECONDS, process)
        yield Stage(port, tokens, var, ours, process.pid, database, log)


@contextmanager
def opened_small(clients: int, *, var: Path) -> Iterator[Stage]:
    """Open one for the suite: its web server alone, a child of this process, with the database behind a proxy."""
    tokens = city.prepare(var, clients)
    port, log = city.find_free_port(), var / "log"
    with _behind_proxy(var) as proxy:
        ours = city.make_variables(var, port) | {"SPORTELLO_DEMO": "no", "DATABASE_URL": proxy.url}
        with city.running([*city.COMMANDS, "web"], ours, log=log):
            city.wait_until_open(port, OPEN_SECONDS)
            yield Stage(port, tokens, var, ours, os.getpid(), postgres.find_running(var / "postgres") or "", log, proxy)


@contextmanager
def _behind_proxy(var: Path) -> Iterator[Proxy]:
    """Serve the city's database behind a proxy, and start it again when it ends, as a supervisor would."""
    with postgres.serving(var / "postgres", programs=environment.get().pg_bin) as server:
        over = threading.Event()
        keeper = threading.Thread(target=_keep, args=(server, over))
        keeper.start()
        try:
            with Proxy(server.sockets / postgres.SOCKET) as proxy:
                yield proxy
        finally:
            over.set()
            keeper.join()


def _keep(server: postgres.Server, over: threading.Event) -> None:
    kept = keeping.Kept(supervisor.Database(server), lambda told: None)
    while not over.wait(supervisor.LOOK_EVERY):
        kept.look()


def list_children(parent: int) -> list[int]:
    """List the processes that this one started and that still run."""
    return [pid for pid, (of, state) in _processes().items() if of == parent and state != "Z"]


def _processes() -> dict[int, tuple[int, str]]:
    found = {}
    for folder in Path("/proc").iterdir():
        if folder.name.isdigit():
            try:
                state, parent = (folder / "stat").read_text().rsplit(")", 1)[1].split()[:2]
            except OSError:
                continue  # it has just ended
            found[int(folder.name)] = (int(parent), state)
    return found


def _words(pid: int) -> list[str]:
    try:
        return Path(f"/proc/{pid}/cmdline").read_text().rstrip("\0").split("\0")
    except OSError:
        return []

"""`sportello run`: starts database, web and worker as its children, keeps them running, stops them. Knows no Django."""

import errno
import http.client
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from typing import NoReturn

from sportello.site import address, database, demo_keys, environment, keeping, lifeline, postgres, preparedness
from sportello.site.failures import CannotRun

PORT_SECONDS = 3  # for the web processes of a killed start to notice and leave
OPEN_SECONDS = 60
STOP_SECONDS = 5
LOOK_EVERY = 0.2
STAND_IN_ISSUER = "national"  # as the demo city's pack calls it
ENDS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
COMMANDS = (sys.executable, "-m", "sportello.site.commands")


@dataclass
class Child:
    """A process we started, leader of its own group: a terminal's Ctrl-C reaches only the supervisor."""

    name: str
    process: "subprocess.Popen[bytes]"

    @classmethod
    def start(cls, name: str) -> "Child":
        """Start the process of this command."""
        return cls(name, _popen(name))

    def go(self) -> None:
        """Let it begin: it has done its imports while the database was made ready."""
        assert self.process.stdin
        with suppress(BrokenPipeError):  # it has ended, which is found soon after
            self.process.stdin.write(b"go\n")
            self.process.stdin.close()

    def find_exit(self) -> int | None:
        """Find how it ended; None while it runs."""
        return self.process.poll()

    def restart(self) -> None:
        """Start it again. What a killed web server left serving leaves by itself, after its last answers."""
        self.process = _popen(self.name)
        self.go()

    def sweep(self, deadline: float) -> None:
        """Wait until the deadline for it to stop, then end whatever is left of its group."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(max(0.0, deadline - time.monotonic()))
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@dataclass(frozen=True)
class Database:
    """The embedded PostgreSQL as a part of the city."""

    server: postgres.Server
    name: str = "database"

    def find_exit(self) -> int | None:
        """Find how it ended; None while it runs."""
        return self.server.find_exit()

    def restart(self) -> None:
        """Start it again over the same files."""
        self.server.restart()


def run() -> int:
    """Open the city, keep it open until Ctrl-C or SIGTERM, and stop everything; CannotRun when it does not open."""
    began = time.monotonic()
    here = environment.get()
    check_port(here.host, here.port)
    for end in ENDS:
        signal.signal(end, signal.default_int_handler)  # SIGINT too: a shell's background job ignores it
    _say(demo_keys.make(os.environ, here.var))
    os.environ.update(_choose_stand_ins(here))
    with ExitStack() as stack:
        try:
            databases = _open_database(here, stack)
            children: list[Child] = []
            stack.callback(_stop, children)
            children.append(Child.start("web"))
            notes = _find_notes(here)
            if notes is None:
                notes = prepare(here)
            check_port(here.host, here.port)  # again: the web server shares a port without a word
            children[0].go()
            _wait_until_open(here, children)
            if here.database_url is None:
                stack.enter_context(address.noted(here))
            children += [Child.start(name) for name in ("worker", *_stand_ins(here))]
            _announce(here, notes, time.monotonic() - began)
            _watch([*databases, *children])
        except KeyboardInterrupt:
            _say("\nStopping …\n")
            return 0
        finally:
            for end in ENDS:
                signal.signal(end, signal.SIG_IGN)  # stopping takes seconds and must not be cut short


def _choose_stand_ins(here: environment.Environment) -> dict[str, str]:
    """Give the variables that name a demonstration's stand-ins, on free ports of this machine, for what it has not."""
    if not here.demo:
        return {}
    with socket.socket() as one, socket.socket() as other:
        for probe in (one, other):
            probe.bind(("127.0.0.1", 0))
        payments, issuer = one.getsockname()[1], other.getsockname()[1]
    chosen = {}
    if here.payments is None:
        chosen["SPORTELLO_PAYMENTS_URL"] = f"stripe://sk_test_demo:{secrets.token_hex(16)}@127.0.0.1:{payments}"
    if not here.issuers:
        chosen["SPORTELLO_ISSUERS"] = f"{STAND_IN_ISSUER}:lunara:{secrets.token_hex(16)}:{issuer}"
    return chosen


def _stand_ins(here: environment.Environment) -> list[str]:
    return ["stand-in"] if here.demo and (here.payments is None or not here.issuers) else []


def check_port(host: str, port: int) -> None:
    """Refuse a port that cannot be listened on, before anything is started."""
    deadline = time.monotonic() + PORT_SECONDS
    while problem := _find_port_problem(host, port):
        if problem.errno != errno.EADDRINUSE:
            raise CannotRun(f"{host} port {port} cannot be listened on ({problem.strerror}). Nothing was started.")
        if time.monotonic() > deadline:
            raise CannotRun(
                f"Port {port} of {host} is taken by another program. Nothing was started: stop that one, "
                f"or choose another port, as in SPORTELLO_PORT={port + 1} make run"
            )
        time.sleep(LOOK_EVERY)


def _find_port_problem(host: str, port: int) -> OSError | None:
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind, protocol) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(address)
    except OSError as problem:
        return problem
    return None


def prepare(here: environment.Environment) -> list[str]:
    """Make the database ready in a process of its own; give the lines to show once the city is open."""
    process = _popen("prepare", stdout=subprocess.PIPE)
    try:
        told, _ = process.communicate()
    except KeyboardInterrupt:
        process.terminate()
        process.wait()
        raise
    if process.returncode != 0:
        raise CannotRun("The city could not be made ready: see the lines above. What the database held is kept.")
    notes = told.decode().splitlines()
    if here.database_url is None:
        preparedness.keep(here, notes)
    return notes


def _find_notes(here: environment.Environment) -> list[str] | None:
    """Find what to show when nothing needs preparing; another's database is always looked at."""
    return preparedness.find_notes(here) if here.database_url is None else None


def _open_database(here: environment.Environment, stack: ExitStack) -> list[Database]:
    """Start the embedded database; another's is only looked at, and not ours to start again."""
    if here.database_url is not None:
        database.check(here.database_url)
        return []
    server = stack.enter_context(postgres.serving(here.postgres, programs=here.pg_bin, archive=here.archive))
    database.use(server.url)
    return [Database(server)]


def _popen(command: str, stdout: int | None = None) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(  # noqa: S603 - ourselves
        [*COMMANDS, command],
        stdin=subprocess.PIPE,
        stdout=stdout,
        env=_variables(),
        start_new_session=True,
    )


def _variables() -> dict[str, str]:
    """Give a child's environment. Where byte code must not lie beside its source, as in many images, it lies in var/.

    Compiling 1,500 modules anew takes each process seconds.
    """
    variables = {**os.environ, lifeline.SUPERVISOR: str(os.getpid()), "PYTHONUNBUFFERED": "1"}
    if variables.pop("PYTHONDONTWRITEBYTECODE", ""):
        variables.setdefault("PYTHONPYCACHEPREFIX", str(environment.get().var / "bytecode"))
    return variables


def _wait_until_open(here: environment.Environment, children: list[Child]) -> None:
    deadline = time.monotonic() + OPEN_SECONDS
    while not _answers(here.host, here.port):
        if ended := _find_ended(children):
            raise CannotRun(f"The {ended.name} process could not start: see the lines above. All is stopped.")
        if time.monotonic() > deadline:
            raise CannotRun(f"The web process did not answer within {OPEN_SECONDS} s. All is stopped; all is kept.")
        time.sleep(0.05)


def _answers(host: str, port: int) -> bool:
    connection = http.client.HTTPConnection(host, port, timeout=OPEN_SECONDS)
    try:
        connection.request("GET", "/health")
        connection.getresponse()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def _announce(here: environment.Environment, notes: list[str], seconds: float) -> None:
    lines = [f"The city is open (after {seconds:.1f} s):", f"  {here.base_url}", *notes, "Ctrl-C closes it."]
    _say("\n".join(["", *lines, "", ""]))


def _watch(parts: Sequence[keeping.Part]) -> NoReturn:
    kept = [keeping.Kept(part, _say) for part in parts]
    while True:
        for one in kept:
            one.look()
        time.sleep(LOOK_EVERY)


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _find_ended(children: list[Child]) -> Child | None:
    return next((child for child in children if child.process.poll() is not None), None)


def _stop(children: list[Child]) -> None:
    for child in children:
        child.process.terminate()
    deadline = time.monotonic() + STOP_SECONDS
    for child in children:
        child.sweep(deadline)

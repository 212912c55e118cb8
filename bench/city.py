"""A city of its own for a bench: in a folder thrown away afterwards, on a free port of this machine only.

Run as `python -m bench.city CLIENTS` it makes a database ready without cases, and prints tokens of API clients.
"""

import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

from sportello.site import demo_keys, environment, lifeline, postgres, preparedness

ROOT = Path(__file__).resolve().parent.parent
COMMANDS = (sys.executable, "-m", "sportello.site.commands")
OPEN_SECONDS = 60
STOP_SECONDS = 10
PAST = timedelta(days=200)  # since when the city is published: what came in before today must have found it open


@dataclass(frozen=True)
class City:
    """A city that is open: its port, its database's address, the tokens of its API clients, what its processes know."""

    port: int
    database: str
    tokens: tuple[str, ...] = ()
    variables: Mapping[str, str] = field(default_factory=dict, repr=False)


@contextmanager
def published(
    clients: int, *commands: str, log: Path | None = None, settings: Mapping[str, str] | None = None
) -> Iterator[City]:
    """Open the demo city with staff and without cases: its database, and the processes of these commands.

    What they have to say goes to the log, or to the terminal; PostgreSQL gets the settings.
    """
    with thrown_away() as var, serving(var, settings) as city:
        tokens = _prepare(clients, var, dict(city.variables))
        with open_for(replace(city, tokens=tokens), *commands, log=log) as opened:
            yield opened


@contextmanager
def serving(var: Path, settings: Mapping[str, str] | None = None) -> Iterator[City]:
    """Serve the database in the folder under these settings, and nothing else of the city."""
    with postgres.serving(var / "postgres", programs=environment.get().pg_bin, settings=settings) as server:
        port = find_free_port()
        yield City(port, server.url, (), make_variables(var, port) | {"DATABASE_URL": server.url})


@contextmanager
def open_for(city: City, *commands: str, log: Path | None = None) -> Iterator[City]:
    """Open a city whose database is served and prepared, with the processes of these commands."""
    with ExitStack() as stack:
        for command in commands:
            stack.enter_context(running([*COMMANDS, command], dict(city.variables), log=log))
        wait_until_open(city.port, seconds=300)
        yield city


@contextmanager
def opened(var: Path) -> Iterator[tuple[City, float]]:
    """Open what is in the folder by `sportello run`; give the seconds until it answered."""
    port = find_free_port()
    began = time.perf_counter()
    variables = make_variables(var, port)
    with running([*COMMANDS, "run"], variables):
        wait_until_open(port, seconds=600)
        seconds = time.perf_counter() - began
        database = postgres.find_running(var / "postgres") or ""
        yield City(port, database, variables=variables | {"DATABASE_URL": database}), seconds


def add_client(opened: City, name: str) -> str:
    """Give a program a token of a city that is open, as those who run it do."""
    command = [*COMMANDS, "client", "add", name]
    told = subprocess.run(command, env=dict(opened.variables), cwd=ROOT, stdout=subprocess.PIPE, check=True)
    return told.stdout.decode().strip()


@contextmanager
def unopened() -> Iterator[dict[str, str]]:
    """Make the demo city without cases and without processes; give the environment its programs run in."""
    with thrown_away() as var, postgres.serving(var / "postgres", programs=environment.get().pg_bin) as server:
        variables = make_variables(var, find_free_port()) | {"DATABASE_URL": server.url}
        _prepare(0, var, variables)
        yield variables


def prepare(var: Path, clients: int, database: str | None = None) -> tuple[str, ...]:
    """Prepare a city without cases, to be opened by `sportello run`; give its API clients' tokens.

    Its database is kept in the folder, unless the address of another is given.
    """
    variables = make_variables(var, 1) | {"SPORTELLO_DEMO": "no"}
    if database:
        return _prepare(clients, var, variables | {"DATABASE_URL": database})
    with postgres.serving(var / "postgres", programs=environment.get().pg_bin) as server:
        return _prepare(clients, var, variables | {"DATABASE_URL": server.url})


def end_cleanly() -> None:
    """Stop what the bench started also when the bench is told to stop."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))


def find_free_port() -> int:
    """Find a port nobody listens on, and which the system gives to nobody who asks it for any."""
    while True:
        port = random.randrange(15000, 32000)
        with socket.socket() as probe, suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def wait_until_open(port: int, seconds: float = OPEN_SECONDS, process: "subprocess.Popen[bytes] | None" = None) -> None:
    """Wait until the city answers, or until the process that should open it has ended."""
    deadline = time.monotonic() + seconds
    while True:
        try:
            urlopen(f"http://127.0.0.1:{port}/health", timeout=5).close()
            return
        except OSError as error:
            if process and process.poll() is not None:
                raise SystemExit(f"bench: the city ended with exit code {process.returncode}") from error
            if time.monotonic() > deadline:
                raise SystemExit(f"bench: the city did not open within {seconds:.0f} s") from error
            time.sleep(0.1)


@contextmanager
def thrown_away() -> Iterator[Path]:
    """Make the folder of a city, and remove it afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="sportello-bench-"))
    try:
        yield folder / "var"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def make_variables(var: Path, port: int) -> dict[str, str]:
    """Give the environment of a bench's processes: nothing of the city that may be set up around it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SPORTELLO_", "DATABASE_URL"))}
    programs = {name: os.environ[name] for name in ("SPORTELLO_PG_BIN",) if name in os.environ}
    return kept | programs | {"SPORTELLO_VAR": str(var), "SPORTELLO_PORT": str(port)}


def _prepare(clients: int, var: Path, variables: dict[str, str]) -> tuple[str, ...]:
    demo_keys.make(variables, var)
    told = subprocess.run(
        [sys.executable, "-m", "bench.city", str(clients)], env=variables, cwd=ROOT, stdout=subprocess.PIPE, check=True
    )
    return tuple(told.stdout.decode().split())


@contextmanager
def running(
    command: Sequence[str], variables: dict[str, str], *, log: Path | None = None
) -> Iterator["subprocess.Popen[bytes]"]:
    """Run one of our programs for as long as the block lasts, and never beyond the bench itself."""
    ours = {**variables, lifeline.SUPERVISOR: str(os.getpid())}
    with log.open("ab") if log else nullcontext() as said:
        process = subprocess.Popen(
            command, env=ours, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
        )
    assert process.stdin
    process.stdin.write(b"go\n")  # a web process waits for it
    process.stdin.close()
    try:
        yield process
    finally:
        end(process)


def end(process: "subprocess.Popen[bytes]") -> None:
    """Tell a process to stop, and kill it when it does not."""
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def make_ready(clients: int) -> list[str]:
    """Make tables, publish the demo city, add its staff and API clients; give the clients' tokens."""
    import django

    os.environ["DJANGO_SETTINGS_MODULE"] = "sportello.site.settings"
    django.setup()
    from django.core import management

    from sportello.actions import accounts
    from sportello.core import actors
    from sportello.integrations.pyhanko import make_demo_identity
    from sportello.site import publishing, seeding, wiring
    from sportello.site.seeding import people  # all of these need Django

    here, clock = environment.get(), seeding.Clock()
    clock.turned = datetime.now(UTC) - PAST
    management.call_command("migrate", verbosity=0, interactive=False)
    management.call_command("collectstatic", verbosity=0, interactive=False)
    make_demo_identity(here.var / "signing", "Bench", clock())
    wiring.install(clock=clock)
    documents = publishing.read_documents(here.city)
    publishing.publish(documents, by=actors.system("publish"), effective_from=publishing.local_today(documents["city"]))
    people.add_staff()
    if here.postgres.exists():
        preparedness.keep(here, [])  # `sportello run` need not look again
    return [accounts.add_client(f"Bench {number}") for number in range(clients)]


if __name__ == "__main__":
    print("\n".join(make_ready(int(sys.argv[1]))))

"""Two PostgreSQL that stand in for each other: Patroni over each, etcd to agree by, haproxy before both. Knows no city.

All listen on 127.0.0.1 and are direct children, ended with the block. The files they run by are those of deploy/ha.
"""

import json
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from string import Template
from typing import Any
from urllib.request import urlopen

import psycopg
from psycopg import sql

from bench import city
from sportello.site import environment, leftovers, postgres, unprivileged

TEMPLATES = city.ROOT / "deploy" / "ha"
PROGRAMS = {"patroni": "patroni", "etcd": "etcd-server", "haproxy": "haproxy"}
NAMES = ("one", "two")
UP_SECONDS = 120


@dataclass
class Node:
    """One PostgreSQL and the Patroni over it, as a machine of its own would have them."""

    name: str
    folder: Path
    port: int
    rest: int
    patroni: "subprocess.Popen[bytes]"

    def find_role(self) -> str | None:
        """Ask Patroni what this node is: `primary`, `sync_standby`, `replica`; None when nobody answers."""
        try:
            with urlopen(f"http://127.0.0.1:{self.rest}/patroni", timeout=2) as answer:
                told = json.load(answer)
        except OSError:
            return None
        except ValueError:
            return None
        if told.get("role") in ("master", "primary"):
            return "primary" if told.get("state") == "running" else None
        return "sync_standby" if told.get("sync_standby") else "replica"

    def kill(self) -> None:
        """End it as a machine that loses its power: Patroni and PostgreSQL at once, nothing in hand finished."""
        lines = leftovers.read_pid_file(self.folder / "data")
        self.patroni.kill()
        self.patroni.wait()
        if lines:
            with suppress(ProcessLookupError):
                os.kill(int(lines[0]), signal.SIGKILL)


@dataclass
class Cluster:
    """The two nodes, and the address at which the city finds whichever is primary."""

    nodes: tuple[Node, ...]
    url: str

    def find_primary(self) -> Node | None:
        """Find the node that is primary now."""
        return next((node for node in self.nodes if node.find_role() == "primary"), None)


def list_lacking() -> list[str]:
    """List the Debian packages that have to be installed first."""
    return [package for program, package in PROGRAMS.items() if not _find(program)]


@contextmanager
def started(folder: Path) -> Iterator[Cluster]:
    """Start everything, make the city's database, and give the cluster once a standby follows in step."""
    folder.mkdir(parents=True, mode=0o700)
    with ExitStack() as stack:
        etcd, bind = city.find_free_port(), city.find_free_port()
        stack.enter_context(_running(_etcd(folder / "etcd", etcd), folder / "etcd.log"))
        passwords = {"superuser_password": secrets.token_hex(16), "replication_password": secrets.token_hex(16)}
        nodes = tuple(stack.enter_context(_node(name, folder / name, etcd, passwords)) for name in NAMES)
        config = _write(folder, "haproxy.cfg", {"bind": _at(bind), **_servers(nodes)})
        stack.enter_context(_running([_found("haproxy"), "-db", "-f", str(config)], folder / "haproxy.log"))
        made = Cluster(nodes, _make_database(bind, nodes, passwords["superuser_password"]))
        yield made


def _make_database(bind: int, nodes: Sequence[Node], password: str) -> str:
    """Wait until both nodes stand, make role and database, and give their address through haproxy."""
    _wait(lambda: {node.find_role() for node in nodes} >= {"primary", "sync_standby"}, "no standby came up")
    url = f"postgresql://postgres:{password}@127.0.0.1:{bind}/postgres"
    _wait(lambda: _answers(url), "haproxy leads to no database")
    own = secrets.token_hex(16)
    with psycopg.connect(url, autocommit=True) as connection:
        name = sql.Identifier(postgres.NAME)
        connection.execute(sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}").format(name, sql.Literal(own)))
        connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(name, name))
    return f"postgresql://{postgres.NAME}:{own}@127.0.0.1:{bind}/{postgres.NAME}"


@contextmanager
def _node(name: str, folder: Path, etcd: int, passwords: dict[str, str]) -> Iterator[Node]:
    """Start Patroni, which makes and starts its PostgreSQL; neither runs as root."""
    folder.mkdir(mode=0o700)
    programs = environment.get().pg_bin or postgres.find_programs()
    way = unprivileged.find_way("postgres", programs=programs, files=folder)
    port, rest = city.find_free_port(), city.find_free_port()
    facts = {"name": name, "etcd": _at(etcd), "rest": _at(rest), "postgres": _at(port), "network": "127.0.0.1/32"}
    places = {"programs": str(way.programs), "folder": str(way.files)}
    config = _write(way.files, "patroni.yml", facts | places | passwords)
    if "user" in way.options:
        shutil.chown(config, way.options["user"], way.options["group"])
    command = [*way.prefix, _found("patroni"), str(config)]
    with _running(command, folder / "patroni.log", **way.options) as process:
        yield Node(name, way.files, port, rest, process)


def _etcd(folder: Path, port: int) -> list[str]:
    client, peer = f"http://{_at(port)}", f"http://{_at(city.find_free_port())}"
    options = {
        "name": "bench",
        "data-dir": str(folder),
        "listen-client-urls": client,
        "advertise-client-urls": client,
        "listen-peer-urls": peer,
        "initial-advertise-peer-urls": peer,
        "initial-cluster": f"bench={peer}",
    }
    return [_found("etcd"), *(f"--{name}={value}" for name, value in options.items())]


def _servers(nodes: Sequence[Node]) -> dict[str, str]:
    facts = {f"postgres_{node.name}": _at(node.port) for node in nodes}
    return facts | {f"rest_port_{node.name}": str(node.rest) for node in nodes}


@contextmanager
def _running(command: Sequence[str], log: Path, **options: Any) -> Iterator["subprocess.Popen[bytes]"]:
    """Run a program for as long as the block lasts."""
    with log.open("ab") as file:
        process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=file, stderr=file, cwd="/", **options)
        try:
            yield process
        finally:
            city.end(process)


def _write(folder: Path, name: str, facts: dict[str, str]) -> Path:
    """Fill a file of deploy/ha in."""
    path = folder / name
    path.write_text(Template((TEMPLATES / name).read_text()).substitute(facts))
    path.chmod(0o600)
    return path


def _wait(holds: Any, else_say: str) -> None:
    deadline = time.monotonic() + UP_SECONDS
    while not holds():
        if time.monotonic() > deadline:
            raise SystemExit(f"bench.ha: {else_say} within {UP_SECONDS} s")
        time.sleep(0.5)


def _answers(url: str) -> bool:
    with suppress(psycopg.OperationalError), psycopg.connect(url, connect_timeout=2):
        return True
    return False


def _at(port: int) -> str:
    return f"127.0.0.1:{port}"


def _find(program: str) -> str | None:
    return shutil.which(program, path=f"{os.environ.get('PATH', '')}:/usr/sbin")


def _found(program: str) -> str:
    path = _find(program)
    assert path, f"{program} was looked for before"
    return path

"""What deploy/ holds: files that their programs accept, with the settings the city has. Containers are not run."""

import os
import re
import shutil
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from bench.city import find_free_port
from tests.site.living import Busy, City
from tests.waiting import until

from sportello.site import commands, environment, postgres, readiness

pytestmark = pytest.mark.begins

DEPLOY = environment.ROOT / "deploy"
UNITS = sorted((DEPLOY / "systemd").iterdir())
DOCUMENTED = (environment.ROOT / "docs" / "environment.md").read_text()
SYSTEM = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


@pytest.fixture(scope="module")
def compose() -> dict[str, Any]:
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text())


def find(program: str) -> str:
    """Find a program of Debian's, or skip the test."""
    found = shutil.which(program, path=SYSTEM)
    if found is None:
        pytest.skip(f"{program} is not here")
    return found


def test_compose_builds_from_files_that_are_there_and_names_volumes_and_services_it_has(compose: Any) -> None:
    services = compose["services"]
    for one in services.values():
        if "build" in one:
            assert (DEPLOY / one["build"]["context"] / one["build"]["dockerfile"]).is_file()
        assert set(one.get("depends_on", ())) <= set(services)
        for volume in one.get("volumes", ()):
            source = volume.split(":")[0]
            assert source in compose["volumes"] or (DEPLOY / source).exists()


def test_the_pool_is_for_web_only(compose: Any) -> None:
    hosts = {name: compose["services"][name]["environment"]["DATABASE_URL"] for name in ("web", "worker", "prepare")}
    assert {name: url.rpartition("@")[2] for name, url in hosts.items()} == {
        "web": "pgbouncer:6432/sportello",
        "worker": "postgres:5432/sportello",
        "prepare": "postgres:5432/sportello",
    }


@pytest.mark.parametrize("file", ["compose.yaml", "city.env.example", "Dockerfile"])
def test_every_variable_is_one_of_the_citys(file: str) -> None:
    named = set(re.findall(r"\bSPORTELLO_[A-Z_]+", (DEPLOY / file).read_text())) - {"SPORTELLO_DOMAIN"}
    assert {name for name in named if f"`{name}`" not in DOCUMENTED} == set()


def test_containers_and_units_start_commands_there_are(compose: Any) -> None:
    started = [one["command"] for one in compose["services"].values() if "command" in one]
    started += [line.split() for unit in UNITS for line in re.findall(r"ExecStart=(.*)", unit.read_text())]
    assert len(started) == 7
    for program, command, *_ in started:
        assert program.endswith("sportello") and command in commands.list_names()


def test_systemd_accepts_the_units(tmp_path: Path) -> None:
    analyze = find("systemd-analyze")
    for unit in UNITS:
        text = unit.read_text().replace("/srv/sportello/.venv/bin/sportello", "/bin/true")
        (tmp_path / unit.name).write_text(text)
    done = subprocess.run([analyze, "verify", *tmp_path.iterdir()], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stderr


def test_caddy_accepts_its_file() -> None:
    command = [find("caddy"), "validate", "--config", DEPLOY / "Caddyfile", "--adapter", "caddyfile"]
    done = subprocess.run(
        command, env=os.environ | {"SPORTELLO_DOMAIN": "example.org"}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.fixture
def pooled(city: City, short_path: Path) -> Iterator[str]:
    """Serve a city's database through PgBouncer, configured as deploy/ has it but for addresses and passwords."""
    program, port = find("pgbouncer"), find_free_port()
    with city.serving() as server:
        config = (DEPLOY / "pgbouncer.ini").read_text()
        for ours, here in (
            ("host=postgres port=5432 dbname=sportello", f"host={server.sockets} port=5432 dbname=sportello"),
            ("0.0.0.0", "127.0.0.1"),
            ("6432", str(port)),
            ("scram-sha-256", "any"),
            ("auth_file = /tmp/users.txt\n", "unix_socket_dir =\n"),
            ("dbname=sportello\n", "dbname=sportello user=sportello\n"),
        ):
            assert ours in config
            config = config.replace(ours, here)
        (short_path / "pgbouncer.ini").write_text(config)
        demoted = {"user": "nobody", "group": "nogroup", "extra_groups": ()} if os.geteuid() == 0 else {}
        for folder in (short_path, city.var, city.var / "postgres", server.sockets):
            folder.chmod(0o755)
        (server.sockets / postgres.SOCKET).chmod(0o777)
        process = subprocess.Popen([program, short_path / "pgbouncer.ini"], stderr=subprocess.PIPE, **demoted)
        until(lambda: process.poll() is not None or is_open(port))
        assert process.poll() is None, process.stderr.read()
        yield f"postgresql://sportello@127.0.0.1:{port}/sportello"
        process.terminate()
        process.communicate()


def test_applications_come_in_through_the_pool(city: City, pooled: str, compose: Any) -> None:
    web = compose["services"]["web"]["environment"]
    city.variables |= {"DATABASE_URL": pooled, "SPORTELLO_PREPARE": web["SPORTELLO_PREPARE"]}
    busy = Busy(city)
    busy.go_on(30)
    busy.erase(next(iter(busy.stored)))
    busy.stop()
    assert "sealed" in city.do("record", "seal") and "good" in city.do("record", "verify")
    assert readiness._answers(pooled) and readiness._is_migrated(pooled)

"""`sportello run` from outside: a real process, a real database, real signals, and a city with nothing in it."""

import http.client
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from bench.city import find_free_port
from tests.waiting import PATIENCE, until

from sportello.site import demo_keys, leftovers, postgres, supervisor
from sportello.site.failures import CannotRun

pytestmark = pytest.mark.begins

STANDIN = Path(__file__).with_name("standin.py")
Start = Callable[..., "City"]


class City:
    """A running `sportello run`."""

    def __init__(self, var: Path, port: int, **variables: str) -> None:
        self.var, self.port = var, port
        clean = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        keys = {name: make() for name, make in demo_keys.KINDS.items()}
        own = {"SPORTELLO_VAR": str(var), "SPORTELLO_PORT": str(port)}
        self.process = subprocess.Popen(
            [sys.executable, str(STANDIN), "run"],
            env={**clean, **keys, **own, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )

    def wait_until_open(self) -> str:
        """Give what it said up to the line that says how to close it."""
        told = ""
        for line in self.process.stdout:
            told += line
            if "Ctrl-C" in line:
                return told
        raise AssertionError(told)

    def end(self, how: signal.Signals) -> tuple[int, str, float]:
        """Send the signal; give exit code, last words and seconds taken."""
        began = time.monotonic()
        self.process.send_signal(how)
        told, _ = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, told, time.monotonic() - began

    def get_pid(self) -> int:
        """Ask which process answers."""
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)) as connection:
            connection.request("GET", "/")
            return int(connection.getresponse().read())

    def get_other_pid(self, but_not: int) -> int | None:
        """Ask whether another process answers than this one; give which."""
        try:
            return found if (found := self.get_pid()) != but_not else None
        except OSError:
            return None

    def get_database(self) -> int | None:
        """Ask which process is the database's; None while there is none."""
        lines = leftovers.read_pid_file(self.var / "postgres" / "data")
        return int(lines[0]) if lines[7:8] == ["ready"] else None


@pytest.fixture
def start(short_path: Path, cluster: Path) -> Iterator[Start]:
    """Start cities that are stopped with the test."""
    shutil.copytree(cluster, short_path / "var" / "postgres")
    cities: list[City] = []

    def start_one(**variables: str) -> City:
        cities.append(City(short_path / "var", find_free_port(), **variables))
        return cities[-1]

    yield start_one
    for city in cities:
        if city.process.poll() is None:
            city.end(signal.SIGTERM)
        city.process.communicate()


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


def is_gone(pid: int) -> bool:
    """Tell whether the process has ended, as a zombie has."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] == "Z"
    except OSError:
        return True


def test_byte_code_that_must_not_lie_beside_its_source_is_kept_for_the_next_start(
    start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PYTHONPYCACHEPREFIX", raising=False)
    city = start(PYTHONDONTWRITEBYTECODE="1")
    city.wait_until_open()
    assert any((city.var / "bytecode").rglob("granian/server/*.pyc"))


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_opens_tells_where_and_closes_clean_within_seconds(start: Start, how: signal.Signals) -> None:
    city = start()
    told = city.wait_until_open()
    assert f"http://127.0.0.1:{city.port}" in told
    assert (city.var / "postgres" / "address").read_text() == f"http://127.0.0.1:{city.port}"
    assert "sign in as ada" in told
    answering = city.get_pid()
    code, _, seconds = city.end(how)
    assert code == 0
    assert seconds < PATIENCE / 2
    assert is_gone(answering) and not (city.var / "postgres" / "address").exists()
    assert postgres.find_running(city.var / "postgres") is None


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes through /proc")
def test_after_kill_9_nothing_is_left_and_the_next_start_has_everything(start: Start) -> None:
    city = start()
    city.wait_until_open()
    answering = city.get_pid()
    server = city.get_database()
    with psycopg.connect(postgres.find_running(city.var / "postgres"), autocommit=True) as connection:
        connection.execute("create table kept (n int)")
    city.end(signal.SIGKILL)
    assert until(lambda: is_gone(answering) and is_gone(server))
    start().wait_until_open()
    with psycopg.connect(postgres.find_running(city.var / "postgres")) as connection:
        connection.execute("select * from kept")


def test_kill_9_of_the_web_server_opens_another_and_says_so(start: Start) -> None:
    city = start()
    city.wait_until_open()
    answering = city.get_pid()
    os.kill(parent_of(answering), signal.SIGKILL)
    assert until(lambda: is_gone(answering) and city.get_other_pid(answering))
    _, told, _ = city.end(signal.SIGTERM)
    assert "The web process ended by itself (killed by signal 9)" in told


def test_kill_9_of_the_database_starts_it_again_with_all_it_had(start: Start) -> None:
    city = start()
    city.wait_until_open()
    with psycopg.connect(postgres.find_running(city.var / "postgres"), autocommit=True) as connection:
        connection.execute("create table kept (n int)")
    killed = city.get_database()
    os.kill(killed, signal.SIGKILL)
    assert until(lambda: city.get_database() not in (None, killed))
    with psycopg.connect(postgres.find_running(city.var / "postgres")) as connection:
        connection.execute("select * from kept")
    assert city.get_pid()
    code, told, _ = city.end(signal.SIGTERM)
    assert code == 0 and "The database process ended by itself" in told


def test_a_taken_port_is_one_line_before_anything_is_started(start: Start) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        city = start(SPORTELLO_PORT=str(other.getsockname()[1]))
        told, _ = city.process.communicate(timeout=PATIENCE)
    assert city.process.returncode == 1
    assert told.count("\n") == 1
    assert "is taken" in told
    assert not (city.var / "postgres" / "socket").exists()


def test_a_second_city_on_the_same_folder_is_refused_and_the_first_goes_on(start: Start) -> None:
    first = start()
    first.wait_until_open()
    second = start()
    told, _ = second.process.communicate(timeout=PATIENCE)
    assert second.process.returncode == 1
    assert f"already served by process {first.process.pid}" in told
    assert first.get_pid()


@pytest.mark.parametrize("part", ["prepare", "web", "worker"])
def test_a_part_that_cannot_start_closes_the_city_and_is_named(start: Start, part: str) -> None:
    city = start(BREAK=part)
    told, _ = city.process.communicate(timeout=PATIENCE)
    assert city.process.returncode == 1
    assert f"{part} is broken" in told
    assert "sportello: The " in told
    assert postgres.find_running(city.var / "postgres") is None


def test_a_database_that_does_not_answer_is_one_line(start: Start) -> None:
    city = start(DATABASE_URL="postgresql://ann:secret@127.0.0.1:9/city")
    told, _ = city.process.communicate(timeout=PATIENCE)
    assert city.process.returncode == 1
    assert told.count("\n") == 1
    assert "DATABASE_URL does not answer" in told
    assert "secret" not in told


def test_a_folder_that_cannot_be_written_is_one_line(start: Start, short_path: Path) -> None:
    shutil.rmtree(short_path / "var")
    (short_path / "var").write_text("a file where the folder should be")
    told, _ = start().process.communicate(timeout=PATIENCE)
    assert told.startswith("sportello: ")
    assert told.count("\n") == 1
    assert "SPORTELLO_VAR" in told


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(CannotRun, match="cannot be listened on"):
        supervisor.check_port("192.0.2.1", find_free_port())

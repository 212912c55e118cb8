"""Backups of a city in use, and what comes back of them: a moment before a mistake, and never what was erased."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest

from sportello.integrations.pyhanko import make_demo_identity
from sportello.site import backups, demo_keys, postgres

BUSY = Path(__file__).with_name("busy.py")
SLOW = 300  # seconds
KEYS = {name: make() for name, make in demo_keys.KINDS.items()}
DEBIANS = Path("/usr/lib/postgresql/15/bin")


class City:
    """A city under a folder of its own, with an archive; its commands run as a person types them."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.var, self.archive, self.backups = folder / "var", folder / "archive", folder / "backups"
        self.programs = programs
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        own = {"SPORTELLO_VAR": self.var, "SPORTELLO_ARCHIVE": self.archive, "SPORTELLO_DEMO": "no"}
        self.variables = {**kept, **KEYS, **{name: str(value) for name, value in own.items()}}

    def do(self, *words: str, code: int = 0, **variables: str) -> str:
        """Run a command of `sportello` and give what it said."""
        done = subprocess.run(
            [sys.executable, "-m", "sportello.site.commands", *words],
            env={**self.variables, **variables},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=SLOW,
        )
        assert done.returncode == code, done.stdout
        return done.stdout

    def serving(self) -> AbstractContextManager[postgres.Server]:
        return postgres.serving(self.var / "postgres", programs=self.programs, archive=self.archive)

    def ask(self, sql: str) -> list[str]:
        with psycopg.connect(postgres.find_running(self.var / "postgres")) as connection:
            return [str(value) for (value,) in connection.execute(sql)]


class Busy:
    """Applications coming in, one after another, until told to stop; `stored` is when each was told to be."""

    def __init__(self, city: City) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            [sys.executable, str(BUSY)], env=city.variables, stdin=pipe, stdout=pipe, text=True
        )
        self.stored: dict[str, datetime] = {}

    def go_on(self, count: int) -> None:
        """Wait for so many more applications."""
        for _ in range(count):
            self._note(self.process.stdout.readline())

    def erase(self, case: str) -> None:
        """Have a case erased, and wait for it."""
        self.process.stdin.write(f"erase {case}\n")
        self.process.stdin.flush()
        while not (line := self.process.stdout.readline()).startswith("erased"):
            self._note(line)

    def stop(self) -> None:
        told, _ = self.process.communicate(timeout=SLOW)
        for line in told.splitlines():
            self._note(line)

    def _note(self, line: str) -> None:
        moment, case = line.split()
        self.stored[case] = datetime.fromisoformat(moment)


@pytest.fixture(scope="session")
def prepared(programs: Path, cluster: Path) -> Iterator[Path]:
    """Make a city once, to copy: with its pack published, and nothing done yet."""
    folder = Path(tempfile.mkdtemp(prefix="sp-"))
    made = City(folder, programs)
    shutil.copytree(cluster, made.var / "postgres")
    make_demo_identity(made.var / "signing", "Test city", datetime.now(UTC) - timedelta(days=1))
    with postgres.serving(made.var / "postgres", programs=programs):
        made.do("prepare")
    shutil.rmtree(made.var / "postgres" / "socket", ignore_errors=True)
    yield made.var
    shutil.rmtree(folder)


@pytest.fixture
def city(short_path: Path, programs: Path, prepared: Path) -> City:
    shutil.copytree(prepared, short_path / "var")
    return City(short_path, programs)


def test_a_city_in_use_comes_back_as_it_was_at_a_moment_without_what_was_erased_since(city: City) -> None:
    with city.serving() as server:
        busy = Busy(city)
        busy.go_on(20)
        city.do("backup", str(city.backups))
        busy.go_on(50)
        erased = next(iter(busy.stored))
        moment = datetime.now(UTC)
        busy.go_on(30)
        busy.erase(erased)
        busy.go_on(30)
        busy.stop()
        city.do("record", "seal")
        lost = city.do("record", "checkpoint")
        server.process.send_signal(signal.SIGKILL)  # what is not archived yet lies in the old folder only

    told = city.do("restore", str(city.backups), "--to", moment.isoformat())
    assert "Erased again: 1 cases" in told and "epoch 2" in told

    with city.serving():
        before = {case for case, at in busy.stored.items() if at <= moment} - {erased}
        after = {case for case, at in busy.stored.items() if at > moment + timedelta(seconds=1)}
        back = set(city.ask("SELECT id FROM store_case"))
        assert before and before <= back and erased not in back and not after & back
        assert "good" in city.do("record", "verify")
        assert city.do("record", "checkpoint").splitlines()[0].endswith("/record/2")
        assert city.ask("SELECT facts->>'checkpoint' FROM store_event WHERE kind = 'record.epoch_opened'") == [lost]


def test_a_running_city_is_not_restored_over_and_a_moment_needs_an_archive(city: City) -> None:
    with city.serving():
        city.do("backup", str(city.backups))
        assert "already served" in city.do("restore", str(city.backups), code=1)
    told = city.do("restore", str(city.backups), "--to", "2026-01-01 10:00", code=1, SPORTELLO_ARCHIVE="")
    assert "SPORTELLO_ARCHIVE" in told
    told = city.do("restore", str(city.backups), "--to", "2026-01-01 10:00", code=1)
    assert "no base backup to begin from" in told
    told = city.do("restore", str(city.backups), "--to", "2199-01-01 10:00", code=1)
    assert "leave out --to" in told and not (city.var / "postgres" / "data.before").exists()
    for path in (city.backups).glob("*/base/base/*/1259"):
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    assert "pg_verifybackup failed" in city.do("restore", str(city.backups), code=1)


def test_a_dump_fills_an_empty_database_of_another_server(city: City, other: postgres.Server) -> None:
    with psycopg.connect(other.url, autocommit=True) as connection:
        connection.execute("CREATE DATABASE first")
        connection.execute("CREATE DATABASE second")
    first, second = (postgres.make_url(other.sockets, name) for name in ("first", "second"))
    own = {"SPORTELLO_PG_BIN": str(other.programs)}
    city.do("prepare", DATABASE_URL=first)
    assert "this moment can be restored" in city.do("backup", str(city.backups), DATABASE_URL=first, **own)
    assert "not empty" in city.do("restore", str(city.backups), code=1, DATABASE_URL=first, **own)
    assert "epoch 2" in city.do("restore", str(city.backups), DATABASE_URL=second, **own)
    assert "good" in city.do("record", "verify", DATABASE_URL=second)


def test_backups_and_the_log_before_them_go_after_their_term_but_the_newest_stays(city: City) -> None:
    with city.serving():
        for _ in range(2):
            city.do("backup", str(city.backups), "--keep", "0")
        assert len(list(city.backups.iterdir())) == 1
        (newest,) = backups.list_all(city.backups)
    assert min(path.name for path in city.archive.iterdir() if len(path.name) == 24) >= newest.first_log


def test_the_archives_files_are_whole_and_an_idle_one_takes_little_room(city: City) -> None:
    with city.serving():
        city.ask("SELECT pg_switch_wal()")
    whole = [path for path in city.archive.iterdir() if len(path.name) == 24]
    assert whole and {path.stat().st_size for path in whole} == {16 * 1024 * 1024}
    assert whole[-1].stat().st_blocks * 512 < 16 * 1024 * 1024


@pytest.fixture
def other(short_path: Path) -> Iterator[postgres.Server]:
    """Serve the oldest PostgreSQL there may be, where this machine has it; else one more of the same."""
    programs = DEBIANS if DEBIANS.exists() else postgres.find_programs()
    with postgres.serving(short_path / "other", programs=programs, settings=postgres.FAST_AND_LOSING) as server:
        yield server

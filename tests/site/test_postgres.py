"""The embedded PostgreSQL, started for real."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest
from tests.waiting import PATIENCE

from sportello.site import leftovers, postgres, unprivileged
from sportello.site.failures import CannotRun

OUTLIVED = """
import sys, time
from pathlib import Path
from sportello.site import postgres
server = postgres.Server(Path(sys.argv[1]), programs=Path(sys.argv[2]), settings=postgres.FAST_AND_LOSING)
server.start()
print(server.process.pid, flush=True)
time.sleep(60)
"""


@pytest.fixture
def folder(short_path: Path, cluster: Path) -> Path:
    """Give a cluster that was stopped cleanly."""
    return Path(shutil.copytree(cluster, short_path / "postgres"))


def make(folder: Path, programs: Path) -> postgres.Server:
    return postgres.Server(folder, programs=programs, settings=postgres.FAST_AND_LOSING)


def serve(folder: Path, programs: Path):
    return postgres.serving(folder, programs=programs, settings=postgres.FAST_AND_LOSING)


def ask(server: postgres.Server, sql: str) -> object:
    with psycopg.connect(server.url, autocommit=True) as connection:
        cursor = connection.execute(sql)
        return cursor.fetchone()[0] if cursor.description else None


def test_a_new_server_speaks_utf8_in_utc_and_is_found_while_it_runs(short_path: Path, programs: Path) -> None:
    folder = short_path / "postgres"
    with serve(folder, programs) as server:
        assert ask(server, "show server_encoding") == "UTF8"
        assert ask(server, "show timezone") == "UTC"
        assert ask(server, "select lower('ÀÉ')") == "àé"
        assert postgres.find_running(folder) == server.url
    assert postgres.find_running(folder) is None


def test_only_the_owner_may_open_the_folder(folder: Path, programs: Path) -> None:
    with serve(folder, programs) as server:
        assert folder.stat().st_mode & 0o777 == 0o700
        assert server.sockets.stat().st_mode & 0o777 == 0o700


def test_after_kill_9_of_the_server_nothing_committed_is_lost(folder: Path, programs: Path) -> None:
    server = postgres.Server(folder, programs=programs)
    server.start()
    ask(server, "create table kept as select generate_series(1, 1000) as n")
    server.process.kill()
    server.stop()
    with postgres.serving(folder, programs=programs) as again:
        assert ask(again, "select count(*) from kept") == 1000


def test_a_server_whose_starter_was_killed_is_stopped_and_the_next_start_works(folder: Path, programs: Path) -> None:
    command = [sys.executable, "-c", OUTLIVED, str(folder), str(programs)]
    starter = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    pid = int(starter.stdout.readline())
    starter.kill()
    starter.communicate()
    with serve(folder, programs) as server:
        assert server.process.pid != pid
        assert ask(server, "select 1") == 1


def test_a_pid_file_whose_number_another_program_has_now_does_not_stop_the_start(folder: Path, programs: Path) -> None:
    with serve(folder, programs) as server:
        lines = (server.data / "postmaster.pid").read_text().splitlines()
    (server.data / "postmaster.pid").write_text("\n".join([str(os.getppid()), *lines[1:], ""]))
    with serve(folder, programs) as again:
        assert ask(again, "select 1") == 1


def test_a_second_start_on_the_same_folder_is_refused_and_names_the_first(folder: Path, programs: Path) -> None:
    with (
        serve(folder, programs),
        pytest.raises(CannotRun, match=f"already served by process {os.getpid()}"),
    ):
        make(folder, programs).start()


def test_a_path_too_long_for_a_socket_gets_a_private_one_elsewhere(short_path: Path, programs: Path) -> None:
    deep = short_path / ("a-long-name-" * 9) / "postgres"
    with serve(deep, programs) as server:
        assert server.sockets.parent != deep
        assert server.sockets.stat().st_mode & 0o777 == 0o700
        assert ask(server, "select 1") == 1
        assert postgres.find_running(deep) == server.url


def test_a_socket_folder_that_is_a_link_is_refused(short_path: Path, programs: Path) -> None:
    folder = short_path / "postgres"
    folder.mkdir()
    (short_path / "theirs").mkdir()
    (folder / "socket").symlink_to(short_path / "theirs")
    with pytest.raises(CannotRun, match="belongs to somebody else"), serve(folder, programs):
        pass


def test_an_interrupted_making_is_begun_anew(short_path: Path, programs: Path) -> None:
    folder = short_path / "postgres"
    (folder / "data.new" / "base").mkdir(parents=True)
    with serve(folder, programs) as server:
        assert ask(server, "select 1") == 1


def test_a_broken_data_folder_is_refused_in_one_line_and_left_alone(short_path: Path, programs: Path) -> None:
    folder = short_path / "postgres"
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "letter.txt").write_text("mine")
    with pytest.raises(CannotRun, match="is no PostgreSQL database") as refusal, serve(folder, programs):
        pass
    assert "\n" not in str(refusal.value)
    assert (folder / "data" / "letter.txt").read_text() == "mine"


def test_data_of_another_major_version_is_refused_with_both_numbers(folder: Path, programs: Path) -> None:
    with serve(folder, programs) as server:
        pass
    (server.data / "PG_VERSION").write_text("12\n")
    with pytest.raises(CannotRun, match="made by PostgreSQL 12"), serve(folder, programs):
        pass


def test_damage_inside_is_told_with_postgresqls_own_words(folder: Path, programs: Path) -> None:
    with serve(folder, programs) as server:
        pass
    (server.data / "global" / "pg_control").unlink()
    with pytest.raises(CannotRun, match=r"pg_control.*No such file") as refusal, serve(folder, programs):
        pass
    assert "\n" not in str(refusal.value)


def test_a_folder_that_cannot_be_made_is_refused_in_one_line(short_path: Path, programs: Path) -> None:
    (short_path / "var").write_text("a file where a folder should be")
    with pytest.raises(CannotRun, match="SPORTELLO_VAR"), serve(short_path / "var" / "postgres", programs):
        pass


def test_programs_that_are_none_are_refused_in_one_line(folder: Path, short_path: Path) -> None:
    with pytest.raises(CannotRun, match="SPORTELLO_PG_BIN"), serve(folder, short_path):
        pass


def test_stopping_does_not_wait_for_a_query_that_runs(folder: Path, programs: Path) -> None:
    with serve(folder, programs) as server:
        connection = psycopg.connect(server.url, autocommit=True)
        connection.pgconn.send_query(b"select pg_sleep(600)")
        began = time.monotonic()
    assert time.monotonic() - began < PATIENCE
    assert server.process.returncode == 0
    connection.close()


def test_a_folder_outlives_its_holder_only_until_the_holder_ends(short_path: Path) -> None:
    held = leftovers.lock(short_path)
    with pytest.raises(CannotRun):
        leftovers.lock(short_path)
    held.close()
    leftovers.lock(short_path).close()


def test_another_program_is_never_stopped_for_its_number(short_path: Path) -> None:
    with subprocess.Popen(["sleep", "60"]) as sleeper:
        (short_path / "postmaster.pid").write_text(f"{sleeper.pid}\n{short_path}\n")
        leftovers.clear_server(short_path)
        assert sleeper.poll() is None
        sleeper.send_signal(signal.SIGTERM)
    assert not (short_path / "postmaster.pid").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root must hand its programs to somebody else")
def test_root_without_namespaces_serves_from_a_folder_of_another_account(
    folder: Path, programs: Path, short_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    short_path.chmod(0o755)
    monkeypatch.setattr(unprivileged, "NAMESPACE", ("no-such-program",))
    monkeypatch.setattr(unprivileged, "SHARED_HOME", short_path / "shared")
    with serve(folder, programs) as server:
        assert server.data.stat().st_uid != 0
        assert ask(server, "select 1") == 1
        assert postgres.find_running(folder) == server.url
    with serve(folder, programs) as again:
        assert ask(again, "select 1") == 1

"""Backups of a city in use, and what comes back of them: a moment before a mistake, and never what was erased."""

import re
import shlex
import shutil
import signal
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from django.apps import apps
from tests.site.living import Busy, City

from sportello.site import backups, environment, postgres

pytestmark = pytest.mark.begins

DEBIANS = Path("/usr/lib/postgresql/15/bin")
OF_A_RESIDENT = {
    *("store_account", "store_bill", "store_calendarfeed", "store_case", "store_contact"),
    *("store_event", "store_mandate", "store_message", "store_party"),
}
WALK = "## Backup and restore"


def read_commands(city: City) -> list[list[str]]:
    """Read the commands of the walk through docs/operations.md, with this city's folder in place of that there."""
    section = (environment.ROOT / "docs" / "operations.md").read_text().partition(WALK)[2].partition("\n### ")[0]
    lines = re.findall(r"^sportello (.*)$", section, re.MULTILINE)
    return [shlex.split(line.replace("/mnt/backups/city", str(city.backups))) for line in lines]


def test_whatever_holds_wrapped_keys_is_in_the_file_apart_of_a_dump() -> None:
    fields = (field for model in apps.get_app_config("store").get_models() for field in model._meta.fields)
    holding = {field.model._meta.db_table for field in fields if field.name in ("wrapped", "wrapped_key")}
    assert holding == set(backups.WITH_KEYS)


def test_a_city_in_use_comes_back_as_it_was_at_a_moment_without_what_was_erased_since(city: City) -> None:
    backup, restore, verify, _ = read_commands(city)
    with city.serving() as server:
        busy = Busy(city)
        busy.go_on(20)
        city.do(*backup)
        busy.go_on(50)
        erased = next(iter(busy.stored))
        moment = datetime.now(UTC)
        busy.go_on(30)
        assert city.find(*busy.resident) >= OF_A_RESIDENT
        for one in (erased, busy.resident[0]):
            busy.erase(one)
        busy.go_on(30)
        busy.stop()
        city.do("record", "seal")
        lost = city.do("record", "checkpoint")
        server.process.send_signal(signal.SIGKILL)  # what is not archived yet lies in the old folder only

    told = city.do(*restore[:-1], moment.isoformat())
    assert "Erased again: 2 cases, 0 drafts, 1 parties" in told and "epoch 2" in told

    with city.serving():
        before = {case for case, at in busy.stored.items() if at <= moment} - {erased}
        after = {case for case, at in busy.stored.items() if at > moment + timedelta(seconds=1)}
        back = set(city.ask("SELECT id FROM store_case"))
        assert before and before <= back and erased not in back and not after & back
        assert city.find(*busy.resident) == {"store_event"}
        assert "good" in city.do(*verify)
        assert city.do("record", "checkpoint").splitlines()[0].endswith("/record/2")
        assert city.ask("SELECT facts->>'checkpoint' FROM store_event WHERE kind = 'record.epoch_opened'") == [lost]


def test_a_database_brought_back_by_other_means_signs_nothing_until_it_is_prepared(city: City) -> None:
    data = city.var / "postgres" / "data"
    shutil.copytree(data, data.with_name("kept"))
    with city.serving():
        busy = Busy(city)
        busy.go_on(5)
        busy.stop()
        city.do("record", "seal")
    shutil.rmtree(data)
    data.with_name("kept").rename(data)
    with city.serving():
        assert "older than the last checkpoint" in city.do("record", "seal", code=1)
        assert "epoch 2" in city.do("prepare")
        assert "good" in city.do("record", "verify") and "0 events sealed" in city.do("record", "seal")


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

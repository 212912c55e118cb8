"""Faults in a small form: what was accepted is stored, once. `sportello bench chaos` strikes all, under more load."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from bench.chaos import counting, faults, stage
from bench.chaos.applicants import Applicants

pytestmark = pytest.mark.begins

STRIKES = [faults.kill_web_process, faults.kill_postgres, faults.cut_commits]


@pytest.fixture(scope="module")
def opened() -> Iterator[stage.Stage]:
    folder = Path(tempfile.mkdtemp(prefix="sp-"))
    with stage.opened_small(3, var=folder / "var") as made:
        yield made
    shutil.rmtree(folder)


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks at processes through /proc")
@pytest.mark.parametrize("strike", STRIKES, ids=lambda strike: strike.__name__)
def test_what_is_accepted_is_stored_once_whatever_is_struck(
    opened: stage.Stage, strike: faults.Strike, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(faults, "CUTS", 4)
    with Applicants(opened.port, opened.tokens, pause=0.02) as applicants:
        time.sleep(0.3)
        strike(opened, applicants)
        assert applicants.wait_for_answer()
    assert applicants.accepted == applicants.sent != []
    assert not set(applicants.problems) - {"503", "torn", "not reached"}
    assert counting.find_lost(opened, applicants) == 0
    assert counting.find_twice(opened, applicants) == 0


def test_nothing_stored_is_forgotten_by_what_follows(opened: stage.Stage) -> None:
    with psycopg.connect(opened.database) as database:
        waiting = database.execute("SELECT case_id FROM store_outbox").fetchall()
        stored = database.execute("SELECT id FROM store_case").fetchall()
    assert sorted(waiting) == sorted(stored) != []


def test_a_cut_line_leaves_a_commit_done_or_undone_and_nobody_knows(opened: stage.Stage) -> None:
    assert opened.proxy
    assert opened.proxy.cuts == {True: 2, False: 2}

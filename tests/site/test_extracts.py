"""The public part of the record in files: whatever is altered, missing or put in is named, without the city."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from tests import town as towns
from tests.town import Town

from sportello.actions import checkpoints, city, epochs, record
from sportello.core import actors, merkle
from sportello.core.errors import Refused
from sportello.integrations import fakes
from sportello.site import extracts
from sportello.site.failures import CannotRun
from sportello.store.record import Checkpoint, Event, Leaf, Node


@pytest.fixture
def folder(town: Town, tmp_path: Path) -> Path:
    """Have the extract of a small record: a case's deed and six of none, under three checkpoints."""
    with towns.with_parts(files=fakes.FakeStorage()), transaction.atomic():
        for table in (Checkpoint, Node, Leaf, Event):
            table.objects.all().delete()
        towns.apply(town, "street-defect", photo=None)
        for deeds in (0, 3, 3):
            for _ in range(deeds):
                record.append("edition.noted", by=actors.system(), facts={"town": "Río"})
            record.seal_all()
        (tmp_path / "earlier").write_text(Checkpoint.objects.order_by("size")[1].note)
        assert extracts.write(tmp_path / "extract") == 7
        transaction.set_rollback(True)
    return tmp_path / "extract"


def look(folder: Path, held: Path | None = None) -> list[str]:
    problems: list[str] = []
    reading = extracts.verify(folder, problems.append, held)
    assert reading.problems == len(problems) and reading.origin == "city.test/record"
    return problems


def test_an_extract_nobody_touched_is_good_and_tells_of_no_case(folder: Path) -> None:
    assert look(folder) == [] and look(folder, folder.parent / "earlier") == []
    events = (folder / "events").read_text()
    assert events.count("edition.noted") == events.count("\n") == 6 and "application" not in events


def change(name: str, was: bytes, now: bytes) -> Callable[[Path], None]:
    def alter(folder: Path) -> None:
        content = (folder / name).read_bytes()
        assert was in content
        (folder / name).write_bytes(content.replace(was, now, 1))

    return alter


def cut(name: str, start: int, end: int) -> Callable[[Path], None]:
    def alter(folder: Path) -> None:
        content = (folder / name).read_bytes()
        (folder / name).write_bytes(content[:start] + content[end or len(content) :])

    return alter


def add_a_leaf(folder: Path) -> None:
    with (folder / "leaves").open("ab") as leaves:
        leaves.write(merkle.leaf_hash(b"one more"))


@pytest.mark.parametrize(
    ("alter", "named"),
    [
        (change("events", "Río".encode(), b"Rio"), "event of leaf 1: altered"),
        (change("events", b"1 {", b"2 {"), "event of leaf 2: altered"),
        (change("events", b"1 {", b"99 {"), "event of leaf 99: the log is shorter"),
        (change("checkpoints", b"\n4\n", b"\n5\n"), "checkpoint of size 5: note.forged"),
        (change("checkpoints", b"\n7\n", b"\n70\n"), "checkpoint of size 70: the log is shorter"),
        (cut("leaves", 32, 64), "checkpoint of size 4: it signs another tree"),
        (cut("leaves", 6 * 32, 0), "checkpoint of size 7: the log is shorter"),
        (add_a_leaf, "leaf 7: inserted"),
    ],
)
def test_what_was_altered_is_named(folder: Path, alter: Callable[[Path], None], named: str) -> None:
    alter(folder)
    assert [problem for problem in look(folder) if problem.startswith(named)], look(folder)


def test_whoever_holds_an_earlier_checkpoint_sees_another_history(folder: Path, town: Town) -> None:
    with towns.with_parts(files=fakes.FakeStorage()), transaction.atomic():
        for table in (Checkpoint, Node, Leaf, Event):
            table.objects.all().delete()
        for _ in range(9):
            record.append("edition.noted", by=actors.system())
        record.seal_all()
        extracts.write(folder.parent / "other")
        transaction.set_rollback(True)
    assert look(folder.parent / "other") == []
    assert look(folder.parent / "other", folder.parent / "earlier") == [
        "the checkpoint you hold, of size 4: the log does not grow from it"
    ]


def test_epochs_are_judged_each_under_its_own_name_and_explain_what_a_restore_lost(town: Town, tmp_path: Path) -> None:
    with towns.with_parts(files=fakes.FakeStorage()), transaction.atomic():
        for table in (Checkpoint, Node, Leaf, Event):
            table.objects.all().delete()
        for name in ("earlier", "lost"):
            point = transaction.savepoint()
            record.append("edition.noted", by=actors.system())
            record.seal_all()
            checkpoints.keep_newest()
            (tmp_path / name).write_text(record.newest_checkpoint())
        transaction.savepoint_rollback(point)
        epochs.open_new(city.now())
        record.append("edition.noted", by=actors.system())
        record.seal_all()
        extracts.write(tmp_path / "extract")
        transaction.set_rollback(True)
    folder = tmp_path / "extract"
    assert look(folder) == [] and look(folder, tmp_path / "earlier") == []
    told: list[str] = []
    assert extracts.verify(folder, told.append, tmp_path / "lost").problems == 0
    assert len(told) == 1 and "as epoch 2 says" in told[0]
    change("events", b'"epoch":2', b'"epoch":3')(folder)
    assert {problem.partition(":")[0] for problem in look(folder)} == {
        "event of leaf 1",
        "checkpoint of size 2",
        "checkpoint of size 3",
    }


def test_an_extract_is_written_into_a_new_folder_and_read_from_one_that_is_there(folder: Path) -> None:
    with pytest.raises(CannotRun, match="not empty"):
        extracts.write(folder)
    with pytest.raises(CannotRun, match="keys cannot be read"):
        extracts.verify(folder / "nowhere", print)
    (folder / "keys").write_text("mine\n")
    with pytest.raises(Refused, match=r"note\.key"):
        extracts.verify(folder, print)

"""A database that went back to an earlier moment: nothing is signed over, a new epoch says what was lost."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

import pytest
from django.db import transaction
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import checkpoints, city, epochs, erasures, record, restores, verification
from sportello.core import actors, merkle, notes
from sportello.core import record as log
from sportello.core.errors import Refused
from sportello.integrations import fakes
from sportello.store.cases import Case
from sportello.store.record import Checkpoint, Epoch, Event, Leaf, Node

GoBack = Callable[[], notes.Checkpoint]


def deed() -> None:
    record.append("case.noted", by=actors.system())


def seal() -> notes.Checkpoint:
    """Seal what waits and keep the checkpoint outside, as a commit does; give it."""
    record.seal_all()
    checkpoints.keep_newest()
    return read(record.newest_checkpoint())


def read(note: str) -> notes.Checkpoint:
    signer = city.current().signer
    return notes.read_checkpoint(note, signer.origin, signer.keys)


def look(*held: notes.Checkpoint) -> list[str]:
    """Verify the record, and give what was told."""
    told: list[str] = []
    verification.verify(told.append, held=held)
    return told


@pytest.fixture
def go_back(town: Town) -> Iterator[GoBack]:
    """Have a record of this test's own, rolled back at its end, that can lose its last three sealed deeds."""
    with towns.with_parts(files=fakes.FakeStorage()), transaction.atomic():
        for table in (Checkpoint, Node, Leaf, Event, Case):
            table.objects.all().delete()
        for _ in range(5):
            deed()
        seal()

        def lose() -> notes.Checkpoint:
            point = transaction.savepoint()
            for _ in range(3):
                deed()
            lost = seal()
            transaction.savepoint_rollback(point)
            return lost

        yield lose
        transaction.set_rollback(True)


def test_each_checkpoint_is_kept_outside(go_back: GoBack) -> None:
    assert checkpoints.find_kept().note == record.newest_checkpoint() and not checkpoints.went_back()


def test_a_database_that_went_back_signs_nothing_until_an_epoch_is_opened(go_back: GoBack) -> None:
    lost = go_back()
    deed()
    assert lost.size == 8 and checkpoints.went_back()
    assert code_of(record.seal_all) == "record.went_back" and read(record.newest_checkpoint()).size == 5


def test_the_first_leaf_of_the_epoch_names_the_last_published_checkpoint_and_what_was_lost(go_back: GoBack) -> None:
    lost, moment = go_back(), city.now()
    deed()
    assert epochs.open_new(moment) == 2
    (opening,) = epochs.list_openings()
    facts = json.loads(opening.event)["facts"]
    assert (opening.epoch, read(facts["checkpoint"])) == (2, lost)
    assert facts["lost_from"] < facts["lost_until"]
    inner = sha256(bytes(32) + opening.event.encode()).digest()
    assert sha256(b"\0" + inner).hexdigest() == opening.leaf == bytes(Leaf.objects.get(index=5).hash).hex()


def test_the_epoch_signs_under_its_own_origin_and_the_record_verifies(go_back: GoBack) -> None:
    go_back()
    deed()
    epochs.open_new(city.now())
    now = seal()
    assert (now.name, now.size) == ("city.test/record/2", 7)
    assert any(key.startswith("city.test/record/2+") for key in record.verification_keys())
    assert look() == [] and not checkpoints.went_back()


def test_an_outsiders_older_checkpoint_still_fits(go_back: GoBack) -> None:
    old = read(record.newest_checkpoint())
    go_back()
    epochs.open_new(city.now())
    new = seal()
    merkle.check_consistency(old.size, new.size, record.prove_growth(old.size, new.size), old.root, new.root)


def test_a_checkpoint_that_was_lost_is_explained_by_the_epoch_and_no_fault_of_the_record(go_back: GoBack) -> None:
    lost = go_back()
    epochs.open_new(city.now())
    seal()
    told: list[str] = []
    assert verification.verify(told.append, held=[lost, replace(lost, size=7, root=b"7" * 32)]).problems == 0
    assert [text.partition(":")[0] for text in told] == [
        "the checkpoint you hold, of size 8",
        "the checkpoint you hold, of size 7",
    ]
    assert all("a restore lost what was done from" in text and "as epoch 2 says" in text for text in told)


def test_a_checkpoint_that_no_epoch_explains_is_a_problem(go_back: GoBack) -> None:
    old, lost = read(record.newest_checkpoint()), go_back()
    epochs.open_new(city.now())
    now = seal()
    wrong = [replace(lost, root=b"x" * 32), replace(lost, size=9), replace(old, root=b"x" * 32), replace(now, epoch=3)]
    for held in wrong:
        (problem,) = look(held)
        assert problem.startswith(f"the checkpoint you hold, of size {held.size}: ")


def test_what_an_epoch_names_must_fit_the_log_it_went_on_from(go_back: GoBack) -> None:
    signer, newest = city.current().signer, read(record.newest_checkpoint())
    other = notes.sign_checkpoint(replace(newest, root=b"x" * 32), signer)
    record.open_epoch(log.Epoch(2, other, city.now(), city.now()))
    assert look() == ["epoch 2: the checkpoint it names, of size 5: the log does not grow from it"]


def test_going_back_before_an_epoch_opens_one_that_was_never_used(go_back: GoBack) -> None:
    point = transaction.savepoint()
    epochs.open_new(city.now())
    seal()
    transaction.savepoint_rollback(point)
    assert checkpoints.epoch() == 1 and epochs.open_new(city.now()) == 3


def test_the_copy_of_another_city_or_key_counts_for_nothing(go_back: GoBack) -> None:
    go_back()
    with towns.with_parts(signer=notes.make_signer("other.test/record", [b"2" * 32])):
        assert checkpoints.find_kept() is None and not checkpoints.went_back()


def forget_the_epoch() -> None:
    Epoch.objects.all().delete()


def point_at_another_event() -> None:
    Epoch.objects.update(event_id=Leaf.objects.get(index=2).event_id)


def say_another_number() -> None:
    Epoch.objects.update(number=4)


@pytest.mark.parametrize("alter", [forget_the_epoch, point_at_another_event, say_another_number])
def test_an_altered_epoch_is_named(go_back: GoBack, alter: Callable[[], None]) -> None:
    go_back()
    epochs.open_new(city.now())
    seal()
    alter()
    assert any("epoch" in problem for problem in look())


def test_what_was_erased_since_is_erased_again_before_the_city_serves(go_back: GoBack, town: Town) -> None:
    gone, stays = (towns.apply(town, "street-defect", photo=None).case for _ in range(2))
    moment = city.now()
    erasures.note(erasures.Erasure(cases=(gone,)))
    assert restores.settle(moment) == {"epoch": 2, "cases": 1, "drafts": 0, "parties": 0}
    assert list(Case.objects.values_list("id", flat=True)) == [stays]
    assert look() == []


def test_what_was_erased_long_before_the_restored_moment_is_not_looked_at(go_back: GoBack, town: Town) -> None:
    erasures.note(erasures.Erasure(cases=(towns.apply(town, "street-defect", photo=None).case,)))
    assert restores.settle(city.now() + timedelta(hours=2))["cases"] == 0


def test_nothing_is_erased_when_it_cannot_be_noted_outside(go_back: GoBack, town: Town) -> None:
    with towns.with_parts(files=fakes.RefusingStorage()), pytest.raises(Refused, match=r"storage\.full"):
        erasures.note(erasures.Erasure())

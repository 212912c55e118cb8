"""Altering the record behind its back, in every way a database lets one: whatever was altered is named."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import transaction
from django.db.models import F
from tests import town as towns
from tests.town import Town

from sportello.actions import city, record, retention, verification
from sportello.actions.verification import decisions, events, tree
from sportello.core import actors, ids, merkle, notes
from sportello.core import record as log
from sportello.core.actors import Role
from sportello.integrations import fakes
from sportello.store.cases import Case, CaseKey, Decision
from sportello.store.record import Checkpoint, Event, Leaf, Node


@pytest.fixture
def case(town: Town) -> Iterator[Case]:
    """Have a record of this test's own, in a transaction that is rolled back: one case, a ruling, three checkpoints."""
    sent = towns.apply(town, "rental-assistance", lease=None, **towns.newcomer())
    towns.rule(towns.open_task(sent.case), "deny", "income_too_high", by=towns.staff("housing", Role.LEAD))
    with towns.with_parts(files=fakes.FakeStorage()), transaction.atomic():
        for table in (Checkpoint, Node, Leaf):
            table.objects.all().delete()
        for kept in (Event, Decision):
            kept.objects.exclude(case_id=sent.case).delete()
        for deeds in (0, 3, 3):
            for _ in range(deeds):
                record.append("case.noted", by=actors.system())
            record.seal_all()
        yield Case.objects.get(id=sent.case)
        transaction.set_rollback(True)


def look(*held: notes.Checkpoint) -> tuple[list[str], verification.Report]:
    problems: list[str] = []
    report = verification.verify(problems.append, held=held)
    assert report.problems == len(problems)
    return problems, report


def change(case: Case, **columns: object) -> str:
    """Change the event of the ruling, and give how it is named."""
    event = Event.objects.get(case_id=case.id, kind="case.decided")
    Event.objects.filter(id=event.id).update(**columns)
    return f"event {event.id}"


def alter_what_was_done(case: Case) -> str:
    return change(case, facts={"path": "1", "outcome": "approve"})


def alter_who_did_it(case: Case) -> str:
    return change(case, actor=f"staff:{uuid4()}")


def alter_when(case: Case) -> str:
    return change(case, at=towns.OPENING - timedelta(days=9))


def alter_it_with_its_leaf(case: Case) -> str:
    return change(case, facts={}, leaf=b"\x01" * 32)


def alter_its_nonce(case: Case) -> str:
    return change(case, nonce=b"\x01" * 40)


def alter_it_and_say_its_case_is_gone(case: Case) -> str:
    gone = uuid4()
    change(case, facts={}, case_id=gone)
    return f"case {gone}: gone"


def delete_an_event(case: Case) -> str:
    id = Event.objects.get(case_id=case.id, kind="case.decided").id
    Event.objects.filter(id=id).delete()
    return f"event {id}: gone"


def delete_the_case(case: Case) -> str:
    id = case.id
    case.delete()
    return f"case {id}: gone"


def delete_the_key_of_the_case(case: Case) -> str:
    CaseKey.objects.filter(case=case).delete()
    return f"event {Event.objects.filter(case_id=case.id)[0].id}"


def alter_a_ruling(case: Case) -> str:
    ruled = Decision.objects.exclude(path="").get(case=case)
    Decision.objects.filter(id=ruled.id).update(outcome="approve")
    return f"decision {ruled.hash} (approve)"


def delete_a_ruling(case: Case) -> str:
    ruled = Decision.objects.exclude(path="").get(case=case)
    ruled.delete()
    return f"decision {ruled.hash} (deny)"


def alter_a_leaf(case: Case) -> str:
    Leaf.objects.filter(index=2).update(hash=b"\x02" * 32)
    return f"event {Leaf.objects.get(index=2).event_id}"


def delete_a_leaf(case: Case) -> str:
    Leaf.objects.filter(index=1).delete()
    return "leaf 1: missing"


def cut_the_end_off(case: Case) -> str:
    last = Leaf.objects.order_by("-index")[0]
    Event.objects.filter(id=last.event_id).delete()
    Leaf.objects.filter(index=last.index).delete()
    return f"checkpoint of size {last.index + 1}: the log is shorter"


def alter_a_node(case: Case) -> str:
    Node.objects.filter(level=1, index=0).update(hash=b"\x03" * 32)
    return "node (1, 0)"


def delete_a_node(case: Case) -> str:
    Node.objects.filter(level=1, index=0).delete()
    return "node (1, 0)"


def alter_a_checkpoint(case: Case) -> str:
    newest = Checkpoint.objects.order_by("-size")[0]
    Checkpoint.objects.filter(size=newest.size).update(note=newest.note.replace(f"\n{newest.size}\n", "\n1\n", 1))
    return f"checkpoint of size {newest.size}: note.forged"


def alter_the_root_beside_a_checkpoint(case: Case) -> str:
    newest = Checkpoint.objects.order_by("-size")[0]
    Checkpoint.objects.filter(size=newest.size).update(root=b"\x05" * 32)
    return f"checkpoint of size {newest.size}: its root"


def put_a_fraction_into_an_event(case: Case) -> str:
    return change(case, facts={"path": 1.5})


def put_a_list_in_place_of_its_facts(case: Case) -> str:
    return change(case, facts=["deny"])


def insert_an_event_of_the_past(case: Case) -> str:
    event = Event.objects.get(case_id=case.id, kind="case.decided")
    event.id, event.at = uuid4(), towns.OPENING - timedelta(days=9)
    event.save(force_insert=True)
    return f"event {event.id}"


def insert_an_open_event_of_the_past(case: Case) -> str:
    at = towns.OPENING - timedelta(days=9)
    event = log.Event(ids.uuid7(at, bytes(10)), at, "case.noted", "system")
    leaf = log.leaf(log.OPEN_NONCE, event)
    Event.objects.create(
        id=event.id, at=at, kind=event.kind, actor=event.actor, facts={}, nonce=log.OPEN_NONCE, leaf=leaf
    )
    return f"event {event.id} (case.noted, {at:%Y-%m-%d %H:%M:%S}): inserted"


def insert_a_ruling(case: Case) -> str:
    ruled = Decision.objects.exclude(path="").get(case=case)
    ruled.id, ruled.hash = uuid4(), "0" * 64
    ruled.save(force_insert=True)
    return f"decision {ruled.hash} (deny)"


def insert_a_ruling_twice(case: Case) -> str:
    ruled = Decision.objects.exclude(path="").get(case=case)
    ruled.id = uuid4()
    ruled.save(force_insert=True)
    return f"decision {ruled.hash} of case {case.id}: there twice"


def alter_the_hash_of_a_ruling(case: Case) -> str:
    Decision.objects.exclude(path="").filter(case=case).update(hash="0" * 64)
    return f"decision {'0' * 64} (deny)"


def insert_a_leaf_at_the_end(case: Case) -> str:
    last = Leaf.objects.order_by("-index")[0].index
    Leaf.objects.create(index=last + 1, event_id=uuid4(), hash=b"\x06" * 32)
    return f"leaf {last + 1}: inserted"


def insert_a_leaf_far_away(case: Case) -> str:
    last = Leaf.objects.order_by("-index")[0].index
    Leaf.objects.create(index=10**15, event_id=uuid4(), hash=b"\x06" * 32)
    return f"leaf {last + 1}: missing"


def insert_a_leaf_before_the_first(case: Case) -> str:
    Leaf.objects.create(index=-1, event_id=uuid4(), hash=b"\x06" * 32)
    return "leaf -1: inserted"


def insert_a_node(case: Case) -> str:
    Node.objects.create(level=9, index=7, hash=b"\x07" * 32)
    return "node (9, 7): inserted"


def insert_a_checkpoint(case: Case) -> str:
    newest = Checkpoint.objects.order_by("-size")[0]
    Checkpoint.objects.create(size=newest.size - 1, root=newest.root, note=newest.note, at=newest.at)
    return f"checkpoint of size {newest.size - 1}: it signs another tree"


def insert_a_checkpoint_of_more(case: Case) -> str:
    newest = Checkpoint.objects.order_by("-size")[0]
    Checkpoint.objects.create(size=10**15, root=newest.root, note=newest.note, at=newest.at)
    return f"checkpoint of size {10**15}: the log is shorter"


def put_an_older_checkpoint_in_place_of_the_newest(case: Case) -> str:
    new, old = Checkpoint.objects.order_by("-size")[:2]
    Checkpoint.objects.filter(size=new.size).update(note=old.note)
    return f"checkpoint of size {new.size}: it signs another tree"


ALTERATIONS: tuple[Callable[[Case], str], ...] = (
    alter_what_was_done,
    alter_who_did_it,
    alter_when,
    alter_it_with_its_leaf,
    alter_its_nonce,
    alter_it_and_say_its_case_is_gone,
    delete_an_event,
    delete_the_case,
    delete_the_key_of_the_case,
    alter_a_ruling,
    delete_a_ruling,
    alter_a_leaf,
    delete_a_leaf,
    cut_the_end_off,
    alter_a_node,
    delete_a_node,
    alter_a_checkpoint,
    alter_the_root_beside_a_checkpoint,
    put_a_fraction_into_an_event,
    put_a_list_in_place_of_its_facts,
    insert_an_event_of_the_past,
    insert_an_open_event_of_the_past,
    insert_a_ruling,
    insert_a_ruling_twice,
    alter_the_hash_of_a_ruling,
    insert_a_leaf_at_the_end,
    insert_a_leaf_far_away,
    insert_a_leaf_before_the_first,
    insert_a_node,
    insert_a_checkpoint,
    insert_a_checkpoint_of_more,
    put_an_older_checkpoint_in_place_of_the_newest,
)


def test_a_record_nobody_touched_is_good(town: Town, case: Case) -> None:
    _, report = look()
    assert (report.verdict, report.checkpoints, report.unsealed) == ("good", 3, 0)
    assert report.events == report.leaves == Event.objects.count() > 10


def test_what_waits_for_the_sealer_is_counted_and_no_fault(town: Town, case: Case) -> None:
    record.append("case.noted", by=actors.system(), case=case)
    _, report = look()
    assert (report.unsealed, report.verdict) == (1, "good, 1 waiting for the sealer")


@pytest.mark.parametrize("alter", ALTERATIONS, ids=lambda alter: alter.__name__.replace("_", " "))
def test_whatever_was_altered_is_named(town: Town, case: Case, alter: Callable[[Case], str]) -> None:
    named = alter(case)
    problems, report = look()
    assert [problem for problem in problems if problem.startswith(named)], problems
    assert "PROBLEMS" in report.verdict and len(problems) < 10


def test_a_case_deleted_at_its_term_leaves_a_record_that_holds(town: Town, case: Case) -> None:
    Case.objects.filter(id=case.id).update(keep_until=towns.OPENING.date() - timedelta(days=1))
    retention.delete_expired()
    record.seal_all()
    assert look()[1].verdict == "good"


def test_whoever_holds_an_earlier_checkpoint_sees_whether_the_log_grew_from_it(town: Town, case: Case) -> None:
    signer = city.current().signer
    old = Checkpoint.objects.order_by("size")[0]
    kept = notes.read_checkpoint(old.note, signer.origin, signer.keys)
    assert look(kept)[1].verdict == "good"
    other = merkle.leaf_hash(b"another history")
    assert look(replace(kept, root=other))[0] == [
        f"the checkpoint you hold, of size {kept.size}: the log does not grow from it"
    ]
    assert look(replace(kept, size=10**6))[0] == ["the checkpoint you hold, of size 1000000: the log is shorter"]


def test_what_was_sealed_later_than_promised_is_told_and_no_fault(town: Town, case: Case) -> None:
    assert look()[1].late == 0
    Checkpoint.objects.update(at=F("at") + timedelta(minutes=5))
    _, report = look()
    assert (report.late, report.verdict) == (1, "good, 1 sealed later than promised")


def test_the_record_is_verified_alike_in_small_batches(town: Town, case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (events, tree, decisions):
        monkeypatch.setattr(module, "BATCH", 2)
    _, report = look()
    assert report.verdict == "good" and report.events == report.leaves == Event.objects.count()
    alter_a_leaf(case)
    named = delete_a_node(case), f"event {Leaf.objects.get(index=2).event_id}", "node (1, 1)"
    assert all(any(problem.startswith(one) for problem in look()[0]) for one in named)

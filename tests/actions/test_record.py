"""The record: with the deed or not at all, every event in one tree, and proofs that hold outside."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections, transaction
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import cases, city, record
from sportello.core import actors, merkle, notes, receipts
from sportello.core.errors import Refused
from sportello.store.cases import Case
from sportello.store.record import Checkpoint, Event, Leaf


def append(count: int = 1, **facts: object) -> list[bytes]:
    """Append events of no case, and give their leaves."""
    before = set(Event.objects.values_list("id", flat=True))
    for _ in range(count):
        record.append("case.noted", by=actors.system(), facts=facts)
    return [bytes(event.leaf) for event in Event.objects.exclude(id__in=before)]


def checkpoint() -> notes.Checkpoint:
    signer = city.current().signer
    return notes.read_checkpoint(record.newest_checkpoint(), signer.origin, signer.keys)


def test_a_deed_that_is_rolled_back_leaves_no_event(town: Town) -> None:
    before = Event.objects.count()
    with pytest.raises(RuntimeError), transaction.atomic():
        record.append("case.noted", by=actors.system())
        raise RuntimeError
    assert Event.objects.count() == before


def test_a_refused_deed_leaves_no_event(town: Town) -> None:
    sent = towns.apply(town, "street-defect", photo=None)
    with pytest.raises(Refused):
        cases.reopen(sent.case, "Too early", by=towns.holder(sent))
    assert Event.objects.filter(case_id=sent.case).count() == 1


def test_one_run_seals_every_event_and_a_second_adds_nothing(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance")
    towns.run_jobs()
    record.seal_all()
    events = set(Event.objects.values_list("id", flat=True))
    assert events == set(Leaf.objects.filter(event_id__in=events).values_list("event_id", flat=True))
    before = record.newest_checkpoint(), Leaf.objects.count(), Checkpoint.objects.count()
    assert (record.seal(), record.seal_all()) == (0, 0)
    assert (record.newest_checkpoint(), Leaf.objects.count(), Checkpoint.objects.count()) == before
    assert Event.objects.filter(case_id=sent.case).count() > 1


def test_sealing_in_batches_makes_the_tree_that_one_batch_makes(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record, "BATCH", 3)
    append(10)
    record.seal_all()
    leaves = [bytes(leaf) for leaf in Leaf.objects.order_by("index").values_list("hash", flat=True)]
    assert merkle.extend(merkle.Frontier(), leaves)[0].root == checkpoint().root


def test_what_a_sealer_that_was_away_missed_is_sealed_at_its_next_look(town: Town) -> None:
    append()
    record.seal_all()
    leaves = []
    for _ in range(3):
        town.clock.at += timedelta(hours=1)
        leaves += append()
    town.clock.at += timedelta(hours=1)
    record.seal()
    assert Leaf.objects.filter(hash__in=leaves).count() == 3


def test_what_a_wrong_clock_dated_back_is_sealed_by_a_look_further_back(town: Town) -> None:
    record.seal_all()
    found = []
    for back, look in ((3, lambda: record.seal(record.MISDATED)), (300, record.seal_all)):
        town.clock.at -= timedelta(hours=back)
        (leaf,) = append()
        town.clock.at += timedelta(hours=back)
        for seal in (record.seal, look):
            seal()
            found.append(Leaf.objects.filter(hash=leaf).exists())
    assert found == [False, True] * 2


def test_sealers_side_by_side_make_one_tree(town: Town) -> None:
    record.seal_all()
    leaves = append(60)

    def seal(_: int) -> int:
        try:
            return record.seal_all()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        sealed = list(pool.map(seal, range(4)))
    indexes = list(Leaf.objects.order_by("index").values_list("index", flat=True))
    assert sum(sealed) == 60 and indexes == list(range(len(indexes)))
    assert Leaf.objects.filter(hash__in=leaves).count() == 60 and checkpoint().size == len(indexes)


def test_a_receipt_is_proven_with_nothing_but_the_citys_public_key(town: Town) -> None:
    sent = towns.apply(town, "street-defect", photo=None)
    leaf = bytes.fromhex(sent.leaf)
    assert code_of(lambda: record.prove(leaf)) == "record.not_sealed_yet"
    record.seal()
    proof = record.prove(leaf)
    name, key = notes.read_key(record.verification_keys()[0])
    head = notes.read_checkpoint(proof.checkpoint, name.rpartition("/")[0], [key])
    merkle.check_inclusion(leaf, proof.index, head.size, proof.hashes, head.root)
    with pytest.raises(Refused, match=r"record\.not_included"):
        merkle.check_inclusion(merkle.leaf_hash(leaf), proof.index, head.size, proof.hashes, head.root)


def test_the_promise_on_a_receipt_is_kept(town: Town) -> None:
    sent = towns.apply(town, "street-defect", photo=None)
    signer = city.current().signer
    promise = receipts.read(sent.promise, signer.origin, signer.keys)
    record.seal()
    assert record.prove(promise.leaf).size == checkpoint().size and promise.seal_by > town.clock.at


def test_the_log_only_grows(town: Town) -> None:
    append(3)
    record.seal_all()
    old = checkpoint()
    append(4)
    record.seal_all()
    new = checkpoint()
    hashes = record.prove_growth(old.size, new.size)
    merkle.check_consistency(old.size, new.size, hashes, old.root, new.root)
    with pytest.raises(Refused, match=r"record\.inconsistent"):
        merkle.check_consistency(old.size, new.size, hashes, new.root, new.root)
    assert code_of(lambda: record.prove_growth(new.size, new.size + 1)) == "record.no_such_size"
    assert code_of(lambda: record.prove_growth(new.size, old.size)) == "record.no_such_size"


def test_events_of_a_case_are_listed_in_order_and_name_no_one(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance", email="ana@example.org")
    towns.run_jobs()
    deeds = record.list_of(Case.objects.get(id=sent.case))
    assert [deed.kind for deed in deeds][:1] == ["application.submitted"] and deeds[0].leaf == sent.leaf
    assert {deed.kind for deed in deeds} >= {"document.issued", "case.closed", "message.sent"}
    for told in ("Ruiz", "ana@example.org", "Kiln", "31200", sent.secret):
        assert told not in repr(deeds)

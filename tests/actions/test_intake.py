"""Taking applications in, for real: PostgreSQL, keys, files."""

import hashlib
import importlib
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from queue import Queue
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from django.db import OperationalError, connection, connections, transaction
from tests import town as towns
from tests.town import Town
from tests.waiting import PATIENCE

from sportello.actions import city, drafts, files, intake, live, sealing, writing
from sportello.core import intake as rules
from sportello.core import receipts, vault
from sportello.core.actors import Actor
from sportello.core.errors import Invalid, Refused
from sportello.core.submissions import Submitted
from sportello.store import intake as store
from sportello.store.cases import Case, Decision
from sportello.store.files import File
from sportello.store.intake import Outcome
from sportello.store.outbox import Outbox
from sportello.store.record import Event


def _answers(town: Town, **changed: object) -> dict[str, object]:
    by = towns.stranger("api")
    return {**towns.answers_of(town, "street-defect", town.example("street-defect"), by), "photo": None, **changed}


def _given(answers: dict[str, object]) -> dict[str, object]:
    return {id: value for id, value in answers.items() if value is not None}


def test_an_application_is_stored_with_its_decision_event_and_outbox_line(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance")
    case = Case.objects.get(id=sent.case)
    assert (case.reference, case.outcome, sent.outputs["amount"]) == (sent.reference, "approve", "3600")
    assert Decision.objects.filter(case=case).count() == case.keys.count() == 1
    assert Event.objects.filter(case_id=case.id).values_list("kind", flat=True)[0] == "application.submitted"
    assert Outbox.objects.filter(case_id=case.id).count() == 1


def test_nothing_a_person_wrote_lies_readable_in_the_database(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance", payee="Unmistakable Landlord Ltd")
    row = str(Case.objects.filter(id=sent.case).values_list())
    sealed = bytes(Case.objects.get(id=sent.case).sealed)
    assert "Unmistakable" not in row and b"Unmistakable" not in sealed
    assert sent.secret.replace("-", "") not in row


def test_the_receipt_carries_a_promise_that_the_city_signed(town: Town) -> None:
    sent = towns.apply(town, "street-defect")
    signer = city.current().signer
    assert receipts.read(sent.promise, signer.origin, signer.keys).leaf.hex() == sent.leaf
    with pytest.raises(Refused, match=r"receipt\.forged"):
        receipts.read(sent.promise.replace("leaf ", "leaf A", 1), signer.origin, signer.keys)


def test_the_same_key_gives_the_same_answer_and_one_case(town: Town) -> None:
    answers, by = _given(_answers(town)), towns.stranger("api")
    first = intake.submit("street-defect", answers, "en", by=by, key="once-only")
    again = intake.submit("street-defect", answers, "en", by=by, key="once-only")
    assert again == first._replace(repeated=True) and not first.repeated


def test_the_answer_stays_the_same_when_the_case_has_gone_on(town: Town) -> None:
    example, by = town.example("rental-assistance")["answers"] | towns.newcomer(), towns.stranger("api")
    answers = _given({**example, "lease": None, "income_proof": None})
    first = intake.submit("rental-assistance", answers, "en", by=by, key="gone-on")
    towns.rule(towns.open_task(first.case), "deny", "income_too_high")
    again = intake.submit("rental-assistance", answers, "en", by=by, key="gone-on")
    assert Decision.objects.filter(case=first.case).count() == 2
    assert again == intake.get_receipt(first.case, by=towns.holder(first)) == first._replace(repeated=True)


def test_all_that_one_commit_stores_is_promised_with_one_signature(town: Town) -> None:
    answers, by, signer = _given(_answers(town)), towns.stranger("api"), city.current().signer
    batch = [intake.prepare(intake.read("street-defect", answers, "en", by=by, key=key)) for key in ("a", "b", "a")]
    heard: list[Any] = []
    writing.Writer().write([(one, heard.append, "") for one in batch])
    first, second, again = heard
    assert again is Outcome.REPEATED
    assert first.promise.rpartition("\n\n")[2] == second.promise.rpartition("\n\n")[2]
    for one in (first, second):
        promise = receipts.read(one.promise, signer.origin, signer.keys)
        alone = intake.get_receipt(one.case, by=towns.holder(one)).promise
        assert promise == receipts.read(alone, signer.origin, signer.keys) and promise.leaf.hex() == one.leaf


def test_a_request_sent_again_after_the_service_closed_gets_the_same_answer(town: Town) -> None:
    example, by = town.example("rental-assistance")["answers"], towns.stranger("api")
    answers = {id: value for id, value in example.items() if id not in ("lease", "income_proof")}
    first = intake.submit("rental-assistance", answers, "en", by=by, key="just-in-time")
    town.clock.at += timedelta(days=800)
    with pytest.raises(Refused, match=r"service\.closed"):
        intake.submit("rental-assistance", answers, "en", by=by, key="too-late")
    assert intake.submit("rental-assistance", answers, "en", by=by, key="just-in-time").case == first.case


def test_a_key_used_for_another_body_is_refused(town: Town) -> None:
    answers, by = _given(_answers(town)), towns.stranger("api")
    intake.submit("street-defect", answers, "en", by=by, key="another-body")
    with pytest.raises(Refused, match=r"idempotency\.other_body"):
        intake.submit("street-defect", answers, "es", by=by, key="another-body")


def test_what_is_kept_of_a_body_cannot_be_guessed_without_a_key_of_the_city(town: Town) -> None:
    answers, by = _given(_answers(town)), towns.stranger("api")
    case = Case.objects.get(id=intake.submit("street-defect", answers, "en", by=by, key="guessed").case)
    assert case.body_hash is not None
    assert bytes(case.body_hash) == sealing.index("body", rules.body_hash(answers, "en"))
    Case.objects.filter(id=case.id).update(body_hash=hashlib.sha256(b"bare").digest())
    keyed_bodies = importlib.import_module("sportello.store.migrations.0028_keyed_bodies")
    keyed_bodies.empty(None, SimpleNamespace(connection=connection))
    assert Case.objects.get(id=case.id).body_hash is None
    assert intake.submit("street-defect", answers, "en", by=by, key="guessed").case == case.id


def test_twenty_at_once_with_one_key_make_one_case(town: Town) -> None:
    answers, by = _given(_answers(town)), towns.stranger("api")

    def send(_: int) -> object:
        try:
            return intake.submit("street-defect", answers, "en", by=by, key="rush").case
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        assert len(set(pool.map(send, range(20)))) == 1


def test_many_at_once_are_all_stored_each_once(town: Town) -> None:
    answers, by = _given(_answers(town)), towns.stranger("api")

    def send(_: int) -> object:
        try:
            return intake.submit("street-defect", answers, "en", by=by).case
        finally:
            connections.close_all()

    with ThreadPoolExecutor(10) as pool:
        sent = list(pool.map(send, range(40)))
    assert Case.objects.filter(id__in=sent).count() == len(set(sent)) == 40


def test_a_draft_sent_twice_is_one_case(town: Town) -> None:
    opened = drafts.begin("street-defect", "en", by=towns.stranger())
    by = Actor(channel="web", holds=frozenset({opened.id}))
    drafts.save(opened.id, towns.draft_of(opened.service, _given(_answers(town)), live.today()), by=by)
    first, again = intake.submit_draft(opened.id, by=by), intake.submit_draft(opened.id, by=by)
    assert (first.case, first.repeated) == (again.case, False) and again.repeated


def test_problems_come_one_for_each_answer_and_nothing_is_stored(town: Town) -> None:
    with pytest.raises(Invalid) as refused:
        towns.apply(town, "rental-assistance", household_size=99, monthly_rent="much", tenure=None)
    paths = {problem.path: problem.code for problem in refused.value.problems}
    assert paths["tenure"] == "answer.missing" and "household_size" in paths


def test_a_file_of_someone_else_cannot_be_sent_in(town: Town) -> None:
    theirs = files.add("theirs.pdf", towns.content(town, "rental-assistance", "lease.pdf"), by=towns.resident())
    with pytest.raises(Invalid) as refused:
        intake.submit(
            "rental-assistance",
            {**town.example("rental-assistance")["answers"], "lease": [str(theirs)], "income_proof": None},
            "en",
            by=towns.stranger("api"),
        )
    assert ("lease", "file.not_found") in {(problem.path, problem.code) for problem in refused.value.problems}


def test_a_case_takes_its_files(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance")
    assert File.objects.filter(case_id=sent.case).count() == 2


def test_before_and_after_its_window_a_service_takes_nothing(town: Town) -> None:
    town.clock.at += timedelta(days=800)
    live.forget()
    with pytest.raises(Refused, match=r"service\.closed"):
        towns.apply(town, "rental-assistance")


@pytest.mark.parametrize(("service", "code"), [("no-such", "service.unknown"), ("street-defect", "language.unknown")])
def test_an_unknown_service_or_language_is_named(town: Town, service: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        intake.submit(service, {}, "en" if code == "service.unknown" else "tlh", by=towns.stranger("api"))
    assert refused.value.code == code


def test_of_two_in_one_batch_that_name_one_file_only_the_first_gets_it(town: Town) -> None:
    by = towns.stranger("api")
    answers = _given(towns.answers_of(town, "street-defect", town.example("street-defect"), by))
    by = replace(by, holds=frozenset(UUID(id) for id in answers["photo"]))
    first, second = (intake.prepare(intake.read("street-defect", answers, "en", by=by)) for _ in range(2))
    assert first.files and [file.id for file in first.files] == [file.id for file in second.files]
    with transaction.atomic():
        assert store.write([first, second]) == [Outcome.STORED, Outcome.TAKEN]
    assert set(File.objects.filter(case=first.row.id).values_list("id", flat=True)) == {
        UUID(one.id) for one in first.files
    }
    with pytest.raises(Invalid):
        intake.submit("street-defect", answers, "en", by=by)


def test_one_written_again_because_the_answer_to_its_commit_was_lost_is_stored_once(town: Town) -> None:
    prepared = intake.prepare(intake.read("street-defect", _given(_answers(town)), "en", by=towns.stranger("api")))
    for _ in range(2):
        with transaction.atomic():
            assert store.write([prepared]) == [Outcome.STORED]
    assert (
        Decision.objects.filter(case=prepared.row.id).count()
        == Outbox.objects.filter(case_id=prepared.row.id).count()
        == 1
    )


def test_while_the_database_is_away_nobody_is_told_that_it_was_stored(town: Town, monkeypatch: Any) -> None:
    def lose(batch: object) -> None:
        raise OperationalError("the connection is lost")

    prepared = intake.prepare(intake.read("street-defect", _given(_answers(town)), "en", by=towns.stranger("api")))
    heard: Queue[writing.End] = Queue()
    with monkeypatch.context() as patched:
        patched.setattr(store, "write", lose)
        writing.put(prepared, heard.put)
        refused = heard.get(timeout=PATIENCE)
    assert isinstance(refused, Refused) and refused.code == "database.away"
    writing.put(prepared, heard.put)
    assert heard.get(timeout=PATIENCE).case == prepared.row.id


def test_a_full_queue_takes_nothing_more(town: Town, monkeypatch: Any) -> None:
    monkeypatch.setattr(writing, "LONGEST_QUEUE", 0)
    with pytest.raises(Refused, match=r"intake\.busy"):
        intake.submit("street-defect", _given(_answers(town)), "en", by=towns.stranger("api"))


def test_a_key_used_before_the_master_key_changed_still_makes_one_case(town: Town) -> None:
    answers, by = _given(_answers(town)), towns.stranger("api")
    first = intake.submit("street-defect", answers, "en", by=by, key="before-the-change")
    with towns.with_parts(vault=vault.make_vault({"new": b"9" * 32, "t1": b"1" * 32})):
        again = intake.submit("street-defect", answers, "en", by=by, key="before-the-change")
    assert (again.case, again.repeated) == (first.case, True)


def test_a_lost_connection_costs_nobody_an_application(town: Town) -> None:
    intake.submit("street-defect", _given(_answers(town)), "en", by=towns.stranger("api"))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid() AND query ~ 'store_case|COMMIT'"
        )
    sent = intake.submit("street-defect", _given(_answers(town)), "en", by=towns.stranger("api"))
    assert Case.objects.filter(id=sent.case).count() == 1


def test_one_who_cannot_be_told_keeps_nobody_else_from_hearing(town: Town) -> None:
    def refuse(end: object) -> None:
        raise RuntimeError("the loop has ended")

    heard: Queue[writing.End] = Queue()
    for tell in (refuse, heard.put, refuse, heard.put):
        by = towns.stranger("api")
        writing.put(intake.prepare(intake.read("street-defect", _given(_answers(town)), "en", by=by)), tell)
    assert all(isinstance(heard.get(timeout=PATIENCE), Submitted) for _ in range(2))

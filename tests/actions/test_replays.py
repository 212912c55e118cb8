"""Deciding again: equal where nothing was touched, and every touch of a policy's decision or a ruling is told."""

import json
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests import town as towns
from tests.town import Town

from sportello.actions import appeals, city, intake, live, replays, rulings, sealing
from sportello.actions.replays import Verdict
from sportello.core import canonical, decisions
from sportello.core.services import Service
from sportello.core.submissions import Prepared, Submission
from sportello.site.seeding.varying import vary
from sportello.store import intake as store
from sportello.store.cases import Case, CaseKey, Decision
from sportello.store.editions import Edition
from sportello.store.record import Event

MANY = 1002


@contextmanager
def undone() -> Iterator[None]:
    """Take back afterwards what is done here: other tests verify the whole record, and rotate every key."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def of(case: UUID) -> list[replays.Replayed]:
    return list(replays.replay([Case.objects.get(id=case).reference]))


def told(case: UUID) -> str:
    return " ".join(why for one in of(case) for why in one.why)


def deny(town: Town) -> UUID:
    """Let a clerk deny a rental application."""
    sent = towns.apply(town, "rental-assistance", lease=None, **towns.newcomer())
    towns.rule(towns.open_task(sent.case), "deny", "income_too_high", by=towns.staff("housing"))
    return sent.case


def permit(town: Town) -> UUID:
    """Let a permit be granted by three teams, the last with four eyes."""
    sent = towns.apply(town, "building-permit")
    for _ in range(3):
        towns.rule(towns.open_task(sent.case), "approve", "in_order")
    final = towns.open_task(sent.case)
    rulings.confirm(final.id, agree=True, by=towns.staff(final.team))
    return sent.case


def appealed(town: Town) -> UUID:
    case = deny(town)
    appeals.appeal(case, "I lost my job.", by=replace(towns.stranger(), holds=frozenset({case})))
    towns.rule(towns.open_task(case, "appeal"), "approve", amount="1200")
    return case


@pytest.mark.parametrize(("make", "count"), [(deny, 2), (permit, 4), (appealed, 3)])
def test_policy_and_rulings_replay_as_they_were_made(town: Town, make: Callable[[Town], UUID], count: int) -> None:
    replayed = of(make(town))
    assert [one.verdict for one in replayed] == [Verdict.EQUAL] * count, replayed
    assert [bool(one.path) for one in replayed] == [False] + [True] * (count - 1)


def test_a_decision_replays_under_the_edition_it_was_made_in(town: Town) -> None:
    sent = towns.apply(town, "street-defect", photo=None)
    assert Edition.objects.filter(hash=Case.objects.get(id=sent.case).edition).exists()
    town.clock.at += timedelta(days=700)
    assert [one.verdict for one in of(sent.case)] == [Verdict.EQUAL]


def prepare_many(town: Town, service: Service, example: dict[str, Any], count: int) -> Iterator[Prepared]:
    """Prepare varied applications of one example, whose files all of them name."""
    chance, by = random.Random(service.id), towns.applicant(service.id, example)
    answers = towns.answers_of(town, service.id, example, by)
    held = frozenset(UUID(id) for value in answers.values() if isinstance(value, list) for id in value if is_id(id))
    free = [one for one in service.questions if one.id in answers and one.id not in example.get("confirmed", ())]
    for _ in range(count):
        varied = {one.id: vary(chance, one, answers[one.id]) for one in free}
        given = replace(by, holds=by.holds | held)
        yield intake.prepare(Submission(service, answers | varied, "en", given, city.now(), live.today()))


def is_id(text: Any) -> bool:
    return isinstance(text, str) and len(text) == 36 and text.count("-") == 4


def test_a_thousand_varied_cases_of_all_services_replay_in_a_few_queries(town: Town) -> None:
    examples = [
        (service, example)
        for service in live.services()
        for example in town.pack.services[service.id]["tests"]
        if "outcome" in example["expect"]
    ]
    each = -(-MANY // len(examples))
    with undone():
        made = [one for service, example in examples for one in prepare_many(town, service, example, each)]
        without_papers = [one._replace(files=()) for one in made]  # all of an example name the same
        assert (
            set(store.write(without_papers)) == {store.Outcome.STORED} and len({one.row.service for one in made}) == 7
        )
        with CaptureQueriesContext(connection) as asked:
            replayed = list(replays.replay([one.row.reference for one in made]))
    assert len(replayed) == len(made) >= MANY
    assert {one.verdict for one in replayed} == {Verdict.EQUAL}, [one for one in replayed if one.why][:3]
    assert len(asked) < 20


def reseal(case: UUID, path: str, /, **changed: Any) -> None:
    """Write a decision anew as somebody with the city's keys could, its hash with it, in the record too."""
    row, key = Decision.objects.get(case_id=case, path=path), sealing.case_key(Case.objects.get(id=case))
    kept = json.loads(sealing.open(key, case, "decision", row.sealed))
    text = canonical.encode(kept | changed)
    before, now = row.hash, decisions.hash_of(text)
    sealed = sealing.seal(key, case, "decision", text)
    Decision.objects.filter(id=row.id).update(sealed=sealed, hash=now, outcome=changed.get("outcome", row.outcome))
    for event in Event.objects.filter(case_id=case, facts__decision=before):
        event.facts |= {"decision": now, "outcome": changed.get("outcome", row.outcome)}
        event.save()


@pytest.mark.parametrize("what", ["bundle", "bundle and hash", "hash"])
def test_a_decision_altered_afterwards_does_not_replay(town: Town, what: str) -> None:
    sent = towns.apply(town, "rental-assistance")
    towns.run_jobs()
    case, row = Case.objects.get(id=sent.case), Decision.objects.get(case_id=sent.case)
    key = sealing.case_key(case)
    bundle = sealing.open(key, case.id, "decision", row.sealed).replace(b'"3600"', b'"9999"')
    if "bundle" in what:
        row.sealed = sealing.seal(key, case.id, "decision", bundle)
    if "hash" in what:
        row.hash = decisions.hash_of(bundle) if "bundle" in what else "0" * 64
    with undone():
        row.save()
        assert ("the record does not tell" if "hash" in what else "kept beside it") in told(sent.case)
        assert ("9999" in told(sent.case)) == ("bundle" in what)


@pytest.mark.parametrize(
    ("changed", "why"),
    [
        ({"outcome": "refer"}, "ruling.outcome"),
        ({"reasons": []}, "ruling.reason_missing"),
        ({"reasons": ["because"]}, "ruling.reason_unknown"),
        ({"outputs": {"moon": "1"}}, "ruling.output_unknown"),
        ({"outputs": {"amount": "much"}}, "ruling.output_invalid"),
        ({"path": "9"}, "path: kept '9'"),
        ({"by": "staff:nobody"}, "by: "),
    ],
)
def test_a_ruling_that_no_rule_allows_is_told(town: Town, changed: dict[str, Any], why: str) -> None:
    case = deny(town)
    with undone():
        reseal(case, Decision.objects.exclude(path="").get(case_id=case).path, **changed)
        assert why in told(case)


def turn(case: UUID, kind: str, **facts: Any) -> None:
    """Change what the record says in the last event of a kind."""
    event = Event.objects.filter(case_id=case, kind=kind).order_by("at").last()
    assert event
    event.facts |= facts
    event.save()


def test_who_ruled_needs_the_role_and_the_team_of_the_step(town: Town) -> None:
    case = deny(town)
    with undone():
        turn(case, "case.decided", role="auditor")
        assert "the step is of team 'housing', the record says 'auditor' of 'housing'" in told(case)
        turn(case, "case.decided", role="clerk", team="fire")
        assert "the record says 'clerk' of 'fire'" in told(case)


def test_an_appeal_needs_a_lead_who_did_not_decide_before(town: Town) -> None:
    case = appealed(town)
    first, second = Event.objects.filter(case_id=case, kind="case.decided").order_by("at")
    with undone():
        Event.objects.filter(id=first.id).update(actor=second.actor)
        assert f"decided by {second.actor}, who had decided before" in told(case)
        turn(case, "case.decided", role="clerk")
        assert "an appeal is decided by a lead" in told(case)


def test_where_a_step_asks_for_two_pairs_of_eyes_one_is_told(town: Town) -> None:
    case = permit(town)
    proposed = Event.objects.get(case_id=case, kind="ruling.proposed")
    checked = Event.objects.get(case_id=case, kind="ruling.checked")
    with undone():
        Event.objects.filter(id=proposed.id).update(actor=checked.actor)
        assert "both pairs of eyes" in told(case)
        Event.objects.filter(id=proposed.id).update(actor=proposed.actor, facts=proposed.facts | {"outcome": "deny"})
        assert "agreed to 'deny', decided was 'approve'" in told(case)
        turn(case, "ruling.checked", agreed=False)
        assert "the record shows one" in told(case)


def test_what_cannot_be_recomputed_says_why_and_is_not_called_different(town: Town) -> None:
    unspoken, keyless, other = (towns.apply(town, "street-defect", photo=None).case for _ in range(3))
    towns.run_jobs()
    with undone():
        reseal(unspoken, "", feel="feel/v9")
        CaseKey.objects.filter(case=keyless).delete()
        reseal(other, "", edition="0" * 64)
        for case, code in ((unspoken, "decision.feel"), (keyless, "vault.unknown_key"), (other, "edition.unknown")):
            (one,) = of(case)
            assert one.verdict == Verdict.NOT_RECOMPUTABLE and code in one.why[0]


def test_a_ruling_nobody_recorded_is_told(town: Town) -> None:
    case = deny(town)
    row = Decision.objects.exclude(path="").get(case_id=case)
    with undone():
        row.id, row.hash = uuid4(), "0" * 64
        row.save(force_insert=True)
        assert f"the record does not tell of {row.hash}" in told(case)

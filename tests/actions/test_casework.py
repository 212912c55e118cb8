"""Deeds of staff and partners on a task: by whom they may be done, and what they leave."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from tests import town as towns
from tests.town import Town

from sportello.actions import appeals, cases, casework, desk, documents, files, inquiries, queues, rulings, tasks
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.rulings import Ruling
from sportello.store.cases import Case, Decision, Task

GRANT = Ruling("approve", ("in_order",))
PHOTO = (towns.DEMO / "services" / "street-defect" / "pothole.jpg").read_bytes()


def refer(town: Town) -> Task:
    """Send in a rental application that a clerk of housing has to review."""
    sent = towns.apply(town, "rental-assistance", lease=None)
    towns.run_jobs()
    return Task.objects.get(case_id=sent.case, status="waiting")


def next_task(case: UUID, kind: str = "review") -> Task:
    towns.run_jobs()
    return Task.objects.filter(case_id=case, kind=kind).exclude(status="done").order_by("opened_at")[0]


def rule(task: Task, ruling: Ruling, by: Actor) -> None:
    tasks.take(task.id, by=by)
    rulings.decide(task.id, ruling, by=by)


def permit(town: Town) -> tuple[UUID, Task]:
    """Take a building permit to its final decision, which needs four eyes."""
    sent = towns.apply(town, "building-permit")
    towns.run_jobs()
    for team in ("zoning", "structure"):
        rule(Task.objects.get(case_id=sent.case, team=team), GRANT, towns.staff(team))
    return sent.case, next_task(sent.case)


def code_of(deed: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        deed()
    return caught.value.code


DEEDS: dict[str, Callable[[Task, Actor], object]] = {
    "take": lambda task, by: tasks.take(task.id, by=by),
    "put_back": lambda task, by: tasks.put_back(task.id, by=by),
    "hand_over": lambda task, by: tasks.hand_over(task.id, uuid4(), by=by),
    "note": lambda task, by: casework.note(task.case_id, "Seen.", by=by),
    "ask": lambda task, by: inquiries.ask(task.id, "Which month?", by=by),
    "decide": lambda task, by: rulings.decide(task.id, GRANT, by=by),
    "confirm": lambda task, by: rulings.confirm(task.id, agree=True, by=by),
    "fulfil": lambda task, by: casework.fulfil(task.id, "Done.", by=by),
    "list_colleagues": lambda task, by: tasks.list_colleagues(task.id, by=by),
}


@pytest.mark.parametrize("deed", DEEDS)
@pytest.mark.parametrize("who", ["owner", "other staff", "auditor", "partner", "stranger"])
def test_whoever_is_not_of_the_team_may_do_nothing_with_its_task(town: Town, deed: str, who: str) -> None:
    task = refer(town)
    actors = {
        "owner": Actor(channel="web", holds=frozenset({task.case_id})),
        "other staff": towns.staff("roads", Role.LEAD),
        "auditor": towns.staff("*", Role.AUDITOR),
        "partner": Actor(channel="desk", partner="library"),
        "stranger": towns.stranger(),
    }
    assert code_of(lambda: DEEDS[deed](task, actors[who])) == "access.team"


@pytest.mark.parametrize("deed", [deed for deed in DEEDS if deed != "note"])
def test_a_task_that_is_not_there_is_told_so(town: Town, deed: str) -> None:
    assert code_of(lambda: DEEDS[deed](Task(id=uuid4()), towns.staff("housing"))) == "task.not_found"


def test_undoing_is_for_leads_of_the_steps_team_alone(town: Town) -> None:
    sent = towns.apply(town, "building-permit")
    towns.run_jobs()
    task = Task.objects.get(case_id=sent.case, team="zoning")
    clerk = towns.staff("zoning")
    rule(task, GRANT, clerk)
    for by in (clerk, towns.staff("roads", Role.LEAD), towns.holder(sent), towns.stranger()):
        assert code_of(lambda by=by: casework.undo(sent.case, task.path, by=by)) == "access.role"
    casework.undo(sent.case, task.path, by=towns.staff("zoning", Role.LEAD))
    assert Task.objects.filter(case_id=sent.case, path=task.path, status="waiting").count() == 1


def test_a_withdrawn_case_cannot_be_opened_again_by_undoing(town: Town) -> None:
    sent = towns.apply(town, "building-permit")
    towns.run_jobs()
    task = Task.objects.get(case_id=sent.case, team="zoning")
    rule(task, GRANT, towns.staff("zoning"))
    cases.withdraw(sent.case, by=towns.holder(sent))
    assert code_of(lambda: casework.undo(sent.case, task.path, by=towns.staff("zoning", Role.LEAD))) == "case.closed"


def test_two_clerks_cannot_have_one_task(town: Town) -> None:
    task = refer(town)
    tasks.take(task.id, by=towns.staff("housing"))
    assert code_of(lambda: tasks.take(task.id, by=towns.staff("housing"))) == "task.taken"


def test_a_colleagues_task_is_put_back_by_a_lead_only(town: Town) -> None:
    task = refer(town)
    tasks.take(task.id, by=towns.staff("housing"))
    assert code_of(lambda: tasks.put_back(task.id, by=towns.staff("housing"))) == "access.role"
    tasks.put_back(task.id, by=towns.staff("housing", Role.LEAD))
    task.refresh_from_db()
    assert task.taken_by_id is None


def test_a_task_is_handed_to_those_who_work_in_its_team(town: Town) -> None:
    task, clerk, colleague = refer(town), towns.staff("housing"), towns.staff("housing")
    tasks.take(task.id, by=clerk)
    offered = {account.id for account in tasks.list_colleagues(task.id, by=clerk)}
    assert colleague.account in offered and clerk.account not in offered
    for wrong in (towns.staff("roads"), towns.staff("housing", Role.AUDITOR)):
        assert code_of(lambda w=wrong: tasks.hand_over(task.id, w.account, by=clerk)) == "task.not_in_team"
    tasks.hand_over(task.id, colleague.account, by=clerk)
    task.refresh_from_db()
    assert task.taken_by_id == colleague.account


def test_the_next_task_is_the_one_due_first_that_nobody_has(town: Town) -> None:
    clerk, waiting = towns.staff("housing"), [refer(town) for _ in range(2)]
    Task.objects.filter(id=waiting[1].id).update(due_at=towns.OPENING.replace(year=2010))
    assert tasks.take_next(queues.Filter(), by=clerk) == waiting[1].case_id
    assert Task.objects.get(id=waiting[1].id).taken_by_id == clerk.account
    assert code_of(lambda: tasks.take_next(queues.Filter(team="roads"), by=clerk)) == "access.team"
    assert code_of(lambda: tasks.take_next(queues.Filter(), by=towns.staff("nowhere"))) == "queue.empty"


def test_what_the_clerk_asks_the_applicant_answers_and_the_task_goes_on(town: Town) -> None:
    task, clerk = refer(town), towns.staff("housing")
    assert code_of(lambda: inquiries.ask(task.id, "Which?", by=clerk)) == "task.take_first"
    tasks.take(task.id, by=clerk)
    assert code_of(lambda: inquiries.ask(task.id, " ", by=clerk)) == "text.missing"
    assert code_of(lambda: inquiries.ask(task.id, "x" * 4001, by=clerk)) == "text.too_long"
    inquiries.ask(task.id, "Which month do you owe?", by=clerk)
    owner = Actor(channel="web", holds=frozenset({task.case_id}))
    asked = cases.get_status(task.case_id, by=owner).inquiries[0]
    assert asked.text == "Which month do you owe?"
    assert Case.objects.get(id=task.case_id).status == "waiting"
    inquiries.answer(asked.id, "May", by=owner)
    task.refresh_from_db()
    assert task.status == "waiting"
    assert desk.open_case(task.case_id, purpose="work", by=clerk).inquiries[0].answer == "May"


def test_a_note_is_for_colleagues_and_not_for_the_applicant(town: Town) -> None:
    task, clerk = refer(town), towns.staff("housing")
    casework.note(task.case_id, "The landlord called.", by=clerk)
    assert desk.open_case(task.case_id, purpose="work", by=clerk).notes[0].text == "The landlord called."
    owner = cases.get_status(task.case_id, by=Actor(channel="web", holds=frozenset({task.case_id})))
    assert "The landlord called" not in repr(owner)


@pytest.mark.parametrize(
    ("ruling", "code"),
    [
        (Ruling("maybe"), "ruling.outcome"),
        (Ruling("deny"), "ruling.reason_missing"),
        (Ruling("deny", ("because",)), "ruling.reason_unknown"),
        (Ruling("approve", outputs={"moon": "1"}), "ruling.output_unknown"),
        (Ruling("approve", outputs={"amount": "much"}), "ruling.output_invalid"),
        (Ruling("approve", conditions=("x" * 4001,)), "text.too_long"),
    ],
)
def test_a_ruling_that_does_not_hold_is_refused_and_changes_nothing(town: Town, ruling: Ruling, code: str) -> None:
    task, clerk = refer(town), towns.staff("housing")
    tasks.take(task.id, by=clerk)
    assert code_of(lambda: rulings.decide(task.id, ruling, by=clerk)) == code
    assert Task.objects.get(id=task.id).status == "waiting"


def test_a_clerks_decision_stands_with_its_reasons_and_its_hash(town: Town) -> None:
    task = refer(town)
    rule(task, Ruling("deny", ("income_too_high",)), towns.staff("housing"))
    status = cases.get_status(task.case_id, by=Actor(channel="web", holds=frozenset({task.case_id})))
    assert status.ruling and (status.ruling.outcome, status.ruling.reasons) == ("deny", ("income_too_high",))
    kept = Decision.objects.get(case_id=task.case_id, path=task.path)
    assert kept.hash in repr(desk.open_case(task.case_id, purpose="work", by=towns.staff("housing")).deeds)


def test_a_review_sets_no_output_that_its_service_does_not_let_it_set(town: Town) -> None:
    sent = towns.apply(town, "building-permit")
    task, clerk = towns.open_task(sent.case, team="zoning"), towns.staff("zoning")
    tasks.take(task.id, by=clerk)
    ruling = Ruling("approve", ("in_order",), {"fee": "1"})
    assert code_of(lambda: rulings.decide(task.id, ruling, by=clerk)) == "ruling.output_not_settable"
    assert not Decision.objects.filter(case=sent.case, path=task.path).exists()


def test_four_eyes_are_of_two_people(town: Town) -> None:
    case, task = permit(town)
    first, second = towns.staff("zoning"), towns.staff("zoning")
    rule(task, GRANT, first)
    assert code_of(lambda: rulings.confirm(task.id, agree=True, by=first)) == "access.four_eyes"
    assert code_of(lambda: tasks.take(task.id, by=second)) == "task.awaits_confirmation"
    rulings.confirm(task.id, agree=True, by=second)
    assert next_task(case, "pay").team == "cashier"


def test_a_fee_changed_before_four_eyes_is_the_fee_to_pay(town: Town) -> None:
    case, task = permit(town)
    rule(task, Ruling("approve", ("in_order",), {"fee": "321.50"}, ("Keep the oak.",)), towns.staff("zoning"))
    rulings.confirm(task.id, agree=True, by=towns.staff("zoning"))
    assert next_task(case, "pay").details["amount"] == "321.50"


def test_a_ruling_sent_back_is_decided_anew_and_says_why(town: Town) -> None:
    _, task = permit(town)
    first, second = towns.staff("zoning"), towns.staff("zoning")
    rule(task, GRANT, first)
    rulings.confirm(task.id, agree=False, why="The plan of the roof is missing.", by=second)
    task.refresh_from_db()
    assert (task.status, task.first_sealed, task.first_by_id) == ("waiting", None, None)
    assert desk.open_case(task.case_id, purpose="work", by=first).notes[-1].text.startswith("The plan")
    assert code_of(lambda: rulings.confirm(task.id, agree=True, by=second)) == "task.nothing_to_confirm"


def test_a_step_is_fulfilled_with_the_proof_it_asks_for(town: Town) -> None:
    sent = towns.apply(town, "street-defect")
    towns.run_jobs()
    task, crew = next_task(sent.case, "fulfil"), towns.staff("roads")
    assert code_of(lambda: casework.fulfil(task.id, "Mended.", by=crew)) == "fulfil.proof_missing"
    assert code_of(lambda: casework.fulfil(task.id, "", [uuid4()], by=crew)) == "file.not_found"
    casework.fulfil(task.id, "Mended.", [files.add("after.jpg", PHOTO, by=crew)], by=crew)
    assert Task.objects.get(id=task.id).status == "done"


def test_a_partner_fulfils_its_own_step_and_the_record_names_the_operator(town: Town) -> None:
    sent = towns.apply(town, "device-loan", home={"line": "1 Partner Street", "postcode": "00101", "place": "old-town"})
    towns.run_jobs()
    task = next_task(sent.case, "fulfil")
    operator = Actor(channel="desk", partner=task.partner, account=towns.staff("partner").account)
    assert code_of(lambda: casework.fulfil(task.id, "Done", by=Actor(channel="desk", partner="other"))) == "access.team"
    assert code_of(lambda: inquiries.ask(task.id, "Who are you?", by=operator)) == "task.other_kind"
    casework.fulfil(task.id, "", by=operator)
    deeds = desk.open_case(sent.case, purpose="audit", by=towns.staff("*", Role.AUDITOR)).deeds
    assert next(deed.facts["account"] for deed in deeds if deed.kind == "step.fulfilled") == str(operator.account)


def test_an_appeal_is_judged_by_a_lead_who_did_not_decide(town: Town) -> None:
    task = refer(town)
    lead, fresh = towns.staff("housing", Role.LEAD), towns.staff("housing", Role.LEAD)
    rule(task, Ruling("deny", ("income_too_high",)), lead)
    towns.run_jobs()
    appeals.appeal(task.case_id, "I lost my job.", by=Actor(channel="web", holds=frozenset({task.case_id})))
    appeal = next_task(task.case_id, "appeal")
    assert code_of(lambda: tasks.take(appeal.id, by=towns.staff("housing"))) == "access.role"
    assert code_of(lambda: tasks.take(appeal.id, by=lead)) == "access.four_eyes"
    assert not queues.list_free(queues.Filter(kind="appeal"), by=lead).filter(id=appeal.id)
    assert queues.list_free(queues.Filter(kind="appeal"), by=fresh).filter(id=appeal.id)
    rule(appeal, Ruling("approve"), fresh)
    towns.run_jobs()
    assert cases.get_status(task.case_id, by=Actor(channel="web", holds=frozenset({task.case_id}))).outcome == "approve"


def test_the_first_of_four_eyes_does_not_judge_the_appeal_either(town: Town) -> None:
    case, task = permit(town)
    first, second, fresh = (towns.staff("zoning", Role.LEAD) for _ in range(3))
    rule(task, Ruling("deny", ("zoning",)), first)
    rulings.confirm(task.id, agree=True, by=second)
    towns.run_jobs()
    appeals.appeal(case, "The plans were right.", by=Actor(channel="web", holds=frozenset({case})))
    appeal = next_task(case, "appeal")
    for by in (first, second):
        assert code_of(lambda by=by: tasks.take(appeal.id, by=by)) == "access.four_eyes"
        assert not queues.list_free(queues.Filter(kind="appeal"), by=by).filter(id=appeal.id)
    assert queues.list_free(queues.Filter(kind="appeal"), by=fresh).filter(id=appeal.id)
    tasks.take(appeal.id, by=fresh)


def test_a_granted_appeal_takes_back_the_letter_that_said_no(town: Town) -> None:
    task = refer(town)
    rule(task, Ruling("deny", ("income_too_high",)), towns.staff("housing"))
    towns.run_jobs()
    owner = Actor(channel="web", holds=frozenset({task.case_id}))
    refusal = cases.get_status(task.case_id, by=owner).papers[0]
    appeals.appeal(task.case_id, "I lost my job.", by=owner)
    rule(next_task(task.case_id, "appeal"), Ruling("approve"), towns.staff("housing", Role.LEAD))
    towns.run_jobs()
    assert documents.verify(refusal.code).verdict == "revoked"
    assert documents.verify(cases.get_status(task.case_id, by=owner).papers[-1].code).verdict == "genuine"

"""What staff, partners and auditors see: their queues, cases in clear for a purpose, and what exact search finds."""

from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from tests import town as towns
from tests.town import Town

from sportello.actions import cases, casework, desk, finding, partners, queues, record, rulings, tasks
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.rulings import Ruling
from sportello.core.submissions import Submitted
from sportello.store.cases import Case, Task
from sportello.store.looks import Look


def refer(town: Town, **changed: object) -> Submitted:
    """Send in a rental application that a clerk of housing has to review."""
    sent = towns.apply(town, "rental-assistance", lease=None, **changed)
    towns.run_jobs()
    return sent


def lend(town: Town, line: str) -> tuple[Submitted, Task]:
    """Send in a loan that is approved at once and waits for its first partner."""
    sent = towns.apply(town, "device-loan", home={"line": line, "postcode": "00101", "place": "old-town"})
    towns.run_jobs()
    return sent, Task.objects.get(case_id=sent.case, kind="fulfil", status="waiting")


def code_of(deed: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        deed()
    return caught.value.code


def list_cases(wanted: queues.Filter, by: Actor) -> list[UUID]:
    """List the cases of the whole queue."""
    return [line.case for line in towns.list_lines(wanted, by)]


def test_a_queue_holds_the_tasks_of_the_actors_teams_alone(town: Town) -> None:
    case = refer(town).case
    assert case in list_cases(queues.Filter(), towns.staff("housing"))
    assert case not in list_cases(queues.Filter(), towns.staff("roads"))
    assert list_cases(queues.Filter(), towns.staff("*", Role.AUDITOR)) == []
    for nobody in (Actor(channel="web", holds=frozenset({case})), towns.stranger(), towns.resident()):
        assert code_of(lambda by=nobody: queues.list_page(queues.Filter(), by=by)) == "access.team"
    assert code_of(lambda: queues.list_page(queues.Filter(team="roads"), by=towns.staff("housing"))) == "access.team"


@pytest.mark.parametrize("is_referred", [True, False])
def test_revoking_is_offered_to_those_who_may_and_to_nobody_else(town: Town, is_referred: bool) -> None:
    case = (refer(town) if is_referred else towns.apply(town, "rental-assistance")).case
    towns.run_jobs()
    lead, clerk = towns.staff("housing", Role.LEAD), towns.staff("housing")
    elsewhere = replace(clerk, roles=clerk.roles | {("roads", Role.LEAD)})
    assert "revoke" in desk.open_case(case, purpose="work", by=lead).may
    for by in (clerk, elsewhere):
        assert "revoke" not in desk.open_case(case, purpose="work", by=by).may


def test_pages_of_a_queue_follow_each_other_without_gap_or_repeat(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    sent = {refer(town).case for _ in range(5)}
    monkeypatch.setattr(queues, "PAGE", 2)
    for order in queues.ORDERS:
        found = list_cases(queues.Filter(order=order), towns.staff("housing"))
        assert sent <= set(found) and len(found) == len(set(found))


@pytest.mark.parametrize("after", ["", "nonsense", "2026-01-01~x", f"2026-01-01T00:00~{UUID(int=1)}"])
def test_a_page_that_never_was_is_refused_or_empty_but_never_fails(town: Town, after: str) -> None:
    try:
        queues.list_page(queues.Filter(), by=towns.staff("nowhere"), after=after)
    except Refused as refused:
        assert refused.code == "queue.after"


def test_the_queues_of_several_teams_come_as_one(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    housing, roads = refer(town).case, towns.apply(town, "street-defect").case
    towns.run_jobs()
    Task.objects.filter(case_id__in=(housing, roads)).update(due_at=towns.OPENING.replace(year=2003))
    by = towns.staff("housing")
    both = replace(by, roles=by.roles | {("roads", Role.CLERK)})
    monkeypatch.setattr(queues, "PAGE", 1)
    assert {housing, roads} == set(list_cases(queues.Filter(late=True), both)[:2])
    assert [load.team for load in queues.count_work(by=both)] == ["housing", "roads"]
    Task.objects.filter(case_id__in=(housing, roads)).update(due_at=towns.OPENING)


@pytest.mark.parametrize(
    ("order", "index"), [("due", "task_queue"), ("newest", "task_opened"), ("oldest", "task_opened")]
)
def test_a_page_of_a_queue_is_read_from_an_index_in_its_order(town: Town, order: str, index: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor, CaptureQueriesContext(connection) as asked:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
        after = f"{towns.OPENING.isoformat()}~{UUID(int=1)}"
        queues.list_page(
            queues.Filter(order=order, service="rental-assistance"), by=towns.staff("housing"), after=after
        )
        page = next(one["sql"] for one in asked.captured_queries if "LIMIT" in one["sql"])
        cursor.execute(f"EXPLAIN {page}")
        plan = "\n".join(row for (row,) in cursor.fetchall())
    assert f"using {index} " in plan and "Sort" not in plan and "ROW(" in plan


def test_an_order_nobody_knows_is_refused(town: Town) -> None:
    assert code_of(lambda: queues.list_page(queues.Filter(order="size"), by=towns.staff("housing"))) == "queue.order"


def test_filters_leave_what_they_say(town: Town) -> None:
    clerk, mine, other = towns.staff("housing"), refer(town).case, refer(town).case
    tasks.take(Task.objects.get(case_id=mine).id, by=clerk)
    Task.objects.filter(case_id=other).update(due_at=towns.OPENING - timedelta(days=1))
    assert list_cases(queues.Filter(taken="mine"), clerk) == [mine]
    assert mine not in list_cases(queues.Filter(taken="nobody"), clerk)
    assert other in (late := list_cases(queues.Filter(late=True), clerk)) and mine not in late
    assert mine not in list_cases(queues.Filter(service="street-defect"), clerk)
    assert mine not in list_cases(queues.Filter(kind="pay"), clerk)
    assert mine not in list_cases(queues.Filter(status="asking"), clerk)


def test_the_load_counts_open_late_and_mine_by_team(town: Town) -> None:
    clerk = towns.staff("housing")
    before = queues.count_work(by=clerk)[0]
    first, second = refer(town).case, refer(town).case
    town.clock.at = towns.OPENING  # tasks of other tests are as late as they were
    tasks.take(Task.objects.get(case_id=first).id, by=clerk)
    Task.objects.filter(case_id=second).update(due_at=towns.OPENING - timedelta(days=1))
    after = queues.count_work(by=clerk)[0]
    assert (after.team, after.open, after.late, after.mine) == ("housing", before.open + 2, before.late + 1, 1)
    assert queues.count_work(by=towns.staff("*", Role.AUDITOR)) == []


def test_counts_stop_where_there_is_enough_to_do(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(3):
        refer(town)
    monkeypatch.setattr(queues, "MOST", 1)
    assert queues.count_work(by=towns.staff("housing"))[0].open == 2


def test_a_case_opens_to_its_team_and_to_auditors_for_a_purpose_and_leaves_a_look(town: Town) -> None:
    sent = refer(town)
    for by, purpose in ((towns.staff("housing"), "work"), (towns.staff("*", Role.AUDITOR), "audit")):
        assert code_of(lambda by=by: desk.open_case(sent.case, purpose="", by=by)) == "look.purpose"
        assert desk.open_case(sent.case, purpose=purpose, by=by).answers["applicant"]
        assert Look.objects.filter(case_id=sent.case, actor=by.name, purpose=purpose).count() == 1


def test_a_case_stays_shut_to_everyone_else_and_nothing_is_logged(town: Town) -> None:
    sent = refer(town)
    others = [towns.staff("roads", Role.LEAD), towns.staff("*", Role.PUBLISHER), towns.stranger(), towns.holder(sent)]
    for by in [*others, Actor(channel="desk", partner="library")]:
        assert code_of(lambda by=by: desk.open_case(sent.case, purpose="work", by=by)) == "access.team"
    assert code_of(lambda: desk.open_case(uuid4(), purpose="work", by=others[0])) == "case.not_found"
    assert not Look.objects.filter(case_id=sent.case).exists()


def test_what_one_may_do_with_a_task_depends_on_who_one_is(town: Town) -> None:
    sent, clerk = refer(town), towns.staff("housing")
    assert desk.open_case(sent.case, purpose="work", by=clerk).tasks[0].may == {"take"}
    tasks.take(Task.objects.get(case_id=sent.case).id, by=clerk)
    seen = desk.open_case(sent.case, purpose="work", by=clerk)
    assert seen.tasks[0].may == {"decide", "ask", "put_back", "hand_over"} and seen.may == {"read", "note"}
    lead = desk.open_case(sent.case, purpose="work", by=towns.staff("housing", Role.LEAD))
    assert lead.tasks[0].may == {"put_back", "hand_over"} and "revoke" in lead.may
    auditor = desk.open_case(sent.case, purpose="audit", by=towns.staff("*", Role.AUDITOR))
    assert auditor.tasks[0].may == set() and auditor.may == {"read"}


def test_a_case_says_which_rows_decided_and_with_which_values(town: Town) -> None:
    seen = desk.open_case(refer(town).case, purpose="work", by=towns.staff("housing"))
    assert [f"{row.table}:{row.row}" for row in seen.explained] == seen.decisions[0].bundle["rows"]
    assert any(condition.value is not None for row in seen.explained for condition in row.conditions)


def test_staff_are_named_in_the_record_of_a_case(town: Town) -> None:
    sent, clerk = refer(town), towns.staff("housing")
    tasks.take(Task.objects.get(case_id=sent.case).id, by=clerk)
    assert clerk.name in desk.open_case(sent.case, purpose="work", by=clerk).people


def test_undo_is_offered_while_it_can_be_done(town: Town) -> None:
    sent = towns.apply(town, "building-permit")
    towns.run_jobs()
    clerk, lead = towns.staff("zoning"), towns.staff("zoning", Role.LEAD)
    task = Task.objects.get(case_id=sent.case, team="zoning")
    tasks.take(task.id, by=clerk)
    rulings.decide(task.id, Ruling("approve", ("in_order",)), by=clerk)
    assert desk.open_case(sent.case, purpose="work", by=clerk).tasks[0].may == set()
    seen = desk.open_case(sent.case, purpose="work", by=lead)
    assert [work.may for work in seen.tasks if work.line.task == task.id] == [{"undo"}]


def test_a_case_that_no_team_had_to_work_belongs_to_its_department(town: Town) -> None:
    sent = towns.apply(town, "residence-certificate")
    towns.run_jobs()
    assert not Task.objects.filter(case_id=sent.case).exists()
    assert desk.open_case(sent.case, purpose="call", by=towns.staff("registry")).papers
    assert code_of(lambda: desk.open_case(sent.case, purpose="call", by=towns.staff("housing"))) == "access.team"


def test_a_likely_duplicate_opens_to_whoever_has_to_judge_it(town: Town) -> None:
    first, _ = lend(town, "9 Twice Street")
    second = towns.apply(town, "device-loan", home={"line": "9 Twice Street", "postcode": "00101", "place": "old-town"})
    towns.run_jobs()
    clerk = towns.staff("digital")
    linked = desk.open_case(second.case, purpose="work", by=clerk).links
    assert first.case in {link.case for link in linked}
    assert desk.open_case(first.case, purpose="work", by=clerk).may == set()
    assert code_of(lambda: desk.open_case(first.case, purpose="work", by=towns.staff("housing"))) == "access.team"


def test_a_partner_sees_what_its_step_shows_and_nothing_else(town: Town) -> None:
    sent, task = lend(town, "1 Quiet Street")
    partner = Actor(channel="desk", partner=task.partner)
    seen = partners.open_task(task.id, by=partner)
    assert [question.id for question, _ in seen.answers] == ["device"] and len(seen.outputs) == 1
    assert "Quiet" not in repr(seen.answers) and seen.work.may == {"fulfil"}
    assert Look.objects.get(case_id=sent.case).actor == partner.name
    assert sent.case in list_cases(queues.Filter(), partner)
    assert code_of(lambda: desk.open_case(sent.case, purpose="work", by=partner)) == "access.team"


def test_a_partners_task_is_shut_to_all_others_and_after_it_is_done(town: Town) -> None:
    sent, task = lend(town, "2 Quiet Street")
    for by in (Actor(channel="desk", partner="other"), towns.staff("digital"), towns.holder(sent), towns.stranger()):
        assert code_of(lambda by=by: partners.open_task(task.id, by=by)) == "task.not_found"
    partner = Actor(channel="desk", partner=task.partner)
    casework.fulfil(task.id, "", by=partner)
    assert code_of(lambda: partners.open_task(task.id, by=partner)) == "task.done"


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("phone", "(214) 555-0177"),
        ("email", "MARTA@Example.org"),
        ("name", "quilez marta"),
        ("person", "Marta Quílez, 1980-03-31"),
        ("address", "77 Lantern Row 00101"),
    ],
)
def test_a_case_is_found_by_what_someone_says_exactly(town: Town, kind: str, text: str) -> None:
    sent = refer(
        town,
        phone="+12145550177",
        email="marta@example.org",
        applicant={"given_name": "Marta", "family_name": "Quílez", "birth_date": "1980-03-31"},
        home={"line": "77 Lantern Row", "postcode": "00101", "place": "old-town"},
    )
    clerk = towns.staff("housing")
    assert sent.case in {case.id for case in finding.find_cases(kind, text, by=clerk).cases}
    assert sent.case in {case.id for case in finding.find_cases(kind, text, by=towns.staff("*", Role.AUDITOR)).cases}
    assert finding.find_cases(kind, text, by=towns.staff("roads")).cases == []


def test_cases_of_others_with_the_same_name_hide_none_of_the_actors(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    who = towns.newcomer()
    ours = refer(town, **who)
    others = towns.apply(
        town, "device-loan", guardian={part: who["applicant"][part] for part in ("given_name", "family_name")}
    )
    towns.run_jobs()
    monkeypatch.setattr(finding, "PAGE", 1)
    name = f"{who['applicant']['given_name']} {who['applicant']['family_name']}"
    assert [case.id for case in finding.find_cases("name", name, by=towns.staff("housing")).cases] == [ours.case]
    found = finding.find_cases("name", name, by=towns.staff("*", Role.AUDITOR))
    assert ([case.id for case in found.cases], found.is_all) == ([others.case], False)


def test_who_searches_is_told_whether_that_is_all(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    clerk, who = towns.staff("housing"), towns.newcomer()
    name = f"{who['applicant']['given_name']} {who['applicant']['family_name']}"
    for _ in range(2):
        refer(town, **who)
    assert finding.find_cases("name", name, by=clerk).is_all
    monkeypatch.setattr(finding, "MOST_FOUND", 1)
    assert not finding.find_cases("name", name, by=clerk).is_all


def test_search_is_for_staff_and_finds_by_reference(town: Town) -> None:
    sent = refer(town)
    found = finding.find_cases("reference", sent.reference.lower(), by=towns.staff("housing"))
    assert [case.id for case in found.cases] == [sent.case]
    assert code_of(lambda: finding.find_cases("colour", "red", by=towns.staff("housing"))) == "search.kind"
    for by in (towns.stranger(), towns.holder(sent), Actor(channel="desk", partner="library")):
        assert code_of(lambda by=by: finding.find_cases("reference", sent.reference, by=by)) == "access.team"


def test_deeds_that_are_sealed_are_counted_for_auditors_alone(town: Town) -> None:
    auditor = towns.staff("*", Role.AUDITOR)
    record.seal_all()
    before = dict(desk.count_deeds(by=auditor))
    town.clock.at += timedelta(days=31)
    later = dict(desk.count_deeds(by=auditor))
    town.clock.at -= timedelta(days=31)
    sent = refer(town)
    assert dict(desk.count_deeds(by=auditor)) == before
    record.seal_all()
    deeds = Counter(deed.kind for deed in record.list_of(Case.objects.get(id=sent.case)))
    assert deeds and dict(desk.count_deeds(by=auditor)) == Counter(before) + deeds
    town.clock.at += timedelta(days=31)
    assert dict(desk.count_deeds(by=auditor)) == later
    town.clock.at -= timedelta(days=31)
    for by in (towns.staff("housing", Role.LEAD), towns.staff("*", Role.PUBLISHER), towns.stranger()):
        assert code_of(lambda by=by: desk.count_deeds(by=by)) == "access.role"


def test_the_applicant_sees_who_looked(town: Town) -> None:
    sent = refer(town)
    desk.open_case(sent.case, purpose="call", by=towns.staff("housing"))
    assert [(look.who, look.purpose) for look in cases.get_status(sent.case, by=towns.holder(sent)).looks] == [
        ("housing", "call")
    ]
    assert Case.objects.filter(id=sent.case).exists()

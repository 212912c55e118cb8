"""A case as its applicant meets it: followed, answered, withdrawn, appealed, reopened; by nobody else."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import (
    appeals,
    cases,
    casework,
    city,
    documents,
    files,
    inquiries,
    live,
    outbox,
    own_cases,
    rulings,
    tasks,
)
from sportello.core import calendar
from sportello.core.actors import Actor, Role
from sportello.core.rulings import Ruling
from sportello.core.submissions import Submitted
from sportello.store.cases import Case, Inquiry, Note, Task
from sportello.store.documents import Document
from sportello.store.record import Event

PHOTO = (towns.DEMO / "services" / "street-defect" / "pothole.jpg").read_bytes()
DENIED = 3
"""The number of the street defect's example that policy denies: a hole in a private car park."""

OUTSIDERS: dict[str, Callable[[], Actor]] = {
    "stranger": towns.stranger,
    "another resident": towns.resident,
    "the team itself": lambda: towns.staff("housing", Role.CLERK, Role.LEAD),
    "an auditor": lambda: towns.staff("*", Role.AUDITOR),
    "a partner": lambda: Actor(channel="desk", partner="library"),
    "another client": lambda: Actor(channel="api", client=uuid4()),
}
DEEDS: dict[str, Callable[[UUID, Actor], object]] = {
    "get_status": lambda case, by: cases.get_status(case, by=by, purpose="work"),
    "add_papers": lambda case, by: cases.add_papers(case, [], by=by),
    "withdraw": lambda case, by: cases.withdraw(case, by=by),
    "appeal": lambda case, by: appeals.appeal(case, "Why?", by=by),
    "reopen": lambda case, by: cases.reopen(case, "Why?", by=by),
}


def refer(town: Town) -> tuple[Submitted, Actor]:
    """Send in a rental application that a clerk has to review, and be its applicant."""
    sent = towns.apply(town, "rental-assistance", lease=None, **towns.newcomer())
    towns.run_jobs()
    return sent, towns.holder(sent)


def deny(town: Town) -> tuple[Submitted, Actor, Actor]:
    """Have an application denied by a lead; be its applicant, and the lead."""
    sent, by = refer(town)
    return sent, by, towns.rule(towns.open_task(sent.case), "deny", "income_too_high")


def report(town: Town) -> tuple[Submitted, Actor]:
    """Report a pothole and have it repaired."""
    sent = towns.apply(town, "street-defect", photo=None)
    crew, task = towns.staff("roads"), towns.open_task(sent.case, "fulfil")
    casework.fulfil(task.id, "", [files.add("after.jpg", PHOTO, by=crew)], by=crew)
    towns.run_jobs()
    return sent, towns.holder(sent)


def ask(case: UUID) -> Inquiry:
    """Have a clerk ask the applicant something."""
    clerk, task = towns.staff("housing"), towns.open_task(case)
    tasks.take(task.id, by=clerk)
    inquiries.ask(task.id, "Which month?", by=clerk)
    return Inquiry.objects.get(task=task)


def kinds(case: UUID) -> list[str]:
    return list(Event.objects.filter(case_id=case).order_by("at", "id").values_list("kind", flat=True))


def test_the_applicant_follows_the_case_signed_in_or_with_its_secret(town: Town) -> None:
    resident = towns.resident()
    sent = towns.apply(town, "street-defect", by=resident, photo=None)
    for by in (resident, towns.holder(sent)):
        status = cases.get_status(sent.case, by=by)
        assert (status.reference, status.answers["kind"], status.status) == (sent.reference, "pothole", "received")
        assert [case.id for case in own_cases.list_mine(by=by)] == [sent.case]
        assert cases.get_id(sent.reference.lower(), by=by) == sent.case


def test_the_list_tells_what_happens_now_and_who_acts_until_it_is_over(town: Town) -> None:
    sent, by = refer(town)
    [mine] = own_cases.list_mine(by=by)
    assert mine.now and (mine.now.kind, mine.now.actor, mine.now.who) == ("review", "team", "housing")
    asked = ask(sent.case)
    [mine] = own_cases.list_mine(by=by)
    assert mine.now and (mine.now.path, mine.now.actor) == (asked.task.path, "applicant")
    cases.withdraw(sent.case, by=by)
    [mine] = own_cases.list_mine(by=by)
    assert (mine.status, mine.outcome, mine.now) == ("closed", "withdrawn", None)


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_else_does_anything_through_the_applicants_door(town: Town, who: str) -> None:
    sent, _ = refer(town)
    by, before = OUTSIDERS[who](), kinds(sent.case)
    assert {name: code_of(lambda d=deed: d(sent.case, by)) for name, deed in DEEDS.items()} == dict.fromkeys(
        DEEDS, "access.not_yours"
    )
    assert code_of(lambda: cases.get_id(sent.reference, by=by)) == "case.not_found"
    assert own_cases.list_mine(by=by) == [] and kinds(sent.case) == before


def test_the_client_that_sent_a_case_in_follows_it_for_a_purpose_and_leaves_a_look(town: Town) -> None:
    sent, _ = refer(town)
    client = Actor(channel="api", client=uuid4())
    Case.objects.filter(id=sent.case).update(client=client.client)
    assert code_of(lambda: cases.get_status(sent.case, by=client)) == "look.purpose"
    assert [look.purpose for look in cases.get_status(sent.case, by=client, purpose="call").looks] == ["call"]


def test_reference_and_secret_open_a_case_and_a_mistake_in_either_is_told_the_same_way(town: Town) -> None:
    sent, other = towns.apply(town, "street-defect", photo=None), towns.apply(town, "street-defect", photo=None)
    assert cases.unlock(sent.reference.lower(), sent.secret.replace("-", "")) == sent.case
    mistyped = sent.secret[:-1] + ("2" if sent.secret[-1] != "2" else "3")
    for reference, secret in (
        (sent.reference, other.secret),
        (sent.reference, mistyped),
        (sent.reference, ""),
        (other.reference, sent.secret),
        ("R7K-3F9-2Q", sent.secret),
        ("", sent.secret),
    ):
        assert code_of(lambda r=reference, s=secret: cases.unlock(r, s)) == "case.not_found"


def test_what_the_city_asked_is_answered_once_and_by_the_applicant(town: Town) -> None:
    sent, by = refer(town)
    inquiry = ask(sent.case)
    for outsider in OUTSIDERS.values():
        assert code_of(lambda o=outsider: inquiries.answer(inquiry.id, "May", by=o())) == "access.not_yours"
    assert code_of(lambda: inquiries.answer(uuid4(), "May", by=by)) == "access.not_yours"
    assert code_of(lambda: inquiries.answer(inquiry.id, " ", by=by)) == "answer.missing"
    paper = files.add("proof.jpg", PHOTO, by=towns.stranger("api"))
    bringing = Actor(channel="web", holds=by.holds | {paper})
    inquiries.answer(inquiry.id, "May", papers=[paper], by=bringing)
    assert code_of(lambda: inquiries.answer(inquiry.id, "June", by=by)) == "inquiry.answered"
    status = cases.get_status(sent.case, by=by)
    assert (status.inquiries[0].answer, status.status, paper in {file.id for file in status.files}) == (
        "May",
        "open",
        True,
    )


def test_a_question_left_open_is_not_answered_after_the_case_is_closed(town: Town) -> None:
    sent, by = refer(town)
    inquiry = ask(sent.case)
    cases.withdraw(sent.case, by=by)
    assert code_of(lambda: inquiries.answer(inquiry.id, "May", by=by)) == "case.closed"


def test_papers_are_added_while_the_case_is_open_even_while_it_waits(town: Town) -> None:
    sent, by = refer(town)
    paper = files.add("lease.jpg", PHOTO, by=towns.stranger("api"))
    holding = Actor(channel="web", holds=by.holds | {paper})
    assert code_of(lambda: cases.add_papers(sent.case, [paper], by=by)) == "file.not_found"
    ask(sent.case)
    cases.add_papers(sent.case, [paper], by=holding)
    status = cases.get_status(sent.case, by=by)
    assert (status.status, paper in {file.id for file in status.files}) == ("waiting", True)
    assert code_of(lambda: cases.add_papers(sent.case, [paper], by=holding)) == "file.not_found"
    cases.withdraw(sent.case, by=by)
    assert code_of(lambda: cases.add_papers(sent.case, [], by=by)) == "case.closed"


def test_an_application_is_withdrawn_once(town: Town) -> None:
    sent, by = refer(town)
    cases.withdraw(sent.case, by=by)
    status = cases.get_status(sent.case, by=by)
    assert (status.status, status.outcome, status.ruling, status.may) == ("closed", "withdrawn", None, frozenset())
    assert not Task.objects.filter(case_id=sent.case).exclude(status="done").exists()
    for deed in ("withdraw", "add_papers"):
        assert code_of(lambda deed=deed: DEEDS[deed](sent.case, by)) == "case.closed"
    assert code_of(lambda: appeals.appeal(sent.case, "I meant to stay.", by=by)) == "appeal.not_possible"
    assert kinds(sent.case).count("case.withdrawn") == 1


def test_a_report_withdrawn_stays_withdrawn(town: Town) -> None:
    sent = towns.apply(town, "street-defect", photo=None)
    cases.withdraw(sent.case, by=towns.holder(sent))
    towns.run_jobs()
    assert code_of(lambda: cases.reopen(sent.case, "It came back.", by=towns.holder(sent))) == "reopen.not_possible"
    assert cases.get_status(sent.case, by=towns.holder(sent)).outcome == "withdrawn"


def test_what_was_under_way_when_an_application_is_withdrawn_gives_no_document(town: Town) -> None:
    home = {"line": f"{uuid4()} Street", "postcode": "00101", "place": "old-town"}
    sent = towns.apply(town, "device-loan", home=home)
    while outbox.drain():
        pass
    cases.withdraw(sent.case, by=towns.holder(sent))
    towns.run_jobs()
    assert not Document.objects.filter(case_id=sent.case).exists()


def test_a_document_of_a_withdrawn_application_no_longer_holds(town: Town) -> None:
    home = {"line": f"{uuid4()} Street", "postcode": "00101", "place": "old-town"}
    sent = towns.apply(town, "device-loan", home=home)
    towns.run_jobs()
    agreement = cases.get_status(sent.case, by=towns.holder(sent)).papers[0]
    cases.withdraw(sent.case, by=towns.holder(sent))
    assert documents.verify(agreement.code).verdict == "revoked"


def test_no_decision_is_shown_while_one_of_several_people_has_still_to_decide(town: Town) -> None:
    sent = towns.apply(town, "building-permit")
    by, seen = towns.holder(sent), []
    for team in ("zoning", "structure"):
        seen.append(cases.get_status(sent.case, by=by).ruling)
        towns.rule(towns.open_task(sent.case, team=team), "approve", "in_order")
    seen.append(cases.get_status(sent.case, by=by).ruling)
    assert seen == [None, None, None]
    final = towns.open_task(sent.case)
    towns.rule(final, "approve", "in_order")
    assert cases.get_status(sent.case, by=by).ruling is None
    rulings.confirm(final.id, agree=True, by=towns.staff("zoning"))
    status = cases.get_status(sent.case, by=by)
    assert status.ruling and (status.ruling.outcome, status.appeal_until) == ("approve", None)


def test_no_decision_is_shown_while_a_likely_duplicate_is_looked_at(town: Town) -> None:
    home = {"line": f"{uuid4()} Street", "postcode": "00101", "place": "old-town"}
    towns.apply(town, "device-loan", home=home)
    towns.run_jobs()
    sent = towns.apply(town, "device-loan", home=home)
    towns.run_jobs()
    assert cases.get_status(sent.case, by=towns.holder(sent)).ruling is None


def test_a_denial_says_why_and_until_when_one_may_appeal(town: Town) -> None:
    sent, by, _ = deny(town)
    status = cases.get_status(sent.case, by=by)
    assert status.ruling and status.ruling.reasons == ("income_too_high",)
    assert status.appeal_until == live.today() + timedelta(days=30)
    assert status.may == {"appeal"} and {told.kind for told in status.messages} == {"received", "denied"}


def test_an_appeal_comes_in_time_or_not_at_all(town: Town) -> None:
    sent, by, _ = deny(town)
    assert code_of(lambda: appeals.appeal(sent.case, " ", by=by)) == "answer.missing"
    town.clock.at += timedelta(days=31)
    assert code_of(lambda: appeals.appeal(sent.case, "I lost my job.", by=by)) == "appeal.too_late"
    assert "appeal" not in cases.get_status(sent.case, by=by).may
    town.clock.at -= timedelta(days=1)
    appeals.appeal(sent.case, "I lost my job.", by=by)
    assert code_of(lambda: appeals.appeal(sent.case, "Again.", by=by)) == "appeal.not_possible"
    assert Note.objects.filter(case_id=sent.case, by=None).count() == 1


def test_a_granted_appeal_goes_through_the_steps_again_with_a_new_letter(town: Town) -> None:
    sent, by, _ = deny(town)
    appeals.appeal(sent.case, "I lost my job.", by=by)
    towns.rule(towns.open_task(sent.case, "appeal"), "approve", amount="1200")
    status = cases.get_status(sent.case, by=by)
    assert (status.status, status.outcome) == ("closed", "approve")
    assert status.ruling and str(status.ruling.outputs["amount"]) == "1200"
    assert [documents.verify(paper.code).verdict for paper in status.papers] == ["revoked", "genuine"]
    assert {told.kind for told in status.messages} >= {"denied", "approved", "appeal_approve"}


def test_a_dismissed_appeal_closes_the_case_as_it_was_and_for_good(town: Town) -> None:
    sent, by, _ = deny(town)
    appeals.appeal(sent.case, "I lost my job.", by=by)
    towns.rule(towns.open_task(sent.case, "appeal"), "deny", "income_too_high")
    status = cases.get_status(sent.case, by=by)
    assert (status.status, status.outcome, status.papers[0].revoked_at) == ("closed", "deny", None)
    assert status.keep_until and "appeal_deny" in {told.kind for told in status.messages}
    assert status.ruling and (status.appeal_until, status.may) == (None, frozenset())
    assert code_of(lambda: appeals.appeal(sent.case, "Once more.", by=by)) == "appeal.not_possible"


def test_a_dismissal_says_why_on_the_page_and_in_the_message(town: Town) -> None:
    sent, by, _ = deny(town)
    assert cases.get_status(sent.case, by=by).dismissal is None
    appeals.appeal(sent.case, "I lost my job.", by=by)
    assert cases.get_status(sent.case, by=by).dismissal is None
    towns.rule(towns.open_task(sent.case, "appeal"), "deny", "no_covid_loss")
    status = cases.get_status(sent.case, by=by)
    assert status.dismissal and status.dismissal.reasons == ("no_covid_loss",)
    assert status.ruling and status.ruling.reasons == ("income_too_high",)
    told = next(message.body for message in status.messages if message.kind == "appeal_deny")
    assert status.service.reasons["no_covid_loss"].text[status.language] in told


def test_whoever_decided_does_not_judge_the_appeal(town: Town) -> None:
    sent, by, lead = deny(town)
    appeals.appeal(sent.case, "I lost my job.", by=by)
    task = towns.open_task(sent.case, "appeal")
    assert code_of(lambda: towns.rule(task, "deny", "income_too_high", by=lead)) == "access.four_eyes"
    assert code_of(lambda: towns.rule(task, "approve", by=towns.staff("housing"))) == "access.role"


def test_an_appeal_can_be_withdrawn_and_the_decision_stands(town: Town) -> None:
    sent, by, _ = deny(town)
    appeals.appeal(sent.case, "I lost my job.", by=by)
    assert "withdraw" in cases.get_status(sent.case, by=by).may
    cases.withdraw(sent.case, by=by)
    status = cases.get_status(sent.case, by=by)
    assert (status.status, status.outcome, status.papers[0].revoked_at) == ("closed", "deny", None)
    assert not Task.objects.filter(case_id=sent.case).exclude(status="done").exists()


def test_during_an_appeal_the_applicant_can_be_asked_and_answers(town: Town) -> None:
    sent, by, _ = deny(town)
    appeals.appeal(sent.case, "I lost my job.", by=by)
    lead, task = towns.staff("housing", Role.LEAD), towns.open_task(sent.case, "appeal")
    tasks.take(task.id, by=lead)
    inquiries.ask(task.id, "When?", by=lead)
    inquiries.answer(Inquiry.objects.get(task=task).id, "In May.", by=by)
    rulings.decide(task.id, Ruling("approve"), by=lead)
    towns.run_jobs()
    assert cases.get_status(sent.case, by=by).outcome == "approve"


def test_what_was_not_repaired_is_reported_again_within_its_days(town: Town) -> None:
    sent, by = report(town)
    assert "reopen" in cases.get_status(sent.case, by=by).may
    assert code_of(lambda: cases.reopen(sent.case, "", by=by)) == "answer.missing"
    town.clock.at += timedelta(days=29)
    cases.reopen(sent.case, "The hole is back.", by=by)
    task, status = towns.open_task(sent.case, "fulfil"), cases.get_status(sent.case, by=by)
    assert (status.status, status.closed_at, status.keep_until, task.path) == ("open", None, None, "4")
    assert code_of(lambda: cases.reopen(sent.case, "Again.", by=by)) == "reopen.not_possible"


def test_after_its_days_a_report_is_made_anew(town: Town) -> None:
    sent, by = report(town)
    town.clock.at += timedelta(days=31)
    assert code_of(lambda: cases.reopen(sent.case, "The hole is back.", by=by)) == "reopen.not_possible"
    denied, holder, _ = deny(town)
    assert code_of(lambda: cases.reopen(denied.case, "No.", by=holder)) == "reopen.not_possible"


def test_what_begins_again_has_a_new_promise_at_the_end_of_a_day_of_the_city(town: Town) -> None:
    sent, by = report(town)
    town.clock.at += timedelta(days=29)
    cases.reopen(sent.case, "The hole is back.", by=by)
    due = cases.get_status(sent.case, by=by).due_at
    promise = live.service("street-defect").promise
    profile = live.profile()
    assert due == calendar.due_at(profile.calendar, profile.zone, city.now(), promise.count, promise.unit)
    assert live.local(due).date() > live.today()
    assert towns.open_task(sent.case, "fulfil").due_at >= city.now()


def test_what_policy_denied_can_be_appealed_although_nobody_reviewed_it(town: Town) -> None:
    sent = towns.apply(town, "street-defect", number=DENIED)
    towns.run_jobs()
    appeals.appeal(sent.case, "The land is the city's.", by=towns.holder(sent))
    task = towns.open_task(sent.case, "appeal")
    assert (task.team, live.local(task.due_at).date() > live.today()) == ("roads", True)

"""Who may do what, as one table: every action with what it answers to those it is none of the business of.

An action that is not in the table fails here. What its own people may do is proven beside it, in its own tests.
"""

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction
from tests import town as towns
from tests.town import Town

from sportello.actions import (
    appeals,
    cases,
    casework,
    desk,
    documents,
    drafts,
    editions,
    files,
    finding,
    inquiries,
    intake,
    issuing,
    live,
    own_cases,
    partners,
    queues,
    record,
    rulings,
    tasks,
)
from sportello.core import interview
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.rulings import Ruling
from sportello.store.cases import Case, Draft, Inquiry, Task
from sportello.store.documents import Document
from sportello.store.editions import Edition
from sportello.store.files import File
from sportello.store.looks import Look
from sportello.store.record import Event

MODULES = (
    appeals,
    cases,
    casework,
    desk,
    documents,
    drafts,
    editions,
    files,
    finding,
    inquiries,
    intake,
    issuing,
    own_cases,
    partners,
    queues,
    rulings,
    tasks,
)
PHOTO = (towns.DEMO / "services" / "street-defect" / "pothole.jpg").read_bytes()


@dataclass(frozen=True)
class Theirs:
    """What somebody else has at the city: a case with a document, paper and open task, a draft, a free file."""

    case: UUID
    reference: str
    task: UUID
    path: str
    inquiry: UUID
    document: UUID
    paper: UUID
    free: UUID
    draft: UUID
    edition: Any


@pytest.fixture(scope="module")
def theirs(built_town: Town) -> Theirs:
    """Have a denied application appealed, with a lead at work on it who asked something, and all of it sealed."""
    built_town.clock.at = towns.OPENING
    sent, resident = towns.apply(built_town, "rental-assistance", lease=None, **towns.newcomer()), towns.resident()
    first = towns.open_task(sent.case)
    towns.rule(first, "deny", "income_too_high")
    appeals.appeal(sent.case, "Look again.", by=towns.holder(sent))
    appeal, lead = towns.open_task(sent.case, "appeal"), towns.staff("housing", Role.LEAD)
    tasks.take(appeal.id, by=lead)
    inquiries.ask(appeal.id, "When?", by=lead)
    draft = drafts.begin("street-defect", "en", by=resident)
    record.seal_all()
    return Theirs(
        case=sent.case,
        reference=sent.reference,
        task=appeal.id,
        path=first.path,
        inquiry=Inquiry.objects.get(task=appeal).id,
        document=Document.objects.get(case_id=sent.case).id,
        paper=File.objects.filter(case_id=sent.case)[0].id,
        free=files.add("hole.jpg", PHOTO, by=resident),
        draft=draft.id,
        edition=Edition.objects.latest("id").id,
    )


OUTSIDERS: dict[str, Callable[[], Actor]] = {
    "a stranger": towns.stranger,
    "a stranger with another's secret": lambda: Actor("web", holds=frozenset({uuid4()})),
    "another resident": towns.resident,
    "a clerk of another team": lambda: towns.staff("roads"),
    "a lead of another team": lambda: towns.staff("roads", Role.LEAD),
    "an operator of another partner": lambda: Actor("desk", partner="no-one-we-know", account=uuid4()),
    "another client": lambda: Actor("api", client=uuid4()),
}
Row = tuple[Callable[[Theirs, Actor], object], str]
RULING = Ruling("approve")

DEEDS = ("appeals.", "cases.", "casework.", "inquiries.", "rulings.", "tasks.")

TABLE: dict[str, Row] = {
    "cases.get_id": (lambda on, by: cases.get_id(on.reference, by=by), "case.not_found"),
    "cases.get_status": (lambda on, by: cases.get_status(on.case, by=by, purpose="work"), "access.not_yours"),
    "cases.find_status": (
        lambda on, by: cases.find_status(on.reference, None, by=by, purpose="work"),
        "case.not_found",
    ),
    "own_cases.list_mine": (lambda on, by: [one for one in own_cases.list_mine(by=by) if one.id == on.case], "nothing"),
    "inquiries.answer": (lambda on, by: inquiries.answer(on.inquiry, "May", by=by), "access.not_yours"),
    "cases.add_papers": (lambda on, by: cases.add_papers(on.case, [], by=by), "access.not_yours"),
    "cases.withdraw": (lambda on, by: cases.withdraw(on.case, by=by), "access.not_yours"),
    "appeals.appeal": (lambda on, by: appeals.appeal(on.case, "Why?", by=by), "access.not_yours"),
    "cases.reopen": (lambda on, by: cases.reopen(on.case, "Why?", by=by), "access.not_yours"),
    "tasks.take": (lambda on, by: tasks.take(on.task, by=by), "access.team"),
    "tasks.take_next": (
        lambda on, by: tasks.take_next(queues.Filter(team="housing"), by=by),
        "access.team queue.empty",
    ),
    "tasks.put_back": (lambda on, by: tasks.put_back(on.task, by=by), "access.team"),
    "tasks.hand_over": (lambda on, by: tasks.hand_over(on.task, by.account or uuid4(), by=by), "access.team"),
    "casework.note": (lambda on, by: casework.note(on.case, "Seen.", by=by), "access.team"),
    "inquiries.ask": (lambda on, by: inquiries.ask(on.task, "Which?", by=by), "access.team"),
    "rulings.decide": (lambda on, by: rulings.decide(on.task, RULING, by=by), "access.team"),
    "rulings.confirm": (lambda on, by: rulings.confirm(on.task, agree=True, by=by), "access.team"),
    "casework.record_payment": (
        lambda on, by: casework.record_payment(on.task, Decimal(1), "cash", "1", by=by),
        "access.team",
    ),
    "casework.fulfil": (lambda on, by: casework.fulfil(on.task, "Done.", by=by), "access.team"),
    "casework.try_again": (lambda on, by: casework.try_again(on.task, by=by), "access.team"),
    "casework.undo": (lambda on, by: casework.undo(on.case, on.path, by=by), "access.role"),
    "tasks.list_colleagues": (lambda on, by: tasks.list_colleagues(on.task, by=by), "access.team"),
    "desk.open_case": (lambda on, by: desk.open_case(on.case, purpose="work", by=by), "access.team"),
    "partners.open_task": (lambda on, by: partners.open_task(on.task, by=by), "task.not_found"),
    "finding.find_cases": (lambda on, by: finding.find_cases("reference", on.reference, by=by), "access.team nothing"),
    "desk.count_deeds": (lambda on, by: desk.count_deeds(by=by), "access.role"),
    "documents.read": (lambda on, by: documents.read(on.document, by=by, purpose="work"), "document.not_found"),
    "documents.give_up": (lambda on, by: documents.give_up(on.document, by=by), "document.not_found"),
    "documents.revoke": (lambda on, by: documents.revoke(on.document, by=by), "access.role"),
    "drafts.begin": (lambda on, by: drafts.begin("street-defect", "en", by=by), "something"),
    "drafts.get": (lambda on, by: drafts.get(on.draft, by=by), "access.not_yours"),
    "drafts.check_usable": (lambda on, by: drafts.check_usable(on.draft, by=by), "access.not_yours"),
    "drafts.save": (lambda on, by: drafts.save(on.draft, interview.Draft(), by=by), "access.not_yours"),
    "drafts.speak": (lambda on, by: drafts.speak(on.draft, "es", by=by), "access.not_yours"),
    "drafts.resume": (lambda on, by: drafts.resume("7QK2-M9FX-3RTA", by=by), "draft.not_found"),
    "drafts.upgrade": (lambda on, by: drafts.upgrade(on.draft, by=by), "access.not_yours"),
    "drafts.discard": (lambda on, by: drafts.discard(on.draft, by=by), "access.not_yours"),
    "drafts.list_mine": (lambda on, by: [one for one in drafts.list_mine(by=by) if one.id == on.draft], "nothing"),
    "drafts.offers": (
        lambda on, by: drafts.offers(drafts.begin("street-defect", "en", by=by), by=by),
        "nothing",
    ),
    "editions.propose": (
        lambda on, by: editions.propose("city", {}, by=by, effective_from=live.today()),
        "access.role",
    ),
    "editions.approve": (lambda on, by: editions.approve(on.edition, by=by), "access.role"),
    "editions.reject": (lambda on, by: editions.reject(on.edition, by=by), "access.role"),
    "editions.list_editions": (lambda on, by: editions.list_editions(by=by), "access.role"),
    "editions.get_change": (lambda on, by: editions.get_change(on.edition, by=by), "access.role"),
    "files.add": (lambda on, by: files.add("x.jpg", PHOTO, by=by, draft=on.draft), "access.not_yours"),
    "files.read": (lambda on, by: files.read(on.paper, by=by, purpose="work"), "file.not_found"),
    "files.describe": (lambda on, by: files.describe([str(on.paper), str(on.free)], by=by), "nothing"),
    "files.check_usable": (
        lambda on, by: files.check_usable(str(on.free), by=by, accept=["jpeg"], most_bytes=10**7),
        "file.not_found",
    ),
    "files.attach": (lambda on, by: files.attach([on.free], Case.objects.get(id=on.case), by=by), "file.not_found"),
    "intake.submit": (
        lambda on, by: intake.submit("street-defect", answers(photo=[str(on.free)]), "en", by=by),
        "application.invalid",
    ),
    "intake.submit_draft": (lambda on, by: intake.submit_draft(on.draft, by=by), "access.not_yours"),
    "intake.get_receipt": (lambda on, by: intake.get_receipt(on.case, by=by), "access.not_yours case.not_found"),
    "queues.list_page": (lambda on, by: queues.list_page(queues.Filter(team="housing"), by=by), "access.team nothing"),
    "queues.list_free": (lambda on, by: queues.list_free(queues.Filter(team="housing"), by=by), "access.team nothing"),
    "queues.list_next": (lambda on, by: queues.list_next(queues.Filter(team="housing"), by=by), "access.team nothing"),
    "queues.count_work": (
        lambda on, by: [load for load in queues.count_work(by=by) if load.team == "housing"],
        "nothing",
    ),
    "queues.list_teams": (lambda on, by: [team for team in queues.list_teams(by=by) if team == "housing"], "nothing"),
}
"""What each action answers to an outsider: the codes it may refuse with, or how much it gives."""

INSIDE = {
    "documents.revoke_all",
    "finding.may_find",
    "intake.read",
    "issuing.issue",
    "issuing.issue_each",
    "tasks.check_may_judge",
    "tasks.check_mine",
    "tasks.lock",
    "tasks.work",
}
"""What only other actions call: it checks access for them, or is for a case whose access they have checked."""


def answers(**changed: Any) -> dict[str, Any]:
    where = {"line": "1 Open Street", "place": "old-town"}
    return {"kind": "pothole", "where": where, "private_land": False, "dangerous": False, **changed}


def actions() -> Iterable[str]:
    """List every public function of the modules that is told who acts."""
    for module in MODULES:
        for name, function in inspect.getmembers(module, inspect.isfunction):
            own = function.__module__ == module.__name__ and not name.startswith("_")
            if own and "by" in inspect.signature(function).parameters:
                yield f"{module.__name__.rpartition('.')[2]}.{name}"


def answer_to(deed: Callable[[Theirs, Actor], Any], on: Theirs, by: Actor) -> str:
    try:
        with transaction.atomic():
            given = deed(on, by)
    except Refused as refused:
        return refused.code
    return "something" if (given.lines if isinstance(given, queues.Page) else given) else "nothing"


def traces(on: Theirs) -> tuple[object, ...]:
    """Give all that would show that somebody touched what is theirs."""
    return (
        list(Event.objects.filter(case_id=on.case).values_list("id", flat=True)),
        Look.objects.filter(case_id=on.case).count(),
        Task.objects.filter(case_id=on.case).order_by("id").values_list("status", "taken_by")[::1],
        Draft.objects.values_list("sealed", "language", "edition").get(id=on.draft),
        File.objects.values_list("case", "draft").get(id=on.free),
    )


def test_every_action_is_in_the_table_and_nothing_else() -> None:
    assert set(actions()) == set(TABLE) | INSIDE


@pytest.mark.parametrize("who", OUTSIDERS)
def test_nobody_touches_or_sees_what_is_anothers(town: Town, theirs: Theirs, who: str) -> None:
    before, by = traces(theirs), OUTSIDERS[who]()
    given = {name: answer_to(deed, theirs, by) for name, (deed, _) in TABLE.items()}
    wrong = {name: code for name, code in given.items() if code not in TABLE[name][1].split()}
    assert wrong == {} and traces(theirs) == before


def test_those_it_is_the_business_of_are_let_in(town: Town, theirs: Theirs) -> None:
    owner = Actor("web", holds=frozenset({theirs.case, theirs.draft, theirs.free}))
    lead = towns.staff("housing", Role.LEAD)
    for by, names in (
        (
            owner,
            "cases.get_id cases.get_status cases.find_status own_cases.list_mine documents.read drafts.get files.read "
            "files.describe",
        ),
        (lead, "desk.open_case finding.find_cases documents.read files.read queues.list_page queues.list_teams"),
        (
            towns.staff("*", Role.AUDITOR),
            "desk.open_case finding.find_cases desk.count_deeds documents.read files.read",
        ),
        (towns.staff("*", Role.PUBLISHER), "editions.list_editions editions.get_change"),
    ):
        assert {name: answer_to(TABLE[name][0], theirs, by) for name in names.split()} == dict.fromkeys(
            names.split(), "something"
        )


def test_an_auditor_changes_nothing(town: Town, theirs: Theirs) -> None:
    auditor, before = towns.staff("*", Role.AUDITOR), traces(theirs)
    deeds = [name for name in TABLE if name.startswith(DEEDS) or name == "documents.revoke"]
    given = {name: answer_to(TABLE[name][0], theirs, auditor) for name in deeds}
    assert {name: code for name, code in given.items() if code not in TABLE[name][1].split()} == {}
    assert traces(theirs) == before

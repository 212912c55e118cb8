"""A document that cannot be made: people see it after a few tries, its applicant reads of it, and it ends by itself."""

from types import SimpleNamespace
from uuid import uuid4

import pytest
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import beginnings, cases, casework, desk, queues
from sportello.actions.issuing import issue
from sportello.core.actors import Actor, Role
from sportello.integrations import fakes, typst
from sportello.site import jobs
from sportello.store.cases import Case, Task
from sportello.store.documents import Document
from sportello.store.record import Event

NAME_IN_HAN = {"given_name": "漢", "family_name": "王", "birth_date": "1988-05-03"}


def approve(town: Town, **changed: object) -> Case:
    """Approve an application whose letter nobody has made yet."""
    sent = towns.apply(town, "rental-assistance", **{**towns.newcomer(), **changed})
    with towns.with_parts(jobs=towns.NoJobs()):
        beginnings.begin(sent.case)
    return Case.objects.get(id=sent.case)


def path_of(case: Case) -> str:
    return next(stage.path for stage in cases.get_status(case.id, by=owner(case)).stages if stage.kind == "issue")


def owner(case: Case) -> Actor:
    return Actor("web", holds=frozenset({case.id}))


def run_job(case: Case, tries_before: int) -> None:
    """Run the job as the worker does after so many tries, and let it fail."""
    context = SimpleNamespace(job=SimpleNamespace(attempts=tries_before))
    with pytest.raises(Exception):  # noqa: B017 - whatever it is, the worker takes it
        jobs.issue_document.func(context, case=str(case.id), path=path_of(case))


def delayed(town: Town, **changed: object) -> tuple[Case, Task]:
    """Let the letter of an approved application fail until people are told."""
    case = approve(town, **changed)
    with towns.with_parts(typesetter=fakes.RefusingTypesetter()):
        run_job(case, tries_before=2)
    return case, Task.objects.get(case=case, kind="document")


def test_what_fails_once_or_twice_troubles_nobody(town: Town) -> None:
    case = approve(town)
    with towns.with_parts(typesetter=fakes.RefusingTypesetter()):
        for tries in (0, 1):
            run_job(case, tries)
        assert not Task.objects.filter(case=case).exists()
        for tries in (2, 3, 50):
            run_job(case, tries)
    assert Task.objects.filter(case=case, kind="document").count() == 1
    assert Event.objects.filter(case_id=case.id, kind="document.delayed").count() == 1


@pytest.mark.parametrize(
    ("parts", "why"),
    [
        ({"typesetter": fakes.RefusingTypesetter()}, "document.template"),
        ({"typesetter": fakes.CrashingTypesetter()}, "RuntimeError"),
        ({"pdf_signer": fakes.RefusingSigner()}, "document.not_signed"),
    ],
)
def test_the_task_says_why_by_code(town: Town, parts: dict[str, object], why: str) -> None:
    case = approve(town)
    with towns.with_parts(**parts):
        run_job(case, tries_before=2)
    task = Task.objects.get(case=case, kind="document")
    assert (task.team, task.details) == ("housing", {"document": "letter", "why": why})


def test_a_letter_that_no_font_has_is_told_apart_and_not_repeated(town: Town) -> None:
    case = approve(town, applicant=NAME_IN_HAN)
    with towns.with_parts(typesetter=typst.TypstTypesetter()):
        run_job(case, tries_before=2)
    task, event = Task.objects.get(case=case), Event.objects.get(case_id=case.id, kind="document.delayed")
    assert task.details["why"] == "document.letter_missing"
    assert "漢" not in repr(task.details) + repr(event.facts)


def test_it_stands_in_the_queue_of_the_services_team_alone(town: Town) -> None:
    _, task = delayed(town)
    found = {
        team: task.id in {line.task for line in towns.list_lines(wanted, towns.staff(team))}
        for team in ("housing", "roads")
        for wanted in [queues.Filter(kind="document")]
    }
    assert found == {"housing": True, "roads": False}


def test_the_team_tries_again_and_the_task_closes_with_the_document(town: Town) -> None:
    case, task = delayed(town)
    clerk = towns.staff("housing")
    assert [work.may for work in desk.open_case(case.id, purpose="work", by=clerk).tasks] == [{"try_again"}]
    casework.try_again(task.id, by=clerk)
    task.refresh_from_db()
    assert (task.status, Document.objects.filter(case=case).count()) == ("done", 1)
    assert Event.objects.get(case_id=case.id, kind="document.issued").actor == clerk.name


def test_trying_again_in_vain_says_so_by_code_and_leaves_all_as_it_was(town: Town) -> None:
    _, task = delayed(town)
    for parts in ({"typesetter": fakes.RefusingTypesetter()}, {"typesetter": fakes.CrashingTypesetter()}):
        with towns.with_parts(**parts):
            again = code_of(lambda: casework.try_again(task.id, by=towns.staff("housing")))
        assert again == "document.still_not_made"
    task.refresh_from_db()
    assert task.status == "waiting"


@pytest.mark.parametrize("who", ["owner", "other staff", "auditor", "partner", "stranger"])
def test_nobody_else_may_try_again(town: Town, who: str) -> None:
    case, task = delayed(town)
    actors = {
        "owner": owner(case),
        "other staff": towns.staff("roads", Role.LEAD),
        "auditor": towns.staff("*", Role.AUDITOR),
        "partner": Actor(channel="desk", partner="library"),
        "stranger": towns.stranger(),
    }
    assert code_of(lambda: casework.try_again(task.id, by=actors[who])) == "access.team"
    assert code_of(lambda: casework.try_again(uuid4(), by=actors[who])) == "task.not_found"


def test_other_tasks_are_not_tried_again(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance", lease=None)
    assert code_of(lambda: casework.try_again(towns.open_task(sent.case).id, by=towns.staff("housing"))) == (
        "task.other_kind"
    )


def test_it_closes_by_itself_when_a_later_try_succeeds(town: Town) -> None:
    case, task = delayed(town)
    issue(case.id, task.path)
    task.refresh_from_db()
    assert task.status == "done"


def test_the_applicant_reads_that_the_document_is_delayed_until_it_is_there(town: Town) -> None:
    case, task = delayed(town)
    status = cases.get_status(case.id, by=owner(case))
    assert [names["en"] for names in status.delayed] == [status.service.documents["letter"].names["en"]]
    assert [stage.state for stage in status.stages if stage.kind == "issue"] == ["now"]
    issue(case.id, task.path)
    status = cases.get_status(case.id, by=owner(case))
    assert (status.delayed, [stage.state for stage in status.stages if stage.kind == "issue"]) == ((), ["done"])

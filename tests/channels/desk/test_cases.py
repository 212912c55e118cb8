"""A case as a page: opened for a purpose, worked by its team, shut to others; what is typed is never lost."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import town as towns

from sportello.actions import issuing
from sportello.core.actors import Role
from sportello.integrations import fakes
from sportello.store.cases import Case, Task
from sportello.store.looks import Look

PHOTO = (towns.DEMO / "services" / "street-defect" / "pothole.jpg").read_bytes()


def refer(town, **changed):
    """Send in a rental application that a clerk has to review, and give its task."""
    sent = towns.apply(town, "rental-assistance", lease=None, **changed)
    towns.run_jobs()
    return Task.objects.get(case_id=sent.case)


def test_a_case_is_opened_for_a_purpose_once_a_session(town, at_desk) -> None:
    task, clerk = refer(town), at_desk("housing")
    clerk.get(f"/desk/cases/{task.case_id}")
    assert "Why do you open this case?" in clerk.text and not Look.objects.filter(case_id=task.case_id).exists()
    assert clerk.get(f"/desk/cases/{task.case_id}?asked=1").status_code == 422
    assert clerk.get(f"/desk/cases/{task.case_id}", purpose="curiosity").status_code == 422
    clerk.open(task.case_id, "call")
    assert Look.objects.get(case_id=task.case_id).purpose == "call"
    clerk.get(f"/desk/cases/{task.case_id}")
    assert "What the applicant said" in clerk.text
    assert re.search(r"Line \d+ of eligibility\.csv", clerk.text)


@pytest.mark.parametrize(
    ("team", "role"), [("roads", Role.LEAD), ("*", Role.PUBLISHER), ("partner:library", Role.CLERK)]
)
def test_a_case_is_shut_to_other_staff_and_partners(town, at_desk, team, role) -> None:
    task, someone = refer(town), at_desk(team, role)
    assert someone.open(task.case_id).status_code == 403
    assert "What the applicant said" not in someone.text
    assert someone.post(f"/desk/cases/{task.case_id}/note", text="x").status_code == 403
    assert someone.do(task, "take").status_code == 403
    assert Task.objects.get(id=task.id).taken_by_id is None


def test_an_auditor_reads_everything_and_can_do_nothing(town, at_desk) -> None:
    task, auditor = refer(town), at_desk("*", Role.AUDITOR)
    auditor.open(task.case_id, "audit")
    assert "How the rules decided" in auditor.text and "Take this task" not in auditor.text
    assert "Write a note" not in auditor.text
    assert auditor.do(task, "take").status_code == 409 and "another team" in auditor.text


def test_a_clerk_takes_notes_and_puts_back(town, at_desk) -> None:
    task, clerk = refer(town), at_desk("housing")
    clerk.open(task.case_id)
    clerk.do(task, "take")
    clerk.post(f"/desk/cases/{task.case_id}/note", text="Called <b>twice</b>.")
    assert "Called &lt;b&gt;twice&lt;/b&gt;." in clerk.text and "The note is kept." in clerk.text
    clerk.do(task, "put_back")
    assert "back in the queue" in clerk.text and Task.objects.get(id=task.id).taken_by_id is None
    assert clerk.post(f"/desk/cases/{task.case_id}/note", text=" ").status_code == 409


def test_a_refused_decision_keeps_all_that_was_typed(town, at_desk) -> None:
    task, clerk = refer(town), at_desk("housing")
    clerk.open(task.case_id)
    clerk.do(task, "take")
    page = clerk.do(
        task,
        "decide",
        outcome="approve",
        reasons=["rent_burden"],
        **{"output-amount": "lots", "conditions": "One\nTwo"},
    )
    assert page.status_code == 409 and "cannot be read" in clerk.text
    assert (
        re.search(r'value="approve" checked', clerk.text) and 'value="lots"' in clerk.text and "One\nTwo" in clerk.text
    )
    assert clerk.do(task, "decide", reasons=[]).status_code == 409 and "Choose a decision first" in clerk.text


def test_a_decision_with_a_changed_amount_is_the_one_that_holds(town, at_desk) -> None:
    task, clerk = refer(town), at_desk("housing")
    clerk.open(task.case_id)
    clerk.do(task, "take")
    clerk.do(task, "decide", outcome="approve", **{"output-amount": "1,234.50", "output-months": ""})
    assert "Your decision is kept." in clerk.text and "$1,234.50" in clerk.text


def test_a_clerk_asks_and_reads_the_answer(town, at_desk) -> None:
    task, clerk = refer(town), at_desk("housing")
    clerk.open(task.case_id)
    clerk.do(task, "take")
    clerk.do(task, "ask", text="Which month?")
    assert "The applicant was asked." in clerk.text and "No answer yet." in clerk.text
    assert "Waiting for the applicant" in clerk.text and "your answer" not in clerk.text


def test_a_task_is_handed_to_a_colleague_of_the_list(town, at_desk) -> None:
    task, clerk, colleague = refer(town), at_desk("housing"), at_desk("housing")
    clerk.open(task.case_id)
    clerk.do(task, "take")
    assert str(colleague.account.id) in clerk.get(f"/desk/cases/{task.case_id}").content.decode()
    assert clerk.do(task, "hand_over", to="nobody").status_code == 409
    clerk.do(task, "hand_over", to=str(colleague.account.id))
    assert Task.objects.get(id=task.id).taken_by_id == colleague.account.id


def test_a_proof_that_is_no_photo_is_refused_and_the_good_one_kept(town, at_desk) -> None:
    sent = towns.apply(town, "street-defect")
    towns.run_jobs()
    task, crew = Task.objects.get(case_id=sent.case, kind="fulfil"), at_desk("roads")
    crew.open(sent.case)
    files = [SimpleUploadedFile("after.jpg", PHOTO), SimpleUploadedFile("virus.jpg", b"MZ")]
    assert crew.do(task, "fulfil", note="Mended.", proof=files).status_code in (409, 422)
    assert "after.jpg is kept." in crew.text and "Mended." in crew.text
    [kept] = re.findall(r'name="papers" value="([^"]+)"', crew.text)
    crew.do(task, "fulfil", note="Mended.", papers=kept)
    assert "The step is done." in crew.text and "after.jpg" in crew.text


def test_files_and_documents_open_beside_the_case_for_its_team(town, at_desk) -> None:
    task, clerk, other = refer(town), at_desk("housing"), at_desk("roads")
    clerk.open(task.case_id)
    [link] = set(re.findall(r'href="(/desk/cases/[^"]+/files/[^"]+)"', clerk.text))
    answer = clerk.client.get(link)
    assert answer.status_code == 200 and answer.headers["Content-Disposition"].startswith("inline")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    other.open(task.case_id)
    assert other.client.get(link).status_code in (302, 404)
    clerk.do(task, "take")
    clerk.do(task, "decide", outcome="approve")
    towns.run_jobs()
    clerk.get(f"/desk/cases/{task.case_id}")
    [paper] = set(re.findall(r'href="(/desk/cases/[^"]+/documents/[^"]+)"', clerk.text))
    assert clerk.client.get(paper).content.startswith(b"%PDF")
    assert "Revoke this document" not in clerk.text
    assert clerk.post(f"{paper}/revoke").status_code == 409
    lead = at_desk("housing", Role.LEAD)
    lead.open(task.case_id)
    lead.post(f"{paper}/revoke")
    assert "The document is revoked." in lead.text


def test_likely_duplicates_stand_side_by_side(town, at_desk) -> None:
    home = {"line": "11 Mirror Street", "postcode": "00101", "place": "old-town"}
    first, second = (towns.apply(town, "device-loan", home=home) for _ in range(2))
    towns.run_jobs()
    clerk = at_desk("digital")
    assert clerk.get(f"/desk/cases/{second.case}/beside/{first.case}").request["PATH_INFO"].endswith(str(second.case))
    clerk.open(second.case)
    [link] = [one for one in re.findall(r'href="([^"]+/beside/[^"]+)"', clerk.text) if str(first.case) in one]
    clerk.get(link)
    assert first.reference in clerk.text and second.reference in clerk.text and "11 Mirror Street" in clerk.text
    stranger = at_desk("housing")
    stranger.open(second.case)
    assert stranger.get(link).status_code == 403


def test_a_step_is_undone_by_a_lead(town, at_desk) -> None:
    sent = towns.apply(town, "building-permit")
    towns.run_jobs()
    task, clerk, lead = (
        Task.objects.get(case_id=sent.case, team="zoning"),
        at_desk("zoning"),
        at_desk("zoning", Role.LEAD),
    )
    clerk.open(sent.case)
    clerk.do(task, "take")
    clerk.do(task, "decide", outcome="approve")
    assert "Undo this step" not in clerk.text and clerk.do(task, "undo").status_code == 409
    lead.open(sent.case)
    assert "has taken it" not in lead.text and "free to take" not in lead.text
    lead.do(task, "undo")
    assert "The step is open again." in lead.text


def test_a_ruling_is_sent_back_only_with_a_word_why(town, at_desk) -> None:
    sent = towns.apply(town, "building-permit")
    towns.run_jobs()
    for team in ("structure", "zoning", "zoning"):
        clerk = at_desk(team)
        task = Task.objects.filter(case_id=sent.case, team=team).exclude(status="done").get()
        clerk.open(sent.case)
        clerk.do(task, "take")
        clerk.do(task, "decide", outcome="approve", reasons=["in_order"])
    second = at_desk("zoning")
    second.open(sent.case)
    assert "proposes this decision" in second.text
    assert second.do(task, "send_back", why=" ").status_code == 409
    second.do(task, "send_back", why="The roof is missing.")
    assert "sent back with your note" in second.text and "The roof is missing." in second.text


def test_a_deed_nobody_knows_is_no_page_and_forms_need_their_token(town, at_desk) -> None:
    task, clerk = refer(town), at_desk("housing")
    clerk.open(task.case_id)
    assert clerk.do(task, "burn").status_code == 404
    assert clerk.client.get(f"/desk/cases/{task.case_id}/tasks/{task.id}/take").status_code == 405
    clerk.client.handler.enforce_csrf_checks = True
    assert clerk.do(task, "take").status_code == 403


def test_html_in_answers_and_questions_stays_text(town, at_desk) -> None:
    task = refer(
        town,
        applicant={"given_name": "<script>alert(1)</script>", "family_name": "' OR 1=1", "birth_date": "1980-03-31"},
    )
    clerk = at_desk("housing")
    clerk.open(task.case_id)
    assert "<script>alert(1)</script>" not in clerk.text and "&lt;script&gt;alert(1)" in clerk.text
    assert " style=" not in clerk.text and "onclick" not in clerk.text


def test_a_document_that_cannot_be_made_waits_at_the_desk_with_what_to_do_and_can_be_tried_again(town, at_desk) -> None:
    sent = towns.apply(town, "rental-assistance", **towns.newcomer())
    towns.run_jobs()
    case = Case.objects.get(id=sent.case)
    path = case.documents.get().path
    case.documents.all().delete()
    issuing.delay(case.id, path, "document.letter_missing")
    task, clerk = Task.objects.get(case=case, kind="document"), at_desk("housing")
    clerk.get("/desk/?kind=document&order=newest")
    assert sent.reference in clerk.text and "Document not made yet" in clerk.text
    clerk.open(case.id)
    assert "SPORTELLO_FONTS" in clerk.text
    with towns.with_parts(typesetter=fakes.RefusingTypesetter()):
        assert clerk.do(task, "try_again").status_code == 409
    assert "could not be made this time either (document.template)" in clerk.text
    clerk.do(task, "try_again")
    assert "The document is made." in clerk.text and case.documents.count() == 1

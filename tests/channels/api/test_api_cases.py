"""A case over the API, for its applicant, the client that sent it, another client and a stranger."""

from typing import Any
from uuid import UUID

import pytest
from tests import town as towns
from tests.town import Town

from sportello.actions import documents, inquiries, tasks
from sportello.core.actors import Actor
from sportello.store.cases import Case
from sportello.store.looks import Look

SERVICE = "rental-assistance"
NOWHERE = "01970000-0000-7000-8000-000000000000"
DEEDS = (
    ("GET", "", None),
    ("GET", "/documents", None),
    ("GET", f"/documents/{NOWHERE}", None),
    ("POST", "/withdraw", None),
    ("POST", "/files", {"files": [NOWHERE]}),
    ("POST", f"/inquiries/{NOWHERE}/answer", {"text": "yes"}),
    ("POST", "/appeal", {"why": "wrong"}),
    ("POST", "/reopen", {"why": "broken again"}),
)


def ask(program: Any, method: str, path: str, body: Any, **headers: str) -> Any:
    return program.get(path, **headers) if method == "GET" else program.post(path, body, **headers)


@pytest.mark.parametrize(("method", "path", "body"), DEEDS)
def test_a_case_is_closed_to_everyone_without_its_secret(
    town: Town, stranger: Any, client_a: Any, client_b: Any, method: str, path: str, body: Any
) -> None:
    sent = client_a.apply(town, SERVICE).json()
    here = sent["links"]["self"] + path
    assert ask(stranger, method, here, body).status_code == 401
    assert ask(stranger, method, here, body, Case_Secret="7QK2-M9FX-3RTA").status_code == 401
    assert ask(client_b, method, here, body).status_code == 404
    assert Case.objects.get(reference=sent["reference"]).status == "received"


def test_the_secret_opens_the_case_and_leaves_no_look(town: Town, stranger: Any) -> None:
    sent = stranger.apply(town, SERVICE).json()
    towns.run_jobs()
    found = stranger.get(sent["links"]["self"], Case_Secret=sent["secret"].lower().replace("-", " "))
    assert found.status_code == 200, found.content
    shown = found.json()
    assert (shown["decision"]["outcome"], shown["decision"]["outputs"]["amount"]) == ("approve", "3600")
    assert shown["answers"]["tenure"] == "rent"
    assert shown["looks"] == []
    assert len(shown["files"]) == len(town.example(SERVICE)["files"])


def test_a_client_sees_what_it_sent_and_the_resident_sees_that_it_looked(town: Town, client_a: Any) -> None:
    sent = client_a.apply(town, SERVICE).json()
    client_a.get(sent["links"]["self"])
    (look,) = client_a.get(sent["links"]["self"]).json()["looks"]
    assert (look["who"][:2], look["purpose"]) == ("a-", "work")
    assert Look.objects.filter(case__reference=sent["reference"]).count() == 1


def test_the_secret_of_one_case_does_not_open_another(town: Town, stranger: Any) -> None:
    mine, theirs = stranger.apply(town, SERVICE).json(), stranger.apply(town, SERVICE).json()
    towns.run_jobs()
    assert stranger.get(theirs["links"]["self"], Case_Secret=mine["secret"]).status_code == 401
    (paper,) = stranger.get(theirs["links"]["documents"], Case_Secret=theirs["secret"]).json()["documents"]
    stolen = f"{mine['links']['documents']}/{paper['id']}"
    assert stranger.get(stolen, Case_Secret=mine["secret"]).json()["code"] == "document.not_found"


def test_a_document_is_fetched_and_verifies(town: Town, stranger: Any) -> None:
    sent = stranger.apply(town, SERVICE).json()
    towns.run_jobs()
    (paper,) = stranger.get(sent["links"]["documents"], Case_Secret=sent["secret"]).json()["documents"]
    pdf = stranger.get(paper["links"]["pdf"], Case_Secret=sent["secret"])
    assert (pdf.headers["Content-Type"], pdf.content[:5]) == ("application/pdf", b"%PDF-")
    assert stranger.get(paper["links"]["verify"]).json()["verdict"] == "genuine"
    assert stranger.upload("letter.pdf", pdf.content, "/api/v1/verify").json()["verdict"] == "genuine"
    documents.revoke_all(Case.objects.get(reference=sent["reference"]), by=Actor("test", system=True))
    assert stranger.get(paper["links"]["verify"]).json()["verdict"] == "revoked"
    assert stranger.get("/api/v1/verify/nonsense").json()["verdict"] == "unknown"


def test_a_withdrawn_case_is_closed_and_stays_so(town: Town, stranger: Any) -> None:
    sent = stranger.apply(town, "street-defect").json()
    towns.run_jobs()
    here, secret = sent["links"]["self"], sent["secret"]
    withdrawn = stranger.post(f"{here}/withdraw", Case_Secret=secret)
    assert (withdrawn.status_code, withdrawn.json()["status"]) == (200, "closed")
    again = stranger.post(f"{here}/withdraw", Case_Secret=secret)
    assert (again.status_code, again.json()["code"]) == (409, "case.closed")


def test_an_inquiry_is_answered_with_words_and_papers(town: Town, stranger: Any) -> None:
    sent, inquiry = _asked(town, stranger)
    paper = stranger.upload("plan.pdf", _pdf(town)).json()
    path = f"{sent['links']['self']}/inquiries/{inquiry}/answer"
    shown = stranger.post(path, {"text": "Here it is", "files": [paper["id"]]}, Case_Secret=sent["secret"])
    assert shown.status_code == 200, shown.content
    assert shown.json()["inquiries"][0]["answer"] == "Here it is"
    assert paper["id"] in {file["id"] for file in shown.json()["files"]}
    again = stranger.post(path, {"text": "And more"}, Case_Secret=sent["secret"])
    assert again.json()["code"] == "inquiry.answered"


def test_an_inquiry_of_another_case_stays_closed_even_with_that_cases_id(town: Town, stranger: Any) -> None:
    theirs, inquiry = _asked(town, stranger)
    mine = stranger.apply(town, "street-defect").json()
    case = Case.objects.get(reference=theirs["reference"])
    body = {"text": "mine now", "files": [str(case.id)]}
    answer = stranger.post(f"{mine['links']['self']}/inquiries/{inquiry}/answer", body, Case_Secret=mine["secret"])
    assert (answer.status_code, answer.json()["code"]) == (403, "access.not_yours")


def test_papers_are_added_to_an_open_case_only(town: Town, stranger: Any) -> None:
    sent, _ = _asked(town, stranger)
    here, secret = sent["links"]["self"], sent["secret"]
    paper = stranger.upload("plan.pdf", _pdf(town)).json()["id"]
    added = stranger.post(f"{here}/files", {"files": [paper]}, Case_Secret=secret)
    assert paper in {file["id"] for file in added.json()["files"]}
    twice = stranger.post(f"{here}/files", {"files": [paper]}, Case_Secret=secret)
    assert (twice.status_code, twice.json()["code"]) == (404, "file.not_found")


def test_a_denied_applicant_appeals_once_the_case_is_closed(town: Town, stranger: Any) -> None:
    number = next(n for n, e in enumerate(town.pack.services[SERVICE]["tests"]) if e["expect"].get("outcome") == "deny")
    sent = stranger.apply(town, SERVICE, number).json()
    towns.run_jobs()
    here, secret = sent["links"]["self"], sent["secret"]
    shown = stranger.get(here, Case_Secret=secret).json()
    assert (shown["status"], shown["may"], shown["decision"]["outcome"]) == ("closed", ["appeal"], "deny")
    assert shown["decision"]["reasons"][0]["law"]
    assert stranger.post(f"{here}/appeal", {"why": "  "}, Case_Secret=secret).json()["code"] == "answer.missing"
    assert stranger.post(f"{here}/appeal", {"why": "My income fell"}, Case_Secret=secret).json()["status"] == "open"


def _pdf(town: Town) -> bytes:
    import base64

    return base64.b64decode(town.pack.services[SERVICE]["files"]["lease.pdf"])


def _asked(town: Town, program: Any) -> tuple[dict[str, Any], UUID]:
    """Apply for a building permit, and let a clerk ask for more."""
    sent = program.apply(town, "building-permit").json()
    towns.run_jobs()
    case = Case.objects.get(reference=sent["reference"])
    task = case.tasks.exclude(team="").first()
    clerk = towns.staff(task.team)
    tasks.take(task.id, by=clerk)
    inquiries.ask(task.id, "Please send the plan again.", by=clerk)
    return sent, case.inquiries.get().id

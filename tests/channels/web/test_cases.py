import html
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import town as towns
from tests.channels import signing

from sportello.actions import appeals, cases, issuing
from sportello.core.actors import Role
from sportello.store.documents import Document

PACK = Path(__file__).parents[3] / "cities" / "demo" / "services" / "rental-assistance"


@pytest.fixture
def referred(town, visitor):
    """Send an application that a clerk has to look at; give the visitor and the case's page."""
    submitted = towns.apply(town, "rental-assistance", lease=None, income_proof=None)
    towns.run_jobs()
    visitor.get("/language/en")
    visitor.get(f"/track/{submitted.reference}/{submitted.secret}")
    return visitor, visitor.path, submitted


def ask(submitted, text):
    from sportello.actions import inquiries, tasks
    from sportello.store.cases import Task

    clerk = towns.staff("housing", Role.CLERK)
    task = Task.objects.get(case=submitted.case, kind="review")
    tasks.take(task.id, by=clerk)
    inquiries.ask(task.id, text, by=clerk)


def test_reference_and_code_open_the_case(town, newcomer):
    submitted = towns.apply(town, "street-defect")
    holder = newcomer()
    holder.post("/track", reference=submitted.reference.lower(), code=submitted.secret.replace("-", ""))
    assert holder.path == f"/cases/{submitted.case}"
    assert submitted.reference in holder.text


def test_a_forged_code_opens_nothing_and_says_not_which_part_is_wrong(town, newcomer):
    one, other = towns.apply(town, "street-defect"), towns.apply(town, "street-defect")
    guesser = newcomer()
    texts = set()
    for reference, code in ((one.reference, other.secret), ("AAA-AAA-AAA", one.secret), (one.reference, "'--")):
        guesser.post("/track", reference=reference, code=code)
        assert guesser.page.status_code == 422
        texts.add(re.findall(r"error-summary__list.*?</ul>", guesser.text, re.S)[0])
    assert len(texts) == 1
    assert guesser.get(f"/cases/{one.case}").status_code == 403
    assert guesser.get(f"/track/{one.reference}/{other.secret}").status_code == 404


def test_guessing_ends_after_ten_tries(town, newcomer):
    submitted, guesser = towns.apply(town, "street-defect"), newcomer()
    for _ in range(10):
        guesser.post("/track", reference=submitted.reference, code="7QK2-M9FX-3RTA")
    guesser.post("/track", reference=submitted.reference, code=submitted.secret)
    assert guesser.page.status_code == 429


def test_strangers_and_staff_do_not_see_the_applicants_page(referred, newcomer):
    _, page, _ = referred
    stranger, clerk = newcomer(), newcomer()
    signing.sign_in(clerk.client, towns.staff("housing").account)
    for path in (page, f"{page}/receipt", f"{page}/withdraw"):
        assert stranger.get(path).status_code in (403, 404), path
        assert clerk.get(path).status_code in (403, 404), path
    for path in (f"{page}/withdraw", f"{page}/papers"):
        assert stranger.post(path).status_code == 403, path


def test_the_page_shows_who_acts_and_by_when(referred):
    visitor, page, _ = referred
    visitor.get(page)
    assert 'aria-current="step"' in visitor.text
    assert "Housing desk" in visitor.text
    assert "You will hear from us by June 15, 2026" in visitor.text
    assert "sp-decision" not in visitor.text


def test_a_date_that_has_passed_is_not_promised_any_more(town, referred):
    visitor, page, _ = referred
    town.clock.at += timedelta(days=60)
    visitor.get(page)
    assert "You will hear from us by" not in visitor.text and "We meant to tell you by June 15, 2026" in visitor.text


def test_the_applicant_answers_with_words_and_a_file(referred):
    visitor, page, submitted = referred
    ask(submitted, "Please send <b>your lease</b>.")
    visitor.get(page)
    assert "Please send &lt;b&gt;your lease&lt;/b&gt;." in visitor.text
    (action,) = re.findall(r'action="([^"]+/answer/[^"]+)"', visitor.text)
    visitor.post(action, text=" ")
    assert visitor.page.status_code == 422
    lease = SimpleUploadedFile("lease.pdf", (PACK / "lease.pdf").read_bytes())
    visitor.post(action, text="Here it is.", papers=[lease])
    assert "Your answer has arrived" in visitor.text
    assert "lease.pdf" in visitor.text
    visitor.post(action, text="Again.")
    assert visitor.page.status_code == 409


def test_a_paper_is_added_and_a_wrong_one_refused(referred):
    visitor, page, _ = referred
    visitor.post(f"{page}/papers", papers=[SimpleUploadedFile("x.pdf", b"no pdf")])
    assert visitor.page.status_code == 422
    visitor.post(f"{page}/papers", papers=[SimpleUploadedFile("more.pdf", (PACK / "lease.pdf").read_bytes())])
    assert "more.pdf" in visitor.text
    visitor.post(f"{page}/papers")
    assert visitor.page.status_code == 422


def test_an_application_is_withdrawn_once_confirmed(referred):
    visitor, page, _ = referred
    visitor.get(f"{page}/withdraw")
    assert "Withdraw this application?" in visitor.text
    visitor.post(f"{page}/withdraw")
    assert "The application is withdrawn." in visitor.text
    visitor.get(f"{page}/withdraw")
    assert visitor.path == page
    visitor.post(f"{page}/withdraw")
    assert visitor.page.status_code == 409


def test_a_decision_shows_why_under_which_law_and_how_to_appeal(town, visitor):
    submitted = towns.apply(town, "rental-assistance", covid_loss=False)
    towns.run_jobs()
    visitor.post("/track", reference=submitted.reference, code=submitted.secret)
    page = visitor.path
    assert "Not approved" in visitor.text
    assert "Council Resolution 20-0672, section 3(a)" in visitor.text
    assert f'href="{page}/appeal"' in visitor.text
    visitor.post(f"{page}/appeal", why=" ")
    assert visitor.page.status_code == 422
    visitor.post(f"{page}/appeal", why="We did lose income.")
    assert "Your appeal has arrived" in visitor.text


def test_the_page_speaks_the_language_of_the_application_to_who_comes_by_link(town, newcomer):
    from django.test import Client

    from sportello.actions import intake, live

    answers = town.example("street-defect")["answers"]
    answers = {id: value for id, value in answers.items() if id != "photo"}
    by = towns.stranger()
    submitted = intake.submit(live.service("street-defect").id, answers, "it", by=by)
    client = Client()
    client.get(f"/track/{submitted.reference}/{submitted.secret}")
    assert '<html lang="it"' in client.get(f"/cases/{submitted.case}").content.decode()


def test_a_denial_shows_no_amount_and_promises_no_further_answer(visitor, town):
    examples = town.pack.services["business-relief"]["tests"]
    denied = next(number for number, one in enumerate(examples) if one["expect"].get("outcome") == "deny")
    visitor.apply(town, "business-relief", denied)
    assert "sp-decision--deny" in visitor.text
    assert "$0" not in visitor.text and "sp-promise" not in visitor.text


def test_a_document_that_cannot_be_made_is_said_to_be_delayed(town, newcomer):
    sent = towns.apply(town, "rental-assistance", **towns.newcomer())
    towns.run_jobs()
    Document.objects.filter(case_id=sent.case).delete()
    status = cases.get_status(sent.case, by=towns.holder(sent))
    issuing.delay(sent.case, next(one.path for one in status.stages if one.kind == "issue"), "document.template")
    holder = newcomer()
    holder.post("/track", reference=sent.reference, code=sent.secret)
    assert "is delayed" in holder.text and "The decision is valid without it" in holder.text
    assert "document.template" not in holder.text


def test_the_reasons_of_a_dismissed_appeal_are_shown_with_their_law(town, newcomer):
    sent = towns.apply(town, "rental-assistance", lease=None, **towns.newcomer())
    towns.rule(towns.open_task(sent.case), "deny", "income_too_high")
    appeals.appeal(sent.case, "I lost my job.", by=towns.holder(sent))
    towns.rule(towns.open_task(sent.case, "appeal"), "deny", "no_covid_loss")
    reason = cases.get_status(sent.case, by=towns.holder(sent)).service.reasons["no_covid_loss"]
    holder = newcomer()
    holder.post("/track", reference=sent.reference, code=sent.secret)
    shown = html.unescape(holder.text.partition("Your appeal was not upheld")[2].partition("</section>")[0])
    assert reason.text["en"] in shown and reason.law["en"] in shown

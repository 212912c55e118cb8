"""Search, partners' tasks, editions and the record as pages."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from tests import town as towns

from sportello import words
from sportello.actions import city, editions, finding, live, record
from sportello.channels.desk import tasks
from sportello.core.actors import Role
from sportello.store.cases import Task
from sportello.store.editions import Edition


def test_a_case_is_found_by_name_and_birth_date_and_the_page_shows_no_name_of_others(town, at_desk) -> None:
    person = {"given_name": "Ottavia", "family_name": "Quasar", "birth_date": "1977-02-03"}
    sent = towns.apply(town, "rental-assistance", lease=None, applicant=person)
    towns.run_jobs()
    clerk = at_desk("housing")
    clerk.post("/desk/find", kind="name", text="quasar ottavia", born="1977-02-03")
    assert sent.reference in clerk.text and "1 case found" in clerk.text
    clerk.post("/desk/find", kind="name", text="quasar ottavia", born="1999-01-01")
    assert sent.reference not in clerk.text and "No case found" in clerk.text
    assert (
        sent.reference not in at_desk("roads").post("/desk/find", kind="name", text="quasar ottavia").content.decode()
    )
    assert (
        sent.reference
        in at_desk("*", Role.AUDITOR).post("/desk/find", kind="reference", text=sent.reference).content.decode()
    )


def test_a_search_that_finds_more_than_are_shown_says_so(town, at_desk, monkeypatch) -> None:
    sent, clerk = towns.apply(town, "rental-assistance", lease=None), at_desk("housing")
    towns.run_jobs()
    clerk.post("/desk/find", kind="reference", text=sent.reference)
    assert "There may be others" not in clerk.text
    monkeypatch.setattr(finding, "PAGE", 0)
    clerk.post("/desk/find", kind="reference", text=sent.reference)
    assert "There may be others" in clerk.text


@pytest.mark.parametrize(
    ("kind", "text"), [("reference", "??"), ("phone", "abc"), ("email", "x"), ("name", ""), ("colour", "red")]
)
def test_what_cannot_be_searched_is_told_and_kept(town, at_desk, kind, text) -> None:
    clerk = at_desk("housing")
    assert clerk.post("/desk/find", kind=kind, text=text).status_code in (409, 422)
    assert f'value="{text}"' in clerk.text and "There is a problem" in clerk.text


def test_a_partner_opens_its_task_says_it_is_done_and_sees_it_no_more(town, at_desk) -> None:
    sent = towns.apply(
        town, "device-loan", home={"line": "3 Handover Street", "postcode": "00101", "place": "old-town"}
    )
    towns.run_jobs()
    repair = Task.objects.get(case_id=sent.case, kind="fulfil", status="waiting")
    at_desk(f"partner:{repair.partner}").post(f"/desk/tasks/{repair.id}")
    handover = Task.objects.get(case_id=sent.case, kind="fulfil", status="waiting")
    operator = at_desk(f"partner:{handover.partner}")
    operator.get(f"/desk/tasks/{handover.id}")
    assert "3 Handover Street" in operator.text and "income" not in operator.text.lower()
    assert operator.post(f"/desk/tasks/{handover.id}", note=" ").status_code == 409 and "proof" in operator.text
    operator.post(f"/desk/tasks/{handover.id}", note="Given to the mother.")
    assert "The step is done." in operator.text
    assert operator.get(f"/desk/tasks/{handover.id}").status_code == 409


def test_a_partners_task_is_no_page_for_others(town, at_desk) -> None:
    sent = towns.apply(
        town, "device-loan", home={"line": "4 Handover Street", "postcode": "00101", "place": "old-town"}
    )
    towns.run_jobs()
    task = Task.objects.get(case_id=sent.case, kind="fulfil", status="waiting")
    for someone in (at_desk("partner:nobody"), at_desk("digital"), at_desk("*", Role.AUDITOR)):
        assert someone.get(f"/desk/tasks/{task.id}").status_code == 404
        assert someone.post(f"/desk/tasks/{task.id}", note="x").status_code == 404


@pytest.fixture
def proposal(town, at_desk):
    """Propose a change to a subject that no other test uses."""
    author, live_one = at_desk("*", Role.PUBLISHER), Edition.objects.filter(subject="street-defect").latest("id")
    document = editions.get_document(live_one.hash)
    tomorrow = city.now().date() + timedelta(days=1)
    first = {**document, "service": {**document["service"], "promise": "7 days"}}
    editions.propose("desk-grant", first, by=towns.staff("*", Role.PUBLISHER), effective_from=tomorrow)
    yield author, Edition.objects.get(subject="desk-grant")
    Edition.objects.filter(subject="desk-grant").delete()
    live.forget()


def test_a_proposal_is_read_and_approved_by_another_publisher(town, at_desk, proposal) -> None:
    _, edition = proposal
    other = at_desk("*", Role.PUBLISHER)
    other.get("/desk/editions")
    assert "Waiting for approval" in other.text and f"/desk/editions/{edition.id}" in other.text
    assert at_desk("*", Role.AUDITOR).get(f"/desk/editions/{edition.id}").content.decode().count("<form") == 1
    other.post(f"/desk/editions/{edition.id}/approve")
    assert "The edition is approved." in other.text
    assert other.post(f"/desk/editions/{edition.id}/reject").status_code == 409


def test_whoever_proposed_cannot_approve_but_may_take_back(town, at_desk, proposal) -> None:
    _, edition = proposal
    author = at_desk("*", Role.PUBLISHER)
    Edition.objects.filter(id=edition.id).update(proposed_by=author.by.name)
    author.get(f"/desk/editions/{edition.id}")
    assert "another person must approve" in author.text
    assert author.post(f"/desk/editions/{edition.id}/approve").status_code == 409
    author.post(f"/desk/editions/{edition.id}/reject")
    assert "turned down" in author.text


def test_editions_are_shut_to_clerks_and_unknown_ones_are_no_page(town, at_desk) -> None:
    clerk = at_desk("housing", Role.LEAD)
    for path in ("editions", "editions/1", "record"):
        assert clerk.get(f"/desk/{path}").status_code == 403
        assert "You need the role" in clerk.text and "what your roles open" in clerk.text
        assert 'href="/desk/">To the desk' in clerk.text and "your application" not in clerk.text
    assert clerk.post("/desk/editions/1/approve").status_code == 403
    assert at_desk("*", Role.PUBLISHER).get("/desk/editions/999999999999").status_code == 404


def test_the_record_counts_deeds_in_words(town, at_desk) -> None:
    towns.apply(town, "street-defect")
    record.seal_all()
    auditor = at_desk("*", Role.AUDITOR)
    auditor.get("/desk/record")
    assert "Application received" in auditor.text and not re.search(r">[a-z]+\.[a-z_]+<", auditor.text)


def test_every_deed_of_the_record_and_of_the_desk_has_words() -> None:
    sources = Path(record.__file__).parent.rglob("*.py")
    kinds = {kind for path in sources for kind in re.findall(r'record\.append\(\s*"([a-z_.]+)"', path.read_text())}
    names = {f"desk-did-{words.name(kind)}" for kind in kinds} | {
        f"desk-done-{words.name(deed)}" for deed in tasks.DEEDS
    }
    assert len(kinds) > 20 and [name for name in names if not words.has(name)] == []

import json
import re
from contextlib import contextmanager
from datetime import timedelta

from django.db import transaction
from tests import town as towns
from tests.channels import signing

from sportello.core import actors


def begin(visitor):
    draft = visitor.begin("rental-assistance")
    visitor.post(f"/apply/{draft}/tenure", answer="rent")
    (code,) = re.findall(r'sp-progress__code">([^<]+)<', visitor.text)
    return draft, code


def test_a_draft_goes_on_from_another_device_by_its_code(visitor, newcomer):
    draft, code = begin(visitor)
    other = newcomer()
    other.post("/resume", code=code.lower().replace("-", " "))
    assert other.path == f"/apply/{draft}/applicant"
    other.get(f"/resume/{code}")
    assert other.path == f"/apply/{draft}/applicant"


def test_the_page_to_come_back_shows_code_and_link(visitor):
    draft, code = begin(visitor)
    visitor.get(f"/drafts/{draft}/save")
    assert f'href="/resume/{code}"' in visitor.text
    assert "September" in visitor.text


def test_a_stranger_does_not_open_a_draft_by_its_address(visitor, newcomer):
    draft, _ = begin(visitor)
    stranger = newcomer()
    for path in (f"/apply/{draft}", f"/apply/{draft}/tenure", f"/drafts/{draft}/check", f"/drafts/{draft}/save"):
        assert stranger.get(path).status_code == 403, path
    assert stranger.post(f"/apply/{draft}/tenure", answer="own").status_code == 403
    assert stranger.post(f"/drafts/{draft}/discard").status_code == 403


def test_a_wrong_code_is_refused_in_words_and_too_many_for_ten_minutes(newcomer):
    guesser = newcomer()
    for _ in range(10):
        guesser.post("/resume", code="7QK2-M9FX-3RTA")
        assert guesser.page.status_code == 422
    guesser.post("/resume", code="7QK2-M9FX-3RTA")
    assert guesser.page.status_code == 429
    assert "Please wait 10 minutes" in guesser.text


def test_the_language_changes_and_every_answer_stays(visitor):
    draft, _ = begin(visitor)
    visitor.get(f"/language/es?next=/apply/{draft}/tenure")
    assert "¿Alquila su vivienda o es suya?" in visitor.text
    assert re.search(r'value="rent" checked', visitor.text)


def test_the_language_switch_leads_nowhere_else(visitor):
    for elsewhere in ("https://evil.example/", "//evil.example/", "javascript:alert(1)", "\\\\evil.example"):
        visitor.get(f"/language/es?next={elsewhere}")
        assert visitor.path == "/"


def test_an_expired_draft_says_so(town, visitor):
    draft, code = begin(visitor)
    town.clock.at += timedelta(days=101)
    visitor.get(f"/apply/{draft}/applicant")
    assert visitor.page.status_code == 410
    assert "100 days" in visitor.text
    visitor.post("/resume", code=code)
    assert visitor.page.status_code == 410


def test_a_draft_is_thrown_away_only_when_that_is_confirmed(visitor):
    draft, _ = begin(visitor)
    visitor.get(f"/drafts/{draft}/discard")
    assert visitor.get(f"/apply/{draft}/tenure").status_code == 200
    visitor.post(f"/drafts/{draft}/discard")
    assert visitor.get(f"/apply/{draft}/tenure").status_code == 404


def test_sending_twice_gives_the_same_receipt(town, visitor):
    draft = visitor.apply(town, "street-defect")
    codes = visitor.read_codes()
    visitor.get(f"/apply/{draft}")
    assert visitor.read_codes() == codes
    visitor.post(f"/drafts/{draft}/send")
    assert visitor.read_codes() == codes


def test_an_answer_typed_after_sending_is_told_not_to_count(town, visitor):
    draft = visitor.apply(town, "street-defect")
    visitor.post(f"/apply/{draft}/description", answer="one thing more")
    assert visitor.page.status_code == 409
    assert "already been sent" in visitor.text
    visitor.get(re.findall(r'href="(/cases/[^"]+/receipt)"', visitor.text)[0])
    assert visitor.page.status_code == 200


def test_an_incomplete_draft_cannot_be_sent_past_its_questions(visitor):
    draft, _ = begin(visitor)
    visitor.get(f"/drafts/{draft}/check")
    assert visitor.path == f"/apply/{draft}/applicant"
    visitor.post(f"/drafts/{draft}/send")
    assert visitor.page.status_code == 422
    assert f'href="/apply/{draft}/applicant"' in visitor.text


def test_an_unsure_visitor_is_told_how_to_become_sure_and_keeps_the_answers(town, visitor):
    draft = visitor.begin("residence-certificate")
    visitor.answer_all(town, "residence-certificate", town.example("residence-certificate"))
    assert "We must be surer who you are" in visitor.text
    visitor.post(f"/drafts/{draft}/send")
    assert visitor.page.status_code == 403
    assert "Your answers are kept" in visitor.text


def test_what_the_city_knows_is_offered_and_taken_only_by_a_press(town, visitor):
    known = {"person": {"given_name": "Ana", "family_name": "Ruiz", "birth_date": "1980-05-03"}}
    sign_in(visitor, towns.resident(**known))
    draft, _ = begin(visitor)
    assert "Use what you told us before?" in visitor.text
    visitor.post(f"/apply/{draft}/applicant", use="told")
    assert visitor.path == f"/apply/{draft}/home"
    visitor.get(f"/apply/{draft}/applicant")
    assert 'value="Ruiz"' in visitor.text


def test_newer_questions_are_offered_and_no_answer_is_lost(town, visitor):
    with publishing_anew():
        draft = visitor.begin("rental-assistance")
        visitor.post(f"/apply/{draft}/tenure", answer="rent")
        publish_other_words("rental-assistance")
        visitor.get(f"/apply/{draft}/applicant")
        assert "The city has changed these questions" in visitor.text
        visitor.post(f"/drafts/{draft}/upgrade")
        assert visitor.path == f"/apply/{draft}/applicant"
        assert "The city has changed" not in visitor.text


@contextmanager
def publishing_anew():
    """Let what is published be forgotten afterwards: other tests share the city."""
    from sportello.actions import live

    with transaction.atomic():
        yield
        transaction.set_rollback(True)
    live.forget()


def publish_other_words(service):
    from sportello.actions import editions, live

    newest = editions.find_newest(service)
    document = json.loads(newest.document)
    document["service"]["summary"]["en"] += " Now in other words."
    editions.propose(service, document, by=actors.system(), effective_from=live.today(), based_on=newest.hash)
    live.forget()


def sign_in(visitor, actor):
    signing.sign_in(visitor.client, actor.account)

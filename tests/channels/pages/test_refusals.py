import pytest
from django.db import OperationalError

from sportello.channels import statuses
from sportello.channels.pages import refusals
from sportello.core.errors import Refused


@pytest.mark.parametrize(
    ("code", "status"),
    [
        ("case.not_found", 404),
        ("service.unknown", 404),
        ("access.not_yours", 403),
        ("assurance.too_low", 403),
        ("case.closed", 409),
        ("draft.expired", 410),
        ("file.too_large", 413),
        ("file.not_accepted", 422),
        ("answer.unknown", 422),
        ("tries.too_many", 429),
        ("limit.reached", 429),
        ("document.damaged", 500),
        ("storage.full", 503),
        ("intake.busy", 503),
        ("anything.else", 409),
    ],
)
def test_each_family_of_refusals_has_its_status(code, status):
    assert statuses.get_status(code) == status


@pytest.mark.parametrize(
    ("language", "words"), [("en", "We cannot find that"), ("es", "No lo encontramos"), ("it", "Non lo troviamo")]
)
def test_a_page_that_is_not_there_is_told_in_the_visitors_language(newcomer, language, words):
    visitor = newcomer(language)
    visitor.get("/nowhere")
    assert visitor.page.status_code == 404
    assert words in visitor.text
    assert f'<html lang="{language}"' in visitor.text


def test_an_unknown_service_and_answer_and_language_are_not_found(visitor):
    for path in ("/services/nothing", "/help/nothing", "/language/xx", "/services/nothing'--"):
        assert visitor.get(path).status_code == 404, path


@pytest.mark.parametrize(
    ("path", "above"),
    [("/services/street-defect/begin", "/services/street-defect"), ("/my/data/wrong", "/my/data"), ("/track/", "/")],
)
def test_opening_the_address_of_a_form_leads_to_the_page_above(path, above):
    assert refusals._find_above(path) == above


def test_the_address_of_a_form_opened_by_itself_is_told_in_words(visitor):
    answer = visitor.get("/my/data/wrong")
    assert (answer.status_code, answer.headers["Allow"]) == (405, "POST")
    assert 'href="/my/data"' in answer.content.decode() and "Opening it did nothing" in answer.content.decode()


def test_who_has_to_sign_in_first_is_led_there_and_back(visitor):
    answer = visitor.get("/my/papers")
    assert answer.status_code == 403 and 'href="/sign-in?next=%2Fmy%2Fpapers"' in answer.content.decode()


def test_a_form_from_elsewhere_is_refused_in_words(town):
    from django.test import Client

    from_elsewhere = {"Origin": "https://elsewhere.test"}
    answer = Client(enforce_csrf_checks=True).post("/track", {"reference": "x"}, headers=from_elsewhere)
    assert answer.status_code == 403
    assert "What you saved before is kept" in answer.content.decode()


def test_our_own_failure_shows_a_page_and_no_trace(visitor, monkeypatch):
    def fail(*_args, **_facts):
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("sportello.channels.web.search.find", fail)
    visitor.get("/?q=rent")
    assert visitor.page.status_code == 500
    assert "something went wrong on our side" in visitor.text
    assert "secret of the house" not in visitor.text


def test_even_a_failure_of_everything_says_something_in_all_languages(rf, monkeypatch):
    def fail(*_args, **_facts):
        raise RuntimeError("no database")

    monkeypatch.setattr("sportello.channels.pages.languages.of", fail)
    answer = refusals.show_failed(rf.get("/"))
    assert answer.status_code == 500
    assert "What you saved before is kept" in answer.content.decode()


def test_busy_says_when_to_come_back(visitor, monkeypatch):
    def busy(*_args, **_facts):
        raise Refused("intake.busy")

    monkeypatch.setattr("sportello.channels.web.search.find", busy)
    visitor.get("/?q=rent")
    assert visitor.page.status_code == 503
    assert visitor.page.headers["Retry-After"] == "5"


def test_a_database_that_is_away_is_said_on_a_page_even_to_somebody_known(visitor, monkeypatch):
    def away(*_args, **_facts):
        raise OperationalError("secret of the house")

    visitor.get("/")
    monkeypatch.setattr("sportello.channels.web.search.find", away)
    monkeypatch.setattr("sportello.channels.pages.visitors.is_known", away)
    visitor.get("/?q=rent")
    assert visitor.page.status_code == 503
    assert visitor.page.headers["Retry-After"] == "5"
    assert "database does not answer" in visitor.text and "secret of the house" not in visitor.text


def test_a_form_too_large_is_told_so(visitor):
    visitor.post("/resume", code="x" * 3_000_000)
    assert visitor.page.status_code == 413
    assert "Nothing of it was kept" in visitor.text

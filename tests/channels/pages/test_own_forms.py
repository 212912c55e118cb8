"""Forms of public pages hold no token: who sent them the browser says, and an old one is asked once more."""

import re

import pytest
from django.test import Client

FORMS = {
    "/services/rental-assistance/begin": {},
    "/track": {"reference": "R7K-3F9-2QM", "code": "7QK2-M9FX-3RTA"},
    "/resume": {"code": "7QK2-M9FX-3RTA"},
}
TAKEN = {"/services/rental-assistance/begin": 302, "/track": 422, "/resume": 422}


@pytest.fixture
def strict(town):
    return Client(enforce_csrf_checks=True, REMOTE_ADDR="10.9.8.7")


def token_of(page):
    return re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.content.decode())[1]


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "told", [{"Sec-Fetch-Site": "same-origin"}, {"Origin": "http://testserver"}], ids=["fetch metadata", "origin"]
)
def test_a_form_that_stood_on_our_page_is_taken_without_a_token(strict, path, told):
    assert strict.post(path, FORMS[path], headers=told).status_code == TAKEN[path]


@pytest.mark.parametrize("path", FORMS)
@pytest.mark.parametrize(
    "told",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site", "Origin": "http://testserver"},
        {"Sec-Fetch-Site": "none"},
        {"Origin": "http://elsewhere.test"},
        {"Origin": "null"},
        {"Origin": "https://testserver"},
    ],
)
def test_a_form_from_anywhere_else_is_refused(strict, path, told):
    assert strict.post(path, FORMS[path], headers=told).status_code == 403
    assert "sessionid" not in strict.cookies


@pytest.mark.parametrize("path", FORMS)
def test_a_browser_that_says_nothing_is_asked_once_more_and_then_believed(strict, path):
    shown = strict.post(path, FORMS[path])
    assert shown.status_code == 200 and "Press the button" in shown.content.decode()
    assert "sessionid" not in strict.cookies
    fields = dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', shown.content.decode()))
    assert fields == FORMS[path] | {"csrfmiddlewaretoken": token_of(shown)}
    assert strict.post(path, fields).status_code == TAKEN[path]


def test_a_wrong_token_is_refused_even_from_our_page(strict):
    posted = {"code": "x", "csrfmiddlewaretoken": "x" * 64}
    assert strict.post("/resume", posted, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 403


def test_all_other_forms_still_need_their_token(strict):
    strict.post("/services/rental-assistance/begin", headers={"Sec-Fetch-Site": "same-origin"})
    question = strict.get("/my").content.decode()
    draft = re.search(r"/apply/([0-9a-f-]+)", question)[1]
    for path in (f"/apply/{draft}/tenure", f"/drafts/{draft}/send", f"/drafts/{draft}/discard", "/sign-out"):
        assert strict.post(path, {"answer": "rent"}, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 403

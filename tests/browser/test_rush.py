"""A rush, in a browser: pages that caches may keep stay each visitor's own, and a full queue costs nobody anything."""

import pytest

from sportello.channels.pages import refusals
from sportello.store.cases import Case, Draft
from tests import town as towns
from tests.browser.pages import press, wait_until
from tests.channels.visiting import Visitor

pytestmark = pytest.mark.browser
SEND = "form[action$='/send'] button"


def come_to_send(page, site, town):
    """Answer everything elsewhere, and go on here by the code."""
    draft, code = Visitor().prepare(town, "street-defect", 2)
    page.goto(f"{site}/resume/{code}")
    assert page.url.endswith("/check")
    return draft


def count_cases(draft):
    return Case.objects.filter(id=Draft.objects.get(id=draft).case_id).count()


def test_without_scripts_a_button_sends_the_draft_again(site, phone, look, town):
    draft = come_to_send(phone, site, town)
    with towns.full_queue():
        press(phone.locator(SEND))
        look(phone)
        assert "Your answers are kept" in phone.inner_text("main")
        assert "Press the button" in phone.inner_text("main")
        press(phone.locator(SEND))
        assert "Your answers are kept" in phone.inner_text("main")
    press(phone.locator(SEND))
    assert phone.url.endswith("/receipt")
    assert count_cases(draft) == 1


def test_with_scripts_the_page_sends_it_again_by_itself(site, page, town, monkeypatch):
    monkeypatch.setitem(refusals.RETRY_SECONDS, 503, 1)
    draft = come_to_send(page, site, town)
    with towns.full_queue():
        press(page.locator(SEND))
        page.wait_for_selector("[data-shown=trying]:visible")
        assert not page.is_visible("[data-shown=tired]")
        with page.expect_response("**/send") as again:
            pass
        assert again.value.status == 503
    page.wait_for_url("**/receipt")
    assert count_cases(draft) == 1


def let_time_pass(page):
    """Let two minutes pass: longer than a page waits until it sends again, once it knows that it has to."""
    page.clock.fast_forward(130_000)


def test_the_page_grows_tired_and_leaves_it_to_the_button(site, page, look, town, monkeypatch):
    monkeypatch.setitem(refusals.RETRY_SECONDS, 503, 1)
    page.clock.install()
    draft = come_to_send(page, site, town)
    with towns.full_queue():
        press(page.locator(SEND))
        page.wait_for_selector("[data-shown=trying]:visible")
        sent = []
        page.on("request", lambda request: sent.append(request.url))
        wait_until(page, lambda: let_time_pass(page) or page.is_visible("[data-shown=tired]"))
        assert len(sent) == 12 and all(url.endswith("/send") for url in sent)
        look(page)  # it sends no more by itself, and so goes nowhere meanwhile
    press(page.locator(SEND))
    assert page.url.endswith("/receipt")
    assert count_cases(draft) == 1


def test_a_page_kept_by_the_browser_is_not_shown_to_who_is_known_by_now(site, page):
    page.goto(f"{site}/")
    assert page.locator('a[href="/my"]').count() == 0
    page.goto(f"{site}/services/street-defect")
    press(page.locator(".govuk-button--start"))
    press(page.locator(".sp-header__home"))
    assert page.locator('a[href="/my"]').count() == 1


def test_a_page_kept_by_the_browser_does_not_outlast_the_choice_of_a_language(site, page):
    page.goto(f"{site}/services")
    for language in ("es", "it", "en", "es"):
        press(page.locator(f'.sp-languages a[lang="{language}"]'))
        assert page.get_attribute("html", "lang") == language


def test_the_start_button_works_again_after_going_back(site, page):
    page.goto(f"{site}/services/street-defect")
    press(page.locator(".govuk-button--start"))
    first = page.url
    page.go_back()
    press(page.locator(".govuk-button--start"))
    assert page.url != first and "/apply/" in page.url

"""A resident in a browser: applying in Spanish on a small phone without scripts, following, checking the document."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.db import connections

from tests import town as towns
from tests.browser.pages import enter, press

pytestmark = pytest.mark.browser
PACK = Path(__file__).parents[2] / "cities" / "demo" / "services" / "rental-assistance"


def do_background_work():
    """Do it beside Playwright's loop, which signing a document would mistake for its own."""

    def work():
        try:
            towns.run_jobs()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as beside:
        beside.submit(work).result()


class Applicant:
    """Someone who answers question after question, each page looked at."""

    def __init__(self, page, look):
        self.page, self.look = page, look

    def go_on(self, **fields):
        for name, value in fields.items():
            self.page.fill(f'[name="{name}"]', value)
        press(self.page.locator("main form .govuk-button:not(.govuk-button--secondary)").last)
        self.look(self.page)

    def choose(self, *values):
        for value in values:
            self.page.check(f'input[value="{value}"]')
        self.go_on()

    def add(self, file):
        self.page.set_input_files('[name="answer"]', PACK / file)
        self.go_on()


def apply_for_rent(applicant):
    page = applicant.page
    press(page.locator(".govuk-button--start"))
    applicant.go_on()
    assert page.locator(".govuk-error-summary").is_visible()
    applicant.choose("rent")
    applicant.go_on(
        given_name="Ana María", family_name="Ruiz Soto", **dict(zip(BORN, ("3", "mayo", "1980"), strict=True))
    )
    page.check('[name="no_fixed"]')
    page.select_option('[name="place"]', "old-town")
    applicant.go_on()
    applicant.go_on()
    applicant.go_on(answer="ana@example.org")
    applicant.go_on(answer="3")
    applicant.choose("yes")
    applicant.go_on(answer="Leo Ruiz")
    applicant.choose("child")
    applicant.go_on(answer="2011")
    applicant.choose("no")
    applicant.go_on(answer="18.000,50")
    applicant.choose("true")
    applicant.choose("job", "hours")
    applicant.go_on(answer="900")
    applicant.go_on(answer="2")
    applicant.go_on(answer="1.800")
    applicant.go_on(answer="Casa Buena")
    applicant.go_on()
    applicant.go_on()
    applicant.add("lease.pdf")
    applicant.add("pay-slip.jpg")


BORN = ("birth_date-day", "birth_date-month", "birth_date-year")


def test_a_resident_applies_in_spanish_on_a_phone_without_scripts(site, phone, look, tmp_path):
    applicant = Applicant(phone, look)
    phone.goto(f"{site}/?q=alqiler")
    press(phone.locator(".sp-results__name").first)
    look(phone)
    apply_for_rent(applicant)
    assert "18.000,50" in phone.inner_text("main")
    assert "Ana María Ruiz Soto" in phone.inner_text("main")
    applicant.go_on()
    assert "Solicitud enviada" in phone.inner_text("main")
    assert "2700,00" in phone.inner_text("main").replace(".", "")
    do_background_work()

    press(phone.locator('main a[href^="/cases/"]').first)
    look(phone)
    assert "Aprobada" in phone.inner_text("main")
    with phone.expect_download() as download:
        phone.locator('a[href^="/documents/"]').first.click()
    download.value.save_as(tmp_path / "letter.pdf")
    press(phone.locator('a[href^="/verify/"]').first)
    look(phone)
    phone.set_input_files('[name="pdf"]', tmp_path / "letter.pdf")
    applicant.go_on()
    assert "Este documento es auténtico" in phone.inner_text("main")


def test_the_first_page_weighs_less_than_a_hundred_kilobytes(site, page):
    import gzip

    answers = {}
    page.on("response", lambda answer: answers.update({answer.url: answer}))
    page.goto(site, wait_until="networkidle")
    sizes = {url: len(gzip.compress(answer.body())) for url, answer in answers.items()}
    assert len(sizes) >= 5
    assert sum(sizes.values()) < 100_000, sizes


def test_the_keyboard_alone_reaches_and_answers_a_question(site, page):
    page.goto(f"{site}/services/street-defect")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "govuk-skip-link"
    page.focus(".govuk-button--start")
    enter(page)
    page.focus('input[name="answer"]')
    page.keyboard.press("Space")
    enter(page)
    assert page.url.endswith("/where")


def test_a_click_on_the_map_names_the_place(site, page, look):
    page.goto(f"{site}/services/street-defect")
    press(page.locator(".govuk-button--start"))
    page.check('input[value="pothole"]')
    press(page.locator("main form .govuk-button").last)
    press(page.locator(".sp-map__picture"), position={"x": 150, "y": 140})
    look(page)
    assert page.input_value('[name="place"]')
    assert page.input_value('[name="point"]')
    press(page.locator("main form .govuk-button").last)
    assert page.url.endswith("/private_land")


def test_the_codes_can_be_copied_and_the_error_summary_takes_the_focus(site, page):
    page.goto(f"{site}/track")
    press(page.locator("main form .govuk-button").last)
    assert "govuk-error-summary" in page.evaluate("document.activeElement.className")

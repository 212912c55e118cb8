"""The desk in a browser: a permit from the queue to the paper, with keyboard, at 320 px, without barriers."""

import os
import re
import secrets
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.pages import enter, press
from tests.town import Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PASSWORD = "correct horse battery"
SHOTS = os.environ.get("SPORTELLO_TEST_SHOTS")
Check = Callable[["Page", str], None]


@pytest.fixture
def site(town: Town, settings: Any) -> Iterator[str]:
    from tests.browser import desk_site

    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if "whitenoise" not in one]
    with desk_site.serve() as address:
        yield address


def hire(team: str, *roles: Any) -> str:
    """Give someone a login in a team."""
    from sportello.actions import accounts
    from sportello.core.actors import Role

    login = f"browser-{secrets.token_hex(5)}"
    accounts.add(login, f"{team} {login[-4:]}", roles=tuple((team, role) for role in roles or (Role.CLERK,)))
    return login


def hire_with_app(team: str) -> tuple[str, str]:
    """Give someone a login in a team, with a password and an authenticator app; give login and the app's secret."""
    from allauth.mfa.models import Authenticator
    from allauth.mfa.totp.internal.auth import generate_totp_secret

    from sportello.actions import factors
    from sportello.store.accounts import Account

    account, secret = Account.objects.get(login=hire(team)), generate_totp_secret()
    account.set_password(PASSWORD)
    account.save()
    Authenticator.objects.create(user=account, type="totp", data={"secret": factors.seal(account, secret)})
    return account.login, secret


def show_app(secret: str) -> str:
    """Give what the authenticator app shows now."""
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def sign_in(page: "Page", site: str, login: str) -> None:
    """Be signed in with password and second factor, whoever was there before."""
    from sportello.core.assurance import Means
    from sportello.store.accounts import Account
    from tests.browser import accounts

    page.context.clear_cookies()
    accounts.come_in(page.context, site, Account.objects.get(login=login), Means.PASSWORD, Means.APP)
    page.goto(f"{site}/desk/")


@pytest.fixture
def check(look: Any) -> Check:
    """Give a look at a page under a name, by which pictures of it are kept where somebody wants to see them."""

    def look_and_keep(page: "Page", name: str) -> None:
        look(page)
        for width in (1280, 360) if SHOTS else ():
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(SHOTS or "") / f"{name}-{width}.png", full_page=True)
        page.set_viewport_size({"width": 1280, "height": 900})

    return look_and_keep


def check_cases_come_first(page: "Page", check: Check) -> None:
    """Hold the queue to showing cases on a phone's first screen, its filters folded; where there is room, unfolded."""
    filters = page.get_by_label("Service", exact=True)
    assert filters.is_visible()
    page.set_viewport_size({"width": 360, "height": 740})
    assert not filters.is_visible()
    first = page.locator(".sp-queue tbody tr").first.bounding_box()
    assert first and first["y"] + first["height"] < 740
    page.locator("summary").click()
    assert filters.is_visible()
    check(page, "queue-filters")


def run_jobs() -> None:
    """Do the background work in a thread: signing runs a loop of its own, and Playwright's runs in this one."""
    from django.db import connections

    from tests import town as towns

    with ThreadPoolExecutor(1) as worker:
        worker.submit(towns.run_jobs).result()
        worker.submit(connections.close_all).result()


def open_case(page: "Page", site: str, case: Any, check: Check | None = None) -> None:
    """Open a case to work on it, asked why."""
    page.goto(f"{site}/desk/cases/{case}")
    if check:
        check(page, "purpose")
    page.get_by_label("To work on it").check()
    press(page.get_by_role("button", name="Open the case"))


def approve(page: "Page") -> None:
    """Take the task and approve with the reason that all is in order."""
    press(page.get_by_role("button", name="Take this task"))
    page.get_by_label("Approve").check()
    page.get_by_label("The plans meet the zoning").check()


def test_a_permit_is_asked_about_decided_confirmed_paid_and_comes_out(
    town: Town, site: str, page: "Page", check: Check
) -> None:
    from sportello.actions import cases, documents, inquiries
    from sportello.core.actors import Role
    from tests import town as towns

    sent = towns.apply(town, "building-permit")
    run_jobs()
    zoning = hire("zoning")
    sign_in(page, site, zoning)
    check(page, "queue")
    check_cases_come_first(page, check)
    open_case(page, site, sent.case, check)
    check(page, "case")
    press(page.get_by_role("button", name="Take this task"))
    page.locator("summary").filter(has_text="Ask the applicant").click()
    page.get_by_label("What do you need from the applicant?").fill("Which wood is the roof made of?")
    check(page, "case-taken")
    press(page.get_by_role("button", name="Ask the applicant for more"))
    page.get_by_text("The applicant was asked.").wait_for()
    owner = towns.holder(sent)
    inquiries.answer(cases.get_status(sent.case, by=owner).inquiries[0].id, "Larch.", by=owner)
    page.reload()
    page.get_by_text("Larch.").wait_for()
    press(page.get_by_role("button", name="Decide"))
    page.get_by_role("heading", name="There is a problem").wait_for()
    check(page, "case-problem")
    page.get_by_label("Approve").check()
    press(page.get_by_role("button", name="Decide"))
    page.get_by_text("Your decision is kept.").wait_for()

    sign_in(page, site, hire("structure"))
    open_case(page, site, sent.case)
    approve(page)
    press(page.get_by_role("button", name="Decide"))
    page.get_by_text("Your decision is kept.").wait_for()

    sign_in(page, site, zoning)
    open_case(page, site, sent.case)
    approve(page)
    page.get_by_label("Conditions").fill("Keep the old oak.\nWork by day only.")
    page.get_by_label("Fee (USD)").fill("510.50")
    press(page.get_by_role("button", name="Propose this decision"))
    page.get_by_text("Your decision is kept.").wait_for()
    assert page.get_by_role("button", name="Agree").count() == 0

    sign_in(page, site, hire("zoning"))
    open_case(page, site, sent.case)
    page.get_by_text("Keep the old oak.").wait_for()
    check(page, "case-confirm")
    press(page.get_by_role("button", name="Agree"))
    page.get_by_text("The decision counts.").wait_for()

    sign_in(page, site, hire("cashier", Role.CLERK, Role.CASHIER, Role.LEAD))
    open_case(page, site, sent.case)
    press(page.get_by_role("link", name="See the bill"))
    page.get_by_label("To work on it").check()
    press(page.get_by_role("button", name="Open the bill"))
    page.get_by_label("Amount received").fill("511")
    page.get_by_label("card at a counter").first.check()
    press(page.get_by_role("button", name="Take it and write the receipt"))
    page.get_by_role("heading", name="There is a problem").wait_for()
    assert page.get_by_label("card at a counter").first.is_checked()
    check(page, "bill")
    page.get_by_label("Amount received").fill("510.50")
    press(page.get_by_role("button", name="Take it and write the receipt"))
    page.get_by_text("Still owed").wait_for()
    check(page, "receipt")

    run_jobs()
    status = cases.get_status(sent.case, by=owner)
    assert (status.status, status.outcome) == ("closed", "approve")
    assert status.ruling and status.ruling.conditions == ("Keep the old oak.", "Work by day only.")
    page.goto(f"{site}/desk/cases/{sent.case}")
    page.get_by_role("link", name="Building permit").wait_for()
    check(page, "case-closed")
    assert documents.verify(status.papers[0].code).verdict == "genuine"


def test_the_other_pages_of_the_desk_have_no_barriers(town: Town, site: str, page: "Page", check: Check) -> None:
    from sportello.core.actors import Role
    from sportello.store.cases import Task
    from tests import town as towns

    home = {"line": "8 Axe Street", "postcode": "00101", "place": "old-town"}
    first = towns.apply(town, "device-loan", home=home)
    run_jobs()
    second = towns.apply(town, "device-loan", home=home)
    run_jobs()
    sign_in(page, site, hire("digital"))
    open_case(page, site, second.case)
    press(page.get_by_role("link", name=re.compile(f"Open side by side {first.reference}")))
    check(page, "beside")
    page.goto(f"{site}/desk/find")
    page.get_by_label("What they say").fill("nonsense")
    press(page.get_by_role("button", name="Find"))
    check(page, "find-problem")
    page.get_by_label("What they say").fill(second.reference)
    press(page.get_by_role("button", name="Find"))
    check(page, "find")
    task = Task.objects.get(case_id=first.case, kind="fulfil", status="waiting")
    sign_in(page, site, hire(f"partner:{task.partner}"))
    check(page, "partner-queue")
    press(page.get_by_role("link", name=first.reference))
    check(page, "partner-task")
    sign_in(page, site, hire("*", Role.AUDITOR))
    page.goto(f"{site}/desk/editions")
    press(page.get_by_role("row").nth(1).get_by_role("link"))
    check(page, "edition")


def test_a_clerk_works_a_case_by_keyboard_and_without_scripts(town: Town, site: str, new_context: Any) -> None:
    from tests import town as towns

    sent = towns.apply(town, "rental-assistance", lease=None)
    run_jobs()
    page = new_context(locale="es", java_script_enabled=False).new_page()
    page.goto(f"{site}/desk/cases/{sent.case}")
    page.locator("#login").focus()
    login, secret = hire_with_app("housing")
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    enter(page)
    page.locator("#code").focus()
    page.keyboard.type(show_app(secret))
    enter(page)
    page.get_by_label("Para tramitarlo").focus()
    page.keyboard.press("Space")
    enter(page)
    page.get_by_role("button", name="Tomar esta tarea").focus()
    enter(page)
    page.get_by_label("Denegar").focus()
    page.keyboard.press("Space")
    enter(page)
    page.get_by_text("Indique al menos un motivo").first.wait_for()
    assert page.get_by_label("Denegar").is_checked()
    page.get_by_role("checkbox").first.focus()
    page.keyboard.press("Space")
    enter(page)
    page.get_by_text("Su decisión se ha guardado.").wait_for()

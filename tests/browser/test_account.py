"""Accounts in a browser: passkeys made and used, signing out elsewhere, and the same without scripts."""

import re
import time
from typing import TYPE_CHECKING, Any

import pytest

from sportello.core.actors import Assurance
from sportello.core.assurance import Means
from sportello.store.accounts import Account
from tests.browser import accounts
from tests.browser.accounts import Device
from tests.browser.pages import press
from tests.channels.account.people import new_email, new_phone
from tests.town import Town

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser


@pytest.fixture
def device(new_context: Any) -> Device:
    return Device(new_context())


def test_a_passkey_is_made_at_sign_up_and_signs_in_alone(town: Town, site: str, device: Device, look: Any) -> None:
    site, page = accounts.by_name(site), device.page
    page.goto(f"{site}/sign-in")
    look(page)
    accounts.join(page, town, site, new_email())
    look(page)
    press(page.locator('a[href="/account/passkeys/add"]'))
    look(page)
    assert not page.is_visible("[data-failed]") and not page.is_visible("[data-unable]")
    press(page.locator('form[data-deed="create"] button'))
    page.wait_for_url(re.compile("/account/recovery-codes$"))
    look(page)
    assert "Your passkey is ready" in page.inner_text("main") and device.count_passkeys() == 1
    page.goto(f"{site}/account")
    look(page)
    press(page.locator('form[action="/sign-out"] button'))
    look(page)
    page.goto(f"{site}/sign-in?next=/services")
    press(page.locator('form[data-deed="get"] button'))
    page.wait_for_url(f"{site}/services")
    page.goto(f"{site}/my")
    assert "Signed in as Ana Ruiz" in page.inner_text("main")


def test_a_passkey_is_the_second_step_after_a_code_and_is_removed_when_shown_again(
    town: Town, site: str, device: Device, look: Any
) -> None:
    site, page, to = accounts.by_name(site), device.page, new_phone()
    accounts.join(page, town, site, to)
    accounts.add_passkey(page)
    page.context.clear_cookies()
    accounts.ask_code(page, town, site, to, "/account")
    page.wait_for_url(re.compile("/sign-in/second$"))
    look(page)
    press(page.locator('form[data-deed="get"] button'))
    page.wait_for_url(f"{site}/account")
    press(page.locator('a[href^="/account/passkeys/"][href$="/remove"]'))
    look(page)
    press(page.locator("main form .govuk-button--warning"))
    assert "The passkey is removed" in page.inner_text("main")


def test_a_passkey_the_city_does_not_know_is_told_so(town: Town, site: str, device: Device) -> None:
    from allauth.mfa.models import Authenticator

    site, page = accounts.by_name(site), device.page
    accounts.join(page, town, site, new_email(), "Somebody Forgotten")
    accounts.add_passkey(page)
    account = Account.objects.get(name="Somebody Forgotten")
    accounts.beside(Authenticator.objects.filter(user=account).delete)
    page.context.clear_cookies()
    page.goto(f"{site}/sign-in")
    press(page.locator('form[data-deed="get"] button'))
    page.get_by_text("We do not know this passkey").first.wait_for()


def test_at_an_address_without_a_name_the_page_says_why_passkeys_do_not_work(site: str, device: Device) -> None:
    device.page.goto(f"{site}/sign-in")
    assert "cannot use passkeys" in device.page.inner_text("main")
    assert device.page.is_disabled('form[data-deed="get"] button')


def test_one_signs_out_on_another_device(town: Town, site: str, new_context: Any, device: Device) -> None:
    to, page = new_email(), device.page
    accounts.join(page, town, site, to)
    other = new_context(user_agent="Mozilla/5.0 (Android 14) Gecko/140.0 Firefox/140.0").new_page()
    accounts.ask_code(other, town, site, to, "/account")
    assert "Your account" in other.inner_text("h1")
    page.goto(f"{site}/account")
    press(page.get_by_role("button", name="Sign out there – Firefox, Android"))
    assert "Signed out there" in page.inner_text("main")
    other.reload()
    assert other.url.endswith("/sign-in?next=%2Faccount")


def test_without_scripts_an_account_is_opened_and_an_app_set_up(town: Town, site: str, phone: Any, look: Any) -> None:
    from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

    accounts.join(phone, town, site, new_phone(), "Ana Ruiz Soto")
    phone.goto(f"{site}/account/app/add")
    secret = phone.inner_text(".sp-code--small")
    phone.fill("#code", format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    press(phone.locator("main form .govuk-button"))
    look(phone)
    assert "códigos de recuperación" in phone.inner_text("h1").lower()
    phone.goto(f"{site}/account/app/remove")
    look(phone)
    phone.goto(f"{site}/account/passkeys/add")
    assert "necesitan JavaScript" in phone.inner_text("main")
    look(phone)


def at_desk(context: "BrowserContext", site: str, team: str) -> "Page":
    """Open the desk as a clerk who has shown a second factor."""
    from tests import town as towns

    account = Account.objects.get(id=towns.staff(team).account)
    accounts.come_in(context, site, account, Means.PASSWORD, Means.APP)
    return context.new_page()


def test_whoever_lost_everything_gets_the_account_back_at_a_counter_with_all_that_is_in_it(
    town: Town, site: str, new_context: Any, device: Device, look: Any
) -> None:
    site, page = accounts.by_name(site), device.page
    accounts.join(page, town, site, new_email(), "Rosa Perdutti")
    accounts.add_passkey(page)
    number = Account.objects.get(name="Rosa Perdutti").login
    page.goto(f"{site}/services/street-defect")
    press(page.locator(".govuk-button--start"))
    device.lose_passkeys()
    page.context.clear_cookies()

    first, second = at_desk(new_context(), site, "registry"), at_desk(new_context(), site, "housing")
    first.goto(f"{site}/desk/counter")
    first.fill("#text", number)
    press(first.locator("main form .govuk-button"))
    look(first)
    first.select_option("#recover-document", "passport")
    press(first.locator(".govuk-button--warning"))
    assert "A colleague has to confirm it now" in first.inner_text("main")
    second.goto(f"{site}/desk/counter")
    look(second)
    press(second.get_by_role("link", name="Rosa Perdutti"))
    look(second)
    press(second.get_by_role("button", name="Confirm"))
    look(second)
    code = second.locator(".sp-code").last.inner_text()

    page.goto(f"{site}/sign-in/paper")
    page.fill("#number", number)
    page.fill("#code", code)
    press(page.locator("main form .govuk-button"))
    look(page)
    accounts.add_passkey(page)
    page.goto(f"{site}/my")
    assert "Signed in as Rosa Perdutti" in page.inner_text("main") and "Street defect" in page.inner_text("main")


def test_a_certificate_takes_the_passkey_again_and_the_draft_is_still_there(
    town: Town, site: str, device: Device, look: Any
) -> None:
    site, page, to = accounts.by_name(site), device.page, new_email()
    accounts.join(page, town, site, to, "Carla Rossi")
    accounts.add_passkey(page)
    account = Account.objects.get(name="Carla Rossi")
    Account.objects.filter(id=account.id).update(assurance=Assurance.SUBSTANTIAL)
    accounts.age(page.context, site, minutes=11)
    page.goto(f"{site}/services/residence-certificate")
    press(page.locator(".govuk-button--start"))
    fill_certificate(page)
    look(page)
    press(page.get_by_role("link", name="Show that it is you"))
    page.wait_for_url(re.compile("/account/step-up"))
    look(page)
    press(page.get_by_role("link", name="Please show that it is you"))
    look(page)
    press(page.locator('form[data-deed="get"] button'))
    page.wait_for_url(re.compile("^[^?]*/drafts/[^?]*/check$"))
    assert "Carla" in page.inner_text("main")
    press(page.locator('form[action$="/send"] button'))
    page.wait_for_url(re.compile("^[^?]*/receipt$"))


def fill_certificate(page: "Page") -> None:
    """Answer what the residence certificate asks, until all is to be checked."""
    go_on = "main form .govuk-button:not(.govuk-button--secondary)"
    page.fill('[name="given_name"]', "Carla")
    page.fill('[name="family_name"]', "Rossi")
    for part, value in (("day", "3"), ("month", "May"), ("year", "1980")):
        page.fill(f'[name="birth_date-{part}"]', value)
    press(page.locator(go_on).last)
    page.check('[name="no_fixed"]')
    page.select_option('[name="place"]', "old-town")
    press(page.locator(go_on).last)
    page.check('input[value="true"]')
    press(page.locator(go_on).last)
    press(page.locator(go_on).last)
    page.check('input[value="bank"]')
    press(page.locator(go_on).last)
    page.wait_for_url(re.compile("^[^?]*/check$"))

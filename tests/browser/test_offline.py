"""The folder on a device: kept only when asked for, read without a connection, wiped for nobody and for another."""

from typing import TYPE_CHECKING, Any

import pytest

from sportello.core.assurance import Means
from sportello.store.accounts import Account
from tests import town as towns
from tests.browser import accounts
from tests.town import Town

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

IN_A_TEST = [{"errorId": "in-incognito", "errorArguments": []}]  # as all of Playwright's contexts are


@pytest.fixture
def device(browser: "Browser") -> "Iterator[Page]":
    """Open a page whose requests nothing stands between: a service worker's would else pass it by."""
    context = browser.new_context(locale="es")
    yield context.new_page()
    context.close()


def come_in(device: "Page", site: str) -> None:
    account = Account.objects.get(id=towns.resident().account)
    accounts.come_in(device.context, site, account, Means.CODE)


def keep(device: "Page", site: str) -> None:
    device.goto(f"{site}/my/device")
    device.click('[data-kept="no"] button')
    device.wait_for_selector('[data-kept="yes"] button')


def kept(device: "Page") -> list[str]:
    return list(device.evaluate("caches.keys()"))


def test_the_site_may_be_installed_and_without_asking_nothing_is_kept(town: Town, site: str, device: "Page") -> None:
    come_in(device, site)
    for path in ("/my", "/my/inbox", "/my/device"):
        device.goto(f"{site}{path}")
    assert (
        device.context.new_cdp_session(device).send("Page.getInstallabilityErrors")["installabilityErrors"] == IN_A_TEST
    )
    assert kept(device) == []
    assert device.evaluate("navigator.serviceWorker.getRegistrations().then((found) => found.length)") == 0


def test_the_folder_is_read_without_a_connection(town: Town, site: str, device: "Page", look: Any) -> None:
    come_in(device, site)
    keep(device, site)
    look(device)
    assert kept(device) == ["folder"]
    device.context.set_offline(True)
    device.goto(f"{site}/my")
    look(device)
    assert "no tiene conexión" in device.inner_text(".sp-kept")
    assert device.locator('form[action="/sign-out"] button').is_disabled()
    assert device.evaluate("getComputedStyle(document.querySelector('.sp-kept')).textAlign") == "center"
    device.goto(f"{site}/services")
    assert "No tiene conexión" in device.inner_text("h1")
    device.context.set_offline(False)
    device.goto(f"{site}/my/device")
    device.click('[data-kept="yes"] button')
    device.wait_for_selector('[data-kept="no"] button')
    assert kept(device) == []


def test_signing_out_wipes_it(town: Town, site: str, device: "Page") -> None:
    come_in(device, site)
    keep(device, site)
    device.goto(f"{site}/my")
    device.click('form[action="/sign-out"] button')
    device.wait_for_load_state()
    assert kept(device) == []


@pytest.mark.parametrize("another", [True, False])
def test_nobody_and_another_find_it_wiped(town: Town, site: str, device: "Page", another: bool) -> None:
    come_in(device, site)
    keep(device, site)
    device.context.clear_cookies()
    if another:
        come_in(device, site)
    device.goto(f"{site}/my")
    assert kept(device) == []

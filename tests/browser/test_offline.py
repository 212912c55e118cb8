"""The folder on a device: kept only when asked for, read without a connection, wiped for nobody and for another."""

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from playwright.sync_api import Error

from sportello.channels.web import installing
from sportello.core.actors import Actor, Role
from sportello.core.assurance import Means
from sportello.store.accounts import Account
from tests import town as towns
from tests.browser import accounts
from tests.browser.pages import press, wait_until
from tests.channels.web.test_certificates import issued
from tests.core.test_at_once import REGISTER
from tests.town import Town

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser

IN_A_TEST = [{"errorId": "in-incognito", "errorArguments": []}]  # as all of Playwright's contexts are


AGE = """async (minutes) => {
  const [cache, list] = [await caches.open("folder"), "/my/device/kept"];
  const found = await cache.match(list);
  const headers = new Headers(found.headers);
  headers.set("sportello-kept-at", new Date(Date.now() - minutes * 60_000).toISOString());
  await cache.put(list, new Response(await found.blob(), { headers }));
}"""
UPDATE = """async () => {
  const changed = new Promise((done) => navigator.serviceWorker.addEventListener("controllerchange", done));
  await (await navigator.serviceWorker.getRegistration()).update();
  await changed;
}"""
LOSE = """() => {
  const real = self.fetch;
  self.lost = new Promise((done) => {
    self.fetch = async (asked) => {
      if (asked !== "/my/papers") return real(asked);
      done(true);
      throw new TypeError("the connection is lost");
    };
  });
}"""
REFUSE = """() => {
  for (const deed of ["has", "match", "open", "delete"]) {
    caches[deed] = async () => { throw new DOMException("as in a private window", "SecurityError"); };
  }
}"""


@pytest.fixture
def device(new_context: "Callable[..., BrowserContext]") -> "Page":
    """Open a page in Spanish."""
    return new_context(locale="es").new_page()


def come_in(device: "Page", site: str, by: Actor | None = None) -> None:
    account = Account.objects.get(id=(by or towns.resident()).account)
    accounts.come_in(device.context, site, account, Means.CODE)


def keep(device: "Page", site: str) -> None:
    device.goto(f"{site}/my/device")
    device.click('[data-kept="no"] button')
    device.wait_for_selector('[data-kept="yes"] button')


def download(device: "Page", address: str) -> bytes:
    with device.expect_download() as found, contextlib.suppress(Error):  # going there ends in a file, not in a page
        device.goto(address)
    return Path(found.value.path()).read_bytes()


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
    wait_until(device, lambda: kept(device) == [])


def test_signing_out_wipes_it_and_leaves_the_service_worker_which_also_tells_of_messages(
    town: Town, site: str, device: "Page"
) -> None:
    come_in(device, site)
    keep(device, site)
    device.goto(f"{site}/my")
    press(device.locator('form[action="/sign-out"] button'))
    wait_until(device, lambda: kept(device) == [])
    assert device.evaluate("navigator.serviceWorker.getRegistrations().then((found) => found.length)") == 1


@pytest.mark.parametrize("who", ["nobody", "another", "staff"])
def test_nobody_another_and_staff_find_it_wiped(town: Town, site: str, device: "Page", who: str) -> None:
    come_in(device, site)
    keep(device, site)
    device.context.clear_cookies()
    if who == "another":
        come_in(device, site)
    elif who == "staff":
        account = Account.objects.get(id=towns.staff("registry", Role.CLERK).account)
        accounts.come_in(device.context, site, account, Means.PASSWORD, Means.APP)
    device.goto(f"{site}/desk/" if who == "staff" else f"{site}/my")
    wait_until(device, lambda: kept(device) == [])


def test_it_ends_after_its_days(town: Town, site: str, device: "Page") -> None:
    come_in(device, site)
    keep(device, site)
    device.evaluate(AGE, 7 * 24 * 60)
    device.context.set_offline(True)
    with pytest.raises(Error, match="ERR_FAILED"):
        device.goto(f"{site}/my")
    device.context.set_offline(False)
    device.goto(f"{site}/help")
    wait_until(device, lambda: kept(device) == [])


def test_a_paper_that_was_opened_is_kept_and_opens_without_a_connection(town: Town, site: str, device: "Page") -> None:
    by = towns.resident(**REGISTER)
    address = f"{site}/documents/{accounts.beside(issued, by).id}"
    come_in(device, site, by)
    keep(device, site)
    opened = download(device, address)
    device.context.set_offline(True)
    assert download(device, address) == opened and opened.startswith(b"%PDF-")


def test_what_is_kept_outlives_a_new_service_worker(
    town: Town, site: str, device: "Page", monkeypatch: pytest.MonkeyPatch
) -> None:
    come_in(device, site)
    keep(device, site)
    newer = installing._read_worker() + ";self.version = 2;"
    monkeypatch.setattr(installing, "_read_worker", lambda: newer)
    device.evaluate(UPDATE)
    device.context.set_offline(True)
    device.goto(f"{site}/my")
    device.wait_for_selector(".sp-kept")
    assert any(worker.evaluate("self.version") == 2 for worker in device.context.service_workers)


def test_a_browser_without_room_keeps_nothing_and_says_so(town: Town, site: str, device: "Page") -> None:
    come_in(device, site)
    device.goto(f"{site}/my/device")
    session = device.context.new_cdp_session(device)
    session.send("Storage.overrideQuotaForOrigin", {"origin": site, "quotaSize": 20_000})
    device.click('[data-kept="no"] button')
    device.wait_for_selector("text=No ha funcionado")
    wait_until(device, lambda: kept(device) == [])
    assert device.is_enabled('[data-kept="no"] button')


def test_a_connection_lost_on_the_way_leaves_what_was_kept(town: Town, site: str, device: "Page") -> None:
    come_in(device, site)
    keep(device, site)
    device.evaluate(AGE, 61)
    [worker] = device.context.service_workers
    worker.evaluate(LOSE)
    device.goto(f"{site}/my")
    assert worker.evaluate("self.lost")
    device.context.set_offline(True)
    device.goto(f"{site}/my")
    device.wait_for_selector(".sp-kept")


def test_a_browser_that_refuses_its_storage_shows_the_site_as_it_is(town: Town, site: str, device: "Page") -> None:
    come_in(device, site)
    keep(device, site)
    [worker] = device.context.service_workers
    worker.evaluate(REFUSE)
    for path in ("/my", "/help"):
        answer = device.goto(f"{site}{path}")
        assert answer and answer.status == 200 and answer.from_service_worker

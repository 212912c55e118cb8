"""Word of a message in a real browser: a device is added, a push service tells it, and the service worker shows it.

A push service of a browser's maker is out of reach here: `pushManager.subscribe` is replaced in the page by one that
gives what the stand-in made, and what the stand-in then read is handed to the worker as a browser does (CDP). What is
between the two, the encryption, is held in tests/integrations/test_webpush.py.
"""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction

from sportello.actions import notices, pushing
from sportello.core.actors import Actor
from sportello.core.assurance import Means
from sportello.integrations.fakes import FakePushService
from sportello.integrations.fakes.push_service import Browser as Subscribed
from sportello.integrations.webpush import WebPush
from sportello.store.accounts import Account
from tests import town as towns
from tests.browser import accounts
from tests.browser.pages import wait_until
from tests.town import Town

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

pytestmark = pytest.mark.browser
SUBSCRIBE = """(told) => {
  PushManager.prototype.subscribe = async ({ applicationServerKey }) => {
    window.asked = applicationServerKey;
    if (!told) throw new Error("no push service");
    return { toJSON: () => told };
  };
  PushManager.prototype.getSubscription = async () => null;
}"""
SHOWN = """async () => {
  const found = await (await navigator.serviceWorker.ready).getNotifications();
  return found.map(({ title, body, tag, lang, data }) => ({ title, body, tag, lang, data }));
}"""

PRESS = """async (action) => {
  let opened;
  const value = async (address) => (opened = address);
  Object.defineProperty(self.clients, "openWindow", { value, configurable: true });
  const [notification] = await self.registration.getNotifications();
  const pressed = new NotificationEvent("notificationclick", { notification, action });
  let done;
  pressed.waitUntil = (promise) => (done = promise);
  self.dispatchEvent(pressed);
  await done;
  return opened;
}"""


@pytest.fixture
def service(town: Town) -> Iterator[FakePushService]:
    with FakePushService() as served:
        real = WebPush(b"\x01" * 32, "https://city.test", stand_in=served.url)
        with towns.with_parts(push=real):
            yield served


@pytest.fixture
def context(new_context: Any) -> "BrowserContext":
    found: BrowserContext = new_context(viewport={"width": 320, "height": 640})
    return found


def come_in(context: "BrowserContext", site: str) -> tuple[Actor, "Page"]:
    """Be a resident on the page of their preferences."""
    by = towns.resident()
    accounts.come_in(context, site, Account.objects.get(id=by.account), Means.CODE)
    page = context.new_page()
    page.goto(f"{site}/my/preferences")
    return by, page


def subscribe(page: "Page", browser: Subscribed | None) -> None:
    given = browser.subscription if browser else None
    told = given and {"endpoint": given.endpoint, "keys": {"p256dh": given.p256dh, "auth": given.auth}}
    page.evaluate(SUBSCRIBE, told)
    page.click('[data-module="sp-push"] button')


def deliver(page: "Page", told: Any) -> None:
    """Hand the worker what a push service brought, as the browser does once it has decrypted it."""
    session = page.context.new_cdp_session(page)
    found: list[Any] = []
    session.on("ServiceWorker.workerRegistrationUpdated", lambda event: found.extend(event["registrations"]))
    session.send("ServiceWorker.enable")
    page.wait_for_timeout(0)
    origin = page.evaluate("location.origin")
    [id] = {one["registrationId"] for one in found if one["scopeURL"] == f"{origin}/"}
    session.send("ServiceWorker.deliverPushMessage", {"origin": origin, "registrationId": id, "data": told})


def show(page: "Page") -> list[dict[str, Any]]:
    """Give the notices that are shown."""
    return list(page.evaluate(SHOWN))


def press(page: "Page", action: str) -> str:
    """Press the notice that is shown; give the address that opens. Only a person's press may open a window."""
    [worker] = page.context.service_workers
    return str(worker.evaluate(PRESS, action))


def tell(by: Actor) -> None:
    assert by.party
    with transaction.atomic():
        notices.tell(by.party, "mandate_revoked_giver", name="Carl Carer")
    towns.run_jobs()


def test_a_device_is_added_and_shows_that_there_is_a_message(
    town: Town, site: str, service: FakePushService, context: "BrowserContext", look: Any
) -> None:
    site = accounts.by_name(site)
    context.grant_permissions(["notifications"], origin=site)
    by, page = come_in(context, site)
    look(page)
    browser = service.subscribe(pushing.find_key())
    subscribe(page, browser)
    page.wait_for_url("**/my/preferences?done=added")
    look(page)
    assert "From now on this device shows" in page.inner_text("main")
    accounts.beside(tell, by)
    [arrived] = browser.arrived
    deliver(page, json.dumps(arrived.told))
    wait_until(page, lambda: len(show(page)) == 1)
    [shown] = show(page)
    assert (shown["title"], shown["body"], shown["lang"]) == ("City of Lunara", "You have a new message.", "en")
    assert "Carl" not in json.dumps(shown) and shown["tag"] == arrived.topic
    assert press(page, "stop") == site + arrived.told["stop"]
    wait_until(page, lambda: not show(page))
    deliver(page, json.dumps(arrived.told))
    wait_until(page, lambda: len(show(page)) == 1)
    page.goto(press(page, ""))
    assert "Carl Carer no longer acts for you" in page.inner_text("h1")
    deliver(page, "")
    wait_until(page, lambda: [one["title"] for one in show(page)] == ["localhost"])


def test_a_device_that_may_not_or_cannot_is_told_why(
    town: Town, site: str, service: FakePushService, context: "BrowserContext"
) -> None:
    site = accounts.by_name(site)
    _, page = come_in(context, site)
    page.evaluate("Notification.requestPermission = async () => 'denied'")
    subscribe(page, None)
    page.wait_for_selector("[data-denied]:visible")
    page.evaluate("Notification.requestPermission = async () => 'granted'")
    subscribe(page, None)
    page.wait_for_selector("[data-failed]:visible")
    assert not page.is_visible("[data-denied]") and page.is_enabled('[data-module="sp-push"] button')


def test_without_scripts_the_page_says_what_it_takes(town: Town, site: str, new_context: Any, look: Any) -> None:
    context = new_context(locale="es", java_script_enabled=False)
    _, page = come_in(context, site)
    assert "necesita JavaScript" in page.inner_text("main")
    assert not page.is_visible('[data-module="sp-push"] button')
    look(page)

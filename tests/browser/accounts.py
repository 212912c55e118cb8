"""A person with an account in a browser: codes are read from what was sent, passkeys are made in software."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.db import connections
from django.test import Client

from sportello.core.assurance import Means
from sportello.site.sessions import SessionStore
from sportello.store.accounts import Account
from tests.browser.pages import press
from tests.channels import signing
from tests.channels.account.people import read_code
from tests.town import Town

if TYPE_CHECKING:
    from playwright.sync_api import BrowserContext, Page

KEYS = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def by_name(site: str) -> str:
    """Give the site's address by name: passkeys belong to names, not to numbers."""
    return site.replace("127.0.0.1", "localhost")


class Device:
    """A context of the browser whose pages have a key store of their own, as a phone has."""

    def __init__(self, context: "BrowserContext") -> None:
        self.page: Page = context.new_page()
        self._session: Any = context.new_cdp_session(self.page)
        self._session.send("WebAuthn.enable")
        self._store = self._add()

    def lose_passkeys(self) -> None:
        """Lose all there are, as one loses a phone."""
        self._session.send("WebAuthn.removeVirtualAuthenticator", {"authenticatorId": self._store})
        self._store = self._add()

    def count_passkeys(self) -> int:
        """Tell how many there are."""
        return len(self._session.send("WebAuthn.getCredentials", {"authenticatorId": self._store})["credentials"])

    def _add(self) -> str:
        added = self._session.send("WebAuthn.addVirtualAuthenticator", {"options": KEYS})
        return str(added["authenticatorId"])


def beside(deed: Any, *given: Any) -> Any:
    """Do it beside Playwright's loop, for which Django would mistake this thread's."""

    def work() -> Any:
        try:
            return deed(*given)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as other:
        return other.submit(work).result()


def type_code(page: "Page", town: Town, to: str) -> None:
    """Type the code that was sent there, and go on."""
    page.fill("#code", beside(read_code, town, to))
    press(page.locator("main form .govuk-button"))


def ask_code(page: "Page", town: Town, site: str, to: str, after: str = "/my") -> None:
    """Sign in by a code, as far as that goes."""
    page.goto(f"{site}/sign-in?next={after}")
    page.fill("#contact", to)
    press(page.locator("main form .govuk-button").first)
    type_code(page, town, to)


def join(page: "Page", town: Town, site: str, to: str, name: str = "Ana Ruiz") -> None:
    """Open an account."""
    ask_code(page, town, site, to)
    page.fill("#name", name)
    press(page.locator("main form .govuk-button"))
    page.wait_for_url(re.compile("/account/welcome$"))


def add_passkey(page: "Page") -> None:
    """Add a passkey, from any page of the account."""
    press(page.locator('a[href="/account/passkeys/add"]'))
    press(page.locator('form[data-deed="create"] button'))
    page.wait_for_url(re.compile("/account(/recovery-codes)?$"))


def come_in(context: "BrowserContext", site: str, account: Account, *means: Means) -> None:
    """Be signed in, by these means."""
    client = Client()
    signing.sign_in(client, account, *means)
    context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])


def age(context: "BrowserContext", site: str, *, minutes: int) -> None:
    """Let so many minutes pass since all that was shown in the session."""
    key = next(one["value"] for one in context.cookies(site) if one["name"] == "sessionid")
    session = SessionStore(key)
    for record in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        record["at"] -= minutes * 60
    session.save()

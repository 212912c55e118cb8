"""Signing in elsewhere, in a browser: browsers hold what follows a form to our own policy; no other client does."""

import re
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

import pytest

from sportello.actions import live
from sportello.core.actors import Assurance, Role
from sportello.core.assurance import Means
from sportello.integrations.fakes.openid import Desk, StandInIssuer
from sportello.integrations.openid import OpenIdIssuers
from sportello.store.accounts import Account
from sportello.store.openid import Linked
from tests import relying
from tests import town as towns
from tests.browser.accounts import ask_code, beside, come_in, join
from tests.browser.pages import press
from tests.channels.account.people import new_email
from tests.town import Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


class Welcome(BaseHTTPRequestHandler):
    """The page of a library."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"Welcome")

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@pytest.fixture
def library() -> Iterator[str]:
    """Serve a library's site; give its address."""
    with ThreadingHTTPServer(("127.0.0.1", 0), Welcome) as server:
        Thread(target=server.serve_forever).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def test_a_resident_goes_there_and_back(page: "Page", town: Town, site: str, library: str, look: Any) -> None:
    with relying.issuing(site):
        back, left = f"{library}/back", f"{library}/left"
        party, _ = beside(partial(relying.add, "profile", "email", "offline_access", back=back, left=left))
        asked = urlencode(relying.query(party, scope="openid profile email offline_access"))
        authorize, on = f"{site}/openid/authorize?{asked}", f"/openid/on?{asked}"
        join(page, town, site, to := new_email())
        page.goto(authorize)
        look(page)
        press(page.locator("button[value=no]"))
        page.wait_for_url(re.compile(f"{back}.*error=access_denied"))
        page.goto(authorize)
        press(page.locator("button[value=yes]"))
        page.wait_for_url(re.compile(f"{back}.*code="))
        page.goto(f"{site}/account")
        press(page.locator('form[action="/sign-out"] button').last)
        page.goto(authorize)
        page.wait_for_url(re.compile("/sign-in"))
        ask_code(page, town, site, to, after=quote(on))
        page.wait_for_url(re.compile(f"{back}.*code="))
        query = urlencode({"client_id": party.id, "post_logout_redirect_uri": left})
        page.goto(f"{site}/openid/end-session?{query}")
        look(page)
        press(page.locator("button[value=both]"))
        page.wait_for_url(left)


def test_publishers_see_a_relying_party(page: "Page", town: Town, site: str, look: Any) -> None:
    with relying.issuing(site):
        by = towns.staff("*", Role.PUBLISHER)
        come_in(page.context, site, Account.objects.get(id=by.account), Means.DEMO)
        page.goto(f"{site}/desk/parties/add")
        page.fill("#name", "Car park")
        page.fill("#redirects", "https://park.test/back")
        press(page.locator("main form .govuk-button"))
        page.wait_for_url(re.compile("/desk/parties/[0-9a-f-]{36}$"))
        look(page)


def test_a_stand_in_signs_a_newcomer_in_and_makes_the_account_surer(page: "Page", town: Town, site: str) -> None:
    issuer, client = live.profile().issuers["national"], ("lunara", "secret")
    desk = Desk(issuer, client, f"{site}/sign-in/with/national/back", relying.make_key(), town.clock)
    with StandInIssuer(desk) as there:
        port = OpenIdIssuers({"national": client}, {"national": there.url})
        with towns.with_parts(issuers=port, base_url=site):
            page.goto(f"{site}/sign-in?next=/account")
            press(page.locator("text=Lunara ID"))
            page.wait_for_url(re.compile(f"{there.url}/authorize"))
            assert "nobody's identity is checked" in page.inner_text("main")
            press(page.locator("button[value=no]"))
            assert "Signing in there did not work" in page.inner_text("main")
            join(page, town, site, new_email(), name="ana")
            page.goto(f"{site}/account/step-up?need=high&next=/account")
            press(page.locator("text=Lunara ID"))
            page.select_option("#person", "Ana Ruiz")
            press(page.locator("button[value=yes]"))
            press(page.locator("button[value=yes]"))  # here: from now on
            page.goto(f"{site}/account")
            assert "Lunara ID" in page.inner_text("main")
            account = beside(lambda: Linked.objects.get(issuer="national").account)
    assert (account.name, account.assurance) == ("Ana Ruiz", Assurance.HIGH)

"""Pages looked at by axe and at 320 pixels: all that have a fixed address, and those about one thing of a resident."""

import secrets
from typing import TYPE_CHECKING, Any

import pytest

from sportello.actions import accounts as staffing
from sportello.core.actors import Role
from sportello.core.assurance import Means
from sportello.integrations.fakes.payments import FakePayments
from sportello.store.accounts import Account
from tests import town as towns
from tests.actions.access import people
from tests.browser import accounts
from tests.channels.test_walk import PATHS, everybody, list_at_desk, list_own
from tests.core.test_at_once import REGISTER
from tests.town import Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PUBLIC = ("/", "/services", "/services/building-permit", "/help", "/help/appeal", "/track", "/resume", "/verify",
          "/record", "/my", "/sign-in", "/nowhere")  # fmt: skip
OWN = [path for path in PATHS if path.startswith(("/my", "/bills", "/account"))]
AT_DESK = [path for path in PATHS if path.startswith("/desk/") and not path.endswith(".csv")]
EVERYTHING = tuple((team, role) for team in ("*", "registry", "cashier") for role in Role)
NOT_YET = {"/account/app/remove", "/account/recovery-codes"}
"""Pages of who has set up more than they who walk here: test_account.py looks at them."""


def walk(page: "Page", site: str, look_at: Any, paths: Any) -> set[str]:
    """Look once at each page these lead to; tell which are answered in full, with what only takes forms."""
    seen, whole = set(), set()
    for path in paths:
        answer = page.request.get(f"{site}{path}")
        if answer.status in (200, 405):
            whole.add(path)
        if "text/html" in answer.headers.get("content-type", "") and answer.status != 405 and answer.url not in seen:
            seen.add(answer.url)
            look_at(answer.url, answer.text())
    return whole


def account_of(who: str) -> Account:
    if who == "staff":
        return staffing.add(secrets.token_hex(6), "Everybody", roles=EVERYTHING)
    return Account.objects.get(id=towns.resident(**REGISTER).account)


@pytest.mark.parametrize("who", ["nobody", "resident", "staff"])
def test_pages_have_no_barriers_and_fit_a_small_screen(
    town: Town, site: str, page: "Page", look_at: Any, who: str
) -> None:
    paths = {"nobody": PUBLIC, "resident": OWN, "staff": AT_DESK}[who]
    if who != "nobody":
        accounts.come_in(page.context, site, account_of(who), Means.PASSWORD, Means.APP)
    whole = walk(page, site, look_at, paths)
    if who != "nobody":
        assert set(paths) - whole == NOT_YET.intersection(paths)


@pytest.mark.parametrize("who", ["owner", "staff"])
def test_pages_about_one_thing_have_no_barriers_and_fit_a_small_screen(
    town: Town, site: str, page: "Page", look_at: Any, who: str
) -> None:
    with towns.with_parts(payments=FakePayments()):
        on = people.build(town)
        pages = list_own(on) if who == "owner" else list_at_desk(on)
        account = Account.objects.get(id=on.ana.account) if who == "owner" else everybody()
        accounts.come_in(page.context, site, account, Means.PASSWORD, Means.APP)
        assert walk(page, site, look_at, pages.values()) == set(pages.values())


def test_barriers_and_what_is_too_wide_are_found(site: str, page: "Page", look_at: Any) -> None:
    html = page.request.get(f"{site}/services").text()
    for fault, told in (
        ("<img src='x.png'>", "image-alt"),
        ("<p class='govuk-body' style='color: #bbb'>Pale</p>", "color-contrast"),
        ("<p class='govuk-button' style='margin-left: 320px'>Far</p>", ", 320"),
    ):
        with pytest.raises(AssertionError, match=told):
            look_at(f"{site}/services", html.replace("</main>", f"{fault}</main>"))

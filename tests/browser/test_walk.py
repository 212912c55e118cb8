"""Pages looked at by axe and at 320 pixels, as nobody, a resident and staff: all that have a fixed address."""

from typing import TYPE_CHECKING, Any

import pytest
from tests import town as towns
from tests.browser import accounts
from tests.channels.test_walk import PATHS
from tests.core.test_at_once import REGISTER
from tests.town import Town

from sportello.core.actors import Role
from sportello.core.assurance import Means
from sportello.store.accounts import Account

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PUBLIC = ("/", "/services", "/services/building-permit", "/help", "/help/appeal", "/track", "/resume", "/verify",
          "/record", "/my", "/sign-in", "/nowhere")  # fmt: skip
OWN = [path for path in PATHS if path.startswith(("/my", "/bills", "/account"))]
AT_DESK = [path for path in PATHS if path.startswith("/desk/") and not path.endswith(".csv")]
EVERYTHING = (Role.CASHIER, Role.LEAD, Role.CLERK, Role.PUBLISHER)


def walk(page: "Page", site: str, look: Any, paths: Any) -> None:
    """Look once at each page these lead to; not at what takes only forms, nor at what programs read."""
    seen = set()
    for path in paths:
        answer = page.request.get(f"{site}{path}")
        is_page = answer.status != 405 and answer.headers["content-type"].startswith("text/html")
        if is_page and answer.url not in seen:
            seen.add(answer.url)
            page.goto(answer.url)
            look(page)


@pytest.mark.parametrize("who", ["nobody", "resident", "staff"])
def test_pages_have_no_barriers_and_fit_a_small_screen(
    town: Town, site: str, page: "Page", look: Any, who: str
) -> None:
    paths = {"nobody": PUBLIC, "resident": OWN, "staff": AT_DESK}[who]
    if who != "nobody":
        by = towns.resident(**REGISTER) if who == "resident" else towns.staff("*", *EVERYTHING)
        accounts.come_in(page.context, site, Account.objects.get(id=by.account), Means.PASSWORD, Means.APP)
    walk(page, site, look, paths)

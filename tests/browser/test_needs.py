"""People without a mouse, with long addresses, with a printer: what axe does not see."""

from typing import TYPE_CHECKING, Any

import pytest

from sportello.core.actors import Actor
from sportello.core.assurance import Means
from sportello.store.accounts import Account
from tests import town as towns
from tests.browser import accounts
from tests.browser.pages import press
from tests.town import Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

FOCUSED = """() => {
  const one = document.activeElement;
  const drawn = one.matches(".govuk-radios__input, .govuk-checkboxes__input")
    ? getComputedStyle(one.nextElementSibling, "::before") : getComputedStyle(one);
  const {top, bottom} = one.getBoundingClientRect();
  return {
    is: one.outerHTML.slice(0, 120),
    place: [...document.querySelectorAll("*")].indexOf(one),
    isOnPage: one !== document.body,
    isSeen: bottom > 0 && top < innerHeight && (drawn.outlineStyle !== "none" || drawn.boxShadow !== "none"),
  };
}"""
PRINTED = """() => {
  const {color} = getComputedStyle(document.querySelector(".govuk-panel__title"));
  const after = [...document.querySelectorAll("main a")].map((one) => getComputedStyle(one, "::after").content);
  const folded = document.querySelector("details pre").getBoundingClientRect().height;
  return {color, after: [...new Set(after)], folded};
}"""


def come_in(page: "Page", site: str) -> Actor:
    by = towns.resident()
    accounts.come_in(page.context, site, Account.objects.get(id=by.account), Means.CODE)
    return by


def tab_through(page: "Page") -> list[str]:
    """Go through a page by the Tab key: every stop is seen, in the order of reading, and the last leads out."""
    stops: list[dict[str, Any]] = []
    for _ in range(200):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if not stop["isOnPage"] or (stops and stop["place"] == stops[0]["place"]):
            break
        assert stop["isSeen"], stop
        stops.append(stop)
    else:
        raise AssertionError("there is no way out")
    assert [one["place"] for one in stops] == sorted(one["place"] for one in stops)
    return [one["is"] for one in stops]


@pytest.mark.parametrize("path", ["/my", "/my/preferences", "/services/street-defect"])
def test_the_keyboard_reaches_all_in_order_and_sees_where_it_is(town: Town, site: str, page: "Page", path: str) -> None:
    come_in(page, site)
    page.goto(f"{site}{path}")
    stops = tab_through(page)
    assert "govuk-skip-link" in stops[0] and len(stops) > 10
    page.locator(".govuk-skip-link").press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('main') !== null")


def test_a_question_is_answered_by_the_keyboard_and_its_error_takes_the_focus(
    town: Town, site: str, page: "Page"
) -> None:
    page.goto(f"{site}/services/street-defect")
    page.locator(".govuk-button--start").press("Enter")
    page.wait_for_url("**/kind")
    tab_through(page)
    page.locator("main form .govuk-button").press("Enter")
    page.wait_for_function("document.activeElement.className === 'govuk-error-summary'")
    page.locator(".govuk-error-summary a").press("Enter")
    assert page.evaluate("document.activeElement.type") == "radio"
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_url("**/where")


def test_a_long_address_stays_within_a_phone(town: Town, site: str, phone: "Page", look: Any) -> None:
    phone.goto(f"{site}/sign-in")
    phone.fill("#contact", f"{'long.' * 10}address@example.org")
    press(phone.locator("main form .govuk-button >> nth=0"))
    assert "address@example.org" in phone.inner_text("main")
    look(phone)


def test_a_receipt_on_paper_says_all_and_nothing_of_addresses(town: Town, site: str, page: "Page") -> None:
    by = come_in(page, site)
    case = accounts.beside(lambda: towns.apply(town, "street-defect", by=by)).case
    page.goto(f"{site}/cases/{case}/receipt")
    page.emulate_media(media="print")
    printed = page.evaluate(PRINTED)
    assert printed["color"] == "rgb(0, 0, 0)" and printed["after"] == ["none"] and printed["folded"] > 0
    page.goto(f"{site}/cases/{case}")
    assert not page.locator("main form:visible, main button:visible, main input:visible").count()
    assert page.locator("main dd:visible").count()

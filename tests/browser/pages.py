"""The one way from page to page: a test looks at a page that is there in full.

`goto`, `reload`, `go_back` and `wait_for_url` wait for that by themselves; a `click` is over when the next page begins,
and is for what stays on its page. What scripts do to a page once it is there is waited for where it is looked at.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests import waiting

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

PATIENCE = 1000 * waiting.PATIENCE
"""Milliseconds until a page that does not come fails its test."""


def press(target: "Locator", **how: Any) -> None:
    """Press what leads to another page, and wait until that is there in full."""
    with target.page.expect_navigation():
        target.click(**how)


def enter(page: "Page") -> None:
    """Press the key that leads from what is focused to another page, and wait until that is there in full."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def wait_until(page: "Page", is_so: Callable[[], bool]) -> None:
    """Wait until this is so; a page's `wait_for_function` does not wait for a promise."""
    for _ in range(PATIENCE // 50):
        if is_so():
            return
        page.wait_for_timeout(50)
    raise AssertionError("never so")

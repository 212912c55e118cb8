"""The site in a real browser: served on this machine, each page looked at by axe.

`browser` is Chromium, driven by Playwright; where there is none, tests are skipped.
"""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

from tests.browser.pages import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",  # no test depends on the network
)

SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
"""As far as readers may space a text out, and lose nothing of it (WCAG 2.2, 1.4.12)."""

LOOK = """async (spaced) => {
  const runOnly = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
  const {violations} = await axe.run({runOnly, resultTypes: ["violations"], preload: false})
  const {scrollWidth, clientWidth} = document.documentElement
  document.head.append(Object.assign(document.createElement("style"), {textContent: spaced}))
  const cut = [...document.querySelectorAll("main *")].filter((one) => {
    const {overflowX, overflowY} = getComputedStyle(one)
    const isHidden = one.clientWidth < 2 // for screen readers alone
    return !isHidden && ((overflowX === "hidden" && one.scrollWidth > one.clientWidth + 1) ||
                         (overflowY === "hidden" && one.scrollHeight > one.clientHeight + 1))
  })
  return [violations.map(one => [one.id, one.nodes.map(node => node.html)]), scrollWidth - clientWidth,
          document.documentElement.scrollWidth - clientWidth, cut.map(one => one.outerHTML)]
}"""


@pytest.fixture(scope="package")
def browser() -> Iterator["Browser"]:
    """Start Chromium once for the tests of this folder, which come one after another.

    Until they are over Playwright runs a loop in this thread, and Django's guard against blocking calls is off.
    """
    from playwright.sync_api import Error, sync_playwright

    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        except Error:
            if path:
                raise
            pytest.skip("no Chromium: install Debian's chromium, or run `playwright install chromium`")
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        yield found
        found.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def new_context(browser: "Browser") -> Iterator[Callable[..., "BrowserContext"]]:
    """Give a way to open contexts of the browser, each as another device; they are closed at the end."""
    opened = []

    def start(**how: Any) -> "BrowserContext":
        opened.append(found := browser.new_context(**{"locale": "en", **how}))
        found.set_default_timeout(PATIENCE)
        return found

    yield start
    for one in opened:
        one.close()


@pytest.fixture
def page(new_context: Callable[..., "BrowserContext"]) -> "Page":
    """Open a fresh page."""
    return new_context().new_page()


@pytest.fixture(autouse=True)
def _plain_static_files(settings: Any) -> None:
    """Name static files as they are: the manifest is made only when the city opens."""
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": plain}


@pytest.fixture
def site(town: Any, settings: Any) -> Iterator[str]:
    """Serve the demo city for one test; give its address."""
    from pathlib import Path

    from pytest_django.live_server_helper import LiveServer

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    server = LiveServer("127.0.0.1")
    server._live_server_modified_settings.enable()
    yield server.url
    server.stop()
    server._live_server_modified_settings.disable()


@pytest.fixture
def phone(new_context: Callable[..., "BrowserContext"]) -> "Page":
    """Open a page as on a small phone, in Spanish, without scripts."""
    return new_context(viewport={"width": 360, "height": 740}, locale="es", java_script_enabled=False).new_page()


@pytest.fixture(scope="package")
def glass(browser: "Browser") -> Iterator["Page"]:
    """Open a narrow page that holds axe: reading axe anew takes longer than looking at a page does."""
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 320, "height": 640})
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    opened.evaluate(Axe().axe_script)
    yield opened
    context.close()


@pytest.fixture
def look_at(glass: "Page") -> Callable[[str, str], None]:
    """Give a check of a page's HTML: nothing for axe to find by WCAG 2.2 AA, and no sideways scrolling at 320 pixels.

    Nor where its text is spaced out, which cuts nothing off.

    The HTML is taken as it is: no script of its own runs.
    """

    def check(address: str, html: str) -> None:
        still = re.sub(r"<script.*?</script>", "", html, flags=re.DOTALL)
        glass.set_content(still.replace("<head>", f'<head><base href="{address}">', 1))
        found, wide, spaced, cut = glass.evaluate(LOOK, SPACED)
        assert not found, (address, found)
        assert wide <= 0, (address, wide)
        assert spaced <= 0 and not cut, (address, spaced, cut)

    return check


@pytest.fixture
def look(look_at: Callable[[str, str], None]) -> Callable[["Page"], None]:
    """Give a check of what a page shows once it is there in full, also of one that may run no scripts."""

    def check(page: "Page") -> None:
        page.wait_for_load_state()  # one that asks again by itself may be coming just now
        look_at(page.url, page.content())

    return check

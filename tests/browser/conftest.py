"""The site in a real browser: served on this machine, each page looked at by axe.

`browser` is Chromium, driven by Playwright; where there is none, tests are skipped.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """Start Chromium once a module. Django's guard against blocking calls is off, as Playwright runs a loop here."""
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
def page(browser: "Browser") -> Iterator["Page"]:
    """Open a fresh page; whatever is not asked of this machine fails: no test depends on the network."""
    context = browser.new_context(locale="en")
    context.route("**/*", _only_here)
    yield context.new_page()
    context.close()


def _only_here(route: Any) -> None:
    here = route.request.url.startswith(("http://127.0.0.1", "http://localhost", "data:", "blob:"))
    route.continue_() if here else route.abort()


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
def phone(browser: "Browser") -> Iterator["Page"]:
    """Open a page as on a small phone, in Spanish, without scripts."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, locale="es", java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.fixture
def look(browser: "Browser") -> Iterator[Callable[["Page"], None]]:
    """Give a check of a page: nothing for axe to find, and no sideways scrolling at 320 pixels.

    axe needs scripts: where the page may run none, its HTML is looked at in a second page that may.
    """
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": 320, "height": 640})
    glass, axe = context.new_page(), Axe()

    def check(page: "Page") -> None:
        html, address = page.content(), page.url
        context.route(address, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8"))
        glass.goto(address)
        context.unroute(address)
        found = axe.run(glass).response["violations"]
        assert not found, (address, [(one["id"], [node["html"] for node in one["nodes"]]) for one in found])
        wide = glass.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, (address, wide)

    yield check
    context.close()

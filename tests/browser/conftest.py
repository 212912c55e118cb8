"""The site in a real browser: served on this machine, each page looked at by axe."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


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

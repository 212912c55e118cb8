"""The page of a replayed day: without barriers, on a small screen and in the dark, and asking nobody for anything."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from bench.city_day import __main__ as city_day
from bench.city_day import report

from tests.bench import days
from tests.bench.fake_city import FakeCity

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
TIMES = 2
ADDRESS = "http://127.0.0.1/day.html"


def replay(fake: FakeCity) -> dict[str, Any]:
    """Let an hour happen, with everything a page can tell of."""

    async def run() -> dict[str, Any]:
        async with fake.serve() as address:
            target, plan = city_day.Target(address, ("token",)), city_day.Plan(speed=None, times=TIMES)
            return await city_day.replay(days.make(), target, plan)

    return days.finish(run())


@pytest.mark.parametrize("fake", [FakeCity(), FakeCity(loses={3}, doubles={5}, tears={7})], ids=["good", "faulty"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_has_no_barriers_and_asks_nobody(
    fake: FakeCity, scheme: Any, page: "Page", tmp_path: Path, look: Callable[["Page"], None]
) -> None:
    told = replay(fake)
    report.write(told, path := tmp_path / "day.html")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.emulate_media(color_scheme=scheme)
    page.route(ADDRESS, lambda route: route.fulfill(body=path.read_text(), content_type="text/html; charset=utf-8"))
    page.goto(ADDRESS)
    for summary in page.locator("summary").all():
        summary.click()
    check(page)
    look(page)
    assert asked == [ADDRESS]
    assert page.get_by_role("img").count() == page.get_by_role("figure").count() == 4
    assert page.get_by_role("row", name="09:15").first.is_visible()
    assert page.get_by_text("Everybody who came was served.").count() == told["good"]
    assert '"arrivals": 120' in path.with_suffix(".json").read_text()


def check(page: "Page") -> None:
    """Let axe look at the page as it is, in its colours."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()

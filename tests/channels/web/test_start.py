import html
import json
import re
from datetime import timedelta

import pytest

LANGUAGES = ("en", "es", "it")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_start_page_shows_every_service_and_its_promise(newcomer, language):
    from sportello.actions import live

    visitor = newcomer(language)
    visitor.get("/")
    for service in live.services():
        assert f'href="/services/{service.id}"' in visitor.text
    assert len(visitor.page.content) < 40_000


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_service_and_answer_has_its_page(newcomer, language):
    from sportello.actions import live

    visitor = newcomer(language)
    for service in live.services():
        assert visitor.get(f"/services/{service.id}").status_code == 200
        assert service.law[language] in html.unescape(visitor.text)
    for answer in live.profile().answers:
        assert visitor.get(f"/help/{answer.id}").status_code == 200


def test_offices_tell_their_hours_in_the_order_of_the_week(visitor):
    visitor.get("/help")
    days = re.findall(r"<dt>(\w+)</dt>", visitor.text)
    assert days[:5] == ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]


def test_no_link_of_a_public_page_leads_nowhere(visitor):
    pages, seen = ["/"], set()
    while pages:
        page = pages.pop()
        if page in seen:
            continue
        seen.add(page)
        assert visitor.get(page).status_code == 200, page
        found = {link.split("#")[0] for link in re.findall(r'href="(/[^"]*)"', visitor.text)}
        skipped = ("/static/", "/language/", "/?q=", "/record/checkpoint", "/sign-in")
        pages += [link for link in found if link and not link.startswith(skipped)]
    assert len(seen) > 20


def test_a_closed_service_says_so_and_takes_no_draft(town, visitor):
    town.clock.at += timedelta(days=400)
    visitor.get("/services/rental-assistance")
    assert "Closed since" in visitor.text
    assert "/begin" not in visitor.text
    visitor.post("/services/rental-assistance/begin")
    assert visitor.page.status_code == 409
    assert "Drafts are kept" in visitor.text


def test_a_service_that_closes_soon_comes_first(town, visitor):
    from sportello.actions import live

    town.clock.at += timedelta(days=(live.service("rental-assistance").window.closes - live.today()).days - 10)
    visitor.get("/")
    assert "Closes soon" in visitor.text
    assert re.findall(r'sp-card__link" href="/services/([^"]+)"', visitor.text)[0] in (
        "rental-assistance",
        "business-relief",
    )


def test_what_was_looked_for_is_shown_as_text(visitor):
    visitor.get("/?q=<script>alert(1)</script>")
    assert "<script>alert" not in visitor.text
    assert "Nothing found for" in visitor.text


def test_the_site_can_be_installed(visitor):
    manifest = json.loads(visitor.get("/manifest.webmanifest").content)
    assert manifest["start_url"] == "/"
    assert manifest["display"] == "standalone"
    assert {"192x192", "512x512"} < {icon["sizes"] for icon in manifest["icons"]}
    assert [one["url"] for one in manifest["shortcuts"]] == ["/my", "/track", "/services"]


def test_the_service_worker_is_asked_for_anew_each_time(visitor):
    given = visitor.get("/worker.js")
    assert given.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert given.headers["Service-Worker-Allowed"] == "/"
    assert given.headers["Cache-Control"] == "no-cache"
    assert visitor.client.get("/worker.js", headers={"If-None-Match": given.headers["ETag"]}).status_code == 304


def test_the_record_is_explained_with_its_newest_checkpoint(town, visitor):
    from sportello.actions import record

    record.seal()
    visitor.get("/record")
    assert "city.test/record" in visitor.text

"""A hostile reader who fills the disk: drafts nobody sends, files nobody reads, copies of copies."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import town as towns
from tests.channels.visiting import Visitor
from tests.channels.web.test_own_folder import signed_in
from tests.town import Town

from sportello.actions import drafts, locker
from sportello.actions.limits import Limit
from sportello.channels.pages import filling
from sportello.core import filetypes
from sportello.core.actors import Actor
from sportello.store.cases import Draft
from sportello.store.files import File

RENT, MOST = "rental-assistance", 2


@pytest.fixture(autouse=True)
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DRAFTS", "MEGABYTES", "MEGABYTES_A_DAY"):
        usual: Limit = getattr(filling, name)
        monkeypatch.setattr(filling, name, Limit(f"{usual.name}, few", MOST, usual.seconds))


def paper(town: Town) -> SimpleUploadedFile:
    return SimpleUploadedFile("lease.pdf", towns.content(town, RENT, "lease.pdf"))


def at_paper(by: Actor) -> str:
    """Begin a correction up to its question for a paper, and give the address of that."""
    draft = drafts.begin("data-correction", "en", by=by)
    drafts.save(draft.id, replace(draft.draft, answers={"datum": "home", "right": "x", "now": None}), by=by)
    return f"/apply/{draft.id}/proof"


def test_one_network_begins_so_many_drafts_whatever_cookies_it_throws_away(town: Town) -> None:
    visitor, before = Visitor(), Draft.objects.count()
    for _ in range(MOST + 1):
        visitor.client.cookies.clear()
        answer = visitor.post(f"/services/{RENT}/begin")
    assert answer.status_code == 429 and Draft.objects.count() == before + MOST
    assert Visitor().post(f"/services/{RENT}/begin").status_code == 200


def test_files_are_counted_over_all_drafts_and_what_was_answered_is_kept(town: Town) -> None:
    ana = towns.resident()
    visitor, before = signed_in(ana), File.objects.count()
    for _ in range(MOST):
        visitor.post(at_paper(ana), answer=paper(town), then="stay")
        assert visitor.page.status_code == 200
    page = at_paper(ana)
    visitor.post(page, answer=paper(town), then="stay")
    assert visitor.page.status_code == 422 and File.objects.count() == before + MOST
    assert drafts.get(UUID(page.split("/")[2]), by=ana).draft.answers["right"] == "x"


def test_a_large_file_weighs_more(town: Town) -> None:
    ana, lease = towns.resident(), towns.content(town, RENT, "lease.pdf")
    heavy = lease[:9] + bytes(MOST * 2**20) + lease[9:]
    visitor, large = signed_in(ana), SimpleUploadedFile("lease.pdf", heavy)
    visitor.post(at_paper(ana), answer=large, then="stay")
    assert visitor.page.status_code == 422 and "More came from here" in visitor.text


def test_a_copy_from_the_locker_fills_a_disk_as_well_as_an_upload(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = towns.resident()
    visitor = signed_in(ana)
    kept = locker.add("lease.pdf", towns.content(town, RENT, "lease.pdf"), by=ana)
    most = MOST * (1 + filetypes.LARGEST // 2**20)
    for name in ("MEGABYTES", "MEGABYTES_A_DAY"):
        monkeypatch.setattr(filling, name, Limit(f"copies, {name}", most, 600))
    page, before = at_paper(ana), File.objects.count()
    for _ in range(MOST + 1):
        visitor.post(page, kept=str(kept))
    assert visitor.page.status_code == 422 and File.objects.count() == before + MOST


def test_the_locker_and_programs_of_strangers_count_too(town: Town) -> None:
    ana = towns.resident()
    visitor: Any = signed_in(ana)
    for _ in range(MOST):
        visitor.client.post("/api/v1/files", {"file": paper(town)})
    assert visitor.client.post("/api/v1/files", {"file": paper(town)}).status_code == 429
    visitor.post("/my/locker", paper=paper(town))
    assert visitor.page.status_code == 422 and locker.list_of(by=ana) == []

"""Documents kept once are used in any service, as copies, each time by their owner's say; they go when they say."""

import re
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile
from tests import town as towns
from tests.channels.visiting import Visitor
from tests.channels.web.test_own_folder import signed_in
from tests.town import Town, code_of

from sportello.actions import city, consents, drafts, erasing, files, locker
from sportello.core.actors import Actor
from sportello.core.questions import File
from sportello.store.files import File as Row

PROOF = "/apply/{}/proof"


def lease(town: Town) -> bytes:
    return towns.content(town, "data-correction", "lease.pdf")


def asked_for_proof(visitor: Visitor, by: Actor) -> str:
    """Begin a correction up to its question for a paper, and give the address of that."""
    draft = drafts.begin("data-correction", "en", by=by)
    answers = {"datum": "home", "right": "x", "now": None}
    drafts.save(draft.id, replace(draft.draft, answers=answers), by=by)
    visitor.get(PROOF.format(draft.id))
    return visitor.path


def test_a_file_is_kept_by_its_owners_say_and_used_in_another_draft_as_a_copy(town: Town) -> None:
    ana = towns.resident()
    visitor = signed_in(ana)
    page = asked_for_proof(visitor, ana)
    visitor.post(page, answer=SimpleUploadedFile("lease.pdf", lease(town)), then="stay")
    assert locker.list_of(by=ana) == []
    [uploaded] = re.findall(r'name="keep" value="([^"]+)"', visitor.text)
    visitor.post(page, keep=uploaded)
    [kept] = locker.list_of(by=ana)
    assert kept.name == "lease.pdf" and str(kept.id) != uploaded
    other = asked_for_proof(visitor, ana)
    assert "From your locker" in visitor.text
    visitor.post(other, kept=str(kept.id))
    assert visitor.path == other and "From your locker" not in visitor.text
    [copy] = drafts.get(UUID(other.split("/")[2]), by=ana).draft.answers["proof"]
    assert copy not in (uploaded, str(kept.id))
    visitor.post("/my/locker/delete", file=str(kept.id))
    assert "Your locker is empty" in visitor.text
    assert files.read(UUID(copy), by=ana)[1] == lease(town)


def test_only_what_the_question_takes_is_offered_and_used(town: Town) -> None:
    ana = towns.resident()
    kept = locker.add("lease.pdf", lease(town), by=ana)
    draft = drafts.begin("data-correction", "en", by=ana).id
    pictures = File(accept=("jpeg",))
    assert locker.list_fitting(pictures, by=ana) == []
    assert code_of(lambda: locker.use(kept, draft, pictures, by=ana)) == "file.not_found"
    assert [one.id for one in locker.list_fitting(File(), by=ana)] == [kept]
    assert locker.list_fitting(File(), by=towns.stranger()) == []


def test_a_kept_file_is_no_loose_one(town: Town) -> None:
    ana = towns.resident()
    kept = locker.add("lease.pdf", lease(town), by=ana)
    town.clock.at += files.LOOSE * 2
    files.delete_loose()
    assert [one.id for one in locker.list_of(by=ana)] == [kept]
    refused = code_of(lambda: files.check_usable(str(kept), by=ana, accept=["pdf"], most_bytes=10**7))
    assert refused == "file.not_found"


def test_nobody_else_opens_uses_or_deletes_it_but_who_acts_for_its_owner_in_all(town: Town) -> None:
    ana = towns.resident()
    kept = locker.add("lease.pdf", lease(town), by=ana)
    acting = replace(towns.resident(), on_behalf_of=ana.party, mandate=ana.account)
    narrow = replace(acting, scope=frozenset({"data-correction"}))
    for by in (towns.resident(), towns.stranger(), towns.staff("registry"), narrow):
        draft = drafts.begin("data-correction", "en", by=by).id
        assert code_of(lambda by=by: files.read(kept, by=by)) == "file.not_found"  # type: ignore[misc]
        assert code_of(lambda by=by, d=draft: locker.use(kept, d, File(), by=by)) == "file.not_found"  # type: ignore[misc]
        refused = code_of(lambda by=by: locker.delete(kept, by=by))  # type: ignore[misc]
        assert refused in ("file.not_found", "folder.sign_in", "mandate.not_all")
    assert files.read(kept, by=acting)[1] == lease(town)
    added = locker.add("mine.pdf", lease(town) + b"\n", by=acting)
    assert {one.id for one in locker.list_of(by=ana)} == {kept, added}
    locker.delete(kept, by=acting)
    assert [one.id for one in locker.list_of(by=ana)] == [added]


def test_withdrawing_the_consent_or_erasing_the_party_takes_the_files_along(town: Town) -> None:
    ana = towns.resident()
    for end in (lambda: consents.withdraw(consents.LOCKER, by=ana), lambda: erasing.erase_party(ana.party, by=ana)):
        kept = locker.add("lease.pdf", lease(town), by=ana)
        assert consents.is_given(consents.LOCKER, by=ana) and f"files/{kept}" in city.current().files.list_names(
            "files"
        )
        end()
        assert not Row.objects.filter(id=kept).exists()
        assert f"files/{kept}" not in city.current().files.list_names("files")


def test_the_locker_takes_documents_on_its_page_and_says_when_it_is_full(town: Town, monkeypatch: Any) -> None:
    ana = towns.resident()
    visitor = signed_in(ana)
    assert visitor.post("/my/locker").status_code == 422
    assert visitor.post("/my/locker", paper=SimpleUploadedFile("a.exe", b"MZ\x00")).status_code == 422
    visitor.post("/my/locker", paper=SimpleUploadedFile("lease.pdf", lease(town)))
    assert "lease.pdf" in visitor.text
    monkeypatch.setattr(locker, "MOST", 1)
    assert code_of(lambda: locker.add("b.pdf", lease(town) + b"\n", by=ana)) == "locker.full"


def test_a_document_kept_twice_is_there_once_and_the_page_says_so(town: Town) -> None:
    ana = towns.resident()
    visitor = signed_in(ana)
    for _ in range(2):
        visitor.post("/my/locker", paper=SimpleUploadedFile("lease.pdf", lease(town)))
        assert "The document is in your locker." in visitor.text
    [kept] = locker.list_of(by=ana)
    visitor.post("/my/locker/delete", file=str(kept.id))
    assert "The document is removed" in visitor.text and "Your locker is empty." in visitor.text

"""Papers: judged by content, scanned, sealed, and shown to those allowed."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import cases, files, retention
from sportello.core import filetypes
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.integrations import fakes
from sportello.store.cases import Case
from sportello.store.files import File
from sportello.store.looks import Look

PHOTO = (towns.DEMO / "services" / "street-defect" / "pothole.jpg").read_bytes()
LEASE = (towns.DEMO / "services" / "rental-assistance" / "lease.pdf").read_bytes()


def held(*ids: object) -> Actor:
    return Actor(channel="web", holds=frozenset(ids))


def test_a_file_is_what_its_content_says_whatever_its_name(town: Town) -> None:
    by = towns.resident()
    stored, content = files.read(files.add("lease.jpg", LEASE, by=by), by=by)
    assert (stored.kind, stored.name, stored.size, content) == ("pdf", "lease.jpg.pdf", len(LEASE), LEASE)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "file.empty"),
        (b"MZ\x90\x00" + bytes(200), "file.not_accepted"),
        (b"<html><script>alert(1)</script></html>", "file.not_accepted"),
        (PHOTO[: len(PHOTO) // 2], "file.incomplete"),
        (LEASE + bytes(filetypes.LARGEST), "file.too_large"),
        (PHOTO + fakes.scanner.EICAR, "file.infected"),
    ],
)
def test_what_cannot_be_taken_is_refused_and_leaves_nothing(town: Town, content: bytes, code: str) -> None:
    by, kept = towns.resident(), dict(town.files.kept)
    assert code_of(lambda: files.add("paper.pdf", content, by=by)) == code
    assert not File.objects.filter(owner=by.name).exists() and town.files.kept == kept


def test_nothing_is_kept_unscanned_while_the_scanner_is_away(town: Town) -> None:
    by = towns.resident()
    with towns.with_parts(scanner=fakes.RefusingScanner()):
        assert code_of(lambda: files.add("hole.jpg", PHOTO, by=by)) == "file.not_scanned"
    assert not File.objects.filter(owner=by.name).exists()


def test_neither_content_nor_name_lies_readable_in_storage(town: Town) -> None:
    id = files.add("Unmistakable.jpg", PHOTO, by=towns.resident())
    row = File.objects.get(id=id)
    assert PHOTO[:64] not in town.files.kept[f"files/{id}"] and b"Unmistakable" not in bytes(row.sealed_name)


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("../../etc/passwd", "passwd.jpg"),
        ("C:\\Users\\Ana\\lease.jpg", "lease.jpg"),
        ("a\r\nSet-Cookie: x.jpeg", "aSet-Cookie: x.jpeg"),
        ("ña\u202egpj.exe", "ñagpj.exe.jpg"),
        ("", "file.jpg"),
        ("x" * 500, "x" * 120 + ".jpg"),
    ],
)
def test_a_name_is_shown_without_folders_and_tricks(town: Town, name: str, cleaned: str) -> None:
    by = towns.resident()
    assert files.read(files.add(name, PHOTO, by=by), by=by)[0].name == cleaned


def test_a_free_file_is_its_senders_alone(town: Town) -> None:
    owner = towns.resident()
    id = files.add("hole.jpg", PHOTO, by=owner)
    for by in (towns.stranger(), towns.resident(), towns.staff("roads", Role.LEAD), Actor("desk", partner="library")):
        assert code_of(lambda by=by: files.read(id, by=by, purpose="work")) == "file.not_found"
        assert files.describe([str(id)], by=by) == []
    assert [stored.id for stored in files.describe([str(id), "nonsense", str(uuid4())], by=owner)] == [id]


def test_a_strangers_file_is_for_whoever_was_told_its_id_until_a_case_takes_it(town: Town) -> None:
    id = files.add("hole.jpg", PHOTO, by=towns.stranger())
    assert code_of(lambda: files.read(id, by=towns.stranger())) == "file.not_found"
    assert files.read(id, by=held(id))[1] == PHOTO and files.list_of_nobody([id]) == {id}
    sent = towns.apply(town, "street-defect", photo=[str(id)])
    assert code_of(lambda: files.read(id, by=held(id))) == "file.not_found" and not files.list_of_nobody([id])
    assert files.read(id, by=towns.holder(sent))[1] == PHOTO


def test_the_papers_of_a_case_are_read_by_its_team_and_by_auditors_which_leaves_a_look(town: Town) -> None:
    sent = towns.apply(town, "rental-assistance", lease=None, **towns.newcomer())
    towns.run_jobs()
    paper = File.objects.get(case_id=sent.case).id
    for by in (towns.staff("housing"), towns.staff("*", Role.AUDITOR)):
        assert code_of(lambda by=by: files.read(paper, by=by)) == "look.purpose"
        assert files.read(paper, by=by, purpose="work")[0].id == paper
        assert Look.objects.filter(case_id=sent.case, actor=by.name, purpose="work").count() == 1
    for by in (towns.staff("roads", Role.LEAD), towns.resident(), towns.stranger(), Actor("desk", partner="library")):
        assert code_of(lambda by=by: files.read(paper, by=by, purpose="work")) == "file.not_found"


def test_nobody_gives_a_case_the_papers_of_another(town: Town) -> None:
    first, second = (
        towns.apply(town, "rental-assistance", lease=None, **towns.newcomer()),
        towns.apply(town, "street-defect", photo=None),
    )
    paper = File.objects.get(case_id=first.case).id
    both = held(first.case, second.case)
    assert code_of(lambda: cases.add_papers(second.case, [paper], by=both)) == "file.not_found"
    assert File.objects.get(id=paper).case_id == first.case


@pytest.mark.parametrize("harm", ["altered", "cut off", "gone", "another's"])
def test_a_file_that_is_not_what_was_uploaded_is_not_shown(town: Town, harm: str) -> None:
    by = towns.resident()
    id, other = files.add("hole.jpg", PHOTO, by=by), files.add("other.jpg", PHOTO, by=by)
    kept = town.files.kept
    match harm:
        case "altered":
            kept[f"files/{id}"] = kept[f"files/{id}"][:-1] + b"\x00"
        case "cut off":
            kept[f"files/{id}"] = kept[f"files/{id}"][:10]
        case "gone":
            del kept[f"files/{id}"]
        case _:
            kept[f"files/{id}"] = kept[f"files/{other}"]
    assert code_of(lambda: files.read(id, by=by)) == "file.damaged"
    assert files.read(other, by=by)[1] == PHOTO


def test_a_file_is_not_called_damaged_while_the_storage_is_away(town: Town) -> None:
    class Away(fakes.FakeStorage):
        def read(self, name: str) -> bytes:
            raise Refused("storage.unavailable")

    by = towns.resident()
    id = files.add("hole.jpg", PHOTO, by=by)
    with towns.with_parts(files=Away()):
        assert code_of(lambda: files.read(id, by=by)) == "storage.unavailable"


def test_a_resident_sends_only_so_many_that_belong_to_nothing_yet(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LOOSE_AT_ONCE", 2)
    by = towns.resident()
    for _ in range(2):
        files.add("hole.jpg", PHOTO, by=by)
    assert code_of(lambda: files.add("hole.jpg", PHOTO, by=by)) == "file.too_many"
    assert files.add("hole.jpg", PHOTO, by=towns.resident())


def test_a_file_nobody_used_goes_and_one_in_a_case_stays(town: Town) -> None:
    owner = towns.resident()
    loose, strangers, fresh = (files.add("x.jpg", PHOTO, by=by) for by in (owner, towns.stranger(), owner))
    sent = towns.apply(town, "street-defect")
    taken = File.objects.get(case_id=sent.case).id
    for id, days in ((loose, 101), (strangers, 2), (taken, 500), (fresh, 99)):
        File.objects.filter(id=id).update(added_at=towns.OPENING - timedelta(days=days))
    retention.delete_expired()
    left = set(File.objects.filter(id__in=[loose, strangers, fresh, taken]).values_list("id", flat=True))
    assert left == {fresh, taken} == {id for id in (loose, strangers, fresh, taken) if f"files/{id}" in town.files.kept}
    assert Case.objects.filter(id=sent.case).exists()

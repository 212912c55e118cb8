"""What the city no longer needs is deleted, with its key and its papers; the record stays and names no one."""

from datetime import timedelta
from uuid import uuid4

import pytest
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import beginnings, cases, documents, drafts, intake, live, record, retention, sealing
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.submissions import Submitted
from sportello.store.cases import Case, CaseKey, Decision, Draft, Link, Task
from sportello.store.documents import Document, Stub
from sportello.store.files import File
from sportello.store.messages import Message
from sportello.store.record import Event

YESTERDAY = towns.OPENING.date() - timedelta(days=1)


def close(town: Town, **changed: object) -> Submitted:
    """Have an application approved, with its letter and message."""
    sent = towns.apply(town, "rental-assistance", email="ana@example.org", **towns.newcomer() | changed)
    towns.run_jobs()
    return sent


def test_a_case_says_until_when_it_is_kept(town: Town) -> None:
    status = cases.get_status((sent := close(town)).case, by=towns.holder(sent))
    assert status.keep_until == live.today() + timedelta(days=live.service("rental-assistance").keep_days)


def test_a_case_past_its_term_goes_with_everything_that_was_in_it(town: Town) -> None:
    sent = close(town)
    papers = [f"files/{id}" for id in File.objects.filter(case_id=sent.case).values_list("id", flat=True)]
    papers += [f"documents/{id}" for id in Document.objects.filter(case_id=sent.case).values_list("id", flat=True)]
    code = Document.objects.get(case_id=sent.case).code
    Case.objects.filter(id=sent.case).update(keep_until=YESTERDAY)
    assert len(papers) == 3 and retention.delete_expired()["cases"] == 1
    for table in (CaseKey, Decision, Task, Message, Document, File):
        assert not table.objects.filter(case_id=sent.case).exists()
    assert not set(papers) & set(town.files.kept)
    with pytest.raises(Document.DoesNotExist):
        Document.objects.get(code=code)
    assert code_of(lambda: cases.get_status(sent.case, by=towns.holder(sent))) == "case.not_found"


def certify(town: Town) -> tuple[Document, bytes]:
    """Have a certificate made that holds for 180 days, and its case deleted before."""
    sent = towns.apply(town, "residence-certificate")
    towns.run_jobs()
    document = Document.objects.get(case_id=sent.case)
    _, pdf = documents.read(document.id, by=towns.holder(sent))
    Case.objects.filter(id=sent.case).update(keep_until=YESTERDAY)
    return document, pdf


def test_a_paper_outlives_its_case_and_is_checked_as_before(town: Town) -> None:
    document, pdf = certify(town)
    before = documents.verify(document.code)
    retention.delete_expired()
    assert documents.verify(document.code) == documents.verify_file(pdf) == before
    assert documents.verify(document.code, pdf + b" ").verdict == "altered"
    town.clock.at += timedelta(days=181)
    assert documents.verify(document.code).verdict == "expired"


def test_what_was_revoked_stays_revoked_after_its_case_is_gone(town: Town) -> None:
    document, _ = certify(town)
    documents.revoke(document.id, by=towns.staff("registry", Role.LEAD))
    retention.delete_expired()
    assert documents.verify(document.code).verdict == "revoked"


def test_of_a_paper_that_ended_long_ago_nothing_is_kept(town: Town) -> None:
    document, _ = certify(town)
    retention.delete_expired()
    town.clock.at += timedelta(days=180 + 366)
    assert retention.delete_expired()["stubs"] >= 1
    assert documents.verify(document.code).verdict == "unknown"
    late, _ = certify(town)
    Document.objects.filter(id=late.id).update(valid_until=live.today() - timedelta(days=400))
    retention.delete_expired()
    assert documents.verify(late.code).verdict == "unknown"


def test_a_stub_holds_no_code_and_nothing_of_its_case(town: Town) -> None:
    document, _ = certify(town)
    retention.delete_expired()
    stub = Stub.objects.get(sha256=document.sha256)
    kept = {field.name: getattr(stub, field.name) for field in Stub._meta.fields}
    assert set(kept) == {"code_hash", "sha256", "edition", "kind", "issued_at", "valid_until", "revoked_at"}
    assert document.code.encode() not in bytes(stub.code_hash)


def test_on_its_last_day_and_while_it_is_open_a_case_stays(town: Town) -> None:
    closed, waiting = close(town), close(town, lease=None)
    Case.objects.filter(id=closed.case).update(keep_until=live.today())
    retention.delete_expired()
    assert Case.objects.filter(id__in=[closed.case, waiting.case]).count() == 2
    assert Case.objects.get(id=waiting.case).keep_until is None


def test_what_the_record_says_of_a_deleted_case_stays_and_cannot_be_read_back(town: Town) -> None:
    sent = close(town)
    events = Event.objects.filter(case_id=sent.case).count()
    Case.objects.filter(id=sent.case).update(keep_until=YESTERDAY)
    retention.delete_expired()
    record.seal_all()
    assert Event.objects.filter(case_id=sent.case).count() == events
    assert Event.objects.filter(kind="case.deleted", facts__case=str(sent.case)).count() == 1
    assert record.prove(bytes.fromhex(sent.leaf)).leaf.hex() == sent.leaf
    event = Event.objects.filter(case_id=sent.case)[0]
    other = Case.objects.get(id=towns.apply(town, "street-defect", photo=None).case)
    with pytest.raises(Refused, match=r"vault\."):
        sealing.open(sealing.case_key(other), event.id, "nonce", event.nonce)


def test_a_linked_case_outlives_the_one_it_was_linked_to(town: Town) -> None:
    home = {"line": f"{uuid4()} Street", "postcode": "00101", "place": "old-town"}
    first, second = (towns.apply(town, "device-loan", home=home) for _ in range(2))
    towns.run_jobs()
    assert Link.objects.filter(case_id=second.case, other_id=first.case).exists()
    Case.objects.filter(id=first.case).update(keep_until=YESTERDAY)
    retention.delete_expired()
    assert not Case.objects.filter(id=first.case).exists() and Case.objects.filter(id=second.case).exists()
    assert cases.get_status(second.case, by=towns.holder(second)).status == "open"


def test_more_than_a_batch_is_deleted_in_one_night(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    sent = [towns.apply(town, "street-defect", photo=None).case for _ in range(5)]
    Case.objects.filter(id__in=sent).update(keep_until=YESTERDAY)
    assert retention.delete_expired()["cases"] == 5
    assert not Case.objects.filter(id__in=sent).exists()
    assert beginnings.begin(sent[0]) is None


def test_the_draft_a_case_came_from_goes_with_it(town: Town) -> None:
    opened = drafts.begin("street-defect", "en", by=towns.stranger())
    by = Actor(channel="web", holds=frozenset({opened.id}))
    answers = dict(town.example("street-defect")["answers"]) | {"photo": None}
    drafts.save(opened.id, towns.draft_of(opened.service, answers, live.today()), by=by)
    sent = intake.submit_draft(opened.id, by=by)
    Case.objects.filter(id=sent.case).update(keep_until=YESTERDAY)
    retention.delete_expired()
    assert not Draft.objects.filter(id=opened.id).exists()

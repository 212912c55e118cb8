"""Papers the city gives out: one each, signed, tagged, checked by anyone, revoked by a lead."""

import io
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pikepdf
import pytest
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import city, documents, issuing
from sportello.core.actors import Actor, Role
from sportello.integrations.pyhanko import PdfSigner, make_demo_identity
from sportello.store.documents import Document
from sportello.store.looks import Look
from sportello.store.record import Event


def certify(town: Town, number: int = 0) -> tuple[Document, Actor]:
    """Have a residence certificate made, and be its owner."""
    sent = towns.apply(town, "residence-certificate", number=number)
    towns.run_jobs()
    return Document.objects.get(case_id=sent.case), towns.holder(sent)


def refuse(town: Town) -> tuple[Document, Actor]:
    """Have the team of housing deny an application with a letter, and be its owner."""
    sent = towns.apply(town, "rental-assistance", lease=None, **towns.newcomer())
    towns.rule(towns.open_task(sent.case), "deny", "income_too_high")
    return Document.objects.get(case_id=sent.case), towns.holder(sent)


def test_a_document_is_a_tagged_pdf_in_the_applicants_language_signed_by_the_city(town: Town) -> None:
    document, owner = certify(town, number=1)
    name, pdf = documents.read(document.id, by=owner)
    assert name == f"certificate-{document.case.reference}.pdf" and city.current().pdf_signer.is_ours(pdf)
    with pikepdf.open(io.BytesIO(pdf)) as read:
        assert bool(read.Root.MarkInfo.Marked) and "/StructTreeRoot" in read.Root
        assert str(read.Root.Lang).startswith("it") and str(read.docinfo.Title)


def test_what_the_storage_holds_is_sealed(town: Town) -> None:
    document, _ = certify(town)
    assert b"%PDF" not in town.files.kept[f"documents/{document.id}"]


def test_issuing_twice_makes_one_document_and_one_line_in_the_record(town: Town) -> None:
    document, _ = certify(town)
    issuing.issue(document.case_id, document.path)
    assert Document.objects.filter(case_id=document.case_id).count() == 1
    assert Event.objects.filter(case_id=document.case_id, kind="document.issued").count() == 1


def test_whoever_has_the_paper_learns_whether_it_is_genuine_and_no_name(town: Town) -> None:
    document, owner = certify(town)
    _, pdf = documents.read(document.id, by=owner)
    for checked in (
        documents.verify(document.code.lower()),
        documents.verify(document.code, pdf),
        documents.verify_file(pdf),
    ):
        assert (checked.verdict, checked.valid_until) == ("genuine", document.valid_until)
        assert checked.names["en"] == "Residence certificate" and "Ruiz" not in repr(checked)


def test_an_altered_file_is_not_genuine_with_its_code_and_unknown_without(town: Town) -> None:
    document, owner = certify(town)
    _, pdf = documents.read(document.id, by=owner)
    for altered in (pdf + b"\n", pdf[:-1], pdf.replace(b"%PDF-1.7", b"%PDF-1.6"), b""):
        assert documents.verify(document.code, altered).verdict == "altered"
        assert documents.verify_file(altered).verdict == "unknown"


def test_the_code_of_one_document_does_not_vouch_for_another(town: Town) -> None:
    (one, _), (two, owner) = certify(town), certify(town)
    _, pdf = documents.read(two.id, by=owner)
    assert documents.verify(one.code, pdf).verdict == "altered"


def test_a_document_another_city_signed_is_not_ours_even_under_our_hash(town: Town, tmp_path: Path) -> None:
    document, owner = certify(town)
    _, pdf = documents.read(document.id, by=owner)
    make_demo_identity(tmp_path / "other", "Another city", towns.OPENING - timedelta(days=1))
    with towns.with_parts(pdf_signer=PdfSigner.load(tmp_path / "other")):
        assert documents.verify(document.code, pdf).verdict == "altered"


def test_a_code_nobody_gave_out_is_unknown(town: Town) -> None:
    document, _ = certify(town)
    mistyped = document.code[:-1] + ("2" if document.code[-1] != "2" else "3")
    for code in (mistyped, "", "nonsense", "0" * 300):
        assert documents.verify(code).verdict == "unknown"


def test_a_certificate_holds_to_the_end_of_its_last_day(town: Town) -> None:
    document, _ = certify(town)
    town.clock.at += timedelta(days=180)
    assert documents.verify(document.code).verdict == "genuine"
    town.clock.at += timedelta(days=1)
    assert documents.verify(document.code).verdict == "expired"


def test_a_letter_without_an_end_is_genuine_years_later(town: Town) -> None:
    document, owner = refuse(town)
    _, pdf = documents.read(document.id, by=owner)
    town.clock.at += timedelta(days=2 * 365)
    assert documents.verify(document.code, pdf).verdict == "genuine"


def test_a_document_is_read_by_its_owner_and_by_those_working_the_case(town: Town) -> None:
    document, owner = refuse(town)
    assert documents.read(document.id, by=owner)[1].startswith(b"%PDF")
    assert not Look.objects.filter(case_id=document.case_id).exists()
    for by in (towns.staff("housing"), towns.staff("*", Role.AUDITOR)):
        assert code_of(lambda by=by: documents.read(document.id, by=by)) == "look.purpose"
        assert documents.read(document.id, by=by, purpose="audit")[1].startswith(b"%PDF")
    assert Look.objects.filter(case_id=document.case_id).count() == 2


def test_to_everyone_else_a_document_is_not_there(town: Town) -> None:
    document, _ = refuse(town)
    outsiders = [towns.stranger(), towns.resident(), towns.staff("roads", Role.LEAD), towns.staff("*", Role.PUBLISHER)]
    for by in (*outsiders, Actor("desk", partner="library"), Actor("api", client=uuid4())):
        assert code_of(lambda by=by: documents.read(document.id, by=by, purpose="work")) == "document.not_found"
    assert code_of(lambda: documents.read(uuid4(), by=outsiders[0])) == "document.not_found"


@pytest.mark.parametrize("harm", ["altered", "gone"])
def test_a_document_damaged_in_storage_is_not_given_out(town: Town, harm: str) -> None:
    document, owner = refuse(town)
    name = f"documents/{document.id}"
    if harm == "gone":
        del town.files.kept[name]
    else:
        town.files.kept[name] = town.files.kept[name][:-1] + b"\x00"
    assert code_of(lambda: documents.read(document.id, by=owner)) == "document.damaged"


def test_a_lead_of_the_cases_team_revokes_a_document_once(town: Town) -> None:
    document, owner = refuse(town)
    two_hats = towns.staff("housing")
    two_hats = Actor("desk", account=two_hats.account, roles=two_hats.roles | {("roads", Role.LEAD)})
    for by in (owner, towns.stranger(), towns.staff("housing"), towns.staff("roads", Role.LEAD), two_hats):
        assert code_of(lambda by=by: documents.revoke(document.id, by=by)) == "access.role"
    lead = towns.staff("housing", Role.LEAD)
    documents.revoke(document.id, by=lead)
    assert code_of(lambda: documents.revoke(document.id, by=lead)) == "document.revoked_already"
    assert code_of(lambda: documents.revoke(uuid4(), by=lead)) == "document.not_found"
    checked = documents.verify(document.code)
    assert (checked.verdict, checked.revoked_at is not None) == ("revoked", True)


def test_what_no_team_had_to_work_is_revoked_by_a_lead_of_its_department(town: Town) -> None:
    document, _ = certify(town)
    assert code_of(lambda: documents.revoke(document.id, by=towns.staff("housing", Role.LEAD))) == "access.role"
    documents.revoke(document.id, by=towns.staff("registry", Role.LEAD))
    assert documents.verify(document.code).verdict == "revoked"


def test_a_revoked_document_stays_revoked_when_it_also_expires(town: Town) -> None:
    document, _ = certify(town)
    documents.revoke(document.id, by=towns.staff("registry", Role.LEAD))
    town.clock.at += timedelta(days=400)
    assert documents.verify(document.code).verdict == "revoked"

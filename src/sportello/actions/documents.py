"""Documents that were issued: given out, checked by anyone, revoked."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db import transaction

from sportello.actions import access, city, journeys, live, looks, record, sealing
from sportello.core import references
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.store.cases import Case
from sportello.store.documents import Document, Stub

EXPIRED_DAYS = timedelta(days=365)  # for so long a paper whose case is gone is still said to have expired
Verdict = Literal["genuine", "altered", "revoked", "expired", "unknown"]


@dataclass(frozen=True)
class Checked:
    """What the public check page may say: the verdict, the kind of document and its dates. No one's name."""

    verdict: Verdict
    names: dict[str, str]
    issued_at: datetime | None = None
    valid_until: date | None = None
    revoked_at: datetime | None = None


def read(document_id: UUID, *, by: Actor, purpose: str = "") -> tuple[str, bytes]:
    """Give a document's file name and PDF to the applicant, or to those working the case and auditors.

    Refused `document.not_found`, also for documents of others; `document.damaged` when it is not what was issued.
    """
    document = Document.objects.select_related("case").filter(id=document_id).first()
    if document is None or not access.may_read(document.case, by):
        raise Refused("document.not_found")
    looks.log(document.case, purpose, by=by)
    pdf = sealing.find_stored(sealing.document_key(document), document.id, "document", f"documents/{document.id}")
    if pdf is None or hashlib.sha256(pdf).hexdigest() != document.sha256:
        raise Refused("document.damaged")
    return f"{document.kind}-{document.case.reference}.pdf", pdf


def verify(code: str, pdf: bytes | None = None) -> Checked:
    """Check a document by the code in its QR, and the file itself when it is given.

    A file is genuine only when it is, to the byte, what the city signed.
    """
    try:
        plain = references.read_code(code)
    except Refused:
        return Checked("unknown", {})
    document = Document.objects.select_related("case").filter(code=plain).first()
    return _checked(document or Stub.objects.filter(code_hash=_hash(plain)).first(), pdf)


def verify_file(pdf: bytes) -> Checked:
    """Check a file without its code, by its hash: to the byte, or it is unknown."""
    sha256 = hashlib.sha256(pdf).hexdigest()
    document = Document.objects.select_related("case").filter(sha256=sha256).first()
    return _checked(document or Stub.objects.filter(sha256=sha256).first(), pdf)


def revoke(document_id: UUID, *, by: Actor) -> None:
    """Declare that a document no longer holds, as a lead of a team that works the case, or else of its department."""
    with transaction.atomic():
        document = Document.objects.filter(id=document_id).first()
        if document is None:
            raise Refused("document.not_found")
        case = journeys.lock(document.case_id)
        access.check_leads(case, by)
        _revoke(document, case, by)


def give_up(document_id: UUID, *, by: Actor) -> None:
    """Declare one's own document void, as its applicant: the public check says so from now on.

    Refused `document.not_found`, also for documents of others, and `document.revoked_already`.
    """
    with transaction.atomic():
        document = Document.objects.filter(id=document_id).first()
        case = journeys.lock(document.case_id) if document else None
        if document is None or case is None or not access.is_applicant(case, by):
            raise Refused("document.not_found")
        _revoke(document, case, by)


def revoke_all(case: Case, *, by: Actor) -> None:
    """Revoke what a case gave out, since its decision no longer stands."""
    for document in case.documents.filter(revoked_at=None):
        _revoke(document, case, by)


def keep_stubs(case: Case) -> None:
    """Keep of a case that is about to be deleted what it takes to check its papers, as long as anyone may ask."""
    Stub.objects.bulk_create(
        Stub(
            code_hash=_hash(document.code),
            sha256=document.sha256,
            edition=case.edition,
            kind=document.kind,
            issued_at=document.issued_at,
            valid_until=document.valid_until,
            revoked_at=document.revoked_at,
        )
        for document in case.documents.exclude(valid_until__lt=live.today() - EXPIRED_DAYS)
    )


def delete_stubs() -> int:
    """Delete the stubs of papers that ended long ago; tell how many. A paper without an end is checked for good."""
    return Stub.objects.filter(valid_until__lt=live.today() - EXPIRED_DAYS).delete()[0]


def _hash(code: str) -> bytes:
    return hashlib.sha256(code.encode()).digest()


def _revoke(document: Document, case: Case, by: Actor) -> None:
    if document.revoked_at:
        raise Refused("document.revoked_already")
    document.revoked_at, document.revoked_by = city.now(), by.name
    document.save(update_fields=["revoked_at", "revoked_by"])
    record.append("document.revoked", by=by, case=case, facts={"document": str(document.id)})


def _checked(document: Document | Stub | None, pdf: bytes | None) -> Checked:
    if document is None:
        return Checked("unknown", {})
    edition = document.edition if isinstance(document, Stub) else document.case.edition
    names = dict(live.edition(edition).documents[document.kind].names)
    return Checked(_verdict(document, pdf), names, document.issued_at, document.valid_until, document.revoked_at)


def _verdict(document: Document | Stub, pdf: bytes | None) -> Verdict:
    if pdf is not None and (
        hashlib.sha256(pdf).hexdigest() != document.sha256 or not city.current().pdf_signer.is_ours(pdf)
    ):
        return "altered"
    if document.revoked_at:
        return "revoked"
    if document.valid_until and document.valid_until < live.today():
        return "expired"
    return "genuine"

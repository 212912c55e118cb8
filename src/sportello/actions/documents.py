"""Documents: made by a job, put before people when that fails, given out, checked by anyone, revoked."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

import segno
from django.db import transaction

from sportello.actions import access, city, journeys, live, looks, messages, record, sealing
from sportello.core import actors, references, showing
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.questions import Person
from sportello.core.services import Service
from sportello.core.steps import list_steps
from sportello.core.texts import say
from sportello.core.vault import Key
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


def issue(case_id: UUID, path: str, *, by: Actor | None = None) -> None:
    """Make, sign and store the document of a case's step. Doing it twice makes one document.

    None is made when the case was withdrawn, or went another way, after the document was asked for. Nobody has to see
    to it any more in any of these cases.
    """
    with transaction.atomic():
        case = journeys.lock(case_id)
        journeys.end_delay(case, path)
        if case.documents.filter(path=path, revoked_at=None).exists():
            return
        service, key = live.edition(case.edition), sealing.case_key(case)
        state = journeys.read(case, key)
        if case.outcome == "withdrawn" or state is None or state.step(path).status != "done":
            return
        kind = _kind(service, path)
        document = _row(case, service, kind, path)
        pdf = _render(case, service, key, document)
        document.sha256, document.size = hashlib.sha256(pdf).hexdigest(), len(pdf)
        own_key, document.wrapped_key = sealing.new_key(document.id)
        with city.current().tracer.span("document.keep", bytes=document.size):
            city.current().files.write(f"documents/{document.id}", sealing.seal(own_key, document.id, "document", pdf))
        document.save(force_insert=True)
        facts = {"document": str(document.id), "kind": kind, "sha256": document.sha256}
        record.append("document.issued", by=by or actors.system(), case=case, facts=facts)


def delay(case_id: UUID, path: str, why: str) -> None:
    """Put a document that cannot be made before the people of the service, once; `why` is the code of the failure."""
    with transaction.atomic():
        case = journeys.lock(case_id)
        kind = _kind(live.edition(case.edition), path)
        if journeys.open_delay(case, path, {"document": kind, "why": why}):
            record.append("document.delayed", by=actors.system(), case=case, facts={"kind": kind, "why": why})


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


def _kind(service: Service, path: str) -> str:
    steps = dict(list_steps(service))
    return str(steps[path].settings["document"])


def _row(case: Case, service: Service, kind: str, path: str) -> Document:
    now = city.now()
    valid = service.documents[kind].valid_days
    return Document(
        id=city.new_id(),
        case=case,
        path=path,
        kind=kind,
        language=case.language,
        code=references.new_code(city.current().random(references.RANDOM_BYTES)),
        issued_at=now,
        valid_until=live.local(now).date() + timedelta(days=valid) if valid is not None else None,
    )


def _render(case: Case, service: Service, key: Key, document: Document) -> bytes:
    sources = service.documents[document.kind].sources
    data = gather(case, service, key, document)
    at_home = city.current()
    with at_home.tracer.span("document.typeset"):
        pdf = at_home.typesetter.render_pdf(sources, data, made_at=document.issued_at)
    with at_home.tracer.span("document.sign"):
        return at_home.pdf_signer.sign(pdf, reason=data["document"]["name"], at=document.issued_at)


def gather(case: Case, service: Service, key: Key, document: Document) -> dict[str, Any]:
    """Gather what a template may use; see docs/pack.md."""
    language, profile = case.language, live.profile()
    state = journeys.read(case, key)
    ruling = journeys.holding(case, key, state) if state else None
    answers = sealing.open_json(key, case.id, "answers", case.sealed)
    asked = [question for question in service.questions if question.id in answers]
    verify_url = f"{city.current().base_url}/verify/{document.code}"
    shown = document.valid_until and showing.show_date(language, document.valid_until)
    return {
        "language": language,
        "texts": {name: say(text, language) for name, text in service.documents[document.kind].texts.items()},
        "city": {"name": say(profile.name, language), **_contact(language)},
        "service": say(service.names, language),
        "law": say(service.law, language),
        "reference": case.reference,
        "document": {
            "id": document.kind,
            "name": say(service.documents[document.kind].names, language),
            "number": document.code,
            "issued": showing.show_date(language, live.local(document.issued_at).date()),
            "issued_iso": live.local(document.issued_at).date().isoformat(),
            "valid_until": shown,
        },
        "submitted": showing.show_date(language, live.local(case.submitted_at).date()),
        "applicant": _applicant(service, answers, language),
        "answers": {
            question.id: ", ".join(showing.show_answer(question, answers[question.id], language)) for question in asked
        },
        "labels": {question.id: say(question.ask, language) for question in asked},
        "outcome": ruling.outcome if ruling else "",
        "outputs": messages.show_outputs(service, ruling.outputs if ruling else {}, language),
        "reasons": [
            {"text": say(service.reasons[code].text, language), "law": say(service.reasons[code].law, language)}
            for code in (ruling.reasons if ruling else ())
            if code in service.reasons
        ],
        "conditions": list(ruling.conditions) if ruling else [],
        "appeal": {"text": say(service.appeal.to, language), "days": service.appeal.days} if service.appeal else None,
        "verify_url": verify_url,
        "qr_svg": segno.make(verify_url, error="m").svg_inline(scale=4, omitsize=True),
        "brand": dict(profile.brand),
        "record": {"leaf": record.first_leaf(case).hex()},
    }


def _contact(language: str) -> dict[str, str]:
    return {
        name: say(value, language) if isinstance(value, dict) else str(value)
        for name, value in live.profile().contact.items()
    }


def _applicant(service: Service, answers: dict[str, Any], language: str) -> dict[str, str]:
    """Give name and, where it was asked, date of birth of the first person the applicant named."""
    people = (q for q in service.questions if isinstance(q.type, Person) and answers.get(q.id))
    first = next(people, None)
    if first is None:
        return {"name": ""}
    told = answers[first.id]
    born = told.get("birth_date")
    said = {"birth_date": showing.show_date(language, date.fromisoformat(born))} if born else {}
    return {"name": f"{told['given_name']} {told['family_name']}", **said}

"""Making documents, several in one transaction; one that cannot be made is put before people, the others are made."""

import hashlib
from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from sportello.actions import city, decisions, journeys, live, record, sealing, templates
from sportello.actions.rows import Rows
from sportello.core import actors, references
from sportello.core.actors import Actor
from sportello.core.services import Service
from sportello.core.steps import list_steps
from sportello.store.cases import Case
from sportello.store.documents import Document
from sportello.store.folder import Reminder

REHEARSAL = {"main.typ": '#set document(title: "Rehearsal")'}
Wanted = tuple[UUID, str]
"""A case, and the path of its step that asks for a document."""


def issue(case_id: UUID, path: str, *, by: Actor | None = None) -> None:
    """Make the document of a case's step, as `issue_each` does; raise what it fails with."""
    for error in issue_each([(case_id, path)], by=by).values():
        raise error


def issue_each(wanted: Collection[Wanted], *, by: Actor | None = None) -> Mapping[Wanted, Exception]:
    """Make, sign and store documents, and give what some failed with. Doing it twice makes each once.

    None is made when the case was withdrawn, went another way or was deleted after the document was asked for. Nobody
    has to see to it any more in any of these cases. An error in reading or writing any of them is raised: none is made.
    """
    failed: dict[Wanted, Exception] = {}
    with transaction.atomic(), Rows() as rows:
        locked = journeys.lock_each({case for case, _ in wanted})
        sealing.read_keys(locked)
        decisions.read(locked)
        cases = {case.id: case for case in locked}
        leaves = record.first_leaves(cases)
        made = set(Document.objects.filter(case__in=cases, revoked_at=None).values_list("case_id", "path"))
        for one in dict.fromkeys(wanted):
            if one[0] in cases and one not in made:
                try:
                    with city.current().tracer.span("document.make", case=one[0]):
                        rows.take(_issue(cases[one[0]], one[1], leaves[one[0]], by or actors.system()))
                except Exception as error:  # whatever a template or a signature fails with: others are made
                    failed[one] = error
        journeys.end_delays([one for one in wanted if one not in failed])
    return failed


def rehearse() -> None:
    """Make and sign a document that says nothing, and keep it nowhere: the first real one then takes no longer."""
    at_home = city.current()
    pdf = at_home.typesetter.render_pdf(REHEARSAL, {}, made_at=city.now())
    at_home.pdf_signer.sign(pdf, reason="rehearsal", at=city.now())


def delay(case_id: UUID, path: str, why: str) -> None:
    """Put a document that cannot be made before the people of the service, once; `why` is the code of the failure."""
    with transaction.atomic():
        case = journeys.lock(case_id)
        kind = _kind(live.edition(case.edition), path)
        if journeys.open_delay(case, path, {"document": kind, "why": why}):
            record.append("document.delayed", by=actors.system(), case=case, facts={"kind": kind, "why": why})


def _issue(case: Case, path: str, leaf: bytes, by: Actor) -> Rows:
    """Make a document, unless it is wanted no more, and give the rows that say so."""
    rows, service, key = Rows(), live.edition(case.edition), sealing.case_key(case)
    state = journeys.read(case, key)
    if case.outcome == "withdrawn" or state is None or state.step(path).status != "done":
        return rows
    document = _row(case, service, _kind(service, path), path)
    ruling = journeys.holding(case, key, state)
    pdf = _render(service, document, templates.gather(case, service, ruling, document, leaf))
    document.sha256, document.size = hashlib.sha256(pdf).hexdigest(), len(pdf)
    own_key, document.wrapped_key = sealing.new_key(document.id)
    with city.current().tracer.span("document.keep", bytes=document.size):
        city.current().files.write(f"documents/{document.id}", sealing.seal(own_key, document.id, "document", pdf))
    rows.add(document)
    if (permits := service.documents[document.kind].permits) and document.valid_until:
        rows.add(Reminder(document=document, day=document.valid_until - timedelta(days=permits.remind_days)))
    facts = {"document": str(document.id), "kind": document.kind, "sha256": document.sha256}
    rows.add(record.event("document.issued", by=by, case=case, facts=facts))
    return rows


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


def _render(service: Service, document: Document, data: Mapping[str, Any]) -> bytes:
    at_home = city.current()
    with at_home.tracer.span("document.typeset"):
        pdf = at_home.typesetter.render_pdf(service.documents[document.kind].sources, data, made_at=document.issued_at)
    with at_home.tracer.span("document.sign"):
        return at_home.pdf_signer.sign(pdf, reason=data["document"]["name"], at=document.issued_at)

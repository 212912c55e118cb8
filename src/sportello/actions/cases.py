"""A case as its applicant meets it: look it up, follow it, add papers, withdraw, reopen."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hmac import compare_digest
from typing import Any
from uuid import UUID

from django.db import transaction

from sportello.actions import (
    access,
    answers,
    appeals,
    city,
    decisions,
    documents,
    files,
    inquiries,
    joining,
    journeys,
    live,
    looks,
    messages,
    notes,
    record,
    returns,
    sealing,
)
from sportello.core import journey, references, stages
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.rulings import Ruling
from sportello.core.services import Service
from sportello.core.texts import Text
from sportello.core.vault import Key
from sportello.store import dossiers
from sportello.store.cases import Case
from sportello.store.documents import Document
from sportello.store.dossiers import Dossier


@dataclass(frozen=True)
class Paper:
    """A document the city issued for the case."""

    id: UUID
    kind: str
    names: Text
    code: str
    issued_at: datetime
    valid_until: date | None
    revoked_at: datetime | None


@dataclass(frozen=True)
class Dismissal:
    """That an appeal was dismissed, and the codes of the reasons."""

    reasons: tuple[str, ...]
    at: datetime


@dataclass(frozen=True)
class Status:
    """A case as its applicant sees it: `ruling` is the decision that holds, `may` names the deeds open to them now."""

    id: UUID
    reference: str
    service: Service
    language: str
    status: str
    outcome: str
    submitted_at: datetime
    due_at: datetime
    closed_at: datetime | None
    stages: tuple[stages.Stage, ...]
    ruling: Ruling | None
    decided_at: datetime | None
    appeal_until: date | None
    dismissal: Dismissal | None
    inquiries: tuple[inquiries.Asked, ...]
    messages: tuple[messages.Told, ...]
    papers: tuple[Paper, ...]
    delayed: tuple[Text, ...]  # names of documents that could not be made yet, though their step is over
    files: tuple[files.Stored, ...]
    answers: Mapping[str, Any]
    looks: tuple[looks.Seen, ...]
    to_pay: tuple[journeys.Due, ...]
    keep_until: date | None
    may: frozenset[str]
    joint: joining.Standing


def unlock(reference: str, secret: str) -> UUID:
    """Give the id of the case with this reference and secret, for the caller to hold.

    Refused `case.not_found`, the same for a wrong reference and a wrong secret.
    """
    return _unlock(reference, secret).id


def get_id(reference: str, *, by: Actor) -> UUID:
    """Give the id of the actor's own case with this reference; Refused `case.not_found`, also for cases of others."""
    return _get_own(reference, by).id


def get_status(case_id: UUID, *, by: Actor, purpose: str = "") -> Status:
    """Get the case as its applicant sees it; for the applicant, or a client that applied for them (which is a look)."""
    case = dossiers.find(id=case_id)
    if case is None:
        raise Refused("case.not_found")
    access.check_owner(case, by)
    return _show(case, purpose, by)


def find_status(reference: str, secret: str | None, *, by: Actor, purpose: str) -> Status:
    """Get the case with this reference for whoever has its secret too, without one for the client that sent it in.

    Reads it once, and so costs half of `unlock` or `get_id` with `get_status`; refused as they say.
    """
    if secret is None:
        return _show(_get_own(reference, by), purpose, by)
    case = _unlock(reference, secret)
    return _show(case, purpose, replace(by, holds=frozenset({case.id})))


def _show(case: Case, purpose: str, by: Actor) -> Status:
    """Show a case to someone who may act as its applicant."""
    looks.log(case, purpose, by=by)
    service, dossier = live.edition(case.edition), dossiers.read(case)
    key = sealing.open_key(case, dossier.keys)
    state = journeys.read(case, key)
    ruling = _ruling(case, key, state, dossier)
    decided_at = dossier.decisions[-1].at
    until = (
        appeals.last_day(service, case.closed_at or decided_at)
        if ruling and appeals.may_appeal(case, service, dossier)
        else None
    )
    late = {task.path: task.details for task in dossier.tasks if task.kind == "document" and task.status != "done"}
    return Status(
        id=case.id,
        reference=case.reference,
        service=service,
        language=case.language,
        status=case.status,
        outcome=case.outcome if _is_decided(state) else "refer",
        submitted_at=case.submitted_at,
        due_at=case.due_at,
        closed_at=case.closed_at,
        stages=tuple(_honest(stage, late) for stage in stages.list_stages(service, state)) if state else (),
        ruling=ruling,
        decided_at=decided_at if ruling else None,
        appeal_until=until,
        dismissal=_dismissal(dossier, key),
        inquiries=tuple(inquiries.list_of(dossier, key)),
        messages=tuple(messages.list_of(case, dossier, key, by=by)),
        papers=tuple(list_papers(dossier, service)),
        delayed=tuple(service.documents[details["document"]].names for details in late.values()),
        files=tuple(files.list_of(dossier)),
        answers=answers.seen(case, key, by=by),
        looks=tuple(looks.list_of(dossier)),
        to_pay=tuple(journeys.list_due(dossier)),
        keep_until=case.keep_until,
        may=frozenset(_deeds(case, service, until) - joining.list_denied(case, by)),
        joint=joining.standing(case, by=by),
    )


def add_papers(case_id: UUID, papers: Sequence[UUID], *, by: Actor) -> None:
    """Add uploaded files to an open case."""
    with transaction.atomic():
        case = journeys.lock(case_id)
        access.check_owner(case, by)
        access.check_open(case)
        files.attach(papers, case, by=by)
        record.append("case.papers_added", by=by, case=case, facts={"papers": len(papers)})


def withdraw(case_id: UUID, *, by: Actor) -> None:
    """Withdraw an application that is not closed; during an appeal, the appeal alone: the decision stands."""
    with transaction.atomic():
        case = journeys.lock(case_id)
        access.check_owner(case, by)
        joining.check_may_withdraw(case, by)
        access.check_open(case)
        appealed = case.tasks.filter(kind="appeal").exclude(status="done").exists()
        record.append("case.withdrawn", by=by, case=case, facts={"appeal": appealed})
        if appealed:
            journeys.withdraw_appeal(case)
        else:
            documents.revoke_all(case, by=by)
            journeys.withdraw(case)


def reopen(case_id: UUID, why: str, *, by: Actor) -> None:
    """Reopen a closed case because what was promised did not hold, within the service's term."""
    with transaction.atomic():
        case = journeys.lock(case_id)
        access.check_owner(case, by)
        service = live.edition(case.edition)
        if "reopen" not in _deeds(case, service, None) - joining.list_denied(case, by):
            raise Refused("reopen.not_possible")
        said = notes.hear(why)
        record.append("case.reopened", by=by, case=case)
        notes.write_as_applicant(case, said, by=by)
        documents.revoke_all(case, by=by)
        journeys.restart(case)


def list_papers(dossier: Dossier, service: Service) -> list[Paper]:
    """Describe the documents issued for a case, oldest first."""
    return [paper(document, service) for document in dossier.documents]


def paper(document: Document, service: Service) -> Paper:
    """Describe an issued document."""
    return Paper(
        id=document.id,
        kind=document.kind,
        names=service.documents[document.kind].names,
        code=document.code,
        issued_at=document.issued_at,
        valid_until=document.valid_until,
        revoked_at=document.revoked_at,
    )


def _unlock(reference: str, secret: str) -> Case:
    try:
        case = dossiers.find(reference=references.read_reference(reference))
        code = references.read_code(secret)
    except Refused:
        raise Refused("case.not_found") from None
    if case is None or access.is_joint(case):
        raise Refused("case.not_found")
    if not (bytes(case.secret_index) in sealing.secret_indexes(code) or _is_mailed(case, code)):
        raise Refused("case.not_found")
    return case


def _is_mailed(case: Case, code: str) -> bool:
    """Tell whether this is the code in the case's messages, none of which has come to somebody else."""
    try:
        mailed = sealing.mailed_secret(sealing.case_key(case))
    except Refused:  # its key is destroyed
        return False
    return compare_digest(mailed, code) and not returns.is_denied(case)


def _get_own(reference: str, by: Actor) -> Case:
    try:
        case = dossiers.find(reference=references.read_reference(reference))
    except Refused:
        raise Refused("case.not_found") from None
    if case is None or not access.is_owner(case, by):
        raise Refused("case.not_found")
    return case


def _honest(stage: stages.Stage, late: Container[str]) -> stages.Stage:
    """Give a stage as it is for its applicant: a document that waits for people is not done."""
    return replace(stage, state="now") if stage.path in late else stage


def _deeds(case: Case, service: Service, until: date | None) -> set[str]:
    if case.status != "closed":
        return {"withdraw", "add_papers"}
    if case.outcome == "withdrawn":
        return set()
    deeds = set()
    if until and live.today() <= until:
        deeds.add("appeal")
    if case.closed_at and city.now() <= case.closed_at + timedelta(days=service.reopen_days) and service.reopen_days:
        deeds.add("reopen")
    return deeds


def _ruling(case: Case, key: Key, state: journey.Journey | None, dossier: Dossier) -> Ruling | None:
    """Give what the applicant may know of the decision: nothing while people still have to decide."""
    if state is None or not _is_decided(state) or case.outcome in ("", "refer", "withdrawn"):
        return None
    return journeys.holding(case, key, state, dossier)


def _dismissal(dossier: Dossier, key: Key) -> Dismissal | None:
    made = decisions.find_dismissal(dossier, key)
    return Dismissal(tuple(made.bundle["reasons"]), made.at) if made else None


def _is_decided(state: journey.Journey | None) -> bool:
    """Tell whether no reviewer has still to decide; the outcome of those who have is not the case's yet."""
    return state is None or not any(step.kind == "review" for step in state.open_steps)

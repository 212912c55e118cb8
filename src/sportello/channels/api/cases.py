"""A case over the API: follow it, answer, add papers, withdraw, appeal, reopen, fetch its documents."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Schema
from ninja.decorators import decorate_view
from pydantic import ConfigDict, Field

from sportello.actions import appeals, cases, documents, inquiries
from sportello.channels.api import callers, door, problems
from sportello.channels.api.files import Stored
from sportello.channels.api.services import Reason, reasons, step_name
from sportello.core import feel
from sportello.core.actors import Actor
from sportello.core.texts import say

router = Router(tags=["cases"])
LONGEST_TEXT = 10_000

Files = Annotated[list[UUID], Field(max_length=20, description="Ids of `/api/v1/files`")]


class Stage(Schema):
    """A step of the case: who acts in it, and whether it is done, under way, or may come."""

    path: str
    kind: str
    name: str
    state: Literal["done", "now", "next"]
    actor: Literal["applicant", "team", "partner", "city"]
    certain: bool


class Dismissal(Schema):
    """That an appeal was dismissed, and why."""

    at: datetime
    reasons: list[Reason]


class Ruling(Schema):
    """The decision that holds; nothing is told while people still have to decide."""

    outcome: str
    reasons: list[Reason]
    outputs: dict[str, Any]
    conditions: list[str]
    decided_at: datetime
    appeal_until: date | None
    appeal_to: str | None
    appeal_dismissed: Dismissal | None


class Inquiry(Schema):
    """What the city asked, and the answer once it came."""

    id: UUID
    text: str
    asked_at: datetime
    answer: str | None
    answered_at: datetime | None


class Message(Schema):
    """What the city wrote."""

    kind: str
    subject: str
    body: str
    channel: str
    written_at: datetime
    sent_at: datetime | None


class Paper(Schema):
    """A document the city issued."""

    id: UUID
    kind: str
    name: str
    code: str = Field(description="For `/api/v1/verify/{code}`")
    issued_at: datetime
    valid_until: date | None
    revoked_at: datetime | None
    links: dict[str, str]


class Papers(Schema):
    """The documents of a case, oldest first."""

    documents: list[Paper]


class Due(Schema):
    """A fee the case waits for; `reference` goes with a transfer."""

    path: str
    amount: Decimal
    currency: str
    reference: str


class Look(Schema):
    """Someone's look at the applicant's data: who, why, in which hour."""

    who: str
    purpose: str
    hour: datetime


class Case(Schema):
    """A case as its applicant sees it. `may` names the deeds open now."""

    reference: str
    service: str
    edition: str
    language: str
    status: str
    submitted_at: datetime
    due_at: datetime
    closed_at: datetime | None
    keep_until: date | None
    steps: list[Stage]
    decision: Ruling | None
    inquiries: list[Inquiry]
    messages: list[Message]
    documents: list[Paper]
    files: list[Stored]
    answers: dict[str, Any]
    to_pay: list[Due]
    looks: list[Look]
    may: list[str]
    links: dict[str, str]


class Answer(Schema):
    """An answer to what the city asked: words, papers, or both."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field("", max_length=LONGEST_TEXT)
    files: Files = []


class MorePapers(Schema):
    """Files to add to a case."""

    model_config = ConfigDict(extra="forbid")

    files: Annotated[Files, Field(min_length=1)]


class Why(Schema):
    """The applicant's reason."""

    model_config = ConfigDict(extra="forbid")

    why: str = Field(max_length=LONGEST_TEXT)


def _get(path: str, name: str, shown: Any) -> Callable[..., Any]:
    answers = {200: shown, **problems.table(404)}
    return router.get(path, response=answers, operation_id=name, openapi_extra=callers.NEEDED)


def _post(path: str, name: str) -> Callable[..., Any]:
    answers = {200: Case, **problems.table(400, 403, 404, 409, 413, 415)}
    return router.post(path, response=answers, operation_id=name, openapi_extra=callers.NEEDED)


@_get("/cases/{reference}", "getCase", Case)
def get_case(request: callers.Call, reference: str) -> dict[str, Any]:
    """Get a case: what happened, what comes next, who acts and by when."""
    return _show(request, *callers.hold(request, reference))


@_get("/cases/{reference}/documents", "listDocuments", Papers)
def list_documents(request: callers.Call, reference: str) -> dict[str, Any]:
    """List the documents of a case."""
    return {"documents": _show(request, *callers.hold(request, reference))["documents"]}


@router.get(
    "/cases/{reference}/documents/{uuid:document}",
    response={200: None, **problems.table(404)},
    operation_id="getDocument",
    openapi_extra={
        **callers.NEEDED,
        "responses": {200: {"description": "The signed PDF", "content": {"application/pdf": {}}}},
    },
)
def get_document(request: callers.Call, reference: str, document: UUID) -> HttpResponse:
    """Fetch a document as the city signed it."""
    _, by = callers.hold(request, reference)
    name, pdf = documents.read(document, by=by, purpose=callers.PURPOSE)
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@router.post(
    "/cases/{reference}/withdraw",
    response={200: Case, **problems.table(403, 404, 409)},
    operation_id="withdraw",
    openapi_extra=callers.NEEDED,
)
def withdraw(request: callers.Call, reference: str) -> dict[str, Any]:
    """Withdraw an application that is not closed."""
    case, by = callers.hold(request, reference)
    cases.withdraw(case, by=by)
    return _show(request, case, by)


@_post("/cases/{reference}/files", "addPapers")
@decorate_view(door.takes(door.JSON))
def add_papers(request: callers.Call, reference: str, papers: MorePapers) -> dict[str, Any]:
    """Add uploaded files to an open case."""
    case, by = callers.hold(request, reference)
    cases.add_papers(case, papers.files, by=callers.with_files(by, papers.files))
    return _show(request, case, by)


@_post("/cases/{reference}/inquiries/{uuid:inquiry}/answer", "answerInquiry")
@decorate_view(door.takes(door.JSON))
def answer_inquiry(request: callers.Call, reference: str, inquiry: UUID, answer: Answer) -> dict[str, Any]:
    """Answer what the city asked; the case goes on."""
    case, by = callers.hold(request, reference)
    inquiries.answer(inquiry, answer.text, papers=answer.files, by=callers.with_files(by, answer.files))
    return _show(request, case, by)


@_post("/cases/{reference}/appeal", "appeal")
@decorate_view(door.takes(door.JSON))
def appeal(request: callers.Call, reference: str, why: Why) -> dict[str, Any]:
    """Appeal against the decision, within the service's term."""
    case, by = callers.hold(request, reference)
    appeals.appeal(case, why.why, by=by)
    return _show(request, case, by)


@_post("/cases/{reference}/reopen", "reopen")
@decorate_view(door.takes(door.JSON))
def reopen(request: callers.Call, reference: str, why: Why) -> dict[str, Any]:
    """Reopen a closed case because what was promised did not hold."""
    case, by = callers.hold(request, reference)
    cases.reopen(case, why.why, by=by)
    return _show(request, case, by)


def _show(request: callers.Call, case: UUID, by: Actor) -> dict[str, Any]:
    status, language = cases.get_status(case, by=by, purpose=callers.PURPOSE), request.language
    here = f"/api/v1/cases/{status.reference}"
    return {
        **{name: getattr(status, name) for name in ("reference", "language", "status", "submitted_at", "due_at")},
        **{name: getattr(status, name) for name in ("closed_at", "keep_until", "inquiries", "messages", "files")},
        **{name: getattr(status, name) for name in ("answers", "to_pay", "looks")},
        "service": status.service.id,
        "edition": status.service.edition,
        "steps": [_stage(stage, language) for stage in status.stages],
        "decision": _ruling(status, language),
        "documents": [_paper(paper, here, language) for paper in status.papers],
        "may": sorted(status.may),
        "links": {"self": here, "documents": f"{here}/documents", "service": f"/api/v1/services/{status.service.id}"},
    }


def _stage(stage: Any, language: str) -> dict[str, Any]:
    shown = {name: getattr(stage, name) for name in ("path", "kind", "state", "actor", "certain")}
    return {**shown, "name": step_name(stage.kind, stage.name, language)}


def _ruling(status: cases.Status, language: str) -> dict[str, Any] | None:
    ruling, service = status.ruling, status.service
    if ruling is None:
        return None
    outputs = feel.canonical(ruling.outputs)
    return {
        "outcome": ruling.outcome,
        "reasons": reasons(service, ruling.reasons, language),
        "outputs": {id: outputs.get(id) for id in service.outputs},
        "conditions": ruling.conditions,
        "decided_at": status.decided_at,
        "appeal_until": status.appeal_until,
        "appeal_to": say(service.appeal.to, language) if service.appeal and status.appeal_until else None,
        "appeal_dismissed": _dismissal(status, language),
    }


def _dismissal(status: cases.Status, language: str) -> dict[str, Any] | None:
    dismissal = status.dismissal
    if dismissal is None:
        return None
    return {"at": dismissal.at, "reasons": reasons(status.service, dismissal.reasons, language)}


def _paper(paper: cases.Paper, case: str, language: str) -> dict[str, Any]:
    shown = {name: getattr(paper, name) for name in ("id", "kind", "code", "issued_at", "valid_until", "revoked_at")}
    links = {"pdf": f"{case}/documents/{paper.id}", "verify": f"/api/v1/verify/{paper.code}"}
    return {**shown, "name": say(paper.names, language), "links": links}

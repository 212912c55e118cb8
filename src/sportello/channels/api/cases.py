"""A case over the API: follow it, answer, add papers, withdraw, appeal, reopen, fetch its documents."""

from collections.abc import Callable
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Router, Schema
from ninja.decorators import decorate_view
from pydantic import ConfigDict, Field

from sportello.actions import appeals, cases, documents, inquiries, notes
from sportello.channels.api import callers, door, problems, standing
from sportello.channels.api.standing import Case, Papers
from sportello.channels.pages import handing
from sportello.core.actors import Actor

router = Router(tags=["cases"])

Files = Annotated[list[UUID], Field(max_length=20, description="Ids of `/api/v1/files`")]


class Answer(Schema):
    """An answer to what the city asked: words, papers, or both."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field("", max_length=notes.LONGEST_HEARD)
    files: Files = []


class MorePapers(Schema):
    """Files to add to a case."""

    model_config = ConfigDict(extra="forbid")

    files: Annotated[Files, Field(min_length=1)]


class Why(Schema):
    """The applicant's reason."""

    model_config = ConfigDict(extra="forbid")

    why: str = Field(max_length=notes.LONGEST_HEARD)


def _get(path: str, name: str, shown: Any) -> Callable[..., Any]:
    answers = {200: shown, **problems.table(404)}
    return router.get(path, response=answers, operation_id=name, openapi_extra=callers.NEEDED)


def _post(path: str, name: str) -> Callable[..., Any]:
    answers = {200: Case, **problems.table(400, 403, 404, 409, 413, 415)}
    return router.post(path, response=answers, operation_id=name, openapi_extra=callers.NEEDED)


@_get("/cases/{reference}", "getCase", Case)
def get_case(request: callers.Call, reference: str) -> dict[str, Any]:
    """Get a case: what happened, what comes next, who acts and by when."""
    return standing.render(_find(request, reference), request.language)


@_get("/cases/{reference}/documents", "listDocuments", Papers)
def list_documents(request: callers.Call, reference: str) -> dict[str, Any]:
    """List the documents of a case."""
    return {"documents": standing.render(_find(request, reference), request.language)["documents"]}


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
    return handing.give(pdf, name, "application/pdf")


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


def _find(request: callers.Call, reference: str) -> cases.Status:
    return callers.find_status(request.actor, reference, request.headers.get(callers.SECRET))


def _show(request: callers.Call, case: UUID, by: Actor) -> dict[str, Any]:
    """Show a case after a deed in it."""
    return standing.render(cases.get_status(case, by=by, purpose=callers.PURPOSE), request.language)

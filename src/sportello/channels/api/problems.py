"""How the API says no: one answer for whatever went wrong, as a problem (RFC 9457) in the caller's language."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

import structlog
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.http import Http404, HttpRequest, HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from ninja import Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from sportello import words
from sportello.channels import statuses
from sportello.channels.api import callers, parsing
from sportello.core import canonical
from sportello.core.errors import Invalid, Refused
from sportello.core.errors import Problem as Wrong
from sportello.store.away import AWAY

MEDIA_TYPE = "application/problem+json"
PAGE = "/api/v1/"
RETRY_SECONDS = {
    "intake.busy": 5,
    "database.away": 5,
    "file.not_scanned": 60,
    "city.unpublished": 30,
    "record.not_sealed_yet": 10,
    "storage.unavailable": 60,
}
FORESEEN = (
    ((RequestDataTooBig, TooManyFilesSent), "request.too_large"),
    ((BadRequest, MultiPartParserError, SuspiciousOperation, UnreadablePostError, HttpError), "request.malformed"),
    (Http404, "request.no_such_path"),
    (AWAY, "database.away"),
)
KINDS = {"missing": "request.missing", "extra_forbidden": "request.unknown"}

log = structlog.get_logger()


class Detail(Schema):
    """What is wrong with one answer, or one part of the request."""

    path: str = Field(examples=["household.0.name"])
    pointer: str | None = Field(None, description="JSON Pointer into the body, as a URI fragment (RFC 6901)")
    code: str = Field(examples=["answer.missing"])
    detail: str


class Problem(Schema):
    """Why a request was refused (RFC 9457): what happened, what was kept, what to do."""

    type: str = Field(examples=["/api/v1/#case.closed"], description="Where this kind of problem is described")
    title: str
    status: int
    detail: str
    code: str = Field(examples=["case.closed"], description="The same for the same reason, in every language")
    errors: list[Detail] = Field([], description="One entry for each answer, or part of the request, to mend")


def table(*statuses: int) -> dict[int, type[Problem]]:
    """List the problems an operation may answer with, those that any may answer with included."""
    return dict.fromkeys(sorted({*statuses, 401, 422, 429, 500, 503}), Problem)


def answer(request: HttpRequest, error: Exception) -> HttpResponse:
    """Answer with the problem that an error is."""
    status, headers, body = render(error, callers.get_language(request))
    response = HttpResponse(body, status=status)
    for name, value in headers.items():
        response.headers[name] = value
    return response


def render(error: Exception, language: str) -> tuple[int, dict[str, str], bytes]:
    """Write the problem that an error is: status, headers, body. What we did not foresee is logged and told as ours."""
    refused = _refusal(error)
    if refused.code == "server.failed":
        log.error("api.failed", error=type(error).__name__, exc_info=error)
    elif refused.code == "database.away":
        log.error("api.database_away", error=type(error).__name__)
    problem = make(refused, language)
    headers = {"Content-Type": MEDIA_TYPE, "Content-Language": language, **dict(_headers(refused, problem["status"]))}
    return problem["status"], headers, canonical.encode(problem)


def make(refused: Refused, language: str) -> dict[str, Any]:
    """Put a refusal into words, as a problem."""
    status = statuses.get_status(refused.code)
    problem = {
        "type": f"{PAGE}#{refused.code}",
        "title": words.say(language, f"api-title-{status}"),
        "status": status,
        "detail": _tell(refused, language),
        "code": refused.code,
    }
    if isinstance(refused, Invalid):
        problem["errors"] = [_detail(wrong, language) for wrong in refused.problems]
    return problem


def _tell(refused: Refused, language: str) -> str:
    """Say it in words for programs where there are such: a page keeps drafts, a program keeps its own."""
    id = f"api-{words.name(refused.code)}"
    return words.say(language, id, **refused.facts) if words.has(id) else words.refusal(language, refused)


def _refusal(error: Exception) -> Refused:
    if isinstance(error, HttpError) and error.__cause__ is not None:
        error = cast(Exception, error.__cause__)
    if isinstance(error, Refused):
        return error
    if isinstance(error, ValidationError):
        return Invalid("request.invalid", list(_read_errors(error.errors)))
    code = next((code for kinds, code in FORESEEN if isinstance(error, kinds)), "server.failed")
    return Refused(code, largest=parsing.LARGEST)


def _read_errors(errors: list[dict[str, Any]]) -> Iterator[Wrong]:
    """Read what pydantic found: where it is, with the name of the source (`query.old`, `header.Idempotency-Key`)."""
    for error in errors:
        source, *inside = (str(part) for part in error["loc"])
        path = ".".join(inside[1:]) if source == "body" else ".".join((source, *inside))
        name = path.rpartition(".")[2] or source
        yield Wrong(path, KINDS.get(error["type"], "request.wrong"), {"name": name})


def _detail(wrong: Wrong, language: str) -> dict[str, str]:
    told = words.refusal(language, Refused(wrong.code, **wrong.facts))
    detail = {"path": wrong.path, "code": wrong.code, "detail": told}
    pointer = _pointer(wrong)
    return detail | ({"pointer": pointer} if pointer else {})


def _pointer(wrong: Wrong) -> str | None:
    """Point into the body: answers stand under `answers`, and what is not in the body has no pointer."""
    if wrong.path.startswith(("query.", "path.", "header.", "file.")) and wrong.code.startswith("request."):
        return None
    parts = [part.replace("~", "~0").replace("/", "~1") for part in wrong.path.split(".") if part]
    within = [] if wrong.code.startswith("request.") else ["answers"]
    return "#" + "".join(f"/{part}" for part in [*within, *parts])


def _headers(refused: Refused, status: int) -> Iterator[tuple[str, str]]:
    if status == 401:
        yield "WWW-Authenticate", 'Bearer realm="sportello"'
    if status == 405:
        yield "Allow", ", ".join(_allowed(refused.facts))
    seconds = refused.facts.get("seconds") if status == 429 else RETRY_SECONDS.get(refused.code)
    if seconds or status == 503:
        yield "Retry-After", str(seconds or 30)


def _allowed(facts: Mapping[str, Any]) -> list[str]:
    return sorted({*facts["allowed"], *(["HEAD"] if "GET" in facts["allowed"] else [])})

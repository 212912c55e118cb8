"""What the city offers, and what each service asks, as JSON. Public, the same for everyone."""

from datetime import date
from typing import Any, Literal

from ninja import Router, Schema
from ninja.decorators import decorate_view
from pydantic import Field

from sportello import words
from sportello.actions import live
from sportello.channels.api import callers, door, problems
from sportello.core import interview, services
from sportello.core.steps import list_steps
from sportello.core.texts import Text, say

router = Router(tags=["services"])
SECONDS = 60

Texts = dict[str, str]


class Department(Schema):
    """The part of the city that answers for a service."""

    id: str
    names: Texts


class Promise(Schema):
    """How long the city says it takes."""

    count: int
    unit: Literal["working days", "days", "hours", "minutes"]


class Window(Schema):
    """When applications are taken in: local dates; `closes` is the first day too late."""

    opens: date | None
    closes: date | None
    open: bool = Field(description="Whether applications are taken in now")


class Brief(Schema):
    """A service in a list. Texts are by language."""

    id: str
    names: Texts
    summary: Texts
    department: Department
    law: Texts
    promise: Promise
    window: Window
    assurance: Literal["none", "low", "substantial", "high"] = Field(
        description="How surely the city must know who applies (eIDAS)"
    )
    edition: str = Field(description="SHA-256 of the definition that counts now")
    links: dict[str, str]


class Services(Schema):
    """All services of the city."""

    services: list[Brief]


class Step(Schema):
    """A step that a case goes through. Those inside another have its path before theirs."""

    path: str
    kind: str
    name: str
    conditional: bool


class Reason(Schema):
    """Why a decision comes out as it does."""

    code: str
    text: str
    law: str


class Output(Schema):
    """A value that decisions give."""

    id: str
    name: str
    type: Literal["money", "number", "date", "text"]


class Paper(Schema):
    """A document the service gives out."""

    id: str
    name: str
    valid_days: int | None


class Appeal(Schema):
    """How a decision can be appealed."""

    days: int
    to: str


class Full(Brief):
    """A service with all a program needs to apply for it, in one language."""

    language: str
    questions: dict[str, Any] = Field(description="JSON Schema 2020-12 of `answers`; `x-when` says when one is asked")
    steps: list[Step]
    reasons: list[Reason]
    outputs: list[Output]
    documents: list[Paper]
    appeal: Appeal | None
    keep_days: int = Field(description="How long the city keeps a case after it is closed")


@router.get("/services", response={200: Services, 304: None, **problems.table()}, operation_id="listServices")
@decorate_view(door.public(SECONDS))
def list_services(request: callers.Call) -> dict[str, Any]:
    """List the city's services."""
    return {"services": [_brief(service) for service in live.services()]}


@router.get("/services/{service}", response={200: Full, 304: None, **problems.table(404)}, operation_id="getService")
@decorate_view(door.public(SECONDS))
def get_service(request: callers.Call, service: str) -> dict[str, Any]:
    """Get a service with its questions as JSON Schema."""
    found, language = live.service(service), request.language
    return {
        **_brief(found),
        "language": language,
        "questions": interview.schema(found, language),
        "steps": [_step(path, step, language) for path, step in list_steps(found)],
        "reasons": reasons(found, found.reasons, language),
        "outputs": [
            {"id": id, "name": say(output.names, language), "type": output.type} for id, output in found.outputs.items()
        ],
        "documents": [
            {"id": paper.id, "name": say(paper.names, language), "valid_days": paper.valid_days}
            for paper in found.documents.values()
        ],
        "appeal": {"days": found.appeal.days, "to": say(found.appeal.to, language)} if found.appeal else None,
        "keep_days": found.keep_days,
    }


def reasons(service: services.Service, codes: Any, language: str) -> list[dict[str, str]]:
    """Put the codes of reasons into words."""
    known = ((code, service.reasons[code]) for code in codes if code in service.reasons)
    return [{"code": code, "text": say(one.text, language), "law": say(one.law, language)} for code, one in known]


def step_name(kind: str, name: Text | None, language: str) -> str:
    """Name a step as the city does, or by its kind."""
    return say(name, language) if name else words.say(language, f"step-{kind}")


def _brief(service: services.Service) -> dict[str, Any]:
    here = f"/api/v1/services/{service.id}"
    return {
        "id": service.id,
        "names": dict(service.names),
        "summary": dict(service.summary),
        "department": {"id": service.department, "names": dict(live.profile().departments[service.department])},
        "law": dict(service.law),
        "promise": {"count": service.promise.count, "unit": service.promise.unit},
        "window": _window(service.window, live.today()),
        "assurance": service.assurance.name.lower(),
        "edition": service.edition,
        "links": {"self": here, "applications": f"{here}/applications"},
    }


def _window(window: services.Window, today: date) -> dict[str, Any]:
    begun = window.opens is None or window.opens <= today
    over = window.closes is not None and window.closes <= today
    return {"opens": window.opens, "closes": window.closes, "open": begun and not over}


def _step(path: str, step: services.Step, language: str) -> dict[str, Any]:
    name = step_name(step.kind, step.settings.get("name"), language)
    return {"path": path, "kind": step.kind, "name": name, "conditional": step.when is not None}

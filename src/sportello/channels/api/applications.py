"""Applying: answers come whole, the decision and the receipt go back at once."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from django.http import HttpResponse
from ninja import Header, Router, Schema, Status
from ninja.decorators import decorate_view
from ninja.responses import NinjaJSONEncoder
from pydantic import BaseModel, ConfigDict, Field

from sportello.actions import city, intake, live
from sportello.channels.api import callers, door, problems
from sportello.channels.api.services import Reason, reasons
from sportello.core.submissions import Submitted

router = Router(tags=["applications"])
MOST_FILES = 200
KEY = r"^[!-~]{16,100}$"

show_instant = NinjaJSONEncoder().default
"""Writes an instant as all of the API does: RFC 3339, in UTC, with `Z`."""

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=KEY,
        description="Yours, unguessable (a UUID): the same again gets the same answer, and nothing is done twice",
    ),
]


class Application(BaseModel):
    """What an applicant answers."""

    model_config = ConfigDict(extra="forbid")

    answers: dict[str, Any] = Field(description="By question; see `questions` of the service")
    language: str | None = Field(None, description="In which the city writes to the applicant")


class Decision(Schema):
    """What policy says at once. `refer` means that people decide."""

    outcome: str
    reasons: list[Reason]
    outputs: dict[str, Any]


class Receipt(Schema):
    """The city's signed promise that this application stands in its public record within a minute."""

    leaf: str = Field(description="Hex; `/record/proof/{leaf}` proves that it is in the record")
    promise: str = Field(description="A signed note (C2SP), or a text in a signed tree; its key is in `/record/keys`")
    links: dict[str, str]


class Accepted(Schema):
    """An application that is stored. The secret opens the case and is told only here."""

    reference: str
    secret: str
    status: str
    due_at: datetime
    decision: Decision
    receipt: Receipt
    links: dict[str, str]


@router.post(
    "/services/{service}/applications",
    response={201: Accepted, **problems.table(400, 403, 404, 409, 413, 415)},
    openapi_extra=callers.OPTIONAL,
    operation_id="apply",
)
@decorate_view(door.takes(door.JSON))
def apply(
    request: callers.Call, response: HttpResponse, service: str, application: Application, idempotency_key: Key = None
) -> Status[Any]:
    """Send an application in. It is stored when this answers."""
    language = application.language or request.language
    submitted = intake.submit(
        service,
        application.answers,
        language,
        by=callers.with_files(request.actor, list_ids(application.answers)),
        key=idempotency_key,
        client=request.actor.client,
    )
    headers, accepted = render(submitted, language)
    for name, value in headers.items():
        response.headers[name] = value
    return Status(201, accepted)


def render(submitted: Submitted, language: str) -> tuple[dict[str, str], dict[str, Any]]:
    """Give the headers and the body of the answer to an application that is stored."""
    replayed = {"Idempotency-Replayed": "true"} if submitted.repeated else {}
    return {"Location": f"/api/v1/cases/{submitted.reference}", **replayed}, _accepted(submitted, language)


def list_ids(answers: Any) -> Iterator[UUID]:
    """List what may be ids of files among answers, at most 200."""
    found = 0
    waiting = [answers]
    while waiting and found < MOST_FILES:
        value = waiting.pop()
        if isinstance(value, dict):
            waiting += value.values()
        elif isinstance(value, list):
            waiting += value
        elif isinstance(value, str) and len(value) == 36:
            try:
                yield UUID(value)
            except ValueError:
                continue
            found += 1


def _accepted(submitted: Submitted, language: str) -> dict[str, Any]:
    service = live.edition(submitted.edition)
    here = f"/api/v1/cases/{submitted.reference}"
    page = f"{city.current().base_url}/track/{submitted.reference}/{submitted.secret}"
    return {
        "reference": submitted.reference,
        "secret": submitted.secret,
        "status": "received",
        "due_at": show_instant(submitted.due_at),
        "decision": {
            "outcome": submitted.outcome,
            "reasons": reasons(service, submitted.reasons, language),
            "outputs": {id: submitted.outputs.get(id) for id in service.outputs},
        },
        "receipt": {
            "leaf": submitted.leaf,
            "promise": submitted.promise,
            "links": {"proof": f"/record/proof/{submitted.leaf}", "keys": "/record/keys"},
        },
        "links": {"self": here, "documents": f"{here}/documents", "page": page},
    }

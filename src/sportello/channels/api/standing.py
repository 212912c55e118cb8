"""How a case stands, as the API tells it: its shape, and the case in it. Finds no case and decides nothing."""

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Literal
from uuid import UUID

from ninja import Schema
from ninja.responses import NinjaJSONEncoder
from pydantic import Field

from sportello.actions import cases
from sportello.channels.api.files import Stored
from sportello.channels.api.services import Reason, reasons, step_name
from sportello.core import feel
from sportello.core.texts import say


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
    """A fee the case waits for: the bill it is on, what is left of it, the `reference` that goes with a transfer."""

    path: str
    bill: UUID
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


def render(status: cases.Status, language: str) -> dict[str, Any]:
    """Tell a case as `Case` has it, in its order."""
    here = f"/api/v1/cases/{status.reference}"
    return {
        "reference": status.reference,
        "service": status.service.id,
        "edition": status.service.edition,
        "language": status.language,
        "status": status.status,
        "submitted_at": status.submitted_at,
        "due_at": status.due_at,
        "closed_at": status.closed_at,
        "keep_until": status.keep_until,
        "steps": [_stage(stage, language) for stage in status.stages],
        "decision": _ruling(status, language),
        "inquiries": [vars(inquiry) for inquiry in status.inquiries],
        "messages": [{name: getattr(message, name) for name in Message.model_fields} for message in status.messages],
        "documents": [_paper(paper, here, language) for paper in status.papers],
        "files": [vars(file) for file in status.files],
        "answers": status.answers,
        "to_pay": [vars(due) for due in status.to_pay],
        "looks": [vars(look) for look in status.looks],
        "may": sorted(status.may),
        "links": {"self": here, "documents": f"{here}/documents", "service": f"/api/v1/services/{status.service.id}"},
    }


def write(case: dict[str, Any]) -> bytes:
    """Write what `render` gave, as Ninja writes it."""
    return json.dumps(case, cls=NinjaJSONEncoder).encode()


def _stage(stage: Any, language: str) -> dict[str, Any]:
    name = step_name(stage.kind, stage.name, language)
    return {
        "path": stage.path,
        "kind": stage.kind,
        "name": name,
        "state": stage.state,
        "actor": stage.actor,
        "certain": stage.certain,
    }


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
    return {
        "id": paper.id,
        "kind": paper.kind,
        "name": say(paper.names, language),
        "code": paper.code,
        "issued_at": paper.issued_at,
        "valid_until": paper.valid_until,
        "revoked_at": paper.revoked_at,
        "links": {"pdf": f"{case}/documents/{paper.id}", "verify": f"/api/v1/verify/{paper.code}"},
    }

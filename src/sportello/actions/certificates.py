"""Certificates by one press: what the register knows already is sent as it stands, and the paper is made at once."""

from dataclasses import dataclass
from uuid import UUID

from sportello.actions import drafts, intake, live, parties
from sportello.core import at_once
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.interview import Draft, Known
from sportello.core.services import Service
from sportello.core.submissions import Submitted


@dataclass(frozen=True)
class Offered:
    """A service that gives its paper by one press: what pressing says. Not `is_ready` where people must look first."""

    service: Service
    draft: Draft
    is_ready: bool


def list_offered(*, by: Actor) -> list[Offered]:
    """List what the party can get by one press, as far as the actor may act for them. Refused `folder.sign_in`."""
    known = _known(by)
    return [_offer(one, known) for one in live.services() if one.at_once is not None and by.covers(one.id)]


def get(service_id: str, language: str, press: str, *, by: Actor) -> Submitted:
    """Send the application that one press is. The same `press`, a word made up for the form, is one application.

    Refused `certificate.not_ready` when a question is left or people would have to decide, and as `intake.submit` says.
    """
    offered = _find(service_id, by)
    if not offered.is_ready:
        raise Refused("certificate.not_ready")
    answers = {id: value for id, value in offered.draft.answers.items() if value is not None}
    return intake.submit(service_id, answers, language, by=by, key=f"{by.subject}:{press}")


def change(service_id: str, language: str, *, by: Actor) -> UUID:
    """Begin a draft of it with all that is known filled in, to change something first; give its id."""
    offered = _find(service_id, by)
    opened = drafts.begin(service_id, language, by=by)
    drafts.save(opened.id, offered.draft, by=by)
    return opened.id


def _find(service_id: str, by: Actor) -> Offered:
    found = next((one for one in list_offered(by=by) if one.service.id == service_id), None)
    if found is None:
        raise Refused("certificate.not_ready")
    return found


def _offer(service: Service, known: dict[str, Known]) -> Offered:
    draft = at_once.fill(service, known, live.today())
    return Offered(service, draft, at_once.decide(service, draft, known, live.today()) == "approve")


def _known(by: Actor) -> dict[str, Known]:
    if by.subject is None:
        raise Refused("folder.sign_in")
    return parties.known(by.subject)

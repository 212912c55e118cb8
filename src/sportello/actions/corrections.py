"""Errors in what the city knows of a party: reported from the folder, each to the service that corrects it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sportello.actions import answers, drafts, folder, live, sealing
from sportello.core import interview, showing
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.services import Service
from sportello.store.cases import Case


@dataclass(frozen=True)
class Pending:
    """A report the city has not answered yet."""

    case: UUID
    reference: str
    sent_at: datetime


def find_service() -> Service | None:
    """Find the service that corrects what the city knows; a city need not have one."""
    return next((service for service in live.services() if service.corrects), None)


def list_correctable() -> frozenset[str]:
    """List the `once` names of what can be reported as wrong."""
    service = find_service()
    if service is None or service.corrects is None:
        return frozenset()
    return frozenset(getattr(service.question(service.corrects.datum).type, "options", ()))


def list_pending(*, by: Actor) -> dict[str, Pending]:
    """List the reports still open by the `once` name of what they are about, the newest of each."""
    service = find_service()
    if service is None or service.corrects is None:
        return {}
    found = Case.objects.filter(folder.theirs(by), service=service.id).exclude(status="closed").order_by("submitted_at")
    pending = {}
    for case in found[: folder.MOST]:
        given = answers.seen(case, sealing.case_key(case), by=by)
        corrects = live.edition(case.edition).corrects
        if corrects and corrects.datum in given:
            pending[given[corrects.datum]] = Pending(case.id, case.reference, case.submitted_at)
    return pending


def begin(datum: str, language: str, *, by: Actor) -> UUID:
    """Begin a report about one thing the city knows, its value filled in, and give the id of the draft.

    One that was begun and not sent is gone on with.

    Refused `correction.unknown` for what the city does not know or cannot correct so, and as `drafts.begin` says.
    """
    service = find_service()
    held = next((one for one in folder.list_data(by=by) if one.question.once == datum), None)
    if service is None or service.corrects is None or held is None or datum not in list_correctable():
        raise Refused("correction.unknown")
    if begun := _find_begun(service, datum, by):
        return begun
    now = service.question(service.corrects.now)
    longest = getattr(now.type, "max_length", 0)
    said = ", ".join(showing.show_answer(held.question, held.known.value, language))[:longest]
    opened = drafts.begin(service.id, language, by=by)
    draft = interview.answer(opened.service, opened.draft, service.corrects.datum, datum, live.today())
    drafts.save(opened.id, interview.answer(opened.service, draft, now.id, said, live.today()), by=by)
    return opened.id


def _find_begun(service: Service, datum: str, by: Actor) -> UUID | None:
    """Find a report about the same thing that is still a draft, of the edition that is live."""
    assert service.corrects is not None
    mine = [one for one in drafts.list_mine(by=by) if one.is_own and one.service.id == service.id and not one.newer]
    return next((one.id for one in mine if one.draft.answers.get(service.corrects.datum) == datum), None)

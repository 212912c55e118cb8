"""Appeals against a decision: within the service's term, once, before a lead who did not decide."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction

from sportello.actions import access, journeys, live, notes, record
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.rulings import APPEAL
from sportello.core.services import Service
from sportello.store import dossiers
from sportello.store.cases import Case
from sportello.store.dossiers import Dossier


def appeal(case_id: UUID, why: str, *, by: Actor) -> None:
    """Appeal against the decision, within the service's term: the case opens again with a review by a lead.

    One appeal a decision. Refused `appeal.not_possible` (no appeal here, nothing decided, or appealed before),
    `appeal.too_late`, `answer.missing`.
    """
    with transaction.atomic():
        case = journeys.lock(case_id)
        access.check_owner(case, by)
        service = live.edition(case.edition)
        if not may_appeal(case, service, dossiers.read(case)):
            raise Refused("appeal.not_possible")
        if case.closed_at and live.today() > last_day(service, case.closed_at):
            raise Refused("appeal.too_late", until=last_day(service, case.closed_at))
        said = notes.hear(why)
        record.append("case.appealed", by=by, case=case)
        notes.write_as_applicant(case, said, by=by)
        journeys.open_appeal(case)


def last_day(service: Service, decided_at: datetime) -> date:
    """Give the last day of the appeal's term."""
    days = service.appeal.days if service.appeal else 0
    return live.local(decided_at).date() + timedelta(days=days)


def may_appeal(case: Case, service: Service, dossier: Dossier) -> bool:
    """Tell whether the case's last decision can be appealed, and was not before."""
    if service.appeal is None or case.status != "closed" or case.outcome == "withdrawn":
        return False
    decided = next(one.at for one in reversed(dossier.decisions) if one.path != APPEAL)
    return not any(task.kind == "appeal" and task.opened_at > decided for task in dossier.tasks)

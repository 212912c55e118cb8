"""The cases of whoever looks: how each stands, what happens now, who acts, by when."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from sportello.actions import access, journeys, live, sealing
from sportello.core import stages
from sportello.core.actors import Actor
from sportello.core.services import Service
from sportello.core.stages import Stage
from sportello.core.vault import Key
from sportello.store.cases import Case, Draft

MOST = 100


@dataclass(frozen=True)
class Mine:
    """A case in its applicant's list. `now` is the step under way: None before the first, and after the last."""

    id: UUID
    reference: str
    service: Service
    status: str
    outcome: str
    submitted_at: datetime
    due_at: datetime
    now: Stage | None


def list_mine(*, by: Actor, ended: bool | None = None, before: datetime | None = None, most: int = MOST) -> list[Mine]:
    """List the cases of the party the actor is or acts for, and those held by secret, newest first, at most `most`.

    `ended` tells apart those that are closed from those under way. With `before`, those sent before then: the next of
    the list are those before its last.
    """
    wanted = Q() if before is None else Q(submitted_at__lt=before)
    if ended is not None:
        wanted &= Q(status="closed") if ended else ~Q(status="closed")
    found = list(Case.objects.filter(access.theirs(by), wanted).defer("sealed").order_by("-submitted_at")[:most])
    under_way = [case for case in found if case.status != "closed"]
    wrapped = sealing.list_wrapped([case.id for case in under_way])
    now = {case.id: _find_now(case, sealing.unwrap(case.id, *wrapped[case.id])) for case in under_way}
    return [
        Mine(
            id=case.id,
            reference=case.reference,
            service=live.edition(case.edition),
            status=case.status,
            outcome=case.outcome,
            submitted_at=case.submitted_at,
            due_at=case.due_at,
            now=now.get(case.id),
        )
        for case in found
    ]


def holds_others(*, by: Actor) -> bool:
    """Tell whether the actor holds the secret of a case or a draft that is not their own, nor of whom they act for."""
    if not by.holds:
        return False
    own = replace(by, holds=frozenset())
    cases = Case.objects.filter(access.theirs(by)).exclude(access.theirs(own))
    begun = Draft.objects.filter(access.their_drafts(by)).exclude(access.their_drafts(own))
    return cases.exists() or begun.exists()


def _find_now(case: Case, key: Key) -> Stage | None:
    state = journeys.read(case, key)
    shown = stages.list_stages(live.edition(case.edition), state) if state else []
    return next((stage for stage in shown if stage.state == "now"), None)

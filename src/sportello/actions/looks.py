"""Looks: another person's data in clear takes a purpose and leaves a line they can see."""

from dataclasses import dataclass
from datetime import datetime

from sportello.actions import access, city
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.store.accounts import Client
from sportello.store.cases import Case
from sportello.store.looks import Look

PURPOSES = ("work", "call", "supervision", "audit", "complaint")


@dataclass(frozen=True)
class Seen:
    """One look, as the applicant sees it: which team or partner, why, in which hour."""

    who: str
    purpose: str
    hour: datetime


def log(case: Case, purpose: str, *, by: Actor) -> None:
    """Leave one line per actor, case, purpose and hour. One's own reads leave none; those of a client that applied for
    someone do.

    Refused `look.purpose` when no purpose of the list is given.
    """
    if by.system or access.is_applicant(case, by):
        return
    if purpose not in PURPOSES:
        raise Refused("look.purpose", purposes=", ".join(PURPOSES))
    hour = city.now().replace(minute=0, second=0, microsecond=0)
    Look.objects.bulk_create(
        [Look(actor=by.name, team=_team(case, by), case=case, purpose=purpose, hour=hour)], ignore_conflicts=True
    )


def _team(case: Case, by: Actor) -> str:
    """Name the team or partner the actor looks for: one that works the case, where they are in several."""
    teams = sorted(team for team, _ in by.roles)
    working = access.list_teams(case)
    return next((team for team in teams if team in working), next(iter(teams), by.partner or ""))


def list_of(case: Case) -> list[Seen]:
    """List the looks at a case, newest first."""
    looks = list(case.looks.order_by("-hour")[:200])
    clients = Client.objects.filter(id__in=[case.client] if case.client else [])
    names = {f"client:{id}": name for id, name in clients.values_list("id", "name")}
    return [Seen(names.get(look.actor) or look.team or look.actor, look.purpose, look.hour) for look in looks]

"""Looks: another person's data in clear takes a purpose and leaves a line they can see."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sportello.actions import access, city, parties
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.store.accounts import Client
from sportello.store.cases import Case
from sportello.store.dossiers import Dossier
from sportello.store.looks import Look

PURPOSES = ("work", "call", "supervision", "audit", "complaint")
POST = "post"
"""The purpose of who prints a letter to the applicant."""
MANDATE = "mandate"
"""The purpose of who acts for the applicant: whoever gave the mandate sees when it was used."""
COUNTER = "counter"
"""The purpose of a clerk who goes through somebody's folder with them at a counter."""


@dataclass(frozen=True)
class Seen:
    """One look, as the applicant sees it: which team or partner, why, in which hour."""

    who: str
    purpose: str
    hour: datetime


def log(case: Case, purpose: str, *, by: Actor) -> None:
    """Leave one line per actor, case, purpose and hour. One's own reads leave none; those of a client that applied for
    someone do, and those of who acts under a mandate, whose purpose that is.

    Refused `look.purpose` when no purpose of the list is given.
    """
    if by.system or (access.is_applicant(case, by) and by.mandate is None):
        return
    purpose = MANDATE if by.mandate else purpose
    if purpose not in (*PURPOSES, POST, MANDATE, COUNTER):
        raise Refused("look.purpose")
    hour = city.now().replace(minute=0, second=0, microsecond=0)
    Look.objects.bulk_create(
        [Look(actor=by.name, team=_team(case, by), case=case, purpose=purpose, hour=hour)], ignore_conflicts=True
    )


def _team(case: Case, by: Actor) -> str:
    """Name the team or partner the actor looks for: one that works the case, where they are in several."""
    teams = sorted(team for team, _ in by.roles)
    working = access.list_teams(case)
    return next((team for team in teams if team in working), next(iter(teams), by.partner or ""))


def list_of(dossier: Dossier) -> list[Seen]:
    """List the looks at a case, newest first."""
    return see(reversed(dossier.looks))


def see(rows: Iterable[Look]) -> list[Seen]:
    """Describe looks as their applicant sees them, whom the caller knows to be asking."""
    looks = list(rows)
    programs = [look.actor.removeprefix("client:") for look in looks if look.actor.startswith("client:")]
    clients = Client.objects.filter(id__in=programs)
    names = {f"client:{id}": name for id, name in clients.values_list("id", "name")}
    names |= {look.actor: _name_of_holder(look.actor) for look in looks if look.purpose == MANDATE}
    return [Seen(names.get(look.actor) or look.team or look.actor, look.purpose, look.hour) for look in looks]


def _name_of_holder(actor: str) -> str:
    """Name who acted under a mandate, whom the applicant knows, from `party:… for party:…`."""
    return parties.name_of(UUID(actor.removeprefix("party:").partition(" ")[0]))

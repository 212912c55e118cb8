"""Who may do what with a case. Every action asks here first; channels never decide it."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from sportello.actions import live
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.store.cases import Case, Draft, Task
from sportello.store.mandates import Mandate


def is_owner(case: Case | Draft, by: Actor) -> bool:
    """Tell whether the actor may act as the applicant: being it, or the client that sent the case in for it."""
    if is_applicant(case, by):
        return True
    return isinstance(case, Case) and not is_joint(case) and by.client is not None and by.client == case.client


def is_applicant(case: Case | Draft, by: Actor) -> bool:
    """Tell whether the actor is an applicant: acting as a party to it or for one, or holding its secret.

    Nobody holds a case that two people made together: it is reached by signing in.
    """
    if case.id in by.holds and not is_joint(case):
        return True
    return by.subject is not None and by.subject in list_parties(case) and by.covers(case.service)


def acts_for(parties: Sequence[UUID], by: Actor, since: datetime) -> bool:
    """Tell whether the person who acts holds a mandate of one of these parties for anything, or held one after this."""
    if by.party is None:
        return False
    counts = Q(revoked_at=None) | Q(revoked_at__gt=since)
    return Mandate.objects.filter(counts, holder=by.party, giver__in=parties).exists()


def check_others(case: Case, by: Actor) -> None:
    """Refuse `task.own_case` to staff whose own case it is, or of somebody they act for, or did when it was sent in."""
    if is_applicant(case, by) or acts_for(list_parties(case), by, case.submitted_at):
        raise Refused("task.own_case")


def is_joint(case: Case | Draft) -> bool:
    """Tell whether a co-applicant joined the case and is still in it."""
    return isinstance(case, Case) and case.co_party_id is not None


def list_parties(case: Case | Draft) -> list[UUID]:
    """List the parties whose case it is: the applicant, and a co-applicant who joined."""
    parties = (case.party_id, case.co_party_id) if isinstance(case, Case) else (case.party_id,)
    return [party for party in parties if party is not None]


def theirs(by: Actor) -> Q:
    """Give the condition for cases that `is_applicant` says yes to."""
    held = Q(id__in=by.holds, co_party=None)
    return held if by.subject is None else held | of_party(by.subject, by)


def their_drafts(by: Actor) -> Q:
    """Give the condition for drafts that `is_applicant` says yes to."""
    held = Q(id__in=by.holds)
    return held if by.subject is None else held | Q(party=by.subject) & _within(by)


def of_party(party: UUID, by: Actor) -> Q:
    """Give the condition for cases of a party, by itself or with another, in services that the actor may act in."""
    return (Q(party=party) | Q(co_party=party)) & _within(by)


def _within(by: Actor) -> Q:
    return Q() if by.scope is None else Q(service__in=by.scope)


def list_teams(case: Case) -> set[str]:
    """List the teams that have, or had, a step of this case."""
    return set(case.tasks.exclude(team="").values_list("team", flat=True))


def is_worker(case: Case, by: Actor) -> bool:
    """Tell whether the actor works for a team that has, or had, a step of this case."""
    return any(by.works_for(team) for team in list_teams(case))


def check_owner(case: Case | Draft, by: Actor) -> None:
    """Refuse `access.not_yours` to everyone but the applicant and the city's own machinery."""
    if not (by.system or is_owner(case, by)):
        raise Refused("access.not_yours")


def check_covers(service: str, by: Actor) -> None:
    """Refuse `mandate.scope` to who acts for another in a service that the mandate is not for."""
    if not by.covers(service):
        raise Refused("mandate.scope", service=service)


def check_own(by: Actor) -> UUID:
    """Give the actor's own party. Refuse `folder.sign_in` to who has none, `folder.own_only` to who acts for others."""
    if by.party is None:
        raise Refused("folder.sign_in")
    if by.mandate is not None:
        raise Refused("folder.own_only")
    return by.party


def check_open(case: Case) -> None:
    """Refuse `case.closed` once the case is."""
    if case.status == "closed":
        raise Refused("case.closed")


def may_read(case: Case, by: Actor) -> bool:
    """Tell whether the actor may read the case's papers: its applicant, those working it, an auditor."""
    return by.system or is_owner(case, by) or is_worker(case, by) or by.has_role(Role.AUDITOR)


def decided_before(case: Case, by: Actor) -> bool:
    """Tell whether the actor, of staff, decided in this case: alone, or as the first or the second of four eyes."""
    return case.decisions.filter(by=by.name).exists() or case.tasks.filter(first_by=by.account).exists()


def check_worker(case: Case, by: Actor) -> None:
    """Refuse `access.team` to everyone but staff of a team that has a step of this case."""
    if not is_worker(case, by):
        raise Refused("access.team")


def check_may_do(task: Task, by: Actor) -> None:
    """Refuse `access.team` to everyone but staff of the task's team, or its partner."""
    if task.partner and by.partner == task.partner:
        return
    if not (task.team and by.works_for(task.team)):
        raise Refused("access.team")


def is_lead(case: Case, by: Actor) -> bool:
    """Tell whether the actor leads a team that has, or had, a step of this case.

    Where no team had to work it, the leads of its department answer for what the city's machinery did.
    """
    return any(by.has_role(Role.LEAD, team) for team in list_teams(case) or list_teams_of_department(case))


def check_leads(case: Case, by: Actor) -> None:
    """Refuse `access.role` to everyone who does not lead the case, and is not the city's own machinery."""
    if not (by.system or is_lead(case, by)):
        raise Refused("access.role", role=Role.LEAD)


def check_lead(task: Task, by: Actor) -> None:
    """Refuse `access.role` to everyone but a lead of the task's team."""
    if not by.has_role(Role.LEAD, task.team):
        raise Refused("access.role", role=Role.LEAD)


def is_cashier(by: Actor) -> bool:
    """Tell whether the actor takes money in at a counter."""
    return by.has_role(Role.CASHIER)


def is_treasurer(by: Actor) -> bool:
    """Tell whether the actor is a cashier who leads their team."""
    return any(by.has_role(Role.LEAD, team) for team, role in by.roles if role == Role.CASHIER)


def check_publisher(by: Actor) -> None:
    """Refuse `access.role` to everyone but publishers, who answer to the whole city for what it shows."""
    if not by.has_role(Role.PUBLISHER):
        raise Refused("access.role", role=Role.PUBLISHER)


def check_cashier(by: Actor) -> None:
    """Refuse `access.role` to everyone but cashiers."""
    if not is_cashier(by):
        raise Refused("access.role", role=Role.CASHIER)


def check_treasurer(by: Actor) -> None:
    """Refuse `access.role` to everyone but cashiers who lead their team, and the city's own machinery."""
    if not (by.system or is_treasurer(by)):
        raise Refused("access.role", role=Role.LEAD if is_cashier(by) else Role.CASHIER)


def check_sees_money(by: Actor) -> None:
    """Refuse `access.role` to everyone but cashiers, and auditors, who change nothing."""
    if not by.has_role(Role.AUDITOR):
        check_cashier(by)


def works_at_counter(by: Actor) -> bool:
    """Tell whether the actor works for a team that has a counter in one of the city's offices."""
    counters = (counter for office in live.profile().offices for counter in office.get("counters", ()))
    return any(by.works_for(counter["team"]) for counter in counters if "team" in counter)


def check_counter(by: Actor) -> None:
    """Refuse `access.counter` to everyone who does not work at a counter, where people come in person."""
    if not works_at_counter(by):
        raise Refused("access.counter")


def list_teams_of_department(case: Case) -> set[str]:
    """List the teams of the department that answers for the case's service."""
    department = live.edition(case.edition).department
    return {team.id for team in live.profile().teams.values() if team.department == department}

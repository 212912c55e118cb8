"""Finding cases by what someone says exactly: only those the actor may see, and nothing of the answers is read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from sportello.actions import access, limits, live, record, sealing
from sportello.core import indexes
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.store.cases import Case, Task

PAGE = 50
MOST_FOUND = 500  # looked through for those the actor may see: the commonest names have thousands of cases
SEARCHES = limits.Limit("searches", 100, 600)  # by one person; who goes through a list of names is stopped
KINDS = ("phone", "email", "iban", "name", "person", "address")


@dataclass(frozen=True)
class Found:
    """The newest of the cases found, at most `PAGE`; `is_all` tells that there are no others."""

    cases: Sequence[Case]
    is_all: bool


def find_cases(kind: str, text: str, *, by: Actor) -> Found:
    """Find cases by what someone says exactly: their reference, or phone, e-mail, account, name, name and birth date.

    Only cases of the actor's teams, and those no team had to work but their department answers for; auditors find all.
    Nothing of the answers is read for it; a line tells which were found. Refused `access.team`, `limit.reached`,
    `search.kind`, `index.…`.
    """
    if not by.is_staff:
        raise Refused("access.team")
    limits.take(SEARCHES, by.name)
    if kind == "reference":
        found = Case.objects.filter(reference=indexes.normal_reference(text))
    elif kind in KINDS:
        wanted = sealing.search(kind, _normal(kind, text))
        found = Case.objects.filter(finds__overlap=list(wanted))
    else:
        raise Refused("search.kind", kinds=", ".join(("reference", *KINDS)))
    newest = list(found.defer("sealed", "journey").order_by("-submitted_at")[: MOST_FOUND + 1])
    teams = _list_teams(newest)
    seen = [case for case in newest if may_find(case, teams[case.id], by)]
    cases = seen[:PAGE]
    with transaction.atomic():
        facts = {"by": kind, "cases": [str(case.id) for case in cases]}
        record.append("cases.looked_up", by=by, facts=facts)
    return Found(cases, is_all=len(seen) <= PAGE and len(newest) <= MOST_FOUND)


def may_find(case: Case, working: Collection[str], by: Actor) -> bool:
    """Tell whether the actor may find, and then open, a case that these teams work or worked."""
    if by.has_role(Role.AUDITOR):
        return True
    if working:
        return any(by.works_for(team) for team in working)
    return any(by.works_for(team) for team in access.list_teams_of_department(case))


def _list_teams(found: Sequence[Case]) -> dict[UUID, set[str]]:
    """List the teams that work or worked each of the cases, all with one query."""
    teams: dict[UUID, set[str]] = {case.id: set() for case in found}
    for case, team in Task.objects.filter(case__in=teams).exclude(team="").values_list("case_id", "team"):
        teams[case].add(team)
    return teams


def _normal(kind: str, text: str) -> str:
    match kind:
        case "phone":
            return indexes.normal_phone(text, live.profile().region)
        case "email":
            return indexes.normal_email(text)
        case "iban":
            return indexes.normal_iban(text)
        case "address":
            return indexes.normal_address(text)
        case "person":
            name, _, born = text.rpartition(",")
            return f"{indexes.normal_name(name)} {born.strip()}"
        case _:
            return indexes.normal_name(text)

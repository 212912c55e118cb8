"""What staff see of a case, in clear for a purpose. Changes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Sum

from sportello.actions import (
    access,
    accounts,
    answers,
    cases,
    city,
    decisions,
    files,
    finding,
    inquiries,
    joining,
    journeys,
    live,
    looks,
    messages,
    notes,
    queues,
    record,
    registers,
    sealing,
    tasks,
)
from sportello.core import journey, policy, rulings, stages
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.services import Service
from sportello.core.vault import Key
from sportello.store import dossiers
from sportello.store.accounts import Account, Membership
from sportello.store.cases import Case, Link
from sportello.store.dossiers import Dossier
from sportello.store.record import DeedCount

PAGE = 50
RECENT = timedelta(days=30)


@dataclass(frozen=True)
class Linked:
    """A case linked to another: why (duplicate on which questions, nearby), and where it stands. No data of people."""

    case: UUID
    reference: str
    kind: str
    on: str
    status: str
    outcome: str
    submitted_at: datetime


@dataclass(frozen=True)
class Opened:
    """A case in clear, as those who work it see it.

    `applicants` are two, where the service takes two. `explained` says how policy decided;
    `people` are the names of staff by how the record names them. `may` has
    `note`, `read` (its papers and documents) and `revoke`.
    """

    id: UUID
    reference: str
    service: Service
    language: str
    channel: str
    status: str
    outcome: str
    submitted_at: datetime
    due_at: datetime
    closed_at: datetime | None
    keep_until: date | None
    answers: Mapping[str, Any]
    files: tuple[files.Stored, ...]
    stages: tuple[stages.Stage, ...]
    tasks: tuple[tasks.Work, ...]
    decisions: tuple[decisions.Made, ...]
    explained: tuple[policy.Explained, ...]
    ruling: rulings.Ruling | None
    notes: tuple[notes.Written, ...]
    inquiries: tuple[inquiries.Asked, ...]
    messages: tuple[messages.Told, ...]
    papers: tuple[cases.Paper, ...]
    links: tuple[Linked, ...]
    deeds: tuple[record.Deed, ...]
    looks: tuple[looks.Seen, ...]
    applicants: tuple[joining.Applicant, ...]
    people: Mapping[str, str]
    may: frozenset[str]
    reported: registers.Reported | None = None


def open_case(case_id: UUID, *, purpose: str, by: Actor) -> Opened:
    """Give a case in clear to staff who may see it, or to an auditor. Leaves a look.

    Staff may see cases of their teams, those no team had to work but their department answers for, and likely
    duplicates of and reports near their own. Refused `access.team`, `look.purpose`.
    """
    case = dossiers.find(id=case_id)
    if case is None:
        raise Refused("case.not_found")
    if not (finding.may_find(case, access.list_teams(case), by) or _is_linked(case, by)):
        raise Refused("access.team")
    looks.log(case, purpose, by=by)
    service, dossier = live.edition(case.edition), dossiers.read(case)
    key = sealing.open_key(case, dossier.keys)
    state = journeys.read(case, key)
    made, deeds = decisions.list_of(dossier, key), record.list_of(case)
    given = answers.of(case, key)
    return Opened(
        id=case.id,
        reference=case.reference,
        service=service,
        language=case.language,
        channel=case.channel,
        status=case.status,
        outcome=case.outcome,
        submitted_at=case.submitted_at,
        due_at=case.due_at,
        closed_at=case.closed_at,
        keep_until=case.keep_until,
        answers=given,
        files=tuple(files.list_of(dossier)),
        stages=tuple(stages.list_stages(service, state)) if state else (),
        tasks=_list_works(case, service, key, state, by),
        decisions=tuple(made),
        explained=_explain(case, service, key, dossier),
        ruling=journeys.holding(case, key, state, dossier) if state else None,
        notes=tuple(notes.list_of(case, key)),
        inquiries=tuple(inquiries.list_of(dossier, key)),
        messages=tuple(messages.list_of(case, dossier, key, by=by)),
        papers=tuple(cases.list_papers(dossier, service)),
        links=tuple(_links(case)),
        deeds=tuple(deeds),
        looks=tuple(looks.list_of(dossier)),
        applicants=tuple(joining.list_applicants(case)),
        people=name_staff([*(deed.actor for deed in deeds), *(one.by for one in made)]),
        may=frozenset(_rights(case, by)),
        reported=registers.find_reported(case, service, given),
    )


def count_deeds(*, by: Actor) -> list[tuple[str, int]]:
    """Give how much was done in the city in the last thirty days, by kind of deed, for auditors: what is sealed."""
    if not by.has_role(Role.AUDITOR):
        raise Refused("access.role", role=Role.AUDITOR)
    recent = DeedCount.objects.filter(day__gt=(city.now() - RECENT).astimezone(UTC).date())
    return list(recent.values_list("kind").annotate(count=Sum("count")).order_by("kind"))


def name_staff(actors: Iterable[str]) -> dict[str, str]:
    """Give the names of the staff among these actors, by how the record names them (`staff:…`)."""
    ids = {actor.removeprefix("staff:") for actor in actors if actor.startswith("staff:")}
    return {f"staff:{id}": name for id, name in Account.objects.filter(id__in=ids).values_list("id", "name")}


def list_demo_staff() -> dict[str, list[Account]]:
    """List the accounts of staff and operators by what they do, to choose one of in a demonstration.

    What they do is a role's word or `partner`; those who work cases come first. Who does several things is listed once.
    """
    rows = Membership.objects.filter(account__is_active=True).select_related("account")
    groups: dict[str, list[Account]] = {name: [] for name in (*Role, "partner")}
    for row in rows.order_by("account__login", "role")[:60]:
        group = groups["partner" if row.team.startswith(accounts.PARTNER) else row.role]
        if not any(row.account in others for others in groups.values()):
            group.append(row.account)
    return {name: group for name, group in groups.items() if group}


def _is_linked(case: Case, by: Actor) -> bool:
    """Tell whether the case is a likely duplicate of, or near, one that the actor works."""
    return Link.objects.filter(other=case, case__tasks__team__in=queues.list_teams(by=by)).exists()


def _rights(case: Case, by: Actor) -> set[str]:
    rights = {"revoke"} if access.is_lead(case, by) else set()
    if access.is_worker(case, by):
        return rights | {"read", "note"}
    return rights | ({"read"} if by.has_role(Role.AUDITOR) else set())


def _list_works(
    case: Case, service: Service, key: Key, state: journey.Journey | None, by: Actor
) -> tuple[tasks.Work, ...]:
    rows = list(case.tasks.select_related("taken_by", "first_by", "case").order_by("opened_at", "id"))
    newest = {task.path: task.id for task in rows}
    undoable = {path for path in newest if state and _is_undoable(service, state, path)}
    return tuple(
        tasks.work(task, service, by, undoable=task.path in undoable and newest[task.path] == task.id) for task in rows
    )


def _is_undoable(service: Service, state: journey.Journey, path: str) -> bool:
    try:
        journey.undo(service, state, path)
    except Refused:
        return False
    return True


def _explain(case: Case, service: Service, key: Key, dossier: Dossier) -> tuple[policy.Explained, ...]:
    """Say which rows of the policy held and why, on the day whose values counted; nothing once answers are erased."""
    if answers.list_erased(case):
        return ()
    given, decided = decisions.of_policy(case, service, key, dossier)
    return service.policy.explain(decided, given)


def _links(case: Case) -> list[Linked]:
    found = Link.objects.filter(case=case).select_related("other").order_by("-other__submitted_at")[:PAGE]
    return [
        Linked(
            case=one.other.id,
            reference=one.other.reference,
            kind=one.kind,
            on=one.on,
            status=one.other.status,
            outcome=one.other.outcome,
            submitted_at=one.other.submitted_at,
        )
        for one in found
    ]

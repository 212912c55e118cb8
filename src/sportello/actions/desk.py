"""What staff and partners see of a case: in clear for a purpose, and found by exact search. Changes nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count

from sportello.actions import (
    access,
    cases,
    city,
    decisions,
    files,
    journeys,
    live,
    looks,
    messages,
    notes,
    queues,
    record,
    sealing,
)
from sportello.core import ids, indexes, journey, policy, rulings, stages
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.questions import Json, Question
from sportello.core.services import Output, Service
from sportello.core.vault import Key
from sportello.store.accounts import Account
from sportello.store.cases import Case, Inquiry, Link, Task
from sportello.store.record import Event

PAGE = 50
KINDS = ("phone", "email", "iban", "name", "person", "address")
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
class Work:
    """A task in the case, with what the actor may do with it now.

    `proposed` is the ruling that waits for a second pair of eyes, `proposed_by` who made it.
    """

    line: queues.Line
    path: str
    details: Mapping[str, Any]
    outcomes: tuple[str, ...]
    proposed: Mapping[str, Any] | None
    proposed_by: str
    may: frozenset[str]


@dataclass(frozen=True)
class Opened:
    """A case in clear, as those who work it see it.

    `explained` says how policy decided; `people` are the names of staff by how the record names them. `may` has
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
    tasks: tuple[Work, ...]
    decisions: tuple[decisions.Made, ...]
    explained: tuple[policy.Explained, ...]
    ruling: rulings.Ruling | None
    notes: tuple[notes.Written, ...]
    inquiries: tuple[cases.Asked, ...]
    messages: tuple[messages.Told, ...]
    papers: tuple[cases.Paper, ...]
    links: tuple[Linked, ...]
    deeds: tuple[record.Deed, ...]
    looks: tuple[looks.Seen, ...]
    people: Mapping[str, str]
    may: frozenset[str]


@dataclass(frozen=True)
class Entrusted:
    """A task as its partner sees it: of the case only the answers and outputs that the step `shows`."""

    work: Work
    service: Service
    answers: tuple[tuple[Question, Json], ...]
    outputs: tuple[tuple[Output, Any], ...]


def open_case(case_id: UUID, *, purpose: str, by: Actor) -> Opened:
    """Give a case in clear to staff who may see it, or to an auditor. Leaves a look.

    Staff may see cases of their teams, those no team had to work but their department answers for, and likely
    duplicates of and reports near their own. Refused `access.team`, `look.purpose`.
    """
    case = Case.objects.filter(id=case_id).first()
    if case is None:
        raise Refused("case.not_found")
    if not (_may_find(case, by) or _is_linked(case, by)):
        raise Refused("access.team")
    looks.log(case, purpose, by=by)
    service, key = live.edition(case.edition), sealing.case_key(case)
    state = journeys.read(case, key)
    answers = sealing.open_json(key, case.id, "answers", case.sealed)
    made, deeds = decisions.list_of(case, key), record.list_of(case)
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
        answers=answers,
        files=tuple(files.list_of(case)),
        stages=tuple(stages.list_stages(service, state)) if state else (),
        tasks=_list_works(case, service, key, state, by),
        decisions=tuple(made),
        explained=_explain(case, service, key),
        ruling=journeys.holding(case, key, state) if state else None,
        notes=tuple(notes.list_of(case, key)),
        inquiries=tuple(cases.asked(one, key) for one in Inquiry.objects.filter(case=case).order_by("asked_at")),
        messages=tuple(messages.list_of(case, key)),
        papers=tuple(cases.paper(document, service) for document in case.documents.order_by("issued_at")),
        links=tuple(_links(case)),
        deeds=tuple(deeds),
        looks=tuple(looks.list_of(case)),
        people=name_staff([*(deed.actor for deed in deeds), *(one.by for one in made)]),
        may=frozenset(_rights(case, by)),
    )


def open_task(task_id: UUID, *, by: Actor) -> Entrusted:
    """Give an open task to its partner, with what its step shows of the case and nothing else. Leaves a look.

    Refused `task.not_found`, also for tasks of others; `task.done`: what a partner is done with is not theirs any more.
    """
    task = Task.objects.select_related("case", "taken_by", "first_by").filter(id=task_id).first()
    if task is None or not by.partner or task.partner != by.partner:
        raise Refused("task.not_found")
    if task.status == "done":
        raise Refused("task.done")
    case = task.case
    looks.log(case, "work", by=by)
    service, key = live.edition(case.edition), sealing.case_key(case)
    state = journeys.read(case, key)
    answers = sealing.open_json(key, case.id, "answers", case.sealed)
    outputs = journeys.holding(case, key, state).outputs if state else {}
    shown = state.step(task.path).settings.get("shows", ()) if state else ()
    return Entrusted(
        work=_work(task, service, by),
        service=service,
        answers=tuple((one, answers[one.id]) for one in service.questions if one.id in shown and one.id in answers),
        outputs=tuple((one, outputs[id]) for id, one in service.outputs.items() if id in shown and id in outputs),
    )


def find_cases(kind: str, text: str, *, by: Actor) -> list[Case]:
    """Find cases by what someone says exactly: their reference, or phone, e-mail, account, name, name and birth date.

    Only cases of the actor's teams, and those no team had to work but their department answers for; auditors find all.
    Nothing of the answers is read for it. Refused `search.kind`, `index.…`.
    """
    if not by.is_staff:
        raise Refused("access.team")
    if kind == "reference":
        found = Case.objects.filter(reference=indexes.normal_reference(text))
    elif kind in KINDS:
        wanted = indexes.search(city.current().vault, kind, _normal(kind, text))
        found = Case.objects.filter(finds__overlap=list(wanted))
    else:
        raise Refused("search.kind", kinds=", ".join(("reference", *KINDS)))
    newest = found.defer("sealed", "journey", "reply").order_by("-submitted_at")[:PAGE]
    return [case for case in newest if _may_find(case, by)]


def count_deeds(*, by: Actor) -> list[tuple[str, int]]:
    """Count what was done in the city in the last thirty days, by kind of deed, for auditors."""
    if not by.has_role(Role.AUDITOR):
        raise Refused("access.role", role=Role.AUDITOR)
    recent = Event.objects.filter(id__gt=ids.before(city.now() - RECENT))
    return list(recent.values_list("kind").annotate(count=Count("id")).order_by("kind"))


def name_staff(actors: Iterable[str]) -> dict[str, str]:
    """Give the names of the staff among these actors, by how the record names them (`staff:…`)."""
    ids = {actor.removeprefix("staff:") for actor in actors if actor.startswith("staff:")}
    return {f"staff:{id}": name for id, name in Account.objects.filter(id__in=ids).values_list("id", "name")}


def list_demo_staff() -> list[Account]:
    """List the accounts of staff and operators to choose one of, in a demonstration."""
    return list(Account.objects.filter(memberships__isnull=False, is_active=True).distinct().order_by("login")[:60])


def _may_find(case: Case, by: Actor) -> bool:
    if by.has_role(Role.AUDITOR) or access.is_worker(case, by):
        return True
    if case.tasks.exclude(team="").exists():
        return False
    department = live.edition(case.edition).department
    teams = live.profile().teams
    return any(team in teams and teams[team].department == department for team in queues.list_teams(by=by))


def _is_linked(case: Case, by: Actor) -> bool:
    """Tell whether the case is a likely duplicate of, or near, one that the actor works."""
    return Link.objects.filter(other=case, case__tasks__team__in=queues.list_teams(by=by)).exists()


def _rights(case: Case, by: Actor) -> set[str]:
    rights = {"revoke"} if access.is_lead(case, by) else set()
    if access.is_worker(case, by):
        return rights | {"read", "note"}
    return rights | ({"read"} if by.has_role(Role.AUDITOR) else set())


def _list_works(case: Case, service: Service, key: Key, state: journey.Journey | None, by: Actor) -> tuple[Work, ...]:
    tasks = list(case.tasks.select_related("taken_by", "first_by", "case").order_by("opened_at", "id"))
    newest = {task.path: task.id for task in tasks}
    undoable = {path for path in newest if state and _is_undoable(service, state, path)}
    return tuple(
        _work(task, service, by, undoable=task.path in undoable and newest[task.path] == task.id) for task in tasks
    )


def _is_undoable(service: Service, state: journey.Journey, path: str) -> bool:
    try:
        journey.undo(service, state, path)
    except Refused:
        return False
    return True


def _work(task: Task, service: Service, by: Actor, *, undoable: bool = False) -> Work:
    proposed = None
    if task.first_sealed is not None:
        proposed = sealing.open_json(sealing.case_key(task.case), task.id, "proposal", task.first_sealed)
    return Work(
        line=queues.line(task),
        path=task.path,
        details=task.details,
        outcomes=rulings.list_outcomes(service, task.path),
        proposed=proposed,
        proposed_by=task.first_by.name if task.first_by else "",
        may=frozenset(_deeds(task, by, undoable=undoable)),
    )


def _explain(case: Case, service: Service, key: Key) -> tuple[policy.Explained, ...]:
    """Say which rows of the policy held and why, on the day whose values counted."""
    given, decided = decisions.of_policy(case, service, key)
    return service.policy.explain(decided, given)


def _deeds(task: Task, by: Actor, *, undoable: bool) -> set[str]:
    """Name what the actor may do with a task now; the actions check it again."""
    ours = (task.partner and by.partner == task.partner) or (task.team and by.works_for(task.team))
    if not ours:
        return set()
    if task.status == "done":
        return {"undo"} if undoable and by.has_role(Role.LEAD, task.team) else set()
    if task.kind in ("pay", "fulfil"):
        return {"record_payment" if task.kind == "pay" else "fulfil"}
    return _review_deeds(task, by)


def _review_deeds(task: Task, by: Actor) -> set[str]:
    if task.kind == "appeal" and not _may_judge(task, by):
        return set()
    if task.first_sealed is not None:
        return set() if task.first_by_id == by.account else {"confirm"}
    if task.taken_by_id == by.account:
        return {"decide", "ask", "put_back", "hand_over"}
    if task.taken_by_id is None:
        return {"take"}
    return {"put_back", "hand_over"} if by.has_role(Role.LEAD, task.team) else set()


def _may_judge(task: Task, by: Actor) -> bool:
    """Tell whether the actor may decide an appeal: a lead who did not decide before."""
    return by.has_role(Role.LEAD, task.team) and not access.decided_before(task.case, by)


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

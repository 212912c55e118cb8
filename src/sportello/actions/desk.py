"""What staff and partners see: queues without people's data, a case in clear for a purpose, and exact search."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

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
    record,
    sealing,
)
from sportello.core import indexes, journey
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.services import Service
from sportello.store.cases import Case, Inquiry, Link, Task

PAGE = 50
ORDERS = {"due": "due_at", "newest": "-opened_at", "oldest": "opened_at"}
KINDS = ("phone", "email", "iban", "name", "person", "address")


@dataclass(frozen=True)
class Line:
    """One task in a queue: reference, step and dates only."""

    task: UUID
    case: UUID
    reference: str
    service: str
    kind: str
    team: str
    partner: str
    status: str
    taken_by: UUID | None
    taken_name: str
    district: str
    opened_at: datetime
    due_at: datetime
    late: bool
    linked: bool
    to_confirm: bool


@dataclass(frozen=True)
class Page:
    """One page of a queue. `after` continues it; None at its end."""

    lines: tuple[Line, ...]
    after: str | None


@dataclass(frozen=True)
class Filter:
    """What to show of a queue; empty fields show everything."""

    team: str = ""
    service: str = ""
    status: str = ""  # waiting | asking
    taken: str = ""  # mine | nobody
    kind: str = ""
    late: bool = False
    order: str = "due"


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
    """A task in the case, with what the actor may do with it now."""

    line: Line
    path: str
    details: Mapping[str, Any]
    proposed: Mapping[str, Any] | None
    may: frozenset[str]


@dataclass(frozen=True)
class Opened:
    """A case in clear, as those who work it see it."""

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
    stages: tuple[journey.Stage, ...]
    tasks: tuple[Work, ...]
    decisions: tuple[decisions.Made, ...]
    ruling: journey.Ruling | None
    notes: tuple[notes.Written, ...]
    inquiries: tuple[cases.Asked, ...]
    messages: tuple[messages.Told, ...]
    papers: tuple[cases.Paper, ...]
    links: tuple[Linked, ...]
    deeds: tuple[record.Deed, ...]
    looks: tuple[looks.Seen, ...]


def list_queue(wanted: Filter, *, by: Actor, after: str | None = None) -> Page:
    """List a page of open tasks of the actor's teams, or of the partner. Pages follow keys, so rows are never counted.

    Refused `access.team` for a team that is not the actor's, `queue.order`, `queue.after`.
    """
    if wanted.order not in ORDERS:
        raise Refused("queue.order", orders=", ".join(ORDERS))
    tasks = _filtered(_mine(wanted, by), wanted, by)
    column = ORDERS[wanted.order]
    descending, name = column.startswith("-"), column.lstrip("-")
    if after:
        at, last = _read_after(after)
        side = "lt" if descending else "gt"
        tasks = tasks.filter(Q(**{f"{name}__{side}": at}) | Q(**{name: at, f"id__{side}": last}))
    linked = Exists(Link.objects.filter(case_id=OuterRef("case_id"), kind="duplicate"))
    rows = list(
        tasks.select_related("case", "taken_by")
        .defer("case__sealed", "case__journey", "case__reply", "case__finds")
        .annotate(is_linked=linked)
        .order_by(column, "-id" if descending else "id")[: PAGE + 1]
    )
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    return Page(
        tuple(_line(row, linked=row.is_linked) for row in rows[:PAGE]),
        f"{getattr(more, name).isoformat()}~{more.id}" if more else None,
    )


def open_case(case_id: UUID, *, purpose: str, by: Actor) -> Opened:
    """Give a case in clear to staff of its teams, its partner or an auditor. Leaves a look. Refused `look.purpose`."""
    case = Case.objects.filter(id=case_id).first()
    if case is None:
        raise Refused("case.not_found")
    if not (by.has_role(Role.AUDITOR) or access.is_worker(case, by)):
        raise Refused("access.team")
    looks.log(case, purpose, by=by)
    service, key = live.edition(case.edition), sealing.case_key(case)
    state = journeys.read(case, key)
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
        answers=sealing.open_json(key, case.id, "answers", case.sealed),
        files=tuple(files.list_of(case)),
        stages=tuple(journey.next_steps(service, state)) if state else (),
        tasks=tuple(_work(task, by) for task in case.tasks.select_related("taken_by", "case").order_by("opened_at")),
        decisions=tuple(decisions.list_of(case, key)),
        ruling=journeys.holding(case, key, state) if state else None,
        notes=tuple(notes.list_of(case, key)),
        inquiries=tuple(cases.asked(one, key) for one in Inquiry.objects.filter(case=case).order_by("asked_at")),
        messages=tuple(messages.list_of(case, key)),
        papers=tuple(cases.paper(document, service) for document in case.documents.order_by("issued_at")),
        links=tuple(_links(case)),
        deeds=tuple(record.list_of(case)),
        looks=tuple(looks.list_of(case)),
    )


def find_cases(kind: str, text: str, *, by: Actor) -> list[Case]:
    """Find cases by what someone says exactly: their reference, or phone, e-mail, account, name, name and birth date.

    Only cases of the actor's teams; auditors find all. Nothing of the answers is read for it. Refused `search.kind`.
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
    return [case for case in newest if by.has_role(Role.AUDITOR) or access.is_worker(case, by)]


def list_teams(*, by: Actor) -> list[str]:
    """List the teams whose cases the actor works, in the order of their ids."""
    return sorted({team for team, role in by.roles if role in (Role.CLERK, Role.LEAD)})


def _mine(wanted: Filter, by: Actor) -> QuerySet[Task]:
    tasks = Task.objects.exclude(status="done")
    if by.partner:
        return tasks.filter(partner=by.partner)
    teams = list_teams(by=by)
    if wanted.team and wanted.team not in teams:
        raise Refused("access.team")
    return tasks.filter(team__in=[wanted.team] if wanted.team else teams)


def _filtered(tasks: QuerySet[Task], wanted: Filter, by: Actor) -> QuerySet[Task]:
    exact = {name: value for name in ("service", "status", "kind") if (value := getattr(wanted, name))}
    tasks = tasks.filter(**exact)
    if wanted.taken:
        tasks = tasks.filter(taken_by=by.account if wanted.taken == "mine" else None)
    return tasks.filter(due_at__lt=city.now()) if wanted.late else tasks


def _read_after(text: str) -> tuple[datetime, UUID]:
    try:
        at, _, last = text.partition("~")
        return datetime.fromisoformat(at), UUID(last)
    except ValueError:
        raise Refused("queue.after") from None


def _line(task: Task, *, linked: bool = False) -> Line:
    return Line(
        task=task.id,
        case=task.case_id,
        reference=task.case.reference,
        service=task.service,
        kind=task.kind,
        team=task.team,
        partner=task.partner,
        status=task.status,
        taken_by=task.taken_by_id,
        taken_name=task.taken_by.name if task.taken_by else "",
        district=task.case.district,
        opened_at=task.opened_at,
        due_at=task.due_at,
        late=task.status != "done" and task.due_at < city.now(),
        linked=linked,
        to_confirm=task.first_sealed is not None,
    )


def _work(task: Task, by: Actor) -> Work:
    proposed = None
    if task.first_sealed is not None:
        proposed = sealing.open_json(sealing.case_key(task.case), task.id, "proposal", task.first_sealed)
    return Work(_line(task), task.path, task.details, proposed, frozenset(_deeds(task, by)))


def _deeds(task: Task, by: Actor) -> set[str]:
    """Name what the actor may do with a task now; the actions check it again."""
    ours = (task.partner and by.partner == task.partner) or (task.team and by.works_for(task.team))
    if not ours:
        return set()
    if task.status == "done":
        return {"undo"} if by.has_role(Role.LEAD, task.team) and task.kind in journey.UNDOABLE else set()
    if task.kind in ("pay", "fulfil"):
        return {"record_payment" if task.kind == "pay" else "fulfil"}
    return _review_deeds(task, by)


def _review_deeds(task: Task, by: Actor) -> set[str]:
    if task.first_sealed is not None:
        return set() if task.first_by_id == by.account else {"confirm"}
    if task.taken_by_id == by.account:
        return {"decide", "ask", "put_back", "hand_over"}
    if task.taken_by_id is None:
        return {"take"}
    return {"put_back", "hand_over"} if by.has_role(Role.LEAD, task.team) else set()


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

"""Queues: what waits for a team or a partner, by reference, step and dates only. Opens no case."""

from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from sportello.actions import city, live
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.steps import list_steps
from sportello.core.texts import Text
from sportello.store.cases import Link, Task

PAGE = 50
ORDERS = {"due": "due_at", "newest": "-opened_at", "oldest": "opened_at"}
WORKED = ("review", "appeal")


@dataclass(frozen=True)
class Line:
    """One task in a queue: reference, step and dates only."""

    task: UUID
    case: UUID
    reference: str
    service: str
    kind: str
    step: Text | None  # what the service calls the step, if it has a name of its own
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
class Load:
    """How much waits for a team: open tasks, those past their date, those the actor has taken."""

    team: str
    open: int
    late: int
    mine: int


def list_page(wanted: Filter, *, by: Actor, after: str | None = None) -> Page:
    """List a page of open tasks of the actor's teams, or of the partner. Pages follow keys, so rows are never counted.

    Refused `access.team` for a team that is not the actor's, `queue.order`, `queue.after`.
    """
    if not (by.is_staff or by.partner):
        raise Refused("access.team")
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
        tuple(line(row, linked=row.is_linked) for row in rows[:PAGE]),
        f"{getattr(more, name).isoformat()}~{more.id}" if more else None,
    )


def list_free(wanted: Filter, *, by: Actor) -> QuerySet[Task]:
    """List the reviews and appeals that the actor could take now, those due first on top; not those to confirm.

    Appeals only where the actor leads and did not decide before.
    """
    tasks = _filtered(_mine(wanted, by), wanted, by).filter(
        taken_by=None, first_sealed=None, status="waiting", kind__in=WORKED
    )
    led = [team for team, role in by.roles if role == Role.LEAD]
    decided = Q(case__decisions__by=by.name) | Q(case__tasks__first_by=by.account)
    return tasks.exclude(Q(kind="appeal") & (~Q(team__in=led) | decided)).order_by("due_at", "id")


def count_work(*, by: Actor) -> list[Load]:
    """Count what waits for each of the actor's teams, or for the partner."""
    column = "partner" if by.partner else "team"
    counts = (
        _mine(Filter(), by)
        .values(column)
        .annotate(
            open=Count("id"),
            late=Count("id", filter=Q(due_at__lt=city.now())),
            mine=Count("id", filter=Q(taken_by=by.account)),
        )
    )
    found = {row[column]: row for row in counts}
    teams = [by.partner] if by.partner else list_teams(by=by)
    none = {"open": 0, "late": 0, "mine": 0}
    return [Load(team, **{name: found.get(team, none)[name] for name in none}) for team in teams]


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
        return datetime.fromisoformat(at).astimezone(UTC), UUID(last)
    except (ValueError, OverflowError):
        raise Refused("queue.after") from None


def line(task: Task, *, linked: bool = False) -> Line:
    """Describe a task; its case and who took it come with it."""
    return Line(
        task=task.id,
        case=task.case_id,
        reference=task.case.reference,
        service=task.service,
        kind=task.kind,
        step=_name_step(task),
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


def _name_step(task: Task) -> Text | None:
    """Give what the case's edition calls the step."""
    steps = dict(list_steps(live.edition(task.case.edition)))
    return steps[task.path].settings.get("name") if task.path in steps else None

"""Queues: what waits for a team or a partner, by reference, step and dates only. Opens no case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from sportello.actions import city, live
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.steps import list_steps
from sportello.core.texts import Text
from sportello.store.cases import Link, Task

PAGE = 50
ORDERS = {"due": "due_at", "newest": "-opened_at", "oldest": "opened_at"}
WORKED = ("review", "appeal")
MOST = 999  # counted; a team with more has enough to do
SHOWN = (
    *("service", "path", "kind", "team", "partner", "status", "first_sealed", "opened_at", "due_at"),
    *("case__reference", "case__edition", "case__district", "taken_by__name"),
)

COUNT = {
    column: f"""
SELECT mine.name,
    (SELECT count(*) FROM (SELECT FROM store_task WHERE {column} = mine.name AND {column} <> '' AND status <> 'done'
        LIMIT %(most)s) AS counted),
    (SELECT count(*) FROM (SELECT FROM store_task WHERE {column} = mine.name AND {column} <> '' AND status <> 'done'
        AND due_at < %(now)s LIMIT %(most)s) AS counted),
    (SELECT count(*) FROM (SELECT FROM store_task WHERE taken_by_id = %(account)s AND {column} = mine.name
        AND status <> 'done' LIMIT %(most)s) AS counted)
FROM unnest(%(names)s::text[]) WITH ORDINALITY AS mine (name, place) ORDER BY place
"""  # noqa: S608 - the column is one of ours
    for column in ("team", "partner")
}


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
    column = ORDERS[wanted.order]
    name = column.lstrip("-")
    tasks = [_filtered(mine, wanted, by) for mine in _queues(wanted, by)]
    if after:
        key, beyond = _read_after(after), TupleLessThan if column.startswith("-") else TupleGreaterThan
        tasks = [one.filter(beyond(Tuple(F(name), F("id")), key)) for one in tasks]
    ids = _merge(tasks, column, PAGE + 1)
    linked = Exists(Link.objects.filter(case_id=OuterRef("case_id"), kind="duplicate"))
    found = Task.objects.select_related("case", "taken_by").annotate(is_linked=linked).only(*SHOWN).in_bulk(ids)
    rows = [found[id] for id in ids if id in found]
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    return Page(
        tuple(line(row, linked=row.is_linked) for row in rows[:PAGE]),
        f"{getattr(more, name).isoformat()}~{more.id}" if more else None,
    )


def list_next(wanted: Filter, *, by: Actor) -> list[UUID]:
    """List some tasks that the actor could take now, those due first on top; see `list_free`."""
    return _merge([_free(mine, wanted, by) for mine in _queues(wanted, by)], "due_at", PAGE)


def list_free(wanted: Filter, *, by: Actor) -> QuerySet[Task]:
    """List the reviews and appeals that the actor could take now; not those to confirm.

    Appeals only where the actor leads and did not decide before.
    """
    return _free(_open(*_whose(wanted, by)), wanted, by)


def count_work(*, by: Actor) -> list[Load]:
    """Count what waits for each of the actor's teams, or for the partner: up to MOST, and one more for all beyond."""
    column, names = _whose(Filter(), by)
    facts: dict[str, Any] = {"names": names, "now": city.now(), "account": by.account, "most": MOST + 1}
    with connection.cursor() as cursor:
        cursor.execute(COUNT[column], facts)
        return [Load(*row) for row in cursor.fetchall()]


def list_teams(*, by: Actor) -> list[str]:
    """List the teams whose cases the actor works, in the order of their ids."""
    return sorted({team for team, role in by.roles if role in (Role.CLERK, Role.LEAD)})


def _whose(wanted: Filter, by: Actor) -> tuple[str, list[str]]:
    """Tell by which column, and under which names in it, the actor's open tasks are found."""
    if by.partner:
        return "partner", [by.partner]
    teams = list_teams(by=by)
    if wanted.team and wanted.team not in teams:
        raise Refused("access.team")
    return "team", [wanted.team] if wanted.team else teams


def _open(column: str, names: Sequence[str]) -> QuerySet[Task]:
    return Task.objects.exclude(status="done").filter(**{f"{column}__in": names})


def _queues(wanted: Filter, by: Actor) -> list[QuerySet[Task]]:
    """Give the queue of each team apart: an index has a team's tasks in order, but not those of several."""
    column, names = _whose(wanted, by)
    return [_open(column, [name]) for name in names]


def _merge(queues: Sequence[QuerySet[Task]], column: str, most: int) -> list[UUID]:
    """List the ids of the first of several queues, each asked for no more than that."""
    order = (column, "-id" if column.startswith("-") else "id")
    parts = [one.order_by(*order).values_list("id", column.lstrip("-"))[:most] for one in queues]
    if len(parts) > 1:
        return [id for id, _ in parts[0].union(*parts[1:], all=True).order_by(*order)[:most]]
    return [id for part in parts for id, _ in part]


def _free(tasks: QuerySet[Task], wanted: Filter, by: Actor) -> QuerySet[Task]:
    free = _filtered(tasks, wanted, by).filter(taken_by=None, first_sealed=None, status="waiting", kind__in=WORKED)
    led = [team for team, role in by.roles if role == Role.LEAD]
    decided = Q(case__decisions__by=by.name) | Q(case__tasks__first_by=by.account)
    return free.exclude(Q(kind="appeal") & (~Q(team__in=led) | decided))


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
    """Give what the case's edition calls the step; a document that cannot be made is no step of the service."""
    return None if task.kind == "document" else _find_name(task.case.edition, task.path)


@lru_cache(maxsize=5000)
def _find_name(edition: str, path: str) -> Text | None:
    """Give what the edition calls the step; appeals are in none."""
    step = dict(list_steps(live.edition(edition))).get(path)
    return step.settings.get("name") if step else None

"""Queues: what waits for a team or a partner, by reference, step and dates only. Opens no case."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.db.models.fields.tuple_lookups import Tuple, TupleGreaterThan, TupleLessThan

from sportello.actions import city, live
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.steps import list_steps
from sportello.core.texts import Text
from sportello.store import prepared
from sportello.store.cases import Task

PAGE = 50
ORDERS = {"due": "due_at", "newest": "-opened_at", "oldest": "opened_at"}
WORKED = ("review", "appeal")
MOST = 999  # counted; a team with more has enough to do
SHOW = """
SELECT task.id, task.case_id, owner.reference, owner.edition, owner.district, task.service, task.path, task.kind,
    task.team, task.partner, task.status, task.taken_by_id, coalesce(taker.name, ''), task.opened_at, task.due_at,
    EXISTS (SELECT FROM store_link WHERE case_id = task.case_id AND kind = 'duplicate'), task.first_sealed IS NOT NULL,
    EXISTS (SELECT FROM store_note
        WHERE case_id = task.case_id AND written_by = 'applicant' AND at > task.opened_at)
FROM store_task AS task JOIN store_case AS owner ON owner.id = task.case_id
LEFT JOIN store_account AS taker ON taker.id = task.taken_by_id
WHERE task.id = ANY(%s)
"""
COUNT = """
SELECT mine.name,
    (SELECT count(*) FROM (SELECT FROM store_task WHERE {column} = mine.name AND {column} <> '' AND status <> 'done'
        LIMIT {most}) AS counted),
    (SELECT count(*) FROM (SELECT FROM store_task WHERE {column} = mine.name AND {column} <> '' AND status <> 'done'
        AND due_at < %(now)s LIMIT {most}) AS counted),
    (SELECT count(*) FROM (SELECT FROM store_task WHERE taken_by_id = %(account)s AND {column} = mine.name
        AND status <> 'done' LIMIT {most}) AS counted)
FROM unnest(%(names)s::text[]) WITH ORDINALITY AS mine (name, place) ORDER BY place
"""


@dataclass(frozen=True)
class Line:
    """One task in a queue: reference, step and dates only. As `SHOW` selects it."""

    task: UUID
    case: UUID
    reference: str
    edition: str
    district: str
    service: str
    path: str
    kind: str
    team: str
    partner: str
    status: str
    taken_by: UUID | None
    taken_name: str
    opened_at: datetime
    due_at: datetime
    linked: bool
    to_confirm: bool
    written: bool  # the applicant wrote since it waits

    @property
    def step(self) -> Text | None:
        """Give what the service calls the step, if it has a name; a document that cannot be made is no step of it."""
        return None if self.kind == "document" else _find_step(self.edition, self.path)

    @property
    def late(self) -> bool:
        """Tell whether it should have been done by now."""
        return self.status != "done" and self.due_at < city.now()


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
    found = {row[0]: row for row in prepared.fetch(SHOW, [ids])}
    lines = [Line(*found[id]) for id in ids if id in found]
    more = lines[PAGE - 1] if len(lines) > PAGE else None
    return Page(tuple(lines[:PAGE]), f"{getattr(more, name).isoformat()}~{more.task}" if more else None)


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
    facts = {"names": names, "now": city.now(), "account": by.account}
    return [Load(*row) for row in prepared.fetch(COUNT.format(column=column, most=MOST + 1), facts)]


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


def line(task: Task) -> Line:
    """Describe a task; its case and who took it come with it."""
    return Line(
        task=task.id,
        case=task.case_id,
        reference=task.case.reference,
        edition=task.case.edition,
        district=task.case.district,
        service=task.service,
        path=task.path,
        kind=task.kind,
        team=task.team,
        partner=task.partner,
        status=task.status,
        taken_by=task.taken_by_id,
        taken_name=task.taken_by.name if task.taken_by else "",
        opened_at=task.opened_at,
        due_at=task.due_at,
        linked=False,
        to_confirm=task.first_sealed is not None,
        written=False,
    )


@lru_cache(maxsize=5000)
def _find_step(edition: str, path: str) -> Text | None:
    """Give what the edition calls the step; appeals are in none."""
    step = dict(list_steps(live.edition(edition))).get(path)
    return step.settings.get("name") if step else None

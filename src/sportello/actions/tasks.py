"""Tasks of staff and partners: taken, put back, handed over, and what whoever looks at one may do with it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sportello.actions import access, journeys, queues, record, sealing
from sportello.core import rulings
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.services import Service
from sportello.store.accounts import Account, Membership
from sportello.store.cases import Task

DEED_OF_KIND = {"pay": "pay", "fulfil": "fulfil", "document": "try_again"}


@dataclass(frozen=True)
class Work:
    """A task in the case, with what the actor may do with it now.

    `proposed` is the ruling that waits for a second pair of eyes, `proposed_by` who made it.
    """

    line: queues.Line
    path: str
    details: Mapping[str, Any]
    outcomes: tuple[str, ...]
    settable: tuple[str, ...]
    proposed: Mapping[str, Any] | None
    proposed_by: str
    may: frozenset[str]


def take(task_id: UUID, *, by: Actor) -> None:
    """Take a task to work on it; an appeal, as a lead who did not decide before.

    Refused `task.taken` when a colleague has it, `task.awaits_confirmation` when there is nothing to do but to confirm.
    """
    with transaction.atomic():
        task = lock(task_id, by)
        if task.taken_by_id not in (None, by.account):
            raise Refused("task.taken")
        if task.first_sealed is not None:
            raise Refused("task.awaits_confirmation")
        check_may_judge(task, by)
        _give(task, by.account)
        record.append("task.taken", by=by, case=task.case, facts={"path": task.path})


def take_next(wanted: queues.Filter, *, by: Actor) -> UUID:
    """Take the task of the actor's queue that is due first and give its case's id; Refused `queue.empty`.

    Tasks that others are taking at this moment are passed over, so that nobody waits.
    """
    with transaction.atomic():
        next_ones = queues.list_free(wanted, by=by).filter(id__in=queues.list_next(wanted, by=by))
        free = next_ones.select_for_update(skip_locked=True, of=("self",)).order_by("due_at", "id")
        task = free.select_related("case").first()
        if task is None:
            raise Refused("queue.empty")
        _give(task, by.account)
        record.append("task.taken", by=by, case=task.case, facts={"path": task.path})
    return task.case_id


def put_back(task_id: UUID, *, by: Actor) -> None:
    """Put a task back into the queue: one's own, or a colleague's by a lead."""
    with transaction.atomic():
        task = lock(task_id, by)
        if task.taken_by_id != by.account:
            access.check_lead(task, by)
        _give(task, None)
        record.append("task.put_back", by=by, case=task.case, facts={"path": task.path})


def hand_over(task_id: UUID, to: UUID, *, by: Actor) -> None:
    """Hand a task to a colleague who works in its team: one's own, or any by a lead. Refused `task.not_in_team`."""
    with transaction.atomic():
        task = lock(task_id, by)
        if task.taken_by_id != by.account:
            access.check_lead(task, by)
        colleague = _colleagues(task).filter(id=to).first()
        if colleague is None:
            raise Refused("task.not_in_team")
        _give(task, colleague.id)
        record.append("task.handed_over", by=by, case=task.case, facts={"path": task.path, "to": f"staff:{to}"})


def list_colleagues(task_id: UUID, *, by: Actor) -> list[Account]:
    """List who may take the task over, in the order of their names. Refused `task.not_found`, `access.team`."""
    task = Task.objects.select_related("case").filter(id=task_id).first()
    if task is None:
        raise Refused("task.not_found")
    access.check_may_do(task, by)
    others = (one for one in _colleagues(task) if one.id != task.taken_by_id)
    return sorted(others, key=lambda account: account.name)


def work(task: Task, service: Service, by: Actor, *, undoable: bool = False) -> Work:
    """Describe a task to someone who may see it; `undoable` when its step may be taken back now."""
    proposed = None
    if task.first_sealed is not None:
        proposed = sealing.open_json(sealing.case_key(task.case), task.id, "proposal", task.first_sealed)
    return Work(
        line=queues.line(task),
        path=task.path,
        details=task.details,
        outcomes=rulings.list_outcomes(service, task.path),
        settable=rulings.list_settable(service, task.path),
        proposed=proposed,
        proposed_by=task.first_by.name if task.first_by else "",
        may=frozenset(_deeds(task, by, undoable=undoable)),
    )


def lock(task_id: UUID, by: Actor, kinds: Sequence[str] = ()) -> Task:
    """Get an open task with its case, both rows held, if the actor may do it."""
    found = Task.objects.filter(id=task_id).values_list("case_id", flat=True).first()
    if found is None:
        raise Refused("task.not_found")
    case = journeys.lock(found)
    task = Task.objects.select_for_update().get(id=task_id)
    task.case = case
    access.check_may_do(task, by)
    access.check_others(case, by)
    if task.status == "done":
        raise Refused("task.done")
    if kinds and task.kind not in kinds:
        raise Refused("task.other_kind", kind=task.kind)
    return task


def check_mine(task: Task, by: Actor) -> None:
    """Refuse `task.take_first` unless the actor has it, `task.awaits_confirmation` once it was decided."""
    if task.taken_by_id != by.account:
        raise Refused("task.take_first")
    if task.first_sealed is not None:
        raise Refused("task.awaits_confirmation")


def check_may_judge(task: Task, by: Actor) -> None:
    """Refuse an appeal to whoever is no lead, or decided the case before."""
    if task.kind != "appeal":
        return
    access.check_lead(task, by)
    if access.decided_before(task.case, by):
        raise Refused("access.four_eyes")


def _colleagues(task: Task) -> QuerySet[Account]:
    """Find who may work the task: clerks and leads of its team, of an appeal the leads."""
    roles = (Role.LEAD,) if task.kind == "appeal" else (Role.CLERK, Role.LEAD)
    members = Membership.objects.filter(team=task.team, role__in=roles)
    return Account.objects.filter(is_active=True, id__in=members.values("account"))


def _give(task: Task, account: UUID | None) -> None:
    task.taken_by_id = account
    task.save(update_fields=["taken_by"])


def _deeds(task: Task, by: Actor, *, undoable: bool) -> set[str]:
    """Name what the actor may do with a task now; the actions check it again."""
    ours = (task.partner and by.partner == task.partner) or (task.team and by.works_for(task.team))
    if not ours:
        return set()
    if task.status == "done":
        return {"undo"} if undoable and by.has_role(Role.LEAD, task.team) else set()
    if task.kind in DEED_OF_KIND:
        return {DEED_OF_KIND[task.kind]}
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

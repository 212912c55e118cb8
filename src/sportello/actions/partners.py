"""What a partner sees of a case it does a step of. Changes nothing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sportello.actions import answers, journeys, live, looks, sealing, tasks
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.questions import Json, Question
from sportello.core.services import Output, Service
from sportello.store.cases import Task


@dataclass(frozen=True)
class Entrusted:
    """A task as its partner sees it: of the case only the answers and outputs that the step `shows`."""

    work: tasks.Work
    service: Service
    answers: tuple[tuple[Question, Json], ...]
    outputs: tuple[tuple[Output, Any], ...]


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
    given = answers.of(case, key)
    outputs = journeys.holding(case, key, state).outputs if state else {}
    shown = state.step(task.path).settings.get("shows", ()) if state else ()
    return Entrusted(
        work=tasks.work(task, service, by),
        service=service,
        answers=tuple((one, given[one.id]) for one in service.questions if one.id in shown and one.id in given),
        outputs=tuple((one, outputs[id]) for id, one in service.outputs.items() if id in shown and id in outputs),
    )

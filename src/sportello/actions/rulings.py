"""Rulings of staff on reviews and appeals: decided, where the service asks for it by two people, and kept."""

from dataclasses import replace
from uuid import UUID

from django.db import transaction

from sportello.actions import (
    answers,
    city,
    decisions,
    documents,
    journeys,
    live,
    messages,
    notes,
    record,
    registers,
    sealing,
    tasks,
)
from sportello.core import decisions as bundles
from sportello.core import rulings as rules
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.rulings import Ruling
from sportello.store.cases import Task


def decide(task_id: UUID, ruling: Ruling, *, by: Actor) -> None:
    """Decide a review or an appeal.

    With four eyes, or where it corrects what is known of somebody, the ruling waits for a colleague's `confirm`. An
    appeal is decided by a lead who did not decide before. Refused `ruling.outcome`, `ruling.reason_missing` (a denial
    says why), `ruling.reason_unknown`, `ruling.output_unknown`, `ruling.output_not_settable`, and as `registers.check`
    says.
    """
    with transaction.atomic():
        task = tasks.lock(task_id, by)
        tasks.check_mine(task, by)
        if task.kind not in ("review", "appeal"):
            raise Refused("task.not_a_review", kind=task.kind)
        ruling = _checked(task, ruling)
        tasks.check_may_judge(task, by)
        if task.details.get("four_eyes") or ruling.corrected is not None:
            _propose(task, ruling, by)
        else:
            _rule(task, ruling, by)


def confirm(task_id: UUID, *, agree: bool, why: str = "", by: Actor) -> None:
    """Be the second pair of eyes: agree, and the ruling holds; disagree, and the task goes back to be decided anew.

    `why` becomes a note for colleagues.

    Refused `access.four_eyes` to whoever decided first, `task.nothing_to_confirm`, and as `registers.put_right` says.
    """
    with transaction.atomic():
        task = tasks.lock(task_id, by)
        if task.first_sealed is None:
            raise Refused("task.nothing_to_confirm")
        if task.first_by_id == by.account:
            raise Refused("access.four_eyes")
        proposed = _proposed(task)
        if why.strip():
            notes.write(task.case, notes.read(why), account=by.account)
        facts = {"path": task.path, "agreed": agree, "first": f"staff:{task.first_by_id}"}
        task.first_sealed, task.first_by_id = None, task.first_by_id if agree else None
        task.save(update_fields=["first_sealed", "first_by"])
        record.append(rules.CHECKED, by=by, case=task.case, facts=facts)
        if agree and proposed is not None:
            _rule(task, proposed, by)


def _checked(task: Task, ruling: Ruling) -> Ruling:
    service = live.edition(task.case.edition)
    ruling = replace(ruling, outputs=bundles.read_outputs(service.policy, ruling.outputs))
    rules.check(service, task.path, ruling)
    if (length := sum(map(len, ruling.conditions))) > notes.LONGEST:
        raise Refused("text.too_long", length=length, max=notes.LONGEST)
    if ruling.corrected is not None:
        ruling = registers.check(task.case, service, answers.of(task.case), ruling)
    return replace(ruling, conditions=tuple(c.strip() for c in ruling.conditions if c.strip()))


def _propose(task: Task, ruling: Ruling, by: Actor) -> None:
    key = sealing.case_key(task.case)
    task.first_sealed = sealing.seal_json(key, task.id, "proposal", ruling.plain())
    task.first_by_id, task.taken_by_id = by.account, None
    task.save(update_fields=["first_sealed", "first_by", "taken_by"])
    facts = {"path": task.path, "outcome": ruling.outcome, **_right(task, by)}
    record.append(rules.PROPOSED, by=by, case=task.case, facts=facts)


def _right(task: Task, by: Actor) -> dict[str, str]:
    """Say for the record in which role, of which team, the actor rules: roles change, and `replay` checks it later."""
    return {"team": task.team, "role": Role.LEAD if by.has_role(Role.LEAD, task.team) else Role.CLERK}


def _proposed(task: Task) -> Ruling | None:
    if task.first_sealed is None:
        return None
    plain = sealing.open_json(sealing.case_key(task.case), task.id, "proposal", task.first_sealed)
    return rules.read(plain, live.edition(task.case.edition))


def _rule(task: Task, ruling: Ruling, by: Actor) -> None:
    """Let a ruling hold: keep it sealed with its hash in the record, and let the case go on."""
    case = task.case
    kept = decisions.keep(case, task.path, ruling.plain(), by=by)
    facts = {"path": task.path, "outcome": ruling.outcome, "decision": kept.hash, **_right(task, by)}
    record.append(rules.DECIDED, by=by, case=case, facts=facts)
    if ruling.corrected is not None:
        registers.put_right(case, live.edition(case.edition), answers.of(case), ruling, by=by)
    if task.kind != "appeal":
        journeys.finish(case, task.path, ruling.plain())
        return
    task.status, task.done_at = "done", city.now()
    task.save(update_fields=["status", "done_at"])
    if ruling.outcome == "approve":
        documents.revoke_all(case, by=by)
        journeys.restart(case)
    else:
        journeys.close_again(case)
    notice, service = f"appeal_{ruling.outcome}", live.edition(case.edition)
    messages.write_notice(case, service, sealing.case_key(case), notice, ruling.reasons)

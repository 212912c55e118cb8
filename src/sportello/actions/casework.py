"""What staff and partners do with a task: take, note, ask, decide, confirm, pay in, fulfil, hand over, undo."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sportello.actions import (
    access,
    city,
    decisions,
    documents,
    files,
    journeys,
    live,
    messages,
    notes,
    queues,
    record,
    sealing,
)
from sportello.core import decisions as bundles
from sportello.core import rulings
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.core.rulings import Ruling
from sportello.store.accounts import Account, Membership
from sportello.store.cases import Inquiry, Payment, Task

METHODS = ("cash", "card", "transfer")
LONGEST = 4000  # characters of a note, a question, all conditions together
LONGEST_RECEIPT = 60


def take(task_id: UUID, *, by: Actor) -> None:
    """Take a task to work on it; an appeal, as a lead who did not decide before.

    Refused `task.taken` when a colleague has it, `task.awaits_confirmation` when there is nothing to do but to confirm.
    """
    with transaction.atomic():
        task = _lock(task_id, by)
        if task.taken_by_id not in (None, by.account):
            raise Refused("task.taken")
        if task.first_sealed is not None:
            raise Refused("task.awaits_confirmation")
        _check_may_judge(task, by)
        _give(task, by.account)
        record.append("task.taken", by=by, case=task.case, facts={"path": task.path})


def take_next(wanted: queues.Filter, *, by: Actor) -> UUID:
    """Take the task of the actor's queue that is due first and give its case's id; Refused `queue.empty`.

    Tasks that others are taking at this moment are passed over, so that nobody waits.
    """
    with transaction.atomic():
        free = queues.list_free(wanted, by=by).select_for_update(skip_locked=True, of=("self",))
        task = free.select_related("case").first()
        if task is None:
            raise Refused("queue.empty")
        _give(task, by.account)
        record.append("task.taken", by=by, case=task.case, facts={"path": task.path})
    return task.case_id


def put_back(task_id: UUID, *, by: Actor) -> None:
    """Put a task back into the queue: one's own, or a colleague's by a lead."""
    with transaction.atomic():
        task = _lock(task_id, by)
        if task.taken_by_id != by.account:
            access.check_lead(task, by)
        _give(task, None)
        record.append("task.put_back", by=by, case=task.case, facts={"path": task.path})


def hand_over(task_id: UUID, to: UUID, *, by: Actor) -> None:
    """Hand a task to a colleague who works in its team: one's own, or any by a lead. Refused `task.not_in_team`."""
    with transaction.atomic():
        task = _lock(task_id, by)
        if task.taken_by_id != by.account:
            access.check_lead(task, by)
        colleague = _colleagues(task).filter(id=to).first()
        if colleague is None:
            raise Refused("task.not_in_team")
        _give(task, colleague.id)
        record.append("task.handed_over", by=by, case=task.case, facts={"path": task.path, "to": f"staff:{to}"})


def note(case_id: UUID, text: str, *, by: Actor) -> None:
    """Write a note for colleagues."""
    with transaction.atomic():
        case = journeys.lock(case_id)
        access.check_worker(case, by)
        notes.write(case, _read_text(text), account=by.account)
        record.append("case.noted", by=by, case=case)


def ask(task_id: UUID, text: str, *, by: Actor) -> None:
    """Ask the applicant for more, as whoever reviews; the task waits for the answer."""
    with transaction.atomic():
        task = _lock(task_id, by, kinds=("review", "appeal"))
        _check_mine(task, by)
        asked = _read_text(text)
        inquiry_id = city.new_id()
        key = sealing.case_key(task.case)
        Inquiry.objects.create(
            id=inquiry_id,
            case=task.case,
            task=task,
            asked_at=city.now(),
            sealed=sealing.seal_text(key, inquiry_id, asked),
        )
        if task.status != "asking" and task.kind != "appeal":
            journeys.ask(task.case, task)
        messages.write_notice(task.case, live.edition(task.case.edition), key, "asked")
        record.append("inquiry.asked", by=by, case=task.case, facts={"inquiry": str(inquiry_id)})


def decide(task_id: UUID, ruling: Ruling, *, by: Actor) -> None:
    """Decide a review or an appeal.

    With four eyes the ruling waits for a colleague's `confirm`. An appeal is decided by a lead who did not decide
    before. Refused `ruling.outcome`, `ruling.reason_missing` (a denial says why), `ruling.reason_unknown`,
    `ruling.output_unknown`.
    """
    with transaction.atomic():
        task = _lock(task_id, by)
        _check_mine(task, by)
        if task.kind not in ("review", "appeal"):
            raise Refused("task.not_a_review", kind=task.kind)
        ruling = _checked(task, ruling)
        _check_may_judge(task, by)
        if task.details.get("four_eyes"):
            _propose(task, ruling, by)
        else:
            _rule(task, ruling, by)


def confirm(task_id: UUID, *, agree: bool, why: str = "", by: Actor) -> None:
    """Be the second pair of eyes: agree, and the ruling holds; disagree, and the task goes back to be decided anew.

    `why` becomes a note for colleagues.

    Refused `task.same_eyes` to whoever decided first, `task.nothing_to_confirm`.
    """
    with transaction.atomic():
        task = _lock(task_id, by)
        if task.first_sealed is None:
            raise Refused("task.nothing_to_confirm")
        if task.first_by_id == by.account:
            raise Refused("task.same_eyes")
        proposed = _proposed(task)
        if why.strip():
            notes.write(task.case, _read_text(why), account=by.account)
        facts = {"path": task.path, "agreed": agree, "first": f"staff:{task.first_by_id}"}
        task.first_sealed, task.first_by_id = None, task.first_by_id if agree else None
        task.save(update_fields=["first_sealed", "first_by"])
        record.append(rulings.CHECKED, by=by, case=task.case, facts=facts)
        if agree and proposed is not None:
            _rule(task, proposed, by)


def record_payment(task_id: UUID, amount: Decimal, method: str, receipt: str, *, by: Actor) -> None:
    """Record that the fee was received.

    Refused `payment.amount` unless it is the amount due, `payment.method`, `payment.receipt`.
    """
    with transaction.atomic():
        task = _lock(task_id, by, kinds=("pay",))
        if amount != Decimal(task.details["amount"]):
            raise Refused("payment.amount", due=task.details["amount"])
        if method not in METHODS:
            raise Refused("payment.method", methods=", ".join(METHODS))
        if not 0 < len(receipt.strip()) <= LONGEST_RECEIPT:
            raise Refused("payment.receipt")
        Payment.objects.create(
            id=city.new_id(),
            case=task.case,
            path=task.path,
            amount=amount,
            currency=task.details["currency"],
            method=method,
            receipt=receipt.strip(),
            by=by.name,
            at=city.now(),
        )
        record.append("payment.recorded", by=by, case=task.case, facts={"path": task.path, "amount": str(amount)})
        journeys.finish(task.case, task.path, {"amount": str(amount), "receipt": receipt.strip()})


def fulfil(task_id: UUID, note_text: str, papers: Sequence[UUID] = (), *, by: Actor) -> None:
    """Say that a fulfilment is done, with the proof the service asks for. Refused `fulfil.proof_missing`."""
    with transaction.atomic():
        task = _lock(task_id, by, kinds=("fulfil",))
        proof = task.details.get("proof", "none")
        if (proof == "photo" and not papers) or (proof == "note" and not note_text.strip()):
            raise Refused("fulfil.proof_missing", proof=proof)
        files.attach(papers, task.case, by=by)
        if note_text.strip():
            notes.write(task.case, _read_text(note_text), account=by.account)
        facts = {"path": task.path, "papers": len(papers), "account": str(by.account)}
        record.append("step.fulfilled", by=by, case=task.case, facts=facts)
        result = {"note": bool(note_text.strip()), "files": [str(paper) for paper in papers]}
        journeys.finish(task.case, task.path, result)


def undo(case_id: UUID, path: str, *, by: Actor) -> None:
    """Take back a step's result, as a lead of its team, while nothing irreversible followed; a closed case opens."""
    with transaction.atomic():
        case = journeys.lock(case_id)
        task = case.tasks.filter(path=path, status="done").order_by("-done_at").first()
        if task is None:
            raise Refused("step.not_done", path=path, status="")
        access.check_lead(task, by)
        if case.outcome == "withdrawn":
            raise Refused("case.closed")
        case.closed_at = case.keep_until = None
        journeys.undo(case, path)
        record.append("step.undone", by=by, case=case, facts={"path": path})


def list_colleagues(task_id: UUID, *, by: Actor) -> list[Account]:
    """List who may take the task over, in the order of their names. Refused `task.not_found`, `access.team`."""
    task = Task.objects.select_related("case").filter(id=task_id).first()
    if task is None:
        raise Refused("task.not_found")
    access.check_may_do(task, by)
    others = (one for one in _colleagues(task) if one.id != task.taken_by_id)
    return sorted(others, key=lambda account: account.name)


def _colleagues(task: Task) -> QuerySet[Account]:
    """Find who may work the task: clerks and leads of its team, of an appeal the leads."""
    roles = (Role.LEAD,) if task.kind == "appeal" else (Role.CLERK, Role.LEAD)
    members = Membership.objects.filter(team=task.team, role__in=roles)
    return Account.objects.filter(is_active=True, id__in=members.values("account"))


def _lock(task_id: UUID, by: Actor, kinds: Sequence[str] = ()) -> Task:
    """Get an open task with its case, both rows held, if the actor may do it."""
    found = Task.objects.filter(id=task_id).values_list("case_id", flat=True).first()
    if found is None:
        raise Refused("task.not_found")
    case = journeys.lock(found)
    task = Task.objects.select_for_update().get(id=task_id)
    task.case = case
    access.check_may_do(task, by)
    if access.is_applicant(case, by):
        raise Refused("task.own_case")
    if task.status == "done":
        raise Refused("task.done")
    if kinds and task.kind not in kinds:
        raise Refused("task.other_kind", kind=task.kind)
    return task


def _check_mine(task: Task, by: Actor) -> None:
    if task.taken_by_id != by.account:
        raise Refused("task.take_first")
    if task.first_sealed is not None:
        raise Refused("task.awaits_confirmation")


def _check_may_judge(task: Task, by: Actor) -> None:
    """Refuse an appeal to whoever is no lead, or decided the case before."""
    if task.kind != "appeal":
        return
    access.check_lead(task, by)
    if access.decided_before(task.case, by):
        raise Refused("task.same_eyes")


def _checked(task: Task, ruling: Ruling) -> Ruling:
    service = live.edition(task.case.edition)
    rulings.check(service, task.path, ruling)
    if (length := sum(map(len, ruling.conditions))) > LONGEST:
        raise Refused("text.too_long", length=length, max=LONGEST)
    outputs = bundles.read_outputs(service.policy, ruling.outputs)
    return replace(ruling, outputs=outputs, conditions=tuple(c.strip() for c in ruling.conditions if c.strip()))


def _propose(task: Task, ruling: Ruling, by: Actor) -> None:
    key = sealing.case_key(task.case)
    task.first_sealed = sealing.seal_json(key, task.id, "proposal", ruling.plain())
    task.first_by_id, task.taken_by_id = by.account, None
    task.save(update_fields=["first_sealed", "first_by", "taken_by"])
    facts = {"path": task.path, "outcome": ruling.outcome, **_right(task, by)}
    record.append(rulings.PROPOSED, by=by, case=task.case, facts=facts)


def _right(task: Task, by: Actor) -> dict[str, str]:
    """Say for the record in which role, of which team, the actor rules: roles change, and `replay` checks it later."""
    return {"team": task.team, "role": Role.LEAD if by.has_role(Role.LEAD, task.team) else Role.CLERK}


def _proposed(task: Task) -> Ruling | None:
    if task.first_sealed is None:
        return None
    plain = sealing.open_json(sealing.case_key(task.case), task.id, "proposal", task.first_sealed)
    return rulings.read(plain, live.edition(task.case.edition))


def _rule(task: Task, ruling: Ruling, by: Actor) -> None:
    """Let a ruling hold: keep it sealed with its hash in the record, and let the case go on."""
    case = task.case
    kept = decisions.keep(case, task.path, ruling.plain(), by=by)
    facts = {"path": task.path, "outcome": ruling.outcome, "decision": kept.hash, **_right(task, by)}
    record.append(rulings.DECIDED, by=by, case=case, facts=facts)
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
    messages.write_notice(case, live.edition(case.edition), sealing.case_key(case), f"appeal_{ruling.outcome}")


def _read_text(text: str) -> str:
    """Give a text without the space around it. Refused `text.missing`, `text.too_long`."""
    text = text.strip()
    if not text:
        raise Refused("text.missing")
    if len(text) > LONGEST:
        raise Refused("text.too_long", length=len(text), max=LONGEST)
    return text


def _give(task: Task, account: UUID | None) -> None:
    task.taken_by_id = account
    task.save(update_fields=["taken_by"])

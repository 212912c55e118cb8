"""Moving a case along its steps: what the journey wants done becomes tasks, messages and jobs, in one transaction."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sportello.actions import city, decisions, duplicates, live, messages, record, sealing
from sportello.actions.money import fees
from sportello.actions.rows import Rows
from sportello.core import actors, calendar, journey
from sportello.core.errors import Refused
from sportello.core.rulings import Ruling
from sportello.core.services import Promise, Service
from sportello.core.vault import Key
from sportello.store.cases import Case, Task
from sportello.store.dossiers import Dossier


@dataclass(frozen=True)
class Due:
    """A fee the applicant has to pay: what is left of it, and the `reference` to give with a transfer."""

    path: str
    bill: UUID
    amount: Decimal
    currency: str
    reference: str


def lock(case_id: UUID) -> Case:
    """Get the case and hold its row until the transaction ends; Refused `case.not_found`."""
    for case in lock_each([case_id]):
        return case
    raise Refused("case.not_found")


def lock_each(case_ids: Collection[UUID]) -> list[Case]:
    """Get the cases there are, in one order for all who lock several, and hold their rows.

    But not their ids: two cases that link to each other would wait for ever.
    """
    return list(Case.objects.select_for_update(no_key=True).filter(id__in=case_ids).order_by("id"))


def finish(case: Case, path: str, result: Mapping[str, Any]) -> None:
    """End a step with its result and go on. The case's row is locked by the caller."""
    service, key = live.edition(case.edition), sealing.case_key(case)
    state = read(case, key)
    case.tasks.filter(path=path).exclude(status="done").update(status="done", done_at=city.now())
    _go_on(case, service, key, journey.finish(service, _begun(state), path, result, facts(case, service, key)))


def ask(case: Case, task: Task) -> None:
    """Let a task wait for the applicant."""
    key = sealing.case_key(case)
    task.status = "asking"
    task.save(update_fields=["status"])
    _write(case, key, journey.ask(_begun(read(case, key)), task.path))


def answered(case: Case, task: Task) -> None:
    """Let a task go on that waited for the applicant; open questions besides keep it waiting."""
    if task.status != "asking" or task.inquiry_set.filter(answered_at__isnull=True).exists():
        return
    key = sealing.case_key(case)
    task.status = "waiting"
    task.save(update_fields=["status"])
    _write(case, key, journey.answered(_begun(read(case, key)), task.path))


def undo(case: Case, path: str) -> None:
    """Take a step's result back; Refused as `core.journey.undo` says."""
    service, key = live.edition(case.edition), sealing.case_key(case)
    _go_on(case, service, key, journey.undo(service, _begun(read(case, key)), path))


def withdraw(case: Case) -> None:
    """End the case because the applicant withdraws."""
    service, key = live.edition(case.edition), sealing.case_key(case)
    state = read(case, key) or journey.begin(service, facts(case, service, key))[0]
    case.tasks.filter(kind="document").exclude(status="done").update(status="done", done_at=city.now())
    _go_on(case, service, key, journey.withdraw(state))


def withdraw_appeal(case: Case) -> None:
    """Close a case again whose applicant withdraws the appeal."""
    case.tasks.filter(kind="appeal").exclude(status="done").update(status="done", done_at=city.now())
    close_again(case)


def restart(case: Case) -> None:
    """Go through the steps again, under the decision that holds now (after a granted appeal, or a reopening).

    What the service promises counts from now.
    """
    service, key = live.edition(case.edition), sealing.case_key(case)
    case.closed_at, case.keep_until, case.due_at = None, None, _due(service.promise)
    _go_on(case, service, key, journey.begin(service, facts(case, service, key)))


def read(case: Case, key: Key) -> journey.Journey | None:
    """Give the state of the case's steps; None before they began."""
    if case.journey is None:
        return None
    return journey.from_json(sealing.open_json(key, case.id, "journey", case.journey))


def facts(case: Case, service: Service, key: Key, linked: int | None = None) -> dict[str, Any]:
    """Give the names that conditions of steps may use, with their values.

    `linked` is the number of likely duplicates, where the caller has counted them already.
    """
    given, _ = decisions.of_policy(case, service, key)
    decision = decisions.base(case, service, key)
    if linked is None:
        linked = duplicates.count([case.id]).get(case.id, 0)
    return {
        **given,
        **decision.facts,
        **decision.outputs,
        "outcome": decision.outcome,
        "duplicates": Decimal(linked),
    }


def holding(case: Case, key: Key, state: journey.Journey, dossier: Dossier | None = None) -> Ruling:
    """Give the ruling that holds after people decided."""
    return journey.ruling(state, decisions.base(case, live.edition(case.edition), key, dossier))


def list_due(dossier: Dossier) -> list[Due]:
    """List the fees the case waits for."""
    waiting = ((task.path, task.details) for task in dossier.tasks if task.kind == "pay" and task.status != "done")
    return [
        Due(path, UUID(fee["bill"]), Decimal(fee["amount"]), fee["currency"], fee["reference"]) for path, fee in waiting
    ]


def _begun(state: journey.Journey | None) -> journey.Journey:
    if state is None:
        raise RuntimeError("the case's steps have not begun")
    return state


def _go_on(case: Case, service: Service, key: Key, moved: journey.Moved) -> None:
    with Rows() as rows:
        apply(case, service, key, moved, rows)


def apply(case: Case, service: Service, key: Key, moved: journey.Moved, rows: Rows) -> None:
    """Have written where the steps stand now, and what they want done. The case's row is locked by the caller."""
    state, effects = moved
    case.outcome = journey.outcome(state, decisions.base(case, service, key).outcome)
    _note(case, key, state)
    for effect in effects:
        _do(case, service, key, state, effect, rows)
    rows.move(case)


def _do(case: Case, service: Service, key: Key, state: journey.Journey, effect: journey.Effect, rows: Rows) -> None:
    match effect:
        case journey.StartReview(path, team, four_eyes):
            rows.add(_task(case, path, "review", team=team, details={"four_eyes": four_eyes}))
        case journey.AskPayment(path, amount, team):
            fee = fees.ask(case, path, service.names, amount)
            rows.add(_task(case, path, "pay", team=team or "", details=fee))
        case journey.StartFulfil(path, partner, team, proof, due):
            due_at = _due(due) if due else case.due_at
            details = {"proof": proof}
            hands = {"team": team or "", "partner": partner or ""}
            rows.add(_task(case, path, "fulfil", details=details, due_at=due_at, **hands))
        case journey.Issue(path, _):
            rows.defer("issue_document", case=str(case.id), path=path)
        case journey.Tell(path, message):
            messages.write(case, service, key, holding(case, key, state), path=path, message=message, rows=rows)
        case journey.Stop(path):
            case.tasks.filter(path=path).exclude(status="done").update(status="done", done_at=city.now())
            if state.step(path).kind == "pay":
                fees.stop(case, path)
        case journey.Close(outcome):
            _close(case, service, outcome, rows)


def _task(
    case: Case,
    path: str,
    kind: str,
    *,
    team: str = "",
    partner: str = "",
    details: Mapping[str, Any],
    due_at: datetime | None = None,
) -> Task:
    return Task(
        id=city.new_id(),
        case=case,
        service=case.service,
        path=path,
        kind=kind,
        team=team,
        partner=partner,
        status="waiting",
        details=dict(details),
        opened_at=city.now(),
        due_at=due_at or case.due_at,
    )


def open_appeal(case: Case) -> Task:
    """Put a closed case before the leads of the team that decided it, or of its department."""
    service = live.edition(case.edition)
    case.status, case.closed_at, case.keep_until, case.due_at = "open", None, None, _due(service.promise)
    case.save(update_fields=["status", "closed_at", "keep_until", "due_at"])
    task = _task(case, "appeal", "appeal", team=_answering_team(case, service), details={})
    task.save(force_insert=True)
    return task


def open_delay(case: Case, path: str, details: Mapping[str, Any]) -> bool:
    """Let people see to a document that cannot be made; False when they do already, or it waits for nobody."""
    seen_to = case.tasks.filter(kind="document", path=path).exclude(status="done").exists()
    if case.outcome == "withdrawn" or seen_to:
        return False
    team = _answering_team(case, live.edition(case.edition))
    _task(case, path, "document", team=team, details=details).save(force_insert=True)
    return True


def end_delays(ended: Collection[tuple[UUID, str]]) -> None:
    """Take documents, by case and path, off people's hands again."""
    open_ones = Task.objects.filter(case__in={case for case, _ in ended}, kind="document").exclude(status="done")
    waiting = open_ones.values_list("id", "case_id", "path")
    if over := [id for id, *document in waiting if tuple(document) in ended]:
        Task.objects.filter(id__in=over).update(status="done", done_at=city.now())


def _answering_team(case: Case, service: Service) -> str:
    """Name the team that answers for a case: the one that reviewed it last, else the first of its department."""
    reviewed = case.tasks.filter(kind="review").order_by("-opened_at").values_list("team", flat=True).first()
    return reviewed or next(t.id for t in live.profile().teams.values() if t.department == service.department)


def close_again(case: Case) -> None:
    """Close a case whose appeal was dismissed or withdrawn, with the outcome it had."""
    with Rows() as rows:
        _close(case, live.edition(case.edition), case.outcome, rows)
        rows.move(case)


def _close(case: Case, service: Service, outcome: str, rows: Rows) -> None:
    now = city.now()
    case.status, case.outcome, case.closed_at = "closed", outcome, now
    case.keep_until = live.local(now).date() + timedelta(days=service.keep_days)
    rows.add(record.event("case.closed", by=actors.system(), case=case, facts={"outcome": outcome}))


def _due(promise: Promise) -> datetime:
    return calendar.due_at(live.profile().calendar, live.profile().zone, city.now(), promise.count, promise.unit)


def _write(case: Case, key: Key, state: journey.Journey) -> None:
    _note(case, key, state)
    case.save(update_fields=["journey", "status"])


def _note(case: Case, key: Key, state: journey.Journey) -> None:
    case.journey = sealing.seal_json(key, case.id, "journey", journey.to_json(state))
    asking = any(step.status == "asking" for step in state.steps)
    case.status = "waiting" if asking else "open"

"""Moving a case along its steps: what the journey wants done becomes tasks, messages and jobs, in one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sportello.actions import city, decisions, live, messages, parties, record, sealing, statistics
from sportello.core import actors, calendar, finding, journey
from sportello.core.errors import Refused
from sportello.core.rulings import Ruling
from sportello.core.services import Promise, Service
from sportello.core.vault import Key
from sportello.store import cases as tables
from sportello.store.cases import Case, Task
from sportello.store.dossiers import Dossier


@dataclass(frozen=True)
class Due:
    """A fee the applicant has to pay: `reference` is what to give with a transfer."""

    path: str
    amount: Decimal
    currency: str
    reference: str


def lock(case_id: UUID) -> Case:
    """Get the case and hold its row until the transaction ends; Refused `case.not_found`."""
    case = _find_locked(case_id)
    if case is None:
        raise Refused("case.not_found")
    return case


def start(case_id: UUID) -> None:
    """Begin the steps of a case that was just taken in. Doing it twice changes nothing."""
    with transaction.atomic():
        case = _find_locked(case_id)
        if case is None or case.journey is not None:
            return
        service, key = live.edition(case.edition), sealing.case_key(case)
        link_duplicates(case, service, key)
        answers = sealing.open_json(key, case.id, "answers", case.sealed)
        statistics.keep(case, service, answers)
        parties.remember(case, service, answers)
        messages.write_notice(case, service, key, "received")
        _apply(case, service, key, journey.begin(service, facts(case, service, key)))


def _find_locked(case_id: UUID) -> Case | None:
    """Find the case and hold its row, but not its id: two cases that link to each other would wait for ever."""
    return Case.objects.select_for_update(no_key=True).filter(id=case_id).first()


def finish(case: Case, path: str, result: Mapping[str, Any]) -> None:
    """End a step with its result and go on. The case's row is locked by the caller."""
    service, key = live.edition(case.edition), sealing.case_key(case)
    state = read(case, key)
    case.tasks.filter(path=path).exclude(status="done").update(status="done", done_at=city.now())
    _apply(case, service, key, journey.finish(service, _begun(state), path, result, facts(case, service, key)))


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
    _apply(case, service, key, journey.undo(service, _begun(read(case, key)), path))


def withdraw(case: Case) -> None:
    """End the case because the applicant withdraws."""
    service, key = live.edition(case.edition), sealing.case_key(case)
    state = read(case, key) or journey.begin(service, facts(case, service, key))[0]
    case.tasks.filter(kind="document").exclude(status="done").update(status="done", done_at=city.now())
    _apply(case, service, key, journey.withdraw(state))


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
    _apply(case, service, key, journey.begin(service, facts(case, service, key)))


def read(case: Case, key: Key) -> journey.Journey | None:
    """Give the state of the case's steps; None before they began."""
    if case.journey is None:
        return None
    return journey.from_json(sealing.open_json(key, case.id, "journey", case.journey))


def facts(case: Case, service: Service, key: Key) -> dict[str, Any]:
    """Give the names that conditions of steps may use, with their values."""
    given, _ = decisions.of_policy(case, service, key)
    decision = decisions.base(case, service, key)
    duplicates = case.links.filter(kind="duplicate").count()
    return {
        **given,
        **decision.facts,
        **decision.outputs,
        "outcome": decision.outcome,
        "duplicates": Decimal(duplicates),
    }


def holding(case: Case, key: Key, state: journey.Journey, dossier: Dossier | None = None) -> Ruling:
    """Give the ruling that holds after people decided."""
    return journey.ruling(state, decisions.base(case, live.edition(case.edition), key, dossier))


def link_duplicates(case: Case, service: Service, key: Key) -> None:
    """Link likely duplicates and reports nearby, both ways, for a clerk to judge. Nothing is refused for it."""
    answers = sealing.open_json(key, case.id, "answers", case.sealed)
    for vault in city.current().vault.singles:
        for rule in service.duplicates:
            if wanted := finding.same(service, answers, rule.on, vault):
                _link(case, "duplicate", rule.on, rule.within_days, rule.open_only, finds__contains=wanted)
        if service.nearby and (cells := finding.around(service, answers, vault)):
            _link(case, "nearby", (service.nearby.question,), service.nearby.within_days, False, finds__overlap=cells)


def _link(case: Case, kind: str, on: Sequence[str], days: int, open_only: bool, **found: Any) -> None:
    others = Case.objects.filter(
        service=case.service, submitted_at__gte=case.submitted_at - timedelta(days=days), **found
    ).exclude(id=case.id)
    if open_only:
        others = others.exclude(status="closed")
    ids_found = list(others.exclude(outcome="withdrawn").order_by("-submitted_at").values_list("id", flat=True)[:50])
    pairs = sorted(pair for other in ids_found for pair in ((case.id, other), (other, case.id)))  # one order for all
    tables.Link.objects.bulk_create(
        [tables.Link(case_id=one, other_id=other, kind=kind, on=", ".join(on), at=city.now()) for one, other in pairs],
        ignore_conflicts=True,
    )


def amount_of(task: Task) -> Decimal:
    """Give what a payment task waits for."""
    return Decimal(task.details["amount"])


def list_due(case: Case, dossier: Dossier) -> list[Due]:
    """List the fees the case waits for."""
    return [
        Due(task.path, amount_of(task), task.details["currency"], case.reference)
        for task in dossier.tasks
        if task.kind == "pay" and task.status != "done"
    ]


def _begun(state: journey.Journey | None) -> journey.Journey:
    if state is None:
        raise RuntimeError("the case's steps have not begun")
    return state


def _apply(case: Case, service: Service, key: Key, moved: journey.Moved) -> None:
    """Store where the steps stand and do what they want done."""
    state, effects = moved
    case.status = "open"
    case.outcome = journey.outcome(state, decisions.base(case, service, key).outcome)
    _write(case, key, state)
    for effect in effects:
        _do(case, service, key, state, effect)
    case.save()


def _do(case: Case, service: Service, key: Key, state: journey.Journey, effect: journey.Effect) -> None:
    match effect:
        case journey.StartReview(path, team, four_eyes):
            _open_task(case, path, "review", team=team, details={"four_eyes": four_eyes})
        case journey.AskPayment(path, amount, team):
            details = {"amount": str(amount), "currency": live.profile().currency}
            _open_task(case, path, "pay", team=team or "", details=details)
        case journey.StartFulfil(path, partner, team, proof, due):
            due_at = _due(due) if due else case.due_at
            details = {"proof": proof}
            _open_task(case, path, "fulfil", team=team or "", partner=partner or "", details=details, due_at=due_at)
        case journey.Issue(path, _):
            city.current().jobs.defer("issue_document", case=str(case.id), path=path)
        case journey.Tell(path, message):
            messages.write(case, service, key, holding(case, key, state), path=path, message=message)
        case journey.Stop(path):
            case.tasks.filter(path=path).exclude(status="done").update(status="done", done_at=city.now())
        case journey.Close(outcome):
            _close(case, service, outcome)


def _open_task(
    case: Case,
    path: str,
    kind: str,
    *,
    team: str = "",
    partner: str = "",
    details: Mapping[str, Any],
    due_at: datetime | None = None,
) -> Task:
    now = city.now()
    return Task.objects.create(
        id=city.new_id(),
        case=case,
        service=case.service,
        path=path,
        kind=kind,
        team=team,
        partner=partner,
        status="waiting",
        details=dict(details),
        opened_at=now,
        due_at=due_at or case.due_at,
    )


def open_appeal(case: Case) -> Task:
    """Put a closed case before the leads of the team that decided it, or of its department."""
    service = live.edition(case.edition)
    case.status, case.closed_at, case.keep_until, case.due_at = "open", None, None, _due(service.promise)
    case.save(update_fields=["status", "closed_at", "keep_until", "due_at"])
    return _open_task(case, "appeal", "appeal", team=_answering_team(case, service), details={})


def open_delay(case: Case, path: str, details: Mapping[str, Any]) -> bool:
    """Let people see to a document that cannot be made; False when they do already, or it waits for nobody."""
    if case.outcome == "withdrawn" or _delays(case, path).exists():
        return False
    team = _answering_team(case, live.edition(case.edition))
    _open_task(case, path, "document", team=team, details=details)
    return True


def end_delay(case: Case, path: str) -> None:
    """Take a document off people's hands again."""
    _delays(case, path).update(status="done", done_at=city.now())


def _delays(case: Case, path: str) -> QuerySet[Task]:
    return case.tasks.filter(kind="document", path=path).exclude(status="done")


def _answering_team(case: Case, service: Service) -> str:
    """Name the team that answers for a case: the one that reviewed it last, else the first of its department."""
    reviewed = case.tasks.filter(kind="review").order_by("-opened_at").values_list("team", flat=True).first()
    return reviewed or next(t.id for t in live.profile().teams.values() if t.department == service.department)


def close_again(case: Case) -> None:
    """Close a case whose appeal was dismissed or withdrawn, with the outcome it had."""
    _close(case, live.edition(case.edition), case.outcome)
    case.save()


def _close(case: Case, service: Service, outcome: str) -> None:
    now = city.now()
    case.status, case.outcome, case.closed_at = "closed", outcome, now
    case.keep_until = live.local(now).date() + timedelta(days=service.keep_days)
    record.append("case.closed", by=actors.system(), case=case, facts={"outcome": outcome})


def _due(promise: Promise) -> datetime:
    return calendar.due_at(live.profile().calendar, live.profile().zone, city.now(), promise.count, promise.unit)


def _write(case: Case, key: Key, state: journey.Journey) -> None:
    case.journey = sealing.seal_json(key, case.id, "journey", journey.to_json(state))
    asking = any(step.status == "asking" for step in state.steps)
    case.status = "waiting" if asking else "open"
    case.save(update_fields=["journey", "status"])

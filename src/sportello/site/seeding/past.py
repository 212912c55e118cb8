"""What happened to a case of the past: sent in as an example of the service's own says, then worked on by staff."""

import base64
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from sportello.actions import (
    accounts,
    beginnings,
    casework,
    city,
    files,
    inquiries,
    intake,
    joining,
    live,
    looks,
    parties,
    rulings,
    tasks,
)
from sportello.actions.money import till
from sportello.core import interview, questions
from sportello.core.actors import Actor, Assurance
from sportello.core.errors import Refused
from sportello.core.parts import CO_APPLICANT
from sportello.core.rulings import Ruling
from sportello.core.services import Service
from sportello.core.submissions import Submitted
from sportello.site.seeding.stage import Stage
from sportello.site.seeding.varying import vary
from sportello.store.accounts import Account
from sportello.store.cases import Case, Task
from sportello.store.outbox import Outbox

NO_TIME = timedelta(0)
WORKING_DAYS, WORKING_HOURS = range(5), range(8, 17)
DEEDS, BEGUN = 8, 3  # at most; of a case that waits fewer than the second
WITH_ACCOUNT = 0.1
"""The share of applications that come from residents who signed in."""


def play_case(stage: Stage, moment: datetime, now: datetime, *, waiting: str = "") -> UUID | None:
    """Let somebody apply at this moment, and staff do their work until now or until nothing is left to do.

    With a service in `waiting` it is one that people have to look at, and staff have hardly begun. Give the case, or
    None when the application was refused.
    """
    stage.clock.turned = moment
    sent = _submit(stage, waiting)
    if sent is None:
        return None
    _go_on(stage, sent.case)
    for _ in range(stage.chance.randrange(BEGUN) if waiting else DEEDS):
        stage.clock.turned = _in_office(stage.clock() + timedelta(hours=stage.chance.uniform(2, 90)))
        if stage.clock.turned >= now or not _work(stage, sent.case):
            break
        stage.jobs.run()
    return sent.case


def _in_office(moment: datetime) -> datetime:
    """Give the moment, or the first hour after it in which staff are at work."""
    local = live.local(moment)
    while local.weekday() not in WORKING_DAYS or local.hour not in WORKING_HOURS:
        local += timedelta(hours=1)
    return local.astimezone(UTC)


def play_joint(stage: Stage, moment: datetime) -> None:
    """Let the first resident apply at this moment with the second, who joins, where a service takes two."""
    service = next((one for one in live.services() if one.co_applicant), None)
    if service is None:
        return
    stage.clock.turned = moment
    first, second = (
        accounts.actor_of(Account.objects.get(login=f"resident.{number}"), "web", shown=Assurance.HIGH)
        for number in (1, 2)
    )
    assert first.party and second.party
    example = stage.examples(service)[0]
    answers = _answers(stage, service, example) | _known(service, example, first)
    for question in service.questions:
        if question.id in answers and question.about == CO_APPLICANT and isinstance(question.type, questions.Person):
            told = parties.known(second.party)["person"].value
            answers[question.id] = {part: told[part] for part in answers[question.id]}
    sent = intake.submit(service.id, answers, live.profile().languages[0], by=first, key=str(city.new_id()))
    _go_on(stage, sent.case)
    joining.accept(joining.invite(sent.case, by=first).code, by=second)
    stage.jobs.run()
    stage.clock.turned = None


def _submit(stage: Stage, waiting: str) -> Submitted | None:
    """Send in a varied example; one that does not make an application (so it says) is passed over."""
    service = live.service(waiting) if waiting else stage.chance.choice(live.services())
    document = stage.documents[service.id]
    examples = stage.examples(service)
    referred = [example for example in examples if waiting and example["expect"]["outcome"] == "refer"]
    example = stage.chance.choice(referred or examples)
    by = _applicant(stage, service)
    try:
        answers = _answers(stage, service, example) | _known(service, example, by)
        answers, held = _with_files(service, answers, document["files"], by)
        language = stage.chance.choice(live.profile().languages)
        return intake.submit(service.id, answers, language, by=replace(by, holds=held), key=str(city.new_id()))
    except Refused:
        return None


def _answers(stage: Stage, service: Service, example: Mapping[str, Any]) -> dict[str, Any]:
    """Vary an example's answers; days that lie ahead in it lie as far ahead now."""
    written = date.fromisoformat(example["on"])
    answers = {}
    for question in service.questions:
        if question.id in example["answers"]:
            value = vary(stage.chance, question, example["answers"][question.id])
            if isinstance(question.type, questions.Date) and (ahead := date.fromisoformat(value) - written) >= NO_TIME:
                value = (live.today() + ahead).isoformat()
            answers[question.id] = value
    return answers


def _known(service: Service, example: Mapping[str, Any], by: Actor) -> dict[str, Any]:
    """Give what the city would offer this applicant as answers, where the example has one."""
    known = parties.known(by.party) if by.party else {}
    offers = interview.prefill(service, interview.Draft(), known, live.today())
    return {offer.path: offer.value for offer in offers if offer.path in example["answers"]}


def _applicant(stage: Stage, service: Service) -> Actor:
    """Be one of the residents with an account where the service has to be sure, and now and then elsewhere."""
    if service.assurance or stage.chance.random() < WITH_ACCOUNT:
        residents = Account.objects.filter(party__isnull=False).order_by("login")
        return accounts.actor_of(stage.chance.choice(list(residents)), "web", shown=Assurance.HIGH)
    return Actor(channel=stage.chance.choice(("web", "web", "web", "api", "talk")))


def _with_files(
    service: Service, answers: dict[str, Any], contents: Mapping[str, str], by: Actor
) -> tuple[dict[str, Any], frozenset[UUID]]:
    """Upload the files that answers name; give the answers with their ids, and the ids."""
    held: set[UUID] = set()
    for question in service.questions:
        if isinstance(question.type, questions.File) and answers.get(question.id):
            ids = [files.add(name, base64.b64decode(contents[name]), by=by) for name in answers[question.id]]
            answers[question.id] = [str(id) for id in ids]
            held.update(ids)
    return answers, frozenset(held)


def _go_on(stage: Stage, case: UUID) -> None:
    beginnings.begin(case)
    Outbox.objects.filter(case_id=case).delete()
    stage.jobs.run()


def _work(stage: Stage, case: UUID) -> bool:
    """Let someone do something with one open task of the case; tell whether anything was done."""
    waiting = list(Task.objects.filter(case_id=case).exclude(status="done").order_by("path"))
    if not waiting or stage.chance.random() < 0.15:
        return False
    task = stage.chance.choice(waiting)
    worker = _worker(stage, task)
    if task.status == "asking":
        return _answer(case)
    looks.log(Case.objects.get(id=case), "work", by=worker)  # as opening it does, which all work begins with
    if task.kind == "fulfil":
        return _fulfil(stage, task, worker)
    if task.kind == "pay":
        till.take(UUID(task.details["bill"]), Decimal(task.details["amount"]), "card", city.new_id(), by=worker)
        return True
    return _review(stage, task, worker)


def _review(stage: Stage, task: Task, worker: Actor) -> bool:
    if task.first_sealed is not None:
        rulings.confirm(task.id, agree=True, by=_worker(stage, task, not_by=task.first_by_id))
        return True
    if task.taken_by_id is None:
        tasks.take(task.id, by=worker)
        return True
    worker = accounts.actor_of(Account.objects.get(id=task.taken_by_id), "desk")
    if stage.chance.random() < 0.25:
        inquiries.ask(task.id, "Please send a clearer copy of the paper, or tell us why you do not have it.", by=worker)
        return True
    service = live.edition(Case.objects.get(id=task.case_id).edition)
    deny = stage.chance.random() < 0.25 and service.reasons
    reasons = (stage.chance.choice(sorted(service.reasons)),) if deny else ()
    rulings.decide(task.id, Ruling("deny" if deny else "approve", reasons), by=worker)
    return True


def _answer(case: UUID) -> bool:
    inquiry = Case.objects.get(id=case).inquiries.filter(answered_at=None).first()
    if inquiry is None:
        return False
    inquiries.answer(inquiry.id, "Here is what I have.", by=Actor(channel="web", holds=frozenset({case})))
    return True


def _fulfil(stage: Stage, task: Task, worker: Actor) -> bool:
    if task.due_at - task.opened_at > timedelta(days=60):
        return False
    photo = _photo(stage) if task.details.get("proof") == "photo" else None
    papers = [files.add("done.jpg", photo, by=worker)] if photo else []
    casework.fulfil(task.id, "Done as agreed.", papers, by=worker)
    return True


def _photo(stage: Stage) -> bytes:
    pictures = (
        c for d in stage.documents.values() for n, c in d.get("files", {}).items() if n.endswith((".jpg", ".png"))
    )
    return base64.b64decode(next(pictures))


def _worker(stage: Stage, task: Task, *, not_by: UUID | None = None) -> Actor:
    team = accounts.PARTNER + task.partner if task.partner else task.team
    members = Account.objects.filter(memberships__team=team).order_by("login")
    return accounts.actor_of(stage.chance.choice([one for one in members if one.id != not_by]), "desk")

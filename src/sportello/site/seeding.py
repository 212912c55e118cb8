"""A believable past for a city on show: staff, residents and cases made from the services' own examples.

Knows no service: it varies names, addresses and dates in the examples of `tests.yaml`, and lets staff do their work.
"""

import base64
import random
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from django.contrib.auth.hashers import make_password

from sportello.actions import (
    accounts,
    cases,
    casework,
    documents,
    files,
    intake,
    journeys,
    live,
    messages,
    parties,
    record,
)
from sportello.core import ports, questions
from sportello.core.actors import Actor, Assurance, Role
from sportello.core.errors import Refused
from sportello.core.intake import Submitted
from sportello.core.services import Service
from sportello.store.accounts import Account
from sportello.store.cases import Case, Task
from sportello.store.outbox import Outbox

PASSWORD = "sportello"  # noqa: S105 - of accounts that exist in demonstrations only, and shown on the sign-in page
CASES = 260
DAYS = 150
RESIDENTS = 6
GIVEN = (
    "Amara Ana Aldo Beatriz Bruno Carla Chen Dario Elena Farid Gloria Hugo Ines Jamal Keisha Luca Marisol "
    "Nadia Omar Paola Quinn Rosa Samuel Teresa Uma Vito Wendy Ximena Yusuf Zoe"
)
FAMILY = (
    "Abbott Bianchi Castillo Delgado Esposito Flores Greco Hughes Ibarra Jackson Keller Lombardi Medina "
    "Nguyen Okafor Parker Quintero Rossi Santos Turner Ulloa Vega Walker Xu Young Zamora"
)
STREETS = (
    "Bell Street, Kiln Road, Weir Lane, Orchard Avenue, Ferry Lane, Mill Race, Chapel Row, Market Hill, "
    "Willow Walk, Foundry Street, Harbour Road, School Lane"
)


class Clock(ports.Clock):
    """Tells the real time, or the time it was turned to."""

    def __init__(self) -> None:
        self.turned: datetime | None = None

    def __call__(self) -> datetime:
        """Give now, or the turned time, a millisecond later at each look so that deeds keep their order."""
        if self.turned is None:
            return datetime.now(UTC)
        self.turned += timedelta(milliseconds=1)
        return self.turned


class Inline(ports.Jobs):
    """Jobs done here and now, once the transaction that asked for them is over."""

    def __init__(self) -> None:
        self._waiting: list[tuple[str, dict[str, Any]]] = []

    def defer(self, job: str, **ids: str | int) -> None:
        """Note the job for `run`."""
        self._waiting.append((job, ids))

    def run(self) -> None:
        """Do what was noted."""
        known: dict[str, Callable[..., None]] = {
            "issue_document": lambda case, path: documents.issue(UUID(case), path),
            "send_message": lambda message: messages.send(UUID(message)),
        }
        while self._waiting:
            job, ids = self._waiting.pop(0)
            known[job](**ids)


@dataclass(frozen=True)
class Stage:
    """Where the seeding plays: the clock and jobs of the installed city, chance, and the documents published."""

    clock: Clock
    jobs: Inline
    chance: random.Random
    documents: Mapping[str, Mapping[str, Any]]


def is_empty() -> bool:
    """Tell whether nobody has an account and no case came in yet."""
    return not (Account.objects.exists() or Case.objects.exists())


def seed(stage: Stage, *, now: datetime, count: int = CASES) -> None:
    """Give the city staff, residents and `count` cases over the last months, in all states."""
    add_staff()
    add_residents(stage)
    moments = sorted(now - timedelta(days=DAYS * stage.chance.random() ** 2, minutes=20) for _ in range(count))
    for number, moment in enumerate(moments, 1):
        _play_case(stage, moment, now)
        if number % 20 == 0 or number == count:
            sys.stderr.write(
                f"\r  Seeding the demo city: {number} of {count} cases …{chr(10) if number == count else ''}"
            )
            sys.stderr.flush()
    stage.clock.turned = None
    record.seal_all()


def add_staff() -> None:
    """Add two clerks and a lead for each team, operators of partners, two publishers and an auditor."""
    hashed = make_password(PASSWORD)
    profile = live.profile()
    people = [(f"{role}.{team}", f"{role} {team}", team, kind) for team in profile.teams for role, kind in _ROLES]
    people += [(f"operator.{id}", f"operator {id}", accounts.PARTNER + id, Role.CLERK) for id in profile.partners]
    people += [(f"publisher.{n}", f"publisher {n}", "*", Role.PUBLISHER) for n in ("one", "two")]
    people += [("auditor", "auditor", "*", Role.AUDITOR)]
    for login, name, team, role in people:
        account = accounts.add(login, name.replace("-", " ").title(), roles=((team, role),))
        Account.objects.filter(id=account.id).update(password=hashed)


_ROLES = (("clerk", Role.CLERK), ("clerk2", Role.CLERK), ("lead", Role.LEAD))


def add_residents(stage: Stage) -> None:
    """Add residents with an account whom the register knows: what examples answer to `once` questions, varied."""
    for number in range(1, RESIDENTS + 1):
        told = dict(_told_once(stage))
        party = parties.add(told=told, source="register")
        name = next(
            (f"{v['given_name']} {v['family_name']}" for v in told.values() if _is_person(v)), f"Resident {number}"
        )
        accounts.add(f"resident.{number}", name, party=party, assurance=Assurance.SUBSTANTIAL)


def _told_once(stage: Stage) -> Iterator[tuple[str, Any]]:
    for service in live.services():
        for example in _good(stage, service):
            for question in service.questions:
                if question.once and question.id in example["answers"]:
                    varied = _vary(stage, question, example["answers"][question.id])
                    yield question.once, question.type.check(varied, live.today())


def _good(stage: Stage, service: Service) -> list[Mapping[str, Any]]:
    """List the service's examples that make an application."""
    return [example for example in stage.documents[service.id]["tests"] if "outcome" in example["expect"]]


def _is_person(value: Any) -> bool:
    return isinstance(value, dict) and "given_name" in value


def _play_case(stage: Stage, moment: datetime, now: datetime) -> None:
    stage.clock.turned = moment
    sent = _submit(stage)
    if sent is None:
        return
    _go_on(stage, sent.case)
    for _ in range(8):
        stage.clock.turned = stage.clock() + timedelta(hours=stage.chance.uniform(2, 90))
        if stage.clock.turned >= now or not _work(stage, sent.case):
            return
        stage.jobs.run()


def _submit(stage: Stage) -> Submitted | None:
    """Send in a varied example; one that does not make an application (so it says) is passed over."""
    service = stage.chance.choice(live.services())
    document = stage.documents[service.id]
    example = stage.chance.choice(_good(stage, service))
    by = Actor(channel=stage.chance.choice(("web", "web", "web", "api", "talk")), assurance=service.assurance)
    try:
        answers = {
            question.id: _vary(stage, question, example["answers"][question.id])
            for question in service.questions
            if question.id in example["answers"]
        }
        answers, held = _with_files(service, answers, document["files"], by)
        language = stage.chance.choice(live.profile().languages)
        return intake.submit(service.id, answers, language, by=replace(by, holds=held))
    except Refused:
        return None


def _vary(stage: Stage, question: questions.Question, value: Any) -> Any:
    chance = stage.chance
    match question.type:
        case questions.Person():
            names = {"given_name": chance.choice(GIVEN.split()), "family_name": chance.choice(FAMILY.split())}
            return {**value, **names}
        case questions.Address() if value.get("line"):
            return {**value, "line": f"{chance.randint(1, 220)} {chance.choice(STREETS.split(', '))}"}
        case questions.Address() if value.get("point"):
            return {
                **value,
                "point": [round(float(part) + chance.uniform(-0.004, 0.004), 6) for part in value["point"]],
            }
        case questions.Phone():
            return f"+1214555{chance.randint(100, 199):04d}"
        case questions.Email():
            return f"{chance.choice(GIVEN.split()).lower()}.{chance.choice(FAMILY.split()).lower()}@example.org"
        case _:
            return value


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
    journeys.start(case)
    Outbox.objects.filter(case_id=case).delete()
    stage.jobs.run()


def _work(stage: Stage, case: UUID) -> bool:
    """Let someone do something with one open task of the case; tell whether anything was done."""
    task = Task.objects.filter(case_id=case).exclude(status="done").order_by("?").first()
    if task is None or stage.chance.random() < 0.15:
        return False
    worker = _worker(stage, task)
    if task.status == "asking":
        return _answer(case)
    if task.kind == "fulfil":
        return _fulfil(stage, task, worker)
    if task.kind == "pay":
        casework.record_payment(
            task.id, journeys.amount_of(task), "card", f"R-{stage.chance.randint(10000, 99999)}", by=worker
        )
        return True
    return _review(stage, task, worker)


def _review(stage: Stage, task: Task, worker: Actor) -> bool:
    if task.first_sealed is not None:
        casework.confirm(task.id, agree=True, by=_worker(stage, task, not_by=task.first_by_id))
        return True
    if task.taken_by_id is None:
        casework.take(task.id, by=worker)
        return True
    worker = accounts.actor_of(Account.objects.get(id=task.taken_by_id), "desk")
    if stage.chance.random() < 0.25:
        casework.ask(task.id, "Please send a clearer copy of the paper, or tell us why you do not have it.", by=worker)
        return True
    service = live.edition(Case.objects.get(id=task.case_id).edition)
    deny = stage.chance.random() < 0.25 and service.reasons
    reasons = (stage.chance.choice(sorted(service.reasons)),) if deny else ()
    casework.decide(task.id, casework.Ruling("deny" if deny else "approve", reasons), by=worker)
    return True


def _answer(case: UUID) -> bool:
    inquiry = Case.objects.get(id=case).inquiries.filter(answered_at=None).first()
    if inquiry is None:
        return False
    cases.answer_inquiry(inquiry.id, "Here is what I have.", by=Actor(channel="web", holds=frozenset({case})))
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
    members = Account.objects.filter(memberships__team=team).exclude(id=not_by).order_by("login")
    return accounts.actor_of(stage.chance.choice(list(members)), "desk")

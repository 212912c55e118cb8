"""The demo city for tests: published once per run, with a clock to turn, and people to act as.

Tests share the database and leave what they made; each looks only at what is its own.
"""

import base64
import json
import secrets
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from uuid import UUID

from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from sportello.actions import accounts, city, files, intake, live, outbox, parties, queues, rulings, tasks, writing
from sportello.core import interview, notes, ports, vault
from sportello.core.actors import Actor, Assurance, Role
from sportello.core.errors import Refused
from sportello.core.interview import Draft
from sportello.core.rulings import Ruling
from sportello.core.services import Service
from sportello.core.submissions import Submitted
from sportello.integrations import fakes
from sportello.integrations.camt import CamtStatements
from sportello.integrations.pyhanko import PdfSigner, make_demo_identity
from sportello.integrations.typst import TypstTypesetter
from sportello.packs import building, reading
from sportello.site import wiring
from sportello.store import binary
from sportello.store.cases import Case, Task

DEMO = Path(__file__).resolve().parent.parent / "cities" / "demo"
FIRST_TRY = SimpleNamespace(job=SimpleNamespace(attempts=0))
OPENING = datetime(2026, 6, 1, 15, tzinfo=UTC)


class Clock:
    """Tells the time it was set to, a millisecond later at each look."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __call__(self) -> datetime:
        self.at += timedelta(milliseconds=1)
        return self.at


@dataclass(frozen=True)
class Town:
    """The city of this run, with what tests may turn or look into."""

    clock: Clock
    mail: fakes.FakeMailer
    texts: fakes.FakeTexts
    whatsapp: fakes.FakeTexts
    push: fakes.FakePush
    files: fakes.FakeStorage
    pack: reading.Pack

    def example(self, service: str, number: int = 0) -> Mapping[str, Any]:
        """Get one of the examples in a service's tests.yaml."""
        return self.pack.services[service]["tests"][number]


def draft_of(service: Service, answers: Mapping[str, Any], today: date) -> Draft:
    """Give the draft of somebody who answered these questions one by one."""
    draft = Draft()
    for id, value in answers.items():
        draft = interview.answer(service, draft, id, value, today)
    return draft


@cache
def read_demo() -> reading.Pack:
    """Read the pack of the demo city, once in this process; nobody changes what is read."""
    return reading.read_folder(DEMO)


@cache
def build_demo() -> dict[str, Service]:
    """Build the services of the demo city as they are on its opening day, once in this process."""
    pack = read_demo()
    profile = building.build_profile(pack.city)
    resolved = (reading.resolve(document, OPENING.date()) for document in pack.services.values())
    return {service.id: service for service in (building.build_service(one, profile) for one in resolved)}


def build(folder: Path) -> Town:
    """Build and install the city of this process; only at the edge it is fake."""
    clock, mail, push = Clock(OPENING), fakes.FakeMailer(), fakes.FakePush()
    texts, whatsapp = fakes.FakeTexts(), fakes.FakeTexts()
    storage = fakes.FakeStorage()
    make_demo_identity(folder, "Test city", OPENING - timedelta(days=1))
    city.install(
        city.City(
            vault=vault.make_vault({"t1": b"1" * 32}),
            signer=notes.make_signer("city.test/record", [b"2" * 32]),
            clock=clock,
            random=secrets.token_bytes,
            jobs=wiring.Procrastinate(),
            files=storage,
            scanner=fakes.FakeScanner(),
            mailer=mail,
            texts=texts,
            whatsapp=whatsapp,
            typesetter=TypstTypesetter(),
            pdf_signer=PdfSigner.load(folder),
            base_url="http://city.test",
            statements=CamtStatements(),
            push=push,
        )
    )
    return Town(clock, mail, texts, whatsapp, push, storage, read_demo())


@contextmanager
def with_parts(**parts: Any) -> Iterator[None]:
    """Put other parts behind the city's ports, for as long as it takes."""
    usual = city.current()
    city._installed[:] = [replace(usual, **parts)]
    try:
        yield
    finally:
        city._installed[:] = [usual]


@contextmanager
def full_queue() -> Iterator[None]:
    """Let no more applications fit into the queue, for as long as it takes."""
    usual, writing.LONGEST_QUEUE = writing.LONGEST_QUEUE, 0
    try:
        yield
    finally:
        writing.LONGEST_QUEUE = usual


@contextmanager
def damaged(case: UUID) -> Iterator[None]:
    """Have a case that cannot be opened, for as long as it takes."""
    sealed = Case.objects.get(id=case).sealed
    Case.objects.filter(id=case).update(sealed=b"damaged")
    try:
        yield
    finally:
        Case.objects.filter(id=case).update(sealed=sealed)


class NoJobs(ports.Jobs):
    """Jobs that nobody does."""

    def defer(self, job: str, **ids: str | int) -> None:
        """Forget the job."""


def count_statements(deed: Callable[[], object]) -> int:
    """Do it, and count the statements it takes; not the look at editions that comes round once a second."""
    with CaptureQueriesContext(connection) as asked, patch.object(binary.Statement, "run", _counted(run := [])):
        deed()
    return len(run) + sum("store_edition" not in one["sql"] for one in asked)


def _counted(run: list[binary.Statement]) -> Callable[..., Any]:
    """Run statements over columns, which Django knows nothing of, and note each."""
    original = binary.Statement.run

    def note(statement: binary.Statement, *given: Any) -> Any:
        run.append(statement)
        return original(statement, *given)

    return note


def code_of(deed: Callable[[], object]) -> str:
    """Do what has to be refused, and give the code it is refused with."""
    try:
        deed()
    except Refused as refused:
        return refused.code
    raise AssertionError("nothing was refused")


def run_jobs() -> None:
    """Do all background work there is, here and now: the outbox, then what actions deferred, until nothing is left."""
    from sportello.site import jobs

    while outbox.drain():
        pass
    while waiting := _take_jobs():
        for name, arguments in waiting:
            task = jobs.app.tasks[name]
            task.func(*[FIRST_TRY] * task.pass_context, **arguments)


def forget_work() -> None:
    """Forget all background work there is: nobody's message is sent in the middle of another test."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM store_outbox; DELETE FROM store_dispatch; DELETE FROM procrastinate_jobs WHERE status = 'todo'"
        )


def work() -> None:
    """Let a real worker do what there is, each job once, as `sportello worker` does; what fails waits."""
    from sportello.site import jobs, listening

    def leave_nothing_open(do: Callable[[], Any], context: Any, worker: Any) -> Any:
        try:
            return do()
        finally:
            connections.close_all()  # of a thread of the worker's

    while outbox.drain():
        pass
    worker = jobs.app.with_connector(listening.Connector())
    with worker.open():
        worker.run_worker(
            wait=False,
            install_signal_handlers=False,
            delete_jobs="successful",
            task_middleware=[leave_nothing_open],
        )


def _take_jobs() -> list[tuple[str, dict[str, Any]]]:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs WHERE status = 'todo' RETURNING id, task_name, args")
        return [(name, json.loads(arguments)) for _, name, arguments in sorted(cursor.fetchall())]


def stranger(channel: str = "web") -> Actor:
    """Be somebody nobody knows."""
    return Actor(channel=channel)


def resident(assurance: Assurance = Assurance.SUBSTANTIAL, **told: Any) -> Actor:
    """Be a new resident with an account."""
    party = parties.add(told=told, source="register")
    account = accounts.add(f"resident-{party}", "A resident", party=party, assurance=assurance)
    return accounts.actor_of(account, "web", shown=Assurance.HIGH)


def staff(team: str, *roles: Role) -> Actor:
    """Be a new member of staff."""
    account = accounts.add(
        f"staff-{secrets.token_hex(6)}",
        f"{team} {secrets.token_hex(2)}",
        roles=tuple((team, role) for role in roles or (Role.CLERK,)),
    )
    return accounts.actor_of(account, "desk")


def apply(town: Town, service: str, *, number: int = 0, by: Actor | None = None, **changed: Any) -> Submitted:
    """Send in an example of the service's own tests.yaml, with some answers changed (None: left out)."""
    example = town.example(service, number)
    by = by or applicant(service, example)
    answers = {**answers_of(town, service, example, by), **changed}
    answers = {id: value for id, value in answers.items() if value is not None}
    holds = frozenset(UUID(id) for value in answers.values() if isinstance(value, list) for id in value if _is_id(id))
    return intake.submit(service, answers, example.get("language", "en"), by=replace(by, holds=by.holds | holds))


def newcomer() -> dict[str, Any]:
    """Give answers to rental assistance by which nobody else's application is found or taken for a duplicate."""
    name = secrets.token_hex(6).translate(str.maketrans("0123456789", "ghijklmnop"))
    return {
        "applicant": {"given_name": "Ana", "family_name": name.title(), "birth_date": "1988-05-03"},
        "home": {"line": f"1 {name.title()} Street", "postcode": "00101", "place": "old-town"},
        "phone": None,
        "account": None,
    }


def applicant(service: str, example: Mapping[str, Any], channel: str = "api") -> Actor:
    """Be whom an example needs: someone sure enough, and known to the register where answers are confirmed."""
    needed = live.service(service)
    if not needed.assurance:
        return Actor(channel=channel)
    asked = [needed.question(id) for id in example.get("confirmed", ())]
    told = {one.once or "": one.type.check(example["answers"][one.id], live.today()) for one in asked}
    return replace(resident(needed.assurance, **told), channel=channel)


def holder(submitted: Submitted, channel: str = "web") -> Actor:
    """Be whoever has the receipt of this application."""
    return Actor(channel=channel, holds=frozenset({submitted.case}))


def open_task(case: UUID, kind: str = "review", **like: Any) -> Task:
    """Give the case's oldest open task of this kind, after all background work is done."""
    run_jobs()
    return Task.objects.filter(case_id=case, kind=kind, **like).exclude(status="done").order_by("opened_at")[0]


def list_lines(wanted: queues.Filter, by: Actor) -> list[queues.Line]:
    """List what waits in the actor's queues, page after page: other tests of this process have filled them too."""
    lines: list[queues.Line] = []
    after = None
    while True:
        page = queues.list_page(wanted, by=by, after=after)
        lines += page.lines
        if page.after is None:
            return lines
        after = page.after


def rule(task: Task, outcome: str, *reasons: str, by: Actor | None = None, **outputs: str) -> Actor:
    """Take and decide a task, as a lead of its team unless someone else is named; give who did."""
    by = by or staff(task.team, Role.LEAD)
    tasks.take(task.id, by=by)
    rulings.decide(task.id, Ruling(outcome, reasons, outputs), by=by)
    run_jobs()
    return by


def answers_of(town: Town, service: str, example: Mapping[str, Any], by: Actor) -> dict[str, Any]:
    """Give an example's answers, the files they name sent in by the actor."""
    contents = town.pack.services[service]["files"]
    known = {name: str(files.add(name, base64.b64decode(contents[name]), by=by)) for name in example["files"]}
    return {id: _with_files(value, known) for id, value in example["answers"].items()}


def content(town: Town, service: str, name: str) -> bytes:
    """Get one of the files lying beside a service's tests.yaml."""
    return base64.b64decode(town.pack.services[service]["files"][name])


def _with_files(value: Any, known: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [_with_files(each, known) for each in value]
    if isinstance(value, dict):
        return {name: _with_files(each, known) for name, each in value.items()}
    return known.get(value, value) if isinstance(value, str) else value


def _is_id(text: Any) -> bool:
    try:
        return bool(UUID(text))
    except (ValueError, AttributeError, TypeError):
        return False

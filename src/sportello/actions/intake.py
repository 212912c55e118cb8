"""Taking applications in: prepared by whoever received them, written by one thread that groups commits."""

import queue
import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import replace
from typing import Any
from uuid import UUID

import structlog
from django.db import connection, transaction

from sportello.actions import access, city, drafts, files, live, parties, sealing
from sportello.core import intake, interview
from sportello.core.actors import Actor
from sportello.core.errors import Invalid, Problem, Refused
from sportello.core.intake import Prepared, Submitted
from sportello.store import intake as store
from sportello.store.away import AWAY
from sportello.store.cases import Case, Draft
from sportello.store.intake import Outcome

LONGEST_QUEUE = 2000
LARGEST_BATCH = 200
REFERENCE_TRIES = 5

log = structlog.get_logger()
Tell = Callable[[Outcome | Exception], None]
"""Hears what became of an application: the outcome of its writing, or why nothing was written."""
Queued = tuple[Prepared, Tell, str]
"""An application, who is told, and the mark of its request."""


def submit(
    service_id: str,
    answers: Mapping[str, Any],
    language: str,
    *,
    by: Actor,
    key: str | None = None,
    client: UUID | None = None,
) -> Submitted:
    """Take in an application that came whole. It is stored when this returns; refused as `read` and `begin` say."""
    return _take_in(read(service_id, answers, language, by=by, key=key, client=client))


def read(
    service_id: str,
    answers: Mapping[str, Any],
    language: str,
    *,
    by: Actor,
    key: str | None = None,
    client: UUID | None = None,
) -> intake.Submission:
    """Give an application that came whole as a submission of this moment; Refused `service.unknown`.

    `key` is the client's idempotency key: the same again gives the same answer, with another body it is refused
    `idempotency.other_body`.
    """
    drafts.check_language(language)
    service = live.service(service_id)
    told = f"{service.id}\x00{client or ''}\x00{key}"
    unique = _key("idempotency", told, intake.body_hash(answers, language)) if key else None
    return intake.Submission(service, answers, language, by, city.now(), live.today(), unique, client=client)


def submit_draft(draft_id: UUID, *, by: Actor) -> Submitted:
    """Send a draft. Sending it again gives the same answer; nothing typed in between is lost without a word."""
    row = Draft.objects.filter(id=draft_id).first()
    if row is None:
        raise Refused("draft.not_found")
    access.check_owner(row, by)
    unique = _key("draft", str(draft_id))
    if known := _find_reply(unique):
        return known
    opened = drafts.get(draft_id, by=by)
    answers = {id: value for id, value in opened.draft.answers.items() if value is not None}
    return _take_in(
        intake.Submission(
            opened.service,
            _shown(opened, answers),
            opened.language,
            by,
            city.now(),
            live.today(),
            unique,
            draft=draft_id,
        )
    )


def get_receipt(case_id: UUID, *, by: Actor) -> Submitted:
    """Get again what the applicant was given when they sent a draft; Refused `case.not_found` where none was kept."""
    case = Case.objects.filter(id=case_id).first()
    if case is None or case.reply is None:
        raise Refused("case.not_found")
    access.check_owner(case, by)
    return intake.read_reply(sealing.open_json(sealing.case_key(case), case.id, "reply", case.reply))


def prepare(submission: intake.Submission) -> Prepared:
    """Check, decide and seal a submission with the city's own keys, its files included."""
    at_home = city.current()
    access.check_covers(submission.service.id, submission.by)
    if submission.by.subject is not None:
        submission = replace(submission, known=parties.known(submission.by.subject))
    tools = intake.Tools(live.profile(), at_home.vault, at_home.signer, at_home.random)
    with at_home.tracer.span("intake.prepare"):
        prepared = intake.prepare(submission, tools)
    if prepared.files:
        _check_files(prepared, submission.by)
    return prepared


def begin(submission: intake.Submission) -> Prepared | Submitted:
    """Prepare a submission for `put`; or give what was answered, where it came before and could not come again.

    Raises Invalid `application.invalid`; refused also as `core.intake.prepare` and `actions.files.check_usable` say.
    Whether it came before is otherwise found out by the writing, since a look for each would cost a query.
    """
    if submission.key and submission.key.earlier and (known := _find_reply(submission.key)):
        return known  # it may have been stored under another master key, where the writing does not look
    try:
        return prepare(submission)
    except Refused:  # the service has closed since, or its files are taken: what was answered still stands
        if submission.key and (known := _find_reply(submission.key)):
            return known
        raise


def put(prepared: Prepared, tell: Tell) -> None:
    """Queue an application for writing; the writer's thread calls `tell` after its commit.

    Refused `intake.busy`; `tell` may hear `database.away`, where nobody knows whether it was stored.
    """
    _writer.put(prepared, tell, city.current().tracer.mark(case=prepared.id))


def count_waiting() -> int:
    """Count the applications that wait in this process to be written, about."""
    return _writer.count_waiting()


def is_writing() -> bool:
    """Tell whether this process can write: its thread lives, or was not needed yet."""
    return _writer.is_well()


def settle(submission: intake.Submission, prepared: Prepared, outcome: Outcome) -> Submitted:
    """Give the answer to a submission whose writing ended so; where its reference was taken, write it under another."""
    for _ in range(REFERENCE_TRIES):
        if outcome is Outcome.STORED:
            return prepared.submitted
        if outcome is Outcome.REPEATED and submission.key and (known := _find_reply(submission.key)):
            return known
        begun = begin(submission)
        if isinstance(begun, Submitted):
            return begun
        prepared, outcome = begun, _write(begun)
    raise Refused("intake.busy")


def _take_in(submission: intake.Submission) -> Submitted:
    begun = begin(submission)
    return begun if isinstance(begun, Submitted) else settle(submission, begun, _write(begun))


def _write(prepared: Prepared) -> Outcome:
    """Have an application written, and wait for it."""
    written: Future[Outcome] = Future()

    def tell(end: Outcome | Exception) -> None:
        written.set_exception(end) if isinstance(end, Exception) else written.set_result(end)

    put(prepared, tell)
    return written.result()


def _shown(opened: drafts.Open, answers: Mapping[str, Any]) -> Mapping[str, Any]:
    """Leave out what conditions hide: it stays in the draft."""
    shown = {question.id for question in interview.path(opened.service, opened.draft)}
    return {id: value for id, value in answers.items() if id in shown}


def _check_files(prepared: Prepared, by: Actor) -> None:
    """Refuse files that are not this actor's, or not what the question takes, as problems of their answers."""
    problems = []
    for one in prepared.files:
        try:
            files.check_usable(one.id, by=by, accept=one.type.accept, most_bytes=one.type.max_mb * 1024 * 1024)
        except Refused as refused:
            problems.append(Problem(one.path, refused.code, refused.facts))
    if problems:
        raise Invalid("application.invalid", problems)


def _key(kind: str, told: str, body: bytes | None = None) -> intake.Key:
    index, *earlier = sealing.search(kind, told)
    return intake.Key(index, body, tuple(earlier))


def _find_reply(key: intake.Key) -> Submitted | None:
    case = Case.objects.filter(idempotency__in=[key.index, *key.earlier]).first()
    if case is None or case.reply is None:
        return None
    if key.body is not None and bytes(case.body_hash or b"") != key.body:
        raise Refused("idempotency.other_body")
    return intake.read_reply(sealing.open_json(sealing.case_key(case), case.id, "reply", case.reply))


class Writer:
    """One thread that writes whatever arrived while the last commit was under way (group commit)."""

    def __init__(self) -> None:
        self._waiting: queue.SimpleQueue[Queued] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._starting = threading.Lock()

    def put(self, prepared: Prepared, tell: Tell, mark: str) -> None:
        """Queue one application; Refused `intake.busy` when too many wait."""
        if self._waiting.qsize() >= LONGEST_QUEUE:
            raise Refused("intake.busy")
        self._waiting.put((prepared, tell, mark))
        if self._thread is None or not self._thread.is_alive():
            self._start()

    def count_waiting(self) -> int:
        """Count what waits, about."""
        return self._waiting.qsize()

    def is_well(self) -> bool:
        """Tell whether the thread lives, or was not needed yet."""
        return self._thread is None or self._thread.is_alive()

    def _start(self) -> None:
        with self._starting:
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="intake-writer", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        while True:
            self._write(self._next_batch())

    def _next_batch(self) -> list[Queued]:
        batch = [self._waiting.get()]
        while len(batch) < LARGEST_BATCH:
            try:
                batch.append(self._waiting.get_nowait())
            except queue.Empty:
                break
        return batch

    def _write(self, batch: Sequence[Queued], *, is_first_try: bool = True) -> None:
        """Write a batch; once more on a new connection where the old one was lost: what was stored then is found."""
        began = time.perf_counter()
        marks = [mark for *_, mark in batch if mark]
        try:
            with city.current().tracer.span("intake.write", causes=marks, batch=len(batch)), transaction.atomic():
                outcomes = store.write([prepared for prepared, *_ in batch])
        except AWAY:
            connection.close()
            if is_first_try:
                self._write(batch, is_first_try=False)
            else:
                self._tell(batch, [Refused("database.away")] * len(batch))
        except Exception as error:
            connection.close()
            self._fail(batch, error)
        else:
            self._tell(batch, outcomes)
            _watch(outcomes, time.perf_counter() - began)

    def _tell(self, batch: Sequence[Queued], ends: Sequence[Outcome | Exception]) -> None:
        for (_, tell, _), end in zip(batch, ends, strict=True):
            try:
                tell(end)
            except Exception as error:  # whoever cannot be told must not keep the others from hearing
                log.error("intake.not_told", error=type(error).__name__)

    def _fail(self, batch: Sequence[Queued], error: Exception) -> None:
        """Let one application's failure not fail its batch: try each alone, once."""
        if len(batch) > 1:
            for one in batch:
                self._write([one])
        else:
            self._tell(batch, [error])


def _watch(outcomes: Sequence[Outcome], seconds: float) -> None:
    try:
        city.current().watcher.wrote(Counter(outcome.value for outcome in outcomes), seconds)
    except Exception as error:  # a figure less must not end the writing
        log.error("intake.not_counted", error=type(error).__name__)


_writer = Writer()

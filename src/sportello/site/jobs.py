"""Background work: jobs that actions deferred, what comes round by the clock, and the loop that empties the outbox."""

import threading
import time
from typing import Any
from uuid import UUID

import structlog
from django.db import connection
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job

from sportello.actions import (
    batches,
    deliveries,
    dispatches,
    issuing,
    live,
    messages,
    outbox,
    permits,
    record,
    retention,
    statistics,
)
from sportello.actions.money import paying, reconciling, refunds, reminding, settling
from sportello.core.errors import Refused, name_of
from sportello.site import listening, sessions, wiring
from sportello.store import outbox as store
from sportello.store.away import AWAY

log = structlog.get_logger()
FIRST_WAIT, LONGEST_WAIT = 4, 3600  # seconds between two tries
TRIES_UNSEEN = 3  # about a quarter of a minute: what passes by itself need not trouble anybody
EVERY_TEN_SECONDS, EVERY_HALF_MINUTE = "* * * * * */10", "* * * * * */30"  # the sixth field is seconds
LOOK_EVERY, LONG_PAUSE = 0.1, 5.0  # seconds: at the outbox unasked, as behind a pooler nobody is told; at one away


class UntilDone(BaseRetryStrategy):
    """Try again for as long as it takes, each time later, at least once an hour.

    A mail server that is away over a weekend, or a font that is missing until somebody adds it, must not cost an
    applicant their message or document: nobody would hear of a job that was given up.
    """

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision:
        """Decide when to try again, from how often it was tried, and say so in the log: by code, never with facts.

        What a template refuses has a piece of somebody's name in it.
        """
        log.error("job.failed", job=job.id, name=job.task_name, tries=job.attempts + 1, error=name_of(exception))
        return RetryDecision(retry_in={"seconds": _wait(exception, job.attempts)})


def _wait(error: BaseException, tries: int) -> int:
    """Give how many seconds to wait: each time longer, and at least as long as the one who refused has asked for."""
    asked = error.facts.get("seconds", 0) if isinstance(error, Refused) else 0
    return int(min(max(FIRST_WAIT * 2 ** min(tries, 12), asked), LONGEST_WAIT))


AGAIN = UntilDone()


@app.task(name="issue_document", retry=AGAIN, pass_context=True)
def issue_document(context: JobContext, case: str, path: str) -> None:
    """Make and sign the document of a step; when that failed a few times, let people see to it besides."""
    try:
        issuing.issue(UUID(case), path)
    except Exception as error:
        if context.job.attempts + 1 >= TRIES_UNSEEN:
            issuing.delay(UUID(case), path, name_of(error))
        raise


@app.task(name="issue_documents", retry=AGAIN)
def issue_documents(each: list[dict[str, str]]) -> None:
    """Make and sign the documents of steps; one that fails is tried again alone, all when it held up the others."""
    wanted = [(UUID(one["case"]), one["path"]) for one in each]
    try:
        failed = issuing.issue_each(wanted)
    except Exception as error:  # in reading or writing the rows of all
        failed = dict.fromkeys(wanted, error)
    for (case, path), why in failed.items():
        _try_alone("issue_document", why, case=str(case), path=path)


@app.task(name="send_message", retry=AGAIN)
def send_message(message: str) -> None:
    """Send one message."""
    messages.send(UUID(message))


@app.task(name="send_messages", retry=AGAIN)
def send_messages(each: list[dict[str, str]]) -> None:
    """Send messages; one that fails is tried again alone."""
    for message, error in messages.send_each([UUID(one["message"]) for one in each]).items():
        _try_alone("send_message", error, message=str(message))


def _try_alone(name: str, error: Exception, **ids: str) -> None:
    log.error("job.failed", name=name, tries=1, error=name_of(error))
    app.configure_task(name, schedule_in={"seconds": _wait(error, 0)}).defer(**ids)


@app.periodic(cron="*/5 * * * *")
@app.task(name="send_due", queueing_lock="send_due")
def send_due(timestamp: int) -> None:
    """Send on what waited for the end of quiet hours."""
    while deliveries.send_due():
        pass


@app.periodic(cron="7 5 * * *")
@app.task(name="gather_letters", queueing_lock="gather_letters", retry=AGAIN)
def gather_letters(timestamp: int) -> None:
    """Gather the letters that wait, before the post is done."""
    batches.gather()


@app.periodic(cron="13 * * * *")
@app.task(name="remind_of_messages", queueing_lock="remind_of_messages")
def remind_of_messages(timestamp: int) -> None:
    """Remind of messages that nobody has opened."""
    while deliveries.remind():
        pass


@app.task(name="send_refund", retry=AGAIN)
def send_refund(refund: str) -> None:
    """Have the provider give money back."""
    refunds.send(UUID(refund))


@app.task(name="go_on_paid", retry=AGAIN)
def go_on_paid(bill: str) -> None:
    """Let the step of a bill go on that was paid before."""
    settling.go_on(UUID(bill))


@app.periodic(cron="* * * * *")
@app.task(name="look_after_payments", queueing_lock="look_after_payments")
def look_after_payments(timestamp: int) -> None:
    """Settle payments whose news did not come."""
    paying.look_after()


@app.periodic(cron="20 9 * * *")
@app.task(name="remind_of_bills", queueing_lock="remind_of_bills", retry=AGAIN)
def remind_of_bills(timestamp: int) -> None:
    """Remind of bills, once a day."""
    reminding.remind()


@app.periodic(cron="43 4 * * *")
@app.task(name="reconcile_payments", queueing_lock="reconcile_payments", retry=AGAIN)
def reconcile_payments(timestamp: int) -> None:
    """Lay the provider's books beside the ledger once a day."""
    reconciling.reconcile()


@app.task(name="send_dispatch", retry=AGAIN)
def send_dispatch(dispatch: str) -> None:
    """Send one code or warning."""
    dispatches.send(UUID(dispatch))


@app.periodic(cron=EVERY_TEN_SECONDS)
@app.task(name="seal_record", queueing_lock="seal_record")
def seal_record(timestamp: int) -> None:
    """Give new events their place in the log, well within the minute that receipts promise."""
    record.seal()


@app.periodic(cron="* * * * *")
@app.task(name="seal_misdated", queueing_lock="seal_misdated")
def seal_misdated(timestamp: int) -> None:
    """Look once a minute for events that a wrong clock dated hours back, where `seal_record` does not look."""
    record.seal(record.MISDATED)


@app.periodic(cron="17 3 * * *")
@app.task(name="seal_whole_record", queueing_lock="seal_whole_record")
def seal_whole_record(timestamp: int) -> None:
    """Look once a day at all events ever, for any that a long stop left out."""
    record.seal_all()


@app.periodic(cron="31 2 * * *")
@app.task(name="delete_expired", queueing_lock="delete_expired")
def delete_expired(timestamp: int) -> None:
    """Delete what is past its term, and the order in which figures were written."""
    log.info("retention.deleted", **retention.delete_expired())
    sessions.SessionStore.clear_expired()
    statistics.mix()


@app.periodic(cron="7 13 * * *")
@app.task(name="remind_of_permits", queueing_lock="remind_of_permits", retry=AGAIN)
def remind_of_permits(timestamp: int) -> None:
    """Remind holders of permits that end soon, once a day."""
    permits.remind()


@app.periodic(cron=EVERY_HALF_MINUTE)
@app.task(name="retry_stalled", queueing_lock="retry_stalled")
async def retry_stalled(timestamp: int) -> None:
    """Run jobs again whose worker died, or that a worker of an older version gave up since it did not know them.

    Procrastinate does neither by itself.
    """
    given_up = [job for job in await app.job_manager.list_jobs_async(status="failed") if job.task_name in UNTIL_DONE]
    for job in [*await app.job_manager.get_stalled_jobs(), *given_up]:
        await app.job_manager.retry_job(job)


UNTIL_DONE = {name for name, task in app.tasks.items() if task.retry_strategy is AGAIN and task.queueing_lock is None}


def work(**other: Any) -> None:
    """Work until told to stop, with `other` parts of the city than usual; what is in hand is finished first."""
    wiring.install(**other)
    _warm_up()
    stop = threading.Event()
    emptier = threading.Thread(target=empty_outbox, args=(stop,), name="outbox")
    emptier.start()
    try:
        while not _run_jobs():
            time.sleep(LONG_PAUSE)
    finally:
        stop.set()
        emptier.join()


def _warm_up() -> None:
    """Build and make now what the first who wait for a document would wait for; say so in the log where it fails.

    Where nothing is published, the database is away or nothing can be signed, mail and the record do not wait for it.
    """
    try:
        live.services()
        issuing.rehearse()
    except Exception as error:
        log.error("worker.not_rehearsed", error=name_of(error))


def _run_jobs() -> bool:
    """Run jobs until told to stop, then give True; False when the database went away."""
    worker_app = app.with_connector(listening.Connector())
    try:
        record.seal_all()  # a long stop may have left older events than `seal` looks at
        with worker_app.open():
            worker_app.run_worker(concurrency=2, delete_jobs="successful")
    except (ConnectorException, *AWAY) as error:
        log.error("jobs.away", error=type(error).__name__)
        connection.close()
        return False
    return True


def empty_outbox(stop: threading.Event) -> None:
    """Take on what intake emitted, until told to stop."""
    while not stop.is_set():
        try:
            _empty_outbox(stop)
        except Exception as error:  # the database may be away: the loop must outlive it
            log.error("outbox.away", error=type(error).__name__)
            connection.close()
            stop.wait(LONG_PAUSE)


def _empty_outbox(stop: threading.Event) -> None:
    store.listen()
    while not stop.is_set():
        if not outbox.drain():
            store.wait(LOOK_EVERY)

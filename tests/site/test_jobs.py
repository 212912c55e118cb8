"""What comes round by the clock comes round in time; of many jobs done together each is tried until it is done."""

import gc
import itertools
import json
import sys
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import croniter
import pytest
from asgiref.sync import async_to_sync
from django.db import OperationalError, connection
from tests.town import Town

from sportello import words
from sportello.core import receipts
from sportello.core.errors import Refused
from sportello.site import jobs, wiring
from sportello.site.commands import worker


@pytest.mark.parametrize("name", ["seal_record", "retry_stalled"])
def test_events_are_sealed_well_within_the_minute_that_receipts_promise(name: str) -> None:
    task = next(one for (task, _), one in jobs.app.periodic_registry.periodic_tasks.items() if task == name)
    rounds = croniter.croniter(task.cron, datetime(2026, 11, 22, 5, 1, tzinfo=UTC), ret_type=datetime)
    gaps = [after - before for before, after in itertools.pairwise(next(rounds) for _ in range(100))]
    assert max(gaps) <= receipts.SEAL_WITHIN / 2 and min(gaps) >= timedelta(seconds=10)


def test_a_worker_whose_database_is_away_goes_on_when_it_is_back(monkeypatch: pytest.MonkeyPatch) -> None:
    tries = []

    def away() -> int:
        tries.append("sealing")
        raise OperationalError

    monkeypatch.setattr(jobs.record, "seal_all", away)
    assert not jobs._run_jobs()
    assert tries == ["sealing"]


@pytest.mark.parametrize("error", [OperationalError(), RuntimeError("the signer's library broke")])
def test_a_worker_begins_also_where_nothing_can_be_rehearsed(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    done: list[str] = []

    def fail() -> None:
        done.append("rehearsing")
        raise error

    monkeypatch.setattr(jobs.wiring, "install", lambda: None)
    monkeypatch.setattr(jobs.live, "services", lambda: None)
    monkeypatch.setattr(jobs.issuing, "rehearse", fail)
    monkeypatch.setattr(jobs, "empty_outbox", lambda stop: done.append("emptying"))
    monkeypatch.setattr(jobs, "_run_jobs", lambda: True)
    jobs.work()
    assert done == ["rehearsing", "emptying"]


def test_what_the_first_document_takes_is_there_before_copies_begin() -> None:
    words._load.cache_clear()
    worker.bring()
    gc.unfreeze()
    assert set(worker.BROUGHT_LATE) <= set(sys.modules)
    assert words._load.cache_info().currsize == len(words.LANGUAGES)


def take(*columns: str) -> list[tuple[Any, ...]]:
    """Take jobs out of the queue that this test put there."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM procrastinate_jobs RETURNING id, {', '.join(columns)}")
        return [row[1:] for row in sorted(cursor.fetchall(), key=lambda row: row[0])]


def test_many_jobs_of_a_kind_are_noted_together_and_one_as_itself(town: Town) -> None:
    take("id")
    asked = [{"message": str(number)} for number in range(45)]
    for some in (asked[:1], asked):
        wiring.Procrastinate().defer_each("send_message", some)
    found = take("task_name", "args")
    assert [name for name, _ in found] == ["send_message", *["send_messages"] * 3]
    told = [json.loads(arguments) for _, arguments in found]
    assert told[0] == asked[0] and [one for part in told[1:] for one in part["each"]] == asked


def test_what_fails_among_several_is_tried_again_alone(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    take("id")
    wanted = [{"case": str(uuid4()), "path": "2"} for _ in range(3)]
    monkeypatch.setattr(jobs.issuing, "issue_each", lambda each: {each[1]: Refused("document.template")})
    jobs.issue_documents.func(each=wanted)
    ((name, arguments, later),) = take("task_name", "args", "scheduled_at > now()")
    assert (name, json.loads(arguments), later) == ("issue_document", wanted[1], True)


def test_a_job_that_an_older_worker_did_not_know_is_tried_again(town: Town) -> None:
    take("id")
    wiring.Procrastinate().defer("send_message", message=str(uuid4()))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'failed'")
    async_to_sync(jobs.retry_stalled.func)(0)
    assert take("status") == [("todo",)]


@pytest.mark.parametrize(
    ("error", "tries", "seconds"),
    [
        (Refused("push.unavailable", seconds=77), 0, 77),
        (Refused("push.unavailable", seconds=77), 10, 3600),
        (Refused("push.unavailable", seconds=99999), 0, 3600),
        (Refused("mail.unavailable"), 2, 16),
        (RuntimeError(), 0, 4),
    ],
)
def test_a_job_waits_longer_each_time_and_as_long_as_it_was_asked_to(
    error: Exception, tries: int, seconds: int
) -> None:
    job: Any = SimpleNamespace(id=1, task_name="send_message", attempts=tries)
    began = datetime.now(UTC)
    decision = jobs.AGAIN.get_retry_decision(exception=error, job=job)
    assert decision.retry_at
    assert began <= decision.retry_at - timedelta(seconds=seconds) <= datetime.now(UTC)

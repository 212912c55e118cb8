"""What those who run the city watch."""

from datetime import timedelta

import pytest
from django.db import connection
from tests import town as towns
from tests.town import Town

from sportello.actions import backlog, city, record
from sportello.store.outbox import Outbox


def test_what_was_taken_in_waits_until_its_steps_begin(town: Town) -> None:
    towns.run_jobs()
    before = backlog.take()
    towns.apply(town, "rental-assistance", **towns.newcomer())
    town.clock.at += timedelta(seconds=30)
    after = backlog.take()
    assert (before.outbox, after.outbox) == (0, 1)
    assert 30 <= after.outbox_seconds < 40
    towns.run_jobs()
    assert backlog.take().outbox == 0


def test_what_was_tried_in_vain_is_told(town: Town) -> None:
    towns.run_jobs()
    towns.apply(town, "rental-assistance", **towns.newcomer())
    Outbox.objects.update(tries=3)
    assert backlog.take().outbox_failing == 1
    towns.run_jobs()


def test_events_are_unsealed_until_the_next_checkpoint(town: Town) -> None:
    town.clock.at += timedelta(days=20_000)  # after all that other tests left
    record.seal_all()
    town.clock.at += timedelta(seconds=5)
    towns.apply(town, "street-defect")
    waiting = backlog.take()
    assert waiting.unsealed >= 1 and 5 <= waiting.checkpoint_seconds < 10
    town.clock.at += timedelta(seconds=5)
    record.seal_all()
    assert backlog.take().unsealed == 0 and backlog.take().checkpoint_seconds < 1
    towns.run_jobs()


def test_a_long_backlog_is_counted_no_further_than_it_takes(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlog, "MOST", 0)
    assert backlog.take().unsealed == 0


def test_connections_are_counted_with_what_the_server_takes(town: Town) -> None:
    found = backlog.take()
    assert 1 <= found.connections_active <= found.connections <= found.connections_most


def test_the_oldest_job_that_is_due_is_told_by_its_age(town: Town) -> None:
    towns.run_jobs()
    assert backlog.take().jobs_seconds == 0
    with connection.cursor() as cursor:
        city.current().jobs.defer("send_message", message="0191")
        cursor.execute("UPDATE procrastinate_events SET at = at - interval '90 seconds'")
        city.current().jobs.defer("send_message", message="0192")
        assert 90 <= backlog.take().jobs_seconds < 120
        cursor.execute("UPDATE procrastinate_jobs SET scheduled_at = now() + interval '1 hour'")
        assert backlog.take().jobs_seconds == 0
        cursor.execute("DELETE FROM procrastinate_jobs")

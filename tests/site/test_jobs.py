"""What comes round by the clock comes round in time."""

import itertools
from datetime import UTC, datetime, timedelta

import croniter
import pytest
from django.db import OperationalError

from sportello.core import receipts
from sportello.site import jobs


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

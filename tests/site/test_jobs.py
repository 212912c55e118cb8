"""Background work is tried until it succeeds: who waits for a letter would never hear that it was given up."""

from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.jobs import Job

from sportello.site import jobs


@pytest.mark.parametrize("attempts", [0, 5, 12, 1000])
@pytest.mark.parametrize("name", ["issue_document", "send_message"])
def test_a_job_that_failed_however_often_is_tried_again_within_the_hour(name: str, attempts: int) -> None:
    job = Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=name, attempts=attempts)
    again = jobs.app.tasks[name].get_retry_exception(RuntimeError(), job)
    assert again is not None
    wait = (again.retry_decision.retry_at or datetime.max.replace(tzinfo=UTC)) - datetime.now(UTC)
    assert timedelta(0) < wait <= timedelta(hours=1)

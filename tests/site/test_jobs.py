"""Background work is tried until it succeeds: who waits for a letter would never hear that it was given up."""

from datetime import UTC, datetime, timedelta

import pytest
from procrastinate.jobs import Job
from structlog.testing import capture_logs

from sportello.core.errors import Refused
from sportello.site import jobs


def _job(name: str, attempts: int) -> Job:
    return Job(id=1, queue="default", lock=None, queueing_lock=None, task_name=name, attempts=attempts)


@pytest.mark.parametrize("attempts", [0, 5, 12, 1000])
@pytest.mark.parametrize("name", ["issue_document", "send_message"])
def test_a_job_that_failed_however_often_is_tried_again_within_the_hour(name: str, attempts: int) -> None:
    again = jobs.app.tasks[name].get_retry_exception(RuntimeError(), _job(name, attempts))
    assert again is not None
    wait = (again.retry_decision.retry_at or datetime.max.replace(tzinfo=UTC)) - datetime.now(UTC)
    assert timedelta(0) < wait <= timedelta(hours=1)


def test_a_failure_is_told_by_its_code_without_anybody_s_name() -> None:
    failure = Refused("document.template", reason='the text "漢" could not be displayed')
    with capture_logs() as lines:
        jobs.app.tasks["issue_document"].get_retry_exception(failure, _job("issue_document", 3))
    assert [(line["error"], line["tries"], line["log_level"]) for line in lines] == [("document.template", 4, "error")]
    assert "漢" not in str(lines)

"""No line of the log holds what somebody typed, nor a reference or secret of theirs."""

import io
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import structlog
from django.conf import settings
from django.db import DataError, connection
from django.test import Client
from tests import town as towns
from tests.town import Town

from sportello.actions import (
    cases,
    city,
    deliveries,
    dispatches,
    drafts,
    issuing,
    messages,
    outbox,
    retention,
    statistics,
)
from sportello.actions.money import refunds, settling
from sportello.core.errors import Refused

SECRETS = ("Guadalupe", "Rivera-Ortiz", "guadalupe@example.org", "R7K-3F9-2Q", "SECRETCODE")
DEEDS = (
    (issuing, "issue"),
    (issuing, "issue_each"),
    (messages, "send"),
    (messages, "send_each"),
    (dispatches, "send"),
    (refunds, "send"),
    (settling, "go_on"),
    (deliveries, "send_due"),
    (retention, "delete_expired"),
)
"""What jobs do."""
TYPED = "Guadalupe Rivera-Ortiz <guadalupe@example.org> R7K-3F9-2Q SECRETCODE"


@pytest.fixture
def told() -> Iterator[io.StringIO]:
    """Collect every line there is, as JSON, also those of other libraries and below what is usually shown."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    formatter = dict(settings.LOGGING["formatters"]["line"])
    handler.setFormatter(formatter.pop("()")(**formatter))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield lines
    root.setLevel(level)
    root.removeHandler(handler)


def lines_of(told: io.StringIO) -> list[dict[str, Any]]:
    lines = [json.loads(line) for line in told.getvalue().splitlines()]
    assert not [secret for secret in SECRETS if secret in told.getvalue()], told.getvalue()
    return lines


def break_with(error: Exception) -> Any:
    def broken(*args: Any, **facts: Any) -> Any:
        raise error

    return broken


@pytest.mark.parametrize(
    "path", ["/track/R7K-3F9-2Q/SECRETCODE", "/api/v1/cases/R7K-3F9-2Q", "/resume/SECRETCODE?name=Guadalupe"]
)
def test_a_page_that_fails_is_told_by_its_pattern_and_kind(
    town: Town, told: io.StringIO, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    for module, name in ((cases, "unlock"), (cases, "find_status"), (drafts, "resume")):
        monkeypatch.setattr(module, name, break_with(DataError(f"no such value: {TYPED}")))
    client = Client(raise_request_exception=False, headers={"Case-Secret": "SECRETCODE"})
    assert client.get(path).status_code == 500
    lines = lines_of(told)
    assert any("DataError" in str(line.get("raised")) for line in lines), lines
    assert any(line.get("route") for line in lines)


def test_a_path_that_leads_nowhere_is_not_repeated(town: Town, told: io.StringIO) -> None:
    assert Client().get("/nothing/Guadalupe/SECRETCODE").status_code == 404
    lines_of(told)


def test_what_does_not_hold_in_a_form_is_not_repeated(town: Town, told: io.StringIO) -> None:
    client = Client(raise_request_exception=False)
    client.post("/track", {"reference": "R7K-3F9-2Q", "code": TYPED})
    answers = {"applicant": TYPED, "email": "guadalupe@example.org"}
    body = json.dumps({"answers": answers, "language": "en"})
    client.post("/api/v1/services/rental-assistance/applications", body, content_type="application/json")
    lines_of(told)


def test_a_step_that_cannot_begin_is_told_without_the_case(
    town: Town, told: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    towns.run_jobs()
    towns.apply(town, "rental-assistance", **towns.newcomer())
    with monkeypatch.context() as broken:
        broken.setattr(statistics, "keep", break_with(ValueError(TYPED)))
        outbox.drain()
    (line,) = [line for line in lines_of(told) if line["event"] == "outbox.failed"]
    assert line["raised"][0].startswith("ValueError < ")
    town.clock.at += outbox.LONGEST_WAIT
    towns.run_jobs()


def test_a_mail_that_fails_is_told_by_its_code(told: io.StringIO) -> None:
    try:
        raise Refused("mail.rejected", address="guadalupe@example.org", reply=550)
    except Refused as refused:
        structlog.get_logger("sportello.site.jobs").error("job.failed", exc_info=refused)
    (line,) = lines_of(told)
    assert line["raised"][0].startswith("Refused mail.rejected")


def test_what_caused_an_error_is_told_too(told: io.StringIO) -> None:
    try:
        try:
            raise KeyError(TYPED)
        except KeyError as inner:
            raise RuntimeError(TYPED) from inner
    except RuntimeError:
        logging.getLogger("another.library").exception("it broke")
    (line,) = lines_of(told)
    assert [kind.split(" < ")[0] for kind in line["raised"]] == ["RuntimeError", "KeyError"]
    assert line["logger"] == "another.library" and line["level"] == "error" and line["timestamp"]


@pytest.mark.parametrize(
    "job, arguments",
    [
        ("issue_document", {"case": str(UUID(int=0)), "path": "paper"}),
        ("issue_documents", {"each": [{"case": str(UUID(int=0)), "path": "paper"}]}),
        ("send_message", {"message": str(UUID(int=0))}),
        ("send_messages", {"each": [{"message": str(UUID(int=0))}]}),
        ("send_dispatch", {"dispatch": str(UUID(int=0))}),
        ("send_refund", {"refund": str(UUID(int=0))}),
        ("go_on_paid", {"bill": str(UUID(int=0))}),
        ("send_due", {"timestamp": 0}),
        ("delete_expired", {"timestamp": 0}),
    ],
)
def test_a_job_that_fails_with_somebodys_data_is_told_without(
    town: Town, told: io.StringIO, monkeypatch: pytest.MonkeyPatch, job: str, arguments: dict[str, Any]
) -> None:
    towns.forget_work()

    def complain(*args: Any, **facts: Any) -> Any:
        with connection.cursor() as cursor:  # the database repeats what it was given
            cursor.execute("SELECT %s::integer", [TYPED])

    for module, name in DEEDS:
        monkeypatch.setattr(module, name, complain)
    city.current().jobs.defer(job, **arguments)
    towns.work()
    lines = lines_of(told)
    assert any("DataError" in str(line) for line in lines), lines
    towns.forget_work()


UNCAUGHT = f"""
import threading, os
os.environ["DJANGO_SETTINGS_MODULE"] = "sportello.site.settings"
import django
django.setup()
from sportello.site import logs
logs.tell_uncaught()
def fail():
    raise ValueError({TYPED!r})
class Left:
    def __del__(self):
        fail()
thread = threading.Thread(target=fail)
thread.start()
thread.join()
Left()
import logging
logging.getLogger("another").error("%d", {TYPED!r})
fail()
"""


def test_what_nobody_caught_is_told_in_no_other_way() -> None:
    here = {**os.environ, "SPORTELLO_LOG": "json"}
    done = subprocess.run([sys.executable, "-c", UNCAUGHT], capture_output=True, text=True, env=here, check=False)
    assert done.returncode == 1
    assert not [secret for secret in SECRETS if secret in done.stderr + done.stdout], done.stderr
    lines = [json.loads(line) for line in done.stderr.splitlines()]
    assert [line["event"] for line in lines] == ["thread.failed", "cleaning_up.failed", "process.failed"]
    assert all(line["raised"][0].startswith("ValueError < ") for line in lines)

"""Messages: written with the deed they tell of, sent once, and shown on the page to those without e-mail."""

import logging
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from uuid import UUID

import pytest
from django.db import connection
from tests import town as towns
from tests.town import Town, code_of
from tests.waiting import until

from sportello.actions import cases, messages, outbox
from sportello.actions.deliveries import mail_id
from sportello.core import ports
from sportello.core.errors import Refused
from sportello.core.submissions import Submitted
from sportello.integrations.fakes import FakeMailer, RefusingMailer
from sportello.integrations.smtp import SmtpMailer
from sportello.store.messages import Message
from sportello.store.outbox import Outbox
from sportello.store.record import Event

AWAY = "smtp://127.0.0.1:9?from=city@example.org"
"""A mail server where nothing listens."""


def written(town: Town, **changed: object) -> tuple[Submitted, Message]:
    """Send in an application with an address; its first message is written and not sent yet."""
    sent = towns.apply(
        town, "rental-assistance", **towns.newcomer() | {"email": "ana@example.org", "lease": None} | changed
    )
    while outbox.drain():
        pass
    return sent, Message.objects.get(case_id=sent.case)


def told(id: UUID) -> list[tuple[str, bool]]:
    events = Event.objects.filter(kind="message.sent", facts__message=str(id))
    return [(event.facts["kind"], event.facts["sent"]) for event in events]


def test_a_message_is_sent_once_however_often_its_job_runs(town: Town) -> None:
    _, message = written(town)
    for _ in range(3):
        messages.send(message.id)
    assert [mail.message_id for mail in town.mail.sent] == [mail_id(message.id)]
    assert told(message.id) == [("received", True)]


def test_of_several_each_is_sent_once_over_one_connection(town: Town) -> None:
    ids = [written(town)[1].id for _ in range(3)]
    for _ in range(2):
        assert messages.send_each(ids) == {}
    assert sorted(mail.message_id for mail in town.mail.sent) == sorted(map(mail_id, ids))
    assert [told(id) for id in ids] == [[("received", True)]] * 3


def test_a_worker_killed_amid_several_sends_none_of_them_twice(town: Town) -> None:
    ids = sorted(written(town)[1].id for _ in range(3))

    class Killed(FakeMailer):
        def send(self, address: str, subject: str, body: str, *, message_id: str, stop: str = "") -> None:
            if len(self.sent) == 2:
                raise SystemExit
            super().send(address, subject, body, message_id=message_id, stop=stop)

    first = Killed()
    with towns.with_parts(mailer=first), pytest.raises(SystemExit):
        messages.send_each(ids)
    assert messages.send_each(ids) == {}
    assert [mail.message_id for mail in (*first.sent, *town.mail.sent)] == [mail_id(id) for id in ids]


def test_two_workers_that_send_the_same_send_each_once(town: Town) -> None:
    ids = sorted(written(town)[1].id for _ in range(3))

    class Slow(FakeMailer):
        def send(self, address: str, subject: str, body: str, *, message_id: str, stop: str = "") -> None:
            if not self.sent:
                _wait_for_the_other()
            super().send(address, subject, body, message_id=message_id, stop=stop)

    def work(_: int) -> Mapping[UUID, Exception]:
        with closing(connection):
            return messages.send_each(ids)

    with towns.with_parts(mailer=(mailer := Slow())), ThreadPoolExecutor(2) as threads:
        assert list(threads.map(work, range(2))) == [{}, {}]
    assert sorted(mail.message_id for mail in mailer.sent) == [mail_id(id) for id in ids]
    assert [told(id) for id in ids] == [[("received", True)]] * 3


def _wait_for_the_other() -> None:
    """Wait until the other worker waits for the row that this one holds."""
    waits = "SELECT 1 FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))"
    with connection.cursor() as cursor:
        assert until(lambda: cursor.execute(waits) or cursor.fetchone()), "nobody waits"


def test_of_several_one_that_is_rejected_and_one_that_waits_hold_up_no_other(town: Town) -> None:
    ids = sorted(written(town)[1].id for _ in range(3))

    class Choosy(FakeMailer):
        def send(self, address: str, subject: str, body: str, *, message_id: str, stop: str = "") -> None:
            if message_id != mail_id(ids[2]):
                raise Refused("mail.rejected" if message_id == mail_id(ids[0]) else "mail.unavailable", reply=450)
            super().send(address, subject, body, message_id=message_id, stop=stop)

    with towns.with_parts(mailer=Choosy()):
        assert {id: str(error) for id, error in messages.send_each(ids).items()} == {
            ids[1]: "mail.unavailable (reply=450)"
        }
    assert [told(id) for id in ids] == [[("received", False)], [], [("received", True)]]


def test_a_mail_rejected_for_good_is_told_so_and_not_tried_again(town: Town) -> None:
    _, message = written(town)
    with towns.with_parts(mailer=RefusingMailer()):
        messages.send(message.id)
    messages.send(message.id)
    message.refresh_from_db()
    assert (message.sent_at, message.failed != "", town.mail.sent) == (None, True, [])
    assert told(message.id) == [("received", False)] and "ana@" not in message.failed


def test_a_mail_server_that_is_away_has_the_job_tried_again(town: Town) -> None:
    _, message = written(town)
    with towns.with_parts(mailer=SmtpMailer(AWAY, seconds=1)):
        assert code_of(lambda: messages.send(message.id)) == "mail.unavailable"
    assert told(message.id) == []
    messages.send(message.id)
    assert told(message.id) == [("received", True)]


def test_without_an_address_the_page_is_where_one_reads_it(town: Town) -> None:
    sent, message = written(town, email=None)
    messages.send(message.id)
    shown = cases.get_status(sent.case, by=towns.holder(sent)).messages[0]
    assert (shown.channel, shown.sent_at, shown.kind, town.mail.sent) == ("page", None, "received", [])


def test_a_message_goes_only_to_the_address_given_in_its_application(town: Town) -> None:
    _, mine = written(town)
    _, theirs = written(town, email="leo@example.org")
    for message in (mine, theirs):
        messages.send(message.id)
    assert [mail.address for mail in town.mail.sent] == ["ana@example.org", "leo@example.org"]
    assert mine.case.reference in town.mail.sent[0].body and mine.case.reference not in town.mail.sent[1].body


@pytest.mark.parametrize("number", [0, 1, 2])
def test_every_name_in_a_text_is_filled_in_the_applicants_language(town: Town, number: int) -> None:
    sent = towns.apply(town, "rental-assistance", number=number)
    towns.run_jobs()
    shown = cases.get_status(sent.case, by=towns.holder(sent)).messages
    assert {told.kind for told in shown} == {"received", "approved"}
    for one in shown:
        assert not re.search(r"\{\w*\}|None|\bapprove\b", one.subject + one.body) and sent.reference in one.subject
    assert any(f"/track/{sent.reference}/" in one.body and sent.secret not in one.body for one in shown)


def test_the_link_in_a_message_opens_the_case(town: Town) -> None:
    sent, message = written(town)
    messages.send(message.id)
    reference, secret = re.findall(r"/track/([^/\s]+)/(\S+)", town.mail.sent[0].body)[0]
    assert cases.unlock(reference, secret.rstrip(".")) == sent.case


def test_a_message_lies_sealed_in_the_database(town: Town) -> None:
    sent, message = written(town)
    assert b"ana@example.org" not in bytes(message.sealed) and sent.secret.encode() not in bytes(message.sealed)


def test_what_the_record_says_of_a_message_names_no_one(town: Town) -> None:
    _, message = written(town)
    messages.send(message.id)
    assert "ana" not in repr(Event.objects.get(kind="message.sent", facts__message=str(message.id)).facts)


class Broken(ports.Jobs):
    """A jobs queue that fails while everything personal is at hand."""

    def defer(self, job: str, **ids: str | int) -> None:
        raise RuntimeError("the queue is away")


def test_what_fails_in_the_background_leaves_no_secret_in_the_logs(
    town: Town, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    sent = towns.apply(town, "rental-assistance", email="ana@example.org", lease=None)
    with towns.with_parts(jobs=Broken()):
        outbox.drain()
    said = "".join(capsys.readouterr()) + caplog.text
    Outbox.objects.filter(case_id=sent.case).delete()
    assert "outbox.failed" in said and "RuntimeError" in said
    for secret in (sent.secret, "ana@example.org", "Molino", "Ruiz"):
        assert secret not in said

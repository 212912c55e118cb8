"""The lane tells of a case what Django would, byte for byte, and leaves to Django whatever is not a plain request."""

import asyncio
from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.core.wsgi import get_wsgi_application
from django.db import OperationalError, connections
from tests import town as towns
from tests.channels.api.conftest import known
from tests.town import Town

from sportello.actions import appeals, cases, desk, inquiries, limits, rulings, tasks
from sportello.channels.api import callers
from sportello.channels.api.case_lane import CaseLane
from sportello.core.actors import Actor, Role
from sportello.core.rulings import Ruling
from sportello.core.submissions import Submitted
from sportello.site.bridge import Bridge
from sportello.site.front import Front, Scope
from sportello.store import prepared
from sportello.store.cases import Case
from sportello.store.looks import Look

Answer = tuple[int, list[tuple[bytes, bytes]], bytes]
Ask = Callable[..., Answer]
HIDDEN = "7QK2-M9FX-3RTA"


async def left_to_django(scope: Scope, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": 599, "headers": []})
    await send({"type": "http.response.body", "body": b"left to Django"})


@pytest.fixture
def ask(town: Town, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Ask the lane; where it takes the request, Django must give the same answer."""
    monkeypatch.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)  # those of the threads made here
    django = Front(Bridge(get_wsgi_application(), 1))

    def ask(reference: str, **given: str) -> Answer:
        scope = make_scope(reference, given)
        answer = asyncio.run(send(Front(left_to_django, lanes=[CaseLane()]), scope))
        if answer[0] != 599:
            status, headers, body = asyncio.run(send(django, scope))
            assert (answer[0], sorted(answer[1]), answer[2]) == (status, sorted(headers), body)
        return answer

    return ask


def make_scope(reference: str, given: dict[str, str]) -> Scope:
    headers = [(name.replace("_", "-").encode(), value.encode()) for name, value in given.items()]
    return {
        "type": "http",
        "method": "GET",
        "scheme": "http",
        "http_version": "1.1",
        "server": ("127.0.0.1", 80),
        "client": (f"10.2.{uuid4().int % 250}.{uuid4().int % 250}", 1),
        "path": f"/api/v1/cases/{reference}",
        "query_string": b"",
        "headers": [(b"host", b"127.0.0.1"), *headers],
    }


async def send(front: Front, scope: Scope, body: bytes = b"") -> Answer:
    waiting, told = [{"type": "http.request", "body": body, "more_body": False}], []

    async def receive() -> Any:
        return waiting.pop() if waiting else await asyncio.sleep(3600)

    async def hear(message: Any) -> None:
        told.append(message)

    await front(dict(scope), receive, hear)
    return told[0]["status"], told[0]["headers"], b"".join(message.get("body", b"") for message in told[1:])


def fresh(town: Town) -> Submitted:
    return towns.apply(town, "street-defect", photo=None)


def paid_out(town: Town) -> Submitted:
    sent = towns.apply(town, "rental-assistance", **towns.newcomer())
    towns.run_jobs()
    return sent


def asked(town: Town) -> Submitted:
    sent = towns.apply(town, "rental-assistance", lease=None, **towns.newcomer())
    clerk, task = towns.staff("housing"), towns.open_task(sent.case)
    desk.open_case(sent.case, purpose="call", by=clerk)
    tasks.take(task.id, by=clerk)
    for text in ("Which month?", "Whose «house» is it?"):
        inquiries.ask(task.id, text, by=clerk)
    first = cases.get_status(sent.case, by=towns.holder(sent)).inquiries[0]
    inquiries.answer(first.id, "May", by=towns.holder(sent))
    return sent


def dismissed(town: Town) -> Submitted:
    sent = towns.apply(town, "rental-assistance", lease=None, **towns.newcomer())
    towns.rule(towns.open_task(sent.case), "deny", "income_too_high")
    appeals.appeal(sent.case, "Look again.", by=towns.holder(sent))
    towns.rule(towns.open_task(sent.case, "appeal"), "deny", "papers_missing")
    return sent


def granted(town: Town) -> Submitted:
    sent = towns.apply(town, "rental-assistance", lease=None, **towns.newcomer())
    task, lead = towns.open_task(sent.case), towns.staff("housing", Role.LEAD)
    tasks.take(task.id, by=lead)
    rulings.decide(task.id, Ruling("approve", ("within_limit",), {"amount": "912.50"}, ("Send the lease.",)), by=lead)
    towns.run_jobs()
    return sent


def to_pay(town: Town) -> Submitted:
    sent = towns.apply(town, "building-permit", number=2)
    towns.run_jobs()
    return sent


def withdrawn(town: Town) -> Submitted:
    sent = fresh(town)
    towns.run_jobs()
    cases.withdraw(sent.case, by=towns.holder(sent))
    return sent


STATES = {
    fresh: b'"steps": []',
    paid_out: b'"files": [{',
    asked: b'"answer": "May"',
    dismissed: b'"appeal_dismissed": {',
    granted: b'"conditions": ["Send the lease."]',
    to_pay: b'"to_pay": [{',
    withdrawn: b'"may": []',
}


@pytest.mark.parametrize("make", STATES)
def test_a_case_in_any_state_is_told_as_django_tells_it(
    ask: Ask, town: Town, make: Callable[[Town], Submitted]
) -> None:
    sent = make(town)
    for language in ("en", "es-MX, it;q=0.5", "it"):
        status, _, body = ask(sent.reference, case_secret=sent.secret, accept_language=language)
        assert status == 200 and STATES[make] in body


def test_the_secret_leaves_no_look_and_a_client_that_sent_the_case_leaves_one(ask: Ask, town: Town) -> None:
    client, sent = known("lane"), fresh(town)
    token = client.headers["Authorization"]
    Case.objects.filter(id=sent.case).update(client=callers.identify(token, callers.READING, "10.0.0.1").client)
    assert ask(sent.reference, case_secret=sent.secret, authorization=token)[0] == 200
    assert not Look.objects.filter(case=sent.case).exists()
    assert ask(sent.reference, authorization=token)[0] == 200
    assert Look.objects.get(case=sent.case).purpose == callers.PURPOSE


def test_whoever_has_no_right_is_told_what_a_stranger_is_told(ask: Ask, town: Town) -> None:
    mine, theirs, other = fresh(town), fresh(town), known("other").headers["Authorization"]
    for status, code, reference, given in (
        (401, b"access.secret_missing", mine.reference, {}),
        (401, b"access.secret", mine.reference, {"case_secret": theirs.secret}),
        (401, b"access.secret", mine.reference, {"case_secret": ""}),
        (401, b"access.secret", "no such case", {"case_secret": HIDDEN}),
        (401, b"access.secret", mine.reference, {"case_secret": HIDDEN, "authorization": other}),
        (401, b"access.token", mine.reference, {"case_secret": mine.secret, "authorization": "Bearer sportello_x"}),
        (404, b"case.not_found", mine.reference, {"authorization": other, "accept_language": "it"}),
        (404, b"case.not_found", "R7K-3F9-2QM", {"authorization": other}),
    ):
        found, _, body = ask(reference, **given)
        assert found == status and b'"code":"%s"' % code in body, (reference, given)


def test_strangers_are_counted_and_told_when_they_may_come_again(
    ask: Ask, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(callers, "READING", limits.Limit(f"test {uuid4()}", 0, 60))
    status, headers, _ = ask(fresh(town).reference, case_secret=HIDDEN)
    assert status == 429 and (b"retry-after", b"60") in headers


def test_a_database_that_is_away_is_told(ask: Ask, town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: Any) -> None:
        raise OperationalError("away")

    monkeypatch.setattr(prepared, "fetch", refuse)
    status, _, body = ask(fresh(town).reference, case_secret=HIDDEN)
    assert status == 503 and b"database.away" in body


@pytest.mark.parametrize(
    "change",
    [
        {"method": "HEAD"},
        {"method": "POST"},
        {"query_string": b"language=es"},
        {"path": "/api/v1/cases/R7K-3F9-2QM/documents"},
        {"path": "/api/v1/cases/"},
        {"headers": [(b"host", b"127.0.0.1"), (b"case-secret", b"a"), (b"case-secret", b"b")]},
    ],
)
def test_what_is_no_plain_request_is_left_to_django(town: Town, change: dict[str, Any]) -> None:
    scope = {**make_scope("R7K-3F9-2QM", {"case_secret": HIDDEN}), **change}
    assert asyncio.run(send(Front(left_to_django, lanes=[CaseLane()]), scope))[0] == 599


def test_a_body_or_a_foreign_host_is_left_to_django(town: Town, settings: Any) -> None:
    front, scope = Front(left_to_django, lanes=[CaseLane()]), make_scope("R7K-3F9-2QM", {"case_secret": HIDDEN})
    assert asyncio.run(send(front, scope, b"{}"))[0] == 599
    settings.ALLOWED_HOSTS = ["city.example"]
    assert asyncio.run(send(front, scope))[0] == 599


def test_actors_of_the_lane_hold_nothing_but_the_case_they_showed_the_secret_of(town: Town) -> None:
    mine, theirs = fresh(town), fresh(town)
    assert callers.find_status(Actor("api"), mine.reference, mine.secret).id == mine.case
    assert towns.code_of(lambda: callers.find_status(Actor("api"), theirs.reference, mine.secret)) == "access.secret"

"""Every address of the site, found by walking it, asked by those it is not for, and as other sites would ask.

A new page is walked as well: whoever adds one need not think of this.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from tests import town as towns
from tests.actions.access.people import Theirs, build
from tests.channels.signing import sign_in
from tests.town import Town

from sportello.core.actors import Role
from sportello.integrations.fakes import FakePayments
from sportello.store.cases import Case, Draft, Task
from sportello.store.looks import Look
from sportello.store.record import Event

WORDS = {
    "service": "street-defect",
    "answer": "nowhere",
    "path": "kind",
    "code": "7QK2-M9FX-3RTA",
    "reference": "R7K-3F9-2QM",
    "language": "en",
    "deed": "take",
    "pk": 1,
    "leaf": "0" * 64,
    "rest": "nowhere",
    "edition": 1,
    "token": "0" * 32,
    "number": "2026-1",
    "month": "2026-06",
    "purpose": "locker",
    "issuer": "national",
    "refund": "0191d6a0-7b1c-7def-8a3b-000000000001",
    "request": "0191d6a0-7b1c-7def-8a3b-000000000001",
    "letter": "0191d6a0-7b1c-7def-8a3b-000000000001",
}
"""What stands in an address besides ids."""
BY_NAME = {
    "draft": "draft",
    "case": "case",
    "inquiry": "inquiry",
    "file": "paper",
    "document": "document",
    "message": "message",
    "bill": "bill",
    "checkout": "checkout",
    "mandate": "mandate",
    "contact": "contact",
    "device": "device",
    "place": "place",
    "account": "account",
    "waiting": "recovery",
    "task": "task",
    "other": "case",
    "batch": "batch",
    "consent": "consent",
    "linked": "linked",
    "party": "relying_party",
    "difference": "difference",
}
"""Of what an id in an address is, by its name there: a field of `Theirs`."""
PROGRAMS = ("/webhooks/", "/api/", "/openid/", "/not-me/")
"""What programs ask, who have no session that a browser could be made to use; `/openid/authorize` does nothing yet."""
EVERYBODYS = ("/manifest.webmanifest", "/robots.txt", "/map.svg", "/worker.js", "/api/", "/record/")
"""What is the same for all, and looks at no session."""


def walk(found: list[Any], before: str = "/") -> Iterator[str]:
    """List each address, with names in braces."""
    for one in found:
        here = before + re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", str(one.pattern))
        if isinstance(one, URLResolver):
            yield from walk(one.url_patterns, here)
        elif isinstance(one, URLPattern):
            yield here


PATTERNS = sorted(set(walk(get_resolver().url_patterns)))
WITH_IDS = [path for path in PATTERNS if set(re.findall(r"{(\w+)}", path)) & set(BY_NAME)]


def fill(path: str, on: Theirs) -> str:
    names = set(re.findall(r"{(\w+)}", path))
    assert names <= set(BY_NAME) | set(WORDS), f"say in BY_NAME or WORDS what stands in {path}"
    return path.format_map({**WORDS, **{name: getattr(on, of) for name, of in BY_NAME.items()}})


@pytest.fixture(scope="module")
def theirs(built_town: Town) -> Iterator[Theirs]:
    built_town.clock.at = towns.OPENING
    with towns.with_parts(payments=FakePayments()):
        yield build(built_town)


@pytest.fixture
def client(town: Town) -> Client:
    return Client(raise_request_exception=False, headers={"Sec-Fetch-Site": "same-origin"})


def traces(on: Theirs) -> tuple[Any, ...]:
    """Give all that would show that something of hers was touched."""
    return (
        list(Event.objects.filter(case_id=on.case).values_list("id", flat=True)),
        Look.objects.filter(case_id=on.case).count(),
        Task.objects.filter(case_id=on.case).order_by("id").values_list("status", "taken_by")[::1],
        Draft.objects.values_list("sealed", "language", "edition").get(id=on.draft),
        Case.objects.values_list("status", "sealed", "party").get(id=on.case),
        Event.objects.filter(facts__account=str(on.account)).count(),
        Event.objects.filter(facts__bill=str(on.bill)).count(),
    )


WHO = {
    "nobody": lambda: None,
    "another resident": lambda: towns.resident().account,
    "a clerk of another team": lambda: towns.staff("fire").account,
    "a lead of another team": lambda: towns.staff("fire", Role.LEAD).account,
    "a publisher": lambda: towns.staff("*", Role.PUBLISHER).account,
}
SENT = {"accept": "yes", "sure": "yes", "purpose": "work", "document": "passport", "why": "Why", "text": "Why"}
REFUSED = (401, 403, 404, 405, 409, 410, 415, 422, 429)
DOORS = ("/sign-in", "/account/again", "/account/staff")


@pytest.mark.parametrize("who", WHO)
def test_an_id_of_anothers_opens_nothing_and_changes_nothing(
    town: Town, theirs: Theirs, client: Client, who: str
) -> None:
    account, before, let_in = WHO[who](), traces(theirs), {}
    if account:
        sign_in(client, account)
    for path in WITH_IDS:
        for ask, sent in ((client.get, {"purpose": "work"}), (client.post, SENT)):
            answer = ask(fill(path, theirs), sent, follow=True)  # type: ignore[operator]
            if answer.status_code not in REFUSED and not answer.request["PATH_INFO"].startswith(DOORS):
                let_in[path] = answer.status_code
            assert theirs.reference not in answer.content.decode(errors="replace"), path
    assert let_in == {} and traces(theirs) == before


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_no_form_of_another_site_is_taken(town: Town, theirs: Theirs, site: str) -> None:
    client = Client(enforce_csrf_checks=True, raise_request_exception=False, headers={"Sec-Fetch-Site": site})
    sign_in(client, theirs.ana.account)
    before = traces(theirs)
    told = {
        path: client.post(fill(path, theirs), SENT).status_code for path in PATTERNS if not path.startswith(PROGRAMS)
    }
    assert {path: status for path, status in told.items() if status not in (403, 404, 405)} == {}
    assert traces(theirs) == before


def test_no_deed_is_done_by_following_a_link(town: Town, theirs: Theirs, client: Client) -> None:
    sign_in(client, theirs.ana.account)
    before = traces(theirs)
    for path in PATTERNS:
        client.get(fill(path, theirs))
    assert traces(theirs) == before


@pytest.mark.parametrize("who", ["owner", "lead"])
def test_a_page_that_somebody_signed_in_sees_stays_in_no_cache(
    town: Town, theirs: Theirs, client: Client, who: str
) -> None:
    sign_in(client, theirs.ana.account if who == "owner" else theirs.lead.account)
    kept = {}
    for path in PATTERNS:
        answer = client.get(fill(path, theirs))
        if "no-store" not in answer.headers["Cache-Control"] and not path.startswith(EVERYBODYS):
            kept[path] = answer.headers["Cache-Control"]
    assert kept == {}

"""Every page: derived from the addresses of the doors, so that a new page is walked by itself.

Those about one thing (a case, a bill) are those of one resident's things, who has one of each.

As a newcomer, a resident and each kind of staff, in every language: no page fails, each says its language, has one
heading of the first level and says all in words.
"""

import gzip
import re
import secrets
from collections.abc import Mapping
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.contrib.staticfiles import finders
from django.urls import URLPattern, reverse
from tests import town as towns
from tests.actions.access import people
from tests.actions.access.people import SERVICE, Theirs
from tests.channels import signing
from tests.channels.visiting import Visitor
from tests.core.test_at_once import REGISTER
from tests.town import Town

from sportello.actions import accounts, drafts, live
from sportello.actions.money import till
from sportello.channels.account.urls import urlpatterns as account
from sportello.channels.desk.urls import urlpatterns as desk
from sportello.channels.web.urls import urlpatterns as web
from sportello.core.actors import Actor, Role
from sportello.core.assurance import Means
from sportello.integrations.fakes.payments import FakePayments
from sportello.store.accounts import Account
from sportello.store.messages import Message

LANGUAGES = ("en", "es", "it")
MEANT = (200, 400, 401, 403, 404, 405)
"""What a page may answer to whoever comes by its address: itself, or that it is not for them or takes only forms."""
HEAVIEST = 100_000
"""Bytes of a page with its style, scripts and pictures, each squeezed."""
ASSET = re.compile(r'(?:href|src)="/static/(built/[^"#]+)')
PATHS = sorted({f"/{prefix}{one.pattern}" for prefix, door in (("", web), ("", account), ("desk/", desk))
                for one in door if isinstance(one, URLPattern) and not one.pattern.converters})  # fmt: skip


ELSEWHERE = {"resume_link", "track_link", "verified", "speak", "feed", "not_me", "bill_paid", "file",
             "recovery", "kin", "coded_batch", "print_coded_again", "coded_batch_posted",
             "print_letters", "letters_posted", "print_coded", "mark_coded_posted", "task", "beside",
             "party", "approve_party", "end_party", "deed", "decide", "correct", "money_deed", "money_refund",
             "money_settle", "money_book", "money_payer"}  # fmt: skip
"""What a code, another's work or a form before it opens, or what is no page: tests of their own open them."""


def list_own(on: Theirs) -> dict[str, str]:
    """List by name the pages about one thing that its owner may open."""
    receipt = till.take(on.bill, Decimal(1), "cash", uuid4(), by=towns.staff("cashier", Role.CASHIER))
    asked = live.service(SERVICE).questions[0].id
    known = {"service": SERVICE, "answer": "appeal", "draft": on.draft, "path": asked, "case": on.case,
             "document": on.document, "bill": on.bill, "number": receipt, "message": on.message,
             "mandate": on.mandate, "inquiry": on.inquiry, "device": on.device}  # fmt: skip
    return _fill("web", web, known)


def list_at_desk(on: Theirs) -> dict[str, str]:
    """List by name the pages about one thing that staff of all teams may open."""
    receipt = till.take(on.bill, Decimal(1), "cash", uuid4(), by=towns.staff("cashier", Role.CASHIER))
    known = {"case": on.case, "bill": on.bill, "number": receipt,
             "account": on.account, "edition": on.edition,
             "document": on.document, "file": on.paper, "batch": on.batch,
             "letter": Message.objects.get(reference=on.letter).id}  # fmt: skip
    found = _fill("desk", desk, known)
    return {name: f"{path}?purpose=work" if name in ("case", "money_bill") else path for name, path in found.items()}


def _fill(door: str, patterns: Any, known: Mapping[str, object]) -> dict[str, str]:
    """Fill ids into the addresses of a door; those that take others lead to no page."""
    found = {}
    for one in patterns:
        if (needs := one.pattern.converters.keys()) and needs <= known.keys() and one.name not in ELSEWHERE:
            found[one.name] = reverse(f"{door}:{one.name}", kwargs={name: known[name] for name in needs})
    return found


def everybody() -> Account:
    """Be somebody of staff who works everywhere."""
    roles = tuple((team, role) for team in ("*", "registry", "cashier", "housing") for role in Role)
    return accounts.add(secrets.token_hex(6), "Everybody", roles=roles)


def come_in(by: Actor | None, language: str, *means: Means) -> Visitor:
    visitor = Visitor(language)
    if by:
        signing.sign_in(visitor.client, by.account, *means)
    return visitor


@cache
def weigh(asset: str) -> int:
    """Weigh what a page loads, named with the mark of its version or without."""
    found = finders.find(re.sub(r"\.[0-9a-f]{12}(?=\.)", "", asset))
    assert isinstance(found, str), asset
    return len(gzip.compress(Path(found).read_bytes()))


def hold(path: str, page: Any, language: str) -> None:
    """Hold an answer to what every page owes its readers."""
    assert page.status_code in MEANT, (path, page.status_code)
    if page.status_code == 405 or not page.headers.get("Content-Type", "").startswith("text/html"):
        return
    text = page.content.decode()
    assert f'<html lang="{language}"' in text.replace('class="govuk-template" ', ""), path
    assert len(re.findall(r"<h1[ >]", text)) == 1, path
    loaded = set(ASSET.findall(text))
    assert loaded, path
    weight = len(gzip.compress(page.content)) + sum(map(weigh, loaded))
    assert weight < HEAVIEST, (path, weight)


@pytest.mark.parametrize("who", ["newcomer", "resident", "cashier", "publisher", "auditor"])
def test_every_page_is_whole_in_every_language(town: Town, who: str) -> None:
    team, roles = {"cashier": ("cashier", (Role.CLERK, Role.LEAD, Role.CASHIER)), "auditor": ("*", (Role.AUDITOR,)),
                   "publisher": ("*", (Role.PUBLISHER,))}.get(who, ("", ()))  # fmt: skip
    for language in LANGUAGES:
        by = towns.staff(team, *roles) if team else towns.resident(**REGISTER) if who == "resident" else None
        visitor = come_in(by, language, Means.PASSWORD, Means.APP)
        mine = [path for path in PATHS if not team or path.startswith("/desk/")]
        for path in mine:
            hold(path, visitor.get(path), language)
        if team:
            assert visitor.get("/desk/").status_code == 200
        if who == "resident":
            assert visitor.get("/my/data").status_code == 200


def test_every_page_about_one_thing_is_whole_in_every_language_or_known_not_to_be_walked(town: Town) -> None:
    with towns.with_parts(payments=FakePayments()):
        on = people.build(town)
        own, at_desk, staff = list_own(on), list_at_desk(on), Actor("desk", account=everybody().id)
        for language in LANGUAGES:
            drafts.speak(on.draft, language, by=on.ana)
            for by, pages in ((on.ana, own), (staff, at_desk)):
                visitor = come_in(by, language, Means.PASSWORD, Means.APP)
                for path in pages.values():
                    hold(path, page := visitor.get(path), language)
                    assert page.status_code in (200, 405), (path, page.status_code)
    for pages, door in ((own, web), (at_desk, desk)):
        assert {one.name for one in door if one.pattern.converters} - pages.keys() <= ELSEWHERE

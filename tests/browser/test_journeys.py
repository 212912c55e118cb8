"""What people come to do, from their first click to the end of it: for a child, for another, paying, leaving for good.

Pages are looked at, but for those of questions (see test_resident.py); the languages are shared out among people, and
one has no scripts and a narrow screen.
"""

import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

import jsonschema_rs
import pytest
from django.db import connection
from pyhanko.pdf_utils.reader import PdfFileReader

from sportello.actions import drafts, live, mandates, parties, representatives, verification
from sportello.actions.money import bills, books, giving_back
from sportello.core import actors
from sportello.core.actors import Actor, Role
from sportello.core.assurance import Means
from sportello.core.mandates import Kind
from sportello.integrations.fakes.stripe import FakeStripe
from sportello.integrations.stripe import StripePayments
from sportello.store.accounts import Account, Party
from sportello.store.cases import Case, CaseKey
from tests import town as towns
from tests.browser import accounts
from tests.browser.pages import press
from tests.channels import visiting
from tests.core.test_at_once import REGISTER
from tests.town import Town

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
TITLES = {"en": "Dog licence", "es": "Licencia de perro", "it": "Licenza per il cane"}
SECRET = "whsec_test"
GO_ON = "main form .govuk-button:not(.govuk-button--secondary)"
Look = Callable[["Page"], None]
Open = Callable[..., "Page"]


class Typist(visiting.Visitor):
    """A visitor who answers as those of other tests do, in a browser; what a form leads to is not looked at."""

    def __init__(self, page: "Page", site: str, look: Look) -> None:
        self._tab, self._site, self._look = page, site, look

    def get(self, path: str) -> None:
        """Open a page."""
        self._tab.goto(self._site + path)
        self._look(self._tab)

    def post(self, path: str, **fields: Any) -> None:
        """Fill in the form of the page at hand, and go on."""
        for name, value in fields.items():
            self._type(name, value)
        press(self._tab.locator(GO_ON).last)

    @property
    def path(self) -> str:
        """Give the address of the page at hand."""
        return self._tab.url.removeprefix(self._site)

    @property
    def text(self) -> str:
        """Give the page's HTML, once it is there in full."""
        self._tab.wait_for_load_state()
        return self._tab.content()

    def press(self, name: str) -> None:
        """Press the button, or follow the link, of this name."""
        press(self._tab.get_by_role("button", name=name).or_(self._tab.get_by_role("link", name=name)))
        self._look(self._tab)

    def _type(self, name: str, value: Any) -> None:
        field = self._tab.locator(f'main [name="{name}"]').first
        if field.get_attribute("type") in ("radio", "checkbox"):
            for one in value if isinstance(value, list) else [value]:
                self._tab.check(f'main [name="{name}"][value="{one}"]')
        elif field.evaluate("one => one.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)


@pytest.fixture
def at(new_context: Open, site: str) -> Open:
    """Give a way to sit down as somebody: signed in, in a browser of their own."""

    def sit(by: Actor, language: str, **how: Any) -> "Page":
        context = new_context(locale=language, **how)
        accounts.come_in(context, site, Account.objects.get(id=by.account), Means.PASSKEY)
        return context.new_page()

    return sit


def resident(name: str, **told: Any) -> Actor:
    """Be a new resident of this name, who is known to the register."""
    given, _, family = name.partition(" ")
    by = towns.resident(person={"given_name": given, "family_name": family, "birth_date": "1984-02-03"}, **told)
    Account.objects.filter(id=by.account).update(name=name)
    return by


def test_a_mother_applies_for_her_child_on_a_small_phone_without_scripts(
    town: Town, site: str, at: Open, look: Look
) -> None:
    mother, born = resident("Lucía Moreno"), date(2019, 4, 2)
    child = parties.add(
        told={"person": {"given_name": "Daniel", "family_name": "Moreno", "birth_date": born.isoformat()}},
        source="register",
    )
    representatives.add_child(child, mother.party, born, by=actors.system("register"))
    page = at(mother, "es", viewport={"width": 320, "height": 640}, java_script_enabled=False)
    lucia = Typist(page, site, look)
    lucia.get("/my/mandates")
    lucia.press("Actuar por Daniel Moreno")
    assert "Daniel Moreno" in page.inner_text(".sp-acting")
    lucia.get("/services/device-loan")
    press(page.locator(".govuk-button--start"))
    lucia.answer_all(town, "device-loan", town.example("device-loan"))
    assert "Daniel Moreno" in page.inner_text(".sp-acting")
    lucia.post("")
    look(page)
    assert lucia.path.endswith("/receipt")
    case = Case.objects.get(party=child)
    assert not Case.objects.filter(party=mother.party).exists()
    lucia.get(f"/cases/{case.id}")
    assert case.reference in page.inner_text("main")
    press(page.locator(".sp-acting button"))
    assert page.locator(".sp-acting").count() == 0 and case.reference not in page.inner_text("main")


def test_a_carers_next_click_is_refused_once_the_mandate_is_revoked_and_the_draft_stays(
    town: Town, site: str, at: Open, look: Look
) -> None:
    ana, carl = resident("Ana Ruiz"), resident("Carl Carer")
    today = live.today()
    terms = {"services": (), "starts": today, "ends": today + timedelta(days=90)}
    mandates.accept(mandates.propose(Kind.CARER, mandates.GIVER, by=ana, **terms).code, by=carl)
    page, hers = at(carl, "en"), at(ana, "it")
    carer, owner = Typist(page, site, look), Typist(hers, site, look)
    carer.get("/my/mandates")
    carer.press("Act for Ana Ruiz")
    carer.get("/services/street-defect")
    press(page.locator(".govuk-button--start"))
    carer.post("", answer="tree")

    owner.get("/my/mandates")
    press(hers.locator('a[href$="/revoke"]'))
    look(hers)
    owner.post("")
    assert hers.url.endswith("?done=revoked")

    carer.post("")
    look(page)
    assert "This mandate has been ended" in page.inner_text("main")
    (kept,) = drafts.list_mine(by=ana)
    assert kept.draft.answers == {"kind": "tree"}
    owner.get("/my")
    assert hers.locator(f'a[href="/apply/{kept.id}"]').count() == 1
    carer.get("/my")
    assert page.locator(".sp-acting").count() == 0 and page.locator(f'a[href="/apply/{kept.id}"]').count() == 0


def test_a_certificate_comes_by_one_press(town: Town, site: str, at: Open, look: Look) -> None:
    page = at(towns.resident(**REGISTER), "it")
    ana = Typist(page, site, look)
    ana.get("/my/papers")
    press(page.locator('form[action="/my/certificates/residence-certificate"] .govuk-button').first)
    page.wait_for_url(re.compile("/my/certificates/case/"))
    look(page)
    accounts.beside(towns.run_jobs)
    page.locator('a[href^="/documents/"]').wait_for()  # the page asks again by itself
    look(page)
    with page.expect_download() as coming:
        page.click('a[href^="/documents/"]')
    assert len(read_signatures(coming.value.path().read_bytes())) == 1


@contextmanager
def taking_cards(site: str) -> Iterator[FakeStripe]:
    with FakeStripe(SECRET, f"{site}/webhooks/stripe") as stripe:
        payments = StripePayments("sk_test_x", SECRET, stripe.url)
        with towns.with_parts(payments=payments, base_url=site):
            yield stripe


def test_a_bill_is_paid_in_two_instalments_and_some_of_it_comes_back(
    town: Town, site: str, at: Open, look: Look
) -> None:
    by = resident("Bruno Verdi")
    terms = books.Terms("dogs", TITLES, Decimal("40.00"), "EUR", live.today() + timedelta(days=30), 2)
    bill = bills.open(terms, party=by.party, by=actors.system())
    page = at(by, "it")
    bruno = Typist(page, site, look)
    with taking_cards(site):
        bruno.get("/bills")
        press(page.locator(f'a[href="/bills/{bill}"]'))
        for number in (1, 2):
            assert f"{number}" in page.inner_text(".sp-ask")
            bruno.post("")
            press(page.locator("main .govuk-button"))
            press(page.locator('button[value="pay"]'))
            page.wait_for_url(re.compile(f"/bills/{bill}"))
            look(page)
        assert page.locator(".sp-ask").count() == 0
        cashier = towns.staff("cashier", Role.CASHIER)
        accounts.beside(lambda: giving_back.ask(bill, Decimal("15.00"), "stripe", "The dog has moved", by=cashier))
        accounts.beside(towns.run_jobs)
    bruno.get(f"/bills/{bill}")
    assert re.search(r"15,00", page.inner_text("main .govuk-summary-list"))
    seen = bills.get(bill, by=by)
    assert [one.amount for one in seen.moved] == [Decimal("20.00"), Decimal("20.00"), Decimal("15.00")]


def test_one_takes_everything_along_and_leaves_nothing_behind(town: Town, site: str, at: Open, look: Look) -> None:
    by = resident("Ines Unmistakable")
    sent = towns.apply(town, "rental-assistance", by=by, **towns.newcomer())
    accounts.beside(towns.run_jobs)
    page = at(by, "en")
    ines = Typist(page, site, look)
    ines.get("/my/data")
    with page.expect_download() as coming:
        page.click('form[action="/my/export"] button')
    check_export(coming.value.path(), sent.reference)

    traces, problems = list_traces(by.party, sent.case), verify()
    assert all(trace in everything(town) for trace in traces)
    ines.press("Erase")
    ines.post("")
    look(page)
    assert page.locator(".govuk-error-summary").is_visible()
    page.check('[name="sure"]')
    ines.post("")
    look(page)
    assert "is erased" in page.inner_text("main")
    left = everything(town)
    assert not [trace for trace in traces if trace in left]
    assert verify() == problems
    ines.get("/my/data")
    assert "Sign in" in page.inner_text("main")


def check_export(path: Any, reference: str) -> None:
    """Check that the archive is whole, fits its schema, and that its papers open."""
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        told = json.loads(archive.read("data.json"))
        jsonschema_rs.validate(json.loads(archive.read("export.schema.json")), told)
        assert [one["reference"] for one in told["cases"]] == [reference]
        papers = [name for name in archive.namelist() if re.fullmatch(rf"{reference}/[^/]+\.pdf", name)]
        assert papers and all(read_signatures(archive.read(name)) for name in papers)


def read_signatures(pdf: bytes) -> list[Any]:
    return list(PdfFileReader(io.BytesIO(pdf)).embedded_signatures)


def list_traces(party: UUID, case: UUID) -> list[str]:
    """List what tells of them: what they said, sealed, and the keys that open it, as PostgreSQL writes bytes."""
    found, person = Case.objects.get(id=case), Party.objects.get(id=party)
    keys = [bytes(key.wrapped) for key in CaseKey.objects.filter(case=case)]
    keys += [bytes(person.wrapped_key), bytes(person.sealed), bytes(found.sealed)]
    stored = [f"documents/{one.id}" for one in found.documents.all()] + [f"files/{one.id}" for one in found.files.all()]
    assert stored
    return [one.hex() for one in keys] + stored


def everything(town: Town) -> str:
    """Give all there is in the tables, and the names and contents of all stored files."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall()]
        told = []
        for table in tables:
            cursor.execute(f'SELECT "{table}"::text FROM "{table}"')
            told += [row for (row,) in cursor.fetchall()]
    told += [f"{name} {content.hex()}" for name, content in town.files.kept.items()]
    return "\n".join(told)


def verify() -> list[str]:
    problems: list[str] = []
    verification.verify(problems.append)
    return problems

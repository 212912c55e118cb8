"""Who holds a mandate, or held one, tries to have more of it, for longer, than was given."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from uuid import UUID

import pytest
from tests import town as towns
from tests.channels.signing import sign_in
from tests.channels.visiting import Visitor
from tests.channels.web import test_mandates as web
from tests.core.test_at_once import REGISTER
from tests.town import Town, code_of

from sportello.actions import cases, desk, drafts, folder, households, live, mandates, parties, representatives, tasks
from sportello.core import actors
from sportello.core.actors import Actor, Role
from sportello.core.mandates import Kind
from sportello.store.accounts import Account
from sportello.store.cases import Case, Draft, Task
from sportello.store.folder import CalendarFeed
from sportello.store.messages import Message

RENT, DEFECT = "rental-assistance", "street-defect"
SECRET = re.compile(r"/track/[^/\s\"<]+/[^/\s\"<]+|/resume/[^/\s\"<]+|\b[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


@dataclass
class Held:
    """Carl, signed in and acting for Ana, and what she has."""

    ana: Actor
    carl: Actor
    visitor: Visitor
    mandate: UUID
    case: Case


def agree(giver: Actor, holder: Actor, *services: str, kind: Kind = Kind.CARER, days: int = 90) -> Actor:
    today = live.today()
    made = mandates.propose(
        kind, mandates.GIVER, services=services, starts=today, ends=today + timedelta(days=days), by=giver
    )
    return mandates.act(mandates.accept(made.code, by=holder), by=holder)


@pytest.fixture
def held(town: Town) -> Iterator[Held]:
    ana, carl, visitor = towns.resident(), towns.resident(), Visitor()
    sent = towns.apply(town, RENT, by=ana, email="ana@example.org", lease=None, **towns.newcomer())
    towns.run_jobs()
    acting = agree(ana, carl)
    sign_in(visitor.client, carl.account)
    visitor.post("/my/acting", mandate=str(acting.mandate))
    assert acting.mandate
    yield Held(ana, carl, visitor, acting.mandate, Case.objects.get(id=sent.case))


def test_nothing_a_holder_is_shown_opens_anything_once_the_mandate_is_over(town: Town, held: Held) -> None:
    draft, message = held.visitor.begin(DEFECT), Message.objects.filter(case=held.case)[0]
    receipt = f"/cases/{held.case.id}/receipt"
    paths = ["/my", f"/cases/{held.case.id}", receipt, "/my/inbox", f"/my/inbox/{message.id}", f"/drafts/{draft}/save"]
    paths += [f"/drafts/{draft}/check", f"/services/{DEFECT}", held.visitor.path]
    shown = {path: SECRET.findall(held.visitor.get(path).content.decode()) for path in paths}
    assert {path: found for path, found in shown.items() if found} == {}
    mandates.revoke(held.mandate, by=held.ana)
    assert held.visitor.get("/my").status_code == 403  # told once
    for path in [
        f"/cases/{held.case.id}",
        receipt,
        f"/my/inbox/{message.id}",
        f"/apply/{draft}",
        f"/drafts/{draft}/save",
    ]:
        assert held.visitor.get(path).status_code in (403, 404), path
    assert held.visitor.post(f"/drafts/{draft}/send").status_code == 403
    assert held.visitor.post(f"/cases/{held.case.id}/withdraw").status_code == 403
    assert Draft.objects.get(id=draft).party_id == held.ana.party


def test_an_applicant_is_still_shown_what_opens_their_case(town: Town, held: Held) -> None:
    ana = Visitor()
    sign_in(ana.client, held.ana.account)
    message = Message.objects.filter(case=held.case)[0]
    assert "/track/" in ana.get(f"/my/inbox/{message.id}").content.decode()
    assert "/track/" in ana.get(f"/cases/{held.case.id}/receipt").content.decode()


@pytest.mark.parametrize("who", ["clerk", "auditor"])
def test_staff_are_not_shown_what_would_let_them_be_the_applicant(town: Town, held: Held, who: str) -> None:
    by = towns.staff("housing") if who == "clerk" else towns.staff("*", Role.AUDITOR)
    opened = desk.open_case(held.case.id, purpose="work" if who == "clerk" else "audit", by=by)
    assert opened.messages and not [told for told in opened.messages if SECRET.search(told.body)]


def test_a_mandate_for_one_service_shows_what_that_service_asks_and_nothing_else(town: Town) -> None:
    ana = towns.resident(phone="+12145550142", business_name="Molino LLC")
    acting = agree(ana, towns.resident(), RENT)
    seen = {one.question.once for one in folder.list_data(by=acting)}
    assert "phone" in seen and "business_name" not in seen


def test_a_holder_sees_and_ends_no_mandate_but_the_one_they_use(town: Town) -> None:
    ana, carl, fay = towns.resident(), towns.resident(), towns.resident()
    acting, other = agree(ana, carl), agree(ana, fay)
    assert [one.id for one in mandates.list_of(by=acting)] == [acting.mandate]
    given = other.mandate
    assert given
    assert code_of(lambda: mandates.revoke(given, by=acting)) == "mandate.not_found"
    mandates.revoke(given, by=ana)


def test_a_holder_neither_makes_nor_ends_the_others_calendar_address(town: Town, held: Held) -> None:
    folder.make_feed(by=held.ana)
    for path in ("/my/dates/feed", "/my/dates/feed/end"):
        assert held.visitor.post(path).status_code == 403
    assert CalendarFeed.objects.filter(party=held.ana.party).exists()


def test_a_representative_passes_on_no_more_and_for_no_longer_than_they_have(town: Town) -> None:
    company = parties.add("company", {"business_name": "Molino LLC"}, source="register")
    first, second, third = towns.resident(), towns.resident(), towns.resident()
    assert first.party
    whole = mandates.act(
        representatives.add_representative(company, first.party, None, by=towns.staff("business", Role.LEAD)), by=first
    )
    narrow = agree(whole, second, DEFECT, kind=Kind.REPRESENTATIVE, days=10)
    assert code_of(lambda: agree(narrow, third, RENT, kind=Kind.REPRESENTATIVE)) == "mandate.scope"
    passed = agree(narrow, third, kind=Kind.REPRESENTATIVE, days=365)
    assert passed.scope == {DEFECT}
    [seen] = mandates.list_usable(by=third)
    assert seen.ends == live.today() + timedelta(days=10)


def test_a_holder_exports_and_erases_nothing_and_changes_no_account(town: Town, held: Held) -> None:
    assert held.visitor.post("/my/export").status_code == 403
    assert held.visitor.post("/my/erase", sure="yes").status_code == 403
    assert cases.get_status(held.case.id, by=held.ana)
    text = held.visitor.get("/account").content.decode()
    assert held.visitor.page.status_code == 200 and str(held.ana.account) not in text
    assert drafts.list_mine(by=held.carl) == []


def test_what_a_holder_began_from_the_folder_is_theirs_no_longer_once_the_mandate_is_over(town: Town) -> None:
    ana, carl, visitor = towns.resident(**REGISTER), towns.resident(), Visitor()
    acting = agree(ana, carl)
    assert acting.mandate
    sign_in(visitor.client, carl.account)
    visitor.post("/my/acting", mandate=str(acting.mandate))
    visitor.post("/my/data/wrong", datum="home")
    begun = visitor.path
    visitor.post("/my/certificates/residence-certificate", first="change")
    changed = visitor.path
    visitor.post("/my/certificates/residence-certificate", press="one")
    [case] = Case.objects.filter(party=ana.party)
    towns.run_jobs()
    paths = [begun, changed, f"/cases/{case.id}", f"/documents/{case.documents.get().id}"]
    assert [visitor.get(path).status_code for path in paths] == [200] * 4
    mandates.revoke(acting.mandate, by=ana)
    assert visitor.get("/my").status_code == 403  # told once
    assert {visitor.get(path).status_code for path in paths} <= {403, 404}


def test_a_yes_left_in_an_open_browser_is_not_sent_by_its_owners_own_proof(town: Town) -> None:
    eve, (ana, by) = towns.resident(), web.signed_in("Ana Ruiz")
    today = live.today()
    code = mandates.propose(Kind.CARER, mandates.HOLDER, starts=today, ends=today, by=eve).code
    web.grow_old(ana, by)
    ana.post("/my/mandates/code", code=code, accept="yes")
    web.prove(ana)
    ana.get("/my/mandates/code")
    kept = dict(re.findall(r'type="hidden" name="(code|accept)" value="([^"]+)"', ana.text))
    assert kept == {"code": code}
    ana.post("/my/mandates/code", **kept)
    assert "A resident" in ana.text and 'name="accept"' in ana.text and mandates.list_usable(by=eve) == []


def test_what_was_typed_for_a_company_is_not_sent_for_oneself(town: Town) -> None:
    ana, by = web.signed_in("Ana Ruiz")
    company = parties.add("company", {"business_name": "Ruiz Ltd"}, source="register")
    representatives.add_representative(company, by.party or company, None, by=actors.system())
    web.grow_old(ana, by)
    web.act(ana)
    ana.post("/my/mandates/new", months="6")
    assert ana.path == "/account/again"
    ana.post("/my/acting")
    web.prove(ana)
    ana.get("/my/mandates/new")
    assert "You have shown that it is you" not in ana.text and 'name="side"' in ana.text


def test_nobody_of_staff_works_on_what_they_sent_in_for_another_nor_by_ending_the_mandate(town: Town) -> None:
    ana, carl = towns.resident(), towns.resident()

    def send(by: Actor) -> Task:
        return towns.open_task(towns.apply(town, "data-correction", by=by, datum="person", right="Else").case)

    acting, before = agree(ana, carl), send(ana)
    task = send(acting)
    clerk = replace(towns.staff(task.team), party=carl.party)
    assert code_of(lambda: tasks.take(task.id, by=clerk)) == "task.own_case"
    assert acting.mandate
    mandates.revoke(acting.mandate, by=carl)
    for one in (task, before):
        assert code_of(lambda one=one: tasks.take(one.id, by=clerk)) == "task.own_case"  # type: ignore[misc]
    tasks.take(send(ana).id, by=clerk)


def test_no_lead_alone_makes_anybody_a_parent_and_those_who_act_already_are_told(town: Town) -> None:
    ana, carl = towns.resident(), towns.resident()
    lead, other = (towns.staff("registry", Role.LEAD) for _ in range(2))
    child = {"given_name": "Sole", "family_name": "Ruiz", "birth_date": "2018-03-04"}
    households.register_child(ana.account, child, by=lead)
    number = Account.objects.get(id=ana.account).login
    asked = households.register_child(carl.account, child, number, by=lead)
    assert mandates.list_usable(by=carl) == []
    assert code_of(lambda: mandates.act(asked, by=carl)) == "mandate.not_active"
    assert code_of(lambda: representatives.confirm(asked, by=lead)) == "access.four_eyes"
    for kin in (ana, carl):
        own = replace(other, party=kin.party)
        assert code_of(lambda own=own: representatives.confirm(asked, by=own)) == "access.own"  # type: ignore[misc]
    assert told(ana) == ["mandate_asked_giver"] and told(carl) == []
    representatives.confirm(asked, by=other)
    assert told(ana) == ["mandate_asked_giver", "mandate_registered_giver"]
    assert told(carl) == ["mandate_registered_holder"] and len(mandates.list_usable(by=carl)) == 1
    town.clock.at += timedelta(days=15)
    assert code_of(lambda: representatives.confirm(asked, by=other)) == "mandate.not_found"


def test_what_no_second_lead_confirms_is_over_and_may_be_asked_again(town: Town) -> None:
    ana, carl, lead = towns.resident(), towns.resident(), towns.staff("registry", Role.LEAD)
    households.register_company(ana.account, "Molino", by=lead)
    number = Account.objects.get(id=ana.account).login
    asked = households.register_company(carl.account, "Molino", number, by=lead)
    town.clock.at += timedelta(days=15)
    assert code_of(lambda: representatives.confirm(asked, by=towns.staff("registry", Role.LEAD))) == "mandate.not_found"
    assert households.register_company(carl.account, "Molino", number, by=lead) != asked


def told(by: Actor) -> list[str]:
    return list(Message.objects.filter(party=by.party).order_by("written_at", "id").values_list("kind", flat=True))

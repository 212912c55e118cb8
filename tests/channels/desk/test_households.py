"""Parents and representatives are registered at a counter by a lead; the folder shows them."""

from dataclasses import replace
from datetime import date

import pytest
from tests import town as towns
from tests.channels.web.test_own_folder import signed_in
from tests.town import Town, code_of

from sportello.actions import households, live, mandates, representatives
from sportello.core.actors import Actor, Role
from sportello.core.mandates import Kind
from sportello.store.accounts import Account

SOLE = {"given_name": "Sole", "family_name": "Ruiz", "birth_date": "2018-03-04"}


@pytest.fixture
def lead(town: Town) -> Actor:
    return towns.staff("registry", Role.LEAD)


def second() -> Actor:
    """Be the lead who confirms."""
    return towns.staff("registry", Role.LEAD)


def number(by: Actor) -> str:
    return str(Account.objects.values_list("login", flat=True).get(id=by.account))


def test_a_lead_registers_a_child_on_the_page_and_the_folder_shows_it(town: Town, at_desk) -> None:
    ana = towns.resident()
    lead, visitor = at_desk("registry", Role.LEAD), signed_in(ana)
    page = f"/desk/counter/{ana.account}"
    assert lead.post(f"{page}/register", child="yes", given_name="Sole").status_code == 422
    assert 'value="Sole"' in lead.text
    lead.post(f"{page}/register", child="yes", **SOLE)
    assert lead.path == page and "can act for them now" in lead.text
    visitor.get("/my/household")
    assert "Sole Ruiz" in visitor.text and "your child" in visitor.text and "March 3, 2036" in visitor.text
    clerk = at_desk("registry", Role.CLERK)
    clerk.get(page)
    assert "/register" not in clerk.text and clerk.post(f"{page}/register", child="yes", **SOLE).status_code == 403


def test_a_second_parent_is_registered_with_the_same_child(town: Town, lead: Actor) -> None:
    ana, ben = towns.resident(), towns.resident()
    households.register_child(ana.account, SOLE, by=lead)
    assert code_of(lambda: households.register_child(ana.account, SOLE, by=lead)) == "household.known"
    other = SOLE | {"given_name": "Luna"}
    assert code_of(lambda: households.register_child(ben.account, other, number(ana), by=lead)) == "household.unknown"
    representatives.confirm(households.register_child(ben.account, SOLE, number(ana), by=lead), by=second())
    [hers], [his] = (mandates.list_usable(by=by) for by in (ana, ben))
    child = mandates.act(his.id, by=ben).on_behalf_of
    assert child == mandates.act(hers.id, by=ana).on_behalf_of and his.ends == date(2036, 3, 3)
    [of_ana, of_ben] = households.list_members(by=Actor(channel="web", party=child))
    assert of_ana.is_theirs and of_ben.is_theirs and of_ana.kind is Kind.PARENT


def test_a_company_has_the_representatives_the_city_has_seen(town: Town, lead: Actor) -> None:
    ana, ben = towns.resident(), towns.resident()
    households.register_company(ana.account, "Molino", by=lead)
    representatives.confirm(households.register_company(ben.account, "Molino", number(ana), by=lead), by=second())
    firms = {mandates.act(mandates.list_usable(by=by)[0].id, by=by).on_behalf_of for by in (ana, ben)}
    assert len(firms) == 1
    assert [one.name for one in households.list_members(by=ben)] == ["Molino"]
    assert code_of(lambda: households.register_company(ana.account, " ", by=lead)) == "answer.missing"


def test_only_leads_at_a_counter_register_and_nobody_for_themselves(town: Town, lead: Actor) -> None:
    ana = towns.resident()
    for by, code in (
        (towns.staff("registry"), "access.role"),
        (towns.staff("fire", Role.LEAD), "access.counter"),
        (ana, "access.counter"),
        (towns.stranger(), "access.counter"),
    ):
        assert code_of(lambda by=by: households.register_child(ana.account, SOLE, by=by)) == code
        assert code_of(lambda by=by: households.register_company(ana.account, "X", by=by)) == code
    grown = SOLE | {"birth_date": live.today().replace(year=live.today().year - 18).isoformat()}
    assert code_of(lambda: households.register_child(ana.account, grown, by=lead)) == "mandate.of_age"
    themselves = replace(lead, account=ana.account)
    assert code_of(lambda: households.register_child(ana.account, SOLE, by=themselves)) == "access.own"
    assert code_of(lambda: households.list_members(by=towns.stranger())) == "folder.sign_in"


def test_a_second_lead_confirms_on_the_page_or_registers_nothing(town: Town, lead: Actor, at_desk) -> None:
    ana, ben, carl = towns.resident(), towns.resident(), towns.resident()
    first, other = at_desk("registry", Role.LEAD), at_desk("registry", Role.LEAD)
    households.register_child(ana.account, SOLE, by=lead)
    for one in (ben, carl):
        Account.objects.filter(id=one.account).update(name=f"Ben {one.account}")
        first.post(f"/desk/counter/{one.account}/register", child="yes", other=number(ana), **SOLE)
        assert "another lead has to confirm it now" in first.text
    pages = {one.holder: f"/desk/counter/kin/{one.id}" for one in representatives.list_waiting(by=lead)}
    of_ben, of_carl = (pages[f"Ben {one.account}"] for one in (ben, carl))
    assert first.get("/desk/counter") and of_ben not in first.text
    assert other.get("/desk/counter") and of_ben in other.text
    assert first.client.post(of_ben, {"confirm": "1"}).status_code == 403
    assert other.get(of_ben).status_code == 200 and "sees the whole folder" in other.text
    other.post(of_carl, refuse="1")
    other.post(of_ben, confirm="1")
    assert other.path == "/desk/counter" and other.get(of_ben).status_code == 404
    assert len(mandates.list_usable(by=ben)) == 1 and mandates.list_usable(by=carl) == []

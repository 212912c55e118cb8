"""Acting for another: what a mandate opens, what it does not, and that revoking bites at once."""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import (
    accounts,
    cases,
    drafts,
    intake,
    live,
    looks,
    mandates,
    own_cases,
    parties,
    representatives,
    rotation,
)
from sportello.core import actors
from sportello.core.actors import Actor, Role
from sportello.core.mandates import Kind, State
from sportello.store.accounts import Account
from sportello.store.cases import Case
from sportello.store.mandates import Mandate
from sportello.store.record import Event

RENT, DEFECT = "rental-assistance", "street-defect"


def propose(by: Actor, side: str = mandates.GIVER, *services: str, kind: Kind = Kind.CARER) -> mandates.Proposal:
    today = live.today()
    return mandates.propose(kind, side, services=services, starts=today, ends=today + timedelta(days=90), by=by)


def agree(giver: Actor, holder: Actor, *services: str) -> Actor:
    """Have one act for the other; give that actor."""
    return mandates.act(mandates.accept(propose(giver, mandates.GIVER, *services).code, by=holder), by=holder)


def test_the_same_form_proposes_once_and_two_forms_twice(town: Town) -> None:
    ana, carl, token, today = towns.resident(), towns.resident(), uuid4(), live.today()

    def send(token: UUID, by: Actor = ana) -> mandates.Proposal:
        return mandates.propose(Kind.CARER, mandates.GIVER, starts=today, ends=today, token=token, by=by)

    first = send(token)
    assert send(token) == first
    other = send(uuid4())
    assert other.code != first.code and len(mandates.list_of(by=ana)) == 2
    assert send(token, by=carl).id != first.id
    narrow = mandates.propose(
        Kind.CARER, mandates.GIVER, services=[RENT], starts=today, ends=today, token=token, by=ana
    )
    assert narrow.code != first.code and Mandate.objects.get(id=narrow.id).services == [RENT]
    mandates.accept(first.code, by=carl)
    assert code_of(lambda: send(token)) == "mandate.not_active"
    assert "code" not in mandates.names_of(Mandate.objects.get(id=first.id))
    mandates.revoke(other.id, by=ana)


def name(by: Actor, text: str) -> Actor:
    Account.objects.filter(id=by.account).update(name=text)
    return by


def test_a_carer_applies_and_it_is_the_other_ones_case_with_both_on_the_record(town: Town) -> None:
    ana, carl = towns.resident(), towns.resident()
    sent = towns.apply(town, RENT, by=agree(ana, carl, RENT), **towns.newcomer())
    case = Case.objects.get(id=sent.case)
    assert case.party_id == ana.party
    assert Event.objects.get(case_id=case.id, kind="application.submitted").actor == (
        f"party:{carl.party} for party:{ana.party}"
    )
    assert cases.get_status(sent.case, by=ana).reference == sent.reference


def test_the_one_acted_for_sees_when_their_case_was_looked_at(town: Town) -> None:
    ana, carl = name(towns.resident(), "Ana Ruiz"), name(towns.resident(), "Carl Carer")
    acting = agree(ana, carl)
    sent = towns.apply(town, RENT, by=acting, **towns.newcomer())
    cases.get_status(sent.case, by=acting)
    [look] = cases.get_status(sent.case, by=ana).looks
    assert (look.who, look.purpose) == ("Carl Carer", looks.MANDATE)


def test_a_mandate_for_one_service_opens_no_other(town: Town) -> None:
    ana, carl = towns.resident(), towns.resident()
    other = towns.apply(town, DEFECT, by=ana)
    acting = agree(ana, carl, RENT)
    assert code_of(lambda: drafts.begin(DEFECT, "en", by=acting)) == "mandate.scope"
    assert code_of(lambda: towns.apply(town, DEFECT, by=acting)) == "mandate.scope"
    assert code_of(lambda: cases.get_status(other.case, by=acting)) == "access.not_yours"
    assert other.case not in [case.id for case in own_cases.list_mine(by=acting)]


def test_while_acting_for_another_ones_own_affairs_are_out_of_sight(town: Town) -> None:
    ana, carl = towns.resident(), towns.resident()
    own = towns.apply(town, DEFECT, by=carl)
    acting = agree(ana, carl)
    assert own_cases.list_mine(by=acting) == []
    assert code_of(lambda: cases.get_status(own.case, by=acting)) == "access.not_yours"


@pytest.mark.parametrize("who", ["giver", "holder"])
def test_either_side_revokes_and_from_then_on_nothing_opens(town: Town, who: str) -> None:
    sides = {"giver": towns.resident(), "holder": towns.resident()}
    acting = agree(sides["giver"], sides["holder"])
    assert acting.mandate
    mandates.revoke(acting.mandate, by=sides[who])
    assert code_of(lambda: mandates.act(acting.mandate or UUID(int=0), by=sides["holder"])) == "mandate.revoked"
    assert mandates.list_usable(by=sides["holder"]) == []


def test_a_stranger_neither_uses_nor_sees_nor_revokes_it(town: Town) -> None:
    acting, stranger = agree(towns.resident(), towns.resident()), towns.resident()
    assert acting.mandate
    given = acting.mandate
    for deed in (mandates.act, mandates.revoke):
        assert code_of(lambda deed=deed: deed(given, by=stranger)) == "mandate.not_found"  # type: ignore[misc]
        assert code_of(lambda deed=deed: deed(given, by=towns.stranger())) == "mandate.not_found"  # type: ignore[misc]
    assert mandates.list_of(by=stranger) == []


def test_a_clerk_may_not_revoke_and_a_lead_may(town: Town) -> None:
    acting = agree(towns.resident(), towns.resident())
    assert acting.mandate
    given = acting.mandate
    assert code_of(lambda: mandates.revoke(given, by=towns.staff("housing"))) == "mandate.not_found"
    mandates.revoke(given, by=towns.staff("housing", Role.LEAD))
    assert Mandate.objects.get(id=given).revoked_at


def test_a_code_is_used_once_and_not_by_who_made_it(town: Town) -> None:
    ana, carl = towns.resident(), towns.resident()
    code = propose(ana).code
    assert code_of(lambda: mandates.accept(code, by=ana)) == "mandate.own"
    mandates.accept(code.lower().replace("-", ""), by=carl)
    assert code_of(lambda: mandates.accept(code, by=towns.resident())) == "mandate.not_found"


def test_a_code_is_good_for_two_weeks(town: Town) -> None:
    code = propose(towns.resident()).code
    town.clock.at += mandates.ANSWER_WITHIN
    assert code_of(lambda: mandates.accept(code, by=towns.resident())) == "mandate.not_found"


def test_nobody_without_an_account_proposes_or_accepts(town: Town) -> None:
    code = propose(towns.resident()).code
    assert code_of(lambda: mandates.accept(code, by=towns.stranger())) == "mandate.sign_in"
    assert code_of(lambda: propose(towns.stranger())) == "mandate.sign_in"


def test_a_carer_does_not_pass_a_persons_mandate_on(town: Town) -> None:
    acting = agree(towns.resident(), towns.resident())
    assert code_of(lambda: propose(acting)) == "mandate.not_yours"


def test_a_proposal_shows_who_asks_for_what_before_it_is_accepted(town: Town) -> None:
    ana, carl = name(towns.resident(), "Ana Ruiz"), towns.resident()
    seen = mandates.read_proposal(propose(ana, mandates.GIVER, RENT).code, by=carl)
    assert (seen.giver, seen.services, seen.state) == ("Ana Ruiz", (RENT,), State.PROPOSED)


def test_a_carer_may_ask_for_it_and_the_other_gives_it(town: Town) -> None:
    ana, carl = towns.resident(), towns.resident()
    given = mandates.accept(propose(carl, mandates.HOLDER).code, by=ana)
    assert mandates.act(given, by=carl).on_behalf_of == ana.party


def test_a_mother_applies_for_her_child_until_it_is_of_age(town: Town) -> None:
    mother = towns.resident()
    child = parties.add(told={"person": {"given_name": "Eva", "family_name": "Ruiz", "birth_date": "2008-06-02"}})
    assert mother.party
    given = representatives.add_child(child, mother.party, date(2008, 6, 2), by=actors.system())
    [seen] = mandates.list_usable(by=mother)
    assert (seen.giver, seen.may_revoke) == ("Eva Ruiz", False)
    sent = towns.apply(town, DEFECT, by=mandates.act(given, by=mother))
    assert Case.objects.get(id=sent.case).party_id == child
    town.clock.at += timedelta(days=1)
    assert code_of(lambda: mandates.act(given, by=mother)) == "mandate.not_active"


def test_only_leads_and_the_register_say_who_is_a_parent(town: Town) -> None:
    mother, child = towns.resident(), parties.add()
    assert mother.party
    for by in (mother, towns.staff("housing"), towns.stranger()):
        assert (
            code_of(lambda by=by: representatives.add_child(child, mother.party, date(2020, 1, 1), by=by))
            == "access.role"
        )  # type: ignore[misc]


def test_a_representative_acts_for_the_company_and_lets_a_colleague_do_so(town: Town) -> None:
    company = parties.add("company", {"business_name": "Molino LLC"}, source="register")
    ana, carl = towns.resident(), towns.resident()
    assert ana.party
    given = representatives.add_representative(company, ana.party, None, by=towns.staff("business", Role.LEAD))
    acting = mandates.act(given, by=ana)
    assert mandates.name_acted_for(acting) == "Molino LLC"
    passed = mandates.accept(propose(acting, kind=Kind.REPRESENTATIVE).code, by=carl)
    assert mandates.act(passed, by=carl).on_behalf_of == company
    mandates.revoke(passed, by=acting)
    assert code_of(lambda: mandates.act(passed, by=carl)) == "mandate.revoked"


def test_what_the_other_told_the_city_is_offered_again(town: Town) -> None:
    ana, carl = towns.resident(phone="+12145550142"), towns.resident()
    acting = agree(ana, carl)
    opened = drafts.begin(RENT, "en", by=acting)
    assert "phone" in [offer.path for offer in drafts.offers(opened, by=acting)]
    assert drafts.get(opened.id, by=ana).id == opened.id


def test_names_are_sealed_and_keys_rotate(town: Town) -> None:
    ana = name(towns.resident(), "Unmistakable Name")
    row = Mandate.objects.get(id=propose(ana).id)
    assert b"Unmistakable" not in bytes(row.sealed)
    assert any(one.table is Mandate for one in rotation.RENEWALS)


def test_submitting_a_draft_checks_the_mandate_again(town: Town) -> None:
    ana, carl = towns.resident(), towns.resident()
    acting = agree(ana, carl)
    opened = drafts.begin(DEFECT, "en", by=acting)
    narrowed = replace(acting, scope=frozenset({RENT}))
    assert code_of(lambda: intake.submit_draft(opened.id, by=narrowed)) == "access.not_yours"
    assert accounts.actor_of(Account.objects.get(id=carl.account), "web").subject == carl.party

"""Consents stand in one place and end at once; what somebody may be entitled to is worked out only with one."""

from dataclasses import replace

import pytest
from tests import town as towns
from tests.channels.web.test_own_folder import PERSON, signed_in
from tests.town import Town, code_of

from sportello.actions import consents, entitlements
from sportello.core.actors import Actor
from sportello.core.entitlements import Verdict
from sportello.store.folder import Computation
from sportello.store.record import Event

WHAT = consents.ENTITLEMENTS


def household(income: str) -> Actor:
    return towns.resident(person=PERSON, household_size=3, annual_income=income)


def test_what_one_may_be_entitled_to_is_asked_first_then_shown_and_ends_at_once(town: Town) -> None:
    ana = household("20000.00")
    visitor = signed_in(ana)
    visitor.get("/my/entitlements")
    assert "Yes, look" in visitor.text and not Computation.objects.filter(party=ana.party).exists()
    visitor.post("/my/consents/give", purpose=WHAT, next="/my/entitlements")
    assert visitor.path == "/my/entitlements" and "probably fits you" in visitor.text
    assert "20,000" in visitor.text and "(Finance, " in visitor.text
    visitor.post("/my/consents/withdraw", purpose=WHAT)
    assert "Withdrawn" in visitor.text and "Your consent is withdrawn." in visitor.text
    visitor.get("/my/entitlements")
    assert "Yes, look" in visitor.text
    visitor.get("/my/looks")
    assert visitor.text.count("A program, to see what you may be entitled to") == 2
    kinds = Event.objects.filter(actor=ana.name, kind__startswith="purpose.").order_by("id")
    assert [one.kind for one in kinds] == ["purpose.consented", "purpose.withdrawn"]


def test_a_look_of_programs_is_one_line_a_day_for_each_service(town: Town) -> None:
    ana = household("20000.00")
    consents.give(WHAT, by=ana)
    consents.give(WHAT, by=ana)
    for _ in range(3):
        fits = entitlements.list_fits(by=ana)
    looked = [one.service for one in entitlements.list_computed(by=ana)]
    assert looked == sorted(one.service.id for one in fits) == ["device-loan", "rental-assistance"]
    assert len(consents.list_of(by=ana)) == 1


@pytest.mark.parametrize(("income", "verdict"), [("20000.00", Verdict.LIKELY), ("500000.00", Verdict.NOT)])
def test_what_the_register_knows_says_whether_rental_assistance_fits(town: Town, income: str, verdict: Verdict) -> None:
    ana = household(income)
    consents.give(WHAT, by=ana)
    fit = next(one for one in entitlements.list_fits(by=ana) if one.service.id == "rental-assistance")
    assert fit.found.verdict is verdict
    assert set(fit.assumed) == {"covid_loss", "months_behind"} and "annual_income" in fit.known
    assert ("income_too_high" in fit.found.reasons) == (verdict is Verdict.NOT)


def test_nobody_looks_without_consent_nor_with_a_mandate_for_some_services(town: Town) -> None:
    ana = household("20000.00")
    assert code_of(lambda: entitlements.list_fits(by=ana)) == "consent.missing"
    acting = replace(towns.resident(), on_behalf_of=ana.party, mandate=ana.account)
    narrow = replace(acting, scope=frozenset({"rental-assistance"}))
    consents.give(WHAT, by=acting)
    assert consents.is_given(WHAT, by=ana) and entitlements.list_fits(by=acting)
    for by, code in (
        (narrow, "mandate.not_all"),
        (towns.stranger(), "folder.sign_in"),
        (towns.staff("housing"), "folder.sign_in"),
    ):
        assert code_of(lambda by=by: consents.give(WHAT, by=by)) == code  # type: ignore[misc]
        assert code_of(lambda by=by: consents.withdraw(WHAT, by=by)) == code  # type: ignore[misc]
        assert code_of(lambda by=by: consents.list_of(by=by)) == code  # type: ignore[misc]
        assert code_of(lambda by=by: entitlements.list_fits(by=by)) == code  # type: ignore[misc]
    assert code_of(lambda: consents.give("advertising", by=ana)) == "consent.unknown"
    assert code_of(lambda: entitlements.list_fits(by=towns.resident())) == "consent.missing"

"""Claiming: a case begun without an account comes into its owner's folder, and into nobody else's."""

from dataclasses import replace

from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import cases, claiming, drafts, own_cases
from sportello.store.cases import CaseKey

DEFECT = "street-defect"


def test_who_has_the_receipt_takes_the_case_into_their_folder(town: Town) -> None:
    sent, ana = towns.apply(town, DEFECT), towns.resident()
    claiming.claim_case(sent.case, by=replace(ana, holds=frozenset({sent.case})))
    assert [case.id for case in own_cases.list_mine(by=ana)] == [sent.case]
    assert cases.get_status(sent.case, by=ana).answers
    assert CaseKey.objects.get(case=sent.case).party_id == ana.party


def test_nobody_claims_without_its_secret_or_twice(town: Town) -> None:
    sent, ana, carl = towns.apply(town, DEFECT), towns.resident(), towns.resident()
    holding = frozenset({sent.case})
    assert code_of(lambda: claiming.claim_case(sent.case, by=ana)) == "access.not_yours"
    assert code_of(lambda: claiming.claim_case(sent.case, by=towns.holder(sent))) == "claim.sign_in"
    claiming.claim_case(sent.case, by=replace(ana, holds=holding))
    assert code_of(lambda: claiming.claim_case(sent.case, by=replace(carl, holds=holding))) == "claim.taken"


def test_a_draft_is_claimed_and_then_found_without_its_code(town: Town) -> None:
    opened = drafts.begin(DEFECT, "en", by=towns.stranger())
    ana = towns.resident()
    holding = replace(ana, holds=frozenset({opened.id}))
    assert claiming.list_claimable(by=holding) == ([], [opened.id])
    claiming.claim_draft(opened.id, by=holding)
    assert [one.id for one in drafts.list_mine(by=ana)] == [opened.id]
    assert claiming.list_claimable(by=holding) == ([], [])

"""Claiming: a case begun without an account comes into its owner's folder, and into nobody else's."""

from dataclasses import replace
from datetime import timedelta

from django.db import transaction
from tests import town as towns
from tests.channels.account.people import new_phone
from tests.town import Town, code_of

from sportello.actions import cases, claiming, contacts, drafts, own_cases
from sportello.core import interview
from sportello.core.actors import Actor
from sportello.core.contacts import Contact
from sportello.store.accounts import Account
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


def reachable() -> tuple[Actor, str]:
    """Be a resident with a confirmed phone number, and give it."""
    ana, number = towns.resident(), new_phone()
    with transaction.atomic():
        contacts.add(Account.objects.get(id=ana.account), Contact("phone", number))
    return ana, number


def test_what_was_begun_with_a_confirmed_phone_number_is_offered_and_claimed(town: Town) -> None:
    ana, number = reachable()
    sent = towns.apply(town, DEFECT, phone=number)
    opened = drafts.begin(DEFECT, "en", by=towns.stranger())
    held = replace(towns.stranger(), holds=frozenset({opened.id}))
    drafts.save(opened.id, interview.Draft({"phone": number}), by=held)
    found = claiming.list_found(by=ana)
    assert {(one.id, one.is_draft) for one in found} == {(sent.case, False), (opened.id, True)}
    claiming.claim_case(sent.case, by=ana)
    claiming.claim_draft(opened.id, by=ana)
    assert [case.id for case in own_cases.list_mine(by=ana)] == [sent.case]
    [one] = drafts.list_mine(by=ana)
    assert one.draft.answers == {"phone": number} and claiming.list_found(by=ana) == []


def test_a_number_finds_nothing_of_when_somebody_else_may_have_had_it(town: Town) -> None:
    earlier, later = towns.OPENING, towns.OPENING + timedelta(days=100)
    ana, number = reachable()
    sent = {}
    for moment in (earlier + timedelta(days=44), earlier + timedelta(days=46), later - timedelta(days=44)):
        town.clock.at = moment
        sent[moment] = towns.apply(town, DEFECT, phone=number).case
    town.clock.at = later
    first, last = sent[min(sent)], sent[max(sent)]
    assert [one.id for one in claiming.list_found(by=ana)] == [first]
    contacts.note_shown(Account.objects.get(id=ana.account), Contact("phone", number))
    assert {one.id for one in claiming.list_found(by=ana)} == set(sent.values())
    Account.objects.get(id=ana.account).contacts.all().delete()  # the number passes on
    with transaction.atomic():
        contacts.add(Account.objects.get(id=(bea := towns.resident()).account), Contact("phone", number))
    assert [one.id for one in claiming.list_found(by=bea)] == [last]
    assert code_of(lambda: claiming.claim_case(first, by=bea)) == "access.not_yours"


def test_a_number_taken_out_of_a_draft_finds_it_no_more(town: Town) -> None:
    ana, number = reachable()
    opened = drafts.begin(DEFECT, "en", by=towns.stranger())
    held = replace(towns.stranger(), holds=frozenset({opened.id}))
    drafts.save(opened.id, interview.Draft({"phone": number}), by=held)
    drafts.save(opened.id, interview.Draft({"phone": None}), by=held)
    assert claiming.list_found(by=ana) == []


def test_nothing_is_found_for_others_nor_what_is_somebodys_already(town: Town) -> None:
    ana, number = reachable()
    sent = towns.apply(town, DEFECT, phone=number)
    acting = replace(ana, on_behalf_of=towns.resident().party, mandate=ana.account)
    for by in (towns.resident(), towns.stranger(), towns.staff("roads"), acting):
        assert claiming.list_found(by=by) == []
        refused = code_of(lambda by=by: claiming.claim_case(sent.case, by=by))  # type: ignore[misc]
        assert refused in ("access.not_yours", "claim.sign_in")
    taken = towns.apply(town, DEFECT, by=towns.resident(), phone=number)
    assert [one.id for one in claiming.list_found(by=ana)] == [sent.case]
    assert code_of(lambda: claiming.claim_case(taken.case, by=ana)) == "access.not_yours"

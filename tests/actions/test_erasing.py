"""Erasing a party: everything that is theirs alone goes, what is another's too stays, and the record names no one."""

from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import accounts, cases, city, drafts, erasing, erasures, parties, record, verification
from sportello.core import actors
from sportello.core.actors import Actor, Role
from sportello.core.submissions import Submitted
from sportello.store.accounts import Account, Party
from sportello.store.cases import Case, Draft
from sportello.store.files import File
from sportello.store.record import Event


def apply(town: Town, by: Actor, **changed: object) -> Submitted:
    """Have an application of the actor approved and closed."""
    sent = towns.apply(town, "rental-assistance", by=by, **towns.newcomer() | changed)
    towns.run_jobs()
    return sent


def noted() -> list[erasures.Erasure]:
    return list(erasures.list_since(towns.OPENING))


def test_a_party_goes_with_accounts_cases_papers_and_drafts(town: Town) -> None:
    by = towns.resident()
    sent = apply(town, by)
    draft = drafts.begin("street-defect", "en", by=by)
    papers = {f"files/{id}" for id in File.objects.filter(case=sent.case).values_list("id", flat=True)}
    assert papers <= set(town.files.kept) and erasing.erase_party(by.party, by=by) == 1
    assert not Party.objects.filter(id=by.party).exists() and not Account.objects.filter(id=by.account).exists()
    assert not Case.objects.filter(id=sent.case).exists() and not Draft.objects.filter(id=draft.id).exists()
    assert not papers & set(town.files.kept)


def test_the_erasure_stands_outside_the_database_and_in_the_record(town: Town) -> None:
    by = towns.resident()
    sent = apply(town, by)
    erasing.erase_party(by.party, by=by)
    assert erasures.Erasure(parties=(by.party,), cases=(sent.case,)) in noted()
    assert Event.objects.get(kind="party.erased", facts__party=str(by.party)).facts["cases"] == 1
    record.seal_all()
    problems: list[str] = []
    verification.verify(problems.append)
    assert not [problem for problem in problems if str(sent.case) in problem]


def test_a_party_with_a_case_in_work_is_refused_and_nothing_is_erased(town: Town) -> None:
    by = towns.resident()
    sent = towns.apply(town, "rental-assistance", by=by, lease=None, **towns.newcomer())
    towns.run_jobs()
    before = noted()
    assert code_of(lambda: erasing.erase_party(by.party, by=by)) == "party.open_cases" and noted() == before
    cases.withdraw(sent.case, by=by)
    assert erasing.erase_party(by.party, by=by) == 1


def test_staff_strangers_and_other_residents_may_not(town: Town) -> None:
    party = parties.add()
    for by in (towns.stranger(), towns.resident(), towns.staff("housing", Role.LEAD), towns.staff("*", Role.AUDITOR)):
        assert code_of(lambda by=by: erasing.erase_party(party, by=by)) == "access.not_yours"
    assert erasing.erase_party(party, by=actors.system()) == 0
    assert code_of(lambda: erasing.erase_party(party, by=actors.system())) == "party.not_found"


def test_staff_who_are_served_too_keep_the_account_they_work_with(town: Town) -> None:
    party = parties.add()
    account = accounts.add(f"clerk-{party}", "A clerk", party=party, roles=(("housing", Role.CLERK),))
    erasing.erase_party(party, by=actors.system())
    assert Account.objects.get(id=account.id).party_id is None


def test_replaying_twice_is_replaying_once(town: Town) -> None:
    by = towns.resident()
    sent = apply(town, by)
    erasures.note(erasures.Erasure(parties=(by.party,), cases=(sent.case,)))
    moment = city.now()
    assert erasing.replay(moment)["parties"] == 1 and not Case.objects.filter(id=sent.case).exists()
    assert not any(erasing.replay(moment).values())


def test_a_discarded_draft_and_a_case_past_its_term_are_noted_too(town: Town) -> None:
    draft = drafts.begin("street-defect", "en", by=towns.stranger())
    drafts.discard(draft.id, by=Actor("web", holds=frozenset({draft.id})))
    sent = towns.apply(town, "street-defect", photo=None)
    erasing.erase_cases([Case.objects.get(id=sent.case)], by=actors.system())
    lines = noted()
    assert erasures.Erasure(drafts=(draft.id,)) in lines and erasures.Erasure(cases=(sent.case,)) in lines

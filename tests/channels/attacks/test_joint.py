"""Who applies together with another, was invited, or has left, reads no more than what is theirs."""

from uuid import UUID

import pytest
from tests import town as towns
from tests.actions.test_joint import apply, join
from tests.town import Town, code_of

from sportello.actions import answers, erasing, joining, live, templates
from sportello.core.actors import Actor
from sportello.store.cases import Case


@pytest.fixture
def ana(town: Town) -> Actor:
    return towns.resident()


@pytest.fixture
def ben(town: Town) -> Actor:
    return towns.resident()


def close(case: UUID) -> None:
    towns.rule(towns.open_task(case), "deny", "income_too_high")


def test_an_invitation_tells_nobodys_name_once_the_case_is_closed(town: Town, ana: Actor, ben: Actor) -> None:
    sent = apply(town, ana)
    invited = joining.invite(sent.case, by=ana)
    assert joining.read_offer(invited.code, by=ben).service.id == "device-loan"
    close(sent.case)
    assert code_of(lambda: joining.read_offer(invited.code, by=ben)) == "case.closed"


def test_of_who_is_erased_no_hash_of_what_they_sent_is_left(town: Town, ana: Actor, ben: Actor) -> None:
    sent = apply(town, ana)
    Case.objects.filter(id=sent.case).update(body_hash=b"a keyed hash of all answers, theirs too")
    join(sent.case, ana, ben)
    close(sent.case)
    assert ben.party
    erasing.erase_party(ben.party, by=ben)
    assert Case.objects.get(id=sent.case).body_hash is None


def test_a_paper_never_names_who_joined_as_its_applicant(town: Town, ana: Actor, ben: Actor) -> None:
    sent = apply(town, ana)
    join(sent.case, ana, ben)
    close(sent.case)
    service = live.service("device-loan")
    assert templates.name_applicant(service, answers.of(Case.objects.get(id=sent.case)), "en")["name"].startswith("Ana")
    assert ana.party
    erasing.erase_party(ana.party, by=ana)
    left = Case.objects.get(id=sent.case)
    assert "co_guardian" in answers.of(left) and templates.name_applicant(service, answers.of(left), "en") == {
        "name": ""
    }

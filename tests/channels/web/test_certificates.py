"""A certificate by one press: what pressing says, that it comes, that it is declared void; by its owner alone."""

import re
from dataclasses import replace
from types import SimpleNamespace
from uuid import UUID

import pytest
from tests import town as towns
from tests.channels import signing
from tests.channels.visiting import Visitor
from tests.channels.web.test_own_folder import PERSON, signed_in
from tests.core.test_at_once import REGISTER
from tests.town import Town, code_of

from sportello.actions import beginnings, certificates, documents
from sportello.core.actors import Actor, Assurance
from sportello.core.assurance import Means
from sportello.store.accounts import Account
from sportello.store.cases import Case
from sportello.store.documents import Document
from sportello.store.record import Event

RESIDENCE = "/my/certificates/residence-certificate"


def pressed(visitor: Visitor) -> UUID:
    """Press, and give the case."""
    visitor.get("/my/papers")
    [press] = re.findall(r'name="press" value="([^"]+)"', visitor.text)
    visitor.post(RESIDENCE, press=press)
    return UUID(visitor.path.rsplit("/", 1)[1])


def issued(ana: Actor) -> Document:
    case = certificates.get("residence-certificate", "en", "one", by=ana).case
    towns.run_jobs()
    return Document.objects.get(case=case)


def test_one_press_gives_a_signed_certificate(town: Town) -> None:
    ana = towns.resident(**REGISTER)
    visitor = signed_in(ana)
    case = pressed(visitor)
    assert 'data-module="sp-wait"' in visitor.text and f'href="{visitor.path}"' in visitor.text
    towns.run_jobs()
    visitor.get(visitor.path)
    assert 'data-module="sp-wait"' not in visitor.text
    [document] = re.findall(r'href="(/documents/[^"]+)"', visitor.text)
    assert b"".join(visitor.client.get(document)).startswith(b"%PDF")
    assert Case.objects.get(id=case).outcome == "approve"


def test_it_is_still_waited_for_when_the_case_is_closed_and_its_paper_not_made_yet(town: Town) -> None:
    visitor = signed_in(towns.resident(**REGISTER))
    case = pressed(visitor)
    with towns.with_parts(jobs=SimpleNamespace(defer=lambda job, **ids: None, defer_each=lambda job, each: None)):
        beginnings.begin(case)
    assert Case.objects.get(id=case).status == "closed"
    assert 'data-module="sp-wait"' in visitor.get(visitor.path).content.decode()


def test_pressing_twice_is_one_application(town: Town) -> None:
    ana = towns.resident(**REGISTER)
    first, again = (certificates.get("residence-certificate", "en", "word", by=ana) for _ in range(2))
    assert first.case == again.case and again.repeated
    other = certificates.get("residence-certificate", "en", "word", by=towns.resident(**REGISTER))
    assert other.case != first.case


def test_what_is_missing_is_asked_with_the_rest_filled_in(town: Town) -> None:
    ana = towns.resident(person=PERSON, home=REGISTER["home"])
    visitor = signed_in(ana)
    visitor.get("/my/papers")
    assert "Get it now" not in visitor.text
    visitor.post(RESIDENCE, first="change")
    assert visitor.path.endswith("/resident_since")
    assert code_of(lambda: certificates.get("residence-certificate", "en", "x", by=ana)) == "certificate.not_ready"


def test_whoever_is_not_sure_enough_is_led_to_become_so(town: Town) -> None:
    ana, visitor = towns.resident(**REGISTER), Visitor()
    signing.sign_in(visitor.client, Account.objects.get(id=ana.account), Means.CODE)
    assert visitor.post(RESIDENCE, press="p").status_code == 403
    assert "/account/step-up?need=substantial&amp;next=%2Fmy%2Fpapers" in visitor.text
    assert not Case.objects.filter(party=ana.party).exists()


def test_a_paper_declared_void_is_revoked_for_whoever_checks_it(town: Town) -> None:
    ana = towns.resident(**REGISTER)
    document, visitor = issued(ana), signed_in(ana)
    assert documents.verify(document.code).verdict == "genuine"
    visitor.get(f"/my/papers/{document.id}/void")
    visitor.post(visitor.path)
    assert visitor.path == "/my/papers" and "revoked" in visitor.text
    assert documents.verify(document.code).verdict == "revoked"
    told = Event.objects.filter(case_id=document.case_id, kind="document.revoked").get()
    assert told.actor == ana.name
    assert code_of(lambda: documents.give_up(document.id, by=ana)) == "document.revoked_already"


@pytest.mark.parametrize("who", ["stranger", "neighbour", "staff", "narrow"])
def test_nobody_else_declares_a_paper_void(town: Town, who: str) -> None:
    ana = towns.resident(**REGISTER)
    acting = replace(towns.resident(), on_behalf_of=ana.party, mandate=ana.account)
    by = {
        "stranger": towns.stranger(),
        "neighbour": towns.resident(Assurance.HIGH),
        "staff": towns.staff("registry"),
        "narrow": replace(acting, scope=frozenset({"street-defect"})),
    }[who]
    document = issued(ana)
    assert code_of(lambda: documents.give_up(document.id, by=by)) == "document.not_found"


def test_who_acts_for_another_gets_and_ends_a_certificate_within_the_mandate(town: Town) -> None:
    ana = towns.resident(**REGISTER)
    acting = replace(towns.resident(), on_behalf_of=ana.party, mandate=ana.account)
    narrow = replace(acting, scope=frozenset({"street-defect"}))
    assert certificates.list_offered(by=narrow) == []
    assert code_of(lambda: certificates.get("residence-certificate", "en", "x", by=narrow)) == "certificate.not_ready"
    document = issued(acting)
    assert document.case.party_id == ana.party
    documents.give_up(document.id, by=acting)
    assert documents.verify(document.code).verdict == "revoked"
    assert code_of(lambda: certificates.list_offered(by=towns.stranger())) == "folder.sign_in"


def test_whoever_comes_by_the_address_is_led_to_the_button(town: Town) -> None:
    visitor = Visitor()
    visitor.get("/my/certificates/residence-certificate")
    assert visitor.path == "/my/papers"

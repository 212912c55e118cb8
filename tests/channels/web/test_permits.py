"""What the city permits stands in a tab of its own: until when, whether it ends soon, and what renews it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from tests import town as towns
from tests.channels.web.test_own_folder import signed_in
from tests.core.test_at_once import REGISTER
from tests.town import Town, code_of

from sportello.actions import certificates, documents, issuing, live, messages, permits
from sportello.core.actors import Actor
from sportello.core.services import Permits
from sportello.store.cases import Case
from sportello.store.documents import Document
from sportello.store.folder import Reminder


def permitted(town: Town) -> tuple[Actor, Document]:
    """Be somebody with a building permit of two years."""
    ana = towns.resident()
    case = Case.objects.get(id=towns.apply(town, "street-defect", by=ana).case)
    case.edition = live.service("building-permit").edition
    case.save(update_fields=["edition"])
    document = Document.objects.create(
        id=case.id,
        case=case,
        path="1",
        kind="permit",
        language="en",
        code=f"P{case.reference}",
        sha256="",
        size=0,
        wrapped_key=b"",
        issued_at=case.submitted_at,
        valid_until=live.today() + timedelta(days=730),
    )
    return ana, document


def test_a_permit_can_be_renewed_when_its_end_is_near(town: Town) -> None:
    ana, document = permitted(town)
    visitor = signed_in(ana)
    visitor.get("/my/permits")
    assert "Building permit" in visitor.text and "/services/building-permit" not in visitor.text
    for days, state in ((61, "valid"), (60, "ending"), (0, "ending"), (-1, "ended")):
        Document.objects.filter(id=document.id).update(valid_until=live.today() + timedelta(days=days))
        [one] = permits.list_of(by=ana)
        assert (one.state, one.renew and one.renew.id) == (state, "building-permit")
    visitor.get("/my/permits")
    assert 'href="/services/building-permit"' in visitor.text


def test_what_permits_nothing_is_not_among_permits(town: Town) -> None:
    ana, document = permitted(town)
    Case.objects.filter(id=document.case_id).update(edition=live.service("residence-certificate").edition)
    Document.objects.filter(id=document.id).update(kind="certificate")
    assert permits.list_of(by=ana) == []


def test_permits_are_their_holders_and_of_who_may_act_for_them(town: Town) -> None:
    ana, document = permitted(town)
    acting = replace(towns.resident(), on_behalf_of=ana.party, mandate=ana.account)
    assert [one.held.paper.id for one in permits.list_of(by=acting)] == [document.id]
    assert permits.list_of(by=replace(acting, scope=frozenset({"device-loan"}))) == []
    assert permits.list_of(by=towns.resident()) == []
    assert code_of(lambda: permits.list_of(by=towns.stranger())) == "folder.sign_in"
    assert code_of(lambda: permits.list_of(by=towns.staff("zoning"))) == "folder.sign_in"


@pytest.mark.parametrize(("days", "told"), [(61, 0), (60, 1), (0, 1), (-1, 0)])
def test_the_holder_of_a_permit_is_reminded_once_before_its_end(town: Town, days: int, told: int) -> None:
    ana, document = permitted(town)
    Document.objects.filter(id=document.id).update(valid_until=live.today() + timedelta(days=days))
    Reminder.objects.create(document=document, day=live.today() + timedelta(days=days - 60))
    permits.remind()
    permits.remind()
    found = [one for one in messages.list_of_party(ana.party, by=ana) if "Building permit" in one.subject]
    assert len(found) == told
    assert Reminder.objects.filter(document=document).exists() == (days == 61)


def test_a_revoked_permit_needs_no_reminder(town: Town) -> None:
    ana, document = permitted(town)
    Document.objects.filter(id=document.id).update(revoked_at=document.issued_at)
    Reminder.objects.create(document=document, day=live.today())
    permits.remind()
    assert (
        list(messages.list_of_party(ana.party, by=ana)) == []
        and not Reminder.objects.filter(document=document).exists()
    )


def test_a_permit_comes_with_its_reminder_and_a_certificate_without(town: Town, monkeypatch: Any) -> None:
    ana = towns.resident(**REGISTER)
    certificates.get("residence-certificate", "en", "one", by=ana)
    towns.run_jobs()
    first = Document.objects.get(case__party=ana.party)
    assert not Reminder.objects.filter(document=first).exists()
    documents.give_up(first.id, by=ana)
    service = live.service("residence-certificate")
    permitting = replace(service.documents["certificate"], permits=Permits(30))
    monkeypatch.setattr(live, "edition", lambda _: replace(service, documents={"certificate": permitting}))
    issuing.issue(first.case_id, first.path)
    permit = Document.objects.get(case__party=ana.party, revoked_at=None)
    assert Reminder.objects.get(document=permit).day == permit.valid_until - timedelta(days=30)

"""Publishing: proposed by one, approved by another, and what each edition changed."""

import copy
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from tests import town as towns
from tests.town import Town

from sportello.actions import city, editions, live
from sportello.core import actors
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.store.editions import Edition

SUBJECT = "test-grant"


def code_of(deed: Callable[[], object]) -> str:
    with pytest.raises(Refused) as caught:
        deed()
    return caught.value.code


def publisher() -> Actor:
    return towns.staff("*", Role.PUBLISHER)


def draft(**changed: Any) -> dict[str, Any]:
    """Give a document like that of the street defect, published under a name of the test's own."""
    edition = Edition.objects.filter(subject="street-defect", approved_at__isnull=False).latest("id")
    document = copy.deepcopy(editions.get_document(edition.hash))
    document["service"].update(changed)
    return document


@pytest.fixture
def subject(town: Town) -> Any:
    """Publish a first edition of a subject that no other test uses, and take it away again: it is no service."""
    tomorrow = city.now().date() + timedelta(days=1)
    editions.propose(SUBJECT, draft(), by=actors.system(), effective_from=tomorrow)
    yield tomorrow
    Edition.objects.filter(subject=SUBJECT).delete()
    live.forget()


def propose(day: Any, by: Actor, **changed: Any) -> Edition:
    return editions.propose(SUBJECT, draft(**changed), by=by, effective_from=day)


def test_only_publishers_publish_and_only_they_and_auditors_look(town: Town, subject: Any) -> None:
    edition = propose(subject, publisher(), promise="9 days")
    others = [towns.staff("housing", Role.LEAD), towns.resident(), towns.stranger(), Actor("desk", partner="library")]
    for by in (*others, towns.staff("*", Role.AUDITOR)):
        assert code_of(lambda by=by: propose(subject, by, promise="8 days")) == "access.role"
        assert code_of(lambda by=by: editions.approve(edition.id, by=by)) == "access.role"
        assert code_of(lambda by=by: editions.reject(edition.id, by=by)) == "access.role"
    for by in others:
        assert code_of(lambda by=by: editions.list_editions(by=by)) == "access.role"
        assert code_of(lambda by=by: editions.get_change(edition.id, by=by)) == "access.role"
    assert editions.list_editions(by=towns.staff("*", Role.AUDITOR))


def test_a_proposal_counts_once_another_person_approves_it(town: Town, subject: Any) -> None:
    author, other = publisher(), publisher()
    edition = propose(subject, author, promise="9 days")
    assert code_of(lambda: editions.approve(edition.id, by=author)) == "edition.same_person"
    assert editions.get_change(edition.id, by=author)[0].state == "proposed"
    editions.approve(edition.id, by=other)
    assert editions.get_change(edition.id, by=author)[0].state == "coming"
    town.clock.at += timedelta(days=2)
    assert editions.get_change(edition.id, by=author)[0].state == "live"
    assert code_of(lambda: editions.approve(edition.id, by=other)) == "edition.already_approved"


def test_what_is_proposed_already_is_not_proposed_again_until_it_is_turned_down(town: Town, subject: Any) -> None:
    edition = propose(subject, publisher(), promise="9 days")
    later = subject + timedelta(days=1)
    for day in (subject, later):
        with pytest.raises(Refused) as caught:
            propose(day, publisher(), promise="9 days")
        facts = {"subject": SUBJECT, "number": str(edition.id), "day": subject}
        assert (caught.value.code, caught.value.facts) == ("edition.already_proposed", facts)
    listed = editions.list_editions(by=publisher())
    assert [one.id for one in listed if (one.subject, one.state) == (SUBJECT, "proposed")] == [edition.id]
    editions.reject(edition.id, by=publisher())
    assert propose(later, publisher(), promise="9 days").effective_from == later


def test_a_rejected_proposal_never_counts(town: Town, subject: Any) -> None:
    author, other = publisher(), publisher()
    edition = propose(subject, author, promise="9 days")
    editions.reject(edition.id, by=other)
    assert editions.get_change(edition.id, by=author)[0].state == "rejected"
    for deed in (editions.approve, editions.reject):
        assert code_of(lambda deed=deed: deed(edition.id, by=other)) == "edition.already_rejected"


def test_an_overtaken_proposal_is_stale_and_cannot_be_approved(town: Town, subject: Any) -> None:
    first, second = (propose(subject, publisher(), promise=f"{days} days") for days in (8, 9))
    editions.approve(first.id, by=publisher())
    assert editions.get_change(second.id, by=publisher())[0].state == "stale"
    assert code_of(lambda: editions.approve(second.id, by=publisher())) == "edition.stale"


def test_a_change_says_in_lines_what_differs(town: Town, subject: Any) -> None:
    edition = propose(subject, publisher(), promise="9 days")
    change = editions.get_change(edition.id, by=publisher())[1]
    assert [line for line in change.lines if "promise" in line and "9 days" in line]
    assert not change.text_only


def test_texts_alone_need_one_person_and_an_unchanged_document_is_refused(town: Town, subject: Any) -> None:
    summary = {**draft()["service"]["summary"], "en": "Tell us what is broken."}
    edition = propose(subject, publisher(), summary=summary)
    assert edition.approved_at
    assert code_of(lambda: propose(subject, publisher(), summary=summary)) == "edition.unchanged"
    stale = "0" * 64
    assert (
        code_of(lambda: editions.propose(SUBJECT, draft(), by=publisher(), effective_from=subject, based_on=stale))
        == "edition.stale"
    )


def test_texts_alone_do_not_bring_forward_what_two_agreed_on_for_later(town: Town, subject: Any) -> None:
    later = subject + timedelta(days=30)
    editions.approve(propose(later, publisher(), promise="9 days").id, by=publisher())
    wording = {"promise": "9 days", "summary": {**draft()["service"]["summary"], "en": "Tell us what is broken."}}
    assert propose(subject, publisher(), **wording).approved_at is None
    assert propose(later, publisher(), **wording).approved_at


def test_an_edition_that_is_not_there_is_told_so(town: Town) -> None:
    for deed in (editions.approve, editions.reject, editions.get_change):
        assert code_of(lambda deed=deed: deed(10**12, by=publisher())) == "edition.unknown"
    assert code_of(lambda: editions.get_document("none")) == "edition.unknown"

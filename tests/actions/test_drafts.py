"""Drafts: kept after each answer, resumed at any door, changed under a new edition without losing one."""

import copy
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import cases, city, drafts, editions, files, intake, live, retention
from sportello.core import actors, applications
from sportello.core.actors import Actor, Role
from sportello.store.cases import Case, Draft
from sportello.store.editions import Edition
from sportello.store.files import File

SUBJECT = "throw-away"
PLACE = {"line": "4 Draft Lane", "place": "old-town"}
PHOTO = (towns.DEMO / "services" / "street-defect" / "pothole.jpg").read_bytes()


def begin(service: str = "street-defect", by: Actor | None = None) -> tuple[drafts.Open, Actor]:
    """Begin a draft, and be whoever holds it."""
    by = by or towns.stranger()
    opened = drafts.begin(service, "en", by=by)
    return opened, replace(by, holds=by.holds | {opened.id})


def save(opened: drafts.Open, by: Actor, **answers: Any) -> None:
    drafts.save(opened.id, towns.draft_of(opened.service, answers, live.today()), by=by)


def test_what_was_answered_is_there_at_another_door_by_the_code_alone(town: Town) -> None:
    opened, by = begin()
    save(opened, by, kind="pothole", where=PLACE)
    found = drafts.resume(opened.code.lower().replace("-", " "), by=towns.stranger("talk"))
    again = drafts.get(found, by=Actor(channel="talk", holds=frozenset({found})))
    assert (again.id, again.draft.answers["kind"], again.code) == (opened.id, "pothole", opened.code)


def test_neither_answers_nor_code_lie_readable_in_the_database(town: Town) -> None:
    opened, by = begin()
    save(opened, by, kind="other", description="Unmistakable words")
    row = Draft.objects.get(id=opened.id)
    kept = bytes(row.sealed) + bytes(row.code_index)
    assert b"Unmistakable" not in kept and opened.code.replace("-", "").encode() not in kept


def test_several_drafts_of_one_service_stand_side_by_side(town: Town) -> None:
    by = towns.resident()
    (first, _), (second, _) = begin(by=by), begin(by=by)
    save(first, by, kind="pothole")
    save(second, by, kind="light")
    assert [one.id for one in drafts.list_mine(by=by)] == [second.id, first.id]
    assert drafts.get(first.id, by=by).draft.answers == {"kind": "pothole"}


def test_a_draft_is_kept_a_hundred_days_from_the_last_answer(town: Town) -> None:
    opened, by = begin()
    town.clock.at += timedelta(days=99)
    save(opened, by, kind="pothole")
    town.clock.at += timedelta(days=99)
    assert drafts.get(opened.id, by=by).draft.answers["kind"] == "pothole"
    town.clock.at += timedelta(days=1)
    assert code_of(lambda: drafts.get(opened.id, by=by)) == "draft.expired"
    assert code_of(lambda: drafts.resume(opened.code, by=by)) == "draft.expired"
    assert code_of(lambda: drafts.save(opened.id, opened.draft, by=by)) == "draft.expired"


def test_an_expired_draft_goes_alone(town: Town) -> None:
    (old, _), (fresh, by) = begin(), begin()
    Draft.objects.filter(id=old.id).update(expires_at=towns.OPENING - timedelta(days=1))
    retention.delete_expired()
    assert code_of(lambda: drafts.resume(old.code, by=by)) == "draft.not_found"
    assert drafts.get(fresh.id, by=by).id == fresh.id


def test_the_photo_of_a_draft_lives_as_long_as_the_draft(town: Town) -> None:
    opened, by = begin()
    photo = files.add("hole.jpg", PHOTO, by=by, draft=opened.id)
    File.objects.filter(id=photo).update(added_at=towns.OPENING - timedelta(days=150))
    save(opened, by, kind="pothole", photo=[str(photo)])
    retention.delete_expired()
    assert files.read(photo, by=by)[1] == PHOTO
    Draft.objects.filter(id=opened.id).update(expires_at=towns.OPENING - timedelta(days=1))
    retention.delete_expired()
    assert not File.objects.filter(id=photo).exists() and f"files/{photo}" not in town.files.kept


def test_a_draft_that_was_sent_is_closed(town: Town) -> None:
    opened, by = begin()
    save(opened, by, kind="pothole", where=PLACE, private_land=False, dangerous=False)
    intake.submit_draft(opened.id, by=by)
    for deed in (drafts.get, drafts.upgrade, drafts.discard):
        assert code_of(lambda deed=deed: deed(opened.id, by=by)) == "draft.sent"
    assert code_of(lambda: drafts.resume(opened.code, by=by)) == "draft.sent"
    assert code_of(lambda: files.add("late.jpg", PHOTO, by=by, draft=opened.id)) == "draft.sent"
    assert opened.id not in [one.id for one in drafts.list_mine(by=by)]


def test_what_a_sent_draft_still_holds_goes_after_its_hundred_days(town: Town) -> None:
    opened, by = begin()
    save(opened, by, kind="pothole", where=PLACE, private_land=False, dangerous=False)
    sent = intake.submit_draft(opened.id, by=by)
    Draft.objects.filter(id=opened.id).update(expires_at=towns.OPENING - timedelta(days=1))
    retention.delete_expired()
    assert not Draft.objects.filter(id=opened.id).exists() and Case.objects.filter(id=sent.case).exists()


def test_a_draft_is_its_owners_alone(town: Town) -> None:
    opened, owner = begin(by=towns.resident())
    for by in (towns.stranger(), towns.resident(), towns.staff("roads", Role.LEAD), Actor("desk", partner="library")):
        assert code_of(lambda by=by: drafts.get(opened.id, by=by)) == "access.not_yours"
        assert code_of(lambda by=by: drafts.save(opened.id, opened.draft, by=by)) == "access.not_yours"
        assert code_of(lambda by=by: drafts.discard(opened.id, by=by)) == "access.not_yours"
        assert code_of(lambda by=by: files.add("x.jpg", PHOTO, by=by, draft=opened.id)) == "access.not_yours"
        assert drafts.list_mine(by=by) == []
    assert drafts.get(opened.id, by=owner).id == opened.id


def test_what_is_not_there_is_told_the_same_way_as_a_mistyped_code(town: Town) -> None:
    opened, by = begin()
    wrong = opened.code[:-1] + ("2" if opened.code[-1] != "2" else "3")
    for code in (wrong, "", "nonsense", "0" * 400):
        assert code_of(lambda code=code: drafts.resume(code, by=by)) == "draft.not_found"
    nowhere = uuid4()
    assert code_of(lambda: drafts.get(nowhere, by=by)) == "draft.not_found"
    assert code_of(lambda: files.add("x.jpg", PHOTO, by=by, draft=nowhere)) == "draft.not_found"


def test_a_draft_begins_in_a_language_the_city_speaks_and_changes_to_another(town: Town) -> None:
    opened, by = begin()
    save(opened, by, kind="pothole")
    drafts.speak(opened.id, "es", by=by)
    again = drafts.get(opened.id, by=by)
    assert (again.language, again.draft.answers) == ("es", {"kind": "pothole"})
    for deed in (lambda: drafts.speak(opened.id, "tlh", by=by), lambda: drafts.begin("street-defect", "tlh", by=by)):
        assert code_of(deed) == "language.unknown"


def test_hidden_answers_stay_in_the_draft_and_out_of_the_application(town: Town) -> None:
    opened, by = begin("rental-assistance")
    answers = dict(town.example("rental-assistance")["answers"]) | {"lease": None, "income_proof": None}
    save(opened, by, **{**answers, "covid_loss": False})
    assert drafts.get(opened.id, by=by).draft.answers["loss_kind"] == ["hours", "care"]
    sent = intake.submit_draft(opened.id, by=by)
    given = cases.get_status(sent.case, by=towns.holder(sent)).answers
    assert "loss_kind" not in given and given["payee"] == answers["payee"]


def test_what_was_said_once_is_offered_and_never_put_in_unasked(town: Town) -> None:
    opened, by = begin(by=towns.resident(phone="+12145550142"))
    offered = [(offer.path, offer.value) for offer in drafts.offers(opened, by=by)]
    assert offered == [("phone", "+12145550142")]
    assert drafts.get(opened.id, by=by).draft.answers == {}
    assert drafts.offers(opened, by=towns.stranger()) == []


def test_discarding_a_draft_takes_its_files_with_it(town: Town) -> None:
    opened, by = begin()
    photo = files.add("hole.jpg", PHOTO, by=by, draft=opened.id)
    drafts.discard(opened.id, by=by)
    assert not Draft.objects.filter(id=opened.id).exists() and not File.objects.filter(id=photo).exists()
    assert f"files/{photo}" not in town.files.kept


@pytest.fixture
def service(town: Town) -> Iterator[str]:
    """Publish a service no other test uses, and take it off again; cases sent in for it still find their edition."""
    publish(written())
    yield SUBJECT
    Edition.objects.filter(subject=SUBJECT).update(approved_at=None, rejected_at=city.now())
    live.forget()


def written() -> dict[str, Any]:
    edition = Edition.objects.filter(subject="street-defect", approved_at__isnull=False).latest("id")
    return copy.deepcopy(editions.get_document(edition.hash)) | {"id": SUBJECT}


def publish(document: dict[str, Any]) -> None:
    edition = editions.propose(SUBJECT, document, by=actors.system(), effective_from=live.today())
    if not edition.approved_at:
        editions.approve(edition.id, by=towns.staff("*", Role.PUBLISHER))


def changed() -> dict[str, Any]:
    """Write an edition in which a question is gone, an option is gone, and one is asked that was not before."""
    document = written()
    asked = {question["id"]: question for question in document["service"]["questions"]}
    asked["kind"]["options"] = [option for option in asked["kind"]["options"] if "tree" not in option]
    rest = [question for id, question in asked.items() if id != "description"]
    lit = {"id": "lit", "type": "yes_no", "ask": {"en": "Is it dark?", "es": "¿Está oscuro?", "it": "È buio?"}}
    document["service"]["questions"] = [*rest, lit]
    return document


def test_a_newer_edition_is_told_and_taken_up_without_losing_an_answer(town: Town, service: str) -> None:
    opened, by = begin(service)
    answers = {"kind": "tree", "where": PLACE, "description": "A lime tree", "dangerous": True}
    save(opened, by, **answers)
    publish(changed())
    waiting = drafts.get(opened.id, by=by)
    assert waiting.newer and waiting.service.edition == opened.service.edition
    moved = drafts.upgrade(opened.id, by=by)
    assert not moved.newer and moved.service.edition != opened.service.edition
    assert moved.draft.answers == waiting.draft.answers and set(moved.draft.answers) == set(answers)


def test_after_the_upgrade_only_what_no_longer_fits_is_asked_again(town: Town, service: str) -> None:
    opened, by = begin(service)
    save(opened, by, kind="tree", where=PLACE, private_land=False, dangerous=False)
    publish(changed())
    moved = drafts.upgrade(opened.id, by=by)
    found = applications.problems(moved.service, moved.draft.answers, live.today())
    wrong = {problem.path: problem.code for problem in found}
    assert wrong == {"kind": "answer.choice_unknown", "lit": "answer.missing"}
    save(moved, by, **{**moved.draft.answers, "kind": "other", "lit": True})
    assert Case.objects.get(id=intake.submit_draft(opened.id, by=by).case).edition == moved.service.edition


def test_a_draft_begun_before_the_change_may_be_sent_as_it_was_begun(town: Town, service: str) -> None:
    opened, by = begin(service)
    save(opened, by, kind="tree", where=PLACE, private_land=False, dangerous=False)
    publish(changed())
    sent = intake.submit_draft(opened.id, by=by)
    assert Case.objects.get(id=sent.case).edition == opened.service.edition

"""A report that something in a register is wrong, approved at the desk: what is right stands there from then on."""

from uuid import UUID

import pytest
from tests import town as towns
from tests.channels.desk import people
from tests.channels.web.test_own_folder import PERSON, signed_in
from tests.town import Town, code_of

from sportello.actions import decisions, parties, replays, rulings, sealing, tasks
from sportello.core.actors import Actor
from sportello.core.rulings import Ruling
from sportello.store import dossiers
from sportello.store.cases import Case
from sportello.store.messages import Message
from sportello.store.record import Event

HOME = {"line": "48 Klin Road", "postcode": "00117", "place": "brickfields", "fixed": True}
RIGHT = {"line": "48 Kiln Road", "postcode": "00117", "place": "brickfields"}


@pytest.fixture
def ana(town: Town) -> Actor:
    """Be a resident whose street the register spells wrong."""
    return towns.resident(person=PERSON, home=HOME)


def report(town: Town, by: Actor, datum: str = "home") -> UUID:
    """Report it, as far as a clerk's desk."""
    sent = towns.apply(town, "data-correction", by=by, datum=datum, right="48 Kiln Road")
    towns.run_jobs()
    return sent.case


def refuse(case: UUID, ruling: Ruling) -> str:
    """Decide so as a clerk whose task it is, and give why that is refused."""
    task = towns.open_task(case)
    clerk = towns.staff(task.team)
    tasks.take(task.id, by=clerk)
    return code_of(lambda: rulings.decide(task.id, ruling, by=clerk))


def test_what_a_clerk_types_is_in_the_register_once_it_is_approved(town: Town, ana: Actor) -> None:
    task = towns.open_task(report(town, ana))
    desk = people.make("registry")
    desk.open(task.case_id)
    desk.do(task, "take")
    desk.do(task, "decide", outcome="approve", reasons="corrected")
    assert "48 Klin Road" in desk.text and 'name="line"' in desk.text and ">Home address<" in desk.text
    carried = {"outcome": "approve", "reasons": "corrected"}
    assert desk.do(task, "correct", **carried, line="", postcode="00117", place="brickfields").status_code == 422
    assert desk.do(task, "correct", **carried, **{**RIGHT, "line": "48 Klin Road"}).status_code == 422
    assert "Nothing was changed" in desk.text and parties.known(ana.party)["home"].value == HOME
    desk.do(task, "correct", **carried, **RIGHT)
    desk.do(task, "confirm")
    assert parties.known(ana.party)["home"].value == HOME
    colleague = people.make("registry")
    colleague.open(task.case_id)
    assert "48 Klin Road" in colleague.text and "48 Kiln Road" in colleague.text
    colleague.do(task, "confirm")
    assert Case.objects.get(id=task.case_id).outcome == "approve"
    known = parties.known(ana.party)["home"]
    assert (known.value["line"], known.source) == ("48 Kiln Road", "register")
    event = Event.objects.get(case_id=task.case_id, kind="datum.corrected")
    assert event.facts == {"datum": "home"} and event.actor == colleague.by.name
    case = Case.objects.get(id=task.case_id)
    ruling = decisions.list_of(dossiers.read(case), sealing.case_key(case))[-1].bundle
    assert ruling["replaced"] == HOME and ruling["corrected"]["line"] == "48 Kiln Road"
    assert Message.objects.filter(party=ana.party, kind="corrected").count() == 1
    visitor = signed_in(ana)
    visitor.get("/my/data")
    assert "48 Kiln Road" in visitor.text and "48 Klin Road" not in visitor.text
    reference = Case.objects.get(id=task.case_id).reference
    assert all(not one.why for one in replays.replay([reference]))


def test_a_denial_asks_for_nothing_and_changes_nothing(town: Town, ana: Actor) -> None:
    desk, task = people.make("registry"), towns.open_task(report(town, ana))
    desk.open(task.case_id)
    desk.do(task, "take")
    desk.do(task, "decide", outcome="deny", reasons="not_shown")
    assert Case.objects.get(id=task.case_id).outcome == "deny"
    assert parties.known(ana.party)["home"].value == HOME


def test_who_may_not_decide_is_not_asked_and_corrects_nothing(town: Town, ana: Actor) -> None:
    task = towns.open_task(report(town, ana))
    colleague = people.make("registry")
    colleague.open(task.case_id)
    for deed in ("decide", "correct"):
        colleague.do(task, deed, outcome="approve", **RIGHT)
        assert 'name="line"' not in colleague.text and "not decided" not in colleague.text
    stranger = people.make("housing")
    assert stranger.open(task.case_id).status_code == 403
    stranger.do(task, "correct", outcome="approve", **RIGHT)
    assert parties.known(ana.party)["home"].value == HOME


def test_only_approving_a_report_corrects(town: Town, ana: Actor) -> None:
    assert refuse(report(town, ana), Ruling("deny", ("not_shown",), corrected=HOME)) == "ruling.nothing_to_correct"
    permit = towns.apply(town, "building-permit", by=ana).case
    towns.run_jobs()
    assert refuse(permit, Ruling("approve", corrected=HOME)) == "ruling.nothing_to_correct"


def test_what_does_not_answer_the_question_is_not_put_into_a_register(town: Town, ana: Actor) -> None:
    wrong = {"line": "48 Kiln Road", "place": "atlantis"}
    assert refuse(report(town, ana), Ruling("approve", corrected=wrong)).startswith("answer.")
    assert parties.known(ana.party)["home"].value == HOME

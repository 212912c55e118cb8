"""A hostile reporter, and a hostile clerk: what the city knows of somebody, changed by who has no business with it."""

from dataclasses import replace
from uuid import UUID

import pytest
from tests import town as towns
from tests.actions.test_mandates import agree
from tests.town import Town, code_of

from sportello.actions import parties, replays, rulings, tasks
from sportello.core import rulings as rules
from sportello.core.actors import Actor, Role
from sportello.core.rulings import Ruling
from sportello.store.cases import Case, Task
from sportello.store.messages import Message

PERSON = {"given_name": "Ana", "family_name": "Ruiz", "birth_date": "1988-05-03"}
HOME = {"line": "48 Klin Road", "postcode": "00117", "place": "brickfields", "fixed": True}
RIGHT = {"line": "48 Kiln Road", "postcode": "00117", "place": "brickfields"}


@pytest.fixture
def ana(town: Town) -> Actor:
    """Be a resident whom a register knows."""
    return towns.resident(person=PERSON, home=HOME)


def report(town: Town, by: Actor, datum: str = "home") -> Task:
    return towns.open_task(towns.apply(town, "data-correction", by=by, datum=datum, right="Else").case)


def propose(task: Task, value: object, by: Actor | None = None) -> Actor:
    """Approve a report with this value; give who did."""
    by = by or towns.staff(task.team)
    tasks.take(task.id, by=by)
    rulings.decide(task.id, Ruling("approve", ("corrected",), corrected=value), by=by)
    return by


def line_of(by: Actor) -> str:
    return str(parties.known(by.party or UUID(int=0))["home"].value["line"])


def test_one_clerk_alone_changes_nothing_and_the_record_shows_two(town: Town, ana: Actor) -> None:
    task = report(town, ana)
    clerk = propose(task, RIGHT)
    assert line_of(ana) == "48 Klin Road"
    assert code_of(lambda: rulings.confirm(task.id, agree=True, by=clerk)) == "access.four_eyes"
    rulings.confirm(task.id, agree=True, by=towns.staff(task.team))
    assert line_of(ana) == "48 Kiln Road"
    assert not next(iter(replays.replay([Case.objects.get(id=task.case_id).reference]))).why


def test_a_correction_that_one_person_let_stand_shows_when_it_is_checked_again(town: Town, ana: Actor) -> None:
    task = report(town, ana)
    clerk = propose(task, RIGHT)
    deciding = replace(clerk, roles=frozenset({(task.team, Role.LEAD)}))
    row = Task.objects.get(id=task.id)
    row.first_sealed = None
    row.case = Case.objects.get(id=task.case_id)
    kept = Ruling("approve", ("corrected",), corrected=RIGHT, replaced=HOME)
    rulings._rule(row, kept, deciding)
    *_, replayed = replays.replay([row.case.reference])
    assert "two pairs of eyes" in str(replayed.why)


def test_what_one_only_told_is_no_registers_for_being_corrected(town: Town) -> None:
    eve = towns.resident()
    case = towns.apply(town, "rental-assistance", by=eve, **towns.newcomer()).case
    towns.run_jobs()
    assert parties.known(eve.party or case)["home"].source != "register"
    task = report(town, eve)
    propose(task, RIGHT)
    rulings.confirm(task.id, agree=True, by=towns.staff(task.team))
    known = parties.known(eve.party or case)["home"]
    assert (known.value["line"], known.source) == ("48 Kiln Road", Case.objects.get(id=task.case_id).reference)


def test_what_changed_meanwhile_is_not_written_over(town: Town, ana: Actor) -> None:
    one, two = report(town, ana), report(town, ana)
    for task, line in ((one, "48 Kiln Road"), (two, "84 Kiln Road")):
        propose(task, {**RIGHT, "line": line})
    second = towns.staff(one.team)
    rulings.confirm(one.id, agree=True, by=second)
    assert code_of(lambda: rulings.confirm(two.id, agree=True, by=second)) == "ruling.changed_meanwhile"
    assert line_of(ana) == "48 Kiln Road" and Case.objects.get(id=two.case_id).status == "open"
    rulings.confirm(two.id, agree=False, why="It stands", by=second)
    propose(two, {**RIGHT, "line": "84 Kiln Road"})


def test_whom_it_is_about_is_told_of_what_another_reported_for_them(town: Town, ana: Actor) -> None:
    task = report(town, agree(ana, towns.resident(), "data-correction"))
    propose(task, RIGHT)
    assert not Message.objects.filter(party=ana.party, kind="corrected").exists()
    rulings.confirm(task.id, agree=True, by=towns.staff(task.team))
    assert Message.objects.filter(party=ana.party, kind="corrected").count() == 1


def test_a_name_is_not_corrected_by_a_question_that_drops_the_birth_date(town: Town, ana: Actor) -> None:
    task = report(town, ana, "person")
    assert code_of(lambda: propose(task, {"given_name": "Anna", "family_name": "Ruiz"})).startswith("answer.")


@pytest.mark.parametrize("how", [{}, {"outcome": "deny", "reasons": ("not_shown",)}])
def test_an_appeal_and_a_denial_correct_nothing(town: Town, ana: Actor, how: dict[str, object]) -> None:
    service = towns.build_demo()["data-correction"]
    ruling = replace(Ruling("approve", corrected=RIGHT), **how)  # type: ignore[arg-type]
    path = "" if how else rules.APPEAL
    assert code_of(lambda: rules.check(service, path, ruling)) == "ruling.nothing_to_correct"

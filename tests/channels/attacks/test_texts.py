"""A hostile reader who types what papers, letters and pages would then seem to say."""

from uuid import uuid4

import pytest
from tests import town as towns
from tests.town import Town, code_of

from sportello.actions import cases, inquiries, own_account, tasks
from sportello.core.errors import Invalid
from sportello.store.cases import Inquiry

RENT, REFUSED = "rental-assistance", "answer.control_characters"
FALSE = ("Ana\u2028APPROVED", "Ana\u2029APPROVED", "\u202edevorppa", "Ana" + "\u0336\u0301\u0489" * 9)


@pytest.mark.parametrize("name", FALSE)
def test_a_name_puts_nothing_on_a_line_of_its_own_on_a_paper(town: Town, name: str) -> None:
    assert code_of(lambda: own_account.open(name, uuid4(), language="en", channel="web")) == REFUSED
    given = {"given_name": name, "family_name": "Ruiz", "birth_date": "1980-05-03"}
    with pytest.raises(Invalid) as caught:
        towns.apply(town, RENT, applicant=given)
    assert [(problem.path, problem.code) for problem in caught.value.problems] == [("applicant", REFUSED)]


def test_what_an_applicant_writes_to_the_city_is_as_plain_and_as_long_as_an_answer(town: Town) -> None:
    sent, clerk = towns.apply(town, RENT, lease=None, **towns.newcomer()), towns.staff("housing")
    ana, task = towns.holder(sent), towns.open_task(sent.case)
    tasks.take(task.id, by=clerk)
    assert code_of(lambda: inquiries.ask(task.id, "\u202e?nehW", by=clerk)) == REFUSED
    inquiries.ask(task.id, "Since when?", by=clerk)
    asked = Inquiry.objects.get(task=task).id
    assert code_of(lambda: inquiries.answer(asked, "x" * 10_001, by=ana)) == "answer.too_long"
    assert code_of(lambda: inquiries.answer(asked, "\u202eyaM ecniS", by=ana)) == REFUSED
    inquiries.answer(asked, "Since May.\u2028And before.", by=ana)
    [said] = cases.get_status(sent.case, by=ana).inquiries
    assert said.answer == "Since May.\nAnd before."

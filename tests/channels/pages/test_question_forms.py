from datetime import date

import pytest
from django.http import QueryDict

from sportello.channels.pages import question_forms as forms
from sportello.core import applications
from sportello.core.errors import Refused


def questions():
    from sportello.actions import live

    return {question.id: question for service in live.services() for question in service.questions}


def read(id, language="en", **fields):
    posted = QueryDict(mutable=True)
    for name, value in fields.items():
        posted.setlist(name, value if isinstance(value, list) else [value])
    question = questions()[id]
    return question.type.check(forms.read(question, forms.typed(posted, question), language), date(2026, 6, 1))


def test_amounts_are_read_as_the_language_writes_them(town):
    assert read("annual_income", "en", answer="1,200.50") == "1200.50"
    assert read("annual_income", "es", answer="1.200,50") == "1200.50"


def test_a_date_takes_the_month_in_figures_or_by_name(town):
    person = {"given_name": "Ana", "family_name": "Ruiz", "birth_date-day": "3", "birth_date-year": "1980"}
    assert read("applicant", **person, **{"birth_date-month": "5"})["birth_date"] == "1980-05-03"
    assert read("applicant", "es", **person, **{"birth_date-month": "mayo"})["birth_date"] == "1980-05-03"


def test_a_day_that_does_not_exist_is_refused(town):
    person = {"given_name": "Ana", "family_name": "Ruiz", "birth_date-day": "31", "birth_date-month": "2"}
    with pytest.raises(Refused, match=r"answer\.date"):
        read("applicant", **person, **{"birth_date-year": "1980"})


def test_no_fixed_address_takes_the_place_only(town):
    assert read("home", no_fixed="yes", line="12 Elm", place="old-town") == {"fixed": False, "place": "old-town"}


def test_a_spot_finds_its_place(town):
    assert read("where", line="", point="27.89548, -94.49797")["place"] == "old-town"


@pytest.mark.parametrize(
    "service", ["rental-assistance", "building-permit", "street-defect", "device-loan", "business-relief"]
)
def test_what_was_kept_is_shown_so_that_it_reads_the_same_again(town, service):
    from sportello.actions import live

    asked, today = live.service(service), date(2026, 6, 1)
    for language in ("en", "es", "it"):
        for example in town.pack.services[service]["tests"]:
            found = applications.problems(asked, example["answers"], today)
            wrong = {problem.path.partition(".")[0] for problem in found}
            for id, given in example["answers"].items():
                if id in wrong or given is None:
                    continue
                question = asked.question(id)
                value = question.type.check(given, today)
                if question.type.kind not in ("file", "group"):
                    again = forms.read(question, forms.show(question, value, language), language)
                    assert question.type.check(again, today) == value, (language, id)


def test_all_missing_parts_of_a_name_are_told_at_once(town):
    refused = Refused("answer.part_missing", part="given_name")
    problems = forms.list_problems(questions()["applicant"], {"birth_date-day": "3"}, refused)
    assert [forms.locate(each, questions()["applicant"]) for each in problems] == ["given_name", "family_name"]


def test_an_answer_of_another_edition_that_does_not_fit_shows_nothing(town):
    assert forms.show(questions()["applicant"], "just a text", "en") == {}
    assert forms.show(questions()["home"], 7, "en") == {}

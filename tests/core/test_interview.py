from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.core.asked import TODAY, ask, rental, service

from sportello.core import applications, interview
from sportello.core.errors import Invalid, Refused
from sportello.core.interview import Draft, Known

RENTAL = rental()
ANSWERS = {
    "household_size": 2,
    "tenure": "rent",
    "monthly_rent": "900.00",
    "household.0.name": "Ana",
    "household.0.age": 40,
    "household.1.name": "Leo",
    "household.1.age": 9,
    "household.1.school": "North",
    "note": None,
}


def give(answers, draft=None):
    draft = draft or Draft()
    for path, value in answers.items():
        draft = interview.answer(RENTAL, draft, path, value, TODAY)
    return draft


def facts(draft):
    return applications.facts(applications.check(RENTAL, interview.application(RENTAL, draft), TODAY))


def codes(draft):
    return {problem.path: problem.code for problem in applications.problems(RENTAL, draft.answers, TODAY)}


def test_questions_come_one_by_one_in_order():
    draft, asked = Draft(), []
    answers = ANSWERS | {"household": True}
    while ask := interview.next_question(RENTAL, draft):
        asked.append((ask.kind, ask.path))
        value = ask.row < 2 if ask.kind == "another" else answers[ask.path]
        draft = interview.answer(RENTAL, draft, ask.path, value, TODAY)
    assert asked == [
        ("ask", "household_size"),
        ("ask", "tenure"),
        ("ask", "monthly_rent"),
        ("another", "household"),
        ("ask", "household.0.name"),
        ("ask", "household.0.age"),
        ("another", "household"),
        ("ask", "household.1.name"),
        ("ask", "household.1.age"),
        ("ask", "household.1.school"),
        ("another", "household"),
        ("ask", "note"),
    ]
    assert codes(draft) == {}


@given(st.permutations(list(ANSWERS)))
def test_the_same_answers_in_any_order_make_the_same_application(order):
    draft = give({path: ANSWERS[path] for path in order})
    assert interview.application(RENTAL, draft) == interview.application(RENTAL, give(ANSWERS))


@given(st.lists(st.tuples(st.sampled_from(list(ANSWERS)), st.integers(1, 9)), max_size=12))
def test_answering_never_loses_another_answer(deeds):
    draft = give(ANSWERS)
    for path, number in deeds:
        question = interview.get_question(RENTAL, path)
        value = number if question.type.kind == "integer" else ANSWERS[path]
        after = interview.answer(RENTAL, draft, path, value, TODAY)
        others = set(ANSWERS) - {path}
        assert all(interview.find_answer(after, each) == interview.find_answer(draft, each) for each in others)
        draft = after


def test_an_answer_hidden_by_a_condition_stays_in_the_draft_and_out_of_the_application():
    draft = give({"tenure": "own"}, give(ANSWERS))
    assert draft.answers["monthly_rent"] == "900.00"
    assert "monthly_rent" not in interview.application(RENTAL, draft)
    assert facts(draft)["monthly_rent"] is None


def test_a_condition_does_not_see_an_answer_that_is_itself_hidden():
    pet = ask("pet", "yes_no")
    dog = ask("dog", "yes_no", when="pet", earlier=[pet])
    leash = ask("leash", "yes_no", when="dog", earlier=[pet, dog])
    kept = Draft({"pet": False, "dog": True, "leash": True})
    assert [question.id for question in interview.path(service(pet, dog, leash), kept)] == ["pet"]


def test_a_condition_over_an_answer_not_given_yet_hides_the_question():
    assert [question.id for question in interview.path(RENTAL, Draft())] == [
        "household_size",
        "tenure",
        "household",
        "note",
    ]


def test_problems_name_what_is_missing_wrong_and_unknown_in_order():
    draft = Draft({"household_size": 99, "tenure": "rent", "household": [{"name": "Leo", "age": 9}], "pets": 1})
    assert list(codes(draft).items()) == [
        ("household_size", "answer.too_large"),
        ("monthly_rent", "answer.missing"),
        ("household.0.school", "answer.missing"),
        ("pets", "answer.unknown"),
    ]


def test_problems_of_rows_stand_beside_there_being_too_few():
    few = ask("household", "group", questions=(ask("name", "text"), ask("age", "integer")), min=3)
    wrong = {"household": [{"name": "Leo", "age": "old", "pets": 1}]}
    found = applications.problems(service(few), wrong, TODAY)
    assert [(problem.path, problem.code) for problem in found] == [
        ("household", "answer.too_few"),
        ("household.0.age", "answer.wrong_type"),
        ("household.0.pets", "answer.unknown"),
    ]


@given(st.permutations(list(ANSWERS)))
def test_what_came_whole_is_the_application_that_answering_one_by_one_makes(order):
    draft = give({path: ANSWERS[path] for path in order})
    assert applications.check(RENTAL, draft.answers, TODAY).answers == interview.application(RENTAL, draft)


def test_of_very_many_answers_to_no_question_a_hundred_are_told():
    found = applications.problems(
        service(ask("name", "text")), {"name": "Ana"} | {f"x{n}": 1 for n in range(999)}, TODAY
    )
    assert len(found) == applications.MOST_UNKNOWN


def test_what_is_wrong_with_a_hidden_answer_does_not_matter():
    assert codes(Draft({"household_size": 1, "tenure": "own", "monthly_rent": "dear"})) == {}


def test_an_application_that_came_whole_is_checked_at_once_and_made_normal():
    sent = {"household_size": "2", "tenure": "rent", "monthly_rent": 900, "household": [{"name": " Ana ", "age": 40}]}
    checked = applications.check(RENTAL, sent, TODAY).answers
    assert checked["monthly_rent"] == "900.00"
    assert checked["household"] == [{"name": "Ana", "age": 40}]
    with pytest.raises(Invalid) as caught:
        applications.check(RENTAL, {"tenure": ["rent"]}, TODAY)
    assert {problem.path for problem in caught.value.problems} == {"household_size", "tenure"}


def test_a_required_question_cannot_be_skipped_and_an_optional_one_can():
    with pytest.raises(Refused, match=r"answer\.missing"):
        interview.answer(RENTAL, Draft(), "tenure", None, TODAY)
    assert interview.answer(RENTAL, Draft(), "note", "", TODAY).answers == {"note": None}


def test_rows_have_bounds_and_one_can_be_taken_out():
    draft = give(ANSWERS)
    with pytest.raises(Refused, match=r"answer\.too_many"):
        interview.answer(RENTAL, draft, "household.4.name", "Mia", TODAY)
    with pytest.raises(Refused, match=r"answer\.row_unknown"):
        interview.remove_row(RENTAL, draft, "household.7")
    assert interview.remove_row(RENTAL, draft, "household.0").answers["household"][0]["name"] == "Leo"


@pytest.mark.parametrize("path", ["pets", "household.x.name", "household.0.pets", "tenure.0.name", "household.-1.name"])
def test_a_path_that_names_no_question_is_refused(path):
    with pytest.raises(Refused, match=r"answer\.unknown"):
        interview.answer(RENTAL, Draft(), path, 1, TODAY)


def test_facts_are_feel_values_and_none_where_there_is_no_answer():
    seen = facts(give(ANSWERS))
    assert seen["monthly_rent"] == Decimal("900")
    assert seen["household"][0] == {"name": "Ana", "age": Decimal(40), "school": None}
    assert seen["note"] is None


def test_what_was_told_before_is_offered_if_it_still_fits_and_never_put_in():
    told = Known(3, "R7K-3F9-2QM", date(2020, 1, 2))
    (offer,) = interview.prefill(RENTAL, Draft(), {"household_size": told}, TODAY)
    assert (offer.path, offer.value, offer.known.source) == ("household_size", 3, "R7K-3F9-2QM")
    assert interview.prefill(RENTAL, Draft(), {"household_size": Known(99, "", TODAY)}, TODAY) == []
    assert interview.prefill(RENTAL, Draft({"household_size": 1}), {"household_size": told}, TODAY) == []


def test_an_answer_kept_from_another_edition_that_no_longer_fits_counts_as_not_given():
    kept = Draft({"household_size": {"old": "shape"}, "tenure": "rent", "household": "none"})
    assert "monthly_rent" in [question.id for question in interview.path(RENTAL, kept)]
    assert codes(kept)["household"] == "answer.wrong_type"


def test_progress_counts_what_is_shown():
    assert interview.progress(RENTAL, Draft()) == (0, 4)
    assert interview.progress(RENTAL, give({"tenure": "rent"})) == (1, 5)


def test_the_schema_requires_what_is_always_asked_and_names_conditions():
    schema = interview.schema(RENTAL, "en")
    assert schema["required"] == ["household_size", "tenure", "household"]
    assert schema["properties"]["monthly_rent"]["x-when"] == 'tenure = "rent"'
    assert schema["properties"]["tenure"]["title"] == "What is your tenure?"

"""An application that came whole is checked in one pass, and its facts are what each type makes of its answer."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st
from tests.core.asked import TODAY, ask, service

from sportello.core import applications, interview, questions
from sportello.core.errors import Problem, Refused
from sportello.core.interview import Draft

OPTIONS = {"rent": {"en": "I rent"}, "own": {"en": "I own it"}}
SETTINGS = {
    "choice": {"options": OPTIONS},
    "choices": {"options": OPTIONS},
    "person": {"birth_date": "true"},
    "address": {"no_fixed": "true", "point": "true"},
}
KINDS = [kind for kind in questions.KINDS if kind != "group"]
ASKED = tuple(ask(kind, kind, optional=kind in ("email", "file", "date"), **SETTINGS.get(kind, {})) for kind in KINDS)
FIRM = ask("firm", "text", when='choice = "own" and integer > 1', earlier=ASKED)
PAID = ask("paid", "money", when="yes_no = true and firm = null", earlier=(*ASKED, FIRM))
ROWS = ask("rows", "group", questions=(*ASKED, FIRM, PAID), max=3, optional=True)
EVERY = service(*ASKED, FIRM, PAID, ROWS)
NAMES = st.sampled_from(["Ana", "José María", " O'Brien "])
GIVEN = {
    "text": NAMES,
    "long_text": st.sampled_from(["one", "one\r\ntwo"]),
    "integer": st.integers(0, 3) | st.sampled_from(["2", 2.0]),
    "decimal": st.sampled_from(["2.50", "-0.00", "2.5", 2]),
    "money": st.sampled_from(["1200.50", "1200.5", 1200, "-3.00"]),
    "date": st.sampled_from(["2020-05-03", "2020-5-3", ""]),
    "yes_no": st.booleans() | st.just("true"),
    "choice": st.sampled_from(list(OPTIONS)),
    "choices": st.lists(st.sampled_from(list(OPTIONS)), max_size=3),
    "address": st.fixed_dictionaries(
        {
            "line": NAMES,
            "postcode": st.sampled_from(["75001", "ab1 2cd"]),
            "place": st.sampled_from(["river", "old_mill"]),
        },
        optional={"fixed": st.booleans(), "point": st.just([1.5, 1.25])},
    ),
    "phone": st.sampled_from(["+12145550142", "214 555 0142", "+390212345678"]),
    "email": st.sampled_from(["ana@example.com", "Ana@Example.com", ""]),
    "file": st.lists(st.sampled_from("ab"), min_size=1, max_size=3),
    "person": st.fixed_dictionaries(
        {"given_name": NAMES, "family_name": NAMES, "birth_date": st.sampled_from(["1980-05-03", "1980-5-3"])}
    ),
}
CONDITIONAL = {"firm": NAMES, "paid": st.just("3.00")}
ALONE, ONE = st.fixed_dictionaries(GIVEN), st.fixed_dictionaries(GIVEN | CONDITIONAL)
WRONG = st.sampled_from([None, "", "x", 7, [], {}, "2150-01-01", {"line": "x"}, [{"text": 1}]])


def value_of(question, answers):
    return question.type.feel(answers[question.id]) if question.id in answers else None


def list_numbers(value):
    """List what is neither text, date, bool nor null in a value."""
    if isinstance(value, dict | list):
        return [
            number for inner in (value.values() if isinstance(value, dict) else value) for number in list_numbers(inner)
        ]
    return [] if value is None or isinstance(value, str | bool | date) else [value]


@given(ONE, st.lists(ONE, max_size=2))
def test_facts_are_what_each_type_makes_of_its_answer(answers, rows):
    read = applications.check(EVERY, {**answers, "rows": rows}, TODAY)
    assert read.answers == interview.application(EVERY, Draft(read.answers))
    assert read.facts == {question.id: value_of(question, read.answers) for question in EVERY.questions}
    assert {type(number) for number in list_numbers(read.facts)} <= {Decimal}


@given(ALONE, st.dictionaries(st.sampled_from([*KINDS, "pets"]), WRONG, max_size=4))
def test_problems_are_why_each_type_refuses_in_the_order_of_the_questions(answers, wrong):
    sent, expected = answers | wrong, []
    for question in ASKED:
        try:
            if sent[question.id] not in (None, ""):
                question.type.check(sent[question.id], TODAY)
            elif not question.optional:
                raise Refused("answer.missing")
        except Refused as refused:
            expected.append(Problem(question.id, refused.code, refused.facts))
    unknown = [Problem("pets", "answer.unknown", {"question": "pets"})] if "pets" in sent else []
    assert applications.problems(service(*ASKED), sent, TODAY) == expected + unknown


def test_a_question_may_have_any_name_beside_rows():
    names = ("self", "questions", "answers", "path", "around")
    asked = (*(ask(name, "text") for name in names), ask("rows", "group", questions=(ask("path", "text"),)))
    sent = {**dict.fromkeys(names, "Ana"), "rows": [{"path": "Leo"}]}
    assert applications.check(service(*asked), sent, TODAY).answers == sent

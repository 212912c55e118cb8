"""What may be said beforehand never leaves out what would be decided, and says no more than is known."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import town as towns

from sportello.core import applications, entitlements, feel, possible
from sportello.core.entitlements import Verdict
from sportello.core.questions import File
from sportello.core.services import Service
from sportello.core.table_reading import read_table

EXAMPLES = [
    (service, example)
    for id, service in towns.build_demo().items()
    for example in towns.read_demo().services[id]["tests"]
    if "outcome" in example["expect"]
]
LOAN = towns.build_demo()["device-loan"]
ON = date(2026, 6, 1)


def decided(service: Service, example: dict[str, Any], on: date) -> tuple[dict[str, Any], str]:
    """Decide an example to which every paper is added; give its answers in normal form, and the outcome."""
    application = applications.check(service, example["answers"], on)
    papers = {one.id: entitlements.GIVEN for one in service.questions if isinstance(one.type, File)}
    facts = applications.facts(application, example.get("confirmed", ())) | papers
    return application.answers, service.policy.decide(facts, on).outcome


@settings(max_examples=200)
@given(st.sampled_from(EXAMPLES), st.data())
def test_the_outcome_is_always_among_those_said_to_be_possible(example: Any, data: Any) -> None:
    service, told = example
    on = date.fromisoformat(told["on"])
    answers, outcome = decided(service, told, on)
    known = data.draw(st.sets(st.sampled_from(sorted(answers))))
    confirmed = list(told.get("confirmed", ()))
    found = entitlements.assess(service, {id: answers[id] for id in known}, confirmed, on)
    assert outcome in found.outcomes
    assert found.verdict is not Verdict.NOT or outcome == "deny"
    assert found.verdict is not Verdict.LIKELY or outcome != "deny"
    assert not set(found.missing) & known


@pytest.mark.parametrize(
    ("income", "verdict", "reasons", "missing"),
    [
        ("20000.00", Verdict.LIKELY, (), ()),
        ("90000.00", Verdict.UNKNOWN, (), ("school_meals",)),
        (None, Verdict.UNKNOWN, (), ("school_meals", "annual_income")),
    ],
)
def test_what_is_missing_is_what_would_tell_more(income: Any, verdict: Any, reasons: Any, missing: Any) -> None:
    known = {"school": "moon_square", "device": "laptop", "internet": True, "household_size": 3}
    found = entitlements.assess(LOAN, known | ({"annual_income": income} if income else {}), [], ON)
    assert (found.verdict, found.reasons, found.missing) == (verdict, reasons, missing)


def test_what_denies_for_sure_says_why() -> None:
    found = entitlements.assess(LOAN, {"school": "elsewhere"}, [], ON)
    assert found.verdict is Verdict.NOT and found.reasons == ("school_elsewhere",) and found.missing == ()


TYPES = {"a": feel.BOOLEAN, "b": feel.BOOLEAN, "n": feel.NUMBER}


@pytest.mark.parametrize(
    ("text", "worlds", "values"),
    [
        ("a and b", {"a": (False,), "b": None}, (False,)),
        ("a or b", {"a": (True,), "b": None}, (True,)),
        ("a and b", {"a": (True,), "b": (True, False)}, (False, True)),
        ("a and b", {"a": (True,), "b": (None,)}, (None,)),
        ("if a then 1 else n", {"a": (True,), "n": None}, (Decimal(1),)),
        ("if a then 1 else n", {"a": (True, False), "n": None}, None),
        ("n > 3", {"n": (Decimal(2), Decimal(5))}, (False, True)),
        ("n > 3", {"n": None}, None),
    ],
)
def test_an_expression_gives_every_value_it_may_have(text: str, worlds: Any, values: Any) -> None:
    assert possible.evaluate(feel.read_expression(text, TYPES), worlds) == values


@pytest.mark.parametrize(
    ("csv", "told"),
    [
        ("a,b,|F,outcome\ntrue,-,|,deny\n-,true,|,approve\n-,-,|,refer", (("deny", "approve"), (3,), (2,))),
        ("a,b,|C#,count\ntrue,-,|,1\n-,true,|,1", ((1, 2), (3,), (2,))),
        ("a,b,|U,outcome\ntrue,true,|,approve\nfalse,true,|,deny", (("approve", "deny", None), (), (2, 3))),
    ],
)
def test_a_table_gives_every_row_that_may_hold(csv: str, told: Any) -> None:
    table = read_table("t", csv, TYPES)
    found = possible.decide(table, {"a": None, "b": (True,)})
    assert (*found.outputs.values(), found.sure, found.maybe) == told

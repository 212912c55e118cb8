"""A policy decides by the values of a day, says why, and tells all that is wrong with it."""

from datetime import date
from decimal import Decimal
from random import Random

import pytest

from sportello.core import analysis, feel, policy
from sportello.core.errors import Refused
from sportello.core.policy_problems import PolicyProblem, PolicyProblems

TYPES = {
    "annual_income": feel.MONEY,
    "household_size": feel.number(0, Decimal(1), Decimal(20)),
    "monthly_rent": feel.optional(feel.MONEY),
}
LIMITS = [
    {"from": "2021-04-01", "source": "HUD FY2021", "value": {"1": "49850", "2": "57000"}},
    {"from": "2020-04-01", "source": "HUD FY2020", "value": {"1": "48300", "2": "55200"}},
]
DOCUMENT = {
    "parameters": {
        "income_limit": {"unit": "USD", "keyed_by": "household_size", "values": LIMITS},
        "most": {"values": [{"from": "2020-01-01", "source": "Resolution 20-0672", "value": "1500"}]},
    },
    "facts": [{"income_share": "annual_income / income_limit[household_size]"}],
    "tables": [
        {
            "name": "eligibility",
            "csv": "income_share,|F,outcome,reason,# law\n<= 0.8,|,approve,within,s. 3\n> 0.8,|,deny,too_high,s. 4\n",
        },
        {"name": "amount", "csv": 'outcome,|,amount,months\napprove,|,"min(monthly_rent, most) * 3",3\n'},
    ],
}
ANSWERS = {"annual_income": Decimal(44000), "household_size": Decimal(2), "monthly_rent": Decimal(1700)}
RULES = policy.build_policy(DOCUMENT, TYPES)


def test_tables_decide_in_order_over_facts_and_the_days_parameters():
    decision = RULES.decide(ANSWERS, date(2020, 5, 4))
    assert (decision.outcome, decision.reasons) == ("approve", ("within",))
    assert decision.outputs == {"amount": Decimal(4500), "months": Decimal(3)}
    assert decision.rows == (("eligibility", 2), ("amount", 2))
    assert decision.facts["income_share"] < Decimal("0.8")
    assert (decision.parameters_date, decision.feel) == (date(2020, 5, 4), "feel/v1")


def test_a_value_counts_from_its_day():
    tight = {**ANSWERS, "annual_income": Decimal(45000)}
    assert RULES.decide(tight, date(2021, 3, 31)).outcome == "deny"
    assert RULES.decide(tight, date(2021, 4, 1)).outcome == "approve"


def test_a_day_before_the_first_value_is_refused():
    with pytest.raises(Refused) as refused:
        RULES.decide(ANSWERS, date(2020, 3, 31))
    assert refused.value.code == "parameter.missing"
    assert refused.value.facts["starts"] == date(2020, 4, 1)


def test_a_case_no_row_covers_is_referred_to_a_person():
    decision = RULES.decide({**ANSWERS, "household_size": Decimal(20)}, date(2020, 5, 4))
    assert (decision.outcome, decision.rows) == ("refer", ())


def test_a_service_without_tables_refers():
    assert policy.build_policy({}, TYPES).decide(ANSWERS, date(2020, 5, 4)).outcome == "refer"


def test_an_answer_cannot_stand_in_for_a_parameter_a_fact_or_an_output():
    forged = {**ANSWERS, "annual_income": Decimal(99000), "income_share": Decimal(0), "outcome": "approve", "most": 9}
    decision = RULES.decide(forged, date(2020, 5, 4))
    assert (decision.outcome, decision.outputs["amount"]) == ("deny", None)


def test_a_decision_explains_each_row_with_its_law():
    decision = RULES.decide(ANSWERS, date(2020, 5, 4))
    first = RULES.explain(decision, ANSWERS)[0]
    assert (first.table, first.row, first.notes) == ("eligibility", 2, (("law", "s. 3"),))
    assert first.conditions[0].test == "<= 0.8"
    assert RULES.parameters.get("income_limit").get(date(2020, 5, 4)).source == "HUD FY2020"


def test_a_policy_knows_its_reasons_and_the_types_its_service_may_use():
    assert RULES.reason_codes == {"within", "too_high"}
    assert RULES.types["amount"].kind == "number" and RULES.types["today"] == feel.DATE


def test_a_later_table_replaces_an_output_unless_it_gives_null():
    tables = [
        {"name": "one", "csv": "household_size,|F,outcome,points\n-,|,approve,1\n"},
        {"name": "two", "csv": "household_size,|F,outcome,points\n> 5,|,refer,\n"},
    ]
    rules = policy.build_policy({"tables": tables}, TYPES)
    decision = rules.decide({"household_size": Decimal(7)}, date(2020, 5, 4))
    assert (decision.outcome, decision.outputs) == ("refer", {"points": Decimal(1)})


LEVEL = 'household_size,|F,level\n> 1,|,"""high"""\n-,|,"""low"""\n'
OPEN = 'household_size,|F,level\n> 5,|,"""top"""\n'


def read(*tables):
    named = [{"name": f"table{number}", "csv": csv} for number, csv in enumerate(tables, 1)]
    return policy.build_policy({"tables": named}, TYPES)


@pytest.mark.parametrize("cell", ["hgih", '"""hgih"""', "low, hgih", "not(hgih)", '"? = ""hgih"""'])
def test_a_misspelt_word_of_an_earlier_table_is_refused_with_the_nearest(cell):
    quoted = cell if cell.startswith('"') else f'"{cell}"'
    with pytest.raises(PolicyProblems) as refused:
        read(LEVEL, f"level,|F,outcome\n{quoted},|,approve\n-,|,refer\n")
    (problem,) = refused.value.problems
    assert (problem.table, problem.row, problem.column) == ("table2", 2, "level")
    assert "expected one of high, low, found 'hgih'; did you mean 'high'?" in problem.message


def test_a_word_that_any_table_gives_under_a_name_is_known():
    rules = read(LEVEL, OPEN, "level,|F,outcome\nlow,|,deny\ntop,|,refer\n-,|,approve\n")
    assert rules.outputs["level"] == feel.choice("high", "low", "top")
    assert [rules.decide({"household_size": Decimal(n)}, date(2020, 5, 4)).outcome for n in (1, 2, 6)] == [
        "deny",
        "approve",
        "refer",
    ]


def test_a_word_that_a_fact_never_gives_is_refused():
    document = {"facts": [{"level": 'if household_size > 1 then "high" else "low"'}, {"top": 'level = "hgih"'}]}
    with pytest.raises(PolicyProblems, match="did you mean 'high'"):
        policy.build_policy(document, TYPES)


def test_a_case_that_no_earlier_table_makes_is_no_gap():
    rules = read("household_size,|F,fits\n> 1,|,true\n-,|,false\n", "fits,|U,outcome\ntrue,|,approve\nfalse,|,deny\n")
    assert analysis.analyse(rules.tables[1], rules.types, {}, Random(1)).gaps == ()
    rules = read("household_size,|C#,points\n> 1,|,1\n", "points,|U,outcome\n0,|,deny\n>= 1,|,approve\n")
    assert analysis.analyse(rules.tables[1], rules.types, {}, Random(1)) == analysis.Report(True, (), ())


def test_an_output_that_a_later_table_may_leave_open_is_missing_only_where_the_earlier_one_left_it_too():
    assert not read(LEVEL, OPEN).outputs["level"].optional
    assert read(OPEN, OPEN).outputs["level"].optional
    assert not read(OPEN, LEVEL).outputs["level"].optional


def test_a_table_cannot_look_at_the_reasons_of_another():
    with pytest.raises(PolicyProblems, match="unknown name 'reason'"):
        read("household_size,|F,reason\n-,|,large\n", "reason,|F,outcome\nlarge,|,approve\n")


def test_keys_within_keys_are_looked_up_one_after_the_other():
    values = [{"from": "2020-01-01", "source": "HUD", "value": {"01": {"1": "10", "2": "20"}, "02": {"1": "30"}}}]
    document = {
        "parameters": {"limit": {"keyed_by": ["area", "household_size"], "values": values}},
        "facts": [{"found": "limit[area][household_size]"}],
    }
    rules = policy.build_policy(document, {**TYPES, "area": feel.STRING})
    assert rules.decide({"area": "01", "household_size": 2}, date(2020, 5, 4)).facts == {"found": Decimal(20)}


def test_everything_wrong_with_a_policy_is_told_at_once():
    document = {
        "parameters": {"rate": {"values": []}, "annual_income": DOCUMENT["parameters"]["most"]},
        "facts": [{"share": "annual_incme / 2"}, {"share2": "rate + 1"}, {"share": "1"}],
        "tables": [
            {"name": "a", "csv": "share,|,outcome\n<,|,deny\n"},
            {"name": "b", "csv": "outcome,|,household_size\nx,|,1\n"},
        ],
    }
    with pytest.raises(PolicyProblems) as refused:
        policy.build_policy(document, TYPES)
    found = [(problem.table, problem.row, problem.column) for problem in refused.value.problems]
    assert found == [
        ("parameters", None, "rate"),
        ("facts", 1, "share"),
        ("facts", 3, "share"),
        ("a", 2, "share"),
        ("b", 1, "household_size"),
    ]


@pytest.mark.parametrize(
    ("entry", "row", "message"),
    [
        ({"values": [{"from": "2020-13-01", "source": "s", "value": "1"}]}, 1, "expected a date"),
        ({"values": [{"from": "2020-01-01", "value": "1"}]}, 1, "expected exactly 'from', 'source' and 'value'"),
        ({"values": [{"from": "2020-01-01", "source": " ", "value": "1"}]}, 1, "expected the law or document"),
        ({"values": [{"from": "2020-01-01", "source": "s", "value": {"1": "2"}}]}, 1, "where 'keyed_by' is given"),
        ({"unti": "x", "values": [{"from": "2020-01-01", "source": "s", "value": "1"}]}, None, "did you mean 'unit'?"),
        (
            {"keyed_by": "area", "values": [{"from": "2020-01-01", "source": "s", "value": {"a": "1", "b": "x"}}]},
            None,
            "expected values of one sort",
        ),
    ],
)
def test_a_wrong_parameter_says_what_was_expected(entry, row, message):
    with pytest.raises(PolicyProblems) as refused:
        policy.build_policy({"parameters": {"rate": entry}}, TYPES)
    problem = refused.value.problems[0]
    assert (problem.column, problem.row) == ("rate", row)
    assert message in problem.message


def test_a_problem_reads_as_one_line():
    assert str(PolicyProblem("a", 2, "share", "expected a value")) == "line 2 of a.csv, share: expected a value"
    assert str(PolicyProblem("facts", 2, None, "expected a value")) == "facts, number 2: expected a value"

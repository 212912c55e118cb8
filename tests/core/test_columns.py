"""Whole columns decide as single cases do: the two compilers of FEEL are held equal over random tables and rows."""

from datetime import date
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sportello.core import columns, feel, policy
from sportello.core.errors import Refused

EXAMPLES = 150
ON = date(2020, 5, 4)
TYPES = {
    "rent": feel.optional(feel.MONEY),
    "debt": feel.optional(feel.MONEY),
    "size": feel.optional(feel.number(0, Decimal(-20), Decimal(20))),
    "tenure": feel.optional(feel.choice("rent", "own", "none")),
    "loss": feel.optional(feel.BOOLEAN),
    "since": feel.optional(feel.DATE),
    "home": feel.context({"fixed": feel.BOOLEAN, "rate": feel.NUMBER, "built": feel.DATE}),
}
SCHEMA = {
    "rent": pl.Decimal(12, 2),
    "debt": pl.Decimal(12, 2),
    "size": pl.Int64,
    "tenure": pl.String,
    "loss": pl.Boolean,
    "since": pl.Date,
    "home": pl.Struct({"fixed": pl.Boolean, "rate": pl.Decimal(6, 3), "built": pl.Date}),
}
LIMITS = {
    "limit": {
        "keyed_by": "size",
        "values": [{"from": "2020-01-01", "source": "law", "value": {"1": "100.5", "4": "7"}}],
    },
    "cap": {"values": [{"from": "2020-01-01", "source": "law", "value": "12.25"}]},
}

money = st.sampled_from(["0", "0.01", "0.005", "1", "2.5", "3", "-2.5", "7", "100", "12.25", "0.125"])
NUMBERS = ["rent", "debt", "size", "cap", "limit[size]", "null", "home.rate", "since.year", "home.built.month"]
sums = st.recursive(
    st.one_of(money, st.sampled_from(NUMBERS)),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from("+-*/"), inner).map(lambda each: f"({each[0]} {each[1]} {each[2]})"),
        st.tuples(
            st.sampled_from(["decimal", "round half up", "round half down", "round up", "round down"]), inner
        ).map(lambda each: f"{each[0]}({each[1]}, 1)"),
        st.tuples(st.sampled_from(["floor", "ceiling", "abs", "-"]), inner).map(lambda each: f"{each[0]}({each[1]})"),
        st.tuples(st.sampled_from(["min", "max"]), inner, inner).map(lambda each: f"{each[0]}({each[1]}, {each[2]})"),
        st.tuples(inner, inner).map(lambda each: f"(if loss then {each[0]} else {each[1]})"),
    ),
    max_leaves=4,
)
orders = st.sampled_from(["<", "<=", ">", ">=", "=", "!="])
conditions = st.recursive(
    st.one_of(
        st.tuples(sums, orders, sums).map(" ".join),
        st.sampled_from(
            [
                "loss",
                'tenure = "rent"',
                'tenure != "own"',
                'tenure in ("rent", "none")',
                "rent = null",
                "is defined(debt)",
                'since < date("2020-03-01")',
                'today - since > duration("P30D")',
                "rent between 1 and debt",
                "size in [1..4)",
                "home.fixed",
                "home.built < since",
                "since.weekday in (1, 6)",
                'since - home.built < duration("P90D")',
                "home.built = null",
            ]
        ),
    ),
    lambda inner: st.one_of(
        st.tuples(inner, st.sampled_from(["and", "or"]), inner).map(lambda each: f"({each[0]} {each[1]} {each[2]})"),
        inner.map(lambda each: f"not({each})"),
    ),
    max_leaves=3,
)
number_cells = st.one_of(
    st.just("-"),
    st.tuples(st.sampled_from(["<", "<=", ">", ">=", "="]), money).map(" ".join),
    st.sampled_from(["[1..3]", "(0..100)", "null", "not(null)", "not(2.5, 7)", "1, 2.5, > 50", "? > cap", "debt"]),
)
text_cells = st.sampled_from(["-", "rent", "rent, own", "not(own)", "null", "not(null)", '? = "none"'])
truth_cells = st.sampled_from(["-", "true", "false", "null", "not(true)"])


@st.composite
def documents(draw):
    gathered, one = draw(st.sampled_from(["C#", "C+"])), draw(st.sampled_from("UAF"))
    facts = [{"ratio": draw(sums)}, {"amount": draw(sums)}, {"holds": draw(conditions)}]
    given = draw(sums)
    rows = draw(
        st.lists(st.tuples(number_cells, number_cells, text_cells, truth_cells, st.booleans()), max_size=5, min_size=1)
    )
    lines = ["ratio,amount,tenure,holds,|F,outcome,reason,award"]
    for position, (ratio, amount, tenure, holds, works) in enumerate(rows):
        award = given if works else f"{position}.5"
        cells = [ratio, amount, tenure, holds, "|", "approve" if works else "", f"r{position}", award]
        lines.append(",".join('"' + cell.replace('"', '""') + '"' for cell in cells))
    third = (
        f"ratio,loss,home.built,|{gathered},points,reason\n< 3,-,-,|,1.5,a\n-,true,not(null),|,-2,\n>= 1,-,-,|,cap,b\n"
    )
    second = f"award,outcome,|{one},months\n< 5,-,|,1\n>= 5,approve,|,2\n>= 5,not(approve),|,3\n"
    return {
        "parameters": LIMITS,
        "facts": facts,
        "tables": [
            {"name": "first", "csv": "\n".join(lines)},
            {"name": "second", "csv": second},
            {"name": "third", "csv": third},
        ],
    }


def nullable(strategy):
    return st.one_of(st.none(), strategy)


amounts = nullable(st.sampled_from([Decimal(0), *map(Decimal, ("0.01", "2.5", "-2.5", "7", "12.25", "99999.99", "1"))]))
days = nullable(st.sampled_from([date(2020, 1, 1), date(2020, 4, 4), date(2020, 4, 5), date(1999, 12, 31)]))
frames = st.lists(
    st.fixed_dictionaries(
        {
            "rent": amounts,
            "debt": amounts,
            "size": nullable(st.integers(-2, 6)),
            "tenure": nullable(st.sampled_from(["rent", "own", "none"])),
            "loss": nullable(st.booleans()),
            "since": days,
            "home": st.fixed_dictionaries({"fixed": nullable(st.booleans()), "rate": amounts, "built": days}),
        }
    ),
    min_size=1,
    max_size=12,
).map(lambda rows: pl.DataFrame(rows, schema=SCHEMA))


def row_by_row(rules, frame):
    told = []
    for answers in frame.iter_rows(named=True):
        decision, hits = rules.decide_with_hits(answers, ON)
        told.append(
            {
                "outcome": decision.outcome,
                **decision.outputs,
                "first.reason": hits[0].outputs["reason"],
                "third.row": list(hits[2].rows),
                "third.reason": hits[2].outputs["reason"],
                "rows": [hit.rows[0] if len(hit.rows) == 1 else None for hit in hits[:2]],
            }
        )
    return told


def whole(rules, frame):
    told = columns.decide(rules, frame, ON).to_dicts()
    return [{"rows": [each.pop("first.row"), each.pop("second.row")], **each} for each in told]


def test_a_column_is_decided_as_each_of_its_rows_is():
    by_column = []

    @settings(max_examples=EXAMPLES)
    @given(documents(), frames)
    def agree(document, frame):
        rules = policy.build_policy(document, TYPES)
        by_column.append(columns.find_obstacle(rules, frame, ON) is None)
        assert whole(rules, frame) == row_by_row(rules, frame)

    agree()
    assert sum(by_column) > len(by_column) / 4  # or it would compare single decisions with themselves


def build(fact, rows, header="found,|F,outcome,award"):
    return policy.build_policy(
        {"parameters": LIMITS, "facts": [{"found": fact}], "tables": [{"name": "first", "csv": f"{header}\n{rows}"}]},
        TYPES,
    )


AWKWARD = pl.DataFrame(
    {
        "rent": [Decimal("2.50"), Decimal("-2.50"), None, Decimal("0.05"), Decimal("7.00")],
        "debt": [Decimal(0), Decimal("-3.00"), Decimal("1.00"), None, Decimal("7.00")],
        "size": [1, 4, 99, None, 0],
        "tenure": ["rent", "own", None, "none", "rent"],
        "loss": [True, False, None, True, False],
        "since": [date(2020, 1, 1)] * 5,
        "home": [None] * 5,
    },
    schema=SCHEMA,
)


@pytest.mark.parametrize(
    "fact",
    [
        "rent / debt",
        "rent / limit[size] * 100",
        "decimal(rent / debt, 1)",
        "round half up(rent, 0) + ceiling(debt / 3)",
        "if loss then rent / debt else null",
        "min(rent, debt) - size",
        "rent / 4",
    ],
)
def test_zeros_nulls_and_halves_are_decided_in_whole_columns(fact):
    rules = build(fact, '<= 0,|,deny,0.5\n"> 0, null",|,approve,"if loss then rent else cap"\n')
    assert columns.find_obstacle(rules, AWKWARD, ON) is None
    expected = [rules.decide(answers, ON) for answers in AWKWARD.iter_rows(named=True)]
    found = columns.decide(rules, AWKWARD, ON)
    assert found["outcome"].to_list() == [each.outcome for each in expected]
    assert found["award"].to_list() == [each.outputs["award"] for each in expected]


def test_rows_are_counted_and_added_in_whole_columns():
    rules = build("rent", "> 0,|,1.5,a\n> 1,|,cap,\n", header="found,|C+,points,reason")
    assert columns.find_obstacle(rules, AWKWARD, ON) is None
    found = columns.decide(rules, AWKWARD, ON)
    assert found["points"].to_list() == [Decimal("13.75"), None, None, Decimal("1.5"), Decimal("13.75")]
    assert found["first.reason"].to_list() == [["a"], [], [], ["a"], ["a"]]


def test_fields_of_contexts_and_dates_are_read_in_whole_columns():
    types = {"home": feel.context({"fixed": feel.BOOLEAN, "rate": feel.NUMBER}), "born": feel.DATE}
    csv = "home.fixed,home.rate,born.year,|F,outcome\ntrue,> 0.3,< 2000,|,approve\n-,null,-,|,refer\n-,-,-,|,deny"
    rules = policy.build_policy({"tables": [{"name": "first", "csv": csv}]}, types)
    home = {"fixed": [True, None, True, None], "rate": ["0.5", None, "0.1", "0.5"]}
    rates = pl.Series([None if each is None else Decimal(each) for each in home["rate"]], dtype=pl.Decimal(5, 2))
    inside = pl.DataFrame({"fixed": home["fixed"], "rate": rates}).to_struct("home")
    frame = pl.DataFrame({"home": inside, "born": [date(1999, 5, 4), None, date(1990, 1, 1), date(1990, 1, 1)]})
    assert columns.find_obstacle(rules, frame, ON) is None
    assert columns.decide(rules, frame, ON)["outcome"].to_list() == ["approve", "refer", "deny", "deny"]


def test_what_cannot_be_proven_is_decided_row_by_row():
    rules = build("rent / debt * size", "< 0.3,|,approve,rent / 3\n-,|,deny,0\n")
    assert columns.find_obstacle(rules, AWKWARD, ON) == "a quotient times another number; multiply first, then divide"
    found = columns.decide(rules, AWKWARD, ON)
    assert found["outcome"].to_list() == ["deny", "deny", "deny", "deny", "approve"]


def test_collected_rows_are_lists():
    rules = build("rent", "> 0,|,1,a\n> 1,|,2,b\n", header="found,|C+,points,reason")
    found = columns.decide(rules, AWKWARD.head(2), ON)
    assert found["first.row"].to_list() == [[2, 3], []]
    assert found["first.reason"].to_list() == [["a", "b"], []]
    assert found["points"].to_list() == [Decimal(3), None]


def test_numbers_too_large_for_64_bits_are_decided_row_by_row_and_right():
    large = pl.DataFrame(
        {"rent": [Decimal(10) ** 16], "debt": [Decimal(10) ** 16]},
        schema={"rent": pl.Decimal(38, 2), "debt": pl.Decimal(38, 2)},
    )
    found = columns.decide(build("rent * debt", "> 1,|,approve,1\n"), large, ON)
    assert found["outcome"].to_list() == ["approve"]


def test_a_float_is_refused():
    with pytest.raises(Refused) as refused:
        columns.decide(build("rent", "> 1,|,approve,1\n"), pl.DataFrame({"rent": [0.1]}), ON)
    assert refused.value.code == "columns.float"


def test_no_cases_give_no_decisions():
    assert columns.decide(build("rent", "> 1,|,approve,1\n"), AWKWARD.head(0), ON).height == 0

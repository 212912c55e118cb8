"""Decision tables: how CSV is read, what each hit policy gives, what is found wrong, and where."""

from decimal import Decimal

import pytest

from sportello.core import feel
from sportello.core.policy_problems import PolicyProblems
from sportello.core.table_reading import read_table

TYPES = {"income": feel.optional(feel.MONEY), "tenure": feel.choice("rent", "own"), "cap": feel.MONEY}


def decide(policy, rules, **facts):
    text = f"income,tenure,|{policy},points\n" + rules
    hit = read_table("points", text, TYPES).decide(facts)
    return hit.outputs["points"], hit.rows


BOTH = "< 100,-,|,1\n-,rent,|,2\n> 500,own,|,4\n"


@pytest.mark.parametrize(
    ("policy", "points", "rows"),
    [
        ("F", Decimal(1), (2,)),
        ("U", None, (2, 3)),
        ("A", None, (2, 3)),
        ("C", [Decimal(1), Decimal(2)], (2, 3)),
        ("C+", Decimal(3), (2, 3)),
        ("C<", Decimal(1), (2, 3)),
        ("C>", Decimal(2), (2, 3)),
        ("C#", Decimal(2), (2, 3)),
    ],
)
def test_each_hit_policy_brings_two_rows_together_its_way(policy, points, rows):
    assert decide(policy, BOTH, income=Decimal(50), tenure="rent") == (points, rows)


@pytest.mark.parametrize(("policy", "points"), [("F", None), ("U", None), ("C", []), ("C+", None), ("C#", Decimal(0))])
def test_without_a_row_that_holds_there_is_nothing(policy, points):
    assert decide(policy, BOTH, income=Decimal(200), tenure="own") == (points, ())


def test_unique_gives_the_one_row_that_holds():
    assert decide("U", BOTH, income=None, tenure="rent") == (Decimal(2), (3,))


def test_any_gives_what_its_rows_agree_on():
    assert decide("A", "< 100,-,|,1\n-,rent,|,1\n", income=Decimal(5), tenure="rent") == (Decimal(1), (2, 3))


def test_priority_gives_the_output_named_first_and_all_rows():
    text = "income,|P deny refer approve,outcome\n< 100,|,approve\n< 50,|,deny\n"
    hit = read_table("t", text, TYPES).decide({"income": Decimal(5)})
    assert (hit.outputs["outcome"], hit.rows) == ("deny", (2, 3))


def test_reasons_of_a_collecting_table_are_a_list():
    text = "income,|C+,points,reason\n< 100,|,1,low\n< 50,|,2,\n< 10,|,3,very_low\n"
    hit = read_table("t", text, TYPES).decide({"income": Decimal(5)})
    assert hit.outputs == {"points": Decimal(6), "reason": ["low", "very_low"]}


def test_an_output_may_be_worked_out_and_notes_are_kept():
    text = 'income,|,amount,# law\n"> 0, null",|,"min(income, cap)",section 3\n'
    table = read_table("t", text, TYPES)
    assert table.decide({"income": Decimal(900), "cap": Decimal(500)}).outputs == {"amount": Decimal(500)}
    assert table.rows[0].notes == (("law", "section 3"),)
    assert table.outputs["amount"].kind == "number"


def test_a_spreadsheets_semicolons_byte_order_mark_and_blank_lines_are_understood():
    text = "\ufeffincome;|F;outcome\r\n\r\n// a remark\r\n<= 10.5;|;approve\r\n"
    table = read_table("t", text, TYPES)
    assert table.rows[0].line == 4 and table.outputs["outcome"].kind == "string"


def test_a_decimal_comma_of_a_spreadsheet_is_not_taken_for_two_values():
    with pytest.raises(PolicyProblems, match=r"expected 10\.5 for a number or 10, 5 for two values"):
        read_table("t", "income;|;outcome\n<= 10,5;|;approve\n", TYPES)


def test_a_table_says_what_it_looks_up_and_the_range_of_what_it_gives():
    table = read_table("t", "income,|,points\n< cap,|,1.5\n>= cap,|,20\n", TYPES)
    assert table.names == {"income", "cap"}
    points = table.outputs["points"]
    assert (points.scale, points.low, points.high) == (1, Decimal("1.5"), Decimal(20))


@pytest.mark.parametrize(
    ("rules", "missing"),
    [
        ("|F,points\n< 100,|,1\n-,|,2\n", False),
        ("|F,points\n< 100,|,1\n>= 100,|,2\n", True),  # no income
        ('|U,points\n< 100,|,1\n"null, >= 100",|,cap\n', False),
        ("|U,points\n< 100,|,1\n-,|,2\n", True),  # two rows may hold
        ("|A,points\n< 100,|,1\n-,|,1\n", False),
        ("|F,points\n< 100,|,1\n-,|,\n", True),
        ("|F,points\n< 100,|,1\n-,|,income\n", True),
        ("|F,points\n< 100,|,1\n-,|,cap / 2\n", True),  # what is worked out is not looked into
        ("|C+,points\n< 100,|,1\n-,|,2\n", False),
        ("|C#,points\n< 100,|,1\n", False),
        ("|F,points\n", True),
    ],
)
def test_an_output_may_be_missing_unless_some_row_surely_gives_it(rules, missing):
    table = read_table("t", "income," + rules, TYPES)
    assert table.outputs["points"].optional is missing


def test_an_output_of_written_texts_is_one_of_these():
    table = read_table("t", 'income,|,level,kind\n< 1,|,"""low""",tenure\n-,|,"""high""","""none"""\n', TYPES)
    assert (table.outputs["level"].options, table.outputs["kind"].options) == (("low", "high"), ("rent", "own", "none"))


def test_a_count_is_not_negative_and_a_sum_not_below_or_above_what_it_adds():
    counted = read_table("t", "income,|C#,points\n< 100,|,-5\n", TYPES).outputs["points"]
    added = read_table("t", "income,|C+,points\n< 100,|,5\n< 50,|,7\n", TYPES).outputs["points"]
    mixed = read_table("t", "income,|C+,points\n< 100,|,5\n< 50,|,-7\n", TYPES).outputs["points"]
    assert [(each.low, each.high) for each in (counted, added, mixed)] == [(0, None), (5, None), (None, None)]


@pytest.mark.parametrize(
    ("text", "row", "column", "message"),
    [
        ("", 1, None, "expected a header"),
        ("income,outcome\n", 1, None, "expected inputs, a column '|', and outputs"),
        ("incme,|,outcome\n-,|,deny\n", 1, "incme", "did you mean 'income'?"),
        ("income,|Z,outcome\n-,|,deny\n", 1, "|Z", "unknown hit policy 'Z'"),
        ("income,|P,outcome\n-,|,deny\n", 1, "|P", "expected '| P' with the outputs in order"),
        ("income,|C,outcome\n-,|,deny\n", 1, "outcome", "an outcome is one word"),
        ("income,|,a,a\n-,|,1,2\n", 1, "a", "a second output of this name"),
        ("income,|,two words\n-,|,1\n", 1, "two words", "expected a name for the output"),
        ("income,|,outcome\n< x,|,deny\n", 2, "income", "unknown name 'x'"),
        ("income,|,outcome\n,|,deny\n", 2, "income", "write - where any value will do"),
        ("tenure,|,outcome\n-,|,deny\nrnt,|,deny\n", 3, "tenure", "did you mean 'rent'?"),
        ("income,|,outcome\n-,|\n", 2, None, "expected 3 cells, found 2"),
        ("income,|,outcome\n-,x,deny\n", 2, "|", "expected '|', found 'x'"),
        ("income,|,outcome\n-,|,not approved\n", 2, "outcome", "expected one word or nothing"),
        ("income,|,level\n-,|,high\n", 2, "level", "a text is written in quotes: '\"high\"'"),
        ("income,|,level\n1,|,1\n2,|,true\n", 3, "level", "expected a number as above, found a boolean"),
        ('income,|C+,level\n1,|,"""a"""\n', 1, "level", "expected numbers to bring together"),
        ('income,|,outcome\n"-,|,deny\n', 2, None, "expected CSV whose quotes are closed"),
    ],
)
def test_a_wrong_table_says_which_row_and_column_and_what_was_expected(text, row, column, message):
    with pytest.raises(PolicyProblems) as refused:
        read_table("t", text, TYPES)
    problem = refused.value.problems[0]
    assert (problem.table, problem.row, problem.column) == ("t", row, column)
    assert message in problem.message


def test_all_problems_of_a_table_are_reported_at_once():
    text = "income,tenure,|,outcome\n< x,rnt,|,a b\n"
    with pytest.raises(PolicyProblems) as refused:
        read_table("t", text, TYPES)
    assert [problem.column for problem in refused.value.problems] == ["income", "tenure", "outcome"]

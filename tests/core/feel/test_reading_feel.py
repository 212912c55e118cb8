"""What FEEL expressions mean, and how a wrong one is reported."""

import itertools
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.core import feel
from sportello.core.feel import numbers, operators

TYPES = {
    "income": feel.optional(feel.MONEY),
    "size": feel.INTEGER,
    "zero": feel.NUMBER,
    "tenure": feel.choice("rent", "own"),
    "unknown": feel.optional(feel.BOOLEAN),
    "born": feel.DATE,
    "household": feel.list_of(feel.context({"name": feel.STRING, "age": feel.INTEGER, "income": feel.MONEY})),
    "limit": feel.keyed(feel.MONEY, "number"),
    "home": feel.context({"place": feel.context({"poverty_rate": feel.NUMBER})}),
}
CONTEXT = {
    "income": Decimal("1200.50"),
    "size": 3,
    "zero": Decimal(0),
    "tenure": "rent",
    "born": date(1980, 2, 29),
    "household": [
        {"name": "Ada", "age": 40, "income": Decimal(700)},
        {"name": "Ben", "age": 9, "income": Decimal(0)},
    ],
    "limit": {Decimal(3): Decimal(5000)},
    "home": {"place": {"poverty_rate": Decimal("0.31")}},
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1 + 2 * 3", Decimal(7)),
        ("(1 + 2) * 3", Decimal(9)),
        ("-size + 1", Decimal(-2)),
        ("2 ** 3", Decimal(8)),
        ("income / zero", None),
        ("1 / 3", Decimal("0.3333333333333333333333333333333333")),
        ("0.1 + 0.2 = 0.3", True),
        ("10 / 4 * 2", Decimal(5)),
        ("unknown", None),
        ("unknown and false", False),
        ("unknown and true", None),
        ("unknown or true", True),
        ("not(unknown)", None),
        ("unknown = null", True),
        ("income = null", False),
        ("income < null", None),
        ("if unknown then 1 else 2", Decimal(2)),
        ("size in [1..3]", True),
        ("size in [1..3)", False),
        ("size in ]3..5]", False),
        ("size in ]2..5[", True),
        ("size in (1, < 2, [3..4])", True),
        ("size in (> 5)", False),
        ('size between 1 and 3 and tenure = "rent"', True),
        ('tenure in ("own", "rent")', True),
        ("[1, 2, 3][2]", Decimal(2)),
        ("[1, 2, 3][-1]", Decimal(3)),
        ("[1, 2, 3][4]", None),
        ("count([1, 2, 3][item > 1])", Decimal(2)),
        ("count(household)", Decimal(2)),
        ("sum(household.income)", Decimal(700)),
        ("sum([])", None),
        ("count(household[age < 18])", Decimal(1)),
        ("household[1].name", "Ada"),
        ("some person in household satisfies person.age < size * 4", True),
        ("every person in household satisfies person.age >= 18", False),
        ("max(for person in household return person.age * 2)", Decimal(80)),
        ("limit[size]", Decimal(5000)),
        ("limit[99]", None),
        ("home.place.poverty_rate > 0.3", True),
        ("min(3, 1, 2)", Decimal(1)),
        ("min(income, null)", None),
        ("floor(-1.5)", Decimal(-2)),
        ("ceiling(-1.5)", Decimal(-1)),
        ("decimal(2.345, 2)", Decimal("2.34")),
        ("round half up(2.345, 2)", Decimal("2.35")),
        ("round down(-2.349, 2)", Decimal("-2.34")),
        ("round up(2.341, 2)", Decimal("2.35")),
        ("abs(-3)", Decimal(3)),
        ("modulo(-7, 3)", Decimal(2)),
        ('date("2020-01-31") + duration("P1M")', date(2020, 2, 29)),
        ('date("2020-05-04") - date("2020-05-01") = duration("P3D")', True),
        ('@"2020-05-04" > @"2020-05-03"', True),
        ("born.year", Decimal(1980)),
        ('years and months duration(born, date("2020-02-28")).years', Decimal(39)),
        ('duration("P30D") * 2', timedelta(days=60)),
        ('contains("sportello", "port")', True),
        ('starts with("sportello", "x")', False),
        ('ends with("sportello", "ello")', True),
        ('upper case("ab") + lower case("CD")', "ABcd"),
        ('string length("età")', Decimal(3)),
        ('substring("sportello", 2, 4)', "port"),
        ("list contains([1, 2], 2.0)", True),
        ("all([true, unknown])", None),
        ("any([true, unknown])", True),
        ("append([1], 2)", [Decimal(1), Decimal(2)]),
        ("concatenate([1], [2])", [Decimal(1), Decimal(2)]),
        ("distinct values([1, 2, 1.0])", [Decimal(1), Decimal(2)]),
        ('number("12.50") = 12.5', True),
        ('number("twelve")', None),
        ("string(12.50)", "12.5"),
        ("is defined(income)", True),
        ("is defined(unknown)", False),
        ('"a\\"b"', 'a"b'),
        ("1 /* of many */ + 1 // and more", Decimal(2)),
    ],
)
def test_an_expression_gives_its_value(text, value):
    found = feel.read_expression(text, TYPES)(CONTEXT)
    assert found == value and type(found) is type(value)


@pytest.mark.parametrize(
    ("text", "column", "message"),
    [
        ("incme > 3", 1, "unknown name 'incme'; did you mean 'income'?"),
        ("income + tenure", 10, "'+' does not go between a number and a string"),
        ('tenure = "rnt"', 10, "expected one of rent, own, found 'rnt'; did you mean 'rent'?"),
        ("income >", 9, "expected a value, found the end"),
        ("income > > 3", 10, "expected a value, found '>'"),
        ("floo(income)", 1, "unknown function 'floo'; did you mean 'floor'?"),
        ('floor("a")', 1, "floor takes (number, number?), found (string)"),
        ('date("2020-02-30")', 1, 'expected a date that exists, as "2020-05-04"'),
        ("if income then 1 else 2", 4, "expected a boolean after 'if', found a number"),
        ("size = born", 8, "expected a number to compare with, found a date"),
        ('limit["a"]', 7, "expected a number as key, found a string"),
        ("born.yaer", 1, "a date has no 'yaer'; did you mean 'year'?"),
        ("household[1].agee", 1, "a context has no 'agee'; did you mean 'age'?"),
        ("? > 3", 1, "expected a value; '?' stands for the tested value in a table's cell only"),
        ("1" * 35, 1, "expected a number of at most 34 digits"),
        ("-" * 100 + "size", 1, "expected at most 60 levels"),
        ("x" * 10_001, 1, "expected at most 10000 characters"),
        ("__import__('os')", 12, "expected"),
    ],
)
def test_a_wrong_expression_says_where_and_what_was_expected(text, column, message):
    with pytest.raises(feel.FeelError) as refused:
        feel.read_expression(text, TYPES)
    assert refused.value.column == column
    assert message in refused.value.message


@pytest.mark.parametrize(
    ("cell", "kind", "value", "holds"),
    [
        ("-", feel.NUMBER, None, True),
        ("5", feel.NUMBER, Decimal("5.0"), True),
        ("< 5", feel.NUMBER, Decimal(4), True),
        ("< 5", feel.NUMBER, None, None),
        ("[1..3]", feel.NUMBER, Decimal(3), True),
        ("(1..3)", feel.NUMBER, Decimal(3), False),
        ("1, [5..9], > 100", feel.NUMBER, Decimal(7), True),
        ("not(< 5)", feel.NUMBER, Decimal(7), True),
        ("not(1, 2)", feel.NUMBER, Decimal(3), True),
        ("not(null)", feel.NUMBER, None, False),
        ("null", feel.NUMBER, None, True),
        ("? > size * 2", feel.NUMBER, Decimal(7), True),
        ("size", feel.NUMBER, Decimal(3), True),
        ("rent", TYPES["tenure"], "rent", True),
        ('"rent", "own"', TYPES["tenure"], "own", True),
        ("not(rent)", TYPES["tenure"], "own", True),
        ("not(rent)", TYPES["tenure"], None, True),
        ("true", feel.BOOLEAN, True, True),
        ("not(true)", feel.BOOLEAN, False, True),
        ('>= date("2020-01-01")', feel.DATE, date(2020, 1, 1), True),
        ('list contains(?, "a")', feel.list_of(feel.STRING), ["a"], True),
    ],
)
def test_a_cell_tests_its_input(cell, kind, value, holds):
    assert feel.read_unary(cell, kind, TYPES)(value, CONTEXT) is holds


def test_a_word_that_is_an_option_is_that_option_even_where_a_question_has_the_name():
    cell = feel.read_unary("rent", feel.choice("rent", "own"), {"rent": feel.MONEY})
    assert cell("rent") is True and cell.names == frozenset()


def test_a_cell_names_the_nearest_option():
    with pytest.raises(feel.FeelError, match="did you mean 'rent'"):
        feel.read_unary("rnt", feel.choice("rent", "own"), TYPES)


def test_an_expression_knows_its_type_and_the_names_it_looks_up():
    expression = feel.read_expression("sum(household.income) / limit[size] < 0.8", TYPES)
    assert expression.type == feel.BOOLEAN
    assert expression.names == {"household", "limit", "size"}


def test_a_name_of_the_context_is_never_run():
    trap = {"size": feel.NUMBER, "è_casa": feel.NUMBER}
    assert feel.read_expression("è_casa + size", trap)({"è_casa": 1, "size": 2}) == 3


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("1200.50"), "1200.5"),
        (Decimal("-0.00"), "0"),
        (Decimal("1E+3"), "1000"),
        (7, "7"),
        (True, True),
        (None, None),
        (date(2020, 5, 4), "2020-05-04"),
        (timedelta(days=30, hours=2), "P30DT2H"),
        (feel.Months(18), "P1Y6M"),
        ([Decimal("1.0"), {"a": Decimal("2.10")}], ["1", {"a": "2.1"}]),
    ],
)
def test_equal_values_have_one_canonical_form(value, written):
    assert feel.canonical(value) == written


COMPARE = {"=": operators.equal, "!=": operators.unequal, **operators.ORDERINGS}


@pytest.mark.parametrize("operator", COMPARE)
def test_what_is_compared_may_be_missing_or_worked_out(operator):
    types = {"a": feel.NUMBER, "b": feel.NUMBER, "all": feel.list_of(feel.NUMBER)}
    sides = {"a": "b", "a + 1": "b", "b": "a + 1", "a + 2": "b + 1", "b + 1": "null", "null": "a"}
    numbers = (None, Decimal("1"), Decimal("2.0"), Decimal("2"), Decimal("-3"))
    for left, right in sides.items():
        compare, one, other, test, among = (
            feel.read_expression(text, types)
            for text in (
                f"{left} {operator} {right}",
                left,
                right,
                f"if {left} {operator} {right} then 1 else 0",
                f"some x in all satisfies x + 1 {operator} {right}",
            )
        )
        for a, b in itertools.product(numbers, repeat=2):
            names = {"a": a, "b": b, "all": [a]}
            assert compare(names) is COMPARE[operator](one(names), other(names))
            assert test(names) == (compare(names) is True)
            assert among(names) is COMPARE[operator](operators.add(a, Decimal(1)), other(names))


@pytest.mark.parametrize("text", ["some x in all satisfies x < 2", "of.part < 2", "2 > of.part"])
def test_a_member_that_is_not_what_its_type_says_compares_to_null(text):
    types = {"all": feel.list_of(feel.NUMBER), "of": feel.context({"part": feel.NUMBER})}
    names = {"all": ["one"], "of": {"part": "one"}}
    assert feel.read_expression(text, types)(names) is None
    assert feel.read_expression(f"if {text} then 1 else 0", types)(names) == 0


@given(st.decimals(-(10**40), 10**40) | st.integers())
def test_a_number_is_written_as_its_34_digits_are(number):
    rounded = numbers.CONTEXT.normalize(Decimal(number))
    written = feel.canonical(number)
    assert Decimal(written) == rounded
    assert written == (format(rounded, "f") if rounded else "0")


def test_a_duration_is_read_as_it_is_written():
    for text in ("P30D", "PT5M", "-P1DT1S", "P1Y6M", "-P3M"):
        read = feel.read_expression(f'duration("{text}")', {})({})
        assert feel.canonical(read) == text

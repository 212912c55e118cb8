"""Overlaps and gaps of a table are found, each with an example; nothing is found where nothing is."""

from decimal import Decimal
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sportello.core import analysis, feel
from sportello.core.table_reading import read_table

TYPES = {
    "income": feel.number(2, Decimal(0)),
    "size": feel.number(0, Decimal(1), Decimal(20)),
    "tenure": feel.choice("rent", "own"),
    "cap": feel.MONEY,
}


def look(text, known=None, **settings):
    table = read_table("t", text, TYPES)
    return analysis.analyse(table, TYPES, known or {}, Random(1), **settings)


def test_a_table_without_faults_is_reported_so_exactly():
    report = look("income,tenure,|,points\n< 100,rent,|,1\n>= 100,rent,|,2\n-,own,|,3\n")
    assert (report.exact, report.overlaps, report.gaps) == (True, (), ())


def test_two_rows_that_hold_together_are_named_with_an_example():
    (overlap,) = look("income,tenure,|,points\n<= 100,rent,|,1\n>= 100,-,|,2\n< 100,own,|,3\n").overlaps
    assert overlap.rows == (2, 3)
    assert overlap.example == {"income": Decimal(100), "tenure": "rent"}


def test_first_hit_does_not_mind_overlaps_and_any_minds_unequal_outputs_only():
    rules = "\n<= 100,|,1\n>= 100,|,{}\n"
    assert look("income,|F,points" + rules.format(2)).overlaps == ()
    assert look("income,|A,points" + rules.format(1)).overlaps == ()
    assert len(look("income,|A,points" + rules.format(2)).overlaps) == 1


def test_a_case_no_row_covers_is_shown():
    (gap,) = look("income,tenure,|,points\n< 100,-,|,1\n> 100,-,|,2\n100,rent,|,3\n").gaps
    assert gap == {"income": Decimal(100), "tenure": "own"}


def test_what_the_question_does_not_allow_is_no_gap():
    report = look("size,|,points\n[1..4],|,1\n[5..20],|,2\n")
    assert (report.exact, report.gaps) == (True, ())


@pytest.mark.parametrize(
    ("cell", "gap"), [("< -5", 0), ("> 10", 0), ("< 10", 10), ("<= 10", "10.50"), ("-5, 11", 0), ("> 0", 0)]
)
def test_a_range_beyond_the_written_values_is_looked_at_up_to_the_ends_of_what_can_be(cell, gap):
    kind = feel.number(2, Decimal(0), Decimal("10.50"))
    table = read_table("t", f'size,|,points\n"{cell}",|,1\n', {"size": kind})
    assert {"size": Decimal(gap)} in analysis.analyse(table, {}, {}, Random(1)).gaps
    assert analysis.always_hits(table) is False


@pytest.mark.parametrize(
    ("text", "always"),
    [
        ("size,|F,points\n< 5,|,1\n>= 5,|,2\n", True),
        ("size,|F,points\n< 5,|,1\n> 5,|,2\n", False),
        ("size,|F,points\n< cap,|,1\n>= cap,|,2\n", False),  # parameters change
        ("size,|F,points\n< cap,|,1\n-,|,2\n", True),
        ("size,|U,points\n< cap,|,1\n-,|,2\n", False),
        ("size,|U,points\n-,|,2\n", True),
    ],
)
def test_a_table_always_hits_when_it_has_no_gap_and_no_contradiction(text, always):
    assert analysis.always_hits(read_table("t", text, TYPES)) is always


def test_a_missing_answer_is_a_gap_only_where_it_may_be_missing():
    table = read_table("t", "size,|,points\n>= 1,|,1\n", {"size": feel.optional(TYPES["size"])})
    assert analysis.analyse(table, {}, {}, Random(1)).gaps == ({"size": None},)


def test_parameters_of_the_day_count_as_written_values():
    text = "income,|,points\n< cap,|,1\n> cap,|,2\n"
    report = look(text, known={"cap": Decimal(70)})
    assert (report.exact, report.gaps) == (True, ({"income": Decimal(70)},))


def test_a_table_that_compares_with_unknown_values_is_tried_with_samples():
    report = look("income,size,|,points\n< size * 10,-,|,1\n> 50,-,|,2\n")
    assert not report.exact
    assert report.overlaps[0].rows == (2, 3)


def test_a_search_that_takes_too_long_says_so():
    text = "income,size,|F,points\n< 5,< 9,|,1\n>= 5,-,|,2\n-,>= 9,|,3\n"
    assert look(text).exact
    assert look(text, steps=3) == analysis.Report(False, (), ())


ends = st.integers(0, 6)
cells = st.one_of(
    st.just("-"),
    st.tuples(st.sampled_from(["<", "<=", ">", ">=", "="]), ends).map(lambda each: f"{each[0]} {each[1]}"),
    st.tuples(ends, ends).map(lambda each: f"[{min(each)}..{max(each)})"),
)


@settings(max_examples=150)
@given(st.lists(st.tuples(cells, cells), min_size=1, max_size=6))
def test_the_exact_search_agrees_with_trying_every_case(rules):
    kind = feel.number(0, Decimal(0), Decimal(7))
    lines = "\n".join(f'"{first}","{second}",|,{n}' for n, (first, second) in enumerate(rules))
    table = read_table("t", "a,b,|,points\n" + lines, {"a": kind, "b": kind})
    report = analysis.analyse(table, {}, {}, Random(1))
    every = [table.decide({"a": Decimal(a), "b": Decimal(b)}).rows for a in range(8) for b in range(8)]
    assert report.exact
    assert analysis.always_hits(table) == all(len(rows) == 1 for rows in every)
    assert bool(report.gaps) == any(not rows for rows in every)
    assert {each.rows for each in report.overlaps} == {
        (one, other) for rows in every for one in rows for other in rows if one < other
    }
    assert all(table.decide(gap).rows == () for gap in report.gaps)
    assert all(set(each.rows) <= set(table.decide(each.example).rows) for each in report.overlaps)


@pytest.mark.parametrize(("text", "disjoint"), [("< 5,|,1\n>= 5,|,2\n", True), ("< 5,|,1\n> 4,|,2\n", False)])
def test_disjoint_rows_are_known_as_such(text, disjoint):
    assert analysis.is_disjoint(read_table("t", "income,|,points\n" + text, TYPES)) is disjoint

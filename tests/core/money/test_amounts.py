"""Amounts, instalments and creditor references."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.town import code_of

from sportello.core.money import amounts, creditor_references, instalments

BODIES = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789", min_size=1, max_size=21)


@pytest.mark.parametrize("amount", ["0", "-1", "0.001", "NaN", "Infinity", "1000000000"])
def test_an_amount_is_positive_finite_and_not_too_exact(amount: str) -> None:
    assert code_of(lambda: amounts.check(Decimal(amount), "EUR")) == "money.amount"


def test_amounts_have_the_digits_of_their_currency() -> None:
    assert (amounts.to_minor(Decimal("12.5"), "EUR"), amounts.to_minor(Decimal(1250), "JPY")) == (1250, 1250)
    assert code_of(lambda: amounts.check(Decimal("12.5"), "JPY")) == "money.amount"
    assert code_of(lambda: amounts.digits("euro")) == "money.currency"


@given(st.integers(-(10**8), 10**8), st.sampled_from(["EUR", "USD", "JPY"]))
def test_minor_units_come_back(count: int, currency: str) -> None:
    amount = amounts.from_minor(count, currency)
    assert count <= 0 or amounts.to_minor(amount, currency) == count


@given(st.decimals(Decimal("0.60"), Decimal(99999), places=2), st.integers(1, 60))
def test_instalments_add_up_exactly_and_differ_by_cents(amount: Decimal, count: int) -> None:
    plan = instalments.plan(amount, "EUR", date(2026, 1, 31), count)
    assert sum(one.amount for one in plan) == amount
    assert len(plan) == count and plan[0].amount - plan[-1].amount < Decimal("0.60")


def test_instalments_fall_on_the_same_day_or_the_last_of_the_month() -> None:
    plan = instalments.plan(Decimal(100), "EUR", date(2026, 1, 31), 3)
    assert [(str(one.amount), one.due_on) for one in plan] == [
        ("33.34", date(2026, 1, 31)),
        ("33.33", date(2026, 2, 28)),
        ("33.33", date(2026, 3, 31)),
    ]


def test_the_next_instalment_is_what_is_left_of_the_first_not_paid_whole() -> None:
    plan = instalments.plan(Decimal(90), "EUR", date(2026, 1, 1), 3)
    assert instalments.next_due(plan, Decimal(90)) == plan[0]
    left = instalments.next_due(plan, Decimal(50))
    assert left and (left.number, left.amount) == (2, Decimal(20))
    assert instalments.next_due(plan, Decimal(0)) is None


@pytest.mark.parametrize("count", [0, 61])
def test_there_are_as_many_instalments_as_make_sense(count: int) -> None:
    assert code_of(lambda: instalments.plan(Decimal(100), "EUR", date(2026, 1, 1), count)) == "money.instalments"


def test_the_standards_own_example() -> None:
    assert creditor_references.make("539007547034") == "RF18539007547034"
    assert creditor_references.read("RF18 5390 0754 7034") == "RF18539007547034"


@given(BODIES)
def test_a_reference_is_read_back_and_found_in_what_a_payer_wrote(body: str) -> None:
    reference = creditor_references.make(body)
    assert creditor_references.read(creditor_references.render(reference)) == reference
    assert creditor_references.find(f"permit {creditor_references.render(reference)}") is not None


@given(st.text("0123456789", min_size=1, max_size=21), st.data())
def test_one_wrong_digit_is_noticed(body: str, data: st.DataObject) -> None:
    reference = creditor_references.make(body)
    at = data.draw(st.integers(2, len(reference) - 1))
    other = data.draw(st.sampled_from("0123456789"))
    if other != reference[at]:
        assert code_of(lambda: creditor_references.read(reference[:at] + other + reference[at + 1 :])) == (
            "payment.reference"
        )

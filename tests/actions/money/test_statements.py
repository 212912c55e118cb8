"""Transfers: each movement of a statement is booked once, however statements overlap; what is unclear is for people."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID, uuid4

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests import town as towns
from tests.actions.money.test_paying import owe, standing, treasurer
from tests.town import Town, code_of

from sportello.actions import live, retention
from sportello.actions.money import differences, exporting, giving_back, statements, transfers
from sportello.core import actors
from sportello.core.actors import Actor, Role
from sportello.core.money import ledger
from sportello.core.money.statements import Line, Statement
from sportello.integrations.camt import CamtStatements
from sportello.store.money import BankStatement, Bill, Difference, Entry, Posting, RefundRequest, Transfer

IBAN = "DE89370400440532013000"
DAY = date(2026, 5, 4)
BY = actors.system("bank")


class Given:
    """A bank that gives the statements it is told to, in place of a file."""

    def __init__(self, *statements: Statement) -> None:
        self._statements = statements

    def read(self, content: bytes) -> tuple[Statement, ...]:
        return self._statements


def take(*lines: Line, name: str = "", by: Actor = BY, account: str = IBAN) -> dict[str, int]:
    """Take in one statement with these movements."""
    return take_all([Statement(account, name or str(uuid4()), "USD", None, None, DAY, lines)], by)


def take_all(given: Iterable[Statement], by: Actor = BY) -> dict[str, int]:
    with towns.with_parts(statements=Given(*given)):
        return dict(statements.take(b"", by=by))


def usd(amount: str = "40.00") -> tuple[UUID, str]:
    bill = owe(towns.resident(), amount, currency="USD")
    return bill, Bill.objects.get(id=bill).reference


def came(reference: str, amount: str = "40.00", currency: str = "USD", **more: str) -> Line:
    return Line(more.pop("bank_id", str(uuid4())), Decimal(amount), currency, DAY, (reference,), **more)


def noted(line: Line) -> Difference:
    return Difference.objects.get(facts__bank=line.bank_id)


def test_a_transfer_is_booked_to_the_bill_it_names_and_once(town: Town) -> None:
    bill, reference = usd()
    line = came(reference)
    assert take(line) == {"booked": 1, "known": 0, "noted": 0}
    assert take(line) == take(line, name="another") == {"booked": 0, "known": 1, "noted": 0}
    assert standing(bill) == (0, 0, 40)


def test_a_whole_file_is_read_booked_and_kept(town: Town) -> None:
    bill, reference = usd("100.00")
    text = towns.Path("tests/integrations/camt/batch_08.xml").read_text(encoding="latin-1")
    file = text.replace("RF18539007547034", reference).replace("B-1", str(uuid4())).encode("latin-1")
    with towns.with_parts(statements=CamtStatements()):
        told = statements.take(file, by=BY)
    assert (told["booked"], standing(bill)) == (1, (40, 0, 60))
    kept = BankStatement.objects.get(account=IBAN, name="STMT-2026-087")
    assert (kept.opening, kept.closing) == (1000, 1065)


@pytest.mark.parametrize(("amount", "left"), [("15.00", (25, 0, 15)), ("55.00", (0, 15, 55))])
def test_less_or_more_than_owed_is_booked_as_it_came(town: Town, amount: str, left: tuple[int, int, int]) -> None:
    bill, reference = usd()
    take(came(reference, amount))
    assert standing(bill) == left
    assert Difference.objects.filter(bill=bill, kind="overpaid").exists() == (left[1] > 0)


def test_what_nobody_can_tell_is_put_before_people_once(town: Town) -> None:
    bill, reference = usd()
    cases = {
        "bank_unknown": came("RF18539007547034"),
        "bank_currency": came(reference, currency="CHF"),
        "bank_reversal": came(reference, "-40.00", problem="reversal"),
        "bank_batch": came(reference, problem="batch"),
        "bank_out": came(reference, "-3.00"),
    }
    for kind, line in cases.items():
        assert take(line)["noted"] == 1
        assert take(line)["known"] == 1
        assert noted(line).kind == kind
    unnamed = Line("", Decimal(40), "USD", DAY, (reference,))
    take(unnamed, name="s1")
    take(unnamed, name="s1")
    assert Difference.objects.filter(kind="bank_unnamed", facts__references=reference).count() == 1
    assert standing(bill) == (40, 0, 0)


def test_a_transfer_for_two_bills_is_put_before_people(town: Town) -> None:
    (one, first), (two, second) = usd(), usd()
    line = Line(str(uuid4()), Decimal(80), "USD", DAY, (first, second))
    take(line)
    assert noted(line).kind == "bank_unknown"
    assert standing(one) == standing(two) == (40, 0, 0)


def test_a_lead_books_a_transfer_to_the_bill_it_was_for(town: Town) -> None:
    bill, reference = usd()
    line = came("RF18539007547034", "45.00")
    take(line)
    row = noted(line)
    for by in (
        towns.resident(),
        towns.stranger(),
        towns.staff("cashier", Role.CASHIER),
        towns.staff("*", Role.AUDITOR),
    ):
        assert code_of(lambda by=by: statements.book(row.id, reference, by=by)) == "access.role"  # type: ignore[misc]
    lead = treasurer()
    assert code_of(lambda: statements.book(row.id, "RF18", by=lead)) == "payment.reference"
    assert code_of(lambda: statements.book(row.id, "RF18539007547034", by=lead)) == "bill.not_found"
    euros = Bill.objects.get(id=owe(towns.resident())).reference
    assert code_of(lambda: statements.book(row.id, euros, by=lead)) == "statement.currency"
    statements.book(row.id, reference, by=lead)
    assert standing(bill) == (0, 5, 45)
    assert code_of(lambda: statements.book(row.id, reference, by=lead)) == "difference.not_found"
    assert take(line)["known"] == 1
    assert [one.by for one in differences.list_ended(by=lead) if one.id == row.id] == [lead.name]


def test_only_a_transfer_is_booked_from_a_difference(town: Town) -> None:
    _, reference = usd()
    differences.note("amount", key := str(uuid4()), facts={})
    row = Difference.objects.get(key=key)
    assert code_of(lambda: statements.book(row.id, reference, by=treasurer())) == "difference.not_found"


def test_money_given_back_by_transfer_is_seen_to_leave(town: Town) -> None:
    bill, reference = usd()
    take(came(reference, "55.00"))
    giving_back.ask(bill, Decimal(15), ledger.PLACES[2], "Too much", by=treasurer())
    assert standing(bill) == (0, 0, 40)
    gone = came(reference, "-15.00")
    assert take(gone)["booked"] == 1 and take(gone)["known"] == 1
    assert RefundRequest.objects.get(bill=bill).seen_at
    assert noted(gone).ended_at
    assert take(came(reference, "-15.00"))["noted"] == 1


def test_balances_are_held_against_movements_and_the_statement_before(town: Town) -> None:
    names = [str(uuid4()) for _ in range(3)]
    first = Statement(IBAN, names[0], "USD", Decimal(7), Decimal(12345), DAY, ())
    second = Statement(IBAN, names[1], "USD", Decimal(12345), Decimal(12345), DAY, ())
    third = Statement(IBAN, names[2], "USD", Decimal(99999), Decimal(99999), DAY, ())
    take_all([first, second, third])
    take_all([first, second, third])
    found = Difference.objects.filter(facts__statement__in=names).values_list("facts__statement", "kind")
    assert {one for one in found if one[1] == "bank_balance"} == {(names[0], "bank_balance")}
    assert (names[2], "bank_gap") in found and (names[1], "bank_gap") not in found


def test_only_cashiers_take_statements_in_and_only_of_the_citys_account(town: Town) -> None:
    _, reference = usd()
    for by in (towns.resident(), towns.stranger(), towns.staff("housing", Role.LEAD), towns.staff("*", Role.AUDITOR)):
        assert code_of(lambda by=by: take(came(reference), by=by)) == "access.role"  # type: ignore[misc]
    good, other = came(reference), came(reference)
    read = [
        Statement(IBAN, "g", "USD", None, None, DAY, (good,)),
        Statement("X", "o", "USD", None, None, DAY, (other,)),
    ]
    assert code_of(lambda: take_all(read)) == "statement.account"
    assert not Entry.objects.filter(receipt=good.bank_id).exists()
    assert code_of(lambda: statements.list_newest(by=towns.resident())) == "access.role"
    with towns.with_parts(statements=None):
        assert code_of(lambda: statements.take(b"", by=BY)) == "statement.not_offered"


@st.composite
def _parted(draw: st.DrawFn) -> Sequence[Sequence[int]]:
    """Give statements that each have some of six movements, each movement in at least one, in any order and often."""
    parts = draw(st.lists(st.lists(st.integers(0, 5), max_size=8), max_size=5))
    return draw(st.permutations([*parts, *([number] for number in range(6))]))


@settings(max_examples=15)
@given(_parted())
def test_however_statements_are_parted_each_movement_is_booked_once(
    town: Town, parted: Sequence[Sequence[int]]
) -> None:
    bills = [usd() for _ in range(2)]
    lines = [came(bills[number % 2][1], f"{number + 1}.00") for number in range(6)]
    told = [take(*(lines[number] for number in part)) for part in parted]
    assert sum(one["booked"] for one in told) == 6
    assert [standing(bill)[2] for bill, _ in bills] == [1 + 3 + 5, 2 + 4 + 6]
    ids = [bill for bill, _ in bills]
    assert sum(Posting.objects.filter(entry__bill__in=ids).values_list("amount", flat=True)) == 0


def test_a_month_of_the_ledger_is_written_with_lines_that_add_up(town: Town) -> None:
    bill, reference = usd()
    take(came(reference, bank_id="=1+1" + str(uuid4())))
    auditor = towns.staff("*", Role.AUDITOR)
    rows = list(csv.DictReader(io.StringIO("".join(exporting.write_month(live.today().replace(day=1), by=auditor)))))
    ours = [row for row in rows if row["bill"] == str(bill)]
    assert [row["kind"] for row in ours] == ["opened", "opened", "paid", "paid"]
    assert sum(Decimal(row["amount"]) for row in ours) == 0
    assert ours[-1]["receipt"].startswith("1+1") and ours[0]["reference"] == reference
    later = exporting.write_month(live.today().replace(day=1, year=2031), by=auditor)
    assert len(list(later)) == 1
    for by in (towns.resident(), towns.stranger(), towns.staff("housing", Role.LEAD)):
        assert code_of(lambda by=by: exporting.write_month(live.today(), by=by)) == "access.role"  # type: ignore[misc]


def test_who_paid_what_nobody_finds_a_bill_for_is_forgotten_in_the_end(town: Town) -> None:
    differences.note("unknown_payment", key := uuid4().hex, facts={})
    transfers.keep(key, Line(key, Decimal(40), "USD", live.today(), payer="Ana Ruiz"))
    retention.delete_expired()
    assert Transfer.objects.filter(difference__key=key).exists()
    town.clock.at += transfers.KEPT + timedelta(days=1)
    assert retention.delete_expired()["payers"] >= 1
    assert not Transfer.objects.filter(difference__key=key).exists()
    assert Difference.objects.filter(key=key, ended_at=None).exists()

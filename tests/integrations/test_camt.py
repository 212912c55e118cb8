"""Statements as banks write them, and files that no bank would write."""

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from sportello.core.errors import Refused
from sportello.core.money.statements import Line, Statement
from sportello.integrations.camt import LARGEST, CamtStatements

HERE = Path(__file__).parent / "camt"
IBAN, REFERENCE = "DE89370400440532013000", "RF18539007547034"
DAY = date(2026, 5, 4)
WRITTEN = "Licencia de perro rf18 5390 0754 7034 gracias"


def read(name: str, *changed: tuple[str, str]) -> Statement:
    text = (HERE / name).read_text(encoding="latin-1")
    for before, after in changed:
        assert before in text
        text = text.replace(before, after)
    [statement] = CamtStatements().read(text.encode("latin-1"))
    return statement


def refused(content: bytes) -> str:
    with pytest.raises(Refused) as told:
        CamtStatements().read(content)
    return told.value.code


def test_a_statement_of_version_02_with_one_payment_an_entry() -> None:
    statement = read("savings_bank_02.xml")
    assert statement.lines == (
        Line(
            "NONREF-2026050412345", Decimal("40.00"), "EUR", DAY, (REFERENCE,), "NOTPROVIDED", "", "Ana Ruiz", REFERENCE
        ),
        Line("2026050412346", Decimal("41.50"), "EUR", DAY, (REFERENCE,), "x", "", "", WRITTEN),
    )
    assert (statement.account, statement.name, statement.currency) == (IBAN, "0352C5320260504/130", "EUR")
    assert (statement.opening, statement.closing, statement.until) == (-100, Decimal("-18.50"), DAY)
    assert statement.gap == 0


def test_a_statement_of_version_08_with_a_batch_a_reversal_and_a_charge() -> None:
    statement = read("batch_08.xml")
    assert statement.lines == (
        Line("1 2026-05-04 B-1", Decimal("60.00"), "USD", DAY, (REFERENCE,), "E1", text=REFERENCE),
        Line("1 2026-05-04 B-2", Decimal("40.00"), "USD", DAY, text="RF00NOTRIGHT"),
        Line("R-9", Decimal("-30.00"), "USD", DAY, (REFERENCE,), problem="reversal"),
        Line("3 2026-05-04", Decimal("-5.00"), "USD", DAY),
    )
    assert (statement.currency, statement.gap) == ("USD", 0)


def test_a_batch_that_does_not_add_up_is_left_to_people() -> None:
    for changed in (('Ccy="USD">60.00', 'Ccy="USD">61.00'), ('Ccy="USD">60.00', 'Ccy="CHF">60.00')):
        first = read("batch_08.xml", changed).lines[0]
        assert (first.problem, first.amount, first.bank_id) == ("batch", 100, "1 2026-05-04")


def test_an_entry_the_bank_does_not_name_has_no_id() -> None:
    assert read("batch_08.xml", ("<ns2:NtryRef>1</ns2:NtryRef>", "")).lines[0].bank_id == ""
    assert read("savings_bank_02.xml", ("<AcctSvcrRef>2026050412346</AcctSvcrRef>", "")).lines[1].bank_id == ""


def test_balances_that_do_not_fit_are_told() -> None:
    assert read("batch_08.xml", (">1065.00<", ">1070.00<")).gap == 5
    assert read("batch_08.xml", (">CLBD<", ">CLAV<")).gap == 0


def test_returned_payments_are_reversals() -> None:
    returned = ("<RmtInf><Ustrd>", "<RtrInf><Rsn><Cd>AC01</Cd></Rsn></RtrInf><RmtInf><Ustrd>")
    assert read("savings_bank_02.xml", returned).lines[1].problem == "reversal"


BOMB = b"""<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt>&b;</BkToCstmrStmt></Document>"""
OUTSIDE = b"""<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]><Document>&x;</Document>"""
REMOTE = b"""<!doctype d SYSTEM "http://127.0.0.1:9/evil.dtd"><Document/>"""


@pytest.mark.parametrize(
    "content", [BOMB, OUTSIDE, REMOTE, BOMB.decode().replace("?>", ' encoding="UTF-16"?>', 1).encode("utf-16")]
)
def test_whatever_declares_a_document_type_is_refused(content: bytes) -> None:
    assert refused(content) == "statement.unsafe"


def test_a_document_type_in_an_odd_encoding_is_refused_too() -> None:
    odd = BOMB.decode().replace("?>", ' encoding="cp037"?>', 1).encode("cp037")
    assert refused(odd) in ("statement.unsafe", "statement.unreadable")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not xml",
        b"<a/>",
        b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.001.001.03"/>',
        b"<Document>&undeclared;</Document>",
        (HERE / "batch_08.xml").read_bytes().replace(b">100.00<", b">1e9<"),
        (HERE / "batch_08.xml").read_bytes().replace(b">100.00<", b">-100.00<"),
        (HERE / "batch_08.xml").read_bytes().replace(b"2026-05-04<", b"yesterday<"),
        (HERE / "batch_08.xml").read_bytes()[:1500],
    ],
)
def test_whatever_is_no_statement_is_refused(content: bytes) -> None:
    assert refused(content) == "statement.unreadable"


def test_a_file_that_is_too_large_is_refused_before_it_is_read() -> None:
    assert refused(b"<" * (LARGEST + 1)) == "statement.too_large"


def test_a_movement_is_named_alike_in_each_statement_and_apart_from_others() -> None:
    line = Line("A1", Decimal("40.00"), "EUR", DAY, (REFERENCE,))
    assert line.key(IBAN) == Line("A1", Decimal("40.0"), "EUR", date(2026, 5, 5), (REFERENCE,)).key(IBAN)
    others = (Line("A2", line.amount, "EUR", DAY, (REFERENCE,)), Line("A1", -line.amount, "EUR", DAY, (REFERENCE,)))
    assert len({line.key(IBAN), line.key("X"), *(one.key(IBAN) for one in others)}) == 4

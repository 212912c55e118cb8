"""Bank statements in ISO 20022 camt.053, versions 02 to 12, read by pycamt.

Where pycamt takes the first element of a name at any depth, what is meant is looked for at its own place here: the
bank's id of an entry, and the amount of each payment in a batch (a payment's instructed amount may be in another
currency). Amounts stay decimals.
"""

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from lxml import etree
from pycamt.parser import Camt053ParseError, Camt053Parser

from sportello.core.errors import Refused
from sportello.core.money import creditor_references
from sportello.core.money.statements import Line, Statement

LARGEST = 20 * 1024**2
AMOUNT = re.compile(r"\d{1,15}(\.\d{1,5})?")
OPENING, CLOSING = ("OPBD", "PRCD"), ("CLBD",)
REFERENCE = "RmtInf/Strd/CdtrRefInf/Ref"
PAYERS = ("Nm", "Pty/Nm", "Agt/FinInstnId/Nm")
LONGEST_TOLD = 300  # characters of who paid, and of what they wrote


class CamtStatements:
    """Reads statements that a bank gives as camt.053."""

    def read(self, content: bytes) -> tuple[Statement, ...]:
        """Read a document; Refused `statement.too_large`, `statement.unsafe` (it declares entities), `….unreadable`."""
        root = _parse(content)
        try:
            return tuple(_Document(root).list_statements())
        except (Camt053ParseError, ValueError, AttributeError, TypeError) as error:
            raise Refused("statement.unreadable") from error


def _parse(content: bytes) -> Any:
    """Parse without entities, DTD or network; nothing that declares a document type is taken."""
    if len(content) > LARGEST:
        raise Refused("statement.too_large", largest=LARGEST)
    if b"<!doctype" in content.replace(b"\0", b"").lower():
        raise Refused("statement.unsafe")
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise Refused("statement.unreadable") from error
    if root.getroottree().docinfo.doctype:
        raise Refused("statement.unsafe")
    return root


class _Document(Camt053Parser):  # type: ignore[misc]  # pycamt tells no types
    """A document that was parsed already, safely."""

    def __init__(self, root: Any) -> None:
        self.tree = root
        self.namespaces = {None: etree.QName(root).namespace or ""}
        self.version = self._detect_version()
        if self.version == "unknown":
            raise Camt053ParseError(f"not camt.053: {root.tag}")

    def list_statements(self) -> Iterator[Statement]:
        """List the statements, each with the entries that are booked."""
        for one in self._all(self.tree, "BkToCstmrStmt/Stmt"):
            entries = [(entry, self._extract_common_entry_data(entry, one)) for entry in self._all(one, "Ntry")]
            lines = (line for entry, told in entries if _is_booked(told) for line in self._lines(entry, told))
            yield Statement(
                account=self._text(one, "Acct/Id/IBAN"),
                name="/".join(filter(None, (self._text(one, "Id"), self._text(one, "ElctrncSeqNb"))))[:40],
                currency=self._text(one, "Acct/Ccy") or self._currency(one),
                opening=self._balance(one, OPENING),
                closing=self._balance(one, CLOSING),
                until=_day(self._text(one, "FrToDt/ToDtTm") or self._text(one, "CreDtTm")),
                lines=tuple(lines),
            )

    def _extract_common_entry_data(self, entry: Any, statement: Any) -> dict[str, Any]:
        own = self._text(entry, "AcctSvcrRef")
        ours = self._text(entry, "NtryRef")
        named = own or (f"{ours} {self._text(entry, 'BookgDt/*')[:10]}" if ours else "")
        return {**super()._extract_common_entry_data(entry, statement), "TransactionID": named}

    def _lines(self, entry: Any, told: dict[str, Any]) -> Iterable[Line]:
        """Give what an entry is made of: the payments of a batch where they add up to it, else the entry itself."""
        payments = self._all(entry, "NtryDtls/TxDtls")
        whole = _line(told, _amount(told["Amount"], told["CreditDebitIndicator"]), told["TransactionID"])
        if len(payments) < 2:
            return [self._told(whole, told, payments)]
        parts = [self._part(whole, told, number, one) for number, one in enumerate(payments, 1)]
        if None in parts or sum(part.amount for part in parts if part) != whole.amount:
            return [replace(whole, problem="batch")]
        return [part for part in parts if part]

    def _part(self, whole: Line, told: dict[str, Any], number: int, payment: Any) -> Line | None:
        """Give one payment of a batch; None where its amount is not told in the currency of the account."""
        amount = self._own_amount(payment, whole.currency)
        if amount is None:
            return None
        id = self._text(payment, "Refs/AcctSvcrRef") or self._text(payment, "Refs/TxId") or str(number)
        way = self._text(payment, "CdtDbtInd") or told["CreditDebitIndicator"]
        line = replace(whole, amount=_amount(amount, way), bank_id=f"{whole.bank_id} {id}" if whole.bank_id else "")
        return self._told(line, told, [payment])

    def _told(self, line: Line, told: dict[str, Any], payments: Any) -> Line:
        """Add what the payment says it is for."""
        details = self._extract_transaction_details(payments[0]) if payments else {}
        structured = [one.text or "" for payment in payments for one in self._all(payment, REFERENCE)]
        is_back = any(self._all(payment, "RtrInf") for payment in payments) or told["ReversalIndicator"] == "true"
        end_to_end = details.get("EndToEndId") or ""
        free = (details.get("RemittanceInformationFull"), end_to_end, told["AdditionalEntryInformation"])
        return replace(
            line,
            references=tuple(dict.fromkeys(_valid(structured) or _found(free))),
            end_to_end=end_to_end[:35],
            problem="reversal" if is_back else "",
            payer=self._name_payer(payments)[:LONGEST_TOLD],
            text=(details.get("RemittanceInformationFull") or " ".join(structured))[:LONGEST_TOLD],
        )

    def _name_payer(self, payments: Any) -> str:
        """Name who paid: directly under the debtor until version 07, as a party or an institution since."""
        names = (self._text(payments[0], f"RltdPties/Dbtr/{path}") for path in PAYERS) if payments else ()
        return next(filter(None, names), "")

    def _own_amount(self, payment: Any, currency: str) -> str | None:
        amounts = (*self._all(payment, "Amt"), *self._all(payment, "AmtDtls/TxAmt/Amt"))
        return next((one.text for one in amounts if one.get("Ccy") == currency), None)

    def _balance(self, statement: Any, kinds: Iterable[str]) -> Decimal | None:
        found = {self._text(one, "Tp/CdOrPrtry/Cd"): one for one in self._all(statement, "Bal")}
        for kind in kinds:
            if (one := found.get(kind)) is not None:
                return _amount(self._text(one, "Amt"), self._text(one, "CdtDbtInd"))
        return None

    def _currency(self, statement: Any) -> str:
        amounts = (*self._all(statement, "Bal/Amt"), *self._all(statement, "Ntry/Amt"))
        return str(amounts[0].get("Ccy")) if amounts else ""

    def _all(self, element: Any, path: str) -> list[Any]:
        return list(element.findall(path, self.namespaces))

    def _text(self, element: Any, path: str) -> str:
        return (self._find_text(element, path) or "").strip()


def _is_booked(told: dict[str, Any]) -> bool:
    return (told["Status"] or "BOOK").strip() == "BOOK"


def _line(told: dict[str, Any], amount: Decimal, bank_id: str) -> Line:
    day = _day(told["BookingDate"] or told["ValueDate"] or "")
    if day is None:
        raise ValueError("an entry without a date")
    return Line(bank_id, amount, str(told["Currency"]), day)


def _amount(text: str, way: str) -> Decimal:
    if not AMOUNT.fullmatch(text.strip()) or way not in ("CRDT", "DBIT"):
        raise ValueError(f"not an amount: {text} {way}")
    return Decimal(text.strip()) * (1 if way == "CRDT" else -1)


def _day(text: str) -> date | None:
    return date.fromisoformat(text[:10]) if text else None


def _valid(texts: Iterable[str]) -> list[str]:
    """Keep the references whose check fits."""
    found = []
    for text in texts:
        with suppress(Refused):
            found.append(creditor_references.read(text))
    return found


def _found(texts: Iterable[str | None]) -> list[str]:
    """Find a reference that a payer wrote where there is no place for it of its own: in the first text with one."""
    return next(([found] for text in texts if text and (found := creditor_references.find(text))), [])

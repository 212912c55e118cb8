"""Transfers: statements of the city's account are taken in, and each movement is booked once or put before people.

A statement may come twice, or overlap with another: what counts is the bank's own id of a movement.
"""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from sportello.actions import access, city, live, record
from sportello.actions.money import bills, differences, refunds, settling, transfers
from sportello.core import actors
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.money import creditor_references
from sportello.core.money.statements import Line, Statement
from sportello.store.money import BankStatement, Bill, Difference, Entry, RefundRequest

UNKNOWN = "bank_unknown"


def take(content: bytes, *, by: Actor) -> Mapping[str, int]:
    """Take a file of the bank in; tell how many movements were `booked`, `known` before, and `noted` for people.

    Refused `access.role`, `statement.account` for an account that is not the city's (nothing of the file is booked
    then), and as the port says.
    """
    if not by.system:
        access.check_cashier(by)
    reader = city.current().statements
    if reader is None or not live.profile().money.get("iban"):
        raise Refused("statement.not_offered")
    read = reader.read(content)
    for one in read:
        if one.account != live.profile().money["iban"]:
            raise Refused("statement.account", account=one.account)
    told = Counter(booked=0, known=0, noted=0)
    for one in read:
        told.update(_take(one, line, by) for line in one.lines)
        _keep(one, by)
    return told


def book(difference_id: UUID, reference: str, *, by: Actor) -> None:
    """Book a transfer that named no bill to the one it was for, as a lead of the cashiers.

    Refused `access.role`, `difference.not_found`, `payment.reference`, `bill.not_found`, `statement.currency`,
    `task.own_case`.
    """
    access.check_treasurer(by)
    named = creditor_references.read(reference)
    with transaction.atomic():
        row = differences.lock(difference_id)
        bill = Bill.objects.select_related("case").filter(reference=named).first()
        if row.kind != UNKNOWN or bill is None:
            raise Refused("difference.not_found" if bill else "bill.not_found")
        bills.check_others(bill, by)
        line = row.facts
        if line["currency"] != bill.currency:
            raise Refused("statement.currency", currency=line["currency"])
        differences.close(row, named, by=by)
        settling.pay(bill.id, Decimal(line["amount"]), "bank", key=row.key, receipt=line["bank"][:60], by=by)
    refunds.give_back_overpaid(bill.id)


def list_newest(*, by: Actor) -> list[BankStatement]:
    """List the statements that were taken in, the latest first; for cashiers and auditors. Refused `access.role`."""
    access.check_sees_money(by)
    return list(BankStatement.objects.order_by("-imported_at")[:50])


def _take(statement: Statement, line: Line, by: Actor) -> str:
    """Book a movement, or put it before people; tell which, or that it is known."""
    key = f"bank:{line.key(statement.account)}"
    if Entry.objects.filter(key=key).exists() or Difference.objects.filter(key=key).exists():
        return "known"
    if line.problem or not line.bank_id:
        return _note(f"bank_{line.problem or 'unnamed'}", key if line.bank_id else f"{key}:{statement.name}", line)
    if line.amount < 0:
        return "booked" if _gone(line, key) else _note("bank_out", key, line)
    found = list(Bill.objects.filter(reference__in=line.references)[:2])
    if len(found) != 1 or bills.is_own(found[0], by):  # a hand that must not touch the bill brings no money for it
        return _note(UNKNOWN, key, line)
    [bill] = found
    if bill.currency != line.currency:
        return _note("bank_currency", key, line, bill)
    settling.pay(bill.id, line.amount, "bank", key=key, receipt=line.bank_id[:60], by=by)
    refunds.give_back_overpaid(bill.id)
    return "booked"


def _note(kind: str, key: str, line: Line, bill: Bill | None = None) -> str:
    """Put a movement before people, with who paid and what they wrote until it is ended; no account is kept."""
    differences.note(kind, key, bill=bill.id if bill else None, facts=_facts(line))
    transfers.keep(key, line)
    return "noted"


def _facts(line: Line) -> dict[str, str]:
    return {
        "amount": str(line.amount),
        "currency": line.currency,
        "on": line.on.isoformat(),
        "bank": line.bank_id,
        "references": " ".join(line.references),
    }


def _gone(line: Line, key: str) -> bool:
    """Tell whether a movement is money that was given back by transfer; it is in the ledger since that was decided."""
    with transaction.atomic():
        waiting = RefundRequest.objects.filter(
            place="bank", agreed=True, seen_at=None, amount=-line.amount, bill__reference__in=line.references
        )
        row = waiting.select_for_update(of=("self",)).order_by("at").first()
        if row is None or row.bill.currency != line.currency:
            return False
        row.seen_at = city.now()
        row.save(update_fields=["seen_at"])
        differences.note("bank_out", key, bill=row.bill_id, facts=_facts(line))
        differences.close(Difference.objects.get(key=key), row.why, by=actors.system("bank"))
        return True


def _keep(statement: Statement, by: Actor) -> None:
    """Keep that a statement was taken in; balances that do not fit its movements or the statement before are noted."""
    key = f"{statement.account}:{statement.name}"
    if statement.gap:
        facts = {"statement": statement.name, "amount": str(statement.gap), "currency": statement.currency}
        differences.note("bank_balance", f"balance:{key}", facts=facts)
    before = BankStatement.objects.filter(account=statement.account).exclude(name=statement.name)
    known = {balance for balance in before.values_list("closing", flat=True) if balance is not None}
    if known and statement.opening is not None and statement.opening not in known:
        facts = {"statement": statement.name, "amount": str(statement.opening), "currency": statement.currency}
        differences.note("bank_gap", f"gap:{key}", facts=facts)
    with transaction.atomic():
        _, is_new = BankStatement.objects.get_or_create(
            account=statement.account,
            name=statement.name,
            defaults={
                "id": city.new_id(),
                "currency": statement.currency,
                "opening": statement.opening,
                "closing": statement.closing,
                "until": statement.until,
                "imported_at": city.now(),
                "by": by.name,
            },
        )
        if is_new:
            facts = {"statement": statement.name, "movements": str(len(statement.lines))}
            record.append("statement.taken", by=by, facts=facts)

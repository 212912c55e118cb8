"""The fee that a step of a case asks for is a bill: opened with the step, and owed no more once the step stops."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

from sportello.actions import city, live
from sportello.actions.money import books, differences, refunds
from sportello.core import actors
from sportello.core.money import amounts, ledger
from sportello.core.texts import Text
from sportello.store.cases import Case
from sportello.store.money import Bill

TIME_TO_PAY = timedelta(days=30)


def ask(case: Case, path: str, titles: Text, amount: Decimal) -> dict[str, Any]:
    """Let the applicant owe a fee, in the caller's transaction, which holds the case; give what its task keeps of it.

    A step that is gone through again asks with the bill it had, where money for it is here: what was paid counts.
    """
    currency, by = live.profile().currency, actors.system("fees")
    amount = amounts.nearest(amount, currency)
    bill = _find_paid(case, path)
    if bill is None:
        terms = books.Terms(case.service, titles, amount, currency, live.today() + TIME_TO_PAY)
        bill = books.open_bill(terms, party=case.party_id, case=case, path=path, by=by)
    else:
        _revise(bill, amount)
    due = books.stand(bill).due
    return {"amount": str(due), "currency": bill.currency, "bill": str(bill.id), "reference": bill.reference}


def stop(case: Case, path: str) -> None:
    """Let nothing more be owed for a step that was taken back or withdrawn from. What was paid is for people to see to.

    In the caller's transaction, which holds the case.
    """
    bill = Bill.objects.filter(case=case, path=path, cancelled_at=None).first()
    if bill is None:
        return
    standing = books.stand(bill)
    if standing.due:
        books.enter(bill.id, ledger.cancel, by=actors.system("fees"), key=f"cancelled:{bill.id}:{city.new_id()}")
    Bill.objects.filter(id=bill.id).update(cancelled_at=city.now())
    if standing.received:
        facts = {"amount": str(standing.received), "currency": bill.currency}
        differences.note("paid_and_stopped", f"stopped:{bill.id}:{city.new_id()}", bill=bill.id, facts=facts)


def _find_paid(case: Case, path: str) -> Bill | None:
    """Find the step's bill that is not cancelled, or has money of it here."""
    bill = Bill.objects.filter(case=case, path=path).order_by("-opened_at").first()
    if bill is None or (bill.cancelled_at and not books.stand(bill).received):
        return None
    return bill


def _revise(bill: Bill, amount: Decimal) -> None:
    """Let a bill ask for what the step asks for now; where that is paid already, a job lets the step go on."""
    Bill.objects.filter(id=bill.id).update(amount=amount, cancelled_at=None)
    if books.stand(bill).charged != amount:
        key = f"revised:{bill.id}:{city.new_id()}"
        books.enter(bill.id, lambda b, s: ledger.revise(b, s, amount), by=actors.system("fees"), key=key)
        refunds.give_back_overpaid(bill.id)
    city.current().jobs.defer("go_on_paid", bill=str(bill.id))

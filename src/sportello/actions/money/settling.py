"""Money that has come in: entered once, and the case's step goes on when all of it is there."""

from decimal import Decimal
from functools import partial
from uuid import UUID

from django.db import transaction

from sportello.actions import journeys
from sportello.actions.money import books
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.money import ledger
from sportello.store.cases import Task
from sportello.store.money import Bill


def pay(bill_id: UUID, amount: Decimal, place: str, *, key: str, receipt: str, by: Actor) -> bool:
    """Enter a payment; False where it was entered before. The step that waits for the bill goes on once it is settled.

    Refused `bill.not_found`. Money that has come is entered whatever else holds: more than was owed, on a bill that was
    cancelled, of a case that was withdrawn.
    """
    with transaction.atomic():
        bill = Bill.objects.filter(id=bill_id).first()
        if bill is None:
            raise Refused("bill.not_found")
        case = journeys.lock(bill.case_id) if bill.case_id else None  # before the bill: one order for all
        entry = partial(ledger.pay, amount=amount, place=place)
        standing = books.enter(bill_id, entry, by=by, key=key, receipt=receipt)
        if standing is None:
            return False
        if case is not None and standing.is_settled and _waits(bill):
            journeys.finish(case, bill.path, {"amount": str(bill.amount), "receipt": receipt})
        return True


def _waits(bill: Bill) -> bool:
    """Tell whether the step of the bill is still there to be paid."""
    tasks = Task.objects.filter(case=bill.case_id, path=bill.path, kind="pay")
    return tasks.exclude(status="done").exists()

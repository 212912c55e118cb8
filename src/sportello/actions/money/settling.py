"""Money that has come in, or is not owed any more: entered once, and the case's step goes on when nothing is left."""

from decimal import Decimal
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sportello.actions import access, city, journeys
from sportello.actions.money import bills, books, reasons
from sportello.core.actors import Actor
from sportello.core.money import ledger
from sportello.store.cases import Case, Task
from sportello.store.money import Bill


def hold(bill_id: UUID) -> tuple[Bill, Case | None]:
    """Get a bill with its case and hold both rows, the case first: one order for all. Refused `bill.not_found`."""
    found = Bill.objects.filter(id=bill_id).values_list("case", flat=True).first()
    case = journeys.lock(found) if found else None
    return books.lock(bill_id), case


def pay(bill_id: UUID, amount: Decimal, place: str, *, key: str, receipt: str, by: Actor) -> bool:
    """Enter a payment; False where it was entered before. The step that waits for the bill goes on once it is settled.

    Refused `bill.not_found`. Money that has come is entered whatever else holds: more than was owed, on a bill that was
    cancelled, of a case that was withdrawn.
    """
    with transaction.atomic():
        bill, case = hold(bill_id)
        entry = partial(ledger.pay, amount=amount, place=place)
        standing = books.enter(bill_id, entry, by=by, key=key, receipt=receipt)
        if standing is None:
            return False
        _go_on(bill, case, standing, receipt)
        return True


def cancel(bill_id: UUID, why: str, *, by: Actor) -> None:
    """Let nothing more be owed, and say why: a step that waits for it goes on. For leads of the cashiers.

    Refused `access.role`, `bill.not_found`, `money.reason`, `money.nothing_due`, `task.own_case`.
    """
    access.check_treasurer(by)
    why = reasons.check(why)
    with transaction.atomic():
        bill, case = hold(bill_id)
        bills.check_others(bill, by)
        standing = books.enter(bill_id, ledger.cancel, by=by, key=f"cancelled:{bill_id}:{city.new_id()}", why=why)
        Bill.objects.filter(id=bill_id).update(cancelled_at=city.now())
        if standing is not None:
            _go_on(bill, case, standing, "")


def go_on(bill_id: UUID) -> None:
    """Let the step of a bill go on that was paid before it was asked for again. Doing it twice changes nothing."""
    with transaction.atomic():
        bill, case = hold(bill_id)
        _go_on(bill, case, books.stand(bill), "")


def _go_on(bill: Bill, case: Case | None, standing: ledger.Standing, receipt: str) -> None:
    """Let the step that waits for a bill end once it is settled; else let its task say what is left to pay."""
    task = _waiting(bill).first()
    if case is None or task is None:
        return
    if standing.is_settled:
        journeys.finish(case, bill.path, {"amount": str(standing.charged), "receipt": receipt})
    else:
        _waiting(bill).update(details={**task.details, "amount": str(standing.due)})


def _waiting(bill: Bill) -> QuerySet[Task]:
    """Find the step of the bill, while it is still there to be paid."""
    return Task.objects.filter(case=bill.case_id, path=bill.path, kind="pay").exclude(status="done")

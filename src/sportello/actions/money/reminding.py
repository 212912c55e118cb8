"""Reminders of bills: a week before they are due, a few days after and a month after, each once. They cost nothing."""

from datetime import date, timedelta

from django.db import transaction

from sportello.actions import city, live, notices
from sportello.actions.money import books
from sportello.core.money import creditor_references, instalments
from sportello.store.money import Bill, BillReminder

BEFORE = timedelta(days=7)
AFTER = (("long_after", timedelta(days=30)), ("after", timedelta(days=3)))
"""How long after the day, the longest first: of several that are due only that one is sent."""


def remind() -> int:
    """Remind all whose bills are due soon or were; tell how many. Doing it twice reminds nobody twice."""
    ahead = live.today() + BEFORE
    owed = Bill.objects.filter(settled_at=None, cancelled_at=None, party__isnull=False, due_on__lte=ahead)
    return sum(_remind(bill) for bill in owed.order_by("due_on").iterator(chunk_size=500))


def _remind(bill: Bill) -> bool:
    coming = instalments.next_due(books.plan(bill), books.stand(bill).due)
    kind = _choose(coming.due_on) if coming else ""
    if coming is None or not kind or bill.party_id is None:
        return False
    with transaction.atomic():
        key = {"bill": bill, "due_on": coming.due_on, "kind": kind}
        if not BillReminder.objects.get_or_create(**key, defaults={"at": city.now()})[1]:
            return False
        notices.tell(
            bill.party_id,
            "bill_due" if kind == "before" else "bill_overdue",
            amount=(coming.amount, bill.currency),
            on=coming.due_on,
            reference=creditor_references.render(bill.reference),
            address=f"{city.current().base_url}/bills/{bill.id}",
        )
    return True


def _choose(due_on: date) -> str:
    """Choose the reminder for today of what is due on a day, empty where there is none."""
    today = live.today()
    if today <= due_on:
        return "before" if due_on - today <= BEFORE else ""
    return next((kind for kind, wait in AFTER if today - due_on >= wait), "")

"""Bills as those see them who owe them, and as staff opens them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import prefetch_related_objects

from sportello.actions import access, live
from sportello.actions.money import books
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.money import instalments, ledger
from sportello.store.money import Bill, Entry

MOVEMENTS = "entries__postings"


@dataclass(frozen=True)
class Moved:
    """One movement of a bill: what came in or went out, when, and where the money is; `by` and `why` are for staff."""

    kind: str
    amount: Decimal
    at: datetime
    place: str
    receipt: str
    by: str
    why: str

    @property
    def is_counter(self) -> bool:
        """Tell whether a counter wrote a receipt for it."""
        return self.place in ledger.COUNTERS


@dataclass(frozen=True)
class Seen:
    """A bill as its payer sees it. `next` is what to pay next, None when nothing is owed."""

    id: UUID
    titles: Mapping[str, str]
    service: str
    case: UUID | None
    amount: Decimal
    currency: str
    due_on: date
    reference: str
    opened_at: datetime
    standing: ledger.Standing
    plan: tuple[instalments.Instalment, ...]
    next: instalments.Instalment | None
    moved: tuple[Moved, ...]
    is_cancelled: bool
    is_late: bool


def open(terms: books.Terms, *, party: UUID, by: Actor) -> UUID:
    """Send a party a bill that belongs to no case: a fee, a fine. For leads of the cashiers and the city's machinery.

    Refused `access.role`, and as `books.open_bill` says.
    """
    access.check_treasurer(by)
    with transaction.atomic():
        return books.open_bill(terms, party=party, by=by).id


def get(bill_id: UUID, *, by: Actor) -> Seen:
    """Get a bill as its payer sees it; Refused `bill.not_found`, also for bills of others."""
    return see(get_own(bill_id, by))


def list_mine(*, by: Actor) -> list[Seen]:
    """List the bills of the party the actor is or acts for: what is owed first, then the newest."""
    if by.subject is None:
        return []
    rows = Bill.objects.filter(party=by.subject).select_related("case").prefetch_related(MOVEMENTS)
    if by.scope is not None:
        rows = rows.filter(service__in=by.scope)
    seen = [see(row) for row in rows.order_by("-opened_at")[:100]]
    return sorted(seen, key=lambda one: (one.next is None, one.due_on if one.next else date.max))


def get_own(bill_id: UUID, by: Actor) -> Bill:
    """Get the row of a bill the actor may pay: as its party or for it, or as whoever is the applicant of its case."""
    bill = Bill.objects.select_related("case").filter(id=bill_id).first()
    if bill is None or not is_payer(bill, by):
        raise Refused("bill.not_found")
    return bill


def see(bill: Bill) -> Seen:
    """Give a bill as its payer sees it; the caller has checked who looks."""
    prefetch_related_objects([bill], MOVEMENTS)
    entries = sorted(bill.entries.all(), key=lambda entry: (entry.at, entry.id))
    standing, plan = books.add_up(bill, (one for entry in entries for one in entry.postings.all())), books.plan(bill)
    coming = instalments.next_due(plan, standing.due)
    return Seen(
        id=bill.id,
        titles=bill.titles,
        service=bill.service,
        case=bill.case_id,
        amount=bill.amount,
        currency=bill.currency,
        due_on=coming.due_on if coming else bill.due_on,
        reference=bill.reference,
        opened_at=bill.opened_at,
        standing=standing,
        plan=plan,
        next=coming,
        moved=tuple(_moved(entry) for entry in entries if entry.kind != ledger.Kind.OPENED),
        is_cancelled=bill.cancelled_at is not None,
        is_late=coming is not None and coming.due_on < live.today(),
    )


def check_others(bill: Bill, by: Actor) -> None:
    """Refuse `task.own_case` to staff whose own bill it is, or of somebody they act for, or did when it was opened."""
    if is_own(bill, by):
        raise Refused("task.own_case")


def is_own(bill: Bill, by: Actor) -> bool:
    """Tell whether somebody of staff is too near to a bill to move its money."""
    if is_payer(bill, by):
        return True
    return bill.party_id is not None and access.acts_for([bill.party_id], by, bill.opened_at)


def _moved(entry: Entry) -> Moved:
    postings = list(entry.postings.all())
    places = [one.account for one in postings if one.account in ledger.PLACES]
    total = sum((one.amount for one in postings if one.amount > 0), Decimal(0))
    return Moved(entry.kind, total, entry.at, places[0] if places else "", entry.receipt, entry.by, entry.why)


def is_payer(bill: Bill, by: Actor) -> bool:
    """Tell whether the actor may pay the bill as their own: as its party or for it, or as the applicant of its case."""
    if by.subject is not None and by.subject == bill.party_id:
        return by.covers(bill.service)
    return bill.case is not None and access.is_applicant(bill.case, by)

"""Bills as cashiers find and open them, for a purpose; auditors see them too. Each look leaves a line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sportello.actions import access, accounts, desk, looks, parties, record
from sportello.actions.money import bills, books, giving_back
from sportello.core import references
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.money import creditor_references
from sportello.core.texts import Text
from sportello.store.money import Bill

MOST = 50


@dataclass(frozen=True)
class Line:
    """A bill that was found. Names no one."""

    id: UUID
    titles: Text
    reference: str
    amount: Decimal
    currency: str
    due: Decimal
    due_on: date
    is_cancelled: bool


@dataclass(frozen=True)
class Opened:
    """A bill in full: `payer` is the name of its party, where it has one; `people` are names of staff by `staff:…`.

    `may` has `take`, `give_back`, `cancel`.
    """

    seen: bills.Seen
    payer: str
    places: tuple[str, ...]
    people: Mapping[str, str]
    may: frozenset[str]


def find(text: str, purpose: str, *, by: Actor) -> list[Line]:
    """Find bills by their reference, by that of a case, or by a person's account number, address or phone number.

    Refused `access.role`, `look.purpose`, `text.missing`.
    """
    access.check_sees_money(by)
    _check_purpose(purpose)
    if not text.strip():
        raise Refused("text.missing")
    rows = list(Bill.objects.filter(_meant(text.strip())).order_by("-opened_at")[:MOST])
    with transaction.atomic():
        facts = {"purpose": purpose, "bills": [str(row.id) for row in rows]}
        record.append("bills.looked_up", by=by, facts=facts)
    return [_line(row) for row in rows]


def open(bill_id: UUID, purpose: str, *, by: Actor) -> Opened:
    """Open a bill for a purpose. Refused `access.role`, `look.purpose`, `bill.not_found`."""
    access.check_sees_money(by)
    _check_purpose(purpose)
    bill = Bill.objects.select_related("case").filter(id=bill_id).first()
    if bill is None:
        raise Refused("bill.not_found")
    with transaction.atomic():
        if bill.case:
            looks.log(bill.case, purpose, by=by)
        record.append("bill.looked_up", by=by, case=bill.case, facts={"bill": str(bill.id), "purpose": purpose})
    seen = bills.see(bill)
    return Opened(
        seen=seen,
        payer=parties.name_of(bill.party_id) if bill.party_id else "",
        places=tuple(giving_back.list_places(seen.standing)),
        people=desk.name_staff(one.by for one in seen.moved),
        may=frozenset(_deeds(bill, seen, by)),
    )


def name_staff(actors: Iterable[str], *, by: Actor) -> Mapping[str, str]:
    """Give the names of staff by how the record names them. Refused `access.role`."""
    access.check_sees_money(by)
    return desk.name_staff(actors)


def may_settle(*, by: Actor) -> bool:
    """Tell whether the actor may end differences; the actions check it again."""
    return access.is_treasurer(by)


def _check_purpose(purpose: str) -> None:
    if purpose not in looks.PURPOSES:
        raise Refused("look.purpose")


def _meant(text: str) -> Q:
    """Give the condition for the bills that are meant by what somebody says."""
    try:
        return Q(reference=creditor_references.read(text))
    except Refused:
        pass
    try:
        return Q(case__reference=references.read_reference(text))
    except Refused:
        pass
    account = accounts.find(text)
    return Q(party=account.party_id) if account and account.party_id else Q(pk__in=())


def _line(bill: Bill) -> Line:
    due = books.stand(bill).due
    is_cancelled = bill.cancelled_at is not None
    return Line(bill.id, bill.titles, bill.reference, bill.amount, bill.currency, due, bill.due_on, is_cancelled)


def _deeds(bill: Bill, seen: bills.Seen, by: Actor) -> set[str]:
    """Name what the actor may do with a bill now; the actions check it again."""
    if not access.is_cashier(by) or bills.is_payer(bill, by):
        return set()
    deeds = {"take"} if seen.standing.due else set()
    if seen.standing.held:
        deeds.add("give_back")
    return deeds | ({"cancel"} if seen.standing.due and access.is_treasurer(by) else set())

"""The books: bills opened and entries written, each once, under the lock of the bill."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from sportello.actions import city, record
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.money import amounts, creditor_references, instalments, ledger
from sportello.core.money.ledger import Standing
from sportello.store.cases import Case
from sportello.store.money import Bill, Entry, Posting

Make = Callable[[ledger.Bill, Standing], ledger.Entry]


@dataclass(frozen=True)
class Terms:
    """What is owed, and until when. `titles` are texts by language that name no one."""

    service: str
    titles: Mapping[str, str]
    amount: Decimal
    currency: str
    due_on: date
    instalments: int = 1


def open_bill(terms: Terms, *, party: UUID | None, case: Case | None = None, path: str = "", by: Actor) -> Bill:
    """Open a bill, in the caller's transaction. Refused `money.amount`, `money.currency`, `money.instalments`."""
    amount = amounts.check(terms.amount, terms.currency)
    instalments.plan(amount, terms.currency, terms.due_on, terms.instalments)
    bill_id = city.new_id()
    bill = Bill.objects.create(
        id=bill_id,
        party_id=party,
        case=case,
        path=path,
        service=terms.service,
        titles=dict(terms.titles),
        amount=amount,
        currency=terms.currency,
        instalments=terms.instalments,
        due_on=terms.due_on,
        reference=creditor_references.make(f"{int.from_bytes(city.current().random(7)) % 10**16:016d}"),
        opened_at=city.now(),
    )
    _write(bill, ledger.open_bill(_named(bill), amount), by=by, key=f"opened:{bill.id}")
    return bill


def enter(bill_id: UUID, make: Make, *, by: Actor, key: str, receipt: str = "", why: str = "") -> Standing | None:
    """Write an entry to a bill's books, made from how it stands; None where the same `key` was entered before.

    `why` is the reason somebody of staff gave. In the caller's transaction, which locked the bill's case first where it
    locks both. Refused as `make` says.
    """
    with transaction.atomic():
        bill = lock(bill_id)
        if Entry.objects.filter(key=key).exists():
            return None
        _write(bill, make(_named(bill), stand(bill)), by=by, key=key, receipt=receipt, why=why)
        standing = stand(bill)
        settled = standing.is_settled
        if settled != (bill.settled_at is not None):
            bill.settled_at = city.now() if settled else None
            bill.save(update_fields=["settled_at"])
        return standing


def lock(bill_id: UUID) -> Bill:
    """Get a bill and hold its row until the transaction ends; Refused `bill.not_found`."""
    bill = Bill.objects.select_for_update(no_key=True).filter(id=bill_id).first()
    if bill is None:
        raise Refused("bill.not_found")
    return bill


def stand(bill: Bill) -> Standing:
    """Add up how a bill stands."""
    return add_up(bill, Posting.objects.filter(entry__bill=bill))


def add_up(bill: Bill, postings: Iterable[Posting]) -> Standing:
    """Add up how a bill stands by all its postings, where the caller has read them."""
    return ledger.stand(_named(bill), (ledger.Posting(one.account, one.amount) for one in postings))


def plan(bill: Bill) -> tuple[instalments.Instalment, ...]:
    """Give a bill's instalments."""
    return instalments.plan(bill.amount, bill.currency, bill.due_on, bill.instalments)


def _named(bill: Bill) -> ledger.Bill:
    return ledger.Bill(str(bill.id), bill.service)


def _write(bill: Bill, entry: ledger.Entry, *, by: Actor, key: str, receipt: str = "", why: str = "") -> None:
    row = Entry.objects.create(
        id=city.new_id(), bill=bill, kind=entry.kind, at=city.now(), by=by.name, key=key, receipt=receipt, why=why
    )
    Posting.objects.bulk_create(Posting(entry=row, account=one.account, amount=one.amount) for one in entry.postings)
    total = sum(one.amount for one in entry.postings if one.amount > 0)
    facts = {"bill": str(bill.id), "amount": str(total), "currency": bill.currency}
    record.append(f"bill.{entry.kind}", by=by, case=bill.case, facts=facts)

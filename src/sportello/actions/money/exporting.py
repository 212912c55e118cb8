"""The ledger to take along: a month as CSV, a posting a line, for the books of the city's accountants."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.db import transaction

from sportello.actions import access, live, record
from sportello.core.actors import Actor
from sportello.store.money import Posting

HEADER = ("entry", "at", "kind", "bill", "reference", "service", "account", "amount", "currency", "by", "receipt")


FORMULA = "=+-@\t\r"
"""How a text begins that spreadsheets would run; receipts of transfers are the bank's own ids."""


def write_month(month: date, *, by: Actor) -> Iterator[str]:
    """Write the postings of a month (its first day given), in order; for cashiers and auditors. Refused `access.role`.

    Times are the city's. An entry's lines add up to nothing; accounts are named as `core.money.ledger` says.
    """
    access.check_sees_money(by)
    with transaction.atomic():
        record.append("ledger.exported", by=by, facts={"month": f"{month:%Y-%m}"})
    return _write(month)


def _write(month: date) -> Iterator[str]:
    zone = live.profile().zone
    after = (month + timedelta(days=32)).replace(day=1)
    since, until = (datetime.combine(day, time(), zone) for day in (month, after))
    rows = Posting.objects.filter(entry__at__gte=since, entry__at__lt=until).select_related("entry__bill")
    yield _line(HEADER)
    for row in rows.order_by("entry__at", "entry", "id").iterator(chunk_size=2000):
        entry, bill = row.entry, row.entry.bill
        at = live.local(entry.at).isoformat(timespec="seconds")
        told = (entry.id, at, entry.kind, bill.id, bill.reference, bill.service, row.account, row.amount)
        yield _line((*told, bill.currency, entry.by, entry.receipt.lstrip(FORMULA)))


def _line(values: tuple[object, ...]) -> str:
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow(values)
    return written.getvalue()

"""Who paid what nobody can match by itself, and what they wrote: kept sealed until that is done, each look recorded."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction

from sportello.actions import access, city, record, sealing
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.money.statements import Line
from sportello.store.money import Difference, Transfer

KEPT = timedelta(days=730)
"""How long the name and the text of a transfer are kept for whoever looks for its bill."""


@dataclass(frozen=True)
class Told:
    """What the bank says of a transfer: the name of who paid, and the text they gave; each may be empty."""

    payer: str
    text: str


def keep(key: str, line: Line) -> None:
    """Keep who paid what was noted as the difference of this key. Of money that went out nothing is kept."""
    if line.amount <= 0 or not (line.payer or line.text):
        return
    row = Difference.objects.filter(key=key, ended_at=None, transfer=None).first()
    if row is not None:
        id = city.new_id()
        own, wrapped = sealing.new_key(id)
        sealed = sealing.seal_json(own, id, "transfer", {"payer": line.payer, "text": line.text})
        Transfer.objects.create(id=id, difference=row, wrapped_key=wrapped, sealed=sealed)


def open(difference_id: UUID, *, by: Actor) -> Told:
    """Show who paid to whoever finds its bill; leaves a line in the record.

    For cashiers and auditors. Refused `access.role`, `difference.not_found`, also where nothing is kept.
    """
    access.check_sees_money(by)
    row = Transfer.objects.filter(difference=difference_id, difference__ended_at=None).first()
    if row is None:
        raise Refused("difference.not_found")
    with transaction.atomic():
        record.append("transfer.looked_up", by=by, facts={"difference": str(difference_id)})
    return Told(**sealing.open_json(sealing.transfer_key(row), row.id, "transfer", row.sealed))


def forget(difference: Difference) -> None:
    """Forget who paid, once it is known what it was for; inside the caller's transaction."""
    Transfer.objects.filter(difference=difference).delete()


def forget_old() -> int:
    """Forget who paid what nobody found a bill for within `KEPT`; that the money is there goes on standing."""
    deleted, _ = Transfer.objects.filter(difference__found_at__lt=city.now() - KEPT).delete()
    return deleted

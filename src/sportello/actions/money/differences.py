"""Differences between the city's books and those of a provider or bank: noted once, looked into by staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sportello.actions import access, city, record
from sportello.actions.money import reasons, transfers
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.store.money import Difference


@dataclass(frozen=True)
class Seen:
    """A difference as staff see it. `facts` name amounts and the provider's ids, and no one."""

    id: UUID
    kind: str
    bill: UUID | None
    facts: Mapping[str, Any]
    found_at: datetime
    has_payer: bool  # `transfers.open` shows who


@dataclass(frozen=True)
class Ended:
    """A difference that somebody has looked into: `by` is how the record names them, `note` what they say it was."""

    id: UUID
    kind: str
    bill: UUID | None
    facts: Mapping[str, Any]
    ended_at: datetime
    by: str
    note: str


def note(kind: str, key: str, *, bill: UUID | None = None, facts: Mapping[str, Any]) -> None:
    """Note a difference, once for each key."""
    Difference.objects.bulk_create(
        [Difference(id=city.new_id(), key=key, kind=kind, bill_id=bill, facts=dict(facts), found_at=city.now())],
        ignore_conflicts=True,
    )


def list_open(*, by: Actor) -> list[Seen]:
    """List the differences nobody has looked into, oldest first; for cashiers and auditors. Refused `access.role`."""
    access.check_sees_money(by)
    rows = Difference.objects.filter(ended_at=None).select_related("transfer").order_by("found_at")[:200]
    return [Seen(row.id, row.kind, row.bill_id, row.facts, row.found_at, hasattr(row, "transfer")) for row in rows]


def list_ended(*, by: Actor) -> list[Ended]:
    """List the differences looked into of late, the latest first; for cashiers and auditors. Refused `access.role`."""
    access.check_sees_money(by)
    rows = Difference.objects.exclude(ended_at=None).order_by("-ended_at")[:50]
    return [
        Ended(row.id, row.kind, row.bill_id, row.facts, row.ended_at, row.ended_by, row.note)
        for row in rows
        if row.ended_at
    ]


def end(difference_id: UUID, text: str, *, by: Actor) -> None:
    """Say what a difference was, as a lead of the cashiers.

    Refused `access.role`, `difference.not_found`, `money.reason`.
    """
    access.check_treasurer(by)
    text = reasons.check(text)
    with transaction.atomic():
        close(lock(difference_id), text, by=by)


def lock(difference_id: UUID) -> Difference:
    """Get a difference nobody has looked into, its row held; Refused `difference.not_found`."""
    row = Difference.objects.select_for_update().filter(id=difference_id, ended_at=None).first()
    if row is None:
        raise Refused("difference.not_found")
    return row


def close(row: Difference, text: str, *, by: Actor) -> None:
    """End a difference whose row the caller's transaction holds."""
    row.ended_at, row.ended_by, row.note = city.now(), by.name, text
    row.save(update_fields=["ended_at", "ended_by", "note"])
    transfers.forget(row)
    record.append("difference.ended", by=by, facts={"difference": str(row.id), "kind": row.kind})

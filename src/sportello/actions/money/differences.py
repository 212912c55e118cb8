"""Differences between the city's books and those of a provider or bank: noted once, looked into by staff."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sportello.actions import city, record
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused
from sportello.store.money import Difference

LONGEST_NOTE = 500


@dataclass(frozen=True)
class Seen:
    """A difference as staff see it. `facts` name amounts and the provider's ids, and no one."""

    id: UUID
    kind: str
    bill: UUID | None
    facts: Mapping[str, Any]
    found_at: datetime


def note(kind: str, key: str, *, bill: UUID | None = None, facts: Mapping[str, Any]) -> None:
    """Note a difference, once for each key."""
    Difference.objects.bulk_create(
        [Difference(id=city.new_id(), key=key, kind=kind, bill_id=bill, facts=dict(facts), found_at=city.now())],
        ignore_conflicts=True,
    )


def list_open(*, by: Actor) -> list[Seen]:
    """List the differences nobody has looked into, oldest first; for leads of staff and auditors."""
    if not (by.has_role(Role.LEAD) or by.has_role(Role.AUDITOR)):
        raise Refused("access.role", role=Role.LEAD)
    rows = Difference.objects.filter(ended_at=None).order_by("found_at")[:200]
    return [Seen(row.id, row.kind, row.bill_id, row.facts, row.found_at) for row in rows]


def end(difference_id: UUID, text: str, *, by: Actor) -> None:
    """Say what a difference was. Refused `access.role`, `difference.not_found`, `answer.missing` without a text."""
    if not by.has_role(Role.LEAD):
        raise Refused("access.role", role=Role.LEAD)
    if not text.strip():
        raise Refused("answer.missing")
    with transaction.atomic():
        row = Difference.objects.select_for_update().filter(id=difference_id, ended_at=None).first()
        if row is None:
            raise Refused("difference.not_found")
        row.ended_at, row.ended_by, row.note = city.now(), by.name, text.strip()[:LONGEST_NOTE]
        row.save(update_fields=["ended_at", "ended_by", "note"])
        record.append("difference.ended", by=by, facts={"difference": str(row.id), "kind": row.kind})

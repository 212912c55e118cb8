"""What residents let relying parties know: given on a page in plain words, seen and ended in one's account.

For oneself only, and for people only: whoever acts for another never signs in elsewhere as that other.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sportello.actions import accounts, city, record
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.openid.asking import RelyingParty
from sportello.store.accounts import Account
from sportello.store.openid import Consent, Grant


@dataclass(frozen=True)
class Given:
    """That a party may know somebody: its name, after which scopes, since when."""

    id: UUID
    party: str
    scopes: tuple[str, ...]
    given_at: datetime


def check_person(by: Actor) -> Account:
    """Get the account of a resident who acts for themselves.

    Refused `openid.own_only` to who acts for another, `openid.residents_only` to staff, partners and strangers.
    """
    if by.mandate is not None or by.on_behalf_of is not None:
        raise Refused("openid.own_only")
    if by.party is None or by.is_staff or by.partner:
        raise Refused("openid.residents_only")
    return accounts.get_own(by)


def covers(party: RelyingParty, scopes: Sequence[str], *, by: Actor) -> bool:
    """Tell whether the actor has agreed to all of this already."""
    row = Consent.objects.filter(account=by.account, party=party.id, ended_at=None).first()
    return row is not None and set(scopes) <= set(row.scopes)


def give(party: RelyingParty, scopes: Sequence[str], *, by: Actor) -> Consent:
    """Let a party know this, besides what it may know already. Refused as `check_person` says."""
    account = check_person(by)
    with transaction.atomic():
        accounts.get_own(by, lock=True)
        row = Consent.objects.filter(account=account, party=party.id).first() or Consent(
            id=city.new_id(), account=account, party_id=party.id, subject=city.current().random(16).hex(), scopes=[]
        )
        before = row.scopes if row.ended_at is None else []
        if not set(scopes) <= set(before):
            row.given_at, row.ended_at = city.now(), None
            row.scopes = [scope for scope in party.scopes if scope in {*before, *scopes}]
            row.save()
            facts = {"account": str(account.id), "relying_party": str(party.id), "scopes": row.scopes}
            record.append("consent.given", by=by, facts=facts)
    return row


def list_of(*, by: Actor) -> list[Given]:
    """List what the actor agreed to, the newest first."""
    rows = Consent.objects.filter(account=by.account, ended_at=None).select_related("party").order_by("-given_at")
    return [Given(row.id, row.party.name, tuple(row.scopes), row.given_at) for row in rows] if by.account else []


def end(consent: UUID, *, by: Actor) -> None:
    """End it: what the party has is good for nothing from now on. Refused `consent.not_found`."""
    with transaction.atomic():
        row = Consent.objects.select_for_update().filter(id=consent, account=by.account, ended_at=None).first()
        if row is None or by.account is None:
            raise Refused("consent.not_found")
        row.ended_at = city.now()
        row.save(update_fields=["ended_at"])
        Grant.objects.filter(consent=row).delete()
        facts = {"account": str(by.account), "relying_party": str(row.party_id)}
        record.append("consent.ended", by=by, facts=facts)


def tell_all(party: UUID) -> list[dict[str, Any]]:
    """Tell where a party (of the city's) signs in, or did, to take along; the caller has checked who asks."""
    rows = Consent.objects.filter(account__party=party).select_related("party").order_by("given_at")
    return [
        {
            "name": row.party.name,
            "subject": row.subject,
            "scopes": row.scopes,
            "given_at": row.given_at,
            "ended_at": row.ended_at,
        }
        for row in rows
    ]

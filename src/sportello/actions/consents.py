"""Consents: what a party allows the city to do with what it knows, by purpose; given and withdrawn at once.

Regulation (EU) 2016/679 (GDPR), article 7: withdrawing is as easy as giving.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction

from sportello.actions import city, files, record
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.store.folder import PurposeConsent

ENTITLEMENTS = "entitlements"
LOCKER = "locker"
PURPOSES = (ENTITLEMENTS, LOCKER)


@dataclass(frozen=True)
class Given:
    """A consent: for what, since when, and until when where it was withdrawn."""

    purpose: str
    given_at: datetime
    withdrawn_at: datetime | None


def give(purpose: str, *, by: Actor) -> None:
    """Consent to a purpose; again changes nothing. Refused `consent.unknown`, and as `subject` says."""
    party = subject(by)
    if purpose not in PURPOSES:
        raise Refused("consent.unknown")
    with transaction.atomic():
        given, is_new = PurposeConsent.objects.get_or_create(
            party_id=party,
            purpose=purpose,
            withdrawn_at=None,
            defaults={"id": city.new_id(), "given_at": city.now()},
        )
        if is_new:
            record.append("purpose.consented", by=by, facts={"consent": str(given.id), "purpose": purpose})


def withdraw(purpose: str, *, by: Actor) -> None:
    """Withdraw a consent from this moment on; one that was not given is none. Refused as `subject` says.

    What is kept by it goes: all that is in the locker.
    """
    party = subject(by)
    with transaction.atomic():
        given = (
            PurposeConsent.objects.select_for_update().filter(party=party, purpose=purpose, withdrawn_at=None).first()
        )
        if given is None:
            return
        given.withdrawn_at = city.now()
        given.save(update_fields=["withdrawn_at"])
        if purpose == LOCKER:
            files.delete_kept(party)
        record.append("purpose.withdrawn", by=by, facts={"consent": str(given.id), "purpose": purpose})


def is_given(purpose: str, *, by: Actor) -> bool:
    """Tell whether the party the actor is or acts for consents to a purpose now. Refused as `subject` says."""
    return PurposeConsent.objects.filter(party=subject(by), purpose=purpose, withdrawn_at=None).exists()


def list_of(*, by: Actor) -> list[Given]:
    """List the consents of the party, those that hold first, then newest first. Refused as `subject` says."""
    rows = PurposeConsent.objects.filter(party=subject(by)).order_by("-given_at")
    found = [Given(row.purpose, row.given_at, row.withdrawn_at) for row in rows]
    return sorted(found, key=lambda one: one.withdrawn_at is not None)


def subject(by: Actor) -> UUID:
    """Give the party whose consent it is.

    Refused `folder.sign_in`, and `mandate.not_all` to who acts for another in some services only.
    """
    if by.subject is None:
        raise Refused("folder.sign_in")
    if by.scope is not None:
        raise Refused("mandate.not_all")
    return by.subject

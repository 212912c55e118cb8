"""Relying parties: registered at the desk by one publisher, approved by another, who is shown their secret once."""

from collections.abc import Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sportello.actions import access, city, record
from sportello.actions.openid import secrets
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.openid import asking
from sportello.core.questions import Text
from sportello.store import openid as store
from sportello.store.openid import Consent, Grant

LONGEST_NAME = 100
MOST_ADDRESSES = 10


def register(
    name: str, redirects: Sequence[str], logout_redirects: Sequence[str], scopes: Sequence[str], *, by: Actor
) -> UUID:
    """Register who wants residents to sign in with the city's account; nobody can before it is approved.

    `openid` is always of the scopes. Refused `access.role`, `answer.…` and `openid.name` for the name,
    `openid.address`, `openid.addresses` for none or too many, `openid.scope`.
    """
    access.check_publisher(by)
    called = str(Text(max_length=LONGEST_NAME).check(name, city.now().date()))
    asking.check_name(called)
    if not 0 < len(redirects) <= MOST_ADDRESSES or len(logout_redirects) > MOST_ADDRESSES:
        raise Refused("openid.addresses", most=MOST_ADDRESSES)
    if unknown := set(scopes) - set(asking.SCOPES):
        raise Refused("openid.scope", scope=min(unknown))
    row = store.RelyingParty(
        id=city.new_id(),
        name=called,
        redirects=[asking.check_address(one) for one in dict.fromkeys(redirects)],
        logout_redirects=[asking.check_address(one) for one in dict.fromkeys(logout_redirects)],
        scopes=[scope for scope in asking.SCOPES if scope in {asking.OPENID, *scopes}],
        registered_by=by.name,
        registered_at=city.now(),
    )
    with transaction.atomic():
        row.save(force_insert=True)
        record.append("relying_party.registered", by=by, facts={"relying_party": str(row.id), "scopes": row.scopes})
    return row.id


def approve(party: UUID, *, by: Actor) -> str:
    """Let it begin, and give its secret, shown this once.

    Refused `access.role`, `access.four_eyes` to who registered it, `relying_party.not_found`, `openid.approved`.
    """
    access.check_publisher(by)
    with transaction.atomic():
        row = _lock(party)
        if row.approved_at is not None:
            raise Refused("openid.approved")
        if row.registered_by == by.name:
            raise Refused("access.four_eyes")
        secret, row.secret_hash = secrets.new(row.id)
        row.approved_by, row.approved_at = by.name, city.now()
        row.save(update_fields=["secret_hash", "approved_by", "approved_at"])
        record.append("relying_party.approved", by=by, facts={"relying_party": str(row.id)})
    return secret


def end(party: UUID, *, by: Actor) -> None:
    """Let nobody sign in there any more; what it was given is good for nothing from now on.

    Refused `access.role`, `relying_party.not_found`.
    """
    access.check_publisher(by)
    with transaction.atomic():
        row = _lock(party)
        row.ended_at = city.now()
        row.save(update_fields=["ended_at"])
        Consent.objects.filter(party=row, ended_at=None).update(ended_at=row.ended_at)
        Grant.objects.filter(consent__party=row).delete()
        record.append("relying_party.ended", by=by, facts={"relying_party": str(row.id)})


def list_all(*, by: Actor) -> list[store.RelyingParty]:
    """List them, those that ended last. Refused `access.role`."""
    access.check_publisher(by)
    rows = store.RelyingParty.objects.order_by("name", "id")
    return sorted(rows, key=lambda row: row.ended_at is not None)


def get(party: UUID, *, by: Actor) -> store.RelyingParty:
    """Get one. Refused `access.role`, `relying_party.not_found`."""
    access.check_publisher(by)
    row = store.RelyingParty.objects.filter(id=party).first()
    if row is None:
        raise Refused("relying_party.not_found")
    return row


def find(text: str) -> asking.RelyingParty:
    """Find who has this `client_id`, if people may sign in there now. Refused `relying_party.not_found`."""
    try:
        row = _open().filter(id=UUID(text)).first()
    except ValueError:
        row = None
    if row is None:
        raise Refused("relying_party.not_found")
    return _tell(row)


def authenticate(id: str, secret: str) -> asking.RelyingParty:
    """Find who shows this secret. Refused `openid.secret`."""
    found = secrets.find_id(secret)
    row = _open().filter(id=found).first() if found else None
    if row is None or str(row.id) != id or not secrets.fits(secret, row.secret_hash):
        raise Refused("openid.secret")
    return _tell(row)


def _open() -> QuerySet[store.RelyingParty]:
    return store.RelyingParty.objects.filter(approved_at__isnull=False, ended_at=None)


def _tell(row: store.RelyingParty) -> asking.RelyingParty:
    return asking.RelyingParty(row.id, row.name, tuple(row.redirects), tuple(row.logout_redirects), tuple(row.scopes))


def _lock(party: UUID) -> store.RelyingParty:
    row = store.RelyingParty.objects.select_for_update().filter(id=party, ended_at=None).first()
    if row is None:
        raise Refused("relying_party.not_found")
    return row

"""Where an account is signed in: listed for its owner, who may sign out there. Knows no cookie."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.contrib.sessions.models import Session
from django.utils import timezone

from sportello.actions import city
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.store.accounts import SignIn
from sportello.store.openid import Grant
from sportello.store.sessions import hide

BROWSER = "browser"
"""Where a session says what one signed in with."""


@dataclass(frozen=True)
class Place:
    """Somewhere an account is signed in: with which browser, since when, and whether it is here."""

    id: UUID
    browser: str
    begun_at: datetime
    is_here: bool


def note(kept: str, account: str, browser: str) -> None:
    """Note that the session kept under this name is the account's."""
    SignIn.objects.get_or_create(
        session_id=kept,
        defaults={"id": city.new_id(), "account_id": UUID(account), "browser": browser, "begun_at": city.now()},
    )


def list_of(*, key: str, by: Actor) -> list[Place]:
    """List where the actor's account is signed in, the latest first; `key` is that of the session that asks."""
    rows = SignIn.objects.filter(account=by.account, session__expire_date__gt=timezone.now())
    return [Place(row.id, row.browser, row.begun_at, row.session_id == hide(key)) for row in rows.order_by("-begun_at")]


def end(place: UUID, *, by: Actor) -> None:
    """Sign out there. Refused `session.not_found`, also for a session of another account."""
    row = SignIn.objects.filter(id=place, account=by.account).first() if by.account else None
    if row is None:
        raise Refused("session.not_found")
    Session.objects.filter(session_key=row.session_id).delete()


def end_all(account: UUID, *, but: str | None = None) -> None:
    """Sign an account out everywhere, but in the session with the key `but`; the caller has checked who may.

    Everywhere is also where it signs in with the city's account: it has to sign in there again.
    """
    Grant.objects.filter(consent__account=account).delete()
    rows = SignIn.objects.filter(account=account)
    if but is not None:
        rows = rows.exclude(session=hide(but))
    Session.objects.filter(session_key__in=list(rows.values_list("session_id", flat=True))).delete()

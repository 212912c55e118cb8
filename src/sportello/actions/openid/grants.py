"""One signing in at a relying party: a code, redeemed once for tokens; these renewed; what they open. Ended at once.

OAuth 2.0 (RFC 6749) as it is to be used today (RFC 9700): a code or a refresh token that comes twice ends all there is
of it. Whatever does not fit is refused alike, `openid.grant`.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction

from sportello.actions import city, contacts, record
from sportello.actions.openid import consents, secrets
from sportello.core import actors
from sportello.core.actors import Actor, Assurance
from sportello.core.errors import Refused
from sportello.core.openid import signing
from sportello.core.openid.asking import OFFLINE, Asked, RelyingParty, fits
from sportello.store.openid import Consent, Grant

CODE_LASTS = timedelta(seconds=60)
ACCESS_LASTS = timedelta(minutes=10)
ID_TOKEN_LASTS = timedelta(minutes=10)
REFRESH_LASTS = timedelta(days=30)


@dataclass(frozen=True)
class Tokens:
    """What a relying party gets: `refresh` only where it may ask while one is away."""

    access: str
    refresh: str
    id_token: str
    seconds: int
    scopes: tuple[str, ...]


def issuer() -> signing.Issuer:
    """Get the city as an issuer. Refused `openid.closed` where it has no key for it."""
    found = city.current().issuer
    if found is None:
        raise Refused("openid.closed")
    return found


def begin(asked: Asked, shown_at: datetime, *, by: Actor) -> str:
    """Give the code for who agrees by this, or did before; `shown_at` is when they last showed who they are.

    Refused as `consents.check_person` says.
    """
    id = city.new_id()
    code, code_hash = secrets.new(id)
    with transaction.atomic():
        Grant.objects.create(
            id=id,
            consent=consents.give(asked.party, asked.scopes, by=by),
            redirect=asked.redirect,
            scopes=list(asked.scopes),
            challenge=asked.challenge,
            nonce=asked.nonce,
            assurance=by.assurance,
            shown_at=shown_at,
            code_hash=code_hash,
            until=city.now() + CODE_LASTS,
        )
    return code


def redeem(code: str, redirect: str, verifier: str, *, party: RelyingParty) -> Tokens:
    """Give tokens for a code, once. A code that comes again ends what came of it. Refused `openid.grant`."""
    with transaction.atomic():
        grant = _find(code, party)
        is_theirs = grant is not None and secrets.fits(code, grant.code_hash)
        if grant is not None and is_theirs and grant.redeemed_at is None:
            if grant.until > city.now() and grant.redirect == redirect and fits(verifier, grant.challenge):
                grant.redeemed_at = city.now()
                return _issue(grant, nonce=grant.nonce)
        elif grant is not None and is_theirs:
            _end_stolen(grant)
    raise Refused("openid.grant")


def refresh(token: str, *, party: RelyingParty) -> Tokens:
    """Give new tokens for a refresh token, once. One that was used before ends them all. Refused `openid.grant`."""
    with transaction.atomic():
        grant = _find(token, party)
        if grant is not None and grant.refresh_hash is not None and grant.until > city.now():
            if secrets.fits(token, grant.refresh_hash):
                return _issue(grant)
            _end_stolen(grant)
    raise Refused("openid.grant")


def revoke(token: str, *, party: RelyingParty) -> None:
    """End what a token is of, if it is this party's (RFC 7009)."""
    with transaction.atomic():
        grant = _find(token, party)
        if grant is not None and (secrets.fits(token, grant.access_hash) or secrets.fits(token, grant.refresh_hash)):
            grant.delete()


def end_of(party: RelyingParty, *, by: Actor) -> None:
    """End what a party was given of the actor; they may sign in there again as before."""
    Grant.objects.filter(consent__party=party.id, consent__account=by.account).delete()


def tell(access: str) -> dict[str, Any]:
    """Tell what a token opens: the claims of its scopes, as they are now. Refused `openid.token`."""
    id = secrets.find_id(access)
    grant = _live().filter(id=id, access_until__gt=city.now()).first() if id else None
    if grant is None or not secrets.fits(access, grant.access_hash):
        raise Refused("openid.token")
    account, scopes = grant.consent.account, grant.scopes
    held = {one.contact.kind: one.contact.text for one in reversed(contacts.list_of(account))}
    claims: dict[str, Any] = {"sub": grant.consent.subject}
    if "profile" in scopes:
        claims |= {"name": account.name}
    if "email" in scopes and "email" in held:
        claims |= {"email": held["email"], "email_verified": True}
    if "phone" in scopes and "phone" in held:
        claims |= {"phone_number": held["phone"], "phone_number_verified": True}
    return claims


def is_of(id_token: str, party: RelyingParty) -> bool:
    """Tell whether the city gave this ID token to this party, however long ago."""
    try:
        return bool(issuer().read(id_token)["aud"] == str(party.id))
    except Refused:
        return False


def is_about(id_token: str, party: RelyingParty, *, by: Actor) -> bool:
    """Tell whether the city gave this ID token to this party of the actor, and of nobody else."""
    if not is_of(id_token, party):
        return False
    subject = issuer().read(id_token)["sub"]
    return Consent.objects.filter(account=by.account, party=party.id, subject=subject).exists()


def forget() -> int:
    """Delete what is over; tell how many."""
    return Grant.objects.filter(until__lte=city.now()).delete()[0]


def _live() -> Any:
    return Grant.objects.filter(
        consent__ended_at=None, consent__party__ended_at=None, consent__account__is_active=True
    ).select_related("consent__account")


def _find(text: str, party: RelyingParty) -> Grant | None:
    """Find and lock what a code or token says it is of, if that is this party's."""
    id: UUID | None = secrets.find_id(text)
    rows = _live().select_for_update(of=("self",))
    found: Grant | None = rows.filter(id=id, consent__party=party.id).first() if id else None
    return found


def _issue(grant: Grant, *, nonce: str = "") -> Tokens:
    """Give new tokens in place of what there was."""
    now, is_offline = city.now(), OFFLINE in grant.scopes
    access, grant.access_hash = secrets.new(grant.id)
    renewed, hash = secrets.new(grant.id)
    grant.refresh_hash = hash if is_offline else None
    grant.access_until = now + ACCESS_LASTS
    grant.until = now + (REFRESH_LASTS if is_offline else ACCESS_LASTS)
    grant.save()
    claims = {
        "sub": grant.consent.subject,
        "aud": str(grant.consent.party_id),
        "iat": int(now.timestamp()),
        "exp": int((now + ID_TOKEN_LASTS).timestamp()),
        "auth_time": int(grant.shown_at.timestamp()),
        "acr": Assurance(grant.assurance).name.lower(),
        "at_hash": signing.hash_half(access),
        **({"nonce": nonce} if nonce else {}),
    }
    seconds = int(ACCESS_LASTS.total_seconds())
    return Tokens(access, renewed if is_offline else "", issuer().sign(claims), seconds, tuple(grant.scopes))


def _end_stolen(grant: Grant) -> None:
    """End all that came of a code or token that came twice: somebody else has it (RFC 9700, section 4.14.2)."""
    facts = {"account": str(grant.consent.account_id), "relying_party": str(grant.consent.party_id)}
    record.append("grant.came_twice", by=actors.system("openid"), facts=facts)
    grant.delete()

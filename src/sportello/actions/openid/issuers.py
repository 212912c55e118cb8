"""Signing in, or becoming surer, by an issuer elsewhere: which there are, in the city pack; what the city is to them,
in the environment.

A person there is linked to an account by whoever is signed in to it, never by an address that both have.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from sportello.actions import accounts, city, identification, live, record, sealing, warnings
from sportello.actions.openid import consents
from sportello.core import ports, profile
from sportello.core.actors import Actor, Assurance
from sportello.core.errors import Refused
from sportello.core.openid import asking, trusting
from sportello.core.texts import say
from sportello.store.accounts import Account
from sportello.store.openid import Linked

KIND = "issuer's person"  # of index, over the issuer's address and its name for them
LASTS = timedelta(minutes=15)
"""How long signing in there may take, and how long it then counts for linking."""


@dataclass(frozen=True)
class Begun:
    """That somebody was sent to sign in elsewhere; their session keeps it."""

    issuer: str
    state: str
    nonce: str
    verifier: str
    at: float


@dataclass(frozen=True)
class Answered:
    """Whom an issuer signed in: what finds their account (hex, while rotating by each key), how surely, what it calls
    them, when. A session keeps it.
    """

    issuer: str
    indexes: list[str]
    level: int
    name: str
    at: float


def list_open(least: Assurance = Assurance.NONE) -> list[profile.Issuer]:
    """List the issuers of the pack that the city is registered with, and that may say at least this of somebody."""
    port = city.current().issuers
    known = port.list_ids() if port else ()
    return [
        one
        for one in live.profile().issuers.values()
        if one.id in known and least <= max(one.levels.values(), default=1)
    ]


def begin(id: str, needs: Assurance) -> tuple[str, Begun]:
    """Give the address where one signs in, so that it shows at least this. Refused `issuer.unknown`, `.unavailable`."""
    issuer, port = _get(id)
    state, nonce, verifier = (city.current().random(32).hex() for _ in range(3))
    begun = Begun(id, state, nonce, verifier, city.now().timestamp())
    provider = port.find(id, issuer.url)
    challenge = asking.make_challenge(verifier)
    asked = {
        "response_type": "code",
        "client_id": provider.client_id,
        "redirect_uri": back(id),
        "scope": " ".join(dict.fromkeys((asking.OPENID, *issuer.scopes))),
        "state": state,
        "nonce": nonce,
        "code_challenge": challenge,
        "code_challenge_method": "S256",
        "prompt": "login",
        "max_age": "0",
        "acr_values": " ".join(acr for acr, level in issuer.levels.items() if level >= max(needs, Assurance.LOW)),
    }
    return asking.answer(provider.authorize, **asked), begun


def finish(begun: Begun, given: Mapping[str, str]) -> Answered:
    """Take the answer to what was begun.

    Refused `issuer.unknown`, `issuer.answer` for one that is late, twice, of another or to something else,
    `issuer.denied`, `issuer.token`, `issuer.unavailable`.
    """
    issuer, port = _get(begun.issuer)
    since, now = datetime.fromtimestamp(begun.at, city.now().tzinfo), city.now()
    if now - since > LASTS:
        raise Refused("issuer.answer")
    provider = port.find(issuer.id, issuer.url)
    code = trusting.check_answer(given, begun.state, issuer, provider)
    token, keys = port.redeem(issuer.id, issuer.url, code=code, verifier=begun.verifier, back=back(issuer.id))
    person = trusting.check_token(token, keys, issuer, provider.client_id, nonce=begun.nonce, since=since, now=now)
    indexes = [index.hex() for index in sealing.search(KIND, f"{issuer.url} {person.subject}")]
    return Answered(issuer.id, indexes, person.level, person.name[: accounts.LONGEST_NAME], now.timestamp())


def find_account(answered: Answered) -> Account | None:
    """Find the account this person is linked to, if it is open."""
    row = _find(answered).filter(account__is_active=True).first()
    if row is None:
        return None
    current = bytes.fromhex(answered.indexes[0])
    if bytes(row.index) != current:  # of an older key
        Linked.objects.filter(id=row.id).update(index=current)
    return row.account


def link(answered: Answered, *, by: Actor) -> None:
    """Let this person sign in to the actor's account from now on, which is as surely known then as they are there.

    Refused `issuer.answer` when that was long ago, `issuer.taken` when they are linked to another account,
    `issuer.other_person` when the account is known to be somebody's of another name; and as for signing in elsewhere.
    """
    consents.check_person(by)
    if city.now().timestamp() - answered.at > LASTS.total_seconds():
        raise Refused("issuer.answer")
    with transaction.atomic():
        account = accounts.get_own(by, lock=True)
        if _find(answered).exclude(account=account).exists():
            raise Refused("issuer.taken")
        is_checked = account.identifications.filter(level__gte=Assurance.SUBSTANTIAL).exists()
        is_checked = is_checked or account.assurance >= Assurance.SUBSTANTIAL
        if is_checked and not trusting.is_same_name(account.name, answered.name):
            raise Refused("issuer.other_person")
        if not _find(answered).filter(account=account).exists():
            _add(account, answered)
            warnings.send(account, "linked", issuer=_called(answered.issuer, account))
            facts = {"account": str(account.id), "issuer": answered.issuer}
            record.append("account.linked", by=by, facts=facts)
        _raise(account, answered, by)


def raise_to(answered: Answered, *, by: Actor) -> None:
    """Note that the actor's account is known as surely as whom it is linked to is there."""
    with transaction.atomic():
        _raise(accounts.get_own(by, lock=True), answered, by)


def list_of(*, by: Actor) -> list[Linked]:
    """List by which issuers one signs in to the actor's account."""
    return list(Linked.objects.filter(account=by.account).order_by("linked_at")) if by.account else []


def remove(linked: UUID, *, by: Actor) -> None:
    """Let them sign in so no more. Refused `issuer.not_found`."""
    with transaction.atomic():
        row = Linked.objects.select_for_update().filter(id=linked, account=by.account).first() if by.account else None
        if row is None:
            raise Refused("issuer.not_found")
        warnings.send(row.account, "unlinked", issuer=_called(row.issuer, row.account))
        record.append("account.unlinked", by=by, facts={"account": str(by.account), "issuer": row.issuer})
        row.delete()


def back(id: str) -> str:
    """Give the address that answers of an issuer come to: one for each, so that none passes for another."""
    return f"{city.current().base_url}/sign-in/with/{id}/back"


def tell_all(party: UUID) -> list[dict[str, Any]]:
    """Tell by which issuers a party signs in, to take along; the caller has checked who asks."""
    rows = Linked.objects.filter(account__party=party).order_by("linked_at")
    return [{"issuer": row.issuer, "linked_at": row.linked_at} for row in rows]


def keep(one: Begun | Answered) -> dict[str, Any]:
    """Give it as a session keeps it."""
    return asdict(one)


def _raise(account: Account, answered: Answered, by: Actor) -> None:
    """Raise how surely an account is known; above low only under the name the issuer gives."""
    level = Assurance(answered.level)
    if level > account.assurance and (level <= Assurance.LOW or answered.name):
        account.name = answered.name or account.name
        identification.note(account, level, "issuer", "", by=by)


def _add(account: Account, answered: Answered) -> None:
    """Link them. Refused `issuer.taken` when they are linked to another account at this moment."""
    id, index = city.new_id(), bytes.fromhex(answered.indexes[0])
    row = Linked(id=id, account=account, issuer=answered.issuer, index=index, linked_at=city.now())
    Linked.objects.bulk_create([row], ignore_conflicts=True)
    if not Linked.objects.filter(id=id).exists():
        raise Refused("issuer.taken")


def _get(id: str) -> tuple[profile.Issuer, ports.Issuers]:
    issuer, port = live.profile().issuers.get(id), city.current().issuers
    if issuer is None or port is None or id not in port.list_ids():
        raise Refused("issuer.unknown")
    return issuer, port


def _find(answered: Answered) -> QuerySet[Linked]:
    return Linked.objects.filter(index__in=[bytes.fromhex(index) for index in answered.indexes])


def _called(id: str, account: Account) -> str:
    """Give what an issuer is called in the account's language; its id once the pack has it no more."""
    issuer = live.profile().issuers.get(id)
    return say(issuer.names, account.language) if issuer else id

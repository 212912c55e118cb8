"""Accounts: opened, and who signed in, as an actor; API clients by their token."""

import time
from dataclasses import dataclass
from hashlib import sha256
from uuid import UUID

from django.db import transaction

from sportello.actions import city, contacts, limits, parties, record, sealing, slips
from sportello.core import actors, references
from sportello.core.actors import Actor, Assurance, Role
from sportello.core.errors import Refused
from sportello.store.accounts import Account, Client, Membership

LONGEST_NAME = 100
UNKNOWN = "!"
"""A password that is none: Django hashes what is compared with it all the same."""
PARTNER = "partner:"
"""Before a partner's id, in place of a team: the account is an operator of that partner."""
MOST_CLIENTS = 1000
CLIENT_SECONDS = 1.0


@dataclass
class _Known:
    """A client that was there a moment ago, and until when (monotonic) that is good enough."""

    actor: Actor
    until: float


_clients: dict[tuple[str, bytes], _Known] = {}


def actor_of(
    account: Account,
    channel: str,
    holds: frozenset[UUID] = frozenset(),
    *,
    shown: Assurance = Assurance.LOW,
) -> Actor:
    """Give the actor an account signs in as: as sure as both the check of whose it is and what was `shown` now."""
    roles = frozenset((m.team, Role(m.role)) for m in account.memberships.all())
    partners = [team.removeprefix(PARTNER) for team, _ in roles if team.startswith(PARTNER)]
    return Actor(
        channel=channel,
        party=account.party_id,
        account=account.id,
        assurance=min(Assurance(account.assurance), shown),
        roles=frozenset() if partners else roles,
        partner=partners[0] if partners else None,
        holds=holds,
    )


def add(
    login: str,
    name: str,
    *,
    password: str | None = None,
    party: UUID | None = None,
    assurance: Assurance = Assurance.NONE,
    roles: tuple[tuple[str, Role], ...] = (),
    language: str = "",
) -> Account:
    """Add an account with its roles. Without a password nobody can sign in with one."""
    account = Account(id=city.new_id(), login=login, name=name, party_id=party, assurance=assurance, language=language)
    account.set_password(password)
    account.save(force_insert=True)
    Membership.objects.bulk_create(Membership(account=account, team=team, role=role) for team, role in roles)
    return account


def add_resident(name: str, *, language: str, assurance: Assurance) -> Account:
    """Add an account of a new party, inside a transaction; one signs in to it as a reference like `R7K-3F9-2QM`."""
    login = references.new_reference(city.current().random(references.RANDOM_BYTES))
    return add(login, name, party=parties.add(), assurance=assurance, language=language)


def get_own(by: Actor, *, lock: bool = False) -> Account:
    """Get the account of whoever acts, locked where it is to change. Refused `access.not_yours`."""
    rows = Account.objects.select_for_update(no_key=True) if lock else Account.objects.all()
    account = rows.filter(id=by.account).first() if by.account else None
    if account is None:
        raise Refused("access.not_yours")
    return account


def check_password(login: str, password: str) -> Account:
    """Get the account that one signs in to as `login`, or by a contact of its, with this password.

    Refused `password.wrong`, alike and as late for an account there is not, or has none.
    """
    account = find(login)
    is_right = (account or Account(password=UNKNOWN)).check_password(password)
    if account is None or not is_right:
        raise Refused("password.wrong")
    return account


def find(login: str) -> Account | None:
    """Find the open account that one signs in to as `login`, or by a contact of its: both are looked for, lest the time
    tell which there is.
    """
    try:
        found = contacts.find_account(contacts.read(login))
    except Refused:
        found = None
    called = Account.objects.filter(login__in=_spellings(login), is_active=True).first()
    return found or called


def use_paper(number: str, code: str) -> Account:
    """Get the account with this number by the code that was handed over, once. Refused `slip.wrong`, `limit.reached`.

    Of an account with a second factor, that is asked for besides.
    """
    spelled = _spellings(number)
    account = Account.objects.filter(login__in=spelled, is_active=True).first()
    if account is None:
        limits.take(slips.TRIES, f"{spelled[-1:]} paper")  # as for one there is: its limit must not tell
        raise Refused("slip.wrong")
    slips.use(account, "paper", code)
    return account


def is_number(account: Account, typed: str) -> bool:
    """Tell whether this is the account's number, however it was typed."""
    return account.login in _spellings(typed)


def _spellings(login: str) -> tuple[str, ...]:
    """Give what a login may stand for: itself, and a reference however it was typed; nothing for what nobody has."""
    if not login.isprintable():
        return ()
    try:
        return (login, references.read_reference(login))
    except Refused:
        return (login,)


def list_demo_residents() -> list[Account]:
    """List the residents' accounts to choose one of, in a demonstration, where everybody may be anybody."""
    return list(Account.objects.filter(party__isnull=False, is_active=True).order_by("name")[:50])


def add_client(name: str, *, partner: str = "") -> str:
    """Add an API client and give its token, shown once and kept only as a keyed hash. Refused `client.exists`.

    The record names a client by its id: its name may be somebody's.
    """
    token = "sportello_" + city.current().random(24).hex()
    with transaction.atomic():
        if Client.objects.filter(name=name).exists():
            raise Refused("client.exists", name=name)
        index = sealing.index("token", token)
        client = Client(id=city.new_id(), name=name, token_index=index, partner=partner, created_at=city.now())
        client.save(force_insert=True)
        record.append("client.added", by=actors.system(), facts={"client": str(client.id), "partner": partner})
    return token


def revoke_client(name: str) -> None:
    """Let a client's token open nothing from now on; other processes know in a second. Refused `client.not_found`."""
    with transaction.atomic():
        client = Client.objects.select_for_update().filter(name=name, revoked_at=None).first()
        if client is None:
            raise Refused("client.not_found", name=name)
        client.revoked_at = city.now()
        client.save(update_fields=["revoked_at"])
        record.append("client.revoked", by=actors.system(), facts={"client": str(client.id)})
    forget_clients()


def client_of(token: str, channel: str) -> Actor:
    """Get the client with this token as an actor; Refused `access.token`.

    It is looked up once a second, as a client that sends much sends many requests in each: one revoked just now may
    count for a second more.
    """
    digest = sha256(token.encode()).digest()
    known = _clients.get((channel, digest))
    if known is None or known.until < time.monotonic():
        known = _look_up(token, channel)
        if len(_clients) >= MOST_CLIENTS:
            _clients.clear()
        _clients[channel, digest] = known
    return known.actor


def keep_clients() -> None:
    """Look for all clients known here whether they still are; done often enough, no request has to wait for it."""
    known, until = dict(_clients), time.monotonic() + CLIENT_SECONDS
    ids = {one.actor.client for one in known.values() if one.actor.client}
    there = set(Client.objects.filter(id__in=ids, revoked_at=None).values_list("id", flat=True)) if ids else set()
    for one in known.values():
        if one.actor.client in there:
            one.until = until


def forget_clients() -> None:
    """Look each client up again when it asks next."""
    _clients.clear()


def _look_up(token: str, channel: str) -> _Known:
    until, indexes = time.monotonic() + CLIENT_SECONDS, sealing.search("token", token)
    client = Client.objects.filter(token_index__in=indexes, revoked_at=None).first()
    if client is None:
        raise Refused("access.token")
    if bytes(client.token_index) != indexes[0]:  # of an older key; the current one comes first
        Client.objects.filter(id=client.id).update(token_index=indexes[0])
    return _Known(Actor(channel=channel, client=client.id, partner=client.partner or None), until)

"""Who visits: the session's account and the secrets it has shown, as an actor. Decides nothing about them."""

import ipaddress
from dataclasses import replace
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest

from sportello.actions import accounts, mandates
from sportello.channels.pages import proofs
from sportello.core.actors import Actor
from sportello.core.errors import Refused

HELD = "held"
ACTING = "acting"
"""The mandate under which the visitor acts, and the name of the party acted for."""
MOST_HELD = 50
LONGEST_ADDRESS = 60


def actor(request: HttpRequest, channel: str) -> Actor:
    """Give the actor behind a request; one who acts for another under a mandate that holds at this moment.

    Nobody is staff here: whoever works for the city does so at the desk, with a second factor, and is a resident on
    pages of residents.
    Refused as `actions.mandates.act` says where it does not hold any more: that is told once, and from the next request
    on the visitor acts for themselves.
    """
    by = replace(themselves(request, channel), roles=frozenset(), partner=None)
    if (acting := request.session.get(ACTING)) and by.party:
        try:
            return mandates.act(UUID(acting["mandate"]), by=by)
        except Refused:
            act_for_oneself(request)
            raise
    return by


def act_under(request: HttpRequest, mandate: UUID, channel: str) -> None:
    """Act for another from now on. Refused as `actions.mandates.act` says."""
    by = mandates.act(mandate, by=themselves(request, channel))
    request.session[ACTING] = {"mandate": str(mandate), "name": mandates.name_acted_for(by)}


def act_for_oneself(request: HttpRequest) -> None:
    """Act for nobody else from now on."""
    request.session.pop(ACTING, None)


def name_acted_for(request: HttpRequest) -> str:
    """Give the name of whom the visitor acts for; nothing for who acts for themselves."""
    return str(request.session.get(ACTING, {}).get("name", "")) if hasattr(request, "session") else ""


def find_mandate(request: HttpRequest) -> str:
    """Give the id of the mandate under which the visitor acts; nothing for who acts for nobody else."""
    return str(request.session.get(ACTING, {}).get("mandate", ""))


def themselves(request: HttpRequest, channel: str) -> Actor:
    """Give the actor behind a request, acting for nobody else."""
    held = frozenset(UUID(id) for id in request.session.get(HELD, ()))
    if isinstance(request.user, AbstractBaseUser):
        return accounts.actor_of(request.user, channel, held, shown=proofs.count(request))
    return Actor(channel=channel, holds=held)


def hold(request: HttpRequest, id: UUID) -> None:
    """Remember that this visitor has shown the secret of a case or a draft; the oldest of many are forgotten."""
    held = [one for one in request.session.get(HELD, []) if one != str(id)]
    request.session[HELD] = [*held, str(id)][-MOST_HELD:]


def keep(request: HttpRequest, id: UUID, by: Actor) -> None:
    """Hold what a visitor without an account has begun or sent.

    What belongs to somebody is theirs without it, and whoever acted for them must not hold it when the mandate is over.
    """
    if by.subject is None:
        hold(request, id)


def is_nobody(request: HttpRequest) -> bool:
    """Tell whether the request shows no session at all: then no answer can hold anything of the visitor's own."""
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def is_known(request: HttpRequest) -> bool:
    """Tell whether this visitor has something of their own here: signed in, or holding a secret."""
    if not hasattr(request, "user"):  # refused before anybody looked who it is
        return False
    return request.user.is_authenticated or bool(request.session.get(HELD))


def address(request: HttpRequest) -> str:
    """Give the visitor's network address: the one our own proxy added last, where there is one."""
    return choose_address(request.headers.get("X-Forwarded-For", ""), request.META.get("REMOTE_ADDR", ""))


def choose_address(forwarded: str, remote: str) -> str:
    """Give the address that our own proxy added last to X-Forwarded-For, or the remote one where there is no proxy."""
    from_proxy = forwarded if settings.SECURE_PROXY_SSL_HEADER else ""
    return from_proxy.rpartition(",")[2].strip() or remote


@lru_cache(maxsize=1000)
def network(address: str) -> str:
    """Give what stands for one subscriber: an IPv4 address, or an IPv6 network of 64 bits."""
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return address[:LONGEST_ADDRESS]
    if isinstance(found, ipaddress.IPv4Address):
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))

"""Who calls: a client by its token, or nobody in particular, who may show a case's secret. Decides nothing of them."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, cast
from uuid import UUID

from django.http import HttpRequest

from sportello.actions import accounts, cases, drafts, files, limits
from sportello.channels.api import CHANNEL
from sportello.channels.pages import languages, visitors
from sportello.core.actors import Actor
from sportello.core.errors import Refused

READING = limits.Limit("api.read", 600, 60)
WRITING = limits.Limit("api.write", 120, 60)
UPLOADING = limits.Limit("api.upload", 60, 600)
OF_CLIENTS = limits.Limit("api.client", 60_000, 60)
"""Strangers are counted by network, everyone in it together; clients each by itself, far above what they need."""

SECRET = "Case-Secret"  # noqa: S105 - a header's name
PURPOSE = "work"  # why a client looks at a case: it follows what it sent in
Extra = dict[str, Any]
OPTIONAL: Extra = {"security": [{}, {"token": []}]}
NEEDED: Extra = {"security": [{"secret": []}, {"token": []}]}
SCHEMES = {
    "token": {"type": "http", "scheme": "bearer", "description": "A client's token, `sportello_…`, made by the city."},
    "secret": {
        "type": "apiKey",
        "in": "header",
        "name": SECRET,
        "description": "The secret code of one case, `7QK2-M9FX-3RTA`, given when the application was taken in.",
    },
}


class Call(HttpRequest):
    """A request whose caller is known."""

    actor: Actor
    language: str


def receive(request: HttpRequest) -> Call:
    """Find out who calls, and count the call. Refused as `identify` says, and `language.unknown`."""
    call = cast(Call, request)
    address = visitors.address(request)
    call.actor = identify(request.headers.get("Authorization"), _limit(request), address)
    if "language" in request.GET:
        drafts.check_language(request.GET["language"])
    call.language = get_language(request)
    return call


def identify(authorization: str | None, limit: limits.Limit, address: str) -> Actor:
    """Give who calls by the header of that name, and count the call: a client's for itself, others' by network.

    Refused `access.token`, `limit.reached`.
    """
    try:
        actor = _actor(authorization)
    except Refused:
        limits.take(limit, visitors.network(address))
        raise
    if actor.client:
        limits.take(OF_CLIENTS, actor.name)
    else:
        limits.take(limit, visitors.network(address))
    return actor


def get_language(request: HttpRequest) -> str:
    """Give the language to answer in: `?language=`, else the best for Accept-Language, else the city's first."""
    return choose_language(request.GET.get("language"), request.headers.get("Accept-Language", ""))


def choose_language(asked: str | None, accepted: str) -> str:
    """Give the city's language that was asked for, else the best of those accepted, else the city's first."""
    return languages.choose(asked, accepted, languages.spoken())


def hold(call: Call, reference: str) -> tuple[UUID, Actor]:
    """Give the case and the caller as someone who may act in it, by the case's secret or as the client that sent it.

    Refused `access.secret_missing` without either, `access.secret` for a wrong reference or secret alike, and
    `case.not_found` to a client that did not send such a case.
    """
    if SECRET in call.headers:
        case = _unlock(reference, call.headers[SECRET])
        return case, replace(call.actor, holds=frozenset({case}))
    if call.actor.client:
        return cases.get_id(reference, by=call.actor), call.actor
    raise Refused("access.secret_missing")


def find_status(by: Actor, reference: str, secret: str | None) -> cases.Status:
    """Give the case as it stands to someone with its secret, or to the client that sent it. Refused as `hold` says."""
    if secret is None and by.client is None:
        raise Refused("access.secret_missing")
    try:
        return cases.find_status(reference, secret, by=by, purpose=PURPOSE)
    except Refused as refused:
        if secret is not None and refused.code == "case.not_found":
            raise Refused("access.secret") from None
        raise


def with_files(actor: Actor, ids: Iterable[UUID]) -> Actor:
    """Give the actor as one who may use these files, as far as they are nobody's: only senders are told their ids."""
    free = files.list_of_nobody(ids)
    return replace(actor, holds=actor.holds | free) if free else actor


def _actor(authorization: str | None) -> Actor:
    if authorization is None:
        return Actor(channel=CHANNEL)
    scheme, _, token = authorization.strip().partition(" ")
    if scheme.casefold() != "bearer":
        raise Refused("access.token")
    return accounts.client_of(token.strip(), CHANNEL)


def _unlock(reference: str, secret: str) -> UUID:
    try:
        return cases.unlock(reference, secret)
    except Refused:
        raise Refused("access.secret") from None


def _limit(request: HttpRequest) -> limits.Limit:
    if request.method in ("GET", "HEAD", "OPTIONS"):
        return READING
    return UPLOADING if (request.content_type or "").startswith("multipart/") else WRITING

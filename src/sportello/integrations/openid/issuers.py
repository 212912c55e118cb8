"""OpenID Connect Discovery 1.0 and the token endpoint. Addresses are https.

What an issuer publishes is kept for an hour; its keys are read at each signing in.
"""

import time
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any
from urllib.parse import quote_plus, urlsplit

from sportello.core.errors import Refused
from sportello.core.openid.trusting import Provider
from sportello.integrations.openid.asking import Exchanges

KEPT_SECONDS = 3600
MOST_KEYS = 50
Clients = Mapping[str, tuple[str, str]]
"""By the issuer's id in the pack: what it calls us, and the secret."""


class OpenIdIssuers:
    """The issuers where the city is registered. `at` says where those are that a stand-in plays, by id."""

    def __init__(
        self, clients: Clients, at: Mapping[str, str] = MappingProxyType({}), exchanges: Exchanges | None = None
    ) -> None:
        self._clients, self._at, self._exchanges = clients, at, exchanges or Exchanges()
        self._known: dict[str, tuple[float, dict[str, Any]]] = {}

    def list_ids(self) -> Collection[str]:
        """List them."""
        return self._clients.keys()

    def find(self, id: str, url: str) -> Provider:
        """Find where it signs people in. Refused `issuer.unavailable`."""
        at, where = self._discover(id, url)
        says = at.get("authorization_response_iss_parameter_supported") is True
        return Provider(_address(at, "authorization_endpoint", where), self._clients[id][0], says)

    def redeem(self, id: str, url: str, *, code: str, verifier: str, back: str) -> tuple[str, list[dict[str, Any]]]:
        """Give the ID token for a code, with the issuer's keys. Refused `issuer.unavailable`, `issuer.answer`."""
        at, where = self._discover(id, url)
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "code_verifier": verifier,
            "redirect_uri": back,
        }
        told = self._post(_address(at, "token_endpoint", where), fields, id, at)
        keys = self._exchanges.get(_address(at, "jwks_uri", where)).get("keys")
        if not isinstance(told.get("id_token"), str) or not isinstance(keys, list) or len(keys) > MOST_KEYS:
            raise Refused("issuer.answer")
        return told["id_token"], [key for key in keys if isinstance(key, dict)]

    def _discover(self, id: str, url: str) -> tuple[dict[str, Any], str]:
        """Give what an issuer publishes, and the address it was read at."""
        where = self._at.get(id, url)
        until, known = self._known.get(url, (0.0, {}))
        if until < time.monotonic():
            known = self._exchanges.get(f"{where.rstrip('/')}/.well-known/openid-configuration")
            if known.get("issuer") != url:
                raise Refused("issuer.unavailable")
            self._known[url] = (time.monotonic() + KEPT_SECONDS, known)
        return known, where

    def _post(self, address: str, fields: dict[str, str], id: str, at: Mapping[str, Any]) -> dict[str, Any]:
        client_id, secret = self._clients[id]
        methods = at.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        auth: tuple[str, str] | None
        if not isinstance(methods, list) or "client_secret_basic" in methods:
            auth = (quote_plus(client_id), quote_plus(secret))
        else:
            fields, auth = {**fields, "client_id": client_id, "client_secret": secret}, None
        return self._exchanges.post(address, fields, auth)


def _address(at: Mapping[str, Any], name: str, url: str) -> str:
    """Read an address the issuer publishes: as safe as its own."""
    address = at.get(name)
    if not isinstance(address, str) or urlsplit(address).scheme not in ("https", urlsplit(url).scheme):
        raise Refused("issuer.unavailable")
    return address

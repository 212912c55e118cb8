"""OpenID Connect Discovery 1.0 and the token endpoint. Redirects are not followed, and addresses are https.

What an issuer publishes is kept for an hour; its keys are read at each signing in.
"""

import time
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import quote_plus, urlsplit

import requests

from sportello.core.errors import Refused
from sportello.core.openid.trusting import Provider

SECONDS, KEPT_SECONDS = 10, 3600
Clients = Mapping[str, tuple[str, str]]
"""By the issuer's id in the pack: what it calls us, and the secret."""


class OpenIdIssuers:
    """The issuers where the city is registered."""

    def __init__(self, clients: Clients) -> None:
        self._clients = clients
        self._known: dict[str, tuple[float, dict[str, Any]]] = {}

    def list_ids(self) -> Collection[str]:
        """List them."""
        return self._clients.keys()

    def find(self, id: str, url: str) -> Provider:
        """Find where it signs people in. Refused `issuer.unavailable`."""
        at = self._discover(url)
        says = at.get("authorization_response_iss_parameter_supported") is True
        return Provider(_address(at, "authorization_endpoint", url), self._clients[id][0], says)

    def redeem(self, id: str, url: str, *, code: str, verifier: str, back: str) -> tuple[str, list[dict[str, Any]]]:
        """Give the ID token for a code, with the issuer's keys. Refused `issuer.unavailable`, `issuer.answer`."""
        at = self._discover(url)
        fields = {
            "grant_type": "authorization_code",
            "code": code,
            "code_verifier": verifier,
            "redirect_uri": back,
        }
        told = self._post(_address(at, "token_endpoint", url), fields, id, at)
        keys = _get(_address(at, "jwks_uri", url)).get("keys")
        if not isinstance(told.get("id_token"), str) or not isinstance(keys, list):
            raise Refused("issuer.answer")
        return told["id_token"], [key for key in keys if isinstance(key, dict)]

    def _discover(self, url: str) -> dict[str, Any]:
        until, known = self._known.get(url, (0.0, {}))
        if until < time.monotonic():
            known = _get(f"{url.rstrip('/')}/.well-known/openid-configuration")
            if known.get("issuer") != url:
                raise Refused("issuer.unavailable")
            self._known[url] = (time.monotonic() + KEPT_SECONDS, known)
        return known

    def _post(self, address: str, fields: dict[str, str], id: str, at: Mapping[str, Any]) -> dict[str, Any]:
        client_id, secret = self._clients[id]
        methods = at.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        if "client_secret_basic" in methods:
            shown: dict[str, Any] = {"auth": (quote_plus(client_id), quote_plus(secret))}
        else:
            fields, shown = {**fields, "client_id": client_id, "client_secret": secret}, {}
        try:
            answer = requests.post(address, fields, timeout=SECONDS, allow_redirects=False, **shown)
        except requests.RequestException:
            raise Refused("issuer.unavailable") from None
        if answer.status_code >= 500:
            raise Refused("issuer.unavailable")
        if answer.status_code != 200:
            raise Refused("issuer.answer")
        return _read(answer)


def _get(address: str) -> dict[str, Any]:
    try:
        answer = requests.get(address, timeout=SECONDS, allow_redirects=False)
    except requests.RequestException:
        raise Refused("issuer.unavailable") from None
    if answer.status_code != 200:
        raise Refused("issuer.unavailable")
    return _read(answer)


def _read(answer: requests.Response) -> dict[str, Any]:
    try:
        told = answer.json()
    except ValueError:
        raise Refused("issuer.unavailable") from None
    if not isinstance(told, dict):
        raise Refused("issuer.unavailable")
    return told


def _address(at: Mapping[str, Any], name: str, url: str) -> str:
    """Read an address the issuer publishes: as safe as its own."""
    address = at.get(name)
    if not isinstance(address, str) or urlsplit(address).scheme not in ("https", urlsplit(url).scheme):
        raise Refused("issuer.unavailable")
    return address

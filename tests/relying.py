"""Relying parties for tests, and the city as an issuer: its key is made once, and others know it by its address."""

import hmac
import json
from base64 import b64decode, urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from sportello.actions.openid import parties
from sportello.core.actors import Role
from sportello.core.openid import asking, signing
from sportello.core.openid.asking import Asked, RelyingParty
from sportello.site import demo_keys
from tests import town as towns

URL = "http://city.test"
BACK = "https://library.test/back?from=city"
LEFT = "https://library.test/left"
VERIFIER = "v" * 43
CHALLENGE = urlsafe_b64encode(sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()


def make_new_key() -> bytes:
    """Make a key."""
    return b64decode(demo_keys.make_identity_key().partition(":")[2])


make_key = cache(make_new_key)
"""Gives the key of this run."""


@contextmanager
def issuing(url: str = URL) -> Iterator[signing.Issuer]:
    """Let the city be an issuer for as long as it takes."""
    issuer = signing.make(url, {"i1": make_key()})
    with towns.with_parts(issuer=issuer, base_url=url):
        yield issuer


def add(*scopes: str, back: str = BACK, left: str = LEFT) -> tuple[RelyingParty, str]:
    """Register a relying party and approve it; give it with its secret."""
    one, other = (towns.staff("*", Role.PUBLISHER) for _ in range(2))
    id = parties.register("City library", [back], [left], scopes, by=one)
    secret = parties.approve(id, by=other)
    return parties.find(str(id)), secret


def query(party: RelyingParty, **changed: str) -> dict[str, str]:
    """Give what a relying party asks, changed as said; what is empty is left out."""
    asked = {
        "client_id": str(party.id),
        "redirect_uri": party.redirects[0],
        "response_type": "code",
        "scope": "openid",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
        "state": "xyz",
        **changed,
    }
    return {name: value for name, value in asked.items() if value}


def ask(party: RelyingParty, **changed: str) -> Asked:
    """Read what a relying party asks."""
    return asking.read({name: [value] for name, value in query(party, **changed).items()}, party)


def find_public(issuer: signing.Issuer) -> bytes:
    """Give the public key an issuer signs with, as PEM."""
    public = next(iter(issuer.keys.values())).public_key()
    return public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def sign_by_hand(header: dict[str, str], claims: dict[str, Any], secret: bytes) -> str:
    """Sign as HS256; libraries refuse to when the secret is somebody's public key."""
    parts = [urlsafe_b64encode(json.dumps(part).encode()).rstrip(b"=") for part in (header, claims)]
    signature = hmac.new(secret, b".".join(parts), "sha256").digest()
    return b".".join([*parts, urlsafe_b64encode(signature).rstrip(b"=")]).decode()

"""ID tokens: what the city says of whoever signed in, signed with RS256, which every relying party reads.

OpenID Connect Core 1.0, section 2; JWS (RFC 7515); JWK (RFC 7517). Knows no party and no clock.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey
from cryptography.hazmat.primitives.serialization import load_der_private_key
from jwt.algorithms import RSAAlgorithm

from sportello.core import base64url
from sportello.core.errors import Refused

ALGORITHM = "RS256"
LEAST_BITS = 2048


@dataclass(frozen=True)
class Issuer:
    """The city as an issuer: its address, and its keys by id. The first signs; the others were signed with before."""

    url: str
    keys: Mapping[str, RSAPrivateKey] = field(repr=False)

    def sign(self, claims: Mapping[str, Any]) -> str:
        """Sign claims as a token of this issuer."""
        id, key = next(iter(self.keys.items()))
        return jwt.encode({"iss": self.url, **claims}, key, ALGORITHM, headers={"kid": id})

    def read(self, token: str) -> dict[str, Any]:
        """Read a token of this issuer, however old it is. Refused `openid.token`."""
        try:
            key = self.keys[jwt.get_unverified_header(token)["kid"]]
            return dict(jwt.decode(token, key.public_key(), [ALGORITHM], issuer=self.url, options=_ANY_AGE))
        except (jwt.PyJWTError, KeyError, TypeError):
            raise Refused("openid.token") from None

    def list_keys(self) -> list[dict[str, Any]]:
        """List the public keys as JWK, for whoever checks a token."""
        rows = [(id, RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)) for id, key in self.keys.items()]
        return [
            {**{n: row[n] for n in ("kty", "n", "e")}, "kid": id, "use": "sig", "alg": ALGORITHM} for id, row in rows
        ]


_ANY_AGE: Any = {"verify_exp": False, "verify_aud": False, "require": ["iss", "sub", "aud"]}


def make(url: str, keys: Mapping[str, bytes]) -> Issuer:
    """Make the issuer of keys as DER (PKCS 8). Refused `openid.key` for one that is none, or short."""
    return Issuer(url, {id: _load(der) for id, der in keys.items()})


def hash_half(token: str) -> str:
    """Give the claim `at_hash` of an access token (OpenID Connect Core 1.0, section 3.1.3.6)."""
    return base64url.write(sha256(token.encode()).digest()[:16])


def _load(der: bytes) -> RSAPrivateKey:
    try:
        key = load_der_private_key(der, None)
    except ValueError:
        raise Refused("openid.key") from None
    if not isinstance(key, RSAPrivateKey) or key.key_size < LEAST_BITS:
        raise Refused("openid.key")
    return key

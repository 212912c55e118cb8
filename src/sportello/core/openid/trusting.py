"""What an issuer elsewhere says of somebody: its ID token checked, its level put into our words. Knows no network.

OpenID Connect Core 1.0, section 3.1.3.7; answers of the right issuer (RFC 9207); JWT as in RFC 8725.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hmac import compare_digest
from typing import Any

import jwt

from sportello.core.actors import Assurance
from sportello.core.errors import Refused
from sportello.core.profile import Issuer

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Signatures by a private key: never none, never one that the public key could make."""
CLOCKS = timedelta(minutes=1)
"""By how much clocks may differ."""
AWAY = ("server_error", "temporarily_unavailable")  # RFC 6749, section 4.1.2.1
NEEDED = ["iss", "sub", "aud", "exp", "iat", "nonce"]


@dataclass(frozen=True)
class Provider:
    """Where an issuer signs people in, what it calls us, and whether its answers say whose they are."""

    authorize: str
    client_id: str
    says_issuer: bool


@dataclass(frozen=True)
class Person:
    """Whom an issuer signed in: the name it knows them by for ever, how surely, and what it says they are called."""

    subject: str
    level: Assurance
    name: str


def check_answer(given: Mapping[str, str], state: str, issuer: Issuer, provider: Provider) -> str:
    """Check that an answer is to what we asked and of whom we asked, and give its code.

    Refused `issuer.denied` where it says no, `issuer.unavailable` where it cannot say, `issuer.answer`.
    """
    is_ours = compare_digest(given.get("state", "").encode(), state.encode())
    says = given.get("iss")
    if not is_ours or (says is None and provider.says_issuer) or says not in (None, issuer.url):
        raise Refused("issuer.answer")
    if "error" in given:
        raise Refused("issuer.unavailable" if given["error"] in AWAY else "issuer.denied")
    if "code" not in given:
        raise Refused("issuer.answer")
    return given["code"]


def check_token(
    token: str,
    keys: Sequence[Mapping[str, Any]],
    issuer: Issuer,
    client_id: str,
    *,
    nonce: str,
    since: datetime,
    now: datetime,
) -> Person:
    """Check an ID token and tell who it is. What is above low counts if they showed who they are since then.

    `keys` are the issuer's as JWK. Refused `issuer.token`.
    """
    claims = _decode(token, keys, issuer.url, client_id)
    audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    wrong = (
        claims.get("azp", client_id) != client_id,
        len(audience) > 1 and "azp" not in claims,
        not compare_digest(str(claims["nonce"]).encode(), nonce.encode()),
        _at(claims, "exp") <= (now - CLOCKS).timestamp(),
        _at(claims, "iat") > (now + CLOCKS).timestamp(),
    )
    subject = claims.get(issuer.person)
    if any(wrong) or not isinstance(subject, str) or not subject:
        raise Refused("issuer.token")
    is_anew = "auth_time" in claims and _at(claims, "auth_time") >= (since - CLOCKS).timestamp()
    level = issuer.levels.get(str(claims.get("acr")), Assurance.LOW) if is_anew else Assurance.LOW
    return Person(subject, level, _name(claims))


def is_same_name(one: str, other: str) -> bool:
    """Tell whether two names are the same, however written."""
    return sorted(one.casefold().split()) == sorted(other.casefold().split())


def _decode(token: str, keys: Sequence[Mapping[str, Any]], url: str, client_id: str) -> dict[str, Any]:
    try:
        header = jwt.get_unverified_header(token)
        fitting = [key for key in keys if header.get("kid") in (None, key.get("kid")) and key.get("use") != "enc"]
        if header["alg"] not in ALGORITHMS or len(fitting) != 1:
            raise Refused("issuer.token")
        key = jwt.PyJWK.from_dict(dict(fitting[0]), header["alg"])
        options: Any = {"verify_exp": False, "verify_iat": False, "require": NEEDED}
        return dict(jwt.decode(token, key, [header["alg"]], options, audience=client_id, issuer=url))
    except (jwt.PyJWTError, KeyError, TypeError, ValueError):
        raise Refused("issuer.token") from None


def _at(claims: Mapping[str, Any], name: str) -> float:
    value = claims[name]
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Refused("issuer.token")
    return value


def _name(claims: Mapping[str, Any]) -> str:
    parts = [claims.get("name")] if claims.get("name") else [claims.get("given_name"), claims.get("family_name")]
    return " ".join(part for part in parts if isinstance(part, str) and part)

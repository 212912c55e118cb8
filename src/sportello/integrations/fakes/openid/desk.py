"""Whom the stand-in signed in: codes it gave, and the tokens it gives for them, each once (RFC 6749, 4.1; RFC 7636).

Knows no HTTP.
"""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from sportello.core.openid import asking, signing
from sportello.core.profile import Issuer

CODE_SECONDS, TOKEN_SECONDS = 60, 300


class WrongError(Exception):
    """What was asked is wrong: an error code of RFC 6749."""


@dataclass(frozen=True)
class _Given:
    claims: Mapping[str, Any]
    challenge: str
    back: str
    until: float


class Desk:
    """Signs in for one client, which goes back to one address; `issuer` says its address, claims and levels."""

    def __init__(
        self, issuer: Issuer, client: tuple[str, str], back: str, key: bytes, clock: Callable[[], datetime]
    ) -> None:
        self.issuer, self._client, self._back, self._clock = issuer, client, back, clock
        self._signer = signing.make(issuer.url, {"s1": key})
        self._codes: dict[str, _Given] = {}

    def check_asked(self, asked: Mapping[str, str]) -> None:
        """Check what a client asks before its answer may go anywhere. WrongError."""
        is_ours = asked.get("client_id") == self._client[0] and asked.get("redirect_uri") == self._back
        is_flow = asked.get("response_type") == "code" and "openid" in asked.get("scope", "").split()
        is_held = asked.get("code_challenge_method") == "S256" and asked.get("code_challenge")
        if not (is_ours and is_flow and is_held):
            raise WrongError("invalid_request")

    def sign_in(self, asked: Mapping[str, str], name: str, acr: str) -> str:
        """Give a code for somebody of this name, known this surely: the same person whenever the name is the same."""
        now = int(self._clock().timestamp())
        subject = sha256(" ".join(name.casefold().split()).encode()).hexdigest()[:20]
        claims = {
            "sub": subject,
            self.issuer.person: subject,
            "name": name,
            "acr": acr,
            "auth_time": now,
            "nonce": asked.get("nonce", ""),
        }
        code = secrets.token_urlsafe(24)
        self._codes[code] = _Given(claims, asked["code_challenge"], asked["redirect_uri"], now + CODE_SECONDS)
        return code

    def redeem(self, client: tuple[str, str], form: Mapping[str, str]) -> dict[str, Any]:
        """Give the ID token for a code, once. WrongError."""
        if not all(compare_digest(one.encode(), ours.encode()) for one, ours in zip(client, self._client, strict=True)):
            raise WrongError("invalid_client")
        given, now = self._codes.pop(form.get("code", ""), None), int(self._clock().timestamp())
        is_good = given and now <= given.until and form.get("redirect_uri") == given.back
        if not (given and is_good and asking.fits(form.get("code_verifier", ""), given.challenge)):
            raise WrongError("invalid_grant")
        token = self._signer.sign({**given.claims, "aud": self._client[0], "iat": now, "exp": now + TOKEN_SECONDS})
        return {"access_token": secrets.token_urlsafe(24), "token_type": "Bearer", "id_token": token}

    def list_keys(self) -> list[dict[str, Any]]:
        """List the public keys."""
        return self._signer.list_keys()

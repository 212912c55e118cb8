"""Issuers elsewhere that sign in whom a test says, without a network; one that is away, and one that crashes."""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import Any, NoReturn

from sportello.core.errors import Refused
from sportello.core.openid import signing
from sportello.core.openid.trusting import Provider


class FakeIssuers:
    """Signs people in for the city with a key of its own; `claims` are what it says next, besides the usual."""

    def __init__(self, id: str, key: bytes, clock: Callable[[], datetime]) -> None:
        self.id, self._key, self._clock = id, key, clock
        self.claims: dict[str, Any] = {}

    def list_ids(self) -> Collection[str]:
        """List the one."""
        return [self.id]

    def find(self, id: str, url: str) -> Provider:
        """Give a page at its address."""
        return Provider(f"{url}/authorize", "city", says_issuer=True)

    def redeem(self, id: str, url: str, *, code: str, verifier: str, back: str) -> tuple[str, list[dict[str, Any]]]:
        """Give a token that says what was said to."""
        now = int(self._clock().timestamp())
        signer = signing.make(url, {"f1": self._key})
        token = signer.sign({"aud": "city", "iat": now, "exp": now + 300, "auth_time": now, **self.claims})
        return token, signer.list_keys()


class RefusingIssuers(FakeIssuers):
    """Is away."""

    def find(self, id: str, url: str) -> Provider:
        """Refuse."""
        raise Refused("issuer.unavailable")


class CrashingIssuers(FakeIssuers):
    """Breaks."""

    def find(self, id: str, url: str) -> NoReturn:
        """Break."""
        raise RuntimeError("the issuer broke")

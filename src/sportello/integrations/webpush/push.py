"""Notices to browsers. How they are encrypted is the library's; where they are posted, and what is answered, ours."""

import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import jwt
import webpush
from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric import ec
from pydantic import AnyHttpUrl

from sportello.core import base64url, pushing
from sportello.core.errors import Refused
from sportello.core.pushing import Notice, Subscription
from sportello.integrations.webpush import posting

GONE = (404, 410)
BUSY = (408, 425, 429)
LONGEST_WAIT = 3600  # seconds


class WebPush:
    """Post to the push services of these hosts, in the name of the city at `about`.

    `key` is a P-256 key, 32 bytes (raises ValueError for other ones). A stand-in at one address of this machine may be
    posted to as well, in demonstrations and tests.
    """

    def __init__(
        self, key: bytes, about: str, services: tuple[str, ...] = pushing.SERVICES, stand_in: str | None = None
    ) -> None:
        self._services, self._stand_in = services, stand_in
        private = ec.derive_private_key(int.from_bytes(key), ec.SECP256R1())
        public = private.public_key()
        pem = private.private_bytes(forms.Encoding.PEM, forms.PrivateFormat.PKCS8, forms.NoEncryption())
        public_pem = public.public_bytes(forms.Encoding.PEM, forms.PublicFormat.SubjectPublicKeyInfo)
        point = public.public_bytes(forms.Encoding.X962, forms.PublicFormat.UncompressedPoint)
        self.key = base64url.write(point)
        self._writer = webpush.WebPush(pem, public_pem, subscriber=about)
        self._writer.vapid = _Signature(private, self.key, about)

    def check(self, endpoint: str) -> None:
        """Refused `push.endpoint` unless it is of a push service that the city posts to."""
        if not self._is_stand_in(endpoint) and not pushing.is_of(endpoint, self._services):
            raise Refused("push.endpoint", host=(urlsplit(endpoint).hostname or "")[:100])

    def send(self, subscription: Subscription, notice: Notice) -> None:
        """Hand a notice over. Refused `push.gone`, `push.rejected`, `push.unavailable`, as the port says."""
        self.check(subscription.endpoint)
        said = self._encrypt(subscription, notice.write())
        headers = {
            "Authorization": said.headers["authorization"],
            "Content-Encoding": said.headers["content-encoding"],
            "TTL": str(int(notice.keep_for.total_seconds())),
            "Urgency": notice.urgency,
            "Topic": notice.topic,
        }
        is_here = self._is_stand_in(subscription.endpoint)
        _judge(*posting.post(subscription.endpoint, said.encrypted, headers, is_here=is_here))

    def _encrypt(self, subscription: Subscription, content: bytes) -> webpush.WebPushMessage:
        to = webpush.WebPushSubscription.model_validate(
            {"endpoint": subscription.endpoint, "keys": {"p256dh": subscription.p256dh, "auth": subscription.auth}}
        )
        return self._writer.get(content, to)

    def _is_stand_in(self, endpoint: str) -> bool:
        return self._stand_in is not None and endpoint.startswith(f"{self._stand_in}/")


class _Signature:
    """Signs as the library does, but for the service with its port, and tells the site to ask at, not a mailbox."""

    def __init__(self, private: ec.EllipticCurvePrivateKey, key: str, about: str) -> None:
        self._private, self._key, self._about = private, key, about

    def get_authorization_header(self, endpoint: AnyHttpUrl, subscriber: str, expiration: int) -> str:
        parts = urlsplit(str(endpoint))
        claims = {"aud": f"{parts.scheme}://{parts.netloc}", "exp": int(time.time()) + expiration}
        if self._about.startswith("https://"):
            claims["sub"] = self._about
        return f"vapid t={jwt.encode(claims, self._private, algorithm='ES256')}, k={self._key}"


def _judge(status: int, headers: Mapping[str, str]) -> None:
    """Take what a push service answered: RFC 8030, 5, 7.3 and 8.4."""
    if 200 <= status < 300:
        return
    if status in GONE:
        raise Refused("push.gone")
    if status in BUSY or status >= 500:
        raise Refused("push.unavailable", seconds=_read_wait(headers.get("Retry-After", "")))
    raise Refused("push.rejected", status=status)


def _read_wait(text: str) -> int:
    """Read how many seconds to wait: a number, or a moment (RFC 9110, 10.2.3); 0 where nothing sensible is said."""
    try:
        seconds = int(text) if text.isdigit() else parsedate_to_datetime(text).timestamp() - time.time()
    except (ValueError, OverflowError):
        return 0
    return round(min(max(seconds, 0), LONGEST_WAIT))

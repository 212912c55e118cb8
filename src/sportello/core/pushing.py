"""What a browser is told when a message is there (Web Push), and what it gave for that. Knows no network."""

import json
import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Literal
from urllib.parse import urlsplit

from cryptography.hazmat.primitives.asymmetric import ec

from sportello.core import base64url, delivery
from sportello.core.errors import Refused

SERVICES = ("fcm.googleapis.com", "push.services.mozilla.com", "push.apple.com", "notify.windows.com")
"""Where browsers have messages brought to: of Google, Mozilla, Apple and Microsoft, and all names below these."""
HOST = re.compile(r"[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})*", re.ASCII)
"""A name that can be looked up (RFC 1035, 2.3.1): what else stands before a known one fails only when it is used."""
ADDRESS = re.compile(r"[!-~]{0,2000}")  # visible ASCII
LONGEST_HOST = 253
AUTH_BYTES = 16
LONGEST_TITLE = 100

PATIENCE = timedelta(days=2)
"""How long a push service may be away until a message goes another way; quiet hours are within it."""

Urgency = Literal["low", "normal", "high"]


@dataclass(frozen=True)
class Subscription:
    """A browser that wants to be told: its address at a push service, its public key and a shared secret (RFC 8291)."""

    endpoint: str
    p256dh: str
    auth: str


@dataclass(frozen=True)
class Notice:
    """What a browser is told: in whose name, what, where to read it, and where to say that one is not meant.

    Anybody may see it on a locked screen, so it has nothing personal. A later one of the same `topic` takes its place.
    """

    topic: str  # 32 characters of base64url at most (RFC 8030, 5.4)
    language: str
    title: str
    text: str
    link: str
    stop: str
    stop_text: str
    keep_for: timedelta  # how long the push service waits for a browser that is off
    urgency: Urgency

    def write(self) -> bytes:
        """Write what `theme/worker-push.js` reads: well below the 4096 bytes that must be taken (RFC 8030, 7.2)."""
        told = {
            "topic": self.topic,
            "language": self.language,
            "title": self.title[:LONGEST_TITLE],
            "text": self.text,
            "link": self.link,
            "stop": self.stop,
            "stop_text": self.stop_text,
        }
        return json.dumps(told, ensure_ascii=False).encode()


def weigh(kind: str) -> tuple[timedelta, Urgency]:
    """Tell how long a message of this kind is worth telling of, and how soon it has to be: RFC 8030, 5.2 and 5.3."""
    if kind in delivery.UNIMPORTANT:
        return timedelta(days=1), "low"
    return delivery.REMIND_AFTER, "high" if kind in delivery.URGENT else "normal"


def read(endpoint: str, p256dh: str, auth: str) -> Subscription:
    """Read what a browser gave. Refused `push.subscription` unless it is an address, a point of P-256 and 16 bytes."""
    try:
        urlsplit(endpoint)
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64url.read(p256dh))
        is_whole = len(base64url.read(auth)) == AUTH_BYTES
    except ValueError:
        is_whole = False
    if not is_whole or not ADDRESS.fullmatch(endpoint):
        raise Refused("push.subscription")
    return Subscription(endpoint, p256dh, auth)


def is_of(endpoint: str, services: tuple[str, ...]) -> bool:
    """Tell whether this is an https address, on its usual port, of one of these hosts or of a name below one."""
    try:
        parts = urlsplit(endpoint)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return False
    usual = parts.scheme == "https" and port in (None, 443) and "@" not in parts.netloc
    is_name = HOST.fullmatch(host) is not None and len(host) <= LONGEST_HOST
    return usual and is_name and any(host == one or host.endswith(f".{one}") for one in services)

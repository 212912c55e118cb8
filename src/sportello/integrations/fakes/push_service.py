"""A push service with the browsers behind it, over HTTP: takes what RFC 8030 and 8292 allow, reads it as RFC 8291.

Its way to read is its own, on purpose: what the city encrypts with a library is opened here without that.
"""

import json
import re
import secrets
import time
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler
from typing import Any

import jwt
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives import serialization as forms
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sportello.core import base64url
from sportello.core.pushing import Subscription
from sportello.integrations.fakes.serving import Serving

LARGEST = 4096
LONGEST_SIGNED = 24 * 3600
URGENCIES = ("very-low", "low", "normal", "high")
POINT_BYTES, SALT_BYTES = 65, 16


@dataclass(frozen=True)
class Arrived:
    """A notice as it came to a browser, with how long it would have been kept (seconds) and how urgent it is."""

    told: dict[str, Any]
    ttl: int
    urgency: str
    topic: str


@dataclass
class Browser:
    """A browser that subscribed: for one city's `key`, where that is known. `fails` are answers it gives first."""

    subscription: Subscription
    private: ec.EllipticCurvePrivateKey
    auth: bytes
    key: str | None
    is_gone: bool = False
    fails: list[tuple[int, dict[str, str]]] = field(default_factory=list)
    arrived: list[Arrived] = field(default_factory=list)


class FakePushService(Serving):
    """Serves on a free port of this machine, as a context; `url` is where."""

    def __init__(self) -> None:
        self.browsers: dict[str, Browser] = {}
        super().__init__(type("Handler", (_Handler,), {"service": self}))

    def subscribe(self, key: str | None = None) -> Browser:
        """Subscribe a new browser, as `pushManager.subscribe` does; None takes notices of any city."""
        name, auth, private = secrets.token_hex(8), secrets.token_bytes(16), ec.generate_private_key(ec.SECP256R1())
        given = Subscription(
            f"{self.url}/push/{name}", base64url.write(_point(private.public_key())), base64url.write(auth)
        )
        self.browsers[name] = Browser(given, private, auth, key)
        return self.browsers[name]

    def take(self, name: str, headers: Any, body: bytes) -> tuple[int, dict[str, str]]:
        """Take a notice: give status and headers of the answer."""
        browser = self.browsers.get(name)
        if browser is None or browser.is_gone:
            return 404 if browser is None else 410, {}
        if browser.fails:
            return browser.fails.pop(0)
        return self._take(browser, headers, body)

    def _take(self, browser: Browser, headers: Any, body: bytes) -> tuple[int, dict[str, str]]:
        if len(body) > LARGEST:
            return 413, {}
        if not is_signed(headers.get("Authorization", ""), self.url, browser.key):
            return 403, {}
        ttl, urgency, topic = headers.get("TTL", ""), headers.get("Urgency", "normal"), headers.get("Topic", "")
        is_right = ttl.isdigit() and urgency in URGENCIES and re.fullmatch(r"[\w-]{0,32}", topic)
        try:
            told = json.loads(read(body, browser.private, browser.auth))
        except (ValueError, InvalidTag):
            is_right = None
        if not is_right or headers.get("Content-Encoding") != "aes128gcm":
            return 400, {}
        browser.arrived.append(Arrived(told, int(ttl), urgency, topic))
        return 201, {"Location": f"{self.url}/message/{len(browser.arrived)}"}


def read(body: bytes, private: ec.EllipticCurvePrivateKey, auth: bytes) -> bytes:
    """Decrypt one record of `aes128gcm` (RFC 8188) as a browser does (RFC 8291, 3). ValueError, InvalidTag: no."""
    salt, length = body[:SALT_BYTES], body[SALT_BYTES + 4]
    sender, sealed = body[SALT_BYTES + 5 : SALT_BYTES + 5 + length], body[SALT_BYTES + 5 + length :]
    if length != POINT_BYTES:
        raise ValueError("no public key of the sender")
    shared = private.exchange(ec.ECDH(), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), sender))
    about = b"WebPush: info\0" + _point(private.public_key()) + sender
    secret = _derive(auth, shared, about, 32)
    key = _derive(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derive(salt, secret, b"Content-Encoding: nonce\0", 12)
    content = AESGCM(key).decrypt(nonce, sealed, None).rstrip(b"\0")
    if not content.endswith(b"\x02"):
        raise ValueError("not the last record")
    return content[:-1]


def is_signed(authorization: str, audience: str, key: str | None) -> bool:
    """Tell whether a city signed this for us, for a day at most, with the key it is known by (RFC 8292)."""
    found = re.fullmatch(r"vapid t=([\w.-]+), k=([\w-]+)", authorization)
    if found is None or (key is not None and found[2] != key):
        return False
    point = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), base64url.read(found[2]))
    try:
        claims = jwt.decode(found[1], point, algorithms=["ES256"], audience=audience, options={"require": ["exp"]})
    except jwt.InvalidTokenError:
        return False
    return bool(claims["exp"] <= time.time() + LONGEST_SIGNED)


def _derive(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    return HKDF(hashes.SHA256(), length, salt, info).derive(secret)


def _point(public: ec.EllipticCurvePublicKey) -> bytes:
    return public.public_bytes(forms.Encoding.X962, forms.PublicFormat.UncompressedPoint)


class _Handler(BaseHTTPRequestHandler):
    service: FakePushService
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        body = self.rfile.read(min(int(self.headers.get("Content-Length") or 0), 2 * LARGEST))
        status, headers = self.service.take(self.path.rpartition("/")[2], self.headers, body)
        self.send_response(status)
        for name, value in {**headers, "Content-Length": "0"}.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Say nothing: it would be many lines."""

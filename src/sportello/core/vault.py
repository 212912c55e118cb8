"""Keeping what residents told the city unreadable without its keys (AES-256-GCM). Knows no store.

Each case, draft, file or party has a key of its own; the city's master key wraps it, once for each party in
the case. Every blob says its version and which key opens it; what it belongs to is bound in, so that none
passes for another. A wrapped key is: version, length of the master key's id, that id, nonce, ciphertext. A
sealed text: version, the key's id, nonce, ciphertext.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from sportello.core.errors import Refused

KEY_BYTES = 32
Random = Callable[[int], bytes]
"""Gives that many random bytes, fit for keys: `secrets.token_bytes`, or a seeded one in tests."""

Mac = Callable[[bytes], bytes]
"""Gives the HMAC-SHA-256 of some bytes under one key."""

_VERSION = b"\x01"
_NONCE_BYTES = 12
_ID_BYTES = 4
_KEY_ID = re.compile(r"[A-Za-z0-9._-]{1,32}")
_BLOCK_BYTES = 64
_INNER, _OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))


@dataclass(frozen=True)
class Key:
    """The key of one case, draft, file or party. `id`, random, tells a wrong key from an altered text."""

    id: bytes
    secret: bytes = field(repr=False)

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self.secret)

    def seal(self, plain: bytes, owner: UUID, purpose: str, random: Random) -> bytes:
        """Encrypt for an owner (the case's id) and a purpose (`answers`); both are needed to open it."""
        nonce = random(_NONCE_BYTES)
        bound = owner.bytes + purpose.encode()
        return b"".join((_VERSION, self.id, nonce, self._cipher.encrypt(nonce, plain, bound)))

    def open(self, sealed: bytes, owner: UUID, purpose: str) -> bytes:
        """Decrypt. Refused `vault.malformed`, `vault.wrong_key`, `vault.altered` (or meant for another)."""
        body = 1 + _ID_BYTES
        if sealed[:1] != _VERSION or len(sealed) < body + _NONCE_BYTES:
            raise Refused("vault.malformed")
        if sealed[1:body] != self.id:
            raise Refused("vault.wrong_key")
        return _decrypt(self._cipher, sealed[body:], owner.bytes + purpose.encode())


@dataclass(frozen=True)
class MasterKey:
    """One of the city's master keys, derived for each use; the key as it was given is not kept."""

    id: str
    wrapping: AESGCM = field(repr=False)
    indexing: bytes = field(repr=False)

    @cached_property
    def mac(self) -> Mac:
        """Give the HMAC under the indexing key."""
        return make_mac(self.indexing)

    @cached_property
    def mark(self) -> bytes:
        """Give the two bytes by which blind indexes name this key."""
        return sha256(self.id.encode()).digest()[:2]

    @cached_property
    def head(self) -> bytes:
        """Give what every key wrapped by this one begins with."""
        return _VERSION + bytes([len(self.id)]) + self.id.encode()


@dataclass(frozen=True)
class Vault:
    """The city's master keys. The first wraps and indexes; the others, while rotating, unwrap and find."""

    keys: tuple[MasterKey, ...]

    @property
    def current(self) -> MasterKey:
        return self.keys[0]

    @property
    def singles(self) -> tuple["Vault", ...]:
        """Give a vault of each key alone: while rotating, each row was indexed by one of them."""
        return tuple(Vault((key,)) for key in self.keys)

    def wrap(self, key: Key, owner: UUID, party: UUID | None, random: Random) -> bytes:
        """Wrap the key of an owner (case, file …) for a party in it; None while nobody has claimed it."""
        nonce = random(_NONCE_BYTES)
        ciphertext = self.current.wrapping.encrypt(nonce, key.id + key.secret, _bound(owner, party))
        return b"".join((self.current.head, nonce, ciphertext))

    def unwrap(self, wrapped: bytes, owner: UUID, party: UUID | None) -> Key:
        """Give the wrapped key. Refused `vault.malformed`, `vault.unknown_key` (with id), `vault.altered`."""
        id = key_id(wrapped)
        for master in self.keys:
            if master.id == id:
                inner = _decrypt(master.wrapping, wrapped[len(master.head) :], _bound(owner, party))
                return Key(inner[:_ID_BYTES], inner[_ID_BYTES:])
        raise Refused("vault.unknown_key", key=id)


def make_vault(keys: Mapping[str, bytes]) -> Vault:
    """Make a vault of master keys (32 bytes) by id, the current one first. Refused `vault.keys`."""
    if not keys:
        raise Refused("vault.keys", reason="none", position=0)
    for position, (id, key) in enumerate(keys.items(), start=1):
        _check_key(id, key, position)
    masters = tuple(_derive(id, key) for id, key in keys.items())
    if len({master.mark for master in masters}) < len(masters):
        raise Refused("vault.keys", reason="clash", position=0)
    return Vault(masters)


def draw_at_once(random: Random, count: int) -> Random:
    """Draw so many random bytes at once, and give a source that hands each of them out once, then draws more.

    Asking the system costs more than the bytes, and lets other threads in each time.
    """
    drawn, used = random(count), 0

    def hand_out(wanted: int) -> bytes:
        nonlocal used
        used += wanted
        return drawn[used - wanted : used] if used <= count else random(wanted)

    return hand_out


def make_mac(key: bytes) -> Mac:
    """Make the HMAC-SHA-256 (RFC 2104) under a key of at most 64 bytes.

    Two plain hashes take half the time of the library's HMAC, which is set up anew by OpenSSL each time, and do not let
    other threads in before they are done.
    """
    whole = key.ljust(_BLOCK_BYTES, b"\0")
    inner, outer = whole.translate(_INNER), whole.translate(_OUTER)
    return lambda given: sha256(outer + sha256(inner + given).digest()).digest()


def new_key(random: Random) -> Key:
    """Make a key for one case, draft, file or party."""
    fresh = random(_ID_BYTES + KEY_BYTES)
    return Key(fresh[:_ID_BYTES], fresh[_ID_BYTES:])


def key_id(wrapped: bytes) -> str:
    """Give the id of the master key that wrapped this. Refused `vault.malformed`."""
    length = wrapped[1] if wrapped[:1] == _VERSION and len(wrapped) > 1 else 0
    id = wrapped[2 : 2 + length]
    if not length or len(id) < length or not id.isascii():
        raise Refused("vault.malformed")
    return id.decode()


def read_keys(text: str) -> dict[str, bytes]:
    """Read `id:base64,id:base64` as keys by id, in order: SPORTELLO_KEYS and SPORTELLO_SIGNING_KEY.

    Refused `vault.keys` with a reason (id, key, repeated) and the position, from 1; it never repeats a key.
    """
    keys: dict[str, bytes] = {}
    for position, entry in enumerate(text.split(","), start=1):
        id, _, coded = entry.strip().partition(":")
        key = _decode(coded)
        _check_key(id, key, position)
        if id in keys:
            raise Refused("vault.keys", reason="repeated", position=position)
        keys[id] = key
    return keys


def render_keys(keys: Mapping[str, bytes]) -> str:
    """Write keys as `read_keys` reads them."""
    return ",".join(f"{id}:{b64encode(key).decode()}" for id, key in keys.items())


def _decode(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except NotBase64:
        return b""


def _check_key(id: str, key: bytes, position: int) -> None:
    if not _KEY_ID.fullmatch(id):
        raise Refused("vault.keys", reason="id", position=position)
    if len(key) != KEY_BYTES:
        raise Refused("vault.keys", reason="key", position=position)


def _derive(id: str, key: bytes) -> MasterKey:
    return MasterKey(id, AESGCM(_expand(key, b"wrap")), _expand(key, b"index"))


def _expand(key: bytes, use: bytes) -> bytes:
    """Derive a key for one use (HKDF-SHA-256, RFC 5869), so that no two uses share one."""
    return HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"sportello/v1/" + use).derive(key)


def _bound(owner: UUID, party: UUID | None) -> bytes:
    return owner.bytes + (party.bytes if party else b"")


def _decrypt(cipher: AESGCM, blob: bytes, bound: bytes) -> bytes:
    if len(blob) < _NONCE_BYTES:
        raise Refused("vault.malformed")
    try:
        return cipher.decrypt(blob[:_NONCE_BYTES], blob[_NONCE_BYTES:], bound)
    except InvalidTag as error:
        raise Refused("vault.altered") from error

"""Signed notes and checkpoints of the log, as C2SP has them (signed-note, tlog-checkpoint). Knows no store.

Each epoch of the log has its own origin, `city.example/record/2`: C2SP forbids two checkpoints of one origin
that contradict each other, and after a restore they may.
"""

import re
from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from sportello.core.errors import Refused

MOST_SIGNATURES = 100
HASH_BYTES = 32

_ED25519 = b"\x01"
_NAME = re.compile(r"[^\s+]+")
_SIGNATURE = re.compile(r"— ([^\s+]+) ([A-Za-z0-9+/=]+)")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_SIZE = re.compile(r"0|[1-9][0-9]*")
_EPOCH = re.compile(r"[1-9][0-9]*")


@dataclass(frozen=True)
class Signer:
    """The city as one who signs: `origin` (a URL without scheme, no spaces, no plus) and its Ed25519 keys.

    `earlier` are public keys that no longer sign; what they signed stays good.
    """

    origin: str
    key: Ed25519PrivateKey = field(repr=False)
    earlier: tuple[Ed25519PublicKey, ...] = ()

    @property
    def keys(self) -> tuple[Ed25519PublicKey, ...]:
        """Give the public keys that speak for the city, the one in use first."""
        return (self.key.public_key(), *self.earlier)


@dataclass(frozen=True)
class Checkpoint:
    """The log at one size. `origin` is without the epoch; epochs count from 1."""

    origin: str
    epoch: int
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """Name the epoch's log: the note's first line, and the name of the key that signs it."""
        return f"{self.origin}/{self.epoch}"


def make_signer(origin: str, keys: Sequence[bytes]) -> Signer:
    """Make a signer of 32-byte seeds; the first signs, the rest only verify. ValueError for a bad origin."""
    if not _NAME.fullmatch(origin):
        raise ValueError(f"a signer's origin has no spaces and no plus: {origin!r}")
    first, *others = (Ed25519PrivateKey.from_private_bytes(seed) for seed in keys)
    return Signer(origin, first, tuple(one.public_key() for one in others))


def sign(text: str, name: str, key: Ed25519PrivateKey) -> str:
    """Sign a text, which ends in a newline, as a note with one signature."""
    if not text.endswith("\n") or _CONTROL.search(text) or not _NAME.fullmatch(name):
        raise ValueError("a note's text ends in a newline and has no control characters; its key's name no spaces")
    signature = _id_of_private(name, key) + key.sign(text.encode())
    return f"{text}\n— {name} {b64encode(signature).decode()}\n"


def read(note: str, name: str, keys: Sequence[Ed25519PublicKey]) -> str:
    """Give a note's text if one of the keys signed it under this name; others' signatures are ignored.

    Refused `note.malformed`, `note.unsigned` (by none of these), `note.forged` (a signature is not good).
    """
    text, signatures = _split(note)
    known = {_key_id(name, key): key for key in keys}
    verified = False
    for signed_by, signature in signatures:
        key = known.get(signature[:4]) if signed_by == name else None
        if key is not None:
            _check_signature(key, signature[4:], text, name)
            verified = True
    if not verified:
        raise Refused("note.unsigned", name=name)
    return text


def render_key(name: str, key: Ed25519PublicKey) -> str:
    """Write a public key as others' verifiers take it (a vkey): `name+33d2a9f1+base64`."""
    return f"{name}+{_key_id(name, key).hex()}+{b64encode(_ED25519 + key.public_bytes_raw()).decode()}"


def read_key(text: str) -> tuple[str, Ed25519PublicKey]:
    """Read a vkey as name and key. Refused `note.key`."""
    name, _, rest = text.strip().partition("+")
    coded = _decode(rest.partition("+")[2]) or b""
    if coded[:1] != _ED25519 or len(coded) != HASH_BYTES + 1 or not _NAME.fullmatch(name):
        raise Refused("note.key")
    key = Ed25519PublicKey.from_public_bytes(coded[1:])
    if rest.partition("+")[0] != _key_id(name, key).hex():
        raise Refused("note.key")
    return name, key


def sign_checkpoint(checkpoint: Checkpoint, signer: Signer) -> str:
    """Write and sign a checkpoint. The caller never signs two of one epoch that contradict each other."""
    root = b64encode(checkpoint.root).decode()
    lines = [checkpoint.name, str(checkpoint.size), root, *checkpoint.extensions]
    return sign("".join(f"{line}\n" for line in lines), checkpoint.name, signer.key)


def read_checkpoint(note: str, origin: str, keys: Sequence[Ed25519PublicKey]) -> Checkpoint:
    """Read a checkpoint of this origin, of any epoch, that one of the keys signed. Refused as `read` does."""
    first = note.partition("\n")[0]
    before, _, epoch = first.rpartition("/")
    if before != origin or not _EPOCH.fullmatch(epoch):
        raise Refused("note.unsigned", name=origin)
    lines = read(note, first, keys).removesuffix("\n").split("\n")
    size, root = (lines[1], _decode(lines[2])) if len(lines) >= 3 else ("", None)
    if not _SIZE.fullmatch(size) or root is None or len(root) != HASH_BYTES or "" in lines:
        raise Refused("note.malformed", name=origin)
    return Checkpoint(origin, int(epoch), int(size), root, tuple(lines[3:]))


@lru_cache(maxsize=8)
def _id_of_private(name: str, key: Ed25519PrivateKey) -> bytes:
    """Give the key's id as signatures name it; each receipt is signed under the same one."""
    return _key_id(name, key.public_key())


def _key_id(name: str, key: Ed25519PublicKey) -> bytes:
    return sha256(name.encode() + b"\n" + _ED25519 + key.public_bytes_raw()).digest()[:4]


def _split(note: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Part a note at its last empty line into text and signatures."""
    text, gap, rest = note.rpartition("\n\n")
    lines = rest.removesuffix("\n").split("\n")
    if not gap or not rest.endswith("\n") or len(lines) > MOST_SIGNATURES or _CONTROL.search(note):
        raise Refused("note.malformed")
    return text + "\n", [_read_signature(line) for line in lines]


def _read_signature(line: str) -> tuple[str, bytes]:
    found = _SIGNATURE.fullmatch(line)
    signature = _decode(found[2]) if found else None
    if found is None or signature is None or len(signature) < 5:
        raise Refused("note.malformed")
    return found[1], signature


def _check_signature(key: Ed25519PublicKey, signature: bytes, text: str, name: str) -> None:
    try:
        key.verify(signature, text.encode())
    except InvalidSignature as error:
        raise Refused("note.forged", name=name) from error


def _decode(text: str) -> bytes | None:
    try:
        return b64decode(text, validate=True)
    except NotBase64:
        return None

"""The promise the city signs when it takes an application in: this deed will stand in the record by then.

What Certificate Transparency calls an SCT (RFC 6962, 3.2), as a signed note: it prints on paper, goes into
JSON as one text, and anyone with the city's public key can hold it against the log. Knows no case, no clock.

Promises made at once share a signature: what is signed then is the root of a Merkle tree (RFC 9162, 2.1) whose leaves
are the texts that each would have signed alone. Each carries its text, its place in that tree and the path to the root.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sportello.core import canonical, merkle, notes
from sportello.core.errors import Refused

SEAL_WITHIN = timedelta(seconds=60)

_PROMISE = re.compile(r"leaf (.+)\nreceived (.+)\nsealed by (.+)\n")
_TREE = re.compile(r"promises ([1-9][0-9]{0,8})\nroot (.+)\n")
_PLACE = re.compile(r"place (0|[1-9][0-9]{0,8}) of ([1-9][0-9]{0,8})")


@dataclass(frozen=True)
class Promise:
    """That the deed with this leaf hash, received then, stands in the log's checkpoints from `seal_by` on."""

    leaf: bytes
    received_at: datetime
    seal_by: datetime


def make(leaf: bytes, received_at: datetime, signer: notes.Signer) -> str:
    """Promise to seal the leaf within a minute; give the signed text that the receipt carries.

    It may be made again at any time, and is as good: what it says follows from the leaf and the instant.
    """
    return make_each([(leaf, received_at)], signer)[0]


def make_each(deeds: Sequence[tuple[bytes, datetime]], signer: notes.Signer) -> list[str]:
    """Promise it for each of these leaves, at least one, with one signature."""
    name = key_name(signer.origin)
    texts = [_write(name, leaf, received_at) for leaf, received_at in deeds]
    if len(texts) == 1:
        return [notes.sign(texts[0], name, signer.key)]
    root, paths = merkle.prove_each([merkle.leaf_hash(text.encode()) for text in texts])
    signed = notes.sign(f"{name}\npromises {len(texts)}\nroot {_code(root)}\n", name, signer.key)
    return [
        "\n".join((text, f"place {place} of {len(texts)}", *map(_code, path), "", signed))
        for place, (text, path) in enumerate(zip(texts, paths, strict=True))
    ]


def read(text: str, origin: str, keys: Sequence[Ed25519PublicKey]) -> Promise:
    """Read a promise of this origin that one of the keys signed; Refused `receipt.forged`.

    Forgives what mail and forms do: other line ends, spaces around lines, empty lines before and after.
    """
    tidy = "\n".join(line.strip() for line in text.strip().splitlines()) + "\n"
    name = key_name(origin)
    try:
        *among, said, signature = tidy.split("\n\n")
        signed = notes.read(f"{said}\n\n{signature}", name, keys)
        return _read(_read_among(among, signed, name) if among else signed, name)
    except (Refused, ValueError) as error:
        raise Refused("receipt.forged") from error


def key_name(origin: str) -> str:
    """Name promises apart from checkpoints, whose names end in a number: neither passes for the other.

    It is the first line of whatever this key signs as a promise; the second tells one promise from a tree of them.
    """
    return f"{origin}/promise"


def _write(name: str, leaf: bytes, received_at: datetime) -> str:
    received, seal_by = map(canonical.render_instant, (received_at, received_at + SEAL_WITHIN))
    return f"{name}\nleaf {_code(leaf)}\nreceived {received}\nsealed by {seal_by}\n"


def _read(text: str, name: str) -> Promise:
    """Read the text of one promise; ValueError for anything else."""
    leaf, received, seal_by = _match(_PROMISE, text.removeprefix(f"{name}\n"))
    return Promise(_decode(leaf), datetime.fromisoformat(received), datetime.fromisoformat(seal_by))


def _read_among(parts: Sequence[str], signed: str, name: str) -> str:
    """Give the text of a promise that is in the signed tree; Refused or ValueError when it is not."""
    text, path = parts
    first, *hashes = path.split("\n")
    place, count = _match(_PLACE, first)
    size, root = _match(_TREE, signed.removeprefix(f"{name}\n"))
    if count != size:
        raise ValueError("a place in another tree")
    leaf = merkle.leaf_hash(f"{text}\n".encode())
    merkle.check_inclusion(leaf, int(place), int(count), [_decode(one) for one in hashes], _decode(root))
    return f"{text}\n"


def _match(pattern: re.Pattern[str], text: str) -> Sequence[str]:
    found = pattern.fullmatch(text)
    if found is None:
        raise ValueError("not what a promise says")
    return found.groups()


def _code(hash: bytes) -> str:
    return b64encode(hash).decode()


def _decode(text: str) -> bytes:
    """Read a hash; ValueError for one that is written otherwise than `_code` does."""
    hash = b64decode(text, validate=True)
    if len(hash) != merkle.HASH_BYTES or _code(hash) != text:
        raise ValueError("not a hash")
    return hash

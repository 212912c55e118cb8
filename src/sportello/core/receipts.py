"""The promise the city signs when it takes an application in: this deed will stand in the record by then.

What Certificate Transparency calls an SCT (RFC 6962, 3.2), as a signed note: it prints on paper, goes into
JSON as one text, and anyone with the city's public key can hold it against the log. Knows no case, no clock.
"""

from base64 import b64decode, b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from sportello.core import canonical, notes
from sportello.core.errors import Refused

SEAL_WITHIN = timedelta(seconds=60)

_LABELS = ("leaf ", "received ", "sealed by ")


@dataclass(frozen=True)
class Promise:
    """That the deed with this leaf hash, received then, stands in the log's checkpoints from `seal_by` on."""

    leaf: bytes
    received_at: datetime
    seal_by: datetime


def make(leaf: bytes, received_at: datetime, signer: notes.Signer) -> str:
    """Promise to seal the leaf within a minute; give the signed text that the receipt carries."""
    values = (
        b64encode(leaf).decode(),
        canonical.render_instant(received_at),
        canonical.render_instant(received_at + SEAL_WITHIN),
    )
    lines = [key_name(signer.origin), *map("".join, zip(_LABELS, values, strict=True))]
    return notes.sign("".join(f"{line}\n" for line in lines), key_name(signer.origin), signer.key)


def read(text: str, origin: str, keys: Sequence[Ed25519PublicKey]) -> Promise:
    """Read a promise of this origin that one of the keys signed; Refused `receipt.forged`.

    Forgives what mail and forms do: other line ends, spaces around lines, empty lines before and after.
    """
    tidy = "\n".join(line.strip() for line in text.strip().splitlines()) + "\n"
    try:
        return _read_text(notes.read(tidy, key_name(origin), keys))
    except (Refused, ValueError) as error:
        raise Refused("receipt.forged") from error


def _read_text(text: str) -> Promise:
    """Read the lines that `make` wrote; ValueError for anything else."""
    _, *lines = text.removesuffix("\n").split("\n")
    leaf, received, sealed = (line.removeprefix(label) for line, label in zip(lines, _LABELS, strict=True))
    return Promise(b64decode(leaf, validate=True), datetime.fromisoformat(received), datetime.fromisoformat(sealed))


def key_name(origin: str) -> str:
    """Name promises apart from checkpoints, whose names end in a number: neither passes for the other."""
    return f"{origin}/promise"

"""Codes, tokens and secrets that others show us: 256 random bits behind the id of a row, which has their hash.

So many bits cannot be tried, so a plain hash hides them, and no key has to be kept for it.
"""

from hashlib import sha256
from hmac import compare_digest
from uuid import UUID

from sportello.actions import city

Hash = bytes | memoryview


def new(id: UUID) -> tuple[str, bytes]:
    """Make one for the row with this id; give it with its hash."""
    text = f"{id.hex}.{city.current().random(32).hex()}"
    return text, sha256(text.encode()).digest()


def find_id(text: str) -> UUID | None:
    """Find whose it says it is."""
    try:
        return UUID(text.partition(".")[0])
    except ValueError:
        return None


def fits(text: str, kept: Hash | None) -> bool:
    """Tell whether this is the one whose hash was kept."""
    return kept is not None and compare_digest(sha256(text.encode()).digest(), bytes(kept))

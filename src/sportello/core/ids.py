"""Ids that sort by the time they were made. Knows no clock and no source of randomness."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
RANDOM_BYTES = 10
"""How many random bytes an id takes; 74 of their 80 bits are used."""

NEVER = UUID(int=0)
"""Sorts before every id."""

_MILLISECOND = timedelta(milliseconds=1)
_VERSION = 0x7 << 76
_VARIANT = 0b10 << 62


def earliest(moment: datetime) -> UUID:
    """Give what sorts before every id made at this aware instant or later, and after those of milliseconds before."""
    return UUID(int=(moment - EPOCH) // _MILLISECOND << 80)


def uuid7(now: datetime, random: bytes) -> UUID:
    """Make a UUIDv7 (RFC 9562, 5.7) of an aware instant and 10 random bytes.

    Ids of one millisecond are in no order. ValueError when the bytes are not 10.
    """
    if len(random) != RANDOM_BYTES:
        raise ValueError(f"uuid7 takes {RANDOM_BYTES} random bytes, not {len(random)}")
    milliseconds = (now - EPOCH) // _MILLISECOND
    bits = int.from_bytes(random, "big")
    high, low = bits >> 68, bits & 0x3FFF_FFFF_FFFF_FFFF
    return UUID(int=milliseconds << 80 | _VERSION | high << 64 | _VARIANT | low)

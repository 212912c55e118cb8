"""base64url (RFC 4648, 5): bytes as text for addresses and headers."""

import base64
import re


def read(text: str) -> bytes:
    """Read it, with or without padding. Raises ValueError for anything else."""
    bare = text.rstrip("=")
    if not re.fullmatch(r"[A-Za-z0-9_-]*", bare):
        raise ValueError("not base64url")
    return base64.urlsafe_b64decode(bare + "=" * (-len(bare) % 4))


def write(content: bytes) -> str:
    """Write it, without padding."""
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()

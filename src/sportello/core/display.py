"""What a reader may ask of pages (WCAG 2.2, 1.4.4, 1.4.6, 2.3.3): kept as words parted by full stops."""

from collections.abc import Iterable

WAYS = ("larger", "contrast", "still")
"""Larger text; stronger contrast; nothing that moves."""


def read(text: str) -> tuple[str, ...]:
    """Read what was kept; what nobody knows is passed over."""
    kept = text.split(".")
    return tuple(way for way in WAYS if way in kept)


def write(wanted: Iterable[str]) -> str:
    """Write what is wanted, of WAYS alone, always in the same order."""
    asked = set(wanted)
    return ".".join(way for way in WAYS if way in asked)

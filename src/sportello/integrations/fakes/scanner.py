"""Virus scanners without a scanner: one that knows one virus, one that is away, one that breaks."""

from sportello.core.errors import Refused

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless file every scanner takes for a virus (eicar.org), in halves lest one takes this file so."""


class FakeScanner:
    """Find nothing but the EICAR test file."""

    def check_clean(self, content: bytes) -> None:
        """Refused `file.infected` when the EICAR test file is in it."""
        if EICAR in content:
            raise Refused("file.infected", signature="Eicar-Test-Signature")


class RefusingScanner:
    """Never answer."""

    def check_clean(self, content: bytes) -> None:
        """Refused `file.not_scanned`, always."""
        raise Refused("file.not_scanned", reason="unreachable")


class CrashingScanner:
    """Fail in a way nobody foresaw."""

    def check_clean(self, content: bytes) -> None:
        """Raise RuntimeError."""
        raise RuntimeError("the scanner's library broke")

"""Signers without certificates: one that works among its own, one that refuses, one that breaks."""

import hashlib
import hmac
import secrets
from datetime import datetime

from sportello.core.errors import Refused

_MARK = b"\n%%signed "


class FakeSigner:
    """Sign with a line at the end of the file; each signer knows only its own signatures."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def sign(self, pdf: bytes, *, reason: str, at: datetime) -> bytes:
        """Give the PDF with a last line that holds for it; Refused `document.not_signed` if it is no PDF."""
        if not pdf.startswith(b"%PDF-"):
            raise Refused("document.not_signed", reason="not a PDF")
        return pdf + self._line(pdf)

    def is_ours(self, pdf: bytes) -> bool:
        """Tell whether the last line is ours and holds for all before it."""
        before, mark, _ = pdf.rpartition(_MARK)
        return bool(mark) and hmac.compare_digest(pdf, before + self._line(before))

    def _line(self, pdf: bytes) -> bytes:
        return _MARK + hmac.new(self._key, pdf, hashlib.sha256).hexdigest().encode()


class RefusingSigner:
    """Sign nothing, and know no signature."""

    def sign(self, pdf: bytes, *, reason: str, at: datetime) -> bytes:
        """Refused `document.not_signed`, always."""
        raise Refused("document.not_signed", reason="the certificate is not valid at this time")

    def is_ours(self, pdf: bytes) -> bool:
        """Say no."""
        return False


class CrashingSigner:
    """Fail in a way nobody foresaw."""

    def sign(self, pdf: bytes, *, reason: str, at: datetime) -> bytes:
        """Raise RuntimeError."""
        raise RuntimeError("the signer's library broke")

    def is_ours(self, pdf: bytes) -> bool:
        """Raise RuntimeError."""
        raise RuntimeError("the signer's library broke")

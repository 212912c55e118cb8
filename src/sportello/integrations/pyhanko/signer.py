"""Who signs and checks for the city, ready at once: pyHanko is brought only when a PDF is there. Knows no PDF."""

from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Self

from sportello.core.errors import Refused
from sportello.integrations.pyhanko.identity import Identity, read_identity

if TYPE_CHECKING:
    from sportello.integrations.pyhanko.pades import Pades


class PdfSigner:
    """Sign with the city's key; know the city's signatures, and no other. Serves many threads at once."""

    def __init__(self, identity: Identity) -> None:
        self._identity = identity

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the identity in the folder (see `identity`); Refused `signing.no_identity` when there is none."""
        return cls(read_identity(folder))

    def sign(self, pdf: bytes, *, reason: str, at: datetime) -> bytes:
        """Give the PDF with an invisible certifying signature over all of it; what was there keeps its bytes.

        Refused `document.not_signed` (reason) when it is no PDF or signed already, or when the city's certificate
        does not hold at this time.
        """
        certificate = self._identity.certificate
        if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
            raise Refused("document.not_signed", reason="the certificate does not hold at this time")
        return self._pades.sign(pdf, reason=reason, at=at)

    def is_ours(self, pdf: bytes) -> bool:
        """Tell whether the one signature of this PDF is the city's, intact, and over every byte of the file.

        The city's certificates are known one by one: no other that the same authority issued will do. Their end
        does not matter here, since the city signs only while they hold.
        """
        return self._pades.is_ours(pdf)

    @cached_property
    def _pades(self) -> "Pades":
        from sportello.integrations.pyhanko import pades  # saves start-up: few processes sign or check, none at once

        return pades.Pades(self._identity)

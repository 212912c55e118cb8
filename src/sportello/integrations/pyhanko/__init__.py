"""The city's signature on PDFs, by pyHanko. Knows no document: bytes come in, signed bytes or a yes or no go out."""

from sportello.integrations.pyhanko.identity import Identity, make_demo_identity
from sportello.integrations.pyhanko.signer import PdfSigner

__all__ = ["Identity", "PdfSigner", "make_demo_identity"]

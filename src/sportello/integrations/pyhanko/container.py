"""What a signature lies in (CMS, RFC 5652): pyHanko makes one, and each is like it but for digest and signature."""

import hashlib
from typing import Any

from asn1crypto import parser
from pyhanko.sign import signers
from pyhanko.sign.signers.pdf_cms import PdfCMSSignedAttributes

ALGORITHM = "sha256"
_SAMPLE = hashlib.sha256(b"the digest of no document").digest()
_SEQUENCE, _SET, _OCTETS = (0, 1, 16), (0, 1, 17), (0, 0, 4)  # class, method and tag of X.690
_FIRST = (2, 1, 0)  # [0], where the standard has it


class Container:
    """Sign digests of documents. Writing out all certificates anew took pyHanko most of a signature's time."""

    def __init__(self, signer: signers.SimpleSigner, made: Any) -> None:
        """Take the parts of a container that this signer `made` for the sample digest."""
        self._signer = signer
        signed = made["content"]
        (info,) = signed["signer_infos"]
        self._type = made["content_type"].dump()
        self._before = _dump(signed, "version", "digest_algorithms", "encap_content_info", "certificates")
        self._who = _dump(info, "version", "sid", "digest_algorithm")
        self._how = _dump(info, "signature_algorithm")
        self._attributes = info["signed_attrs"].contents
        if self._attributes.count(_SAMPLE) != 1:
            raise RuntimeError("pyHanko made a signature of another form")

    @classmethod
    async def make(cls, signer: signers.SimpleSigner) -> "Container":
        """Have the signer make a container to take the parts of."""
        settings = PdfCMSSignedAttributes()
        return cls(signer, await signer.async_sign(_SAMPLE, ALGORITHM, use_pades=True, signed_attr_settings=settings))

    def sign(self, digest: bytes) -> bytes:
        """Give the container of a signature over the digest of a document, in DER."""
        attributes = self._attributes.replace(_SAMPLE, digest)
        signature = self._signer.sign_raw(_wrap(_SET, attributes), ALGORITHM)
        info = _wrap(_SEQUENCE, self._who, _wrap(_FIRST, attributes), self._how, _wrap(_OCTETS, signature))
        signed = _wrap(_SEQUENCE, self._before, _wrap(_SET, info))
        return _wrap(_SEQUENCE, self._type, _wrap(_FIRST, signed))


def _dump(whole: Any, *names: str) -> bytes:
    return b"".join(whole[name].dump() for name in names)


def _wrap(kind: tuple[int, int, int], *parts: bytes) -> bytes:
    wrapped: bytes = parser.emit(*kind, b"".join(parts))
    return wrapped

"""Signs and checks PDFs as PAdES-B-B (ETSI EN 319 142-1): a certifying signature that allows no change after it."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from functools import cached_property
from io import BytesIO
from typing import TypeVar

from asn1crypto import cms
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import BasicConstraints, Certificate
from pyhanko.keys.internal import (
    translate_pyca_cryptography_cert_to_asn1,
    translate_pyca_cryptography_key_to_asn1,
)
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, signers, validation
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import SignatureCoverageLevel
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from sportello.core.errors import Refused
from sportello.integrations.pyhanko.container import ALGORITHM, Container
from sportello.integrations.pyhanko.identity import Identity

T = TypeVar("T")
FIELD = "City"
_ROOM = 4096  # bytes a signature takes besides its certificates, with some to spare


class Pades:
    """What `signer.PdfSigner` does, with pyHanko at hand."""

    def __init__(self, identity: Identity) -> None:
        chain = [translate_pyca_cryptography_cert_to_asn1(certificate) for certificate in identity.chain]
        store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # it has no types
        store.register_multiple(chain)
        certificate = translate_pyca_cryptography_cert_to_asn1(identity.certificate)
        self._signer = signers.SimpleSigner(certificate, translate_pyca_cryptography_key_to_asn1(identity.key), store)
        self._room = 2 * (_ROOM + sum(len(one.dump()) for one in (certificate, *chain)))
        known = (identity.certificate, *identity.chain, *identity.earlier)
        self._known = frozenset(map(_spell, known))
        ours = [translate_pyca_cryptography_cert_to_asn1(one) for one in known if not _is_authority(one)]
        self._ours = {one.dump(): one for one in ours}

    def sign(self, pdf: bytes, *, reason: str, at: datetime) -> bytes:
        """Give the PDF signed; Refused `document.not_signed` (reason) when it is no PDF or signed already."""
        try:
            return self._sign(pdf, reason, at)
        except (PdfError, SigningError) as error:
            raise Refused("document.not_signed", reason=str(error)) from error

    def _sign(self, pdf: bytes, reason: str, at: datetime) -> bytes:
        """Sign step by step: the short way (`sign_pdf`) signs twice to learn the size, and takes its own time."""
        session = signers.PdfSigner(
            signers.PdfSignatureMetadata(
                field_name=FIELD,
                reason=reason,
                md_algorithm=ALGORITHM,
                certify=True,
                docmdp_permissions=fields.MDPPerm.NO_CHANGES,
                subfilter=fields.SigSeedSubFilter.PADES,
            ),
            self._signer,
            new_field_spec=_field(),
        ).init_signing_session(IncrementalPdfFileWriter(BytesIO(pdf)))
        session.system_time = at
        document = session.prepare_tbs_document(None, bytes_reserved=self._room)
        signed = BytesIO()
        digest, _ = document.digest_tbs_document(output=signed)
        digest.fill_with_cms(signed, self._container.sign(digest.document_digest))
        return signed.getvalue()

    @cached_property
    def _container(self) -> Container:
        return _beside_any_loop(lambda: asyncio.run(Container.make(self._signer)))

    def is_ours(self, pdf: bytes) -> bool:
        """Tell whether the one signature of this PDF is the city's, intact, and over every byte of the file."""
        try:
            return _beside_any_loop(self._check, pdf)
        except Exception:  # strangers' files: the parser raises whatever they make it raise, and none is ours
            return False

    def _check(self, pdf: bytes) -> bool:
        (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
        return self._is_ours(signature) and _is_plain(signature, pdf)

    def _is_ours(self, signature: EmbeddedPdfSignature) -> bool:
        embedded = {one.dump() for one in (signature.signer_cert, *signature.other_embedded_certs)}
        if signature.signer_cert.dump() not in self._ours or not embedded <= self._known:
            return False
        context = ValidationContext(trust_roots=list(self._ours.values()), allow_fetching=False)
        status = validation.validate_pdf_signature(signature, context, skip_diff=True)
        return bool(status.bottom_line) and status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def _beside_any_loop(work: Callable[..., T], *arguments: object) -> T:
    """Do the work in a thread of its own: pyHanko starts an event loop, which it cannot where one is running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(work, *arguments).result()


def _field() -> fields.SigFieldSpec:
    """Describe an invisible field that both standards allow: printable for PDF/A, off the page for PDF/UA."""
    place = fields.InvisSigSettings(set_print_flag=True, box_out_of_bounds=True)
    return fields.SigFieldSpec(FIELD, invis_sig_settings=place, readable_field_name="Signature of the city")


def _is_plain(signature: EmbeddedPdfSignature, pdf: bytes) -> bool:
    """Tell whether the gap a signature cannot cover, its own place, is spelled in the one way that we write it.

    Readers forgive much there (what follows the signature, names in other letter case, unused fields), so that
    without this a stranger could hide something in the gap, or change bytes of it, in a file we call unchanged.
    """
    _, start, end, _ = (int(place) for place in signature.byte_range)
    gap = pdf[start:end]
    whole: bytes = cms.ContentInfo.load(bytes.fromhex(gap[1:-1].decode())).dump()
    outer, inner = signature.signed_data, signature.signer_info
    return (
        whole.endswith(outer.dump())
        and gap == b"<" + whole.hex().upper().encode().ljust(len(gap) - 2, b"0") + b">"
        and outer["version"].native == inner["version"].native == "v1"
        and [one.dump() for one in outer["digest_algorithms"]] == [inner["digest_algorithm"].dump()]
        and inner["sid"].chosen["issuer"].dump() == signature.signer_cert.issuer.dump()
    )


def _is_authority(certificate: Certificate) -> bool:
    """Tell whether a certificate may issue others."""
    constraints = [one.value for one in certificate.extensions if isinstance(one.value, BasicConstraints)]
    return any(one.ca for one in constraints)


def _spell(certificate: Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)

"""Who signs: the city's key and certificates, in a folder of their own. Knows no PDF.

`city.key` is the private key (PKCS 8), `city.pem` its certificate followed by those that vouch for it, and
`earlier.pem`, which may be missing, is what `city.pem` held before, so that old documents stay ours when it changes.
"""

import os
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import NameOID

from sportello.core.errors import Refused

KEY, CERTIFICATES, EARLIER = "city.key", "city.pem", "earlier.pem"
DEMO_YEARS = 10
_MOST_IN_A_NAME = 64  # characters of a common or organisation name, RFC 5280, appendix A


@dataclass(frozen=True)
class Identity:
    """A key, its certificate, those that vouch for it, and all of these from before."""

    key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    earlier: tuple[x509.Certificate, ...]


def read_identity(folder: Path) -> Identity:
    """Read the folder; Refused `signing.no_identity` (reason) when it does not hold a key with its certificate."""
    try:
        key = serialization.load_pem_private_key((folder / KEY).read_bytes(), password=None)
        certificate, *chain = x509.load_pem_x509_certificates((folder / CERTIFICATES).read_bytes())
        earlier = folder / EARLIER
        before = x509.load_pem_x509_certificates(earlier.read_bytes()) if earlier.exists() else []
    except (OSError, ValueError, TypeError) as error:
        raise Refused("signing.no_identity", reason=str(error)) from error
    if not isinstance(key, ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey):
        raise Refused("signing.no_identity", reason=f"{KEY} is neither an elliptic curve key nor an RSA one")
    if certificate.public_key() != key.public_key():
        raise Refused("signing.no_identity", reason=f"the first certificate of {CERTIFICATES} is not that of {KEY}")
    return Identity(key, certificate, tuple(chain), tuple(before))


def make_demo_identity(folder: Path, city_name: str, now: datetime) -> None:
    """Make a P-256 key and a certificate anybody can see is for demonstrations, unless the folder holds some already.

    Files are 0600, the folder 0700, and it appears whole or not at all, so that processes may race to make it. The
    key of the authority above the certificate is forgotten: nothing more can ever be issued in its name.
    """
    if (folder / KEY).exists():
        return
    beside = folder.with_name(f".{folder.name}-{secrets.token_hex(8)}")
    beside.mkdir(mode=0o700, parents=True)
    authority_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    above, city = _demo_name("DEMO authority, NOT VALID", city_name), _demo_name("DEMO, NOT VALID", city_name)
    authority = _certify(above, above, authority_key.public_key(), authority_key, now, authority=True)
    certificate = _certify(city, above, key.public_key(), authority_key, now, authority=False)
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    _write_closed(beside / KEY, private)
    _write_closed(beside / CERTIFICATES, certificate.public_bytes(pem) + authority.public_bytes(pem))
    _put_in_place(beside, folder)


def _demo_name(words: str, city_name: str) -> x509.Name:
    room = _MOST_IN_A_NAME - len(words) - 3
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, city_name[:_MOST_IN_A_NAME]),
            x509.NameAttribute(NameOID.COMMON_NAME, f"{city_name[:room]} ({words})"),
        ]
    )


def _certify(
    subject: x509.Name,
    issuer: x509.Name,
    key: ec.EllipticCurvePublicKey,
    issuer_key: ec.EllipticCurvePrivateKey,
    now: datetime,
    *,
    authority: bool,
) -> x509.Certificate:
    """Write a certificate of RFC 5280 that may sign documents, or certificates when it is an authority's."""
    usage = x509.KeyUsage(
        digital_signature=not authority,
        content_commitment=not authority,
        key_cert_sign=authority,
        crl_sign=authority,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        encipher_only=False,
        decipher_only=False,
    )
    return (
        x509.CertificateBuilder(issuer, subject, key, x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365 * DEMO_YEARS))
        .add_extension(x509.BasicConstraints(ca=authority, path_length=0 if authority else None), critical=True)
        .add_extension(usage, critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
        .sign(issuer_key, hashes.SHA256())
    )


def _write_closed(path: Path, content: bytes) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(content)


def _put_in_place(beside: Path, folder: Path) -> None:
    """Rename the folder; where another process was first, its identity stays and this one goes."""
    try:
        beside.rename(folder)
    except OSError:
        for path in beside.iterdir():
            path.unlink()
        beside.rmdir()
        if not (folder / KEY).exists():
            raise

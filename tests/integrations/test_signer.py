import asyncio
import io
import re
import shutil
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pikepdf
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.keys.internal import translate_pyca_cryptography_cert_to_asn1
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import validation
from pyhanko_certvalidator import ValidationContext

from sportello.core.errors import Refused
from sportello.core.ports import PdfSigner
from sportello.integrations import fakes, pyhanko, typst

AT = datetime(2026, 10, 2, 12, tzinfo=UTC)
LETTER = '#set document(title: "Permit")\n= Permit\nGranted, with #link("https://example.org")[conditions].'
REASON = "Issued by the city"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("var") / "signing"
    pyhanko.make_demo_identity(folder, "Città di Prova", AT)
    return folder


@pytest.fixture(scope="module")
def adapter(folder: Path) -> pyhanko.PdfSigner:
    return pyhanko.PdfSigner.load(folder)


@pytest.fixture(params=["pyhanko", "fake"])
def signer(request: pytest.FixtureRequest, adapter: pyhanko.PdfSigner) -> PdfSigner:
    return adapter if request.param == "pyhanko" else fakes.FakeSigner()


@pytest.fixture(scope="module")
def letter() -> bytes:
    return typst.TypstTypesetter().render_pdf({"main.typ": LETTER}, {}, made_at=AT)


@pytest.fixture(scope="module")
def signed(adapter: pyhanko.PdfSigner, letter: bytes) -> bytes:
    return adapter.sign(letter, reason=REASON, at=AT)


@pytest.fixture
def stranger(tmp_path: Path) -> pyhanko.PdfSigner:
    """Sign under exactly the city's name, with another key."""
    pyhanko.make_demo_identity(tmp_path / "stranger", "Città di Prova", AT)
    return pyhanko.PdfSigner.load(tmp_path / "stranger")


def changed(pdf: bytes, place: int, byte: int) -> bytes:
    return pdf[:place] + bytes([byte]) + pdf[place + 1 :]


def test_what_was_signed_is_ours(signer: PdfSigner, letter: bytes) -> None:
    assert signer.is_ours(signer.sign(letter, reason=REASON, at=AT))


def test_a_pdf_of_the_fake_typesetter_can_be_signed_too(signer: PdfSigner) -> None:
    pdf = fakes.FakeTypesetter().render_pdf({"main.typ": ""}, {"name": "Ana (x)"}, made_at=AT)
    assert signer.is_ours(signer.sign(pdf, reason=REASON, at=AT))


def test_a_city_with_an_rsa_key_signs_as_well(tmp_path: Path, folder: Path, letter: bytes) -> None:
    key = rsa.generate_private_key(65537, 2048)
    given = x509.load_pem_x509_certificate((folder / "city.pem").read_bytes())
    certificate = (
        x509.CertificateBuilder(given.subject, given.subject, key.public_key(), 7)
        .not_valid_before(given.not_valid_before_utc)
        .not_valid_after(given.not_valid_after_utc)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (tmp_path / "city.key").write_bytes(private)
    (tmp_path / "city.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    signer = pyhanko.PdfSigner.load(tmp_path)
    assert signer.is_ours(signer.sign(letter, reason=REASON, at=AT))


def test_signatures_of_one_signer_fit_their_own_document_alone(adapter: PdfSigner, letter: bytes) -> None:
    """What all have in common is made once: digest and signature must not be."""
    one, two = (adapter.sign(letter, reason=reason, at=AT) for reason in (REASON, "Something else"))
    of_one, of_two = (re.search(rb"/Contents <[0-9A-F]+>", each)[0] for each in (one, two))
    assert of_one != of_two and len(of_one) == len(of_two)
    assert adapter.is_ours(one) and not adapter.is_ours(one.replace(of_one, of_two))


def test_signing_keeps_every_byte_that_was_there(signer: PdfSigner, letter: bytes) -> None:
    assert signer.sign(letter, reason=REASON, at=AT).startswith(letter)


@pytest.mark.parametrize("pdf", [b"", b"hello", b"%PDF-1.7\n%%EOF\n", b"\x89PNG\r\n\x1a\n", bytes(1000)])
def test_what_is_no_signed_pdf_is_not_ours(signer: PdfSigner, pdf: bytes) -> None:
    assert not signer.is_ours(pdf)


def test_an_unsigned_pdf_is_not_ours(signer: PdfSigner, letter: bytes) -> None:
    assert not signer.is_ours(letter)


@pytest.mark.parametrize("after", [b"\n", b" ", b"%%EOF\n", b"2 0 obj<<>>endobj\n"])
def test_a_byte_after_the_end_makes_it_not_ours(signer: PdfSigner, letter: bytes, after: bytes) -> None:
    assert not signer.is_ours(signer.sign(letter, reason=REASON, at=AT) + after)


def test_a_file_cut_short_is_not_ours(signer: PdfSigner, letter: bytes) -> None:
    assert not signer.is_ours(signer.sign(letter, reason=REASON, at=AT)[:-1])


def test_what_is_no_pdf_is_not_signed(signer: PdfSigner) -> None:
    with pytest.raises(Refused) as refused:
        signer.sign(b"hello", reason=REASON, at=AT)
    assert refused.value.code == "document.not_signed"


@settings(max_examples=60)
@given(share=st.floats(0, 1, exclude_max=True), byte=st.integers(0, 255))
def test_one_changed_byte_anywhere_makes_it_not_ours(
    adapter: PdfSigner, signed: bytes, share: float, byte: int
) -> None:
    place = int(share * len(signed))
    assert adapter.is_ours(changed(signed, place, byte)) == (signed[place] == byte)


def test_one_changed_byte_in_the_signatures_own_place_makes_it_not_ours(adapter: PdfSigner, signed: bytes) -> None:
    """Where nothing covers the bytes: unused fields, the issuer's name in another case, what follows, the hex."""
    found = re.search(rb"/Contents <([0-9A-F]+)>", signed)
    assert found is not None
    start, written = found.start(1), found[1]
    name = written.index(b"DEMO authority".hex().upper().encode())
    places = [5, 50, 51, 64, 82, name + 1, written.rindex(b"DEMO".hex().upper().encode()), len(written) - 1]
    for place in places:
        other = b"6" if written[place : place + 1] == b"4" else b"4"
        assert not adapter.is_ours(changed(signed, start + place, other[0])), place
    letter_of_hex = start + written.index(b"A")
    assert not adapter.is_ours(changed(signed, letter_of_hex, ord("a")))


def test_a_strangers_signature_is_not_ours(
    adapter: pyhanko.PdfSigner, stranger: pyhanko.PdfSigner, letter: bytes
) -> None:
    theirs = stranger.sign(letter, reason=REASON, at=AT)
    assert stranger.is_ours(theirs)
    assert not adapter.is_ours(theirs)


def test_a_later_change_that_keeps_the_signature_is_not_ours(adapter: PdfSigner, signed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    writer.set_info(writer.add_object(writer.prev.trailer["/Info"].__class__()))
    output = io.BytesIO()
    writer.write(output)
    assert output.getvalue().startswith(signed)
    assert not adapter.is_ours(output.getvalue())


def test_a_signed_pdf_is_not_signed_again(adapter: PdfSigner, signed: bytes) -> None:
    with pytest.raises(Refused) as refused:
        adapter.sign(signed, reason=REASON, at=AT)
    assert refused.value.code == "document.not_signed"


def test_signing_keeps_the_structure_for_screen_readers(signed: bytes) -> None:
    with pikepdf.open(io.BytesIO(signed)) as pdf:
        metadata = pdf.open_metadata()
        assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("1", "3")
        assert pdf.Root.MarkInfo.Marked and "/StructTreeRoot" in pdf.Root
        (field,) = (note for note in pdf.pages[0].Annots if note.Subtype == "/Widget")
        assert float(field.Rect[2]) < 0 and int(field.F) & 4 and not int(field.F) & 2
        assert str(field.TU) == "Signature of the city"


def test_any_reader_sees_a_certification_that_allows_no_change(folder: Path, signed: bytes) -> None:
    _, authority = x509.load_pem_x509_certificates((folder / "city.pem").read_bytes())
    root = translate_pyca_cryptography_cert_to_asn1(authority)
    (signature,) = PdfFileReader(io.BytesIO(signed)).embedded_signatures
    status = validation.validate_pdf_signature(
        signature, ValidationContext(trust_roots=[root], allow_fetching=False, moment=AT)
    )
    assert status.bottom_line and status.docmdp_ok
    assert signature.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    assert (signature.docmdp_level.name, signature.sig_object["/Reason"]) == ("NO_CHANGES", REASON)
    assert status.signer_reported_dt == AT


def test_the_demo_certificate_says_loudly_that_it_is_one(folder: Path) -> None:
    for certificate in x509.load_pem_x509_certificates((folder / "city.pem").read_bytes()):
        assert "DEMO" in certificate.subject.rfc4514_string()
        assert "NOT VALID" in certificate.subject.rfc4514_string()


def test_the_demo_key_is_closed_to_others_and_made_once(folder: Path) -> None:
    assert {path.name: path.stat().st_mode & 0o777 for path in folder.iterdir()} == {
        "city.key": 0o600,
        "city.pem": 0o600,
    }
    before = (folder / "city.key").read_bytes()
    pyhanko.make_demo_identity(folder, "Elsewhere", AT)
    assert (folder / "city.key").read_bytes() == before
    assert [path.name for path in folder.parent.iterdir()] == ["signing"]


def test_processes_that_race_to_make_an_identity_share_one(tmp_path: Path) -> None:
    name = "A city whose name is longer than any certificate has room for, by far"
    makers = [
        threading.Thread(target=pyhanko.make_demo_identity, args=(tmp_path / "signing", name, AT)) for _ in range(8)
    ]
    for maker in makers:
        maker.start()
    for maker in makers:
        maker.join()
    assert [path.name for path in tmp_path.iterdir()] == ["signing"]
    pyhanko.PdfSigner.load(tmp_path / "signing")


def test_after_a_change_of_certificate_old_documents_stay_ours(folder: Path, tmp_path: Path, signed: bytes) -> None:
    new = tmp_path / "signing"
    pyhanko.make_demo_identity(new, "Città di Prova", AT + timedelta(days=365))
    assert not pyhanko.PdfSigner.load(new).is_ours(signed)
    shutil.copy(folder / "city.pem", new / "earlier.pem")
    assert pyhanko.PdfSigner.load(new).is_ours(signed)


@pytest.mark.parametrize("days", [-2, 3651])
def test_nothing_is_signed_with_a_certificate_that_does_not_hold(adapter: PdfSigner, letter: bytes, days: int) -> None:
    with pytest.raises(Refused, match="does not hold"):
        adapter.sign(letter, reason=REASON, at=AT + timedelta(days=days))


@pytest.mark.parametrize("broken", ["city.key", "city.pem"])
def test_a_folder_without_a_whole_identity_is_refused(
    folder: Path, tmp_path: Path, stranger: PdfSigner, broken: str
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(folder, copy)
    for content in (b"", b"-----BEGIN NONSENSE-----", (tmp_path / "stranger" / broken).read_bytes()):
        (copy / broken).write_bytes(content)
        with pytest.raises(Refused) as refused:
            pyhanko.PdfSigner.load(copy)
        assert refused.value.code == "signing.no_identity"


def test_one_signer_serves_many_threads(adapter: PdfSigner, letter: bytes) -> None:
    made: list[bool] = []

    def sign() -> None:
        made.append(adapter.is_ours(adapter.sign(letter, reason=REASON, at=AT)))

    threads = [threading.Thread(target=sign) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == [True] * 4


def test_the_refusing_fake_signs_nothing_and_the_crashing_one_breaks(letter: bytes) -> None:
    with pytest.raises(Refused):
        fakes.RefusingSigner().sign(letter, reason=REASON, at=AT)
    with pytest.raises(RuntimeError):
        fakes.CrashingSigner().sign(letter, reason=REASON, at=AT)


def test_signing_works_where_an_event_loop_is_running(adapter: pyhanko.PdfSigner, letter: bytes) -> None:
    async def sign() -> bytes:
        return adapter.sign(letter, reason=REASON, at=AT)

    assert adapter.is_ours(asyncio.run(sign()))

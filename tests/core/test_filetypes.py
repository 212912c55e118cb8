import struct
import time
import zlib
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sportello.core import filetypes
from sportello.core.errors import Refused

EVERY = ("pdf", "jpeg", "png")


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(body) + 2) + body


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + chunk(b"IDAT", zlib.compress(b"\0\0"))
    + chunk(b"IEND", b"")
)
THUMBNAIL = b"Exif\0\0\xff\xd8\xff\xd9"
JPEG = (
    b"\xff\xd8"
    + segment(0xE1, THUMBNAIL)
    + segment(0xC0, struct.pack(">BHHB", 8, 1, 1, 1) + b"\1\x11\0")
    + segment(0xDA, b"\1\1\0\0\x3f\0")
    + b"\x7f\x00\xff\xd9"
)
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
FILES = {"pdf": PDF, "jpeg": JPEG, "png": PNG}


def refusal(content: bytes, **options: object) -> Refused:
    with pytest.raises(Refused) as caught:
        filetypes.check_file(content, **{"accept": EVERY} | options)
    return caught.value


@pytest.mark.parametrize("kind", EVERY)
def test_a_whole_file_is_told_by_its_content(kind: str) -> None:
    assert filetypes.check_file(FILES[kind], accept=EVERY) == kind


@pytest.mark.parametrize("kind", EVERY)
@given(share=st.floats(0, 1))
def test_a_file_cut_short_anywhere_is_refused(kind: str, share: float) -> None:
    whole = FILES[kind].rstrip()
    assert refusal(whole[: int(share * (len(whole) - 1))]).code.startswith("file.")


@given(st.binary(max_size=300), st.sampled_from([b"", *(content[:20] for content in FILES.values())]))
def test_whatever_comes_is_of_a_kind_or_refused_and_nothing_else_is_raised(noise: bytes, start: bytes) -> None:
    with suppress(Refused):
        assert filetypes.check_file(start + noise, accept=EVERY) in EVERY


def test_an_empty_file_is_refused() -> None:
    assert refusal(b"").code == "file.empty"


def test_a_file_over_the_limit_is_refused_with_both_sizes() -> None:
    refused = refusal(PDF, largest=10)
    assert (refused.code, refused.facts) == ("file.too_large", {"size": len(PDF), "largest": 10})


def test_a_file_of_exactly_the_limit_is_accepted() -> None:
    assert filetypes.check_file(PDF, accept=EVERY, largest=len(PDF)) == "pdf"


def test_a_pdf_where_a_photo_was_asked_for_is_named() -> None:
    refused = refusal(PDF, accept=["png", "jpeg"])
    assert (refused.code, refused.facts) == ("file.not_accepted", {"found": "pdf", "accept": ["jpeg", "png"]})


def test_a_program_is_refused_whatever_a_service_accepts() -> None:
    assert refusal(b"MZ" + bytes(300), accept=["exe"]).facts["found"] == "exe"


def test_a_page_of_html_is_of_no_known_kind() -> None:
    assert refusal(b"<html><script>alert(1)</script>").facts["found"] == "unknown"


def test_a_png_with_one_damaged_byte_is_incomplete() -> None:
    assert refusal(PNG[:20] + b"\7" + PNG[21:]).code == "file.incomplete"


def test_a_phones_trailer_after_a_jpeg_does_not_matter() -> None:
    assert filetypes.check_file(JPEG + b"SEFT" + bytes(40), accept=EVERY) == "jpeg"


def test_the_end_of_a_thumbnail_does_not_pass_for_the_end_of_the_photo() -> None:
    assert refusal(JPEG[:-2]).code == "file.incomplete"


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xd8\xff\xe0\x00\x04ab" + b"\xff" * filetypes.LARGEST,
        b"\xff\xd8\xff\xe0\x00\x04ab" + b"\xff\xe1\x00\x02" * (filetypes.LARGEST // 4),
        b"\x89PNG\r\n\x1a\n" + chunk(b"aaaa", b"") * (filetypes.LARGEST // 12),
    ],
    ids=["fill", "segments", "chunks"],
)
def test_a_picture_of_millions_of_parts_is_looked_at_no_longer_than_any(content: bytes) -> None:
    began = time.process_time()
    assert not filetypes.is_complete(content, filetypes.find_kind(content) or "")
    assert time.process_time() - began < 0.5  # it took three seconds


def test_a_name_ends_as_what_it_is_and_nobody_runs_it() -> None:
    for name in ("lease.bat", "lease.hta", "lease.pdf.exe", "lease", "lease.pdf "):
        assert filetypes.end_name(name, "pdf") == f"{name}.pdf"
    for name, kind in (("Lease.PDF", "pdf"), ("photo.jpeg", "jpeg"), ("photo.JPG", "jpeg"), ("scan.png", "png")):
        assert filetypes.end_name(name, kind) == name
    assert filetypes.end_name("photo.png", "jpeg") == "photo.png.jpg"

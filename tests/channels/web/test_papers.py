import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests import town as towns


@pytest.fixture
def letter(town, visitor):
    """Have a letter issued; give its owner, its address, its number and the PDF."""
    submitted = towns.apply(town, "rental-assistance")
    towns.run_jobs()
    visitor.get(f"/track/{submitted.reference}/{submitted.secret}")
    (address,) = re.findall(r'href="(/documents/[^"]+)"', visitor.text)
    (code,) = re.findall(r'href="/verify/([^"]+)"', visitor.text)
    return visitor, address, code, visitor.get(address).content


def check(visitor, pdf, code=""):
    visitor.post("/verify", code=code, pdf=SimpleUploadedFile("letter.pdf", pdf))
    return re.findall(r"sp-verdict--(\w+)", visitor.text)


def test_the_owner_downloads_it_and_a_stranger_does_not(letter, newcomer):
    visitor, address, _, pdf = letter
    assert pdf.startswith(b"%PDF")
    visitor.get(address)
    assert visitor.page.headers["Content-Disposition"].startswith("attachment")
    assert "sandbox" in visitor.page.headers["Content-Security-Policy"]
    assert newcomer().get(address).status_code == 404


def test_anyone_checks_it_by_number_or_file(letter, newcomer):
    _, _, code, pdf = letter
    stranger = newcomer()
    stranger.get(f"/verify/{code}")
    assert "This document is genuine" in stranger.text
    assert "Ruiz" not in stranger.text
    assert check(stranger, pdf) == ["genuine"]
    assert check(stranger, pdf, code) == ["genuine"]


def test_one_changed_byte_is_found(letter, newcomer):
    _, _, code, pdf = letter
    changed = pdf[:1000] + bytes([pdf[1000] ^ 1]) + pdf[1001:]
    assert check(newcomer(), changed, code) == ["altered"]


def test_a_revoked_document_and_an_unknown_number_are_told(letter, newcomer):
    from uuid import UUID

    from sportello.actions import documents
    from sportello.core import actors

    _, address, code, _ = letter
    documents.revoke(UUID(address.split("/")[2]), by=actors.system())
    stranger = newcomer()
    assert "sp-verdict--revoked" in stranger.get(f"/verify/{code}").content.decode()
    for nonsense in ("7QK2-M9FX-3RTA", "x", "<b>"):
        stranger.post("/verify", code=nonsense)
        assert "sp-verdict--unknown" in stranger.text
        assert "<b>" not in stranger.text


def test_what_is_no_pdf_is_refused_in_words(newcomer):
    stranger = newcomer()
    stranger.post("/verify", pdf=SimpleUploadedFile("x.pdf", b"hello"))
    assert stranger.page.status_code == 422
    stranger.post("/verify")
    assert stranger.page.status_code == 422

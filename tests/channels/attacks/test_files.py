"""A hostile reader who sends the city what looks like a paper and runs where somebody saves it."""

import io
import zipfile
from urllib.parse import unquote

import pytest
from tests import town as towns
from tests.town import Town

from sportello.actions import exports, files, locker
from sportello.channels.pages import handing

SCRIPT = b"%PDF-1.4\r\nstart calc.exe\r\n<script>new ActiveXObject('WScript.Shell').Run('calc')</script>\r\n"
POLYGLOT = SCRIPT + b"startxref\n0\n%%EOF\n"


@pytest.mark.parametrize("name", ["lease.bat", "lease.hta", "lease.html", "x/../lease.cmd", "fdp.\u202etab"])
def test_what_is_handed_out_ends_as_what_it_is(town: Town, name: str) -> None:
    ana = towns.resident()
    file = files.add(name, POLYGLOT, by=ana)
    stored, content = files.read(file, by=ana)
    answer = handing.give(content, stored.name, "application/pdf")
    assert unquote(answer.headers["Content-Disposition"]).endswith(".pdf") and "\u202e" not in stored.name


def test_what_is_taken_along_does_too(town: Town) -> None:
    ana = towns.resident()
    locker.add("lease.bat", POLYGLOT, by=ana)
    with exports.write("en", by=ana) as written, zipfile.ZipFile(io.BytesIO(written.read())) as archive:
        papers = [name for name in archive.namelist() if name.startswith("locker/")]
        assert len(papers) == 1 and papers[0].endswith("lease.bat.pdf")

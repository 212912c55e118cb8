"""Typesetters without Typst: one that prints the values on a plain page, one that refuses, one that breaks."""

import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sportello.core.errors import Refused


class FakeTypesetter:
    """Make a small PDF of one page that shows the values as JSON; templates are not looked at."""

    def render_pdf(self, sources: Mapping[str, str], data: Mapping[str, Any], *, made_at: datetime) -> bytes:
        """Print the values; Refused `document.template` when there is no `main.typ`."""
        if "main.typ" not in sources:
            raise Refused("document.template", reason="there is no main.typ")
        text = json.dumps(data, sort_keys=True).translate({ord(sign): f"\\{sign}" for sign in "()\\"})
        page = f"BT /F1 9 Tf 40 780 Td ({text}) Tj ET".encode()
        return _write_pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            b"<</Length %d>>stream\n%b\nendstream" % (len(page), page),
            b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            b"<</CreationDate(D:%b)>>" % made_at.strftime("%Y%m%d%H%M%SZ").encode(),
        )


class RefusingTypesetter:
    """Find an error in every template."""

    def render_pdf(self, sources: Mapping[str, str], data: Mapping[str, Any], *, made_at: datetime) -> bytes:
        """Refused `document.template`, always."""
        raise Refused("document.template", reason="main.typ:1: unknown variable: nothing")


class CrashingTypesetter:
    """Fail in a way nobody foresaw."""

    def render_pdf(self, sources: Mapping[str, str], data: Mapping[str, Any], *, made_at: datetime) -> bytes:
        """Raise RuntimeError."""
        raise RuntimeError("the typesetter's library broke")


def _write_pdf(*bodies: bytes) -> bytes:
    """Write a PDF of these objects (ISO 32000-1, 7.5): the first is the catalogue, the last the information."""
    pdf, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, 1):
        places.append(b"%010d 00000 n \n" % len(pdf))
        pdf += b"%d 0 obj%b\nendobj\n" % (number, body)
    table = b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(bodies) + 1, b"".join(places))
    trailer = b"trailer<</Size %d/Root 1 0 R/Info %d 0 R>>\n" % (len(bodies) + 1, len(bodies))
    return pdf + table + trailer + b"startxref\n%d\n%%%%EOF\n" % len(pdf)

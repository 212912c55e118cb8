"""Compiles Typst in memory, with no file and no package of this machine within a template's reach."""

import json
import os
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import typst

from sportello.core.errors import Refused

STANDARDS: "list[typst.PDFStandard]" = ["ua-1", "a-3a"]
"""Accessible (PDF/UA-1, ISO 14289-1) and fit for archives (PDF/A-3a, ISO 19005-3), checked as it compiles."""

_NOWHERE = f"{os.devnull}/none"  # nothing can be read from or written below /dev/null, whoever runs this
_NAME = re.compile(r"[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*\.[a-z]+")
_PACKAGE = re.compile(r"\"@[^\"]*\"")
_NO_GLYPH = "could not be displayed"
_PLACE = re.compile(rf"─ \S*?{os.devnull}/(\S+):(\d+):\d+")


class TypstTypesetter:
    """Make PDFs from templates that read their values as `#let data = json(bytes(sys.inputs.data))`.

    Only Typst's embedded fonts are used, so that every machine gives the same bytes; they cover the Latin,
    Greek and Cyrillic scripts. For others, `fonts` names folders of font files; nothing else is read from disk. A font
    put into a folder counts from the next document on.
    """

    def __init__(self, fonts: Sequence[Path] = ()) -> None:
        self._folders = tuple(fonts)
        self._found = self._find_fonts()

    def render_pdf(self, sources: Mapping[str, str], data: Mapping[str, Any], *, made_at: datetime) -> bytes:
        """Render `main.typ`, which may import other sources by name; the same arguments give the same bytes.

        `data` is whatever JSON can say. A picture made on the way (a QR code) is SVG text in it:
        `image(bytes(data.qr), format: "svg", alt: …)`. Refused `document.letter_missing` with a reason such as
        `letter.typ:12: the text "漢" could not be displayed…`, and `document.template` for all else: an error of the
        template, a missing title or alternative text, a package (`@preview/…`), a file that is not a source.
        """
        _check_sources(sources)
        files: Any = {name: text.encode() for name, text in sources.items()}  # its stubs leave out in-memory files
        try:
            # A compiler of its own (0.5 ms) for each call: values of one document never stay for the next.
            compiler = typst.Compiler(
                files,
                root=os.devnull,
                font_paths=self._fonts(),
                ignore_system_fonts=True,
                sys_inputs={"data": json.dumps(data)},
                package_path=_NOWHERE,
                package_cache_path=_NOWHERE,
            )
            pdf = compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=made_at.replace(microsecond=0))
        except typst.TypstError as error:
            code = "document.letter_missing" if _NO_GLYPH in error.message else "document.template"
            raise Refused(code, reason=_reason(error)) from error
        assert isinstance(pdf, bytes)
        return pdf

    def _fonts(self) -> typst.Fonts:
        """Give the fonts, read again when a folder has changed: what waits for a font must not wait for a restart."""
        if self._found[0] != _stamps(self._folders):
            self._found = self._find_fonts()
        return self._found[1]

    def _find_fonts(self) -> tuple[list[int], typst.Fonts]:
        stamps = _stamps(self._folders)  # before reading: what comes meanwhile is then read at the next look
        return stamps, typst.Fonts(include_system_fonts=False, font_paths=list(self._folders))


def _stamps(folders: Sequence[Path]) -> list[int]:
    return [folder.stat().st_mtime_ns for folder in folders if folder.exists()]


def _check_sources(sources: Mapping[str, str]) -> None:
    """Refuse names that are no plain paths, and packages: they would be downloaded."""
    if "main.typ" not in sources:
        raise Refused("document.template", reason="there is no main.typ")
    for name, text in sources.items():
        if _NAME.fullmatch(name) is None:
            raise Refused("document.template", reason=f"{name!r} is not a name of a source")
        package = _PACKAGE.search(text)
        if package:
            line = text.count("\n", 0, package.start()) + 1
            raise Refused("document.template", reason=f"{name}:{line}: packages are not allowed: {package[0]}")


def _reason(error: typst.TypstError) -> str:
    """Say where and what, on one line."""
    place = _PLACE.search(error.diagnostic)
    what = error.message.splitlines()[0]
    if what.startswith("failed to load file"):
        what = "there is no such file among the sources"
    return f"{place[1]}:{place[2]}: {what}" if place else what

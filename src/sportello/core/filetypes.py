"""What kind of file this is by its content, and whether all of it is there. Knows no storage."""

import struct
import zlib
from collections.abc import Collection, Iterator

import filetype

from sportello.core.errors import Refused

MEDIA_TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png"}
"""The kinds a question of type file can accept, and how each is served."""

ENDINGS = {"pdf": (".pdf",), "jpeg": (".jpg", ".jpeg", ".jfif"), "png": (".png",)}
"""How names of each kind end, the usual one first."""

LARGEST = 10 * 1024 * 1024
"""Bytes accepted where a service sets no limit of its own: a phone's photo or a scanned lease fits."""

MOST_PARTS = 20_000
"""Segments or chunks of a picture: far above what cameras and programs write, which are kilobytes each."""

_STANDALONE = frozenset([0x01, *range(0xD0, 0xD8)])
_START_OF_FRAME = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_START_OF_SCAN = 0xDA


def check_file(content: bytes, *, accept: Collection[str], largest: int = LARGEST) -> str:
    """Give the kind of this file (`pdf`, `jpeg`, `png`), told by its content alone.

    Refused `file.empty`, `file.too_large` (size, largest), `file.not_accepted` (found, accept) or
    `file.incomplete` (found: the beginning is right but the end is missing or damaged).
    """
    if not content:
        raise Refused("file.empty")
    if len(content) > largest:
        raise Refused("file.too_large", size=len(content), largest=largest)
    found = find_kind(content)
    if found not in MEDIA_TYPES or found not in accept:
        raise Refused("file.not_accepted", found=found or "unknown", accept=sorted(accept))
    if not is_complete(content, found):
        raise Refused("file.incomplete", found=found)
    return found


def end_name(name: str, kind: str) -> str:
    """Give a name that ends as its kind does: a picture or PDF called `lease.bat` would run where somebody saved it.

    Content alone does not help: what shells and browsers run may begin as a PDF does.
    """
    endings = ENDINGS[kind]
    return name if name.lower().endswith(endings) else name + endings[0]


def find_kind(content: bytes) -> str | None:
    """Give the kind the first bytes show, as extension (`pdf`, `jpeg`, `docx`…), or None."""
    kind = filetype.guess(content)
    if kind is None:
        return None
    return "jpeg" if kind.extension == "jpg" else str(kind.extension)


def is_complete(content: bytes, kind: str) -> bool:
    """Tell whether the file's frame holds from beginning to end; the content itself is not decoded."""
    try:
        return {"pdf": _is_pdf, "jpeg": _is_jpeg, "png": _is_png}[kind](content)
    except (struct.error, IndexError):
        return False


def _is_pdf(content: bytes) -> bool:
    """Look for the end of ISO 32000-1, 7.5.5, in the last 1024 bytes, where readers look for it."""
    end = content[-1024:]
    return content.startswith(b"%PDF-") and b"startxref" in end and b"%%EOF" in end.split(b"startxref")[-1]


def _is_jpeg(content: bytes) -> bool:
    """Walk the segments (ITU-T T.81, B.1) to the scan; phones append things after the end of the image."""
    frame = False
    for marker, position, length in _jpeg_segments(content):
        if marker in _START_OF_FRAME:
            height, width = struct.unpack_from(">HH", content, position + 3)
            frame = height > 0 and width > 0
        if marker == _START_OF_SCAN:
            return frame and content.find(b"\xff\xd9", position + length) > 0
    return False


def _jpeg_segments(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Give (marker, position of the length, length) of each segment after the start of the image."""
    position = 2
    for _ in range(MOST_PARTS):
        if content[position] != 0xFF:
            return
        marker, position = content[position + 1], position + 2
        if marker == 0xFF:  # a fill byte, B.1.1.2
            position -= 1
        elif marker not in _STANDALONE:
            (length,) = struct.unpack_from(">H", content, position)
            yield marker, position, length
            position += length


def _is_png(content: bytes) -> bool:
    """Walk the chunks (W3C PNG, 5) to IEND and compare every checksum: it costs 1 ms for 2 MB."""
    names: list[bytes] = []
    position = 8
    while not names or names[-1] != b"IEND":
        if len(names) > MOST_PARTS:
            return False
        (length,) = struct.unpack_from(">I", content, position)
        end = position + 8 + length
        if struct.unpack_from(">I", content, end)[0] != zlib.crc32(memoryview(content)[position + 4 : end]):
            return False
        names.append(content[position + 4 : position + 8])
        position = end + 4
    width, height = struct.unpack_from(">II", content, 16)
    return names[0] == b"IHDR" and b"IDAT" in names and width > 0 and height > 0

"""Handing out bytes under a name of their own: to be saved, or to be looked at. Whatever they are, they may do nothing.

The name is encoded as RFC 6266 says (RFC 8187), whatever is in it.
"""

from urllib.parse import quote

from django.http import HttpResponse

SANDBOX = "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox"


def give(content: bytes | str, name: str, media: str, *, inline: bool = False) -> HttpResponse:
    """Give bytes of this media type; `inline` to be looked at beside the page."""
    answer = HttpResponse(content, content_type=media)
    way = "inline" if inline else "attachment"
    answer.headers["Content-Disposition"] = f"{way}; filename*=UTF-8''{quote(name, safe='')}"
    if not (inline and media == "application/pdf"):  # a sandboxed PDF is not shown by Chromium's viewer
        answer.headers["Content-Security-Policy"] = SANDBOX
    return answer

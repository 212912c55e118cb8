"""Answers that are the same for all who are nobody in particular: what lets caches keep them. Knows no cache.

A view says so by a decorator (here, or the API's `door.public`); what is kept, and how long, its answer's headers say.
"""

import hashlib
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.cache import patch_vary_headers

from sportello.channels.pages import visitors

View = Callable[..., Any]

SECONDS = 60
"""How long a browser may show a page again without asking; a reload asks at once."""


def public(view: View) -> View:
    """Let caches keep a page, for visitors without a session and without a query. It must hold no token."""

    @wraps(view)
    def answered(request: HttpRequest, **path: Any) -> HttpResponse:
        response: HttpResponse = view(request, **path)
        if response.status_code != 200 or request.GET or not visitors.is_nobody(request):
            return response
        patch_vary_headers(response, ["Cookie", "Accept-Language"])
        return allow(request, response, SECONDS)

    return mark(answered)


def mark(view: View) -> View:
    """Mark a view: to ask it changes nothing, and its answer to nobody in particular may be everyone's."""
    view.is_public = True  # type: ignore[attr-defined]  # a function may bear a mark
    return view


def is_public(view: Any) -> bool:
    """Tell whether a view is marked so."""
    return bool(getattr(view, "is_public", False))


def allow(request: HttpRequest, response: HttpResponse, seconds: int) -> HttpResponse:
    """Let caches keep the answer so many seconds, and answer whoever has it already that it is unchanged."""
    response.headers["Cache-Control"] = f"public, max-age={seconds}, must-revalidate"
    response.headers["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    known = [tag.strip().removeprefix("W/") for tag in request.headers.get("If-None-Match", "").split(",")]
    if response.headers["ETag"] not in known:
        return response
    unchanged = HttpResponseNotModified()
    for name in ("Cache-Control", "ETag", "Vary", "Access-Control-Allow-Origin"):
        if name in response.headers:
            unchanged.headers[name] = response.headers[name]
    return unchanged

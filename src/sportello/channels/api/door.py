"""What every request to the API passes: who calls, how much may come, and problems for whatever goes wrong."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from sportello.channels.api import callers, parsing, problems
from sportello.channels.pages import public as pages
from sportello.core.errors import Refused

View = Callable[..., HttpResponseBase]

JSON = "application/json"
FORM = "multipart/form-data"
LARGEST_FORM = 10 * 1024 * 1024 + 64 * 1024
"""Bytes of an upload: a file of 10 MB with the form around it."""


def enter(view: View) -> View:
    """Make a view answer through this door. Cookies are not looked at, so there is nothing to forge (CSRF)."""

    @wraps(view)
    def entered(request: HttpRequest, **path: Any) -> HttpResponseBase:
        head_only = request.method == "HEAD"
        if head_only:
            request.method = "GET"
        response = _answer(request, view, path)
        patch_vary_headers(response, ["Accept-Language"])
        return _without_content(response) if head_only else response

    entered.csrf_exempt = True  # type: ignore[attr-defined]
    return entered


def takes(media_type: str) -> Callable[[View], View]:
    """Refuse bodies of another media type (`request.media_type`), and those too large for it (`request.too_large`)."""
    largest = parsing.LARGEST if media_type == JSON else LARGEST_FORM

    def decorate(view: View) -> View:
        @wraps(view)
        def checked(request: HttpRequest, *args: Any, **path: Any) -> HttpResponseBase:
            if request.content_type != media_type:
                return problems.answer(request, Refused("request.media_type", needs=media_type))
            if int(request.META.get("CONTENT_LENGTH") or 0) > largest:
                return problems.answer(request, Refused("request.too_large", largest=largest))
            return view(request, *args, **path)

        return checked

    return decorate


def public(seconds: int) -> Callable[[View], View]:
    """Let anyone's web page read the answer, and caches keep it so many seconds."""

    def decorate(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, *args: Any, **path: Any) -> HttpResponseBase:
            response = view(request, *args, **path)
            response.headers["Access-Control-Allow-Origin"] = "*"
            if response.status_code != 200 or not isinstance(response, HttpResponse):
                return response
            return pages.allow(request, response, seconds)

        return pages.mark(answered)

    return decorate


def show_nothing(request: HttpRequest, rest: str = "") -> HttpResponseBase:
    """Answer that there is nothing at this path."""
    raise Refused("request.no_such_path")


def _answer(request: HttpRequest, view: View, path: dict[str, Any]) -> HttpResponseBase:
    try:
        response = view(callers.receive(request), **path)
    except Exception as error:
        return problems.answer(request, error)
    if response.status_code == 405:
        allowed = response.headers["Allow"].split(", ")
        return problems.answer(request, Refused("request.method", method=request.method, allowed=allowed))
    return response


def _without_content(response: HttpResponseBase) -> HttpResponseBase:
    if isinstance(response, HttpResponse):
        response.headers["Content-Length"] = str(len(response.content))
        response.content = b""
    return response

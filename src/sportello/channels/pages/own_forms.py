"""The forms of public pages, which hold no token: what the browser itself says of where a form stood stands in for it.

Knows no particular form. Why: docs/decisions/0008-public-pages.md.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_protect

from sportello.channels.pages import rendering

View = Callable[..., HttpResponse]

TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - a field's name


def own_form(view: View) -> View:
    """Take a form that stood on a page of ours; for any other a token is needed, as everywhere.

    Browsers too old to say where a form stood are shown it once more, with a token and one button.
    """
    protected = csrf_protect(view)

    @wraps(view)
    def answered(request: HttpRequest, **path: Any) -> HttpResponse:
        if request.method != "POST" or TOKEN in request.POST:
            return protected(request, **path)
        told = find_site(request)
        if told is None:
            return rendering.show(request, "pages/once_more.html", fields=request.POST.items())
        return view(request, **path) if told == "same-origin" else protected(request, **path)

    answered.csrf_exempt = True  # type: ignore[attr-defined]  # Django looks for it
    return answered


def find_site(request: HttpRequest) -> str | None:
    """Find where the browser says a form stood: `same-origin`, or somewhere else; None when it says nothing.

    `Sec-Fetch-Site` comes with https and on this machine (Fetch Metadata), `Origin` elsewhere; no page can forge them.
    """
    if site := request.headers.get("Sec-Fetch-Site"):
        return site
    origin = request.headers.get("Origin")
    if origin is None:
        return None
    return "same-origin" if origin == f"{request.scheme}://{request.get_host()}" else "cross-site"

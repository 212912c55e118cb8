"""What a visitor reads when something cannot be done: what happened, what was kept, what to do. Decides nothing."""

import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import Resolver404, resolve

from sportello import words
from sportello.channels import statuses
from sportello.channels.pages import languages, leading, rendering
from sportello.core.errors import Refused
from sportello.store.away import AWAY

TEMPLATE = "pages/refused.html"
RETRY_SECONDS = {429: 600, 503: 5}

_log = logging.getLogger(__name__)


class Refusals:
    """Middleware: a refusal that no page took care of becomes a page of its own; so does the address of a form."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; whoever opens an address that only takes a form is led to the page above it."""
        response = self._get_response(request)
        opened = isinstance(response, HttpResponseNotAllowed) and request.method == "GET" and not response.content
        return _show_only_a_form(request, response.headers["Allow"]) if opened else response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Show the refusal, or that the database is away; anything else is not ours."""
        if isinstance(exception, AWAY):
            _log.error("no answer from the database: %s", type(exception).__name__)
            exception = Refused("database.away")
        return show(request, exception) if isinstance(exception, Refused) else None


def show(request: HttpRequest, refused: Refused, **facts: Any) -> HttpResponse:
    """Show a refusal as a page with its status."""
    status = statuses.get_status(refused.code)
    language = languages.of(request)
    family = refused.code.partition(".")[0]
    wanted = (f"pages-advice-{words.name(refused.code)}", f"pages-advice-{family}")
    advice = next((id for id in wanted if words.has(id)), "pages-advice-other")
    if refused.code.endswith(".sign_in"):
        after = request.get_full_path() if request.method == "GET" else _find_above(request.path)
        facts = {"links": [(leading.to_sign_in(after), words.say(language, "pages-sign-in"))]} | facts
    facts = {"title": f"pages-title-{status}", "told": words.refusal(language, refused), "advice": advice} | facts
    response = rendering.show(request, TEMPLATE, status=status, **facts)
    if status in RETRY_SECONDS:
        response.headers["Retry-After"] = str(RETRY_SECONDS[status])
    return response


def show_not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Show that there is no such page (Django's handler404)."""
    return _show_plain(request, 404)


def _show_only_a_form(request: HttpRequest, allowed: str) -> HttpResponse:
    links = [(_find_above(request.path), words.say(languages.of(request), "pages-to-page-above"))]
    response = _show_plain(request, 405, links=links)
    response.headers["Allow"] = allowed
    return response


def _find_above(path: str) -> str:
    """Find the nearest address above one that shows a page: `/my/data` above `/my/data/wrong`."""
    while path := path.rstrip("/").rpartition("/")[0]:
        for above in (path, path + "/"):
            try:
                resolve(above)
            except Resolver404:
                continue
            return above
    return "/"


def show_bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Show that a request makes no sense, or is too large (Django's handler400)."""
    return _show_plain(request, 413 if isinstance(exception, RequestDataTooBig | TooManyFilesSent) else 400)


def show_forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Show that a page may not be seen (Django's handler403)."""
    return _show_plain(request, 403)


def show_failed(request: HttpRequest) -> HttpResponse:
    """Show that we failed (Django's handler500); if even that fails, in plain text."""
    try:
        return _show_plain(request, 500)
    except Exception:
        _log.exception("the page that tells of a failure failed itself")
        said = "\n\n".join(words.say(language, "pages-failed-plain") for language in words.LANGUAGES)
        return HttpResponse(said, status=500, content_type="text/plain; charset=utf-8")


def show_csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show that a form is too old, or did not come from a page of ours (Django's CSRF_FAILURE_VIEW)."""
    return _show_plain(request, 403, told="pages-told-csrf", advice="pages-advice-csrf")


def _show_plain(request: HttpRequest, status: int, **ids: Any) -> HttpResponse:
    language = languages.of(request)
    told = words.say(language, ids.get("told", f"pages-told-{status}"))
    advice = ids.get("advice", f"pages-advice-{status}")
    request_id = request.headers.get("X-Request-ID", "") if status == 500 else ""
    facts = {"title": f"pages-title-{status}", "told": told, "advice": advice, "request_id": request_id}
    facts["links"] = ids.get("links", [])
    return rendering.show(request, TEMPLATE, status=status, **facts)

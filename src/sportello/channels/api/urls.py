"""Where the API stands: `/api/v1` and `/record`, with an answer in its own form for every path below them."""

import json
from collections.abc import Iterator
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET

from sportello.channels.api import door, openapi, reference
from sportello.channels.pages import languages, public

api = openapi.build()
SECONDS = 300


def described() -> dict[str, object]:
    """Describe this city's API."""
    return _describe(languages.spoken())


@cache
def _describe(spoken: tuple[str, ...]) -> dict[str, object]:
    return openapi.describe(api, spoken)


@door.public(SECONDS)
@require_GET
def show_openapi(request: HttpRequest) -> HttpResponse:
    """Show the description for programs."""
    return HttpResponse(json.dumps(described(), ensure_ascii=False), content_type=door.JSON)


@door.public(SECONDS)
@require_GET
def show_reference(request: HttpRequest) -> HttpResponse:
    """Show the same for people."""
    return HttpResponse(reference.render(described()))


def _through_door() -> Iterator[URLPattern]:
    marked = openapi.list_public()
    for pattern in api.urls[0]:
        if isinstance(pattern, URLPattern) and pattern.name != "api-root":
            entered = door.enter(pattern.callback)
            pattern.callback = public.mark(entered) if pattern.name in marked else entered
            yield pattern


urlpatterns = [
    *_through_door(),
    path("api/v1/openapi.json", door.enter(show_openapi)),
    path("api/v1/", door.enter(show_reference)),
    path("api/v1/<path:rest>", door.enter(door.show_nothing)),
    path("record/<path:rest>", door.enter(door.show_nothing)),
]

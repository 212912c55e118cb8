"""What browsers and machines ask of every site: its manifest, its service worker, its rules for robots."""

from functools import cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.templatetags.static import static
from django.views.decorators.http import require_safe

from sportello import words
from sportello.actions import live
from sportello.channels.pages import languages
from sportello.channels.pages.public import allow, public
from sportello.core.texts import say

ICONS = (
    ("favicon.svg", "any", "image/svg+xml", "any"),
    ("icon-192.png", "192x192", "image/png", "any"),
    ("icon-512.png", "512x512", "image/png", "any"),
    ("icon-maskable-512.png", "512x512", "image/png", "maskable"),
)
ROBOTS = "User-agent: *\nDisallow: /apply/\nDisallow: /cases/\nDisallow: /drafts/\nDisallow: /track/\nDisallow: /my\n"


@public
@require_safe
def show_manifest(request: HttpRequest) -> HttpResponse:
    """Give the manifest by which the site can be put on a phone's home screen."""
    language = languages.of(request)
    name = say(live.profile().name, language)
    shortcuts = [("pages-my", "/my"), ("pages-track", "/track"), ("pages-services", "/services")]
    manifest = {
        "name": name,
        "short_name": name[:24],
        "lang": language,
        "id": "/",
        "start_url": "/",
        "display": "standalone",
        "background_color": "#faf6ef",
        "theme_color": "#0b5a68",
        "icons": [
            {"src": static(f"built/{file}"), "sizes": sizes, "type": kind, "purpose": purpose}
            for file, sizes, kind, purpose in ICONS
        ],
        "shortcuts": [{"name": words.say(language, said), "url": url} for said, url in shortcuts],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")


@public
@require_safe
def show_robots(request: HttpRequest) -> HttpResponse:
    """Tell robots what is nobody's but the applicant's."""
    return HttpResponse(ROBOTS, content_type="text/plain")


@require_safe
def show_worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker of devices whose residents asked for one; browsers ask each time whether it changed."""
    response = allow(request, HttpResponse(_read_worker(), content_type="text/javascript; charset=utf-8"), 0)
    response.headers["Service-Worker-Allowed"] = "/"
    response.headers["Cache-Control"] = "no-cache"
    return response


@cache
def _read_worker() -> str:
    found = finders.find("built/worker.js")
    if not isinstance(found, str):
        raise Http404  # no pages were built
    return Path(found).read_text()

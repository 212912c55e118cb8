"""How the visitor wants to be told: by which way, in which language, and when nothing may ring."""

from datetime import time

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from sportello import words
from sportello.actions import preferences, pushing, unreached
from sportello.channels.pages import languages, rendering, visitors
from sportello.channels.web import CHANNEL
from sportello.core.delivery import Channel
from sportello.core.errors import Refused

HOURS = tuple(f"{hour:02}:00" for hour in range(24))
NO_WAY = ""
DONE = {"yes": "preferences-saved", "home": "preferences-home-confirmed", "added": "push-added", "ended": "push-ended"}


@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Show what the visitor prefers, and change it."""
    if request.method != "POST":
        return show(request)
    sent = request.POST
    try:
        way = _read_way(sent.get("way", NO_WAY))
        preferences.set_own(way, sent.get("language", ""), _read_quiet(request), by=visitors.actor(request, CHANNEL))
    except Refused as refused:
        if not refused.code.startswith("preference."):
            raise
        problem = {"href": "#" + refused.code.rpartition(".")[2], "text": words.refusal(languages.of(request), refused)}
        return show(request, status=422, problems=[problem])
    answer = redirect("/my/preferences?done=yes")
    languages.remember(answer, sent["language"])
    return answer


@require_POST
def confirm_home(request: HttpRequest) -> HttpResponse:
    """Confirm that the visitor lives where the register says, though a letter came back from there."""
    unreached.confirm_own(by=visitors.actor(request, CHANNEL))
    return redirect("/my/preferences?done=home")


def show(request: HttpRequest, status: int = 200, problems: list[dict[str, str]] | None = None) -> HttpResponse:
    """Show the page, with what is wrong on it."""
    by = visitors.actor(request, CHANNEL)
    seen = preferences.get_own(by=by)
    return rendering.show(
        request,
        "web/pages/preferences.html",
        status=status,
        seen=seen,
        ways=(NO_WAY, *seen.reachable, Channel.PAGE),
        quiet=[one.strftime("%H:%M") for one in seen.preferences.quiet or ()],
        hours=HOURS,
        problems=problems or [],
        devices=pushing.list_of(by=by),
        push_key=pushing.find_key(),
        done=DONE.get(request.GET.get("done", "")),
    )


def _read_way(text: str) -> Channel | None:
    try:
        return Channel(text) if text else None
    except ValueError:
        raise Refused("preference.no_way") from None


def _read_quiet(request: HttpRequest) -> tuple[time, time] | None:
    """Read the two hours; where one is not chosen, or both are the same, no hours are quiet."""
    begin, end = (request.POST.get(name, "") for name in ("from", "to"))
    if begin not in HOURS or end not in HOURS or begin == end:
        return None
    return time.fromisoformat(begin), time.fromisoformat(end)

"""The visitor's devices that are told of messages: added by a script of the preferences page, and ended there."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sportello import words
from sportello.actions import pushing, signed_in
from sportello.channels.pages import languages, visitors
from sportello.channels.web import CHANNEL, preferences
from sportello.core import pushing as core
from sportello.core.errors import Refused


@require_POST
def add(request: HttpRequest) -> HttpResponse:
    """Take the subscription that the visitor's browser gave; its name is what the session says it calls itself."""
    given = (request.POST.get(name, "") for name in ("endpoint", "p256dh", "auth"))
    try:
        name = str(request.session.get(signed_in.BROWSER, ""))
        pushing.subscribe(core.read(*given), name, by=visitors.actor(request, CHANNEL))
    except Refused as refused:
        if not refused.code.startswith("push."):
            raise
        problem = {"href": "#devices", "text": words.refusal(languages.of(request), refused)}
        return preferences.show(request, status=422, problems=[problem])
    return redirect("/my/preferences?done=added")


@require_POST
def end(request: HttpRequest, device: UUID) -> HttpResponse:
    """Tell a device no more."""
    pushing.end(device, by=visitors.actor(request, CHANNEL))
    return redirect("/my/preferences?done=ended")

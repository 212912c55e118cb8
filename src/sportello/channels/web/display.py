"""How pages look: what every visitor may ask for, with an account or without."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sportello.actions import own_account
from sportello.channels.pages import display, rendering, visitors
from sportello.channels.web import CHANNEL
from sportello.core.display import WAYS


@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Show how pages may look, and keep what is chosen: in the browser, and with the account of who is signed in."""
    if request.method != "POST":
        return rendering.show(request, "web/pages/display.html", ways=WAYS, saved="saved" in request.GET)
    wanted = request.POST.getlist("way")
    by = visitors.actor(request, CHANNEL)
    if by.account is not None:
        own_account.set_display(wanted, by=by)
    answer = redirect("/display?saved")
    display.remember(answer, wanted)
    return answer

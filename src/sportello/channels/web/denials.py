"""Whoever got a message that is not for them says so: by the link in it, without signing in, with one press.

Mail programs do it by themselves when their reader wants no more (RFC 8058): they post, and bring no token of ours;
that the link is known is enough. To look at the page does nothing, since programs that check links do that.
"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sportello.actions import returns
from sportello.channels.pages import rendering
from sportello.channels.web import CHANNEL, guessing
from sportello.core.delivery import DENIED, UNWANTED

BY_PROGRAM = "List-Unsubscribe"
"""The field in which a mail program says what it does (RFC 8058, 3.1)."""


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def not_me(request: HttpRequest, message: UUID, token: str) -> HttpResponse:
    """Ask whether the message is not for its reader; take the answer. Nothing is shown of whose it is."""
    with guessing.limited(request, "message.no_link"):
        returns.check_link(message, token)
        if request.method == "POST":
            why = UNWANTED if request.POST.get(BY_PROGRAM) else DENIED
            returns.deny(message, token, channel=CHANNEL, why=why)
    return rendering.show(request, "web/pages/not_me.html", is_done=request.method == "POST")

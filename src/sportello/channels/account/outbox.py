"""What a demonstration sent, for whoever plays the resident: there is no real mailbox or phone to look into."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sportello.actions import city, returns
from sportello.channels.account import door

LONGEST = 160


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show the newest e-mails and texts, and let a phone answer one, as its network would hand that on."""
    outbox = city.current().outbox
    if outbox is None or not settings.DEMO:
        raise Http404
    sent = outbox.list_newest()
    if request.method != "POST":
        return door.show(request, "outbox.html", sent=sent, longest=LONGEST)
    number = request.POST.get("number", "")
    if any(one.to == number and one.channel != "email" for one in sent):
        returns.hear(number, request.POST.get("text", "")[:LONGEST])
    return redirect(request.path)

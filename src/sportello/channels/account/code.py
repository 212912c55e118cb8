"""The page that asks for a code that was sent, whatever it is for."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sportello.actions import codes
from sportello.channels.account import again, contacts, door, pending, recovering, signing_in
from sportello.core.contacts import Contact
from sportello.core.errors import Refused

Deed = Callable[[HttpRequest, Contact, UUID, str], HttpResponse]
DEEDS: dict[str, Deed] = {
    "sign_in": signing_in.come_in,
    "add": contacts.add_confirmed,
    "again": again.show_confirmed,
    "recover": recovering.show_confirmed,
}


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest) -> HttpResponse:
    """Take the code, and do what it is for."""
    waiting = pending.find(request)
    if waiting is None:
        return redirect("account_login")
    if request.method != "POST":
        return door.show(request, "code.html", waiting=waiting)
    try:
        contact = codes.confirm(UUID(waiting.id), request.POST.get("code", "")[:40])
        return DEEDS[waiting.purpose](request, contact, pending.end(request), waiting.after)
    except Refused as refused:
        return door.refuse(request, "code.html", refused, "code", waiting=waiting)

"""A code went to a contact whose reader said that it is not theirs: one more step, so that nobody keeps another's."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sportello.actions import own_account
from sportello.channels.account import CHANNEL, door
from sportello.channels.account.entering import enter
from sportello.core.assurance import Means
from sportello.core.errors import Refused

KEY = "denied"


def begin(request: HttpRequest, code: UUID, after: str) -> HttpResponse:
    """Remember which code confirmed the contact, and ask for the account's number."""
    request.session[KEY] = {"code": str(code), "after": after}
    return redirect("account_denied")


@require_http_methods(["GET", "HEAD", "POST"])
def take_back(request: HttpRequest) -> HttpResponse:
    """Sign in with the number besides; every other way to sign in stays open."""
    kept = request.session.get(KEY)
    if kept is None:
        return redirect("account_login")
    if request.method != "POST":
        return door.show(request, "denied.html")
    typed = request.POST.get("number", "").strip()[:60]
    try:
        account, contact = own_account.take_back(UUID(kept["code"]), typed, channel=CHANNEL)
    except Refused as refused:
        return door.refuse(request, "denied.html", refused, "number", typed=typed)
    del request.session[KEY]
    return enter(request, account, Means.CODE, kept["after"], kind=contact.kind)

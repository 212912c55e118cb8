"""Opening an account: the contact is confirmed already, all that is asked is a name."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sportello.actions import own_account
from sportello.channels.account import CHANNEL, door
from sportello.channels.account.entering import enter
from sportello.channels.pages import languages
from sportello.core.assurance import Means
from sportello.core.errors import Refused
from sportello.store.accounts import Account

KEY, AFTER = "opening", "opened from"


def begin(request: HttpRequest, code: UUID, after: str) -> HttpResponse:
    """Remember which code confirmed the contact, and ask for the name."""
    request.session[KEY] = {"code": str(code), "after": after}
    return redirect("account_open")


@require_http_methods(["GET", "HEAD", "POST"])
def open_own(request: HttpRequest) -> HttpResponse:
    """Open the account and sign in to it; then offer to make it safer, before going on."""
    kept = request.session.get(KEY)
    if kept is None:
        return redirect("account_login")
    if request.method != "POST":
        return door.show(request, "open.html")
    typed = request.POST.get("name", "")[:300]
    try:
        account = own_account.open(typed, UUID(kept["code"]), language=languages.of(request), channel=CHANNEL)
    except Refused as refused:
        return door.refuse(request, "open.html", refused, "name", typed=typed)
    del request.session[KEY]
    request.session[AFTER] = kept["after"]
    return enter(request, account, Means.CODE, reverse("account_opened"))


@door.known
def opened(request: HttpRequest, account: Account) -> HttpResponse:
    """Welcome, name the account's number, offer a passkey, and lead on to where one came from."""
    return door.show(request, "opened.html", account=account, after=request.session.get(AFTER, "/my"))

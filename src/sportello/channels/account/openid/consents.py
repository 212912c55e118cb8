"""Where one signs in with this account: who may know what, since when, and ending it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sportello.actions.openid import consents
from sportello.channels.account import door
from sportello.store.accounts import Account


@require_safe
@door.known
def show(request: HttpRequest, account: Account) -> HttpResponse:
    """List them."""
    return door.show(request, "consents.html", given=consents.list_of(by=door.actor(request)))


@require_POST
@door.known
def end(request: HttpRequest, account: Account, consent: UUID) -> HttpResponse:
    """End one."""
    consents.end(consent, by=door.actor(request))
    door.tell(request, "openid-done-ended")
    return redirect("account_consents")

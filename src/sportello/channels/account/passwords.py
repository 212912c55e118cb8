"""One's password: an addition for who wants one, never needed."""

from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sportello.actions import own_account, signed_in
from sportello.channels.account import door
from sportello.core.errors import Refused
from sportello.store.accounts import Account


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@door.fresh
def change(request: HttpRequest, account: Account) -> HttpResponse:
    """Set, change or remove the password; every other session of the account ends."""
    if request.method != "POST":
        return door.show(request, "password.html", account=account)
    password = None if "remove" in request.POST else request.POST.get("password", "")[:1000]
    try:
        account = own_account.set_password(password, by=door.actor(request))
    except Refused as refused:
        return door.refuse(request, "password.html", refused, "password", account=account)
    auth.update_session_auth_hash(request, account)
    signed_in.end_all(account.id, but=request.session.session_key)
    door.tell(request, "account-done-password-removed" if password is None else "account-done-password")
    return redirect("account_overview")

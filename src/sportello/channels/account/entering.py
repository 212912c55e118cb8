"""Signing in: what was shown is noted, then allauth takes it through the steps that are left."""

from allauth.account.utils import perform_login
from django.contrib import auth
from django.http import HttpRequest, HttpResponse

from sportello.channels.account import library
from sportello.core.assurance import Means
from sportello.store.accounts import Account


def enter(request: HttpRequest, account: Account, means: Means, after: str, *, kind: str | None = None) -> HttpResponse:
    """Sign in to the account of which this was shown, and go there; a second factor is asked for before, where set up.

    Whoever was signed in here is signed out: what is theirs must not be seen by the next.
    """
    if request.user.is_authenticated and request.user != account:
        auth.logout(request)
    library.note_shown(request, account, means, kind=kind)
    response: HttpResponse = perform_login(request, account, redirect_url=after)
    return response

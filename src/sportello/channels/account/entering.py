"""Signing in: what was shown is noted, then allauth takes it through the steps that are left."""

from allauth.account.adapter import get_adapter
from allauth.account.utils import perform_login
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from sportello.channels.account import library
from sportello.core.actors import Assurance
from sportello.core.assurance import Means
from sportello.store.accounts import Account


def enter(
    request: HttpRequest,
    account: Account,
    means: Means,
    after: str,
    *,
    kind: str | None = None,
    level: Assurance = Assurance.NONE,
) -> HttpResponse:
    """Sign in to the account of which this was shown, and go there; a second factor is asked for before, where set up.

    Whoever was signed in here is signed out: what is theirs must not be seen by the next. The list of a demonstration
    stands in for every step.
    """
    if request.user.is_authenticated and request.user != account:
        auth.logout(request)
    library.note_shown(request, account, means, kind=kind, level=level)
    if means is Means.DEMO:
        get_adapter().login(request, account)
        return redirect(after)
    response: HttpResponse = perform_login(request, account, redirect_url=after)
    return response

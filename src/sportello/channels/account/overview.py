"""The page of one's account: how one signs in, where one is signed in, how surely one is known."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sportello.actions import contacts, factors, recovery, signed_in
from sportello.actions.openid import issuers
from sportello.channels.account import door, elsewhere
from sportello.channels.pages import leading
from sportello.core.actors import Assurance
from sportello.core.assurance import Means
from sportello.store.accounts import Account


@require_safe
@door.known
def show(request: HttpRequest, account: Account) -> HttpResponse:
    """Show it."""
    has = factors.list_of(account)
    return door.show(
        request,
        "overview.html",
        account=account,
        assurance=Assurance(account.assurance),
        held=contacts.list_of(account),
        passkeys=[one for one in has if one.means == Means.PASSKEY],
        app=next((one for one in has if one.means == Means.APP), None),
        recovery=next((one for one in has if one.means == Means.RECOVERY), None),
        recovering=recovery.find_open(account),
        linked=elsewhere.list_linked(request),
        issuers=issuers.list_open(),
        places=signed_in.list_of(key=request.session.session_key or "", by=door.actor(request)),
    )


@require_safe
@door.known
def ask_staff(request: HttpRequest, account: Account) -> HttpResponse:
    """Ask staff for a second factor before the desk opens: to set one up, or to show theirs."""
    after = leading.find_next(request, "/desk/")
    return door.show(request, "staff.html", after=after, has_second=factors.has_second(account))


@require_POST
@door.known
def end(request: HttpRequest, account: Account, place: UUID) -> HttpResponse:
    """Sign out somewhere else."""
    signed_in.end(place, by=door.actor(request))
    door.tell(request, "account-done-ended")
    return redirect("account_overview")


@require_POST
@door.known
def end_others(request: HttpRequest, account: Account) -> HttpResponse:
    """Sign out everywhere else."""
    signed_in.end_all(account.id, but=request.session.session_key)
    door.tell(request, "account-done-ended-others")
    return redirect("account_overview")

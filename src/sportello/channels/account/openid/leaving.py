"""Signing out of a relying party, and if one wants here too (OpenID Connect RP-Initiated Logout 1.0)."""

from django.contrib import auth
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from sportello.actions.openid import grants, parties
from sportello.channels.account import door
from sportello.channels.pages import security
from sportello.core.errors import Refused
from sportello.core.openid import asking
from sportello.core.openid.asking import RelyingParty
from sportello.store.accounts import Account


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask whether to sign out here too; whoever is not signed in is led back at once."""
    if request.method == "POST":  # comes from elsewhere, so without a session
        return redirect(f"{reverse('openid_leave')}?{request.POST.urlencode()}")
    party = _find_party(request)
    if not isinstance(request.user, Account):
        return _go_back(request, party)
    query = request.GET.urlencode()
    response = door.show(request, "openid_leave.html", party=party, query=query, account=request.user)
    back = _find_back(request, party)
    return security.allow_form_to(response, back) if back else response


@require_POST
@door.known
def leave(request: HttpRequest, account: Account) -> HttpResponse:
    """Sign out there, and here too if that was chosen."""
    party = _find_party(request)
    if party is not None:
        grants.end_of(party, by=door.actor(request))
    if request.POST.get("decision") == "both":
        auth.logout(request)
    return _go_back(request, party)


def _find_party(request: HttpRequest) -> RelyingParty | None:
    """Find whom one comes from: by its id, and where there is an ID token, that has to be of it."""
    id, token = request.GET.get("client_id", ""), request.GET.get("id_token_hint", "")
    try:
        party = parties.find(id or str(grants.issuer().read(token)["aud"]))
    except Refused:
        return None
    return party if not token or grants.is_of(token, party) else None


def _find_back(request: HttpRequest, party: RelyingParty | None) -> str:
    back = request.GET.get("post_logout_redirect_uri", "")
    return back if party is not None and back in party.logout_redirects else ""


def _go_back(request: HttpRequest, party: RelyingParty | None) -> HttpResponse:
    """Go back to an address that was registered for it; without one, say where one is."""
    back = _find_back(request, party)
    if back:
        return HttpResponseRedirect(asking.answer(back, state=request.GET.get("state", "")))
    return door.show(request, "openid_left.html", is_in=request.user.is_authenticated, party=party)

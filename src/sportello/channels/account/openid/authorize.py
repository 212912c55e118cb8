"""Somebody comes from a relying party to sign in: who they are is shown, they agree once, and go back with a code."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sportello.actions.openid import consents, grants, parties
from sportello.channels.account import door
from sportello.channels.pages import leading, proofs, security
from sportello.core.openid import asking
from sportello.core.openid.asking import Asked, Denied

ANEW = "openid anew"
"""Since when one has to show anew who one is, by what asked for it."""
MOST_ANEW = 10


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask whoever comes what is missing, and lead them back. The authorization endpoint."""
    if request.method == "POST":  # comes from elsewhere, so without a session: what it asks is asked again
        return redirect(f"{reverse('openid_authorize')}?{request.POST.urlencode()}")
    return _answer(request, _ask_consent)


@require_POST
def agree(request: HttpRequest) -> HttpResponse:
    """Take what was answered to the question whether a party may know this."""
    return _answer(request, _hear)


@require_safe
def go_on(request: HttpRequest) -> HttpResponse:
    """Go on after signing in. A page between: what follows a form may by our own policy lead nowhere else."""
    party = parties.find(request.GET.get("client_id", ""))
    after = f"{reverse('openid_authorize')}?{request.GET.urlencode()}"
    response = door.show(request, "openid_on.html", after=after, name=party.name)
    response.headers["Refresh"] = f"0; url={after}"
    return response


def _answer(request: HttpRequest, then: Callable[[HttpRequest, Asked], HttpResponse]) -> HttpResponse:
    """Answer what is asked once nothing is missing; an error goes back, unless nobody knows where to.

    Refused `openid.closed`, `relying_party.not_found`, `openid.redirect`, and as `consents.check_person` says.
    """
    grants.issuer()
    given = dict(request.GET.lists())
    party = parties.find(request.GET.get("client_id", ""))
    back = asking.find_redirect(given, party)
    try:
        asked = asking.read(given, party)
        return _find_missing(request, asked) or then(request, asked)
    except Denied as denied:
        return _go_back(request, back, error=denied.error)


def _find_missing(request: HttpRequest, asked: Asked) -> HttpResponse | None:
    """Find what is to be done before: to sign in, to show anew who one is, to become surer."""
    since = _count_from(request, asked)
    if not request.user.is_authenticated:
        return _lead(request, asked, "login_required", "account_login")
    by = door.actor(request)
    consents.check_person(by)
    if asked.hint and not grants.is_about(asked.hint, asked.party, by=by):
        raise Denied("login_required")  # somebody else is signed in (OpenID Connect Core 1.0, section 3.1.2.1)
    if _shown_at(request) < since:
        return _lead(request, asked, "login_required", "account_again")
    if by.assurance < asked.needs:
        if asked.is_silent:
            raise Denied("interaction_required")
        return redirect(leading.to_step_up(asked.needs.name.lower(), _after(request)))
    return None


def _ask_consent(request: HttpRequest, asked: Asked) -> HttpResponse:
    is_agreed = consents.covers(asked.party, asked.scopes, by=door.actor(request))
    if is_agreed and "consent" not in asked.prompts:
        return _give(request, asked)
    if asked.is_silent:
        raise Denied("consent_required")
    facts: dict[str, Any] = {"asked": asked, "account": request.user, "query": request.GET.urlencode()}
    response = door.show(request, "openid_consent.html", **facts)
    return security.allow_form_to(response, asked.redirect)


def _hear(request: HttpRequest, asked: Asked) -> HttpResponse:
    if request.POST.get("decision") != "yes":
        raise Denied("access_denied")
    return _give(request, asked)


def _give(request: HttpRequest, asked: Asked) -> HttpResponse:
    code = grants.begin(asked, _shown_at(request), by=door.actor(request))
    request.session.pop(ANEW, None)
    return _go_back(request, asked.redirect, code=code)


def _go_back(request: HttpRequest, back: str, **facts: str) -> HttpResponse:
    """Go back with an answer, and who gives it (RFC 9207)."""
    state = request.GET.get("state", "")
    return HttpResponseRedirect(asking.answer(back, **facts, state=state, iss=grants.issuer().url))


def _lead(request: HttpRequest, asked: Asked, error: str, page: str) -> HttpResponse:
    if asked.is_silent:
        raise Denied(error)
    return leading.to(reverse(page), _after(request))


def _after(request: HttpRequest) -> str:
    return f"{reverse('openid_on')}?{request.GET.urlencode()}"


def _shown_at(request: HttpRequest) -> datetime:
    """Tell when this session last showed whose it is."""
    return max((one.at for one in proofs.list_shown(request)), default=datetime.min.replace(tzinfo=UTC))


def _count_from(request: HttpRequest, asked: Asked) -> datetime:
    """Tell since when what was shown counts: where it has to be anew, from when this was first asked."""
    now = datetime.now(UTC)
    if asked.is_anew:
        key = sha256(request.GET.urlencode().encode()).hexdigest()
        begun = request.session.get(ANEW, {})
        if key not in begun:
            begun = request.session[ANEW] = dict([*begun.items(), (key, now.timestamp())][-MOST_ANEW:])
        return datetime.fromtimestamp(begun[key], UTC)
    return datetime.min.replace(tzinfo=UTC) if asked.max_age is None else now - timedelta(seconds=asked.max_age)

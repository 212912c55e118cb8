"""The visitor's own: what they have here, signing in and out, the language they read."""

from uuid import UUID

from django.conf import settings
from django.contrib import auth
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sportello.actions import accounts, cases, claiming, drafts, folder, live
from sportello.channels.pages import languages, rendering, visitors
from sportello.channels.web import CHANNEL
from sportello.core.errors import Refused


@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the visitor's drafts and cases."""
    by = visitors.actor(request, CHANNEL)
    found = [(case, live.edition(case.edition)) for case in cases.list_mine(by=by)]
    return rendering.show(
        request,
        "web/pages/mine.html",
        drafts=drafts.list_mine(by=by),
        cases=found,
        by=by,
        unread=folder.count_unread(by=by) if by.subject else 0,
        claimable=sum(map(len, claiming.list_claimable(by=by))),
    )


@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    """Take what this browser has opened by its codes into the folder of whoever is signed in."""
    by = visitors.actor(request, CHANNEL)
    found, begun = claiming.list_claimable(by=by)
    for case in found:
        claiming.claim_case(case, by=by)
    for draft in begun:
        claiming.claim_draft(draft, by=by)
    return redirect("web:mine")


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in as one of the demonstration's residents; nowhere else."""
    if not settings.DEMO:
        return rendering.show(request, "web/pages/no_sign_in.html")
    residents = accounts.list_demo_residents()
    after = _here_only(request, request.POST.get("next") or request.GET.get("next", ""))
    if request.method == "POST":
        chosen = next((one for one in residents if str(one.id) == request.POST.get("account")), None)
        if chosen is None:
            raise Refused("account.not_found")
        auth.login(request, chosen, backend="django.contrib.auth.backends.ModelBackend")
        return redirect(after)
    return rendering.show(request, "web/pages/sign_in.html", residents=residents, after=after)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and forget on this computer what the visitor had opened."""
    auth.logout(request)
    return rendering.show(request, "web/pages/signed_out.html")


@require_safe
def speak(request: HttpRequest, language: str) -> HttpResponse:
    """Change the language of all pages, and of the draft that is open on the page to go back to."""
    if language not in languages.spoken():
        raise Http404
    after = _here_only(request, request.GET.get("next", ""))
    if draft := _find_draft(after):
        try:
            drafts.speak(draft, language, by=visitors.actor(request, CHANNEL))
        except Refused:
            return _spoken(redirect("/"), language)
    return _spoken(redirect(after), language)


def _spoken(answer: HttpResponse, language: str) -> HttpResponse:
    languages.remember(answer, language)
    return answer


def _find_draft(path: str) -> UUID | None:
    try:
        return resolve(path.partition("?")[0]).kwargs.get("draft")
    except Resolver404:
        return None


def _here_only(request: HttpRequest, address: str) -> str:
    """Give the address if it is one of this site, else the start page."""
    here = url_has_allowed_host_and_scheme(address, allowed_hosts=None) and address.startswith("/")
    return address if here else "/"

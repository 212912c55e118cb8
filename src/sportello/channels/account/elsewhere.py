"""Signing in here by an issuer elsewhere: there and back, and linking whoever they signed in to one's account."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sportello.actions import limits
from sportello.actions.openid import issuers
from sportello.actions.openid.issuers import Answered, Begun
from sportello.channels.account import door, library
from sportello.channels.account.entering import enter
from sportello.channels.account.signing_in import show_sign_in
from sportello.channels.pages import leading
from sportello.core.actors import Assurance
from sportello.core.assurance import Means
from sportello.core.errors import Refused
from sportello.core.openid.asking import LEVELS
from sportello.store.accounts import Account

BEGUN, ANSWERED = "issuer begun", "issuer answered"
FROM = limits.Limit("issuers from", 100, 900)


@require_safe
def go(request: HttpRequest, issuer: str) -> HttpResponse:
    """Send somebody there. By a link: forms of this site lead nowhere else."""
    limits.take(FROM, door.network(request))
    address, begun = issuers.begin(issuer, LEVELS.get(request.GET.get("need", ""), Assurance.NONE))
    request.session[BEGUN] = {**issuers.keep(begun), "after": leading.find_next(request, "/my")}
    return HttpResponseRedirect(address)


@require_safe
def come_back(request: HttpRequest, issuer: str) -> HttpResponse:
    """Take the answer, once, and go on: into the account it is linked to, or to link it."""
    kept = request.session.pop(BEGUN, None)
    if kept is None or kept["issuer"] != issuer or any(len(values) > 1 for _, values in request.GET.lists()):
        raise Refused("issuer.answer")
    after = kept.pop("after")
    try:
        answered = issuers.finish(Begun(**kept), request.GET.dict())
    except Refused as refused:
        if refused.code != "issuer.denied" or request.user.is_authenticated:
            raise
        return show_sign_in(request, refused, after)
    account = issuers.find_account(answered)
    if account is None or (isinstance(request.user, Account) and request.user != account):
        return _ask_to_link(request, answered, after)
    if request.user == account:
        _note(request, account, answered)
        return redirect(after)
    return enter(request, account, Means.ISSUER, after, level=Assurance(answered.level))


@require_http_methods(["GET", "HEAD", "POST"])
@door.fresh
def link(request: HttpRequest, account: Account) -> HttpResponse:
    """Link whom an issuer signed in just now to the account that is signed in to."""
    kept: dict[str, Any] | None = request.session.get(ANSWERED)
    if kept is None:
        return redirect("account_overview")
    after = kept["after"]
    answered = Answered(**{name: value for name, value in kept.items() if name != "after"})
    if request.method != "POST":
        return door.show(request, "link_issuer.html", answered=answered, issuer=_name(answered.issuer), account=account)
    del request.session[ANSWERED]
    if "yes" in request.POST:
        issuers.link(answered, by=door.actor(request))
        _note(request, account, answered)
        door.tell(request, "issuer-done-linked")
    return redirect(after)


@require_POST
@door.fresh
def remove(request: HttpRequest, account: Account, linked: UUID) -> HttpResponse:
    """Sign in so no more."""
    issuers.remove(linked, by=door.actor(request))
    door.tell(request, "issuer-done-removed")
    return redirect("account_overview")


def list_linked(request: HttpRequest) -> list[dict[str, Any]]:
    """List by which issuers one signs in, by their names."""
    rows = issuers.list_of(by=door.actor(request))
    return [{"id": row.id, "names": _name(row.issuer), "linked_at": row.linked_at} for row in rows]


def _ask_to_link(request: HttpRequest, answered: Answered, after: str) -> HttpResponse:
    request.session[ANSWERED] = {**issuers.keep(answered), "after": after}
    if isinstance(request.user, Account):
        return redirect("account_link_issuer")
    return leading.to(reverse("account_login"), reverse("account_link_issuer"))


def _note(request: HttpRequest, account: Account, answered: Answered) -> None:
    """Note what was shown, and that the account is known as surely."""
    library.note_shown(request, account, Means.ISSUER, level=Assurance(answered.level))
    issuers.raise_to(answered, by=door.actor(request))


def _name(issuer: str) -> Any:
    return next((one.names for one in issuers.list_open() if one.id == issuer), issuer)

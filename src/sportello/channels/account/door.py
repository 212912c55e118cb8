"""Who stands at this door, and what its pages show around. Changes take what was shown lately."""

from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sportello import words
from sportello.actions import factors
from sportello.channels.account import CHANNEL
from sportello.channels.pages import languages, leading, proofs, rendering, visitors
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.store.accounts import Account

View = Callable[..., HttpResponse]
DONE = "account done"


def known(view: View) -> View:
    """Give the view the account that is signed in; whoever is not has to sign in first."""

    @wraps(view)
    def guarded(request: HttpRequest, **where: Any) -> HttpResponse:
        if not isinstance(request.user, Account):
            return lead(request, "account_login")
        return view(request, account=request.user, **where)

    return guarded


def fresh(view: View) -> View:
    """Give the view the account, if who is signed in has shown lately that it is theirs; else they have to show it.

    Where the account has a second factor, it takes that one: a stolen session, or mailbox, must not change it.
    """

    @known
    @wraps(view)
    def guarded(request: HttpRequest, account: Account, **where: Any) -> HttpResponse:
        if not proofs.is_fresh(request, needs_second=factors.has_second(account)):
            return lead(request, "account_again")
        return view(request, account=account, **where)

    return guarded


def lead(request: HttpRequest, name: str) -> HttpResponse:
    """Lead to a page that leads back here; a form has to be sent anew from its page."""
    return leading.to(reverse(name), request.get_full_path())


def actor(request: HttpRequest) -> Actor:
    """Give the actor behind a request: an account is changed for oneself only, whomever one acts for elsewhere."""
    return visitors.themselves(request, CHANNEL)


def show(request: HttpRequest, template: str, /, *, status: int = 200, **facts: Any) -> HttpResponse:
    """Show a page of this door, and once what was done just before."""
    around: dict[str, Any] = {"done": take_done(request), "problems": [], "typed": ""}
    return rendering.show(request, f"account/pages/{template}", status=status, **(around | facts))


def refuse(request: HttpRequest, template: str, /, refused: Refused, field: str, **facts: Any) -> HttpResponse:
    """Show a form again, with why what was typed into this field was refused."""
    wait = refused.facts["seconds"] if refused.code == "limit.reached" else 0
    told = Refused("account.wait", minutes=ceil(wait / 60)) if wait else refused
    problems = [{"href": f"#{field}", "text": words.refusal(languages.of(request), told)}]
    response = show(request, template, status=429 if wait else 422, problems=problems, **facts)
    if wait:
        response.headers["Retry-After"] = str(wait)
    return response


def tell(request: HttpRequest, message: str) -> None:
    """Let the next page say that something was done, by the id of its words."""
    request.session[DONE] = [*request.session.get(DONE, []), message]


def take_done(request: HttpRequest) -> list[str]:
    """Say what was done, once."""
    if DONE not in request.session:
        return []
    return [words.say(languages.of(request), id) for id in request.session.pop(DONE)]


def network(request: HttpRequest) -> str:
    """Give what stands for where the visitor asks from, to count by."""
    return visitors.network(visitors.address(request))

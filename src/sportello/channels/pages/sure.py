"""Deeds that take a proof of who one is: shown lately, else asked for, and what was typed is there afterwards."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse

from sportello.actions import factors, typed
from sportello.channels.pages import leading, proofs, rendering, visitors
from sportello.core.errors import Refused
from sportello.store.accounts import Account

KEPT = "typed before proof"
"""The address of a form, and what was typed there, sealed under the account's key: the session itself is not."""
MOST = 20_000  # characters of it
CHANNEL = "web"
TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - a field's name
YES = "accept"
"""The field by which somebody agrees to what they were shown: never kept, so that they are shown it, and asked, anew.

Whoever found a browser open had agreed there for its owner, who would have sent it with their own proof, unseen.
"""

View = Callable[..., Any]


def sure(page: str = "") -> Callable[[View], View]:
    """Let whoever is signed in do what is hard to undo only after they showed lately that the account is theirs.

    A browser left open must not be enough to erase an account, take all of it along or let somebody act for it. They
    come back to `page`, where the form stands; else to the address itself, with what they had typed, to send it.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, **where: Any) -> Any:
            user = request.user
            if not isinstance(user, Account):
                return view(request, **where)
            if not proofs.is_fresh(request, needs_second=factors.has_second(user)):
                if request.method == "POST" and not page:
                    _keep(request)
                return leading.to("/account/again", page or request.path)
            return _show_kept(request) or view(request, **where)

        return answered

    return guard


def _keep(request: HttpRequest) -> None:
    """Keep what was typed, unless it is too much, and for whom."""
    fields = [
        (name, str(value)) for name, values in request.POST.lists() if name not in (TOKEN, YES) for value in values
    ]
    sealed = typed.seal(fields, by=visitors.themselves(request, CHANNEL))
    if len(sealed) <= MOST:
        request.session[KEPT] = {"at": request.path, "sealed": sealed, "for": visitors.find_mandate(request)}


def _show_kept(request: HttpRequest) -> HttpResponse | None:
    """Show whoever comes back that what they typed can be sent now; nothing where nothing of theirs is kept."""
    kept = request.session.get(KEPT)
    if request.method != "GET" or kept is None or kept["at"] != request.path:
        return None
    del request.session[KEPT]
    if kept["for"] != visitors.find_mandate(request):
        return None
    try:
        fields = typed.open(kept["sealed"], by=visitors.themselves(request, CHANNEL))
    except Refused:  # somebody else's, who was signed in here before
        return None
    return rendering.show(request, "pages/once_more.html", fields=fields, why="kept")

"""What a device may keep of a resident's folder, to be read without a connection: headers its service worker obeys.

A view says by `may_be_kept` that its answers may be. Whose an answer is stands on every page, so that a device wipes
what it kept as soon as nobody, or somebody else, is signed in there. Why: docs/decisions/0022-kept-on-a-device.md.
"""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from sportello.actions import own_cases
from sportello.channels.pages import visitors
from sportello.store.accounts import Account
from sportello.store.away import AWAY

WHOSE = "Sportello-Whose"
KEEP = "Sportello-Keep"

View = Callable[..., Any]


def may_be_kept(view: View) -> View:
    """Mark a view: what it shows to residents of their own, they may keep on their device."""
    view.may_be_kept = True  # type: ignore[attr-defined]  # a function may bear a mark
    return view


def name_owner(request: HttpRequest) -> str:
    """Name the resident who is signed in, by a token that tells nobody else who it is; nothing for all others."""
    account = request.user
    if not isinstance(account, Account) or account.party_id is None:
        return ""
    return salted_hmac(WHOSE, str(account.id), algorithm="sha256").hexdigest()[:32]


class Keeping:
    """Middleware, inside that of sessions: tells whose an answer is, and whether their device may keep it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer with the headers added."""
        response = self._get_response(request)
        keeps = bool(request.resolver_match and getattr(request.resolver_match.func, "may_be_kept", False))
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        if response.status_code < 500 and (keeps or is_page) and not visitors.is_nobody(request):
            _tell(request, response, keeps)
        return response


def _tell(request: HttpRequest, response: HttpResponse, keeps: bool) -> None:
    try:
        owner = name_owner(request)
    except AWAY:
        return
    if owner:
        response.headers[WHOSE] = owner
        if keeps and response.status_code == 200 and _is_own(request):
            response.headers[KEEP] = "yes"


def _is_own(request: HttpRequest) -> bool:
    """Tell whether pages show nothing of anybody else: no mandate, and no case or draft by a secret that was shown."""
    return not request.session.get(visitors.ACTING) and not own_cases.holds_others(by=visitors.themselves(request, ""))

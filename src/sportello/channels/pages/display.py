"""How pages look to a visitor who asked for it: larger text, stronger contrast, nothing that moves."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from sportello.channels.pages import languages
from sportello.core import display
from sportello.store.accounts import Account

COOKIE = "display"


def of(request: HttpRequest) -> tuple[str, ...]:
    """Give what was asked for: by the account that is signed in, else by this browser."""
    account = getattr(request, "user", None)
    kept = account.display if isinstance(account, Account) else ""
    return display.read(kept or request.COOKIES.get(COOKIE, ""))


def remember(response: HttpResponse, wanted: Iterable[str]) -> None:
    """Let the visitor's browser keep the choice for a year; nothing is kept of who wants nothing."""
    if text := display.write(wanted):
        response.set_cookie(
            COOKIE, text, max_age=languages.YEAR, samesite="Lax", httponly=True, secure=settings.SESSION_COOKIE_SECURE
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")

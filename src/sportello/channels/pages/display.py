"""How pages look to a visitor who asked for it: larger text, stronger contrast, nothing that moves."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse

from sportello.channels.pages import choices
from sportello.core import display
from sportello.store.accounts import Account

COOKIE = "display"


def of(request: HttpRequest) -> tuple[str, ...]:
    """Give what was asked for: by the account that is signed in, else by this browser."""
    account = getattr(request, "user", None)
    kept = account.display if isinstance(account, Account) else ""
    return display.read(kept or request.COOKIES.get(COOKIE, ""))


def remember(response: HttpResponse, wanted: Iterable[str]) -> None:
    """Let the visitor's browser keep the choice; nothing is kept of who wants nothing."""
    choices.remember(response, COOKIE, display.write(wanted))

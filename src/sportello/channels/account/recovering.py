"""Getting one's account back after losing the second factor: two other factors and a wait; and stopping that.

Whoever stands here has shown one factor and is not signed in: allauth holds them at the second step.
"""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sportello.actions import accounts, city, codes, contacts, limits, recovery
from sportello.actions.contacts import Held
from sportello.channels.account import CHANNEL, door, library, pending
from sportello.core.assurance import Means
from sportello.core.contacts import Contact
from sportello.core.errors import Refused
from sportello.store.accounts import Account

BOTH = ["GET", "HEAD", "POST"]
PASSWORDS = limits.Limit("recovery password", 10, 900)
STOPS = limits.Limit("stops from", 20, 3600)


@sensitive_post_parameters("password")
@require_http_methods(BOTH)
def recover(request: HttpRequest) -> HttpResponse:
    """Ask for a second of the other factors; then tell of the wait; after it, give the account back."""
    account = library.find_at_second_step(request)
    if account is None:
        return redirect("account_login")
    if request.method != "POST":
        return _show(request, account)
    try:
        return _hear(request, account)
    except Refused as refused:
        return _show(request, account, refused)


def show_confirmed(request: HttpRequest, contact: Contact, code: UUID, after: str) -> HttpResponse:
    """Note the code to another contact of the account; two kinds are enough. Refused `code.over` for anybody else's."""
    codes.drop(code)
    account = library.find_at_second_step(request)
    if account is None or contacts.find_account(contact) != account:
        raise Refused("code.over")
    library.note_shown(request, account, Means.CODE, kind=contact.kind)
    _ask(request, account)
    return redirect("account_recover")


@require_http_methods(BOTH)
def stop(request: HttpRequest, code: str) -> HttpResponse:
    """Stop a recovery, as whoever was warned of it; once that is confirmed."""
    if request.method != "POST":
        return door.show(request, "stop.html")
    try:
        limits.take(STOPS, door.network(request))
        recovery.stop(code)
    except Refused as refused:
        return door.refuse(request, "stop.html", refused, "stop")
    return door.show(request, "stopped.html")


@require_POST
@door.known
def stop_own(request: HttpRequest, account: Account) -> HttpResponse:
    """Stop a recovery of one's own account."""
    recovery.stop_own(by=door.actor(request))
    door.tell(request, "account-done-stopped")
    return redirect("account_overview")


def _hear(request: HttpRequest, account: Account) -> HttpResponse:
    if "finish" in request.POST:
        recovery.finish(account, by=accounts.actor_of(account, CHANNEL))
        return library.leave_second_step(request)
    if "password" in request.POST:
        limits.take(PASSWORDS, str(account.id))
        if not account.check_password(request.POST["password"][:1000]):
            raise Refused("factor.wrong")
        library.note_shown(request, account, Means.PASSWORD)
        _ask(request, account)
        return redirect("account_recover")
    held = next((one for one in _list_other(request, account) if str(one.id) == request.POST.get("contact")), None)
    if held is None:
        raise Refused("contact.not_found")
    return pending.ask(request, held.contact, "recover", "", shown=held.contact.masked)


def _ask(request: HttpRequest, account: Account) -> None:
    """Ask for the account once enough was shown; what is under way goes on."""
    shown = library.list_kinds_shown(request, account)
    if len(shown) >= recovery.ENOUGH and recovery.find_open(account) is None:
        recovery.ask(account, shown, by=accounts.actor_of(account, CHANNEL))


def _list_other(request: HttpRequest, account: Account) -> list[Held]:
    """List the contacts of another kind than was shown: two mailboxes are often opened by one key."""
    shown = library.list_kinds_shown(request, account)
    return [one for one in contacts.list_of(account) if one.contact.kind not in shown]


def _show(request: HttpRequest, account: Account, refused: Refused | None = None) -> HttpResponse:
    under_way = recovery.find_open(account)
    ready_at = under_way.ready_at if under_way else None
    has_password = account.has_usable_password() and "password" not in library.list_kinds_shown(request, account)
    facts: dict[str, Any] = {
        "ready_at": ready_at,
        "is_ready": ready_at is not None and ready_at <= city.now(),
        "held": _list_other(request, account),
        "has_password": has_password,
    }
    if refused is None:
        return door.show(request, "recover.html", **facts)
    return door.refuse(request, "recover.html", refused, "password" if has_password else "recover", **facts)

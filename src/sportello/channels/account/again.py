"""Showing again that an account is one's own, before something about it changes or a deed that has to be sure."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sportello.actions import codes, contacts, factors, limits
from sportello.channels.account import door, library, pending
from sportello.channels.account.forms import Reauthenticate, ReauthenticatePasskey, list_codes
from sportello.channels.pages import leading
from sportello.core.assurance import Means
from sportello.core.contacts import Contact
from sportello.core.errors import Refused
from sportello.store.accounts import Account

PASSWORDS = limits.Limit("own password", 10, 900)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@door.known
def show(request: HttpRequest, account: Account) -> HttpResponse:
    """Ask for what the account has: its second factor where there is one, else a code or the password."""
    after = leading.find_next(request, "/account")
    if request.method != "POST":
        return _ask(request, account, after)
    try:
        return _hear(request, account, after)
    except Refused as refused:
        return _ask(request, account, after, refused)


def show_confirmed(request: HttpRequest, contact: Contact, code: UUID, after: str) -> HttpResponse:
    """Note that the code to one's own contact was right. Refused `code.over` for anybody else's."""
    codes.drop(code)
    if contacts.find_account(contact) != request.user:
        raise Refused("code.over")
    contacts.note_shown(request.user, contact)
    library.note_shown(request, request.user, Means.CODE)
    return redirect(after)


def _hear(request: HttpRequest, account: Account, after: str) -> HttpResponse:
    """Check what was sent. Refused `factor.wrong`, `factor.too_many`, `contact.not_found`, `limit.reached`."""
    if "contact" in request.POST:
        return _send_code(request, account, after)
    if "password" in request.POST:
        limits.take(PASSWORDS, str(account.id))
        if not account.check_password(request.POST["password"][:1000]):
            raise Refused("factor.wrong")
        library.note_shown(request, account, Means.PASSWORD)
        return redirect(after)
    form_class = ReauthenticatePasskey if "credential" in request.POST else Reauthenticate
    form = form_class(user=account, data=request.POST)
    if not form.is_valid():
        raise Refused("factor.too_many" if "rate_limited" in list_codes(form) else "factor.wrong")
    form.save()
    return redirect(after)


def _send_code(request: HttpRequest, account: Account, after: str) -> HttpResponse:
    held = next((one for one in contacts.list_of(account) if str(one.id) == request.POST["contact"]), None)
    if held is None:
        raise Refused("contact.not_found")
    return pending.ask(request, held.contact, "again", after, shown=held.contact.masked)


def _ask(request: HttpRequest, account: Account, after: str, refused: Refused | None = None) -> HttpResponse:
    has = {one.means for one in factors.list_of(account)}
    facts: dict[str, Any] = {
        "after": after,
        "has": has,
        "needs_second": factors.has_second(account),
        "only_passkey": "passkey" in (request.GET.get("only"), request.POST.get("only")),
        "held": contacts.list_of(account),
        "has_password": account.has_usable_password(),
        "passkeys": library.ask_for_passkey(account) if Means.PASSKEY in has else None,
    }
    if refused is None:
        return door.show(request, "again.html", **facts)
    return door.refuse(request, "again.html", refused, "code" if facts["needs_second"] else "password", **facts)

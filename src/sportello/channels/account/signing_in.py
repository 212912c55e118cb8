"""Signing in: by a code to one's e-mail or phone, by password, by a passkey; in a demonstration, from a list.

One door for residents, staff and partners. No answer tells whether there is an account.
"""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import auth
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from sportello.actions import accounts, codes, contacts, desk, factors, limits
from sportello.actions.openid import issuers
from sportello.channels.account import denied, door, opening, pending
from sportello.channels.account.entering import enter
from sportello.channels.pages import leading
from sportello.core.assurance import Means
from sportello.core.contacts import Contact
from sportello.core.errors import Refused
from sportello.store.accounts import Account

WINDOW = 15 * 60
PAIR = limits.Limit("sign-in pair", 10, WINDOW)  # one login from one address
LOGIN = limits.Limit("sign-in login", 50, WINDOW)  # one login from anywhere; more would lock its owner out
ADDRESS = limits.Limit("sign-in address", 100, WINDOW)  # an office shares one
DESK = "/desk/"


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Ask for an e-mail address or a phone number, and send a code there; whoever has no account opens one so."""
    after = leading.find_next(request, "/my")
    if request.method != "POST":
        return door.show(request, "sign_in.html", **_around(request, after))
    typed = request.POST.get("contact", "")[:300]
    try:
        if "account" in request.POST:
            return enter(request, _choose(request.POST["account"]), Means.DEMO, after)
        return pending.ask(request, contacts.read(typed), "sign_in", after)
    except Refused as refused:
        return _refuse(request, after, "sign_in.html", refused, "contact", typed)


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def by_password(request: HttpRequest) -> HttpResponse:
    """Sign in with a password: with one's e-mail, phone or account number, or the login of staff."""
    after = leading.find_next(request, "/my")
    if request.method != "POST":
        return door.show(request, "password_sign_in.html", **_around(request, after))
    login = request.POST.get("login", "").strip()[:200]
    try:
        _count(request, login.casefold())
        account = accounts.check_password(login, request.POST.get("password", "")[:1000])
        return enter(request, account, Means.PASSWORD, after)
    except Refused as refused:
        return _refuse(request, after, "password_sign_in.html", refused, "login", login)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    """Sign out, and forget on this computer what the visitor had opened.

    Not `"storage"`: that ends the service worker too, and with it the notices that go on here. It wipes what it kept.
    """
    auth.logout(request)
    response = door.show(request, "signed_out.html")
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def show_sign_in(request: HttpRequest, refused: Refused, after: str | None = None) -> HttpResponse:
    """Show the page again, with why signing in otherwise was refused."""
    return _refuse(request, after or leading.find_next(request, "/my"), "sign_in.html", refused, "contact", "")


def come_in(request: HttpRequest, contact: Contact, code: UUID, after: str) -> HttpResponse:
    """Sign in whoever has confirmed a contact; a contact that no account has opens one.

    Where its reader said that it is not theirs, more has to be shown: a second factor, or the account's number.
    """
    account = contacts.find_account(contact)
    if account is None:
        return opening.begin(request, code, after)
    if contacts.is_denied(account, contact) and not factors.has_second(account):
        return denied.begin(request, code, after)
    codes.drop(code)
    contacts.note_shown(account, contact)
    return enter(request, account, Means.CODE, after, kind=contact.kind)


def _choose(login: str) -> Account:
    """Be anybody, in a demonstration. Refused `account.not_found`."""
    account = Account.objects.filter(login=login, is_active=True).first() if settings.DEMO else None
    if account is None:
        raise Refused("account.not_found")
    return account


def _count(request: HttpRequest, login: str) -> None:
    network = door.network(request)
    limits.take(ADDRESS, network)
    limits.take(LOGIN, login)
    limits.take(PAIR, f"{login}\x00{network}")


def _refuse(request: HttpRequest, after: str, page: str, refused: Refused, field: str, typed: str) -> HttpResponse:
    return door.refuse(request, page, refused, field, **_around(request, after), typed=typed)


def _around(request: HttpRequest, after: str) -> dict[str, Any]:
    """Give where to go next, and whom one may be: residents, or for the desk those who work there, by what they do."""
    for_desk = after.startswith(DESK)
    known = (desk.list_demo_staff() if for_desk else {"": accounts.list_demo_residents()}) if settings.DEMO else {}
    return {
        "after": after,
        "for_desk": for_desk,
        "choices": known,
        "issuers": issuers.list_open(),
        "unknown_there": after == reverse("account_link_issuer"),
    }

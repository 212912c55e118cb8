"""One's e-mail addresses and phone numbers: adding one by a code sent there, removing one."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from sportello.actions import contacts, own_account
from sportello.channels.account import door, pending
from sportello.core.contacts import Contact
from sportello.core.errors import Refused
from sportello.store.accounts import Account


@require_http_methods(["GET", "HEAD", "POST"])
@door.fresh
def add(request: HttpRequest, account: Account) -> HttpResponse:
    """Ask for an e-mail address or phone number, and send a code there."""
    if request.method != "POST":
        return door.show(request, "add_contact.html")
    typed = request.POST.get("contact", "")[:300]
    try:
        return pending.ask(request, contacts.read(typed), "add", "/account")
    except Refused as refused:
        return door.refuse(request, "add_contact.html", refused, "contact", typed=typed)


def add_confirmed(request: HttpRequest, contact: Contact, code: UUID, after: str) -> HttpResponse:
    """Add the contact that was confirmed."""
    own_account.add_contact(code, by=door.actor(request))
    door.tell(request, "account-done-contact-added")
    return redirect(after)


@require_http_methods(["GET", "HEAD", "POST"])
@door.fresh
def remove(request: HttpRequest, account: Account, contact: UUID) -> HttpResponse:
    """Remove a contact, once that is confirmed."""
    held = next((one for one in contacts.list_of(account) if one.id == contact), None)
    if held is None:
        raise Refused("contact.not_found")
    if request.method != "POST":
        return door.show(request, "remove_contact.html", held=held)
    try:
        own_account.remove_contact(contact, by=door.actor(request))
    except Refused as refused:
        return door.refuse(request, "remove_contact.html", refused, "remove", held=held)
    door.tell(request, "account-done-contact-removed")
    return redirect("account_overview")

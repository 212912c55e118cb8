"""Codes on paper: ordering a letter and typing its code, and signing in with one that was handed over."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sportello.actions import accounts, identification, limits
from sportello.channels.account import door
from sportello.channels.account.entering import enter
from sportello.channels.pages import leading
from sportello.core.assurance import Means
from sportello.core.errors import Refused
from sportello.store.accounts import Account

BOTH = ["GET", "HEAD", "POST"]
FROM = limits.Limit("papers from", 30, 3600)


@require_POST
@door.fresh
def order(request: HttpRequest, account: Account) -> HttpResponse:
    """Have a letter written."""
    try:
        identification.order_letter(by=door.actor(request))
    except Refused as refused:
        return door.refuse(request, "letter.html", refused, "code", after=leading.find_next(request, "/account"))
    door.tell(request, "account-done-letter")
    return redirect("account_letter")


@require_http_methods(BOTH)
@door.known
def confirm(request: HttpRequest, account: Account) -> HttpResponse:
    """Take the code of a letter."""
    after = leading.find_next(request, "/account")
    if request.method != "POST":
        return door.show(request, "letter.html", after=after)
    try:
        identification.confirm_letter(request.POST.get("code", "")[:60], by=door.actor(request))
    except Refused as refused:
        return door.refuse(request, "letter.html", refused, "code", after=after)
    door.tell(request, "account-done-identified")
    return redirect(after)


@require_http_methods(BOTH)
def sign_in(request: HttpRequest) -> HttpResponse:
    """Sign in with the number of an account and a code that was handed over; then one sets up a way of one's own."""
    if request.method != "POST":
        return door.show(request, "paper.html", number="")
    number = request.POST.get("number", "").strip()[:60]
    try:
        limits.take(FROM, door.network(request))
        account = accounts.use_paper(number, request.POST.get("code", "")[:60])
    except Refused as refused:
        return door.refuse(request, "paper.html", refused, "code", number=number)
    return enter(request, account, Means.PAPER, reverse("account_paper_entered"))


@require_safe
@door.known
def entered(request: HttpRequest, account: Account) -> HttpResponse:
    """Say that the code is used up, and offer ways to sign in from now on."""
    return door.show(request, "paper_entered.html", account=account)

"""Relying parties: who has residents sign in with their account here. Publishers register, approve and end them."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sportello.actions import desk
from sportello.actions.openid import grants, parties
from sportello.channels.desk import door
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.openid import asking

FIELDS = {"name": 300, "redirects": 5000, "logout_redirects": 5000}
"""What is typed, and how much of it is read."""


@require_safe
@door.at_desk
def show(request: HttpRequest, by: Actor) -> HttpResponse:
    """List them."""
    return door.show(request, by, "parties.html", parties=parties.list_all(by=by))


@require_http_methods(["GET", "HEAD", "POST"])
@door.at_desk
def add(request: HttpRequest, by: Actor) -> HttpResponse:
    """Register one."""
    parties.list_all(by=by)
    typed = {name: request.POST.get(name, "")[:longest] for name, longest in FIELDS.items()}
    chosen = request.POST.getlist("scopes")
    facts: dict[str, Any] = {"typed": typed, "chosen": chosen, "scopes": asking.SCOPES[1:]}
    if request.method != "POST":
        return door.show(request, by, "add_party.html", **facts)
    lines = (typed["redirects"].split(), typed["logout_redirects"].split())
    try:
        party = parties.register(typed["name"], *lines, chosen, by=by)
    except Refused as refused:
        field = "name" if refused.code.startswith(("answer.", "openid.name")) else "redirects"
        return door.show_form(request, by, "add_party.html", refused, field, **facts)
    door.tell(request, "desk-done-party-registered")
    return redirect("desk:party", party=party)


@require_safe
@door.at_desk
def show_one(request: HttpRequest, by: Actor, party: UUID) -> HttpResponse:
    """Show one."""
    return _show_one(request, by, party)


@require_POST
@door.at_desk
def approve(request: HttpRequest, by: Actor, party: UUID) -> HttpResponse:
    """Approve one; its secret is shown this once."""
    return _show_one(request, by, party, secret=parties.approve(party, by=by))


@require_POST
@door.at_desk
def end(request: HttpRequest, by: Actor, party: UUID) -> HttpResponse:
    """End one."""
    parties.end(party, by=by)
    door.tell(request, "desk-done-party-ended")
    return redirect("desk:party", party=party)


def _show_one(request: HttpRequest, by: Actor, party: UUID, *, secret: str = "") -> HttpResponse:
    row = parties.get(party, by=by)
    return door.show(
        request,
        by,
        "party.html",
        party=row,
        secret=secret,
        issuer=grants.issuer().url,
        people=desk.name_staff([row.registered_by, row.approved_by]),
        is_mine=row.registered_by == by.name,
    )

"""A person at the counter: their account found, their identity checked, or an account opened for them."""

from functools import wraps
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sportello.actions import (
    access,
    counter,
    households,
    identification,
    mandates,
    recovery,
    representatives,
    unreached,
)
from sportello.channels.desk import door
from sportello.channels.pages import languages, steps
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused

REGISTERED = ("given_name", "family_name", "birth_date", "business_name", "other")
"""What is typed to register whom somebody acts for: a child by the first three, a company by its name."""
BOTH = ["GET", "HEAD", "POST"]


def at_counter(view: door.View) -> door.View:
    """Give the view who asks, if they work at a counter; the actions check it again."""

    @door.at_desk
    @wraps(view)
    def guarded(request: HttpRequest, by: Actor, **where: Any) -> HttpResponse:
        access.check_counter(by)
        return view(request, by=by, **where)

    return guarded


@require_http_methods(BOTH)
@at_counter
def find(request: HttpRequest, by: Actor) -> HttpResponse:
    """Find an account. Posted, never in an address: addresses and numbers do not belong into logs."""
    if request.method != "POST":
        return _show_find(request, by)
    try:
        account = counter.find(request.POST.get("text", "")[:300], by=by)
    except Refused as refused:
        return _show_find(request, by, refused)
    return redirect("desk:account", account=account)


@require_safe
@at_counter
def see(request: HttpRequest, by: Actor, account: UUID) -> HttpResponse:
    """Show an account, and what can be done."""
    return _see(request, by, account)


@require_POST
@at_counter
def identify(request: HttpRequest, by: Actor, account: UUID) -> HttpResponse:
    """Record that the document was seen."""
    typed = {name: request.POST.get(name, "")[:300] for name in ("document", "name")}
    try:
        identification.check_at_counter(account, typed["document"], typed["name"], by=by)
    except Refused as refused:
        return _see(request, by, account, refused=refused, typed=typed)
    door.tell(request, "desk-done-identified")
    return redirect("desk:account", account=account)


@require_POST
@at_counter
def open_folder(request: HttpRequest, by: Actor, account: UUID) -> HttpResponse:
    """Show the folder of the person at the counter, to go through with them or to print."""
    try:
        found = counter.open_folder(account, request.POST.get("document", "")[:60], by=by)
    except Refused as refused:
        return _see(request, by, account, refused=refused, field="folder-document")
    return door.show(request, by, "folder.html", folder=found, name_step=steps.say_step, who=steps.say_acts)


@require_http_methods(BOTH)
@at_counter
def open_for(request: HttpRequest, by: Actor) -> HttpResponse:
    """Open an account for the person at the counter; a code to hand over is shown this once."""
    typed = {name: request.POST.get(name, "")[:300] for name in ("name", "document", "hand", "line", "postcode")}
    facts: dict[str, Any] = {
        "documents": identification.DOCUMENTS,
        "typed": {**typed, "hand": typed["hand"] or "paper"},
    }
    if request.method != "POST":
        return door.show(request, by, "open_account.html", **facts)
    try:
        account, code = counter.open_for(
            typed["name"],
            typed["document"],
            "letter" if typed["hand"] == "letter" else "paper",
            {"line": typed["line"], "postcode": typed["postcode"]},
            languages.of(request),
            by=by,
        )
    except Refused as refused:
        return door.show_form(request, by, "open_account.html", refused, "name", **facts)
    return door.show(request, by, "slip.html", account=counter.see(account, by=by), code=code)


@require_POST
@at_counter
def register(request: HttpRequest, by: Actor, account: UUID) -> HttpResponse:
    """Register whom the person at the counter acts for: a child of theirs, or a company."""
    typed = {name: request.POST.get(name, "").strip()[:300] for name in REGISTERED}
    is_child = "child" in request.POST
    try:
        if is_child:
            child = {name: typed[name] for name in REGISTERED[:3]}
            made = households.register_child(account, child, typed["other"], by=by)
        else:
            made = households.register_company(account, typed["business_name"], typed["other"], by=by)
    except Refused as refused:
        if refused.code == "access.role":
            raise
        part = refused.facts.get("part", "given_name" if is_child else "business_name")
        return _see(request, by, account, refused=refused, field=str(part), registered=typed)
    waits = made in {one.id for one in representatives.list_waiting(by=by)}
    door.tell(request, "desk-done-kin-waits" if waits else "desk-done-registered")
    return redirect("desk:account", account=account)


@require_http_methods(BOTH)
@at_counter
def confirm_kin(request: HttpRequest, by: Actor, waiting: UUID) -> HttpResponse:
    """Confirm as the second lead who acts for whom, or have it not registered."""
    found = next((one for one in representatives.list_waiting(by=by) if one.id == waiting), None)
    if found is None:
        raise Refused("mandate.not_found")
    if request.method != "POST":
        return door.show(request, by, "kin.html", waiting=found)
    if "refuse" in request.POST:
        mandates.revoke(waiting, by=by)
        door.tell(request, "desk-done-kin-refused")
    else:
        representatives.confirm(waiting, by=by)
        door.tell(request, "desk-done-registered")
    return redirect("desk:counter")


@require_POST
@at_counter
def recover(request: HttpRequest, by: Actor, account: UUID) -> HttpResponse:
    """Begin to give an account back to the person at the counter."""
    try:
        recovery.begin_at_counter(account, request.POST.get("document", "")[:60], by=by)
    except Refused as refused:
        return _see(request, by, account, refused=refused, field="recover-document")
    door.tell(request, "desk-done-recovery-begun")
    return redirect("desk:counter")


@require_http_methods(BOTH)
@at_counter
def confirm(request: HttpRequest, by: Actor, waiting: UUID) -> HttpResponse:
    """Confirm as the second clerk what the first has seen, or end it; a code to hand over is shown this once."""
    found = next((one for one in recovery.list_at_counter(by=by) if one.id == waiting), None)
    if found is None:
        raise Refused("recovery.none")
    if request.method != "POST":
        return door.show(request, by, "recovery.html", waiting=found)
    if "refuse" in request.POST:
        recovery.refuse_at_counter(waiting, by=by)
        door.tell(request, "desk-done-recovery-refused")
        return redirect("desk:counter")
    account, code = recovery.confirm_at_counter(waiting, by=by)
    return door.show(request, by, "slip.html", account=counter.see(account, by=by), code=code)


def _show_find(request: HttpRequest, by: Actor, refused: Refused | None = None) -> HttpResponse:
    facts = {
        "waiting": recovery.list_at_counter(by=by),
        "kin": representatives.list_waiting(by=by) if by.has_role(Role.LEAD) else [],
    }
    return door.show_form(request, by, "counter.html", refused, "text", **facts)


def _see(
    request: HttpRequest,
    by: Actor,
    account: UUID,
    *,
    refused: Refused | None = None,
    field: str = "document",
    **facts: Any,
) -> HttpResponse:
    seen = counter.see(account, by=by)
    return door.show_form(
        request,
        by,
        "account.html",
        refused,
        field,
        account=seen,
        documents=identification.DOCUMENTS,
        unreached=unreached.get_why(account, by=by),
        may_register=by.has_role(Role.LEAD),
        **{"typed": {"document": "", "name": seen.name}, "registered": dict.fromkeys(REGISTERED, ""), **facts},
    )

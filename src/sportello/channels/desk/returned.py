"""Letters that the post brought back, and those whom they did not reach, at a counter's desk."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from sportello.actions import live, returned_letters, unreached
from sportello.channels.desk import door
from sportello.channels.desk.counter import BOTH, at_counter
from sportello.core.actors import Actor
from sportello.core.delivery import Undelivered
from sportello.core.errors import Refused


@require_http_methods(BOTH)
@at_counter
def find(request: HttpRequest, by: Actor) -> HttpResponse:
    """Find a posted letter. Posted, never in an address: numbers and addresses do not belong into logs."""
    if request.method != "POST":
        return _show_find(request, by)
    try:
        found = returned_letters.find(request.POST.get("text", "")[:300], by=by)
    except Refused as refused:
        door.check_access(refused)
        return _show_find(request, by, refused)
    if len(found) == 1:
        return redirect("desk:returned_letter", letter=found[0].id)
    return _show_find(request, by, found=found)


@require_http_methods(BOTH)
@at_counter
def note(request: HttpRequest, by: Actor, letter: UUID) -> HttpResponse:
    """Show a letter, and note why it came back and when."""
    typed = {name: request.POST.get(name, "")[:20] for name in ("why", "on")}
    if request.method != "POST":
        return _show_letter(request, by, letter, {"why": "", "on": live.today().isoformat()})
    try:
        returned_letters.note(letter, _read_why(typed["why"]), _read_day(typed["on"]), by=by)
    except Refused as refused:
        door.check_access(refused)
        return _show_letter(request, by, letter, typed, refused)
    door.tell(request, "desk-done-returned")
    return redirect("desk:returned")


@require_POST
@at_counter
def settle(request: HttpRequest, by: Actor, account: UUID) -> HttpResponse:
    """Confirm the address of somebody whom letters did not reach, or note that they were told otherwise."""
    if "told" in request.POST:
        unreached.settle(account, by=by)
        door.tell(request, "desk-done-told")
    else:
        unreached.confirm(account, by=by)
        door.tell(request, "desk-done-home-confirmed")
    return redirect("desk:account", account=account)


def _read_why(text: str) -> Undelivered:
    try:
        return Undelivered(text)
    except ValueError:
        raise Refused("letter.why_missing") from None


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("letter.return_day") from None


def _show_find(
    request: HttpRequest,
    by: Actor,
    refused: Refused | None = None,
    found: list[returned_letters.Found] | None = None,
) -> HttpResponse:
    waiting = unreached.list_of(by=by)
    return door.show_form(request, by, "returned.html", refused, "text", found=found or [], waiting=waiting)


def _show_letter(
    request: HttpRequest, by: Actor, letter: UUID, typed: dict[str, str], refused: Refused | None = None
) -> HttpResponse:
    found, field = returned_letters.get(letter, by=by), "on" if refused and refused.code.endswith("day") else "why"
    return door.show_form(
        request, by, "returned_letter.html", refused, field, letter=found, typed=typed, reasons=tuple(Undelivered)
    )

"""The front of the desk: what waits for one's teams, or for the partner. Filters are in the address, to be kept."""

from collections.abc import Mapping
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sportello.actions import live, queues, tasks
from sportello.channels import statuses
from sportello.channels.desk import cases, door
from sportello.channels.pages import languages, refusals
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.texts import say

CHOICES = {
    "status": ("waiting", "asking"),
    "taken": ("mine", "nobody"),
    "kind": ("review", "pay", "fulfil", "appeal", "document"),
    "order": tuple(queues.ORDERS),
}


@require_safe
@door.at_desk
def show(request: HttpRequest, by: Actor) -> HttpResponse:
    """Show a page of the queue; whoever has none is led to what they have."""
    doors = door.list_doors(by)
    if "queue" not in doors:
        return redirect(f"desk:{doors[0]}") if doors else refusals.show(request, Refused("access.team"))
    return _show(request, by, _read(request.GET, by), request.GET.get("after"))


@require_POST
@door.at_desk
def take_next(request: HttpRequest, by: Actor) -> HttpResponse:
    """Take what is due first in the queue as filtered, and open it: to work on it is the purpose."""
    wanted = _read(request.POST, by)
    try:
        case: UUID = tasks.take_next(wanted, by=by)
    except Refused as refused:
        return _show(request, by, wanted, None, refused)
    cases.remember(request, case, "work")
    door.tell(request, "desk-done-take")
    return redirect("desk:case", case=case)


def _read(given: Mapping[str, str], by: Actor) -> queues.Filter:
    """Read a filter; what nobody offers to choose counts as not chosen."""
    known = {**CHOICES, "team": queues.list_teams(by=by), "service": [one.id for one in live.services()]}
    chosen = {name: value for name, words in known.items() if (value := given.get(name, "")) in words}
    return queues.Filter(**chosen, late=bool(given.get("late")))


def _show(
    request: HttpRequest, by: Actor, wanted: queues.Filter, after: str | None, refused: Refused | None = None
) -> HttpResponse:
    try:
        page = queues.list_page(wanted, by=by, after=after)
    except Refused as wrong:
        page, refused = queues.list_page(wanted, by=by), wrong
    language = languages.of(request)
    chosen = {name: value for name, value in vars(wanted).items() if value and value != "due"}
    return door.show(
        request,
        by,
        "queue.html",
        status=statuses.get_status(refused.code) if refused else 200,
        problems=door.list_problems(request, refused) if refused else [],
        page=page,
        wanted=wanted,
        chosen=chosen,
        is_first=not after,
        next=urlencode({**chosen, "after": page.after}) if page.after else None,
        first=urlencode(chosen),
        loads=queues.count_work(by=by),
        counted=lambda count: f"{queues.MOST}+" if count > queues.MOST else count,
        teams=queues.list_teams(by=by),
        services=live.services(),
        service_names={one.id: say(one.names, language) for one in live.services()},
        choices=CHOICES,
    )

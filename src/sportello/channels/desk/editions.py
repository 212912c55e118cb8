"""What the city published and what is proposed: what changed, and the second person's word."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sportello.actions import desk, editions, live
from sportello.channels import statuses
from sportello.channels.desk import door
from sportello.core.actors import Actor, Role
from sportello.core.errors import Refused


@require_safe
@door.at_desk
def show(request: HttpRequest, by: Actor) -> HttpResponse:
    """List the editions: what is proposed first, then what counts, then what counted."""
    listed = editions.list_editions(by=by)
    waiting = [one for one in listed if one.state == "proposed"]
    return door.show(
        request,
        by,
        "editions.html",
        waiting=waiting,
        others=[one for one in listed if one not in waiting],
        people=_name(listed),
        names=_name_subjects(),
    )


@require_safe
@door.at_desk
def show_one(request: HttpRequest, by: Actor, edition: int) -> HttpResponse:
    """Show what an edition changed, or would change."""
    return _show_one(request, by, edition)


@require_POST
@door.at_desk
def approve(request: HttpRequest, by: Actor, edition: int) -> HttpResponse:
    """Let a proposal count from its date."""
    return _judge(request, by, edition, editions.approve, "desk-done-approve")


@require_POST
@door.at_desk
def reject(request: HttpRequest, by: Actor, edition: int) -> HttpResponse:
    """Say that a proposal will not count."""
    return _judge(request, by, edition, editions.reject, "desk-done-reject")


def _judge(request: HttpRequest, by: Actor, edition: int, deed: Any, done: str) -> HttpResponse:
    try:
        deed(edition, by=by)
    except Refused as refused:
        if refused.code in ("access.role", "edition.unknown"):
            raise
        return _show_one(request, by, edition, refused)
    door.tell(request, done)
    return redirect("desk:edition", edition=edition)


def _show_one(request: HttpRequest, by: Actor, edition: int, refused: Refused | None = None) -> HttpResponse:
    listed, change = editions.get_change(edition, by=by)
    return door.show(
        request,
        by,
        "edition.html",
        status=statuses.get_status(refused.code) if refused else 200,
        problems=door.list_problems(request, refused, "judge") if refused else [],
        edition=listed,
        change=change,
        people=_name([listed]),
        names=_name_subjects(),
        is_mine=listed.proposed_by == by.name,
        may_judge=listed.state == "proposed" and by.has_role(Role.PUBLISHER),
    )


def _name(listed: list[editions.Listed]) -> dict[str, str]:
    return desk.name_staff(who for one in listed for who in (one.proposed_by, one.approved_by, one.rejected_by))


def _name_subjects() -> dict[str, Any]:
    """Give what services are called, by the subject of their editions; the city has its own name."""
    return {service.id: service.names for service in live.services()} | {"city": live.profile().name}

"""Permits and licences: the papers that permit something, while they do, and what renews them."""

from dataclasses import dataclass
from typing import Literal

from sportello.actions import folder, live
from sportello.core.actors import Actor
from sportello.core.services import Service

State = Literal["valid", "ending", "ended", "revoked"]


@dataclass(frozen=True)
class Permit:
    """A paper that permits something, whether it still does, and the service that renews it, if the city has one."""

    held: folder.Paper
    state: State
    renew: Service | None


def list_of(*, by: Actor) -> list[Permit]:
    """List the permits of the party the actor is or acts for, newest first. Refused `folder.sign_in`."""
    services = {service.id: service for service in live.services()}
    return [
        Permit(one, _state(one), services.get(one.permits.renew or ""))
        for one in folder.list_papers(by=by)
        if one.permits
    ]


def _state(one: folder.Paper) -> State:
    """Tell whether a paper still permits; it is ending from the day of the reminder."""
    if one.paper.revoked_at:
        return "revoked"
    if one.paper.valid_until is None or one.permits is None:
        return "valid"
    left = (one.paper.valid_until - live.today()).days
    return "ended" if left < 0 else "ending" if left <= one.permits.remind_days else "valid"

"""The record as auditors see it: the newest checkpoint, and how much was done of what."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sportello.actions import desk, record
from sportello.channels.desk import door
from sportello.core.actors import Actor
from sportello.core.errors import Refused


@require_safe
@door.at_desk
def show(request: HttpRequest, by: Actor) -> HttpResponse:
    """Show the newest checkpoint and the deeds of the last month by kind."""
    counts = desk.count_deeds(by=by)
    try:
        checkpoint = record.newest_checkpoint()
    except Refused:
        checkpoint = ""
    return door.show(request, by, "record.html", counts=counts, checkpoint=checkpoint, keys=record.verification_keys())

"""The public record, explained: what it is, its newest checkpoint, how anyone checks it."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sportello.actions import record
from sportello.channels.pages import rendering
from sportello.core.errors import Refused


@require_safe
def show_record(request: HttpRequest) -> HttpResponse:
    """Show the newest checkpoint of the record."""
    try:
        checkpoint = record.newest_checkpoint()
    except Refused:
        checkpoint = ""
    return rendering.show(request, "web/pages/record.html", checkpoint=checkpoint)

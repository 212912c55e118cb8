"""What a demonstration sent, for whoever plays the resident: there is no real mailbox or phone to look into."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from sportello.actions import city
from sportello.channels.account import door


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show the newest e-mails and text messages."""
    outbox = city.current().outbox
    if outbox is None or not settings.DEMO:
        raise Http404
    return door.show(request, "outbox.html", sent=outbox.list_newest())

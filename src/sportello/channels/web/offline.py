"""What a resident keeps on the device at hand, to read it without a connection."""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import escape
from django.views.decorators.http import require_safe

from sportello import words
from sportello.actions import access, folder, own_cases
from sportello.channels.pages import keeping, languages, rendering, visitors
from sportello.channels.pages.public import public
from sportello.channels.web import CHANNEL
from sportello.core.actors import Actor
from sportello.core.errors import Refused

DAYS = 7
MOST = 20  # cases, and messages, kept beforehand; others once they are opened
PAGES = (
    "/my",
    "/my/inbox",
    "/my/papers",
    "/my/permits",
    "/my/dates",
    "/my/data",
    "/my/household",
    "/my/mandates",
    "/bills",
)


@require_safe
def show(request: HttpRequest) -> HttpResponse:
    """Show what keeping means, and offer it."""
    _owner(request)
    return rendering.show(request, "web/pages/device.html", days=DAYS)


@require_safe
def list_kept(request: HttpRequest) -> JsonResponse:
    """List what a device keeps, for how long, and the words with which it shows that. It opens no message."""
    by, language = _owner(request), languages.of(request)
    cases = [f"/cases/{case.id}" for case in own_cases.list_mine(by=by, most=MOST)]
    letters = [f"/my/inbox/{one.id}" for one in folder.list_letters(by=by, most=MOST) if one.read_at]
    said = {name: escape(words.say(language, f"device-{name}", day="%s")) for name in ("kept", "form")}
    return JsonResponse(
        {"whose": keeping.name_owner(request), "days": DAYS, "words": said, "pages": [*PAGES, *cases, *letters]}
    )


@public
@require_safe
def show_offline(request: HttpRequest) -> HttpResponse:
    """Show what a device shows in place of pages that it does not keep."""
    return rendering.show(request, "web/pages/offline.html")


def _owner(request: HttpRequest) -> Actor:
    """Give the resident. Refused as `access.check_own` says, `device.staff` to staff.

    Refused `device.held` to whoever has opened what is not theirs by its code: it stands on their pages, and must not
    stay on the device.
    """
    access.check_own(visitors.actor(request, CHANNEL))
    by = visitors.themselves(request, CHANNEL)
    if by.roles or by.partner:
        raise Refused("device.staff")
    if own_cases.holds_others(by=by):
        raise Refused("device.held")
    return replace(by, holds=frozenset())

"""Dates to keep in mind: a page, and a calendar feed (iCalendar, RFC 5545) under a secret address."""

from collections.abc import Mapping
from datetime import date, timedelta
from urllib.parse import urlencode, urlsplit
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe
from icalendar import Alarm, Calendar, Event

from sportello import words
from sportello.actions import city, folder, live
from sportello.channels.pages import languages, rendering, visitors
from sportello.channels.pages.keeping import may_be_kept
from sportello.channels.pages.sure import sure
from sportello.channels.web import CHANNEL, done, guessing
from sportello.core.texts import say

PAGE = 20  # dates
REMIND_BEFORE = timedelta(days=7)


@may_be_kept
@require_safe
def list_deadlines(request: HttpRequest) -> HttpResponse:
    """Show the dates to come, page by page."""
    by, after = visitors.actor(request, CHANNEL), _read_place(request.GET)
    found = folder.list_deadlines(by=by, after=after, most=PAGE + 1)
    return rendering.show(
        request,
        "web/pages/deadlines.html",
        found=found[:PAGE],
        later=urlencode({"after": found[PAGE - 1].on, "id": found[PAGE - 1].id}) if len(found) > PAGE else "",
        is_first=after is None,
        has_feed=folder.has_feed(by=by),
        by=by,
        done=done.find(request, "dates-done-ended"),
    )


@require_POST
@sure("/my/dates")
def make_feed(request: HttpRequest) -> HttpResponse:
    """Make a secret address for calendar programs, and show it once."""
    code = folder.make_feed(by=visitors.actor(request, CHANNEL))
    address = f"{city.current().base_url}/calendar/{languages.of(request)}/{code}.ics"
    return rendering.show(request, "web/pages/feed.html", address=address)


@require_POST
def end_feed(request: HttpRequest) -> HttpResponse:
    """Let the secret address open nothing any more."""
    folder.end_feed(by=visitors.actor(request, CHANNEL))
    return done.lead("/my/dates", "ended")


@require_safe
def read_feed(request: HttpRequest, language: str, code: str) -> HttpResponse:
    """Give the dates to a calendar program that knows the secret address."""
    with guessing.limited(request, "calendar.not_found"):
        found = folder.read_feed(code)
    known = language if language in languages.spoken() else languages.spoken()[0]
    return HttpResponse(render(found, known), content_type="text/calendar; charset=utf-8")


def render(found: list[folder.Deadline], language: str) -> bytes:
    """Write dates as a calendar, each with a reminder a week before."""
    calendar = Calendar()
    calendar.add("prodid", "-//Sportello//folder//")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", say(live.profile().name, language))
    host = urlsplit(city.current().base_url).hostname
    for one in found:
        event = Event()
        event.add("uid", f"{one.kind}-{one.id}-{one.on.isoformat()}@{host}")
        event.add("dtstamp", city.now())
        event.add("dtstart", one.on)
        event.add("summary", words.say(language, f"folder-date-{one.kind}", name=say(one.names, language)))
        event.add("url", f"{city.current().base_url}{one.address}")
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", event["summary"])
        alarm.add("trigger", -REMIND_BEFORE)
        event.add_component(alarm)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _read_place(sent: Mapping[str, str]) -> tuple[date, UUID] | None:
    """Read after which date to go on; nothing where it is none."""
    try:
        return date.fromisoformat(sent.get("after", "")), UUID(sent.get("id", ""))
    except ValueError:
        return None

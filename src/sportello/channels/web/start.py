"""Finding one's way: the start page, services, answers to common questions."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sportello.actions import drafts, live
from sportello.channels.pages import filling, languages, rendering, visitors
from sportello.channels.pages.own_forms import own_form
from sportello.channels.pages.public import public
from sportello.channels.web import CHANNEL, search
from sportello.core.errors import Refused
from sportello.core.profile import Answer
from sportello.core.services import Service
from sportello.core.texts import say

SOON = timedelta(days=30)
EXAMPLES = 3


@dataclass(frozen=True)
class Offered:
    """A service, and whether the city takes in applications for it today."""

    service: Service
    state: Literal["open", "closing", "opening", "closed"]  # closing: within thirty days; opening: not yet


@public
@require_safe
def start(request: HttpRequest) -> HttpResponse:
    """Show the start page; with words to look for, what meets them."""
    query = request.GET.get("q", "").strip()[:200]
    services = live.services()
    answers = live.profile().answers
    return rendering.show(
        request,
        "web/pages/start.html",
        query=query,
        found=search.find(query, services, live.profile()) if query else [],
        offered=_list_offered(languages.of(request)),
        answers=answers[:6],
        hints=_list_hints(services, languages.of(request)),
    )


@public
@require_safe
def list_services(request: HttpRequest) -> HttpResponse:
    """Show all services by department."""
    offered = _list_offered(languages.of(request))
    departments = live.profile().departments
    groups = [
        (name, [one for one in offered if one.service.department == id])
        for id, name in departments.items()
        if any(one.service.department == id for one in offered)
    ]
    return rendering.show(request, "web/pages/services.html", groups=groups)


@public
@require_safe
def show_service(request: HttpRequest, service: str) -> HttpResponse:
    """Show what a service is, for whom, what is needed, and all doors to it."""
    found = live.service(service)
    by = visitors.actor(request, CHANNEL)
    return rendering.show(
        request,
        "web/pages/service.html",
        service=found,
        offered=offer(found),
        mine=[draft for draft in drafts.list_mine(by=by) if draft.service.id == found.id]
        if by.holds or by.party
        else [],
        is_sure=by.assurance >= found.assurance,
        papers=[question for question in found.questions if question.type.kind == "file"],
        answers=[answer for answer in live.profile().answers if found.id in answer.services],
        department=live.profile().departments[found.department],
        offices=_list_offices(found),
    )


@own_form
@require_POST
def begin(request: HttpRequest, service: str) -> HttpResponse:
    """Begin a draft, and ask its first question."""
    by = visitors.actor(request, CHANNEL)
    filling.count_draft(request)
    opened = drafts.begin(service, languages.of(request), by=by)
    visitors.keep(request, opened.id, by)
    return redirect("web:go_on", draft=opened.id)


@public
@require_safe
def list_answers(request: HttpRequest) -> HttpResponse:
    """Show what residents want to know."""
    return rendering.show(
        request, "web/pages/answers.html", answers=live.profile().answers, offices=live.profile().offices
    )


@public
@require_safe
def show_answer(request: HttpRequest, answer: str) -> HttpResponse:
    """Show one answer."""
    found = next((each for each in live.profile().answers if each.id == answer), None)
    if found is None:
        raise Refused("answer.not_found")
    return rendering.show(request, "web/pages/answer.html", answer=found, services=_list_linked(found))


def offer(service: Service) -> Offered:
    """Tell whether applications are taken in today."""
    today, window = live.today(), service.window
    if window.opens and today < window.opens:
        return Offered(service, "opening")
    if window.closes and today >= window.closes:
        return Offered(service, "closed")
    if window.closes and today >= window.closes - SOON:
        return Offered(service, "closing")
    return Offered(service, "open")


def _list_offered(language: str) -> list[Offered]:
    """List all services, those that close soon first and the closed last."""
    order = ("closing", "open", "opening", "closed")
    offered = [offer(service) for service in live.services()]
    return sorted(offered, key=lambda one: (order.index(one.state), say(one.service.names, language)))


def _list_hints(services: list[Service], language: str) -> list[str]:
    """Give one word of each of the first services, to show what can be looked for."""
    return [word for each in services if (word := say(each.keywords, language).partition(",")[0].strip())][:EXAMPLES]


def _list_linked(answer: Answer) -> list[Service]:
    return [service for service in live.services() if service.id in answer.services]


def _list_offices(service: Service) -> list[dict[str, object]]:
    """List the offices with a counter of one of the service's own department's teams."""
    teams = {team.id for team in live.profile().teams.values() if team.department == service.department}
    return [
        dict(office)
        for office in live.profile().offices
        if any(counter.get("team") in teams for counter in office.get("counters", ()))
    ]

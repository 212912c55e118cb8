"""Applying together, on the web: the applicant invites on the case's page, the other types the code and says yes."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from sportello import words
from sportello.actions import joining
from sportello.channels.pages import languages, rendering, visitors
from sportello.channels.pages.sure import sure
from sportello.channels.web import CHANNEL, guessing
from sportello.core.errors import Refused

TOLD_HERE = ("joint.not_found", "joint.own")


@sure()
@require_POST
def invite(request: HttpRequest, case: UUID) -> HttpResponse:
    """Invite a co-applicant, and show the code for them."""
    made = joining.invite(case, by=visitors.actor(request, CHANNEL))
    return _show(request, "joint_invited", case=case, made=made)


@require_POST
def take_back(request: HttpRequest, case: UUID) -> HttpResponse:
    """Take the invitation back."""
    joining.take_back(case, by=visitors.actor(request, CHANNEL))
    return redirect(f"/cases/{case}?done=taken_back")


@require_http_methods(["GET", "HEAD", "POST"])
@sure()
def answer(request: HttpRequest) -> HttpResponse:
    """Take the code of an invitation, show what it is to, and join."""
    by = visitors.actor(request, CHANNEL)
    code = request.POST.get("code", "").strip()[:60]
    if request.method != "POST":
        return _show(request, "joint_code", typed="", problems=[])
    try:
        with guessing.limited(request, "joint.not_found"):
            offer = joining.read_offer(code, by=by)
        if request.POST.get("accept") != "yes":
            return _show(request, "joint_accept", offer=offer, code=code)
        case = joining.accept(code, by=by)
    except Refused as refused:
        if refused.code not in TOLD_HERE:
            raise
        problems = [{"href": "#code", "text": words.refusal(languages.of(request), refused)}]
        return _show(request, "joint_code", status=422, typed=code, problems=problems)
    return redirect(f"/cases/{case}?done=joined")


def _show(request: HttpRequest, page: str, **facts: Any) -> HttpResponse:
    return rendering.show(request, f"web/pages/{page}.html", **facts)

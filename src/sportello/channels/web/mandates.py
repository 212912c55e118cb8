"""Acting for another, on the web: mandates to give, take and end; and for whom the visitor acts now."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sportello import words
from sportello.actions import city, live, mandates
from sportello.channels.pages import languages, rendering, visitors
from sportello.channels.pages.keeping import may_be_kept
from sportello.channels.pages.sure import sure
from sportello.channels.web import CHANNEL, done, guessing
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.mandates import BY_AGREEMENT, Kind, last_day
from sportello.core.texts import say

BOTH = ["GET", "HEAD", "POST"]
SIDES = (mandates.GIVER, mandates.HOLDER)
CHOICES = ("side", "kind", "months")
DONE = ("mandates-done-accepted", "mandates-done-revoked")
MONTHS = ("1", "6", "12", "60")


@may_be_kept
@require_safe
def list_mandates(request: HttpRequest) -> HttpResponse:
    """Show who acts for the visitor, and for whom they act."""
    by = visitors.actor(request, CHANNEL)
    if by.subject is None:
        raise Refused("mandate.sign_in")
    return _show(request, "mandates", found=mandates.list_of(by=by), by=by, done=done.find(request, *DONE))


@require_http_methods(BOTH)
@sure()
def propose(request: HttpRequest) -> HttpResponse:
    """Propose a mandate, and show the code for the other side."""
    by = visitors.actor(request, CHANNEL)
    if by.subject is None:
        raise Refused("mandate.sign_in")
    if request.method != "POST":
        return _ask_terms(request, {}, by)
    chosen = {name: request.POST.get(name, "") for name in CHOICES}
    if by.mandate:  # for a company
        chosen |= {"side": mandates.GIVER, "kind": Kind.REPRESENTATIVE}
    elif chosen["side"] not in SIDES or chosen["kind"] not in BY_AGREEMENT:
        return _ask_terms(request, chosen, by)
    if chosen["months"] not in MONTHS:
        return _ask_terms(request, chosen, by)
    today = live.today()
    made = mandates.propose(
        Kind(chosen["kind"]),
        chosen["side"],
        services=request.POST.getlist("services"),
        starts=today,
        ends=last_day(today, int(chosen["months"])),
        token=_read_token(request),
        by=by,
    )
    return _show(request, "mandate_proposed", proposal=made)


@require_http_methods(BOTH)
@sure()
def answer(request: HttpRequest) -> HttpResponse:
    """Take the code of a proposal, show what it means, and accept it."""
    by = visitors.actor(request, CHANNEL)
    code = request.POST.get("code", "").strip()[:60]
    if request.method != "POST":
        return _show(request, "mandate_code", typed="", problems=[])
    try:
        with guessing.limited(request, "mandate.not_found"):
            seen = mandates.read_proposal(code, by=by)
        if request.POST.get("accept") != "yes":
            return _show(request, "mandate_accept", seen=seen, code=code)
        mandates.accept(code, by=by)
    except Refused as refused:
        if refused.code not in ("mandate.not_found", "mandate.own"):
            raise
        problems = [{"href": "#code", "text": words.refusal(languages.of(request), refused)}]
        return _show(request, "mandate_code", status=422, typed=code, problems=problems)
    return done.lead("/my/mandates", "accepted")


@require_http_methods(BOTH)
def revoke(request: HttpRequest, mandate: UUID) -> HttpResponse:
    """End a mandate, once that is confirmed."""
    by = visitors.actor(request, CHANNEL)
    seen = next((one for one in mandates.list_of(by=by) if one.id == mandate and one.may_revoke), None)
    if seen is None:
        raise Refused("mandate.not_found")
    if request.method != "POST":
        return _show(request, "mandate_revoke", seen=seen, by=by)
    mandates.revoke(mandate, by=by)
    return done.lead("/my/mandates", "revoked")


@require_POST
def act(request: HttpRequest) -> HttpResponse:
    """Act for another from now on, or for oneself again."""
    visitors.act_for_oneself(request)
    if given := request.POST.get("mandate"):
        visitors.act_under(request, _read_id(given), CHANNEL)
    return redirect("/my")


def _ask_terms(request: HttpRequest, chosen: dict[str, Any], by: Actor) -> HttpResponse:
    """Ask for the terms; where some were sent, say which were not chosen."""
    asked = ("months",) if by.mandate else CHOICES
    missing = [name for name in asked if chosen and not chosen[name]]
    language = languages.of(request)
    text = words.refusal(language, Refused("answer.missing"))
    return _show(
        request,
        "mandate_terms",
        status=422 if missing else 200,
        problems=[
            {"href": f"#{name}", "text": f"{words.say(language, f'mandates-{name}')} – {text}"} for name in missing
        ],
        missing=text,
        wrong=missing,
        chosen=chosen,
        asked={"side": SIDES, "kind": BY_AGREEMENT, "months": MONTHS},
        services=live.services(),
        chosen_services=request.POST.getlist("services"),
        for_company=by.mandate is not None,
        token=_read_token(request) or city.new_id(),
    )


def _show(request: HttpRequest, page: str, **facts: Any) -> HttpResponse:
    language = languages.of(request)
    names = {service.id: say(service.names, language) for service in live.services()}
    return rendering.show(request, f"web/pages/{page}.html", names=names, **facts)


def _read_token(request: HttpRequest) -> UUID | None:
    """Read by what a form sent twice is known; nothing where it is none of ours."""
    try:
        return UUID(request.POST.get("token", ""))
    except ValueError:
        return None


def _read_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused("mandate.not_found") from None

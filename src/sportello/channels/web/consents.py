"""Consents, and what is done only with one: what the visitor may be entitled to."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sportello.actions import consents, entitlements
from sportello.channels.pages import languages, leading, rendering, visitors
from sportello.channels.web import CHANNEL, answers, done, sources


@require_safe
def list_consents(request: HttpRequest) -> HttpResponse:
    """Show what the visitor consented to, and what else they are asked for."""
    by = visitors.actor(request, CHANNEL)
    given = consents.list_of(by=by)
    held = {one.purpose for one in given if one.withdrawn_at is None}
    return rendering.show(
        request,
        "web/pages/consents.html",
        given=given,
        others=[one for one in consents.PURPOSES if one not in held],
        done=done.find(request, "consents-done-given", "consents-done-withdrawn"),
    )


@require_POST
def give(request: HttpRequest) -> HttpResponse:
    """Consent to a purpose."""
    consents.give(request.POST.get("purpose", ""), by=visitors.actor(request, CHANNEL))
    return redirect(leading.find_next(request, "/my/consents?done=given"))


@require_POST
def withdraw(request: HttpRequest) -> HttpResponse:
    """Withdraw a consent."""
    consents.withdraw(request.POST.get("purpose", ""), by=visitors.actor(request, CHANNEL))
    return done.lead("/my/consents", "withdrawn")


@require_safe
def list_entitlements(request: HttpRequest) -> HttpResponse:
    """Show what the visitor may be entitled to and why; before they have consented, what is asked for."""
    by, language = visitors.actor(request, CHANNEL), languages.of(request)
    if not consents.is_given(consents.ENTITLEMENTS, by=by):
        return rendering.show(request, "web/pages/entitlements_ask.html")
    fits = [_describe(one, language) for one in entitlements.list_fits(by=by)]
    return rendering.show(request, "web/pages/entitlements.html", fits=fits)


def _describe(fit: entitlements.Fit, language: str) -> dict[str, Any]:
    """Give a fit with its answers in words, and the reasons that are sure."""
    known = {id: one.value for id, one in fit.known.items()}
    service, sourced = fit.service, partial(sources.say_source, service=fit.service, language=language)
    return {
        "fit": fit,
        "known": [
            (line, sourced(fit.known[line.path], service.question(line.path)))
            for line in answers.list_lines(service, known, {}, language)
        ],
        "assumed": answers.list_lines(fit.service, fit.assumed, {}, language),
        "reasons": [fit.service.reasons[code] for code in fit.found.reasons if code in fit.service.reasons],
        "papers": [question for question in fit.service.with_files if question.type.kind == "file"],
    }

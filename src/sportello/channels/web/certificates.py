"""Certificates and papers: got by one press, waited for, kept, declared void."""

from uuid import UUID, uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sportello import words
from sportello.actions import cases, certificates, documents, folder, live, permits
from sportello.channels.pages import languages, leading, refusals, rendering, visitors
from sportello.channels.pages.keeping import may_be_kept
from sportello.channels.web import CHANNEL, answers, done
from sportello.core.errors import Refused

LONGEST_PRESS = 40


@may_be_kept
@require_safe
def list_papers(request: HttpRequest) -> HttpResponse:
    """Show what can be got by one press, and the documents the city issued to the visitor."""
    by = visitors.actor(request, CHANNEL)
    language = languages.of(request)
    offered = [
        (one, answers.list_lines(one.service, one.draft.answers, {}, language))
        for one in certificates.list_offered(by=by)
    ]
    found = folder.list_papers(by=by)
    return rendering.show(
        request,
        "web/pages/own_papers.html",
        offered=offered,
        found=found,
        press=uuid4(),
        today=live.today(),
        done=done.find(request, "papers-done-void"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def get(request: HttpRequest, service: str) -> HttpResponse:
    """Get a certificate by one press, or begin its application with all that is known filled in.

    Whoever comes by its address, as after going back or signing in, is led to where the button is.
    """
    if request.method != "POST":
        return redirect("web:own_papers")
    by, language = visitors.actor(request, CHANNEL), languages.of(request)
    if request.POST.get("first") == "change":
        draft = certificates.change(service, language, by=by)
        visitors.keep(request, draft, by)
        return redirect("web:go_on", draft=draft)
    try:
        submitted = certificates.get(service, language, request.POST.get("press", "")[:LONGEST_PRESS], by=by)
    except Refused as refused:
        if refused.code != "assurance.too_low":
            raise
        label, back = words.say(language, "web-unsure-button"), reverse("web:own_papers")
        return refusals.show(request, refused, links=[(leading.to_step_up(refused.facts["needs"], back), label)])
    visitors.keep(request, submitted.case, by)
    return redirect("web:certificate", case=submitted.case)


@require_safe
def wait(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show the certificate of a case, or that it is being made."""
    status = cases.get_status(case, by=visitors.actor(request, CHANNEL))
    is_decided_otherwise = status.status == "closed" and status.outcome != "approve"
    is_coming = not (status.papers or status.delayed or is_decided_otherwise)  # a case closes before its paper is made
    return rendering.show(request, "web/pages/certificate.html", case=status, is_coming=is_coming)


@may_be_kept
@require_safe
def list_permits(request: HttpRequest) -> HttpResponse:
    """Show the visitor's permits and licences, and what renews those that end."""
    found = permits.list_of(by=visitors.actor(request, CHANNEL))
    return rendering.show(request, "web/pages/permits.html", found=found)


@require_http_methods(["GET", "HEAD", "POST"])
def give_up(request: HttpRequest, document: UUID) -> HttpResponse:
    """Declare a document of one's own void, once that is confirmed."""
    by = visitors.actor(request, CHANNEL)
    paper = next((one for one in folder.list_papers(by=by) if one.paper.id == document), None)
    if paper is None:
        raise Refused("document.not_found")
    if request.method != "POST":
        return rendering.show(request, "web/pages/paper_void.html", one=paper)
    documents.give_up(document, by=by)
    return done.lead("/my/papers", "void")

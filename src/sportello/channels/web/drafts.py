"""What can be done with a draft besides answering: read it over, send it, keep it for later, throw it away."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sportello import words
from sportello.actions import drafts, intake, live
from sportello.channels.pages import languages, leading, refusals, rendering, visitors
from sportello.channels.pages.own_forms import own_form
from sportello.channels.web import CHANNEL, answers, guessing
from sportello.channels.web.interviews import of_draft
from sportello.core import applications, interview
from sportello.core.actors import Actor
from sportello.core.errors import Invalid, Problem, Refused


@require_safe
@of_draft
def check(request: HttpRequest, opened: drafts.Open, by: Actor) -> HttpResponse:
    """Show all answers before they are sent; a question still open comes first."""
    upcoming = interview.next_question(opened.service, opened.draft)
    if upcoming:
        return redirect("web:ask", draft=opened.id, path=upcoming.path)
    problems = applications.problems(opened.service, opened.draft.answers, live.today())
    return _show(request, opened, by, problems)


@require_POST
def send(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Send the application, and show its receipt; sent again, it shows the same."""
    by = visitors.actor(request, CHANNEL)
    try:
        submitted = intake.submit_draft(draft, by=by)
    except Invalid as invalid:
        return _show(request, drafts.get(draft, by=by), by, invalid.problems)
    except Refused as refused:
        if refused.code == "assurance.too_low":
            label, check = words.say(languages.of(request), "web-unsure-button"), reverse("web:check", args=[draft])
            return refusals.show(request, refused, links=[(leading.to_step_up(refused.facts["needs"], check), label)])
        if refused.code != "intake.busy":
            raise
        return _show_busy(request, draft)
    visitors.keep(request, submitted.case, by)
    return redirect("web:receipt", case=submitted.case)


@require_safe
@of_draft
def save(request: HttpRequest, opened: drafts.Open, by: Actor) -> HttpResponse:
    """Show how to come back: all is saved already."""
    return rendering.show(request, "web/pages/saved.html", language=opened.language, opened=opened)


@require_POST
@of_draft
def upgrade(request: HttpRequest, opened: drafts.Open, by: Actor) -> HttpResponse:
    """Go on with the service's newest questions; every answer stays."""
    drafts.upgrade(opened.id, by=by)
    return redirect("web:go_on", draft=opened.id)


@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def discard(request: HttpRequest, opened: drafts.Open, by: Actor) -> HttpResponse:
    """Throw the draft away, once that is confirmed."""
    if request.method != "POST":
        return rendering.show(request, "web/pages/discard.html", language=opened.language, opened=opened)
    drafts.discard(opened.id, by=by)
    return rendering.show(request, "web/pages/discarded.html", language=opened.language, service=opened.service)


@own_form
@require_http_methods(["GET", "HEAD", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Take a code, and lead to its draft."""
    if request.method != "POST":
        return rendering.show(request, "web/pages/resume.html", typed="", problems=[])
    typed = request.POST.get("code", "")[:60]
    try:
        return _resume(request, typed)
    except Refused as refused:
        if refused.code != "draft.not_found":
            raise
        text = words.refusal(languages.of(request), refused)
        problems = [{"href": "#code", "text": text}]
        return rendering.show(request, "web/pages/resume.html", status=422, typed=typed, problems=problems)


@require_safe
def resume_link(request: HttpRequest, code: str) -> HttpResponse:
    """Lead to the draft of a link that was kept."""
    return _resume(request, code)


def _resume(request: HttpRequest, code: str) -> HttpResponse:
    by = visitors.actor(request, CHANNEL)
    with guessing.limited(request, "draft.not_found"):
        draft_id: UUID = drafts.resume(code, by=by)
    visitors.hold(request, draft_id)
    opened = drafts.get(draft_id, by=visitors.actor(request, CHANNEL))
    answer = redirect("web:go_on", draft=draft_id)
    languages.remember(answer, opened.language)
    return answer


def _show_busy(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Show that too much is waiting: a page that asks nothing of the database, and sends the same draft again."""
    seconds = refusals.RETRY_SECONDS[503]
    facts = {**rendering.phrases(languages.of(request)), "draft": draft, "seconds": seconds}
    answer = render(request, "web/pages/busy.html", facts, status=503)
    answer.headers["Retry-After"] = str(seconds)
    return answer


def _show(request: HttpRequest, opened: drafts.Open, by: Actor, problems: list[Problem]) -> HttpResponse:
    language = opened.language
    shown = [
        {
            "href": f"/apply/{opened.id}/{problem.path}",
            "path": problem.path,
            "text": words.refusal(language, Refused(problem.code, **problem.facts)),
        }
        for problem in problems
    ]
    return rendering.show(
        request,
        "web/pages/check.html",
        status=422 if request.method == "POST" else 200,
        language=language,
        opened=opened,
        service=opened.service,
        sections=answers.list_sections(opened, by),
        last=interview.path(opened.service, opened.draft)[-1].id,
        problems=shown,
        wrong={problem["path"]: problem["text"] for problem in shown},
        is_sure=by.assurance >= opened.service.assurance,
    )

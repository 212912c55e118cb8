"""A case as its applicant meets it on the web: found by reference and code, followed, answered, ended."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sportello import words
from sportello.actions import appeals, cases, inquiries, intake, live, messages
from sportello.actions.money import paying
from sportello.channels.pages import languages, rendering, steps, visitors
from sportello.channels.pages.keeping import may_be_kept
from sportello.channels.pages.own_forms import own_form
from sportello.channels.web import CHANNEL, answers, guessing, timeline, uploads
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.rulings import Ruling
from sportello.core.services import Reason, Service
from sportello.core.submissions import Submitted

BOTH = ["GET", "HEAD", "POST"]


@own_form
@require_http_methods(BOTH)
def track(request: HttpRequest) -> HttpResponse:
    """Take a reference and a code, and lead to the case."""
    typed = {name: request.POST.get(name, "").strip()[:60] for name in ("reference", "code")}
    if request.method != "POST":
        return rendering.show(request, "web/pages/track.html", typed=typed, problems=[])
    try:
        return _unlock(request, typed["reference"], typed["code"])[0]
    except Refused as refused:
        if refused.code != "case.not_found":
            raise
        text = words.say(languages.of(request), "web-track-not-found")
        problems = [{"href": "#reference", "text": text}]
        return rendering.show(request, "web/pages/track.html", status=422, typed=typed, problems=problems)


@require_safe
def track_link(request: HttpRequest, reference: str, code: str) -> HttpResponse:
    """Lead to the case of a link that was sent or printed; who has chosen no language reads the application's."""
    answer, case = _unlock(request, reference, code)
    if languages.COOKIE not in request.COOKIES:
        languages.remember(answer, cases.get_status(case, by=visitors.actor(request, CHANNEL)).language)
    return answer


@may_be_kept
@require_safe
def show(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show where the case stands."""
    return _show(request, case, visitors.actor(request, CHANNEL))


@require_safe
def receipt(request: HttpRequest, case: UUID) -> HttpResponse:
    """Show what to keep: reference, code, the decision so far, the signed promise."""
    by = visitors.actor(request, CHANNEL)
    submitted = intake.get_receipt(case, by=by)
    status = _with_first_decision(cases.get_status(case, by=by), submitted)
    facts: dict[str, Any] = {
        "submitted": submitted,
        "case": status,
        "link": f"/track/{submitted.reference}/{submitted.secret}",
    }
    return rendering.show(request, "web/pages/receipt.html", **facts, **_decision(status, languages.of(request)))


@require_POST
def answer(request: HttpRequest, case: UUID, inquiry: UUID) -> HttpResponse:
    """Take the answer to a question of the city."""

    def do(by: Actor) -> None:
        papers, by = _take_files(request, by)
        inquiries.answer(inquiry, request.POST.get("text", ""), papers=papers, by=by)

    return _do(request, case, do, "answered", field=f"text-{inquiry}")


@require_POST
def add_papers(request: HttpRequest, case: UUID) -> HttpResponse:
    """Add files to a case."""

    def do(by: Actor) -> None:
        papers, by = _take_files(request, by)
        if not papers:
            raise Refused("answer.missing")
        cases.add_papers(case, papers, by=by)

    return _do(request, case, do, "added", field="paper")


@require_http_methods(BOTH)
def withdraw(request: HttpRequest, case: UUID) -> HttpResponse:
    """Withdraw an application, once that is confirmed."""
    return _confirm(request, case, "withdraw", lambda by: cases.withdraw(case, by=by))


@require_http_methods(BOTH)
def appeal(request: HttpRequest, case: UUID) -> HttpResponse:
    """Appeal against a decision, with the reasons."""
    return _confirm(request, case, "appeal", lambda by: appeals.appeal(case, request.POST.get("why", ""), by=by))


@require_http_methods(BOTH)
def reopen(request: HttpRequest, case: UUID) -> HttpResponse:
    """Open a closed case again, with the reasons."""
    return _confirm(request, case, "reopen", lambda by: cases.reopen(case, request.POST.get("why", ""), by=by))


def _unlock(request: HttpRequest, reference: str, code: str) -> tuple[HttpResponse, UUID]:
    with guessing.limited(request, "case.not_found"):
        case = cases.unlock(reference, code)
    visitors.hold(request, case)
    return redirect("web:case", case=case), case


def _confirm(request: HttpRequest, case: UUID, deed: str, do: Callable[[Actor], None]) -> HttpResponse:
    """Show what a deed means; when that is confirmed, do it."""
    by = visitors.actor(request, CHANNEL)
    status = cases.get_status(case, by=by)
    problems: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            do(by)
            return redirect(f"/cases/{case}?done={deed}")
        except Refused as refused:
            if refused.code.partition(".")[0] != "answer":
                raise
            problems = [{"href": "#why", "text": words.refusal(languages.of(request), refused)}]
    elif deed not in status.may:
        return redirect("web:case", case=case)
    facts: dict[str, Any] = {"deed": deed, "case": status, "problems": problems, "typed": request.POST.get("why", "")}
    return rendering.show(request, "web/pages/deed.html", status=422 if problems else 200, **facts)


def _do(request: HttpRequest, case: UUID, do: Callable[[Actor], None], done: str, *, field: str) -> HttpResponse:
    """Do a deed of the case's own page; what is wrong is told there, beside what was typed."""
    by = visitors.actor(request, CHANNEL)
    try:
        do(by)
    except Refused as refused:
        if refused.code.partition(".")[0] not in ("answer", "file"):
            raise
        problem = {"href": f"#{field}", "text": words.refusal(languages.of(request), refused)}
        return _show(request, case, by, problems=[problem], typed=request.POST.get("text", ""))
    return redirect(f"/cases/{case}?done={done}")


def _take_files(request: HttpRequest, by: Actor) -> tuple[list[UUID], Actor]:
    """Take in the files sent; whoever sent them holds them from now on."""
    taken = uploads.take_loose(request, request.FILES.getlist("papers"), by)
    return taken, replace(by, holds=by.holds | frozenset(taken))


def _show(request: HttpRequest, case: UUID, by: Actor, **facts: Any) -> HttpResponse:
    status = cases.get_status(case, by=by)
    language = languages.of(request)
    names = {str(file.id): file.name for file in status.files}
    return rendering.show(
        request,
        "web/pages/case.html",
        status=422 if facts.get("problems") else 200,
        case=status,
        stages=timeline.list_stages(status, language),
        lines=answers.list_lines(status.service, status.answers, names, language),
        open_inquiries=[one for one in status.inquiries if one.answered_at is None],
        answered=[one for one in status.inquiries if one.answered_at is not None],
        who=steps.say_who,
        may_pay=paying.is_offered(),
        bank=live.profile().money,
        done=request.GET.get("done") if request.GET.get("done") in DONE else None,
        **{"problems": [], "typed": "", **facts},
        **_decision(status, languages.of(request)),
    )


DONE = ("answered", "added", "withdraw", "appeal", "reopen", "taken_back", "joined")


def _decision(status: cases.Status, language: str) -> dict[str, Any]:
    """Give the decision in words, once it holds."""
    ruling, service = status.ruling, status.service
    if ruling is None or not timeline.is_decided(status):
        return {"ruling": None}
    outputs = ruling.outputs if ruling.outcome == "approve" else {}  # a denial grants nothing, so it shows no zeros
    shown = messages.show_outputs(service, outputs, language)
    return {
        "ruling": ruling,
        "granted": [(service.outputs[name].names, value) for name, value in shown.items() if value],
        "reasons": _reasons(service, ruling.reasons),
        "dismissal": status.dismissal,
        "dismissed_for": _reasons(service, status.dismissal.reasons if status.dismissal else ()),
        "today": live.today(),
    }


def _reasons(service: Service, codes: Iterable[str]) -> list[Reason]:
    return [service.reasons[code] for code in codes if code in service.reasons]


def _with_first_decision(status: cases.Status, submitted: Submitted) -> cases.Status:
    """Give the case with what policy decided at once, where nobody can overrule it, before its steps begin."""
    if status.stages or not timeline.is_final(status.service, submitted.outcome):
        return status
    ruling = Ruling(submitted.outcome, submitted.reasons, submitted.outputs)
    return replace(status, ruling=ruling, decided_at=status.submitted_at)

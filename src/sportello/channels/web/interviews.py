"""The interview as pages: one question each, saved at once. Core says what to ask and what is wrong."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from sportello import words
from sportello.actions import drafts, files, intake, live, locker
from sportello.channels.pages import languages, question_forms, refusals, rendering, visitors
from sportello.channels.web import CHANNEL, answers, maps, sources, uploads
from sportello.core import interview
from sportello.core.actors import Actor
from sportello.core.errors import Problem, Refused
from sportello.core.questions import Address, File, Group
from sportello.core.texts import say

DraftView = Callable[..., HttpResponse]


def of_draft(view: DraftView) -> DraftView:
    """Give the view the opened draft and who asks; one already sent leads to its receipt."""

    def opened(request: HttpRequest, draft: UUID, **where: str) -> HttpResponse:
        by = visitors.actor(request, CHANNEL)
        try:
            return view(request, drafts.get(draft, by=by), by, **where)
        except Refused as refused:
            if refused.code != "draft.sent":
                raise
            return _show_sent(request, draft, by, refused)

    return opened


@require_safe
@of_draft
def go_on(request: HttpRequest, opened: drafts.Open, by: Actor) -> HttpResponse:
    """Lead to the first question not answered yet, or to the answers."""
    return _go_on(opened, opened.draft)


@require_http_methods(["GET", "HEAD", "POST"])
@of_draft
def ask(request: HttpRequest, opened: drafts.Open, by: Actor, path: str) -> HttpResponse:
    """Ask one question, and take its answer."""
    asked = find_ask(opened, path)
    if asked is None:
        return _go_on(opened, opened.draft)
    if request.method == "POST":
        return _hear(request, opened, by, asked)
    value = interview.find_answer(opened.draft, path)
    return _show(request, opened, by, asked, question_forms.show(asked.question, value, opened.language))


def find_ask(opened: drafts.Open, path: str) -> interview.Ask | None:
    """Find what is asked at a path now; None for one that is not shown, or not yet there."""
    upcoming = interview.next_question(opened.service, opened.draft)
    if upcoming and upcoming.path == path:
        return upcoming
    shown = dict(interview.list_paths(opened.service, opened.draft))
    if path not in shown:
        return None
    if isinstance(shown[path].type, Group):
        return interview.Ask(path, shown[path], "another", len(opened.draft.answers.get(path) or []))
    row = path.split(".")[1] if "." in path else None
    return interview.Ask(path, shown[path], row=int(row) if row else None)


def _hear(request: HttpRequest, opened: drafts.Open, by: Actor, asked: interview.Ask) -> HttpResponse:
    spoken = request.POST.get("language", "")
    language = spoken if spoken in live.profile().languages else opened.language
    if asked.kind == "another":
        return _hear_group(request, opened, by, asked)
    if isinstance(asked.question.type, File):
        return _hear_files(request, opened, by, asked)
    if request.POST.get("use") == "told":
        return _accept_offer(opened, by, asked)
    fields = question_forms.typed(request.POST, asked.question)
    if isinstance(asked.question.type, Address) and (spot := maps.find_click(request.POST)):
        return _show(request, opened, by, asked, {**fields, **spot})
    try:
        value = question_forms.read(asked.question, fields, language)
        draft = interview.answer(opened.service, opened.draft, asked.path, value, live.today())
    except Refused as refused:
        problems = question_forms.list_problems(asked.question, fields, refused)
        return _show(request, opened, by, asked, fields, problems)
    drafts.save(opened.id, draft, by=by)
    return _go_on(opened, draft)


def _hear_group(request: HttpRequest, opened: drafts.Open, by: Actor, asked: interview.Ask) -> HttpResponse:
    """Start another row, take one away, or close the group."""
    removed, more = request.POST.get("remove"), request.POST.get("more")
    try:
        if removed is not None:
            draft = interview.remove_row(opened.service, opened.draft, f"{asked.path}.{removed}")
            drafts.save(opened.id, interview.reopen(draft, asked.path), by=by)
            return redirect("web:ask", draft=opened.id, path=asked.path)
        if more not in ("yes", "no"):
            raise Refused("answer.missing")
        draft = interview.answer(opened.service, opened.draft, asked.path, more == "yes", live.today())
    except Refused as refused:
        return _show(request, opened, by, asked, {}, [Problem("", refused.code, refused.facts)])
    drafts.save(opened.id, draft, by=by)
    return _go_on(opened, draft)


def _hear_files(request: HttpRequest, opened: drafts.Open, by: Actor, asked: interview.Ask) -> HttpResponse:
    """Take files in, take one away, or go on; what is already there stays, whatever is wrong with a new one."""
    draft, problems = uploads.hear(request, opened, by, asked)
    if draft != opened.draft:
        drafts.save(opened.id, draft, by=by)
    if problems:
        fields = {"answer": interview.find_answer(draft, asked.path) or []}
        return _show(request, replace(opened, draft=draft), by, asked, fields, problems)
    if {"remove", "keep", "kept"} & set(request.POST) or request.POST.get("then") == "stay":
        return redirect("web:ask", draft=opened.id, path=asked.path)
    return _go_on(opened, draft)


def _accept_offer(opened: drafts.Open, by: Actor, asked: interview.Ask) -> HttpResponse:
    """Answer with what the resident told the city before."""
    offer = find_offer(opened, by, asked.path)
    if offer is None:
        return redirect("web:ask", draft=opened.id, path=asked.path)
    draft = interview.answer(opened.service, opened.draft, asked.path, offer.value, live.today())
    drafts.save(opened.id, draft, by=by)
    return _go_on(opened, draft)


def find_offer(opened: drafts.Open, by: Actor, path: str) -> interview.Offer | None:
    """Find what may be offered for the question at a path."""
    return next((offer for offer in drafts.offers(opened, by=by) if offer.path == path), None)


def find_back(opened: drafts.Open, asked: interview.Ask) -> str | None:
    """Find the path of the page before: within a row the question before, or the group; else the question before."""
    shown = [path for path, _ in interview.list_paths(opened.service, opened.draft)]
    group, _, rest = asked.path.partition(".")
    beside = [path for path in shown if path.startswith(f"{group}.{asked.row}.")] if rest else []
    before = beside[: beside.index(asked.path)] if asked.path in beside else []
    if rest:
        return before[-1] if before else group
    top = [path for path in shown if "." not in path]
    return top[top.index(group) - 1] if group in top and top.index(group) else None


def _go_on(opened: drafts.Open, draft: interview.Draft) -> HttpResponse:
    upcoming = interview.next_question(opened.service, draft)
    if upcoming is None:
        return redirect("web:check", draft=opened.id)
    return redirect("web:ask", draft=opened.id, path=upcoming.path)


def _show(
    request: HttpRequest,
    opened: drafts.Open,
    by: Actor,
    asked: interview.Ask,
    fields: question_forms.Typed,
    problems: Sequence[Problem] = (),
) -> HttpResponse:
    """Show the question with what stands in its fields, and what is wrong with that."""
    language, question = opened.language, asked.question
    offer = find_offer(opened, by, asked.path)
    done, of = interview.progress(opened.service, opened.draft)
    return rendering.show(
        request,
        "web/pages/question.html",
        status=422 if problems else 200,
        language=language,
        opened=opened,
        service=opened.service,
        asked=asked,
        back=find_back(opened, asked),
        offer=offer,
        offered=answers.say_answer(question, offer.value, {}, language) if offer else (),
        offered_from=sources.say_source(offer.known, question, opened.service, language) if offer else "",
        done=done,
        of=of,
        row_name=_name_row(opened, asked),
        **question_forms.describe(question, fields, problems, language),
        **_particulars(opened, by, asked, fields),
    )


def _particulars(opened: drafts.Open, by: Actor, asked: interview.Ask, fields: question_forms.Typed) -> dict[str, Any]:
    """Give what only one kind of question shows: its files, its rows, its map."""
    match asked.question.type:
        case File() as kind:
            papers = files.describe(list(fields.get("answer") or []), by=by)
            here = {one.sha256 for one in papers}
            fitting = locker.list_fitting(kind, by=by) if opened.is_own else []
            kept = [one for one in fitting if one.sha256 not in here]
            return {"papers": papers, "kept": kept, "may_keep": by.subject is not None and by.scope is None}
        case Group():
            return {"rows": answers.list_rows(opened, asked.question, by)}
        case Address() as kind:
            return {"map": maps.draw(kind.places, fields, opened.language) if kind.point else None}
    return {}


def _name_row(opened: drafts.Open, asked: interview.Ask) -> str:
    """Name the row asked about: `Person 2`."""
    group = interview.get_question(opened.service, asked.path.partition(".")[0]).type
    each = say(group.each, opened.language) if isinstance(group, Group) else ""
    return f"{each} {(asked.row or 0) + 1}".strip()


def _show_sent(request: HttpRequest, draft: UUID, by: Actor, refused: Refused) -> HttpResponse:
    """Lead to the receipt of a draft already sent; what was typed after that is told not to be part of it."""
    submitted = intake.submit_draft(draft, by=by)
    visitors.keep(request, submitted.case, by)
    if request.method != "POST":
        return redirect("web:receipt", case=submitted.case)
    label = words.say(languages.of(request), "web-see-receipt")
    return refusals.show(request, refused, links=[(reverse("web:receipt", args=[submitted.case]), label)])

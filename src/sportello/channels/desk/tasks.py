"""Deeds on a task: each posted by its own form, done by its action; what is refused is told at that form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from sportello.actions import casework, desk, files, inquiries, live, partners, rulings, tasks
from sportello.channels.desk import answers, cases, door, forms
from sportello.channels.pages import languages
from sportello.core import showing
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.texts import say


@dataclass(frozen=True)
class Posted:
    """A form about a task of a case, with the files that came with it."""

    case: UUID
    task: UUID
    fields: QueryDict
    papers: list[UUID]
    purpose: str


@require_POST
@door.at_desk
def do(request: HttpRequest, by: Actor, case: UUID, task: UUID, deed: str) -> HttpResponse:
    """Do a deed on a task of a case."""
    if deed not in DEEDS:
        raise Http404
    purpose = cases.find_purpose(request, case)
    if purpose is None:
        return redirect("desk:case", case=case)
    papers, refused = forms.take_files(request, by)
    try:
        if refused:
            raise refused
        DEEDS[deed](Posted(case, task, request.POST, papers, purpose), by)
    except Refused as wrong:
        typed = forms.keep_typed(request.POST, files.describe([str(id) for id in papers], by=by))
        return cases.render(request, by, case, forms.Failed(f"{deed}-{task}", wrong, typed))
    door.tell(request, f"desk-done-{deed.replace('_', '-')}")
    return redirect("desk:case", case=case)


@require_http_methods(["GET", "HEAD", "POST"])
@door.at_desk
def entrusted(request: HttpRequest, by: Actor, task: UUID) -> HttpResponse:
    """Show a partner its task, and take the word that it is done."""
    if request.method != "POST":
        return _show_entrusted(request, by, task)
    papers, refused = forms.take_files(request, by)
    try:
        if refused:
            raise refused
        casework.fulfil(task, request.POST.get("note", ""), papers, by=by)
    except Refused as wrong:
        typed = forms.keep_typed(request.POST, files.describe([str(id) for id in papers], by=by))
        return _show_entrusted(request, by, task, forms.Failed(f"fulfil-{task}", wrong, typed))
    door.tell(request, "desk-done-fulfil")
    return redirect("desk:queue")


def _take(posted: Posted, by: Actor) -> None:
    tasks.take(posted.task, by=by)


def _put_back(posted: Posted, by: Actor) -> None:
    tasks.put_back(posted.task, by=by)


def _hand_over(posted: Posted, by: Actor) -> None:
    try:
        to = UUID(posted.fields.get("to", ""))
    except ValueError:
        raise Refused("task.not_in_team") from None
    tasks.hand_over(posted.task, to, by=by)


def _ask(posted: Posted, by: Actor) -> None:
    inquiries.ask(posted.task, posted.fields.get("text", ""), by=by)


def _confirm(posted: Posted, by: Actor) -> None:
    rulings.confirm(posted.task, agree=True, by=by)


def _send_back(posted: Posted, by: Actor) -> None:
    why = posted.fields.get("why", "")
    if not why.strip():
        raise Refused("text.missing")
    rulings.confirm(posted.task, agree=False, why=why, by=by)


def _fulfil(posted: Posted, by: Actor) -> None:
    casework.fulfil(posted.task, posted.fields.get("note", ""), posted.papers, by=by)


def _try_again(posted: Posted, by: Actor) -> None:
    casework.try_again(posted.task, by=by)


def _undo(posted: Posted, by: Actor) -> None:
    opened = desk.open_case(posted.case, purpose=posted.purpose, by=by)
    path = next((work.path for work in opened.tasks if work.line.task == posted.task), None)
    if path is None:
        raise Refused("task.not_found")
    casework.undo(posted.case, path, by=by)


DEEDS: Mapping[str, Callable[[Posted, Actor], None]] = {
    "take": _take,
    "put_back": _put_back,
    "hand_over": _hand_over,
    "ask": _ask,
    "confirm": _confirm,
    "send_back": _send_back,
    "fulfil": _fulfil,
    "try_again": _try_again,
    "undo": _undo,
}


def _show_entrusted(request: HttpRequest, by: Actor, task: UUID, failed: forms.Failed | None = None) -> HttpResponse:
    language, seen = languages.of(request), partners.open_task(task, by=by)
    questions, given = [question for question, _ in seen.answers], {one.id: value for one, value in seen.answers}
    currency = live.profile().currency
    return door.show_form(
        request,
        by,
        "task.html",
        failed.refused if failed else None,
        f"{failed.form}-form" if failed else "",
        failed=failed,
        seen=seen,
        name=cases.say_step(seen.work, language),
        lines=answers.list_lines(questions, given, (), language),
        outputs=[
            (say(output.names, language), showing.show_output(output, value, language, currency))
            for output, value in seen.outputs
        ],
    )

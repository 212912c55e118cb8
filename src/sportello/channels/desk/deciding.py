"""Deciding a review or an appeal. Whoever approves a report that something is wrong says what is right."""

from dataclasses import replace
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sportello.actions import desk, live, registers, rulings
from sportello.channels.desk import answers, cases, door, forms
from sportello.channels.pages import languages, question_forms
from sportello.core import showing
from sportello.core.actors import Actor
from sportello.core.errors import Problem, Refused
from sportello.core.questions import Json, Question

CARRIED = ("outcome", "reasons", "conditions")
"""What was decided before it is asked what is right."""


@require_POST
@door.at_desk
def decide(request: HttpRequest, by: Actor, case: UUID, task: UUID, *, is_corrected: bool) -> HttpResponse:
    """Decide; first ask what is right, where a report is approved and what is right is not among the fields yet."""
    purpose = cases.find_purpose(request, case)
    if purpose is None:
        return redirect("desk:case", case=case)
    language, opened = languages.of(request), desk.open_case(case, purpose=purpose, by=by)
    reported = _find_reported(opened, task)
    try:
        now = opened.ruling.outputs if opened.ruling else {}
        ruling = forms.read_ruling(request.POST, opened.service, now, language)
        if reported and is_corrected:
            typed = question_forms.typed(request.POST, reported.question)
            try:
                ruling = replace(ruling, corrected=_read_right(reported, typed, language))
            except Refused as refused:
                problems = question_forms.list_problems(reported.question, typed, refused)
                return _ask(request, by, opened, reported, task, typed, problems)
        elif reported and ruling.outcome == "approve":
            stands = question_forms.show(reported.question, reported.known.value, language)
            return _ask(request, by, opened, reported, task, stands, [])
        rulings.decide(task, ruling, by=by)
    except Refused as refused:
        failed = forms.Failed(f"decide-{task}", refused, forms.keep_typed(request.POST))
        return cases.render(request, by, case, failed)
    door.tell(request, "desk-done-decide")
    return redirect("desk:case", case=case)


def _find_reported(opened: desk.Opened, task: UUID) -> registers.Reported | None:
    """Find what approving this task can put right: none for who may not decide it, and none on appeal."""
    deciding = [work for work in opened.tasks if work.line.task == task and "decide" in work.may]
    return opened.reported if any(work.line.kind == "review" for work in deciding) else None


def _read_right(reported: registers.Reported, typed: question_forms.Typed, language: str) -> Json:
    """Read what is right. Refused `ruling.nothing_changed`: a report that changes nothing is denied."""
    right = reported.question.type.check(question_forms.read(reported.question, typed, language), live.today())
    if right == reported.known.value:
        raise Refused("ruling.nothing_changed")
    return right


def _ask(
    request: HttpRequest,
    by: Actor,
    opened: desk.Opened,
    reported: registers.Reported,
    task: UUID,
    fields: question_forms.Typed,
    problems: list[Problem],
) -> HttpResponse:
    """Ask what is right; the decision begun is carried along."""
    language, question = languages.of(request), _named(reported)
    return door.show(
        request,
        by,
        "correct.html",
        status=422 if problems else 200,
        opened=opened,
        lines=answers.list_lines(opened.service.questions, opened.answers, opened.files, language),
        task=task,
        said=showing.show_answer(question, reported.known.value, language),
        carried=[(name, value) for name in CARRIED for value in request.POST.getlist(name)],
        **question_forms.describe(question, fields, problems, language),
    )


def _named(reported: registers.Reported) -> Question:
    """Give the question as staff read it: by what the city calls the thing, which residents are asked for in words."""
    datum = live.profile().data.get(reported.question.once or "")
    return replace(reported.question, ask=datum.names if datum else reported.question.ask, help={})

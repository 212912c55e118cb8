"""Approving a report that something in a register is wrong: whoever does says what stands there from now on."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from babel import numbers
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from sportello import words
from sportello.actions import desk, live, registers, rulings
from sportello.channels.desk import answers, cases, door, forms
from sportello.channels.pages import languages, question_forms
from sportello.core import showing
from sportello.core.actors import Actor
from sportello.core.errors import Problem, Refused
from sportello.core.questions import Address, Question, dates


@require_POST
@door.at_desk
def decide(request: HttpRequest, by: Actor, case: UUID, task: UUID) -> HttpResponse:
    """Approve with what is right: a report that changes nothing is denied."""
    purpose = cases.find_purpose(request, case)
    if purpose is None:
        return redirect("desk:case", case=case)
    language = languages.of(request)
    opened = desk.open_case(case, purpose=purpose, by=by)
    ruling = forms.read_ruling(request.POST, opened.service, {}, language)
    reported = find_reported(opened, task)
    if reported:
        question = reported.question
        typed = question_forms.typed(request.POST, question)
        try:
            right = question.type.check(question_forms.read(question, typed, language), live.today())
            if right == reported.known.value:
                raise Refused("ruling.nothing_changed")
        except Refused as refused:
            problems = question_forms.list_problems(question, typed, refused)
            return ask(request, by, opened, reported, task, typed, problems)
        ruling = replace(ruling, corrected=right)
    try:
        rulings.decide(task, ruling, by=by)
    except Refused as refused:
        failed = forms.Failed(f"decide-{task}", refused, forms.keep_typed(request.POST))
        return cases.render(request, by, case, failed)
    door.tell(request, "desk-done-decide")
    return redirect("desk:case", case=case)


def find_reported(opened: desk.Opened, task: UUID) -> registers.Reported | None:
    """Find what approving this task can put right: none for who may not decide it, and none on appeal."""
    deciding = [work for work in opened.tasks if work.line.task == task and "decide" in work.may]
    return opened.reported if any(work.line.kind == "review" for work in deciding) else None


def ask(
    request: HttpRequest,
    by: Actor,
    opened: desk.Opened,
    reported: registers.Reported,
    task: UUID,
    typed: question_forms.Typed | None = None,
    problems: list[Problem] | None = None,
) -> HttpResponse:
    """Ask what is right, beginning with what stands there now; the decision begun is carried along."""
    language = languages.of(request)
    question = _named(reported)
    errors = {
        question_forms.locate(one, question): words.refusal(language, Refused(one.code, **one.facts))
        for one in problems or []
    }
    now = question_forms.show(question, reported.known.value, language)
    return door.show(
        request,
        by,
        "correct.html",
        status=422 if problems else 200,
        opened=opened,
        lines=answers.list_lines(opened.service.questions, opened.answers, opened.files, language),
        task=task,
        question=question,
        said=showing.show_answer(question, reported.known.value, language),
        fields=now if typed is None else typed,
        errors=errors,
        problems=[{"href": f"#{question_forms.FIRST.get(at, at)}", "text": text} for at, text in errors.items()],
        carried=_carry(request),
        **_around(question, language),
    )


def _named(reported: registers.Reported) -> Question:
    """Give the question as staff read it: by what the city calls the thing, which residents are asked for in words."""
    datum = live.profile().data.get(reported.question.once or "")
    return replace(reported.question, ask=datum.names if datum else reported.question.ask, help={})


def _carry(request: HttpRequest) -> list[tuple[str, str]]:
    names = ("outcome", "reasons", "conditions")
    return [(name, value) for name in names for value in request.POST.getlist(name)]


def _around(question: Question, language: str) -> dict[str, Any]:
    kind = question.type
    return {
        "kind": kind.kind,
        "places": question_forms.list_places(kind.places, language) if isinstance(kind, Address) else None,
        "currency": numbers.get_currency_symbol(live.profile().currency, language),
        "month_first": dates.month_first(language),
    }

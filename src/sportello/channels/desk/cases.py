"""One case at the desk: why it is opened, what is in it, beside another; its files and documents, notes, undoing."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from sportello import words
from sportello.actions import casework, desk, documents, files, live, tasks
from sportello.actions.looks import PURPOSES
from sportello.channels.desk import answers, door, forms, reasons
from sportello.channels.pages import handing, languages
from sportello.core import filetypes, showing
from sportello.core.actors import Actor
from sportello.core.errors import Refused

OPENED = "desk purposes"
MOST_OPENED = 50


@require_safe
@door.at_desk
def show(request: HttpRequest, by: Actor, case: UUID) -> HttpResponse:
    """Show a case; the first time in a session, ask why it is opened."""
    given = request.GET.get("purpose")
    if given in PURPOSES:
        remember(request, case, given)
        return redirect("desk:case", case=case)
    is_unsaid = given is not None or "asked" in request.GET
    if is_unsaid or find_purpose(request, case) is None:
        problems = door.list_problems(request, Refused("access.purpose"), "purpose") if is_unsaid else []
        status = 422 if problems else 200
        return door.show(
            request, by, "purpose.html", status=status, at=f"/desk/cases/{case}", purposes=PURPOSES, problems=problems
        )
    return render(request, by, case)


@require_safe
@door.at_desk
def compare(request: HttpRequest, by: Actor, case: UUID, other: UUID) -> HttpResponse:
    """Show two linked cases side by side, for the purpose the first was opened with."""
    purpose = find_purpose(request, case)
    if purpose is None:
        return redirect("desk:case", case=case)
    language = languages.of(request)
    left, right = (desk.open_case(one, purpose=purpose, by=by) for one in (case, other))
    remember(request, other, purpose)
    return door.show(request, by, "beside.html", left=left, right=right, pairs=_pair(left, right, language))


@require_safe
@door.at_desk
def read_file(request: HttpRequest, by: Actor, case: UUID, file: UUID) -> HttpResponse:
    """Open an uploaded file."""
    purpose = find_purpose(request, case)
    if purpose is None:
        return redirect("desk:case", case=case)
    stored, content = files.read(file, by=by, purpose=purpose)
    return handing.give(content, stored.name, filetypes.MEDIA_TYPES[stored.kind], inline=True)


@require_safe
@door.at_desk
def read_document(request: HttpRequest, by: Actor, case: UUID, document: UUID) -> HttpResponse:
    """Open a document the city issued."""
    purpose = find_purpose(request, case)
    if purpose is None:
        return redirect("desk:case", case=case)
    name, pdf = documents.read(document, by=by, purpose=purpose)
    return handing.give(pdf, name, "application/pdf", inline=True)


@require_POST
@door.at_desk
def note(request: HttpRequest, by: Actor, case: UUID) -> HttpResponse:
    """Write a note for colleagues."""
    try:
        casework.note(case, request.POST.get("text", ""), by=by)
    except Refused as refused:
        return render(request, by, case, forms.Failed("note", refused, forms.keep_typed(request.POST)))
    door.tell(request, "desk-done-note")
    return redirect("desk:case", case=case)


@require_POST
@door.at_desk
def revoke(request: HttpRequest, by: Actor, case: UUID, document: UUID) -> HttpResponse:
    """Declare that a document no longer holds."""
    try:
        documents.revoke(document, by=by)
    except Refused as refused:
        return render(request, by, case, forms.Failed(f"revoke-{document}", refused))
    door.tell(request, "desk-done-revoke")
    return redirect("desk:case", case=case)


def remember(request: HttpRequest, case: UUID, purpose: str) -> None:
    """Remember for this session why a case was opened; of very many, the first are forgotten."""
    opened = {**request.session.get(OPENED, {}), str(case): purpose}
    request.session[OPENED] = dict(list(opened.items())[-MOST_OPENED:])


def find_purpose(request: HttpRequest, case: UUID) -> str | None:
    """Find why this session opened the case; None if it did not yet."""
    purpose: str | None = request.session.get(OPENED, {}).get(str(case))
    return purpose


def render(request: HttpRequest, by: Actor, case: UUID, failed: forms.Failed | None = None) -> HttpResponse:
    """Show the case as it stands, with the form that failed as it was filled in."""
    purpose = find_purpose(request, case)
    if purpose is None:
        return redirect("desk:case", case=case)
    language, opened = languages.of(request), desk.open_case(case, purpose=purpose, by=by)
    lines = answers.list_lines(opened.service.questions, opened.answers, opened.files, language)
    return door.show_form(
        request,
        by,
        "case.html",
        failed.refused if failed else None,
        f"{failed.form}-form" if failed else "",
        failed=failed,
        opened=opened,
        purpose=purpose,
        lines=lines,
        added=answers.list_added(lines, opened.files),
        rows=reasons.list_rows(opened, language),
        outputs=_outputs(opened, opened.ruling.outputs if opened.ruling else {}, language),
        links=[_link(one, opened, language) for one in opened.links],
        works=[_work(work, opened, by, language) for work in opened.tasks],
        purposes=PURPOSES,
    )


@dataclass(frozen=True)
class Pair:
    """One question with what two cases answered."""

    asked: str
    left: tuple[str, ...]
    right: tuple[str, ...]

    @property
    def is_same(self) -> bool:
        """Tell whether both said the same."""
        return self.left == self.right


def _pair(left: desk.Opened, right: desk.Opened, language: str) -> list[Pair]:
    sides = [
        {line.id: line for line in answers.list_lines(one.service.questions, one.answers, one.files, language)}
        for one in (left, right)
    ]
    ids = dict.fromkeys([*sides[0], *sides[1]])
    return [Pair(next(s[id].asked for s in sides if id in s), *(_said(s.get(id)) for s in sides)) for id in ids]


def _said(line: answers.Line | None) -> tuple[str, ...]:
    return (*line.said, *(file.name for file in line.files)) if line else ()


def _outputs(opened: desk.Opened, outputs: Any, language: str) -> list[tuple[str, str]]:
    return reasons.list_outputs(opened, outputs, language, live.profile().currency)


def _link(link: desk.Linked, opened: desk.Opened, language: str) -> dict[str, Any]:
    """Describe a linked case, with the questions on which both agree in words."""
    asked = {question.id: question.ask for question in opened.service.questions}
    on = [asked[id].get(language, id) for id in link.on.split(", ") if id in asked]
    return {"link": link, "on": on}


def _work(work: tasks.Work, opened: desk.Opened, by: Actor, language: str) -> dict[str, Any]:
    """Describe a task with what its forms need: colleagues, outputs to change, what was proposed."""
    now = opened.ruling.outputs if opened.ruling else {}
    fields = [
        {"id": name, "output": output, "value": forms.show_output(output, now.get(name), language)}
        for name, output in opened.service.outputs.items()
        if name in work.settable
    ]
    proposed = work.proposed or {}
    return {
        "work": work,
        "name": say_step(work, language),
        "colleagues": tasks.list_colleagues(work.line.task, by=by) if "hand_over" in work.may else [],
        "fields": fields,
        "proposed_outputs": _outputs(opened, {**now, **proposed.get("outputs", {})}, language) if proposed else [],
        "proposed_right": _say_right(opened, proposed.get("corrected"), language),
        "proposed_instead_of": _say_right(opened, proposed.get("replaced"), language),
    }


def _say_right(opened: desk.Opened, value: Any, language: str) -> tuple[str, ...]:
    """Say what a decision is to put right, or instead of what; nothing for one that corrects nothing."""
    if value is None or opened.reported is None:
        return ()
    return showing.show_answer(opened.reported.question, value, language)


def say_step(work: tasks.Work, language: str) -> str:
    """Name a task's step: as the service does, or by its kind."""
    name = work.line.step.get(language) if work.line.step else None
    return name or words.say(language, f"desk-kind-{work.line.kind}")

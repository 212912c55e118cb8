"""Files sent with a form: each taken in by itself, so that one that cannot be taken costs none of the others."""

from collections.abc import Sequence
from typing import Protocol
from uuid import UUID

from django.http import HttpRequest

from sportello.actions import drafts, files, live, locker
from sportello.channels.pages import filling
from sportello.core import filetypes, interview
from sportello.core.actors import Actor
from sportello.core.errors import Problem, Refused
from sportello.core.questions import File


class Upload(Protocol):
    """A file as it came with a form."""

    name: str | None

    def read(self) -> bytes:
        """Give its content."""


Heard = tuple[interview.Draft, list[Problem]]


def hear(request: HttpRequest, opened: drafts.Open, by: Actor, asked: interview.Ask) -> Heard:
    """Give the draft with the files sent, or without one taken away, and what is wrong."""
    kind, kept = asked.question.type, list(interview.find_answer(opened.draft, asked.path) or [])
    if not isinstance(kind, File):
        raise TypeError(f"{asked.path} takes no files")
    if removed := request.POST.get("remove"):
        return _without(opened.draft, asked.path, removed), []
    if said := request.POST.get("keep") or request.POST.get("kept"):
        return _hear_locker(request, opened, by, asked.path, kind, said)
    problems = []
    for upload in request.FILES.getlist("answer"):
        try:
            kept.append(str(_take_in(request, kind, upload, opened.id, by, len(kept))))
        except Refused as refused:
            problems.append(Problem("", refused.code, refused.facts))
    if not kept and (problems or request.POST.get("then") == "stay"):
        return opened.draft, problems or [Problem("", "answer.missing")]
    try:
        draft = interview.answer(opened.service, opened.draft, asked.path, kept or None, live.today())
    except Refused as refused:
        return opened.draft, [Problem("", refused.code, refused.facts)]
    return draft, problems


def _hear_locker(request: HttpRequest, opened: drafts.Open, by: Actor, path: str, kind: File, said: str) -> Heard:
    """Keep a file of the answer in the locker, or give the draft with a copy of one that is kept there."""
    given = list(interview.find_answer(opened.draft, path) or [])
    try:
        filling.count_file(request, filetypes.LARGEST)  # a copy is made before its size is known here
        if "keep" in request.POST:
            locker.keep(_read_id(said), by=by)
            return opened.draft, []
        copy = locker.use(_read_id(said), opened.id, kind, by=by)
        return interview.answer(opened.service, opened.draft, path, [*given, str(copy)], live.today()), []
    except Refused as refused:
        return opened.draft, [Problem("", refused.code, refused.facts)]


def _read_id(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError:
        raise Refused("file.not_found") from None


def take_loose(request: HttpRequest, uploads: Sequence[Upload], by: Actor) -> list[UUID]:
    """Take in files that a case takes at once."""
    taken = []
    for upload in uploads:
        content = upload.read()
        filetypes.check_file(content, accept=tuple(filetypes.MEDIA_TYPES))
        filling.count_file(request, len(content))
        taken.append(files.add(upload.name or "", content, by=by))
    return taken


def _take_in(request: HttpRequest, kind: File, upload: Upload, draft: UUID, by: Actor, already: int) -> UUID:
    if already >= kind.max_files:
        raise Refused("answer.too_many", max=kind.max_files)
    content = upload.read()
    filetypes.check_file(content, accept=kind.accept, largest=kind.max_mb * 1024 * 1024)
    filling.count_file(request, len(content))
    return files.add(upload.name or "", content, by=by, draft=draft)


def _without(draft: interview.Draft, path: str, removed: str) -> interview.Draft:
    """Give the draft without one file; without any, the question is asked again."""
    id, *inside = path.split(".")
    given = dict(draft.answers)
    holder = given if not inside else dict(given[id][int(inside[0])])
    name = inside[1] if inside else id
    kept = [one for one in holder.get(name) or [] if one != removed]
    if kept:
        holder[name] = kept
    else:
        holder.pop(name, None)
    if inside:
        given[id] = [holder if number == int(inside[0]) else row for number, row in enumerate(given[id])]
    return interview.Draft(given if inside else holder, draft.closed)

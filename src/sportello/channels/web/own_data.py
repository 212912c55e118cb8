"""What the city holds of the visitor: their data, messages, who looked; all of it to take away, or to erase."""

from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import auth
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sportello import words
from sportello.actions import corrections, entitlements, erasing, exports, folder, households, live, notes, replies
from sportello.channels.pages import languages, rendering, steps, visitors
from sportello.channels.pages.keeping import may_be_kept
from sportello.channels.pages.sure import sure
from sportello.channels.web import CHANNEL, sources
from sportello.core.errors import Refused

PAGE = 20  # messages


@may_be_kept
@require_safe
def show_data(request: HttpRequest) -> HttpResponse:
    """Show what the city knows of the visitor by `once` questions: what each office keeps, then what they told it."""
    by = visitors.actor(request, CHANNEL)
    return rendering.show(
        request,
        "web/pages/own_data.html",
        held=sources.list_held(folder.list_data(by=by), languages.of(request)),
        correctable=corrections.list_correctable(),
        pending=corrections.list_pending(by=by),
    )


@may_be_kept
@require_safe
def show_household(request: HttpRequest) -> HttpResponse:
    """Show whom the register puts with the visitor."""
    found = households.list_members(by=visitors.actor(request, CHANNEL))
    return rendering.show(request, "web/pages/household.html", found=found)


@require_POST
def report_error(request: HttpRequest) -> HttpResponse:
    """Begin the report that something the city knows is wrong."""
    by = visitors.actor(request, CHANNEL)
    draft = corrections.begin(request.POST.get("datum", ""), languages.of(request), by=by)
    visitors.keep(request, draft, by)
    return redirect("web:go_on", draft=draft)


@may_be_kept
@require_safe
def list_letters(request: HttpRequest) -> HttpResponse:
    """Show the inbox, page by page."""
    before = _read_id(request.GET.get("before", ""))
    found = folder.list_letters(by=visitors.actor(request, CHANNEL), before=before, most=PAGE + 1)
    older = found[PAGE - 1].id if len(found) > PAGE else None
    return rendering.show(request, "web/pages/inbox.html", found=found[:PAGE], older=older, is_first=before is None)


@may_be_kept
@require_safe
def read_letter(request: HttpRequest, message: UUID) -> HttpResponse:
    """Show a message of the city."""
    return _show_letter(request, message)


@require_POST
def reply(request: HttpRequest, message: UUID) -> HttpResponse:
    """Take what the visitor writes back; what is wrong is told beside what was typed."""
    typed = request.POST.get("text", "")
    try:
        replies.write(message, typed, by=visitors.actor(request, CHANNEL))
    except Refused as refused:
        if refused.code.partition(".")[0] not in ("text", "reply"):
            raise
        problem = {"href": "#text", "text": words.refusal(languages.of(request), refused)}
        return _show_letter(request, message, status=422, problems=[problem], typed=typed)
    return redirect(f"/my/inbox/{message}?done=yes")


@require_safe
def list_looks(request: HttpRequest) -> HttpResponse:
    """Show who looked at the visitor's data, when and why."""
    by = visitors.actor(request, CHANNEL)
    return rendering.show(
        request,
        "web/pages/own_looks.html",
        found=folder.list_looks(by=by),
        who=steps.say_who,
        computed=entitlements.list_computed(by=by) if by.scope is None else [],
        names={service.id: service.names for service in live.services()},
    )


@require_POST
@sure("/my/data")
def export(request: HttpRequest) -> HttpResponseBase:
    """Give everything there is as a ZIP."""
    archive = exports.write(languages.of(request), by=visitors.actor(request, CHANNEL))
    return FileResponse(archive, as_attachment=True, filename="folder.zip", content_type="application/zip")


@require_http_methods(["GET", "HEAD", "POST"])
@sure("/my/erase")
def erase(request: HttpRequest) -> HttpResponse:
    """Erase the visitor's account and all that is theirs, once they have said twice that they want it."""
    by = visitors.actor(request, CHANNEL)
    if by.party is None:
        raise Refused("folder.sign_in")
    if by.mandate is not None:
        raise Refused("folder.own_only")
    if request.method != "POST":
        return rendering.show(request, "web/pages/erase.html", problems=[])
    say = partial(words.say, languages.of(request))
    if request.POST.get("sure") != "yes":
        problems = [{"href": "#sure", "text": say("folder-erase-sure")}]
        return rendering.show(request, "web/pages/erase.html", status=422, problems=problems)
    try:
        erasing.erase_party(by.party, by=by)
    except Refused as refused:
        if refused.code != "party.open_cases":
            raise
        problems = [{"href": "/my", "text": say("folder-erase-open", count=refused.facts["count"])}]
        return rendering.show(request, "web/pages/erase.html", status=409, problems=problems)
    auth.logout(request)
    return rendering.show(request, "web/pages/erased.html")


def _show_letter(request: HttpRequest, message: UUID, status: int = 200, **facts: Any) -> HttpResponse:
    letter = folder.read_letter(message, by=visitors.actor(request, CHANNEL))
    is_done = request.GET.get("done") == "yes"
    told = {"problems": [], "typed": "", "is_done": is_done, "longest": notes.LONGEST, **facts}
    return rendering.show(request, "web/pages/letter.html", status=status, letter=letter, **told)


def _read_id(text: str) -> UUID | None:
    """Read the id of a message; nothing where it is none."""
    try:
        return UUID(text)
    except ValueError:
        return None

"""The visitor's own: what they have here, the language they read."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve
from django.views.decorators.http import require_POST, require_safe

from sportello.actions import claiming, drafts, folder, own_cases
from sportello.channels.pages import languages, leading, rendering, steps, visitors
from sportello.channels.pages.keeping import may_be_kept
from sportello.channels.web import CHANNEL, done
from sportello.core.errors import Refused

PAGE = 20  # applications of a list


@dataclass(frozen=True)
class _Cases:
    """Cases under way (`open`) or `ended`, one page of them."""

    name: str
    cases: list[own_cases.Mine]

    @property
    def in_order(self) -> list[own_cases.Mine]:
        """Give those of the page that wait for the applicant first."""
        return sorted(self.cases, key=lambda case: case.now is None or case.now.actor != "applicant")

    @property
    def older(self) -> str:
        """Give the query of the next page; empty where there is none."""
        if len(self.cases) < PAGE:
            return ""
        return urlencode({"list": self.name, "before": self.cases[-1].submitted_at.isoformat()})


@may_be_kept
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """Show the visitor's drafts, and their cases page by page: those under way, then those that have ended."""
    by, before = visitors.actor(request, CHANNEL), _read_moment(request.GET.get("before", ""))
    only = request.GET.get("list") if before else None
    lists = [
        _Cases(name, own_cases.list_mine(by=by, ended=name == "ended", before=before, most=PAGE))
        for name in ("open", "ended")
        if only in (None, name)
    ]
    return rendering.show(
        request,
        "web/pages/mine.html",
        drafts=drafts.list_mine(by=by),
        lists=[one for one in lists if one.cases],
        is_first=before is None,
        name_step=steps.say_step,
        who=steps.say_acts,
        by=by,
        unread=folder.count_unread(by=by) if by.subject else 0,
        claimable=sum(map(len, claiming.list_claimable(by=by))),
        found=claiming.list_found(by=by),
        done=done.find(request, "my-done-claimed"),
    )


@require_POST
def claim(request: HttpRequest) -> HttpResponse:
    """Take what this browser has opened by its codes into the folder of whoever is signed in."""
    by = visitors.actor(request, CHANNEL)
    found, begun = claiming.list_claimable(by=by)
    for case in found:
        claiming.claim_case(case, by=by)
    for draft in begun:
        claiming.claim_draft(draft, by=by)
    return done.lead("/my", "claimed")


@require_POST
def claim_found(request: HttpRequest) -> HttpResponse:
    """Take one case or draft in whose applicant gave a contact that the visitor has confirmed."""
    by = visitors.actor(request, CHANNEL)
    one = next((each for each in claiming.list_found(by=by) if str(each.id) == request.POST.get("found")), None)
    if one is None:
        raise Refused("claim.none")
    (claiming.claim_draft if one.is_draft else claiming.claim_case)(one.id, by=by)
    return done.lead("/my", "claimed")


@require_safe
def speak(request: HttpRequest, language: str) -> HttpResponse:
    """Change the language of all pages, and of the draft that is open on the page to go back to."""
    if language not in languages.spoken():
        raise Http404
    after = leading.find_next(request)
    if draft := _find_draft(after):
        try:
            drafts.speak(draft, language, by=visitors.actor(request, CHANNEL))
        except Refused:
            return _spoken(redirect("/"), language)
    return _spoken(redirect(after), language)


def _read_moment(text: str) -> datetime | None:
    """Read an instant with its offset from UTC; nothing where it is none."""
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo else None


def _spoken(answer: HttpResponse, language: str) -> HttpResponse:
    languages.remember(answer, language)
    return answer


def _find_draft(path: str) -> UUID | None:
    try:
        return resolve(path.partition("?")[0]).kwargs.get("draft")
    except Resolver404:
        return None

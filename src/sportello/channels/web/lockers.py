"""The locker as pages: what is kept to be used again, added and deleted."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods, require_POST

from sportello import words
from sportello.actions import locker
from sportello.channels.pages import filling, languages, rendering, visitors
from sportello.channels.web import CHANNEL, done
from sportello.core.errors import Refused


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """Show the locker, and take a document into it."""
    by = visitors.actor(request, CHANNEL)
    problems: list[dict[str, str]] = []
    if request.method == "POST":
        try:
            upload = request.FILES.get("paper")
            if upload is None:
                raise Refused("answer.missing")
            filling.count_file(request, upload.size or 0)
            locker.add(upload.name or "", upload.read(), by=by)
            return done.lead("/my/locker", "kept")
        except Refused as refused:
            if refused.code.partition(".")[0] not in ("answer", "file", "limit", "locker"):
                raise
            problems = [{"href": "#paper", "text": words.refusal(languages.of(request), refused)}]
    status = 422 if problems else 200
    return rendering.show(
        request,
        "web/pages/locker.html",
        status=status,
        found=locker.list_of(by=by),
        problems=problems,
        done=done.find(request, "locker-done-kept", "locker-done-removed"),
    )


@require_POST
def delete(request: HttpRequest) -> HttpResponse:
    """Delete a document from the locker."""
    try:
        file = UUID(request.POST.get("file", ""))
    except ValueError:
        raise Refused("file.not_found") from None
    locker.delete(file, by=visitors.actor(request, CHANNEL))
    return done.lead("/my/locker", "removed")

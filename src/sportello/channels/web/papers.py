"""Files and documents to take away, and the public check whether a document is genuine."""

from urllib.parse import quote
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_safe

from sportello import words
from sportello.actions import documents, files
from sportello.channels.pages import handing, languages, rendering, visitors
from sportello.channels.pages.keeping import may_be_kept
from sportello.channels.web import CHANNEL
from sportello.core import filetypes
from sportello.core.errors import Refused


@require_safe
def read_file(request: HttpRequest, file: UUID) -> HttpResponse:
    """Give an uploaded file to whom it belongs."""
    stored, content = files.read(file, by=visitors.actor(request, CHANNEL))
    return handing.give(content, stored.name, filetypes.MEDIA_TYPES[stored.kind])


@may_be_kept
@require_safe
def read_document(request: HttpRequest, document: UUID) -> HttpResponse:
    """Give a document of the city to whom it belongs."""
    name, pdf = documents.read(document, by=visitors.actor(request, CHANNEL))
    return handing.give(pdf, name, "application/pdf")


@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """Check a document by its number, its file, or both."""
    typed, upload = request.POST.get("code", "").strip()[:60], request.FILES.get("pdf")
    if request.method != "POST":
        return rendering.show(request, "web/pages/verify.html", typed="", problems=[])
    if upload is None and typed:
        return redirect("web:verified", code=quote(typed, safe="") or "-")
    try:
        if upload is None:
            raise Refused("answer.missing")
        pdf = upload.read()
        filetypes.check_file(pdf, accept=["pdf"])
    except Refused as refused:
        problems = [{"href": "#code", "text": words.refusal(languages.of(request), refused)}]
        return rendering.show(request, "web/pages/verify.html", status=422, typed=typed, problems=problems)
    checked = documents.verify(typed, pdf) if typed else documents.verify_file(pdf)
    return _show_verdict(request, checked, typed, with_file=True)


@require_safe
def verified(request: HttpRequest, code: str) -> HttpResponse:
    """Check a document by the number in its QR code."""
    return _show_verdict(request, documents.verify(code), code, with_file=False)


def _show_verdict(request: HttpRequest, checked: documents.Checked, code: str, *, with_file: bool) -> HttpResponse:
    return rendering.show(
        request, "web/pages/verified.html", checked=checked, typed=code[:60], with_file=with_file, problems=[]
    )

"""Finding a case by what someone says exactly. Posted, never in an address: names do not belong into logs."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_http_methods

from sportello.actions import finding, live
from sportello.channels.desk import door
from sportello.core.actors import Actor
from sportello.core.errors import Refused

KINDS = ("reference", "name", "phone", "email", "address", "iban")
LONGEST = 300


@require_http_methods(["GET", "HEAD", "POST"])
@door.at_desk
def find(request: HttpRequest, by: Actor) -> HttpResponse:
    """Find cases of the actor's teams; auditors, of all."""
    if "find" not in door.list_doors(by):
        raise Refused("access.team")
    if request.method != "POST":
        return _show(request, by, {"kind": "reference"})
    typed = {name: request.POST.get(name, "").strip()[:LONGEST] for name in ("kind", "text", "born")}
    try:
        if not typed["text"]:
            raise Refused("text.missing")
        found = finding.find_cases(*_read(typed), by=by)
    except Refused as refused:
        return _show(request, by, typed, refused)
    cases = [(case, live.edition(case.edition)) for case in found.cases]
    return _show(request, by, typed, found=cases, is_all=found.is_all)


def _read(typed: dict[str, str]) -> tuple[str, str]:
    """Give kind and text to search by; with a birth date, a name is that of a person born then."""
    if typed["kind"] == "name" and typed["born"]:
        return "person", f"{typed['text']}, {typed['born']}"
    return typed["kind"], typed["text"]


def _show(
    request: HttpRequest, by: Actor, typed: dict[str, str], refused: Refused | None = None, **shown: Any
) -> HttpResponse:
    return door.show_form(request, by, "find.html", refused, "text", typed=typed, kinds=KINDS, **shown)

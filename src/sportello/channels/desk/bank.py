"""The bank at the desk: its statements taken in, transfers that named no bill booked, the ledger to take along."""

from datetime import date
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sportello.actions import live
from sportello.actions.money import exporting, looking_up, statements, transfers
from sportello.channels.desk import books, door, forms
from sportello.channels.pages import handing
from sportello.core.actors import Actor
from sportello.core.errors import Refused


@require_http_methods(["GET", "HEAD", "POST"])
@door.at_desk
def show(request: HttpRequest, by: Actor) -> HttpResponse:
    """Take in a statement, and show those that were."""
    refused, told = None, None
    if request.method == "POST":
        try:
            upload = request.FILES.get("statement")
            told = statements.take(upload.read() if upload else b"", by=by)
        except Refused as wrong:
            door.check_access(wrong)
            refused = wrong
    taken = statements.list_newest(by=by)
    people = looking_up.name_staff((one.by for one in taken), by=by)
    facts = {"statements": taken, "told": told, "people": people}
    return door.show_form(request, by, "money_statements.html", refused, "statement", **facts)


@require_POST
@door.at_desk
def book(request: HttpRequest, by: Actor, difference: UUID) -> HttpResponse:
    """Book a transfer that named no bill to the one it was for."""
    try:
        statements.book(difference, request.POST.get("reference", "")[:100], by=by)
    except Refused as refused:
        door.check_access(refused)
        failed = forms.Failed(str(difference), refused, forms.keep_typed(request.POST))
        return books.show_failed(request, by, failed)
    door.tell(request, "desk-money-done-settled")
    return redirect("desk:money_differences")


@require_POST
@door.at_desk
def show_payer(request: HttpRequest, by: Actor, difference: UUID) -> HttpResponse:
    """Show among the differences who paid one, and what they wrote."""
    return books.show_failed(request, by, told={difference: transfers.open(difference, by=by)})


@require_safe
@door.at_desk
def export(request: HttpRequest, by: Actor) -> HttpResponse:
    """Give a month of the ledger as CSV."""
    try:
        month = date.fromisoformat(f"{request.GET.get('month', '')[:7]}-01")
    except ValueError:
        month = live.today().replace(day=1)
    ledger = "".join(exporting.write_month(month, by=by))
    return handing.give(ledger, f"ledger-{month:%Y-%m}.csv", "text/csv; charset=utf-8")

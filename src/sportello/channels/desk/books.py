"""The books at the desk: differences to look into, and a till to close."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sportello.actions.money import differences, looking_up, till, transfers
from sportello.channels.desk import door, forms
from sportello.channels.pages import languages, rendering
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.store.money import TillClosing

BOTH = ["GET", "HEAD", "POST"]


@require_safe
@door.at_desk
def show_differences(request: HttpRequest, by: Actor) -> HttpResponse:
    """Show what is open, and what was looked into of late, by whom."""
    return show_failed(request, by)


@require_POST
@door.at_desk
def settle(request: HttpRequest, by: Actor, difference: UUID) -> HttpResponse:
    """End a difference with a word."""
    try:
        differences.end(difference, request.POST.get("why", ""), by=by)
    except Refused as refused:
        door.check_access(refused)
        failed = forms.Failed(str(difference), refused, forms.keep_typed(request.POST))
        return show_failed(request, by, failed)
    door.tell(request, "desk-money-done-settled")
    return redirect("desk:money_differences")


@require_http_methods(BOTH)
@door.at_desk
def show_till(request: HttpRequest, by: Actor) -> HttpResponse:
    """Show one's day at the counter, and close it."""
    refused, counted = None, None
    if request.method == "POST":
        try:
            counted = forms.read_amount(request.POST.get("counted", ""), languages.of(request))
            _tell_closed(request, till.close(counted, request.POST.get("why", ""), by=by))
            return redirect("desk:money_till")
        except Refused as wrong:
            door.check_access(wrong)
            refused = wrong
    day, closings = till.get_day(by=by), till.list_closings(by=by)
    return door.show_form(
        request,
        by,
        "money_till.html",
        refused,
        "why" if refused and refused.code == "money.reason" else "counted",
        typed=forms.keep_typed(request.POST),
        counted=counted,
        day_of=day,
        closings=closings,
        people=looking_up.name_staff((one.by for one in closings), by=by),
    )


def _tell_closed(request: HttpRequest, closing: TillClosing) -> None:
    """Tell what was expected, what was counted and what lies between."""
    show = partial(rendering.phrases(languages.of(request))["money"], currency=closing.currency)
    way = "over" if closing.difference > 0 else "short" if closing.difference else "even"
    door.tell(
        request,
        f"desk-money-done-closed-{way}",
        booked=show(closing.booked),
        counted=show(closing.counted),
        difference=show(abs(closing.difference)),
    )


def show_failed(
    request: HttpRequest,
    by: Actor,
    failed: forms.Failed | None = None,
    told: Mapping[UUID, transfers.Told] | None = None,
) -> HttpResponse:
    """Show the differences, with the form that failed as it was filled in, and who paid those looked at."""
    open_ones, ended = differences.list_open(by=by), differences.list_ended(by=by)
    facts = [one.facts for one in open_ones] + [one.facts for one in ended]
    named = [*(one.by for one in ended), *(str(each.get("by", "")) for each in facts)]
    return door.show_form(
        request,
        by,
        "money_differences.html",
        failed.refused if failed else None,
        f"difference-{failed.form}" if failed else "",
        failed=failed,
        told=told or {},
        open_ones=open_ones,
        ended=ended,
        as_day=date.fromisoformat,
        as_amount=Decimal,
        people=looking_up.name_staff(named, by=by),
        may_settle=looking_up.may_settle(by=by),
    )

"""Money at the desk: a bill found, opened for a purpose, paid at the counter, given back or cancelled; receipts."""

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sportello.actions import city
from sportello.actions.looks import PURPOSES
from sportello.actions.money import differences, giving_back, looking_up, settling, till
from sportello.channels.desk import cases, door, forms
from sportello.channels.pages import languages
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.money import ledger

LONGEST = 300


@require_http_methods(["GET", "HEAD", "POST"])
@door.at_desk
def show(request: HttpRequest, by: Actor) -> HttpResponse:
    """Find bills by what somebody says. Posted, never in an address: numbers of people do not belong into logs."""
    typed = {name: request.POST.get(name, "").strip()[:LONGEST] for name in ("text", "purpose")}
    if request.method != "POST":
        return _show(request, by, typed)
    try:
        found = looking_up.find(typed["text"], typed["purpose"], by=by)
    except Refused as refused:
        door.check_access(refused)
        return _show(request, by, typed, refused, "purpose" if refused.code == "look.purpose" else "text")
    for line in found:
        cases.remember(request, line.id, typed["purpose"])
    return _show(request, by, typed, found=found)


@require_safe
@door.at_desk
def show_bill(request: HttpRequest, by: Actor, bill: UUID) -> HttpResponse:
    """Show a bill; the first time in a session, ask why it is opened."""
    given = request.GET.get("purpose")
    if given in PURPOSES:
        cases.remember(request, bill, given)
        return redirect("desk:money_bill", bill=bill)
    return _show_bill(request, by, bill)


@require_POST
@door.at_desk
def do(request: HttpRequest, by: Actor, bill: UUID, deed: str) -> HttpResponse:
    """Do a deed on a bill; what is refused is told at its form."""
    if deed not in DEEDS:
        raise Http404
    try:
        receipt = DEEDS[deed](request.POST, languages.of(request), bill, by)
    except Refused as refused:
        return _show_bill(request, by, bill, forms.Failed(deed, refused, forms.keep_typed(request.POST)))
    if receipt:
        return redirect("desk:money_receipt", number=receipt)
    door.tell(request, f"desk-money-done-{deed}")
    return redirect("desk:money_bill", bill=bill)


@require_safe
@door.at_desk
def show_receipt(request: HttpRequest, by: Actor, number: str) -> HttpResponse:
    """Show a receipt, to print it."""
    return door.show(request, by, "money_receipt.html", receipt=till.get_receipt(number, by=by))


@require_POST
@door.at_desk
def decide(request: HttpRequest, by: Actor, refund: UUID) -> HttpResponse:
    """Be the second who gives money back, or give nothing back."""
    try:
        if "refuse" in request.POST:
            giving_back.refuse(refund, by=by)
            door.tell(request, "desk-money-done-refused")
        else:
            giving_back.agree(refund, by=by)
            door.tell(request, "desk-money-done-agreed")
    except Refused as refused:
        door.check_access(refused)
        return _show(request, by, {}, refused, "waiting")
    return redirect("desk:money")


def _show(
    request: HttpRequest,
    by: Actor,
    typed: Mapping[str, str],
    refused: Refused | None = None,
    field: str = "",
    found: Sequence[looking_up.Line] | None = None,
) -> HttpResponse:
    waiting, open_ones = giving_back.list_waiting(by=by), differences.list_open(by=by)
    return door.show_form(
        request,
        by,
        "money.html",
        refused,
        field,
        typed=typed,
        purposes=PURPOSES,
        waiting=waiting,
        people=looking_up.name_staff((one.by for one in waiting), by=by),
        open_count=len(open_ones),
        found=found,
    )


def _show_bill(request: HttpRequest, by: Actor, bill: UUID, failed: forms.Failed | None = None) -> HttpResponse:
    purpose = cases.find_purpose(request, bill)
    if purpose is None:
        unsaid = "purpose" in request.GET or "asked" in request.GET
        problems = door.list_problems(request, Refused("access.purpose"), "purpose") if unsaid else []
        facts = {"at": f"/desk/money/bills/{bill}", "purposes": PURPOSES, "problems": problems, "back": "/desk/money"}
        return door.show(request, by, "purpose.html", status=422 if problems else 200, **facts)
    opened = looking_up.open(bill, purpose, by=by)
    waiting = [one for one in giving_back.list_waiting(by=by) if one.bill == bill]
    return door.show_form(
        request,
        by,
        "money_bill.html",
        failed.refused if failed else None,
        f"{failed.form}-form" if failed else "",
        failed=failed,
        opened=opened,
        waiting=waiting,
        people=looking_up.name_staff((one.by for one in waiting), by=by),
        counters=ledger.COUNTERS,
        alone=giving_back.most_alone(),
        token=city.new_id(),
    )


def _take(posted: QueryDict, language: str, bill: UUID, by: Actor) -> str:
    amount = forms.read_amount(posted.get("amount", ""), language)
    return till.take(bill, amount, posted.get("place", ""), forms.read_id(posted.get("token", "")), by=by)


def _give_back(posted: QueryDict, language: str, bill: UUID, by: Actor) -> str:
    amount = forms.read_amount(posted.get("amount", ""), language)
    token = forms.read_id(posted.get("token", ""))
    return giving_back.ask(bill, amount, posted.get("place", ""), posted.get("why", ""), token, by=by)


def _cancel(posted: QueryDict, language: str, bill: UUID, by: Actor) -> str:
    settling.cancel(bill, posted.get("why", ""), by=by)
    return ""


DEEDS: Mapping[str, Callable[[QueryDict, str, UUID, Actor], str]] = {
    "take": _take,
    "give_back": _give_back,
    "cancel": _cancel,
}

"""Bills on the web: what is owed, paying it at the provider's page, coming back from there."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from sportello.actions import live
from sportello.actions.money import bills, paying, till
from sportello.channels.pages import languages, rendering, visitors
from sportello.channels.pages.keeping import may_be_kept
from sportello.channels.web import CHANNEL
from sportello.core.errors import Refused

SIGNATURE = "Stripe-Signature"
DONE = ("paid", "later")


@may_be_kept
@require_safe
def list_bills(request: HttpRequest) -> HttpResponse:
    """Show the bills of the visitor, or of whom they act for."""
    by = visitors.actor(request, CHANNEL)
    if by.subject is None:
        raise Refused("bill.sign_in")
    return rendering.show(request, "web/pages/bills.html", bills=bills.list_mine(by=by))


@require_safe
def show(request: HttpRequest, bill: UUID) -> HttpResponse:
    """Show a bill: how to pay it, and what moved."""
    by = visitors.actor(request, CHANNEL)
    seen = bills.get(bill, by=by)
    return rendering.show(
        request,
        "web/pages/bill.html",
        bill=seen,
        bank=live.profile().money,
        is_in_folder=by.subject is not None,
        done=request.GET.get("done") if request.GET.get("done") in DONE else None,
        may_pay=paying.is_offered() and seen.next is not None,
    )


@require_safe
def show_receipt(request: HttpRequest, number: str) -> HttpResponse:
    """Show the receipt of a counter, to print."""
    written = till.get_receipt(number, by=visitors.actor(request, CHANNEL))
    return rendering.show(request, "web/pages/receipt_of_counter.html", receipt=written)


@require_POST
def pay(request: HttpRequest, bill: UUID) -> HttpResponse:
    """Lead to the provider's page. It is another site's, where no form of ours may send anybody by itself."""
    language = languages.of(request)
    address = paying.begin(bill, language, by=visitors.actor(request, CHANNEL))
    return rendering.show(request, "web/pages/bill_paying.html", address=address, bill=bill)


@require_safe
def come_back(request: HttpRequest, checkout: UUID) -> HttpResponse:
    """Take a payer back who has paid."""
    bill, is_there = paying.come_back(checkout, by=visitors.actor(request, CHANNEL))
    return redirect(f"/bills/{bill}?done={'paid' if is_there else 'later'}")


@csrf_exempt
@require_POST
def hear(request: HttpRequest) -> HttpResponse:
    """Hear the provider, which signs what it says; whoever else speaks here is refused."""
    paying.hear(request.body, request.headers.get(SIGNATURE, ""))
    return HttpResponse(status=204)

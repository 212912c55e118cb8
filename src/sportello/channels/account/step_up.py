"""Becoming sure enough for something: what is missing, how to get it, and back to where one came from.

Nothing that was typed elsewhere is lost on the way: drafts stay with whoever holds them.
"""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from sportello.actions import factors, homes, live
from sportello.actions.openid import issuers
from sportello.channels.account import door
from sportello.channels.pages import leading, proofs
from sportello.core.actors import Assurance
from sportello.core.assurance import Means
from sportello.store.accounts import Account

NEEDS = {"low": Assurance.LOW, "substantial": Assurance.SUBSTANTIAL, "high": Assurance.HIGH}


@require_safe
@door.known
def show(request: HttpRequest, account: Account) -> HttpResponse:
    """Say what is missing; whoever is sure enough by now is led on."""
    after = leading.find_next(request)
    needed = NEEDS.get(request.GET.get("need", ""), Assurance.SUBSTANTIAL)
    known, shown = Assurance(account.assurance), proofs.count(request)
    if min(known, shown) >= needed:
        return redirect(after)
    has = {one.means for one in factors.list_of(account)}
    return door.show(
        request,
        "step_up.html",
        needed=needed.name.lower(),
        after=after,
        asks_who=known < needed,
        asks_proof=shown < needed,
        account_number=account.login,
        has_home=homes.is_reached(account),
        has_proof=Means.PASSKEY in has or (needed < Assurance.HIGH and Means.APP in has),
        issuers=issuers.list_open(needed),
        offices=[office for office in live.profile().offices if office.get("counters")],
    )

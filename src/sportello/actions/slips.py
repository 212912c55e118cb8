"""Codes on paper: in a letter to where somebody is registered, or handed over at a counter. Each is good once.

They are longer than codes that are sent, since they last for weeks, and belong to one account.
"""

from datetime import timedelta
from typing import Literal

from sportello.actions import city, limits, sealing
from sportello.core import references
from sportello.core.errors import Refused
from sportello.store.accounts import Account, Code

Kind = Literal["letter", "paper"]
LASTS = {"letter": timedelta(days=30), "paper": timedelta(days=14)}
TRIES = limits.Limit("slip tries", 50, 24 * 3600)  # of 54 bits; fewer would let others lock it


def issue(account: Account, kind: Kind) -> str:
    """Make a code for an account, inside a transaction; the one before of its kind ends. Only its hash is kept."""
    code = references.new_code(city.current().random(references.RANDOM_BYTES))
    Code.objects.filter(account=account, kind=kind).delete()
    Code.objects.create(
        id=city.new_id(),
        kind=kind,
        account=account,
        index=sealing.index(kind, f"{account.id} {code}"),
        until=city.now() + LASTS[kind],
    )
    return code


def use(account: Account, kind: Kind, typed: str) -> None:
    """Use up the code of this kind. Refused `slip.wrong`, and `limit.reached` after some tries."""
    limits.take(TRIES, f"{account.id} {kind}")
    try:
        code = references.read_code(typed)
    except Refused:
        raise Refused("slip.wrong") from None
    wanted = sealing.search(kind, f"{account.id} {code}")
    used, _ = Code.objects.filter(account=account, kind=kind, index__in=wanted, until__gt=city.now()).delete()
    if not used:
        raise Refused("slip.wrong")

"""Where a register says somebody lives, as an address to write to, and whether letters arrive there.

Once one came back nothing goes there until the register has another address, or somebody confirms this one.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from sportello.actions import city, parties, sealing
from sportello.core import interview
from sportello.store.accounts import Account
from sportello.store.messages import HomeSilence

REGISTERED = "home"
"""The `once` name under which the register knows where a person lives."""


def find(account: Account) -> Mapping[str, Any] | None:
    """Find where a register of the city says the person lives; None where none does."""
    known = parties.known(account.party_id).get(REGISTERED) if account.party_id else None
    if known is None or known.source != interview.REGISTER or not known.value.get("line"):
        return None
    return dict(known.value)


def is_reached(account: Account) -> bool:
    """Tell whether a letter reaches them, as far as is known."""
    return find(account) is not None and not find_silence(account)


def list_lines(account: Account) -> list[str]:
    """List the lines of the address below the name; none where no register knows it."""
    home = find(account) or {}
    return [line for line in (home.get("line"), home.get("postcode")) if line]


def find_silence(account: Account) -> str:
    """Find why no letters go there (`core.delivery.Undelivered`); empty where they do, or it is another by now."""
    row = _find(account)
    return row.why if row and _open(row) == list_lines(account) else ""


def tell_silence(account: Account) -> Mapping[str, Any] | None:
    """Tell all that is kept of a letter that came back: the address (lines), why, and since when; None for nothing.

    For whoever takes it along; the caller has checked who asks.
    """
    row = _find(account)
    return {"address": _open(row), "why": row.why, "at": row.at} if row else None


def silence(account: Account, lines: Sequence[str], why: str) -> None:
    """Let no more letters go where this one went, inside a transaction. `lines`: as it was addressed.

    Where the register has another address by now, that one is written to.
    """
    home, party = list_lines(account), account.party
    if party is None or not home or list(lines)[-len(home) :] != home:
        return
    sealed = sealing.seal_json(sealing.party_key(party), party.id, "home", home)
    kept = {"sealed": sealed, "why": why, "at": city.now()}
    HomeSilence.objects.update_or_create(party=party, defaults=kept)


def end_silence(account: Account) -> None:
    """Let letters go there again: somebody confirmed the address."""
    HomeSilence.objects.filter(party=account.party_id).delete()


def _find(account: Account) -> HomeSilence | None:
    return HomeSilence.objects.select_related("party").filter(party=account.party_id).first()


def _open(row: HomeSilence) -> list[str]:
    return list(sealing.open_json(sealing.party_key(row.party), row.party_id, "home", row.sealed))

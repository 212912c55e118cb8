"""Reconciling: once a day the provider's own books are laid beside the ledger, and each difference is noted."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal

from sportello.actions import city
from sportello.actions.money import differences
from sportello.core.money.providers import Movement
from sportello.store.money import Entry, Posting, Refund

BACK = timedelta(days=3)  # movements are looked at on three days: some come late into the provider's books
FRESH = timedelta(minutes=15)  # news of the last minutes may still be under way


def reconcile() -> int:
    """Compare the last days with the provider; tell how many differences were found. Refused `payment.unavailable`."""
    provider = city.current().payments
    if provider is None:
        return 0
    until = city.now() - FRESH
    since = until - BACK
    theirs = {_key(provider.place, one): one for one in provider.list_movements(since, until)}
    ours = _list_ours(provider.place, since, until)
    found = 0
    for key, one in theirs.items():
        if _amount_of(provider.place, key) != one.amount:
            found += 1
            _note(key, "missing_here" if key not in ours else "amount", [one], str(ours.get(key, "")))
    for key in ours.keys() - theirs.keys():
        found += 1
        differences.note("missing_there", f"reconciled:{key}", facts={"key": key, "ours": str(ours[key])})
    return found


def _list_ours(place: str, since: datetime, until: datetime) -> dict[str, Decimal]:
    """List what the ledger says came to the provider's account or left it, by key; refunds by the provider's id."""
    rows = Posting.objects.filter(account=place, entry__at__gt=since, entry__at__lte=until)
    found = dict(rows.values_list("entry__key", "amount"))
    undone = {f"refund:{id}" for id in Refund.objects.exclude(failed_at=None).values_list("id", flat=True)}
    kept = {key: amount for key, amount in found.items() if key not in undone and not key.startswith("refund_failed:")}
    return {_rename(place, key): amount for key, amount in kept.items()}


def _rename(place: str, key: str) -> str:
    """Name our own refunds as the provider does."""
    if not key.startswith("refund:"):
        return key
    provider_id = Refund.objects.filter(id=key.removeprefix("refund:")).values_list("provider_id", flat=True).first()
    return f"{place}:refunded:{provider_id}" if provider_id else key


def _amount_of(place: str, key: str) -> Decimal | None:
    """Give what the ledger has of one movement, whenever it was entered."""
    refund = Refund.objects.filter(provider_id=key.rpartition(":")[2]).exclude(provider_id="").first()
    keys = [key, f"refund:{refund.id}"] if refund else [key]
    entry = Entry.objects.filter(key__in=keys).first()
    if entry is None:
        return None
    return Decimal(entry.postings.filter(account=place).values_list("amount", flat=True).first() or 0)


def _key(place: str, one: Movement) -> str:
    return f"{place}:{one.kind}:{one.id}"


def _note(key: str, kind: str, movements: Iterable[Movement], ours: str) -> None:
    for one in movements:
        facts = {"key": key, "theirs": str(one.amount), "ours": ours, "payment": one.payment}
        differences.note(kind, f"reconciled:{key}", facts=facts)

"""Getting an account back after losing what one signs in with, without losing the account.

By two other factors, after a wait in which whoever has a warning may stop it; or in person at a counter, where a second
clerk confirms what the first has seen. What was lost no longer signs in, all sessions end, every contact is told.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from sportello.actions import (
    access,
    accounts,
    city,
    contacts,
    factors,
    identification,
    limits,
    live,
    record,
    sealing,
    signed_in,
    slips,
    warnings,
)
from sportello.core import references
from sportello.core.actors import Actor, Assurance
from sportello.core.errors import Refused
from sportello.store.accounts import Account, Recovery

WAIT = timedelta(hours=24)
SAME_VISIT = timedelta(hours=8)
"""How long after the first clerk the second may confirm: the person is still there."""
READY = timedelta(days=7)
"""How long it may be finished, once it has waited."""
KEPT = timedelta(days=365)
ENOUGH = 2
ASKED = limits.Limit("recoveries", 3, 7 * 24 * 3600)


@dataclass(frozen=True)
class Waiting:
    """A recovery at a counter that waits for a second clerk."""

    id: UUID
    account: UUID
    name: str
    number: str
    document: str
    asked_at: datetime
    is_mine: bool  # begun by who looks


def find_open(account: Account) -> Recovery | None:
    """Find the recovery of an account that is under way; the caller has checked who asks."""
    return Recovery.objects.filter(_is_open(), account=account).first()


def ask(account: Account, shown: Collection[str], *, by: Actor) -> None:
    """Ask to get an account back for whose owner two other factors of different kinds were `shown`; it has to wait.

    Refused `recovery.not_enough`, `recovery.under_way`, `limit.reached`.
    """
    if len(set(shown)) < ENOUGH:
        raise Refused("recovery.not_enough")
    limits.take(ASKED, str(account.id))
    with transaction.atomic():
        _begin(account, "factors", by=by, ready_at=city.now() + WAIT)


def finish(account: Account, *, by: Actor) -> None:
    """Get the account back, once it has waited. Refused `recovery.none`, `recovery.not_ready` (at)."""
    with transaction.atomic():
        row = Recovery.objects.select_for_update().filter(_is_open(), account=account, how="factors").first()
        if row is None or row.ready_at is None:
            raise Refused("recovery.none")
        if row.ready_at > city.now():
            raise Refused("recovery.not_ready", at=live.local(row.ready_at))
        locked = Account.objects.select_for_update(no_key=True).get(id=account.id)
        locked.assurance = min(locked.assurance, Assurance.LOW)
        _drop(locked, row, by=by)


def begin_at_counter(account_id: UUID, document: str, *, by: Actor) -> None:
    """Begin to give an account back to the person at the counter, whose document was seen; a second clerk confirms it.

    Refused `access.counter`, `access.own`, `account.not_found`, `identification.document`, `recovery.under_way`.
    """
    access.check_counter(by)
    identification.check_document(document)
    with transaction.atomic():
        account = identification.lock_resident(account_id, by=by)
        _begin(account, "counter", by=by, document=document)


def confirm_at_counter(recovery_id: UUID, *, by: Actor) -> tuple[UUID, str]:
    """Confirm it as the second clerk; give the account and the code to hand over, with which the person signs in.

    The contacts go as well: whoever has the lost phone may read them. Refused `access.counter`, `access.four_eyes`,
    `access.own`, `recovery.none`.
    """
    access.check_counter(by)
    with transaction.atomic():
        row = _lock_at_counter(recovery_id)
        if row.first_by_id in (None, by.account):
            raise Refused("access.four_eyes")
        account = identification.lock_resident(row.account_id, by=by)
        _drop(account, row, by=by, with_contacts=True)
        identification.note(account, Assurance.HIGH, "counter", row.document, by=by)
        return account.id, slips.issue(account, "paper")


def refuse_at_counter(recovery_id: UUID, *, by: Actor) -> None:
    """End it as either clerk, with everything as it was. Refused `access.counter`, `recovery.none`."""
    access.check_counter(by)
    with transaction.atomic():
        _end(_lock_at_counter(recovery_id), "refused")


def list_at_counter(*, by: Actor) -> list[Waiting]:
    """List what waits for a second clerk. Refused `access.counter`."""
    access.check_counter(by)
    rows = Recovery.objects.filter(_is_open(), how="counter")
    return [
        Waiting(
            id=row.id,
            account=row.account_id,
            name=row.account.name,
            number=row.account.login,
            document=row.document,
            asked_at=row.asked_at,
            is_mine=row.first_by_id == by.account,
        )
        for row in rows.select_related("account").order_by("asked_at")
    ]


def forget() -> int:
    """Delete what ended a year ago; tell how many."""
    return Recovery.objects.filter(ended_at__lte=city.now() - KEPT).delete()[0]


def stop(code: str) -> None:
    """Stop a recovery as whoever got its warning. Refused `recovery.none`."""
    wanted = sealing.search_code("stop", code)
    with transaction.atomic():
        _stop(Recovery.objects.select_for_update().filter(_is_open(), stop_index__in=wanted).first())


def stop_own(*, by: Actor) -> None:
    """Stop a recovery of one's own account. Refused `access.not_yours`, `recovery.none`."""
    account = accounts.get_own(by)
    with transaction.atomic():
        _stop(Recovery.objects.select_for_update().filter(_is_open(), account=account).first())


def _begin(account: Account, how: str, *, by: Actor, ready_at: datetime | None = None, document: str = "") -> None:
    """Note that it is under way, and warn: each warning has the address at which it is stopped."""
    if find_open(account) is not None:
        raise Refused("recovery.under_way")
    Recovery.objects.filter(account=account, ended_at=None).update(ended_at=city.now(), outcome="expired")
    code = references.new_code(city.current().random(references.RANDOM_BYTES))
    Recovery.objects.create(
        id=city.new_id(),
        account=account,
        how=how,
        document=document,
        stop_index=sealing.index("stop", code),
        asked_at=city.now(),
        first_by_id=by.account if how == "counter" else None,
        ready_at=ready_at,
    )
    record.append("account.recovery_asked", by=by, facts={"account": str(account.id), "how": how})
    link = f"{city.current().base_url}/account/stop/{code}"
    warnings.send(account, f"recovery-{how}", link=link, **({"at": ready_at} if ready_at else {}))


def _drop(account: Account, row: Recovery, *, by: Actor, with_contacts: bool = False) -> None:
    """Let nothing that was lost sign in any more, and end all sessions."""
    warnings.send(account, "recovered")
    factors.drop_all(account)
    if with_contacts:
        for held in contacts.list_of(account):
            contacts.remove(held.id)
    account.set_unusable_password()
    account.save(update_fields=["password", "assurance"])
    signed_in.end_all(account.id)
    _end(row, "done")
    record.append("account.recovered", by=by, facts={"account": str(account.id), "how": row.how})


def _stop(row: Recovery | None) -> None:
    if row is None:
        raise Refused("recovery.none")
    _end(row, "stopped")
    by = Actor("account", party=row.account.party_id)
    record.append("account.recovery_stopped", by=by, facts={"account": str(row.account_id)})


def _end(row: Recovery, outcome: str) -> None:
    row.ended_at, row.outcome = city.now(), outcome
    row.save(update_fields=["ended_at", "outcome"])


def _lock_at_counter(recovery_id: UUID) -> Recovery:
    row = Recovery.objects.select_for_update(of=("self",)).filter(_is_open(), how="counter", id=recovery_id).first()
    if row is None:
        raise Refused("recovery.none")
    return row


def _is_open() -> Q:
    """Tell the recoveries that may still come to something: the visit goes on, the week after the wait is not over."""
    now = city.now()
    visiting = Q(how="counter", asked_at__gt=now - SAME_VISIT)
    return Q(ended_at=None) & (visiting | Q(how="factors", ready_at__gt=now - READY))

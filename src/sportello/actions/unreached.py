"""Those whom no letter reached, nor anything else: somebody tells them otherwise, or confirms their address."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet

from sportello.actions import access, accounts, deliveries, homes, identification, messages, record
from sportello.core.actors import Actor
from sportello.core.delivery import Channel, Undelivered
from sportello.store.accounts import Account
from sportello.store.messages import Message

TOLD = "told"
"""Why a message is sent no more, where its reader was told of it otherwise."""
MOST = 500


@dataclass(frozen=True)
class Seen:
    """Somebody whom messages did not reach: their account and its number, how many, why, and since when."""

    account: UUID
    number: str
    count: int
    why: Undelivered
    since: datetime


def list_of(*, by: Actor) -> list[Seen]:
    """List those whom unread messages did not reach, who waits longest first. Refused `access.counter`."""
    access.check_counter(by)
    theirs: dict[UUID | None, list[Message]] = {}
    for message in _unread().select_related("case").order_by("written_at")[:MOST]:
        theirs.setdefault(deliveries.party_of(message), []).append(message)
    found = Account.objects.filter(party__in=theirs.keys() - {None}, is_active=True)
    numbers = {account.party_id: (account.id, account.login) for account in found}
    return [
        Seen(*numbers[party], len(some), Undelivered(some[0].failed), some[0].written_at)
        for party, some in theirs.items()
        if party in numbers
    ]


def get_why(account_id: UUID, *, by: Actor) -> str:
    """Give why no letters reach the person of an account (`Undelivered`); empty if nothing is known against it.

    Refused `access.counter`.
    """
    access.check_counter(by)
    account = Account.objects.filter(id=account_id, party__isnull=False).first()
    if account is None:
        return ""
    first = _unread(account).order_by("written_at").first()
    return homes.find_silence(account) or (first.failed if first else "")


def settle(account_id: UUID, *, by: Actor) -> None:
    """Note that somebody was told otherwise of what did not reach them. Doing it twice does it once.

    Refused `access.counter`, `access.own`, `account.not_found`.
    """
    access.check_counter(by)
    with transaction.atomic():
        account = identification.lock_resident(account_id, by=by)
        for message in _unread(account).select_related("case").select_for_update(of=("self",)):
            message.failed = TOLD
            message.save(update_fields=["failed"])
            facts = {"message": str(message.id), "kind": message.kind}
            record.append("message.told", by=by, case=message.case, facts=facts)


def confirm(account_id: UUID, *, by: Actor) -> None:
    """Confirm for the person at the counter that the register's address is right: letters go there again.

    What did not reach them goes once more. Refused `access.counter`, `access.own`, `account.not_found`.
    """
    access.check_counter(by)
    with transaction.atomic():
        _confirm(identification.lock_resident(account_id, by=by), by)


def confirm_own(*, by: Actor) -> None:
    """Confirm that one lives where the register says, as `confirm` does. Refused `folder.…` as `preferences`."""
    access.check_own(by)
    with transaction.atomic():
        _confirm(accounts.get_own(by, lock=True), by)


def _confirm(account: Account, by: Actor) -> None:
    homes.end_silence(account)
    record.append("account.home_confirmed", by=by, facts={"account": str(account.id)})
    for message in _unread(account).select_related("case", "party").select_for_update(of=("self",)):
        key = messages.key_of(message)
        deliveries.start_again(message, key, messages.content_of(message, key))


def _unread(account: Account | None = None) -> QuerySet[Message]:
    found = Message.objects.filter(channel=Channel.LETTER, read_at=None, failed__in=list(Undelivered))
    return found if account is None else found.filter(Q(party=account.party_id) | Q(case__party=account.party_id))

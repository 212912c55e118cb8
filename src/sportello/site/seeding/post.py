"""Letters in a city on show: some posted last week, one of which came back, and two with a code that wait."""

from datetime import datetime, timedelta

from sportello.actions import access, accounts, batches, homes, identification, live, returned_letters
from sportello.core.actors import Actor
from sportello.core.delivery import Channel, Undelivered
from sportello.site.seeding.stage import Stage
from sportello.store.accounts import Account
from sportello.store.messages import Batch, Message

POSTED, BACK = timedelta(days=8), timedelta(days=1)
ORDERED = ("resident.4", "resident.5")


def add(stage: Stage, now: datetime) -> None:
    """Post what was gathered; let the first letter come back unclaimed, and two residents ask for a code."""
    clerk = _find_clerk()
    if clerk is None:  # this pack has no counter
        return
    stage.clock.turned = now - POSTED
    for batch in Batch.objects.filter(posted_at=None):
        batches.render(batch.id, by=clerk)
        batches.post(batch.id, by=clerk)
    stage.clock.turned = now - BACK
    letter = Message.objects.filter(channel=Channel.LETTER).filter(sent_at__isnull=False).order_by("written_at").first()
    if letter is not None:
        returned_letters.note(letter.id, Undelivered.UNCLAIMED, live.today(), by=clerk)
    stage.clock.turned = None
    for account in Account.objects.filter(login__in=ORDERED):
        if homes.is_reached(account):
            identification.order_letter(by=accounts.actor_of(account, "web"))


def _find_clerk() -> Actor | None:
    clerks = (accounts.actor_of(row, "desk") for row in Account.objects.filter(login__startswith="clerk."))
    return next((one for one in clerks if access.works_at_counter(one)), None)

"""What comes back of a message: reports of mail servers, and word of somebody that it is not for them."""

from uuid import UUID

from django.db import transaction

from sportello.actions import city, deliveries, messages, record, sealing
from sportello.core import bounces
from sportello.core.actors import Actor
from sportello.core.delivery import DENIED, UNWANTED, Channel
from sportello.core.errors import Refused
from sportello.store.cases import Case
from sportello.store.messages import Message, Return


def take(mail: bytes) -> int:
    """Take in an e-mail that came back; tell how many of our messages it was about. Doing it twice does it once."""
    return sum(_take(report) for report in bounces.read(mail))


def check_link(message_id: UUID, token: str) -> None:
    """Check the link in a message before its reader is asked. Refused `message.no_link`."""
    if token not in [index.hex() for index in sealing.search("not me", str(message_id))]:
        raise Refused("message.no_link")


def deny(message_id: UUID, token: str, *, channel: str, why: str = DENIED) -> None:
    """Hear that a message is not for whoever got it: nothing more goes to that address. Refused `message.no_link`.

    A mail program says no more than that its reader wants none (`why` is `UNWANTED`). It goes to its real reader by the
    next way there is. Doing it twice does it once, also for a message erased since.
    """
    check_link(message_id, token)
    with transaction.atomic():
        message = _lock(message_id)
        if message is None or not _is_out(message):
            return
        record.append("contact.denied", by=Actor(channel), case=message.case, facts={"message": str(message.id)})
        _come_back(message, why, is_gone=True)


def is_denied(case: Case) -> bool:
    """Tell whether a message of the case came to somebody who says it is not for them: they have its link."""
    return Return.objects.filter(message__case=case, why__in=(DENIED, UNWANTED)).exists()


def _take(report: bounces.Report) -> bool:
    message_id = deliveries.find_mail(report.message_id)
    if message_id is None:
        return False
    with transaction.atomic():
        message = _lock(message_id)
        if message is None or message.channel != Channel.EMAIL or not _is_out(message):
            return False
        if report.action == "delivered":
            message.delivered_at = city.now()
            message.save(update_fields=["delivered_at"])
        elif report.action == "failed":
            _come_back(message, report.status, is_gone=report.is_gone)
        return report.action in ("delivered", "failed")


def _lock(message_id: UUID) -> Message | None:
    rows = Message.objects.select_for_update(of=("self",)).select_related("case", "party")
    return rows.filter(id=message_id).first()


def _is_out(message: Message) -> bool:
    """Tell whether it was sent the way it stands, and has not come back from there."""
    return message.sent_at is not None and not message.failed


def _come_back(message: Message, why: str, *, is_gone: bool) -> None:
    key = messages.key_of(message)
    deliveries.come_back(message, key, messages.content_of(message, key), why, is_gone=is_gone)

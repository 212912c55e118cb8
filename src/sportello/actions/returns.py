"""What comes back of a message: reports of mail servers and networks, and word of whoever got it."""

from uuid import UUID

from django.db import transaction

from sportello.actions import city, contacts, deliveries, dispatches, limits, live, messages, record
from sportello.actions.limits import Limit
from sportello.core import actors, bounces, texting
from sportello.core.actors import Actor
from sportello.core.contacts import Contact
from sportello.core.delivery import DENIED, STOPPED, UNWANTED, Channel
from sportello.core.errors import Refused
from sportello.core.texting import Wish
from sportello.core.texts import say
from sportello.store.accounts import Account
from sportello.store.cases import Case
from sportello.store.messages import Message, Return

UNREAD = Limit("unread", most=1, seconds=86_400)


def take(mail: bytes) -> int:
    """Take in an e-mail that came back; tell how many of our messages it was about. Doing it twice does it once."""
    return sum(_take(report) for report in bounces.read(mail))


def take_receipt(receipt: texting.Receipt) -> bool:
    """Note what a network says became of a text, whenever it comes and however often; what was delivered stays so.

    False where no text waits for it: its message went another way since, or is only being handed over. An adapter tries
    that again for a minute.
    """
    with transaction.atomic():
        rows = Message.objects.select_for_update(of=("self",)).select_related("case", "party")
        message = rows.filter(channel=receipt.channel, handed=receipt.handed).exclude(handed="").first()
        if message is None:
            return False
        if message.delivered_at is None and receipt.delivered:
            message.delivered_at = city.now()
            message.save(update_fields=["delivered_at"])
        elif message.delivered_at is None:
            _come_back(message, receipt.why[:20] or deliveries.REJECTED, is_gone=receipt.is_gone)
    return True


def hear(number: str, text: str) -> None:
    """Hear what somebody texted to the city, over whichever network; `number` (E.164) is whom the network says it is.

    A word to stop ends all messages to that phone, one to start brings them back, and either is confirmed once; who
    writes anything else is told, once a day, where to write: nobody reads there. Of strangers nothing is kept.
    """
    contact = Contact("phone", number)
    account = contacts.find_account(contact)
    if account is None:
        return
    wish = texting.read_wish(text)
    with transaction.atomic():
        if wish is None:
            _answer(account, contact)
            return
        is_end = wish is Wish.STOP
        if contacts.silence(contact, STOPPED if is_end else ""):
            kind = "contact.stopped" if is_end else "contact.started"
            record.append(kind, by=actors.system(), facts={"account": str(account.id)})
            _post(account, contact, "stopped" if is_end else "started")


def check_link(message_id: UUID, token: str) -> Channel:
    """Check the link in a message before its reader is asked, and give the way it came. Refused `message.no_link`."""
    way = deliveries.find_stopped(message_id, token)
    if way is None:
        raise Refused("message.no_link")
    return way


def deny(message_id: UUID, token: str, *, channel: str, why: str = DENIED) -> None:
    """Hear that a message is not for whoever got it: nothing more goes to that address. Refused `message.no_link`.

    A mail program says no more than that its reader wants none (`why` is `UNWANTED`); they may say more afterwards. It
    goes to its real reader by the next way there is. Doing it twice does it once, also for a message erased since.
    """
    way = check_link(message_id, token)
    with transaction.atomic():
        message = _lock(message_id)
        if message is None:
            return
        if _is_out(message) and message.channel == way:
            record.append("contact.denied", by=Actor(channel), case=message.case, facts={"message": str(message.id)})
            _come_back(message, why, is_gone=True)
        elif why == DENIED:
            content = messages.content_of(message, messages.key_of(message))
            deliveries.deny_left(message, way, content, Actor(channel))


def is_denied(case: Case) -> bool:
    """Tell whether a message of the case came to somebody who says it is not for them: they have its link."""
    return Return.objects.filter(message__case=case, why__in=(DENIED, UNWANTED)).exists()


def _answer(account: Account, contact: Contact) -> None:
    try:
        limits.take(UNREAD, contact.normal)
    except Refused:
        return
    _post(account, contact, "unread")


def _post(account: Account, contact: Contact, kind: str) -> None:
    link, language = f"{city.current().base_url}/my", account.language or live.profile().languages[0]
    dispatches.post(contact, language, kind, city=say(live.profile().name, language), link=link)


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

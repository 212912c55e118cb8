"""How a message leaves: by which way, when, and by which other way once one has failed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from sportello import words
from sportello.actions import city, contacts, dispatches, homes, live, preferences, pushing, record, sealing
from sportello.actions.rows import Rows
from sportello.core import actors, delivery, ports
from sportello.core.actors import Actor
from sportello.core.contacts import Contact
from sportello.core.delivery import DENIED, STOPPED, UNWANTED, Channel, Preferences
from sportello.core.errors import Refused
from sportello.core.texts import say
from sportello.core.vault import Key
from sportello.store.accounts import Account
from sportello.store.accounts import Contact as Row
from sportello.store.cases import Case
from sportello.store.messages import Message, Return, Silence

REJECTED = "rejected"
BATCH = 200
MAIL_DIGITS = 20


@dataclass(frozen=True)
class Way:
    """The way a message goes: to which address, by which contact of the account's, and from when on (None: now).

    `failed` says why it cannot go that way, with no other left: somebody has to find out how they are reached.
    """

    channel: Channel
    address: str | None = None
    contact: UUID | None = None
    due_at: datetime | None = None
    failed: str = ""


ONLY_HERE = Way(Channel.PAGE)
SENT = (Channel.EMAIL, Channel.PHONE, Channel.WHATSAPP, Channel.PUSH)
"""Ways that a job takes by itself; letters wait to be gathered."""
TEXTED = (Channel.PHONE, Channel.WHATSAPP)


def choose(
    party: UUID | None,
    kind: str,
    *,
    case: Case | None = None,
    given: str | None = None,
    tried: Collection[Channel] = (),
) -> Way:
    """Choose the way: as the party prefers; else to the e-mail address `given` in the application; else a contact.

    Where nobody is signed in, the address given is the only way.
    """
    if given and (Channel.EMAIL in tried or (case is not None and kind != "received" and _is_silenced(case))):
        given = None
    account = Account.objects.filter(party=party, is_active=True).first() if party else None
    if account is None or party is None:
        return Way(Channel.EMAIL, given) if given else ONLY_HERE
    preferred = preferences.of(party)
    ways = preferences.list_contact_ways(account) | ({Channel.EMAIL} if given else set())
    is_wanted = preferred.channel is Channel.LETTER
    if (is_wanted or not ways - set(tried)) and (is_wanted or kind not in delivery.UNIMPORTANT):
        ways |= preferences.list_ways(account)
    channel = delivery.choose(preferred, ways, tried)
    if channel is Channel.PAGE:
        return _stay(account, kind, preferred)
    return _address(account, channel, given, preferred, _wait(preferred, kind))


def write(message: Message, key: Key, content: Mapping[str, str], way: Way, rows: Rows) -> None:
    """Write a message to go this way, with what else is in `rows`; in a folder it is available from then on."""
    party = party_of(message)
    _set(message, key, content, way)
    if party and message.kind not in delivery.UNIMPORTANT:
        message.remind_at = message.written_at + delivery.REMIND_AFTER
    rows.add(message)
    if party:
        facts = {"message": str(message.id), "kind": message.kind}
        rows.add(record.event("message.available", by=actors.system(), case=message.case, facts=facts))
    if _is_ready(message):
        rows.defer("send_message", message=str(message.id))


def hand_over(message: Message, content: Mapping[str, Any], mailer: ports.Mailer) -> str:
    """Hand a message over by its way, e-mails to this mailer; give the network's id of a text.

    Refused `mail.…`, `texts.…`, `push.…` as ports say.
    """
    language, stop = message.language, stop_link(message.id, message.channel)
    if message.channel == Channel.PUSH:
        party = party_of(message)
        assert party is not None
        notice = pushing.word(message.id, language, "message", message.kind, stop)
        pushing.tell(party, notice, since=message.written_at)
        return ""
    if message.channel in TEXTED:
        return _text(message, content, stop)
    body = f"{content['body'].rstrip()}\n\n{words.say(language, 'message-foot', link=stop, **_facts(language))}\n"
    mailer.send(content["address"], content["subject"], body, message_id=mail_id(message.id), stop=stop)
    return ""


def send_due() -> int:
    """Send on what has waited for its hour; tell how many. Doing it twice sends once."""
    with transaction.atomic():
        rows = Message.objects.select_for_update(skip_locked=True).filter(due_at__lte=city.now())[:BATCH]
        for message in rows:
            message.due_at = None
            message.save(update_fields=["due_at"])
            _start(message)
    return len(rows)


def remind() -> int:
    """Remind of messages that nobody has opened, once each, and not in quiet hours; tell how many."""
    with transaction.atomic():
        found = Message.objects.select_for_update(skip_locked=True, of=("self",)).select_related("case")
        rows = found.filter(remind_at__lte=city.now())[:BATCH]
        for message in rows:
            message.remind_at = _remind(message) if message.read_at is None else None
            message.save(update_fields=["remind_at"])
    return len(rows)


def come_back(
    message: Message,
    key: Key,
    content: Mapping[str, Any],
    why: str,
    *,
    is_gone: bool,
    at: datetime | None = None,
    by: Actor | None = None,
) -> None:
    """Note that a message came back, inside a transaction that locked it, and send it the next way there is.

    `is_gone` tells that the address will not do for other messages either; `at` when it came back, if not now; `by` who
    says so, if not a machine.
    """
    Return.objects.create(id=city.new_id(), message=message, channel=message.channel, why=why, at=at or city.now())
    if is_gone:
        _silence(message, message.channel, content, why)
    facts = {"message": str(message.id), "kind": message.kind, "channel": message.channel, "why": why}
    record.append("message.returned", by=by or actors.system(), case=message.case, facts=facts)
    tried = {Channel(one) for one in message.returns.values_list("channel", flat=True)}
    way = ONLY_HERE
    if message.read_at is None:
        way = choose(party_of(message), message.kind, case=message.case, tried=tried)
    if way.channel is Channel.PAGE:
        message.failed, message.due_at, message.handed = why, None, ""
    else:
        _send_on(message, key, content, way)
    message.save()


def deny_left(message: Message, channel: Channel, content: Mapping[str, Any], by: Actor) -> None:
    """Note that a message was not for whoever got it this way, once, though it came back from there, or went on."""
    if message.returns.filter(channel=channel, why=DENIED).exists():
        return
    Return.objects.create(id=city.new_id(), message=message, channel=channel, why=DENIED, at=city.now())
    _silence(message, channel, content, DENIED)
    record.append("contact.denied", by=by, case=message.case, facts={"message": str(message.id)})


def start_again(message: Message, key: Key, content: Mapping[str, Any]) -> None:
    """Let a message that reached nobody go as it would now, inside a transaction that locked it."""
    message.batch, message.reference = None, ""
    _send_on(message, key, content, choose(party_of(message), message.kind, case=message.case))
    message.save()


def forget_reader(case: Case) -> None:
    """Forget where the messages of a case went, inside a transaction, as their reader leaves it: what waits stays here.

    A letter has the name and home of whoever it was to, under a key that the other applicant has too.
    """
    key = sealing.case_key(case)
    for message in case.messages.select_for_update():
        if message.sent_at is None:
            message.channel, message.batch, message.reference = Channel.PAGE, None, ""
        said = sealing.open_json(key, message.id, "message", message.sealed)
        message.sealed = sealing.seal_json(key, message.id, "message", {**said, "address": None, "contact": None})
        message.due_at = message.remind_at = None
        message.save(update_fields=["channel", "batch", "reference", "sealed", "due_at", "remind_at"])


def party_of(message: Message) -> UUID | None:
    """Give whose message it is; None for one of a case without an account."""
    return message.party_id or (message.case.party_id if message.case else None)


def stop_link(message: UUID, channel: str) -> str:
    """Give the address at which whoever got a message by mistake, this way, says so."""
    return f"{city.current().base_url}/not-me/{message}/{sealing.index('not me', f'{message} {channel}').hex()}"


def find_stopped(message: UUID, token: str) -> Channel | None:
    """Find which way a message went to whoever has this token of `stop_link`; None for one that is made up."""
    said = ((channel, sealing.search("not me", f"{message} {channel}")) for channel in Channel)
    return next((channel for channel, indexes in said if token in [index.hex() for index in indexes]), None)


def mail_id(message: UUID) -> str:
    """Give the Message-ID of a message: its id, which the record tells everybody, and 80 bits that whoever got it has.

    What mail servers report back names it, so nobody else can say that a message came back.
    """
    return f"{message}.{sealing.index('mail', str(message)).hex()[:MAIL_DIGITS]}"


def find_mail(mail: str) -> UUID | None:
    """Find the message that was sent under this Message-ID; None for one that is made up."""
    id, _, code = mail.partition("@")[0].partition(".")
    try:
        message = UUID(id)
    except ValueError:
        return None
    codes = [index.hex()[:MAIL_DIGITS] for index in sealing.search("mail", str(message))]
    return message if code in codes else None


def _text(message: Message, content: Mapping[str, Any], stop: str) -> str:
    """Send a text to the phone, unless its holder has said meanwhile that they want none."""
    network = city.current().texts if message.channel == Channel.PHONE else city.current().whatsapp
    if network is None:
        raise Refused("texts.cannot")
    if Row.objects.filter(id=content["contact"], silenced=STOPPED).exists():
        raise Refused("texts.stopped")
    facts = {**_facts(message.language), "subject": content["subject"], "link": _link(message), "stop": stop}
    said = words.text(message.language, "message-short", **facts)
    return network.send(content["address"], said, message_id=str(message.id))


def _address(
    account: Account, channel: Channel, given: str | None, preferred: Preferences, due_at: datetime | None
) -> Way:
    """Find the address: for e-mail that given in the application, unless they have asked for e-mail themselves."""
    if channel is Channel.LETTER:
        return Way(channel, "\n".join(_list_lines(account)))
    if channel is Channel.PUSH:
        return Way(channel, due_at=due_at)
    kind = "email" if channel is Channel.EMAIL else "phone"
    held = [one for one in contacts.list_reached(account) if one.contact.kind == kind]
    if given and channel is Channel.EMAIL and (not held or preferred.channel is None):
        return Way(channel, given, None, due_at)
    return Way(channel, held[0].contact.text, held[0].id, due_at)


def _stay(account: Account, kind: str, preferred: Preferences) -> Way:
    """Leave a message in the folder; where it would go by letter, had none come back, say why it does not."""
    is_enough = preferred.channel is Channel.PAGE or kind in delivery.UNIMPORTANT
    why = "" if is_enough else homes.find_silence(account)
    return Way(Channel.LETTER, "\n".join(_list_lines(account)), failed=why) if why else ONLY_HERE


def _list_lines(account: Account) -> list[str]:
    """List the lines of a letter's address: the name, and where a register of the city says they live."""
    return [line for line in (account.name, *homes.list_lines(account)) if line]


def _wait(preferred: Preferences, kind: str) -> datetime | None:
    now = live.local(city.now())
    at = delivery.when(preferred, kind, now)
    return at if at > now else None


def _set(message: Message, key: Key, content: Mapping[str, Any], way: Way) -> None:
    told = {"subject": content["subject"], "body": content["body"], "address": way.address, "contact": way.contact}
    if "contact" in content:  # it went another way before, to whom may still say that it was not for them
        told["left"] = {**content.get("left", {}), message.channel: content["contact"]}
    message.channel, message.due_at, message.failed, message.handed = way.channel, way.due_at, way.failed, ""
    message.sealed = sealing.seal_json(key, message.id, "message", told)


def _send_on(message: Message, key: Key, content: Mapping[str, Any], way: Way) -> None:
    message.sent_at, message.delivered_at = None, None
    _set(message, key, content, way)
    _start(message)


def _start(message: Message) -> None:
    if _is_ready(message):
        city.current().jobs.defer("send_message", message=str(message.id))


def _is_ready(message: Message) -> bool:
    """Tell whether a job may send it now."""
    return message.channel in SENT and message.due_at is None and message.sent_at is None


def _remind(message: Message) -> datetime | None:
    """Write a reminder to the contact preferred now, or give the later moment at which to."""
    party = party_of(message)
    way = choose(party, message.kind)
    if way.due_at or way.channel not in SENT:
        return way.due_at
    if way.channel is Channel.PUSH and party:
        dispatches.post_to_devices(
            party, message.id, message.language, message.kind, stop_link(message.id, way.channel)
        )
    elif way.address:
        contact = Contact("email" if way.channel is Channel.EMAIL else "phone", way.address)
        dispatches.post(contact, message.language, "reminder", **_facts(message.language), link=_link(message))
    facts = {"message": str(message.id), "channel": str(way.channel)}
    record.append("message.reminded", by=actors.system(), case=message.case, facts=facts)
    return None


def _silence(message: Message, channel: str, content: Mapping[str, Any], why: str) -> None:
    """Let the address that a message went to this way get no others: the account's contact, or what was given in the
    application.

    Of devices those that have gone are forgotten already; who says that one is theirs may have any of them.
    """
    contact = content.get("contact") if channel == message.channel else content.get("left", {}).get(channel)
    if channel == Channel.PUSH:
        party = party_of(message)
        if why in (DENIED, UNWANTED) and party:
            pushing.end_all(party)
    elif channel == Channel.LETTER:
        account = Account.objects.filter(party=party_of(message), is_active=True).first()
        if account is not None:
            homes.silence(account, content["address"].splitlines(), why)
    elif contact:
        Row.objects.filter(id=contact).exclude(silenced=DENIED).update(silenced=why)
    elif message.case is not None:
        row, _ = Silence.objects.get_or_create(case=message.case, defaults={"why": why, "at": city.now()})
        if why == DENIED:  # says more than that they want no mail, or that it came back once
            row.why = why
            row.save(update_fields=["why"])


def _is_silenced(case: Case) -> bool:
    return Silence.objects.filter(case=case).exists()


def _facts(language: str) -> dict[str, str]:
    return {"city": say(live.profile().name, language)}


def _link(message: Message) -> str:
    return f"{city.current().base_url}/my/inbox/{message.id}"

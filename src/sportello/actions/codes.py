"""One-time codes to a contact, whoever's it is: what is sent, and how long it takes, does not tell whether an account
has it. Tries and sendings are counted for all processes together.
"""

from datetime import timedelta
from uuid import UUID

from django.db import transaction

from sportello.actions import city, dispatches, limits, live, sealing
from sportello.core.contacts import Contact
from sportello.core.errors import Refused
from sportello.core.texts import say
from sportello.store.accounts import Code

KIND = "sent code"  # of index, over the code's id and itself: six digits alone could be tried
DIGITS = 6
MINUTES = 15
LASTS = timedelta(minutes=MINUTES)
OPENS = timedelta(minutes=30)
"""How long a code that was right lets one open an account with that contact."""
HOUR, DAY = 3600, 24 * 3600
TRIES = limits.Limit("code tries", 5, 2 * HOUR)
TO = limits.Limit("codes to", 5, MINUTES * 60)
TO_A_DAY = limits.Limit("codes to, a day", 20, DAY)  # with the tries of each: one in ten thousand is guessed
FROM = limits.Limit("codes from", 60, HOUR)  # a library shares one address


def send(contact: Contact, language: str, *, asked_from: str) -> UUID:
    """Send a code to a contact, and give the id with which it is checked.

    Refused `limit.reached`, and `contact.no_texts` for a phone where the city sends no text messages.
    """
    if contact.kind == "phone" and city.current().texts is None:
        raise Refused("contact.no_texts")
    limits.take(FROM, asked_from)
    for limit in (TO, TO_A_DAY):
        limits.take(limit, contact.normal)
    code_id, code = city.new_id(), _draw()
    key, wrapped = sealing.new_key(code_id)
    with transaction.atomic():
        Code.objects.create(
            id=code_id,
            kind="sent",
            index=sealing.index(KIND, f"{code_id} {code}"),
            wrapped_key=wrapped,
            sealed=sealing.seal_json(key, code_id, "code", {"kind": contact.kind, "text": contact.text}),
            until=city.now() + LASTS,
        )
        name = say(live.profile().name, language)
        dispatches.post(contact, language, "code", code=code, minutes=MINUTES, city=name)
    return code_id


def confirm(code_id: UUID, typed: str) -> Contact:
    """Confirm the contact by the code that was sent there, once. Refused `code.wrong`, `code.over`."""
    row = Code.objects.filter(id=code_id, kind="sent", confirmed_at=None, until__gt=city.now()).first()
    if row is None:
        raise Refused("code.over")
    try:
        limits.take(TRIES, str(code_id))
    except Refused:
        raise Refused("code.over") from None
    digits = "".join(filter(str.isdigit, typed))
    if bytes(row.index) not in sealing.search(KIND, f"{code_id} {digits}"):
        raise Refused("code.wrong", digits=DIGITS)
    opens = city.now() + OPENS
    if not Code.objects.filter(id=code_id, confirmed_at=None).update(confirmed_at=city.now(), until=opens):
        raise Refused("code.over")
    return _contact(row)


def take(code_id: UUID) -> Contact:
    """Give the contact that was confirmed a while ago, once, inside a transaction. Refused `code.over`."""
    row = (
        Code.objects.select_for_update()
        .filter(id=code_id, kind="sent", confirmed_at__isnull=False, until__gt=city.now())
        .first()
    )
    if row is None:
        raise Refused("code.over")
    contact = _contact(row)
    row.delete()
    return contact


def drop(code_id: UUID) -> None:
    """Forget a code that has served."""
    Code.objects.filter(id=code_id).delete()


def forget() -> int:
    """Delete the codes that are over; tell how many."""
    return Code.objects.filter(until__lte=city.now()).delete()[0]


def _draw() -> str:
    return f"{int.from_bytes(city.current().random(16)) % 10**DIGITS:0{DIGITS}}"


def _contact(row: Code) -> Contact:
    said = sealing.open_json(sealing.sent_key(row), row.id, "code", row.sealed or b"")
    return Contact(said["kind"], said["text"])

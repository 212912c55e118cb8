"""Letters with a code, as PDF: asked for in a deed's transaction, made and stored sealed by a job. Knows no printer.

They go apart from the batches of messages. Who ordered one for somebody does not print it, who prints it first is the
only one who prints it again, and once posted its PDF is gone: one person, whom the record names, may have read it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from django.db import transaction

from sportello import words
from sportello.actions import access, city, live, record, sealing
from sportello.actions.slips import LASTS
from sportello.core import showing
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.texts import say
from sportello.store.accounts import Account, Letter

TEMPLATE = Path(__file__).with_name("letter.typ")
KIND = "letters"
MOST = 50
PAGES = {"home": "/account/letter", "first": "/sign-in/paper"}


@dataclass(frozen=True)
class Made:
    """A letter that is there to be printed, or was posted: to the account with this number. `mine`: the actor may."""

    id: UUID
    number: str
    ordered_at: datetime
    printed_at: datetime | None
    posted_at: datetime | None
    mine: bool


def order(account: Account, code: str, home: Mapping[str, Any], *, by: Actor, first: bool = False) -> UUID:
    """Ask for a letter with this code to this address (`line`, `postcode`), inside a transaction; give its id.

    `first` is for an account just opened, to which one signs in with the code for the first time.
    """
    letter_id = city.new_id()
    until = live.local(city.now() + LASTS["paper" if first else "letter"]).date()
    content = {
        "code": code,
        "to": [account.name, home["line"], home.get("postcode") or ""],
        "until": until.isoformat(),
        "says": "first" if first else "home",
    }
    sealed = sealing.seal_json(sealing.account_key(account), letter_id, "letter", content)
    Letter.objects.create(id=letter_id, account=account, sealed=sealed, ordered_at=city.now(), ordered_by=by.name)
    city.current().jobs.defer("make_letter", letter=str(letter_id))
    return letter_id


def is_under_way(account: Account) -> bool:
    """Tell whether a letter with a code that still counts was ordered for the account, and not printed yet."""
    since = city.now() - LASTS["letter"]
    return Letter.objects.filter(account=account, printed_at=None, ordered_at__gt=since).exists()


def make(letter_id: UUID) -> None:
    """Make one letter. Doing it twice makes it once; one whose account is gone is not made."""
    with transaction.atomic():
        found = Letter.objects.select_for_update(of=("self",)).select_related("account")
        letter = found.filter(id=letter_id, made_at=None).first()
        if letter is None:
            return
        key = sealing.account_key(letter.account)
        content = sealing.open_json(key, letter.id, "letter", letter.sealed or b"")
        pdf = _render(letter, content)
        city.current().files.write(f"{KIND}/{letter.id}", sealing.seal(key, letter.id, "pdf", pdf))
        letter.sealed, letter.made_at = None, city.now()
        letter.save(update_fields=["sealed", "made_at"])


def open_pdf(letter: Letter) -> bytes:
    """Give a letter's PDF to whoever prints; the caller has checked who that is."""
    sealed = city.current().files.read(f"{KIND}/{letter.id}")
    return sealing.open(sealing.account_key(letter.account), letter.id, "pdf", sealed)


def list_made(*, by: Actor) -> list[Made]:
    """List the letters that were made, newest first. Refused `access.counter`."""
    access.check_counter(by)
    rows = Letter.objects.filter(made_at__isnull=False).select_related("account").order_by("-ordered_at")[:MOST]
    return [
        Made(row.id, row.account.login, row.ordered_at, row.printed_at, row.posted_at, _find_why_not(row, by) is None)
        for row in rows
    ]


def print_one(letter_id: UUID, *, by: Actor) -> bytes:
    """Give a letter's PDF to a clerk who puts it into its envelope.

    Refused `access.counter`, `access.own`, `access.four_eyes` to who ordered it, `letter.printed` once another did,
    `letter.posted`, `letter.not_found`.
    """
    access.check_counter(by)
    with transaction.atomic():
        letter = _lock_made(letter_id)
        if why_not := _find_why_not(letter, by):
            raise Refused(why_not)
        letter.printed_at, letter.printed_by = letter.printed_at or city.now(), by.name
        letter.save(update_fields=["printed_at", "printed_by"])
        record.append("letters.printed", by=by, facts={"letter": str(letter.id), "count": 1})
    return open_pdf(letter)


def post(letter_id: UUID, *, by: Actor) -> None:
    """Mark a letter as posted, and delete what was printed. Doing it twice does it once.

    Refused `access.counter`, `letter.not_found`, `letter.not_printed`.
    """
    access.check_counter(by)
    with transaction.atomic():
        letter = _lock_made(letter_id)
        if letter.printed_at is None:
            raise Refused("letter.not_printed")
        if letter.posted_at is not None:
            return
        letter.posted_at = city.now()
        letter.save(update_fields=["posted_at"])
        record.append("letters.posted", by=by, facts={"letter": str(letter.id)})
        transaction.on_commit(lambda: city.current().files.delete(f"{KIND}/{letter.id}"))


def forget() -> int:
    """Delete letters whose codes are over; tell how many."""
    old = Letter.objects.filter(ordered_at__lte=city.now() - LASTS["letter"])
    names = [f"{KIND}/{id}" for id in old.values_list("id", flat=True)]
    for name in names:
        city.current().files.delete(name)
    return old.delete()[0]


def list_names(account: Account) -> list[str]:
    """List the names under which letters of an account are stored."""
    return [f"{KIND}/{id}" for id in Letter.objects.filter(account=account).values_list("id", flat=True)]


def _lock_made(letter_id: UUID) -> Letter:
    rows = Letter.objects.select_for_update(of=("self",)).select_related("account")
    letter = rows.filter(id=letter_id, made_at__isnull=False).first()
    if letter is None:
        raise Refused("letter.not_found")
    return letter


def _find_why_not(letter: Letter, by: Actor) -> str | None:
    """Find why the actor may not print a letter; None if they may."""
    if letter.posted_at is not None:
        return "letter.posted"
    if letter.account_id == by.account:
        return "access.own"
    if letter.ordered_by == by.name:
        return "access.four_eyes"
    return "letter.printed" if letter.printed_by not in ("", by.name) else None


def _render(letter: Letter, content: Mapping[str, Any]) -> bytes:
    profile = live.profile()
    language = letter.account.language if letter.account.language in profile.languages else profile.languages[0]
    name = say(profile.name, language)
    contact = profile.contact.get("address", "")
    data = {
        "language": language,
        "city": name,
        "sender": say(contact, language) if isinstance(contact, Mapping) else contact,
        "to": [line for line in content["to"] if line],
        "code": content["code"],
        "title": words.say(language, f"account-letter-{content['says']}-title", city=name),
        "day": showing.show_date(language, live.local(letter.ordered_at).date()),
        "text": words.say(
            language,
            f"account-letter-{content['says']}-text",
            city=name,
            address=f"{city.current().base_url}{PAGES[content['says']]}",
            number=letter.account.login,
        ),
        "until": words.say(language, "account-letter-until", until=date.fromisoformat(content["until"])),
        "warning": words.say(language, "account-letter-warning", phone=str(profile.contact.get("phone", ""))),
        "brand": dict(profile.brand),
    }
    return city.current().typesetter.render_pdf({"main.typ": TEMPLATE.read_text()}, data, made_at=city.now())

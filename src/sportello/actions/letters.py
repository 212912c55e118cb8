"""Letters with a code: asked for in a deed's transaction, printed one by one or together, and posted.

They go apart from the batches of messages. Who ordered one for somebody does not print it, who prints it first is the
only one who prints it again, and once it is posted its code is kept nowhere: one person, whom the record names, may
have read it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q, QuerySet

from sportello import words
from sportello.actions import access, batches, city, live, record, sealing, sheets
from sportello.actions.slips import LASTS
from sportello.core.actors import Actor
from sportello.core.errors import Refused
from sportello.core.texts import say
from sportello.store.accounts import Account, Code, Letter
from sportello.store.messages import Batch

MOST = 50
KEPT = timedelta(days=90)
"""How long it is known that a letter was posted: by then the post has brought it back, if it does."""
PAGES = {"home": "/account/letter", "first": "/sign-in/paper"}


@dataclass(frozen=True)
class Seen:
    """A letter that is there to be printed, or was posted: to the account with this number. `mine`: the actor may."""

    id: UUID
    number: str
    reference: str
    ordered_at: datetime
    printed_at: datetime | None
    posted_at: datetime | None
    returned_at: datetime | None
    mine: bool


@dataclass(frozen=True)
class Together:
    """Letters printed together: how many, how often; posted when (None: not yet). `mine`: the actor prints them."""

    id: UUID
    count: int
    printed_at: datetime | None
    prints: int
    posted_at: datetime | None
    mine: bool


def order(account: Account, code: str, home: Mapping[str, Any], *, by: Actor, first: bool = False) -> UUID:
    """Ask for a letter with this code to this address (`line`, `postcode`), inside a transaction; give its id.

    `first` is for an account just opened, to which one signs in with the code for the first time.
    """
    letter_id = city.new_id()
    kind: Literal["paper", "letter"] = "paper" if first else "letter"
    content = {
        "code": code,
        "to": [account.name, home["line"], home.get("postcode") or ""],
        "until": live.local(city.now() + LASTS[kind]).date().isoformat(),
        "says": "first" if first else "home",
    }
    Letter.objects.create(
        id=letter_id,
        account=account,
        reference=sheets.new_reference(),
        sealed=sealing.seal_json(sealing.account_key(account), letter_id, "letter", content),
        code=Code.objects.get(account=account, kind=kind).id,
        ordered_at=city.now(),
        ordered_by=by.name,
    )
    return letter_id


def is_under_way(account: Account) -> bool:
    """Tell whether a letter with a code that still counts was ordered for the account, and not printed yet."""
    since = city.now() - LASTS["letter"]
    return Letter.objects.filter(account=account, printed_at=None, ordered_at__gt=since).exists()


def list_of(*, by: Actor, batch: UUID | None = None) -> list[Seen]:
    """List the letters of a batch; or those in none, what is not posted first, the newest first.

    Refused `access.counter`.
    """
    access.check_counter(by)
    found = Letter.objects.filter(batch=batch).select_related("account")
    if batch is None:
        found = found.order_by(F("posted_at").desc(nulls_first=True), "-ordered_at")[:MOST]
    else:
        found = found.order_by("ordered_at")
    return [
        Seen(
            row.id,
            row.account.login,
            row.reference,
            row.ordered_at,
            row.printed_at,
            row.posted_at,
            row.returned_at,
            _find_why_not(row, by) is None,
        )
        for row in found
    ]


def list_batches(*, by: Actor) -> list[Together]:
    """List what was printed together, what is not posted first, the newest first. Refused `access.counter`."""
    access.check_counter(by)
    rows = Batch.objects.filter(coded=True).annotate(count=Count("letter"))
    found = rows.order_by(F("posted_at").desc(nulls_first=True), "-made_at")[:MOST]
    return [
        Together(
            row.id,
            row.count,
            row.printed_at,
            row.prints,
            row.posted_at,
            row.posted_at is None and row.printed_by == by.name,
        )
        for row in found
    ]


def count_waiting(*, by: Actor) -> int:
    """Count the letters that nobody has printed and the actor may print. Refused `access.counter`."""
    access.check_counter(by)
    return _waiting(by).count()


def print_one(letter_id: UUID, *, by: Actor) -> bytes:
    """Print a letter, for a clerk who puts it into its envelope.

    Refused `access.counter`, `access.own`, `access.four_eyes` to who ordered it, `letter.printed` once another did,
    `letter.posted`, `letter.unshown`, `letter.not_found`.
    """
    access.check_counter(by)
    with transaction.atomic():
        letter = _lock(letter_id)
        if why_not := _find_why_not(letter, by):
            raise Refused(why_not)
        _note(letter, by)
        record.append("letters.printed", by=by, facts={"letter": str(letter.id), "count": 1})
        return sheets.render_one(_sheet(letter), letter.ordered_at)


def print_waiting(*, by: Actor) -> bytes:
    """Print together what nobody has printed and the actor may: from then on it is a batch, and theirs.

    Those with a sign that no font has go on waiting. Refused `access.counter`, `letter.none_waits`, `letter.unshown`.
    """
    access.check_counter(by)
    with transaction.atomic():
        found = list(_waiting(by).select_for_update(of=("self",), skip_locked=True)[: batches.LARGEST])
        if not found:
            raise Refused("letter.none_waits")
        batch = Batch.objects.create(id=city.new_id(), coded=True, made_at=city.now())
        for letter in found:
            letter.batch = batch
        return _print(batch, found, by)


def print_again(batch_id: UUID, *, by: Actor) -> bytes:
    """Print a batch again: its paper was spoilt. It says so.

    Refused `access.counter`, `batch.not_found`, `letter.posted`, `letter.printed` to all but who printed it.
    """
    access.check_counter(by)
    with transaction.atomic():
        batch = batches.find(batch_id, coded=True)
        if batch.posted_at is not None:
            raise Refused("letter.posted")
        if batch.printed_by != by.name:
            raise Refused("letter.printed")
        found = Letter.objects.filter(batch=batch, posted_at=None).select_related("account")
        return _print(batch, list(found.order_by("ordered_at", "id")), by)


def post(letter_id: UUID, *, by: Actor) -> None:
    """Mark a letter as posted; of what is in it only the address is kept. Doing it twice does it once.

    Refused `access.counter`, `letter.not_found`, `letter.not_printed`.
    """
    access.check_counter(by)
    with transaction.atomic():
        letter = _lock(letter_id)
        if letter.printed_at is None:
            raise Refused("letter.not_printed")
        if letter.posted_at is None:
            _post(letter)
            record.append("letters.posted", by=by, facts={"letter": str(letter.id)})


def post_batch(batch_id: UUID, *, by: Actor) -> None:
    """Mark what was printed together as posted, as `post` does. Doing it twice does it once.

    Refused `access.counter`, `batch.not_found`.
    """
    access.check_counter(by)
    with transaction.atomic():
        batch = batches.find(batch_id, coded=True)
        if batches.note_posted(batch):
            for letter in Letter.objects.filter(batch=batch, posted_at=None).select_related("account"):
                _post(letter)
            record.append("letters.posted", by=by, facts={"batch": str(batch.id)})


def content_of(letter: Letter) -> Mapping[str, Any]:
    """Open what is in a letter; of one that was posted only `to`. The caller has checked who asks."""
    key = sealing.account_key(letter.account)
    return dict(sealing.open_json(key, letter.id, "letter", letter.sealed or b""))


def forget() -> int:
    """Delete letters whose codes are over and that were not posted, and those posted long ago; tell how many."""
    unposted = Q(posted_at=None, ordered_at__lte=city.now() - LASTS["letter"])
    count = Letter.objects.filter(unposted | Q(ordered_at__lte=city.now() - KEPT)).delete()[0]
    Batch.objects.filter(coded=True, letter=None).delete()
    return count


def _waiting(by: Actor) -> QuerySet[Letter]:
    found = Letter.objects.filter(printed_at=None, posted_at=None, sealed__isnull=False).select_related("account")
    return found.exclude(ordered_by=by.name).exclude(account=by.account).order_by("ordered_at", "id")


def _lock(letter_id: UUID) -> Letter:
    rows = Letter.objects.select_for_update(of=("self",)).select_related("account")
    letter = rows.filter(id=letter_id, sealed__isnull=False).first()
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


def _note(letter: Letter, by: Actor) -> None:
    letter.printed_at, letter.printed_by = letter.printed_at or city.now(), by.name
    letter.save(update_fields=["printed_at", "printed_by", "batch"])


def _print(batch: Batch, found: Sequence[Letter], by: Actor) -> bytes:
    """Print letters together, inside a transaction: what cannot be rendered counts as printed by nobody."""
    batches.note_print(batch, by)
    pdf, left_out = sheets.render_batch([_sheet(letter) for letter in found], batch.made_at, batch.prints)
    printed = [letter for place, letter in enumerate(found) if place not in left_out]
    for letter in printed:
        _note(letter, by)
    facts = {"batch": str(batch.id), "count": len(printed), "letters": [str(letter.id) for letter in printed]}
    record.append("letters.printed", by=by, facts=facts)
    return pdf


def _post(letter: Letter) -> None:
    key, to = sealing.account_key(letter.account), content_of(letter)["to"]
    letter.sealed, letter.posted_at = sealing.seal_json(key, letter.id, "letter", {"to": to}), city.now()
    letter.save(update_fields=["sealed", "posted_at"])


def _sheet(letter: Letter) -> sheets.Sheet:
    profile, content = live.profile(), content_of(letter)
    language = letter.account.language if letter.account.language in profile.languages else profile.languages[0]
    name, says = say(profile.name, language), content["says"]
    address = f"{city.current().base_url}{PAGES[says]}"
    text = words.say(language, f"account-letter-{says}-text", city=name, address=address, number=letter.account.login)
    return sheets.Sheet(
        language=language,
        reference=letter.reference,
        to=[line for line in content["to"] if line],
        day=live.local(letter.ordered_at).date(),
        title=words.say(language, f"account-letter-{says}-title", city=name),
        text=[text],
        code=content["code"],
        after=[
            words.say(language, "account-letter-until", until=date.fromisoformat(content["until"])),
            words.say(language, "account-letter-warning", phone=str(profile.contact.get("phone", ""))),
        ],
    )

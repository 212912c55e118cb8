"""E-mail addresses and phone numbers by which an account is reached and signed in to. Each was confirmed by a code."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sportello.actions import city, live, sealing
from sportello.core import contacts as core
from sportello.core.contacts import Contact
from sportello.core.delivery import DENIED, STOPPED
from sportello.core.errors import Refused
from sportello.core.vault import Key
from sportello.store import accounts as store
from sportello.store.accounts import Account

MOST = 5
AGED = timedelta(days=45)
"""How long a phone number is nobody's at least before somebody else gets it (47 CFR 52.15(f)(1)(ii))."""


@dataclass(frozen=True)
class Held:
    """A contact of an account, and since when; `silenced` says why messages no longer go there, if they do not.

    `shown_at`: when it was last shown to be theirs.
    """

    id: UUID
    contact: Contact
    confirmed_at: datetime
    silenced: str
    shown_at: datetime

    def was_theirs(self, at: datetime) -> bool:
        """Tell whether nobody else can have had it then: a phone number passes on, after being nobody's for a while."""
        return self.contact.kind != "phone" or self.confirmed_at - AGED <= at <= self.shown_at + AGED


def read(text: str) -> Contact:
    """Read what was typed as an e-mail address or a phone number. Refused as `core.contacts.read` says."""
    return core.read(text, live.profile().region)


def find_account(contact: Contact) -> Account | None:
    """Find the account that has this contact, if it is open."""
    wanted = sealing.search(_kind(contact), contact.normal)
    return Account.objects.filter(contacts__index__in=wanted, is_active=True).first()


def list_of(account: Account) -> list[Held]:
    """List the contacts of an account, the oldest first; the caller has checked who looks."""
    rows = list(account.contacts.order_by("confirmed_at"))
    if not rows:
        return []
    key = sealing.account_key(account)
    return [
        Held(row.id, _open(row, key), row.confirmed_at, row.silenced, row.shown_at or row.confirmed_at) for row in rows
    ]


def list_reached(account: Account) -> list[Held]:
    """List the contacts by which messages still reach an account."""
    return [one for one in list_of(account) if not one.silenced]


def is_denied(account: Account, contact: Contact) -> bool:
    """Tell whether whoever reads at this contact of the account has said that its messages are not for them."""
    wanted = sealing.search(_kind(contact), contact.normal)
    return account.contacts.filter(index__in=wanted, silenced=DENIED).exists()


def add(account: Account, contact: Contact) -> None:
    """Give an account a contact that was just confirmed, inside a transaction.

    Refused `contact.taken` when another account has it (its holder alone can learn that), `contact.too_many`.
    """
    sealing.hold(_kind(contact), contact.normal)
    wanted = sealing.search(_kind(contact), contact.normal)
    holder = store.Contact.objects.filter(index__in=wanted).first()
    if holder is not None:
        if holder.account_id != account.id:
            raise Refused("contact.taken")
        store.Contact.objects.filter(id=holder.id).update(silenced="", shown_at=city.now())
        return
    if account.contacts.count() >= MOST:
        raise Refused("contact.too_many", most=MOST)
    id = city.new_id()
    sealed = sealing.seal_json(
        sealing.account_key(account), id, "contact", {"kind": contact.kind, "text": contact.text}
    )
    store.Contact.objects.create(
        id=id,
        account=account,
        kind=contact.kind,
        index=sealing.index(_kind(contact), contact.normal),
        sealed=sealed,
        confirmed_at=city.now(),
    )


def note_shown(account: Account, contact: Contact) -> None:
    """Note that a code sent to a contact of the account was typed: it is still theirs."""
    wanted = sealing.search(_kind(contact), contact.normal)
    account.contacts.filter(index__in=wanted).update(shown_at=city.now())


def silence(contact: Contact, why: str) -> bool:
    """Let a contact get no messages for this reason, or ("") get them again if they were stopped; tell if it changed.

    Where messages were silenced for another reason, they stay so.
    """
    rows = store.Contact.objects.filter(index__in=sealing.search(_kind(contact), contact.normal))
    return bool(rows.filter(silenced="" if why else STOPPED).update(silenced=why))


def remove(contact_id: UUID) -> None:
    """Take a contact away from its account; the caller has checked whose it is."""
    store.Contact.objects.filter(id=contact_id).delete()


def index_again(row: store.Contact) -> bytes:
    """Index a contact by the current key."""
    contact = _open(row, sealing.account_key(row.account))
    return sealing.index(_kind(contact), contact.normal)


def _open(row: store.Contact, key: Key) -> Contact:
    said = sealing.open_json(key, row.id, "contact", row.sealed)
    return Contact(said["kind"], said["text"])


def _kind(contact: Contact) -> str:
    """Name the kind of index: another than that of answers, so that a dump does not link the two."""
    return f"contact {contact.kind}"

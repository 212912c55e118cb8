"""What people do with their own account: open it, change by what they are reached and how they sign in.

Whether who is signed in has shown lately that it is theirs, only the session knows: the door asks before.
"""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.contrib.auth import password_validation
from django.core.exceptions import ValidationError
from django.db import transaction

from sportello.actions import accounts, city, codes, contacts, factors, homes, limits, record, warnings
from sportello.core import display
from sportello.core.actors import Actor, Assurance
from sportello.core.assurance import Means
from sportello.core.contacts import Contact
from sportello.core.errors import Refused
from sportello.core.questions import Text
from sportello.store.accounts import Account

LEAST_PASSWORD = 12
NUMBERS = limits.Limit("numbers for a code", 5, 3600)


def open(name: str, code: UUID, *, language: str, channel: str) -> Account:
    """Open an account for a new party, with the contact that `code` has just confirmed.

    Of the party nothing is known but the name they give themselves. Refused `answer.…`, `code.over`, `contact.taken`.
    """
    called = str(Text(max_length=accounts.LONGEST_NAME).check(name, city.now().date()))
    with transaction.atomic():
        contact = codes.take(code)
        account = accounts.add_resident(called, language=language, assurance=Assurance.LOW)
        contacts.add(account, contact)
        by = accounts.actor_of(account, channel)
        record.append("account.opened", by=by, facts={"account": str(account.id), "by": contact.kind})
    return account


def take_back(code: UUID, number: str, *, channel: str) -> tuple[Account, Contact]:
    """Give the account whose contact `code` has just confirmed, though its reader said before that it is not theirs.

    It takes the account's number, which whoever has the address now does not know; then messages go there again.
    Refused `contact.denied` for another number, `code.over`, `limit.reached`.
    """
    limits.take(NUMBERS, str(code))
    with transaction.atomic():
        contact = codes.take(code)
        account = contacts.find_account(contact)
        if account is None or not accounts.is_number(account, number):
            raise Refused("contact.denied")
        contacts.add(account, contact)
        by = accounts.actor_of(account, channel)
        record.append("contact.taken_back", by=by, facts={"account": str(account.id)})
        warnings.send(account, "contact-added", contact=contact.text)
    return account, contact


def add_contact(code: UUID, *, by: Actor) -> None:
    """Give one's account the contact that a code has just confirmed, and warn at the others.

    Refused `access.not_yours`, `code.over`, `contact.taken`, `contact.too_many`.
    """
    with transaction.atomic():
        account, contact = accounts.get_own(by, lock=True), codes.take(code)
        warnings.send(account, "contact-added", contact=contact.masked)
        contacts.add(account, contact)
        account.assurance = max(account.assurance, Assurance.LOW)
        account.save(update_fields=["assurance"])
        record.append("account.contact_added", by=by, facts={"account": str(account.id), "contact": contact.kind})


def remove_contact(contact_id: UUID, *, by: Actor) -> None:
    """Take a contact away from one's account, and warn at all, that one included.

    Refused `access.not_yours`, `contact.not_found`, and `contact.last`: there must be one to be warned at.
    """
    with transaction.atomic():
        account = accounts.get_own(by, lock=True)
        held = {one.id: one.contact for one in contacts.list_of(account)}
        if contact_id not in held:
            raise Refused("contact.not_found")
        if len(held) == 1:
            raise Refused("contact.last")
        warnings.send(account, "contact-removed", contact=held[contact_id].masked)
        contacts.remove(contact_id)
        facts = {"account": str(account.id), "contact": held[contact_id].kind}
        record.append("account.contact_removed", by=by, facts=facts)


def set_password(password: str | None, *, by: Actor) -> Account:
    """Set or change the password of one's account; None removes it. Every session but one's own is over then.

    Refused `access.not_yours`, `password.too_short`, `password.too_common`.
    """
    with transaction.atomic():
        account = accounts.get_own(by, lock=True)
        if password is not None:
            _check(password, account)
        change = "removed" if password is None else "changed" if account.has_usable_password() else "added"
        account.set_password(password)
        account.save(update_fields=["password"])
        factors.note(account, change, Means.PASSWORD, by=by)
    return account


def set_display(wanted: Collection[str], *, by: Actor) -> None:
    """Keep how pages look to oneself: of `core.display.WAYS`, what else is named is passed over. `access.not_yours`."""
    account = accounts.get_own(by)
    account.display = display.write(wanted)
    account.save(update_fields=["display"])


def tell_all(party: UUID) -> list[dict[str, Any]]:
    """Tell all that is kept of a party's accounts, for whoever takes it along; the caller has checked who asks."""
    return [_tell(account) for account in Account.objects.filter(party=party)]


def _tell(account: Account) -> dict[str, Any]:
    return {
        "number": account.login,
        "name": account.name,
        "language": account.language,
        "display": list(display.read(account.display)),
        "assurance": Assurance(account.assurance).name.lower(),
        "contacts": [
            {
                "kind": one.contact.kind,
                "contact": one.contact.text,
                "confirmed_at": one.confirmed_at,
                "silenced": one.silenced,
            }
            for one in contacts.list_of(account)
        ],
        "no_letters": homes.tell_silence(account),
        "letters_with_codes": list(
            account.letter_set.order_by("ordered_at").values(
                "reference", "ordered_at", "posted_at", "returned_at", "returned"
            )
        ),
        "factors": [
            {"means": one.means, "name": one.name, "added_at": one.added_at} for one in factors.list_of(account)
        ],
        "checked": [
            {"how": one.how, "document": one.document, "at": one.at} for one in account.identifications.order_by("at")
        ],
    }


def _check(password: str, account: Account) -> None:
    """Refuse a password that is short, or that many have (OWASP ASVS 2.1); nothing is asked of its letters."""
    if len(password) < LEAST_PASSWORD:
        raise Refused("password.too_short", least=LEAST_PASSWORD)
    try:
        password_validation.validate_password(password, account)
    except ValidationError:
        raise Refused("password.too_common") from None

"""What a clerk at a counter sees and does of somebody's account, with the person in front of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from django.db import transaction

from sportello.actions import (
    access,
    accounts,
    city,
    contacts,
    folder,
    identification,
    letters,
    limits,
    looks,
    own_cases,
    record,
    slips,
)
from sportello.actions.money import bills
from sportello.core.actors import Actor, Assurance
from sportello.core.errors import Refused
from sportello.core.questions import Text
from sportello.store.accounts import Account, Identification
from sportello.store.cases import Case

Hand = Literal["paper", "letter"]
LOOKED_UP = limits.Limit("accounts looked up", 100, 3600)  # by one clerk; who goes through a list is stopped


@dataclass(frozen=True)
class Checked:
    """One check of whose the account is: how (`counter`, `letter`), by which kind of document, when."""

    how: str
    document: str
    at: datetime


@dataclass(frozen=True)
class Seen:
    """An account as a clerk sees it: no contact in full, nothing of what is in it."""

    id: UUID
    name: str
    number: str
    assurance: Assurance
    contacts: tuple[str, ...]
    checked: tuple[Checked, ...]


@dataclass(frozen=True)
class Folder:
    """Somebody's folder, to go through with them or to print."""

    account: Seen
    cases: list[own_cases.Mine]
    bills: list[bills.Seen]
    deadlines: list[folder.Deadline]
    papers: list[folder.Paper]


def find(text: str, *, by: Actor) -> UUID:
    """Find the account of the person at the counter, by its number or by an address or phone number of theirs.

    Leaves a line. Refused `access.counter`, `limit.reached`, `account.not_found`.
    """
    access.check_counter(by)
    account = look_up(text, by)
    if account is None:
        raise Refused("account.not_found")
    return account.id


def look_up(text: str, by: Actor) -> Account | None:
    """Look for the account of a person, as `find` does, for who has checked that the actor works at a counter."""
    limits.take(LOOKED_UP, by.name)
    account = accounts.find(text.strip())
    if account is None or account.party_id is None:
        return None
    with transaction.atomic():
        record.append("account.looked_up", by=by, facts={"account": str(account.id)})
    return account


def see(account_id: UUID, *, by: Actor) -> Seen:
    """Show an account that was found. Refused `access.counter`, `account.not_found`."""
    access.check_counter(by)
    account = Account.objects.filter(id=account_id, party__isnull=False, is_active=True).first()
    if account is None:
        raise Refused("account.not_found")
    return Seen(
        id=account.id,
        name=account.name,
        number=account.login,
        assurance=Assurance(account.assurance),
        contacts=tuple(held.contact.masked for held in contacts.list_of(account)),
        checked=tuple(
            Checked(one.how, one.document, one.at)
            for one in Identification.objects.filter(account=account).order_by("-at")
        ),
    )


def open_folder(account_id: UUID, document: str, *, by: Actor) -> Folder:
    """Show the person at the counter, whose document was seen, what is in their folder.

    Leaves a line, and a look at each of their cases. Refused `access.counter`, `access.own`, `account.not_found`,
    `identification.document`.
    """
    access.check_counter(by)
    identification.check_document(document)
    with transaction.atomic():
        account = identification.lock_resident(account_id, by=by)
        for case in Case.objects.filter(party=account.party_id).only("id"):
            looks.log(case, looks.COUNTER, by=by)
        record.append("folder.opened", by=by, facts={"account": str(account.id), "document": document})
    theirs = Actor(channel=by.channel, party=account.party_id)
    return Folder(
        account=see(account.id, by=by),
        cases=own_cases.list_mine(by=theirs),
        bills=bills.list_mine(by=theirs),
        deadlines=folder.list_deadlines(by=theirs),
        papers=folder.list_papers(by=theirs),
    )


def open_for(
    name: str, document: str, hand: Hand, home: Mapping[str, Any], language: str, *, by: Actor
) -> tuple[UUID, str]:
    """Open an account for somebody without e-mail and phone, whose document was seen; give its id and a code.

    The code is handed over (`paper`), or goes by `letter` to their `home` (`line`, `postcode`): then it is not told.
    Refused `access.counter`, `identification.document`, `answer.…`, `letter.no_line`.
    """
    access.check_counter(by)
    identification.check_document(document)
    called = str(Text(max_length=accounts.LONGEST_NAME).check(name, city.now().date()))
    if hand == "letter" and not str(home.get("line", "")).strip():
        raise Refused("letter.no_line")
    with transaction.atomic():
        account = accounts.add_resident(called, language=language, assurance=Assurance.NONE)
        record.append("account.opened", by=by, facts={"account": str(account.id), "by": hand})
        identification.note(account, Assurance.HIGH, "counter", document, by=by)
        code = slips.issue(account, "paper")
        if hand == "letter":
            letters.order(account, code, home, by=by, first=True)
    return account.id, code if hand == "paper" else ""

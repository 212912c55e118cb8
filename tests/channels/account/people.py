"""Somebody with an account, at its pages: codes are read from what was sent."""

import itertools
import re
import secrets
from typing import Any

from tests import town as towns
from tests.channels.visiting import Visitor
from tests.town import Town

from sportello.actions import accounts
from sportello.core.contacts import Contact
from sportello.store.accounts import Account

_numbers = itertools.count(10**6)


def new_email() -> str:
    """Make an address nobody has."""
    return f"r-{secrets.token_hex(6)}@example.org"


def new_phone() -> str:
    """Make a number nobody has."""
    return f"+39333{next(_numbers):07}"


def read_code(town: Town, to: str) -> str:
    """Read the newest code that was sent there, once the jobs have run."""
    towns.run_jobs()
    said = [one.body for one in town.mail.sent if one.address == to]
    said += [one.text for one in town.texts.sent if one.number == to]
    return re.findall(r"\b\d{6}\b", said[-1])[0]


def type_code(visitor: Visitor, town: Town, to: str) -> Any:
    """Type the code that was sent there."""
    return visitor.post("/sign-in/code", code=read_code(town, to))


def join(visitor: Visitor, town: Town, to: str = "", name: str = "Ana Ruiz") -> Account:
    """Open an account with this address or number; whoever does is signed in to it then."""
    to = to or new_email()
    visitor.post("/sign-in", contact=to)
    type_code(visitor, town, to)
    visitor.post("/sign-in/open", name=name)
    return find(to)


def find(to: str) -> Account:
    """Get the account with this contact."""
    from sportello.actions import contacts

    account = contacts.find_account(Contact("email" if "@" in to else "phone", to))
    assert account is not None
    return account


def add_staff(password: str) -> Account:
    """Make someone who works here, with a password."""
    from sportello.core.actors import Role

    login = f"staff.{secrets.token_hex(4).translate(str.maketrans('0123456789', 'ghijklmnop'))}"
    return accounts.add(login, "Someone Here", password=password, roles=(("housing", Role.CLERK),))

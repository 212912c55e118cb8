"""Accounts of people who work for the city or a partner: opened and closed by whoever runs the city."""

from collections.abc import Sequence

from django.db import transaction

from sportello.actions import accounts, live, record, signed_in, slips
from sportello.core import actors
from sportello.core.actors import Role
from sportello.core.errors import Refused
from sportello.store.accounts import Account


def add(login: str, name: str, roles: Sequence[str], *, partner: str = "") -> str:
    """Add an account with these roles (`housing:clerk`), and give the code with which one signs in the first time.

    Refused `staff.exists`, `staff.role`, `staff.team`, `staff.login` for what could be an address or a number.
    """
    given = tuple(map(_read, roles)) + (((accounts.PARTNER + _check_partner(partner), Role.CLERK),) if partner else ())
    if "@" in login or any(map(str.isdigit, login)) or not login.isprintable() or login != login.strip():
        raise Refused("staff.login")
    if Account.objects.filter(login=login).exists():
        raise Refused("staff.exists", login=login)
    with transaction.atomic():
        account = accounts.add(login, name, roles=given)
        record.append("account.opened", by=actors.system(), facts={"account": str(account.id), "by": "command"})
        return slips.issue(account, "paper")


def close(login: str) -> None:
    """Let an account of staff sign in no more, and end its sessions. Refused `account.not_found`."""
    with transaction.atomic():
        account = Account.objects.select_for_update().filter(login=login, is_active=True, party=None).first()
        if account is None:
            raise Refused("account.not_found")
        account.is_active = False
        account.save(update_fields=["is_active"])
        signed_in.end_all(account.id)
        record.append("account.closed", by=actors.system(), facts={"account": str(account.id)})


def _read(text: str) -> tuple[str, Role]:
    team, _, role = text.partition(":")
    if role not in set(Role):
        raise Refused("staff.role", role=role, roles=", ".join(Role))
    if team != "*" and team not in live.profile().teams:
        raise Refused("staff.team", team=team, teams=", ".join(live.profile().teams))
    return team, Role(role)


def _check_partner(partner: str) -> str:
    if partner not in live.profile().partners:
        raise Refused("staff.team", team=partner, teams=", ".join(live.profile().partners))
    return partner

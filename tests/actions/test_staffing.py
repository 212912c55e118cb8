"""Accounts of staff: opened with a code to begin with, and closed."""

import secrets

import pytest
from tests.town import Town, code_of

from sportello.actions import accounts, staffing
from sportello.core.actors import Role
from sportello.store.accounts import Account
from sportello.store.record import Event


def new_login() -> str:
    return "ana." + secrets.token_hex(5).translate(str.maketrans("0123456789", "ghijklmnop"))


def test_somebody_gets_an_account_with_roles_and_a_code_to_begin_with(town: Town) -> None:
    code = staffing.add(login := new_login(), "Ana Ruiz", ["housing:clerk", "zoning:lead"])
    account = accounts.use_paper(login, code)
    by = accounts.actor_of(account, "desk")
    assert by.roles == {("housing", Role.CLERK), ("zoning", Role.LEAD)} and by.party is None
    assert not account.has_usable_password()
    assert Event.objects.get(kind="account.opened", facts__account=str(account.id)).actor == "system"


def test_an_operator_is_of_a_partner(town: Town) -> None:
    staffing.add(login := new_login(), "Ana", [], partner="library")
    assert accounts.actor_of(Account.objects.get(login=login), "desk").partner == "library"


@pytest.mark.parametrize(
    ("login", "roles", "partner", "code"),
    [
        ("ana@example.org", ["housing:clerk"], "", "staff.login"),
        ("ana1", ["housing:clerk"], "", "staff.login"),
        ("ana.x", ["housing:king"], "", "staff.role"),
        ("ana.x", ["moon:clerk"], "", "staff.team"),
        ("ana.x", [], "moon", "staff.team"),
    ],
)
def test_what_makes_no_sense_is_refused(town: Town, login: str, roles: list[str], partner: str, code: str) -> None:
    assert code_of(lambda: staffing.add(login, "Ana", roles, partner=partner)) == code
    assert not Account.objects.filter(login=login).exists()


def test_a_login_is_given_once_and_a_closed_account_signs_in_no_more(town: Town) -> None:
    code = staffing.add(login := new_login(), "Ana", ["*:auditor"])
    assert code_of(lambda: staffing.add(login, "Ana", ["*:auditor"])) == "staff.exists"
    staffing.close(login)
    assert code_of(lambda: accounts.use_paper(login, code)) == "slip.wrong"
    assert code_of(lambda: staffing.close(login)) == "account.not_found"
    assert Event.objects.filter(kind="account.closed", actor="system").exists()

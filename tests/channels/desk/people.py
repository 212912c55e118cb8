"""Someone at a desk: Django's test client, signed in."""

import secrets
from typing import Any

from django.test import Client
from tests.channels.signing import sign_in

from sportello.actions import accounts
from sportello.core.actors import Role

PASSWORD = "correct horse battery"


class Desk:
    """Someone at a desk, with cookies and a network address of their own."""

    def __init__(self, account: Any = None, language: str = "en") -> None:
        address = ".".join(str(secrets.randbelow(250) + 1) for _ in range(4))
        self.client = Client(REMOTE_ADDR=address, headers={"Accept-Language": language})
        self.account = account
        if account:
            self.by = accounts.actor_of(account, "desk")
            sign_in(self.client, account)
        self.page: Any = None

    def get(self, path: str, **asked: Any) -> Any:
        """Open a page, following redirects."""
        self.page = self.client.get(path, asked, follow=True)
        return self.page

    def post(self, path: str, **fields: Any) -> Any:
        """Send a form, following redirects."""
        self.page = self.client.post(path, fields, follow=True)
        return self.page

    def do(self, task: Any, deed: str, **fields: Any) -> Any:
        """Send the form of a deed on a task."""
        return self.post(f"/desk/cases/{task.case_id}/tasks/{task.id}/{deed}", **fields)

    def open(self, case: Any, purpose: str = "work") -> Any:
        """Open a case for a purpose."""
        return self.get(f"/desk/cases/{case}", purpose=purpose)

    @property
    def path(self) -> str:
        """Give the address of the page at hand."""
        return str(self.page.request["PATH_INFO"])

    @property
    def text(self) -> str:
        """Give the page's HTML."""
        return str(self.page.content.decode())


def make(team: str, *roles: Role, language: str = "en") -> Desk:
    """Make someone who works here: in a team with a role, or as operator of a partner (`partner:library`)."""
    login = f"desk-{secrets.token_hex(6)}"
    given = tuple((team, role) for role in roles or (Role.CLERK,))
    return Desk(accounts.add(login, f"{team} {login[-4:]}", password=PASSWORD, roles=given), language)

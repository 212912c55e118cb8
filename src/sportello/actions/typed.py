"""What somebody typed into a form before they could prove who they are: sealed under their account's key meanwhile."""

from base64 import b64decode, b64encode
from collections.abc import Sequence

from sportello.actions import accounts, sealing
from sportello.core.actors import Actor

PURPOSE = "typed"


def seal(fields: Sequence[tuple[str, str]], *, by: Actor) -> str:
    """Seal fields as base64 text, for the actor's own account alone. Refused `access.not_yours`."""
    account = accounts.get_own(by)
    sealed = sealing.seal_json(sealing.account_key(account), account.id, PURPOSE, fields)
    return b64encode(sealed).decode()


def open(sealed: str, *, by: Actor) -> list[tuple[str, str]]:
    """Open what `seal` gave. Refused `access.not_yours`, `vault.altered` for what is another's."""
    account = accounts.get_own(by)
    fields = sealing.open_json(sealing.account_key(account), account.id, PURPOSE, b64decode(sealed))
    return [(name, value) for name, value in fields]

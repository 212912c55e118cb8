"""Who acts on the command line: an account by its login."""

from sportello.core.actors import Actor, system
from sportello.site.failures import CannotRun


def publisher(login: str | None) -> Actor:
    """Give the actor of a login; without one, the city's own machinery, which may only publish first."""
    from sportello.actions import accounts, editions  # needs Django
    from sportello.store.accounts import Account

    if login is None:
        if editions.find_newest("city") is not None:
            raise CannotRun("Say who publishes: --by LOGIN. Nothing was changed.")
        return system("command")
    account = Account.objects.filter(login=login, is_active=True).first()
    if account is None:
        raise CannotRun(f"Nobody signs in as {login!r}. Nothing was changed.")
    return accounts.actor_of(account, "command")

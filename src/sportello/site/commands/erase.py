"""Erase a person or company for good, as they may ask: accounts, drafts, and cases that are theirs alone.

PARTY is the login of one of their accounts, or the party's id. Refused while the city still works on a case of
theirs. Backups forget it too: docs/operations.md
"""

from argparse import ArgumentParser, Namespace
from uuid import UUID

from sportello.core import actors
from sportello.site.failures import CannotRun

HELP = "erase a person with all that is theirs"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take who is to be erased."""
    parser.add_argument("party", metavar="PARTY", help="id, or login of one of their accounts")


def run(arguments: Namespace) -> int:
    """Erase, and tell how much."""
    from sportello.actions import erasing  # needs Django
    from sportello.site import wiring

    wiring.install()
    cases = erasing.erase_party(_find(arguments.party), by=actors.system("command"))
    print(f"Erased, with {cases} cases.")
    return 0


def _find(text: str) -> UUID:
    from sportello.store.accounts import Account  # needs Django

    party = Account.objects.filter(login=text).values_list("party", flat=True).first()
    try:
        return party or UUID(text)
    except ValueError as error:
        raise CannotRun(f"Nobody signs in as {text!r}, and it is no id. Nothing was erased.") from error

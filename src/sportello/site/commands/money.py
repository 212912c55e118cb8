"""Take in a statement of the city's bank account.

`sportello money import FILE` reads camt.053 and books each transfer to the bill it names; what is not clear is put
before the cashiers. The same file again books nothing.
"""

from argparse import ArgumentParser, Namespace
from pathlib import Path

HELP = "take in a statement of the city's bank account (camt.053)"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take the deed and the file."""
    parser.add_argument("deed", choices=["import"])
    parser.add_argument("file", type=Path, help="a camt.053 document")


def run(arguments: Namespace) -> int:
    """Do it."""
    from sportello.actions.money import statements
    from sportello.core import actors
    from sportello.site import wiring

    wiring.install()
    told = statements.take(arguments.file.read_bytes(), by=actors.system("bank"))
    print(f"{told['booked']} booked, {told['known']} known before, {told['noted']} to look into at the desk.")
    return 0

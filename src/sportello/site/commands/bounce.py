"""Take in an e-mail that came back, from standard input: the mail server pipes what comes to the sender's address here.

What is no report of a mail server is passed over. In Postfix, a line of /etc/aliases for the address of
SPORTELLO_EMAIL_URL's sender does it: `noreply: "|/usr/local/bin/sportello bounce"`
"""

import sys
from argparse import ArgumentParser, Namespace

HELP = "take in an e-mail that came back, from standard input"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing: the e-mail comes in by standard input."""


def run(arguments: Namespace) -> int:
    """Take it in, and tell of how many messages it was."""
    from sportello.actions import returns  # needs Django
    from sportello.core import bounces
    from sportello.site import wiring

    wiring.install()
    print(f"Messages that this was about: {returns.take(sys.stdin.buffer.read(bounces.LARGEST))}")
    return 0

"""Do the city's background work: sending, signing, sealing the record, what is due."""

from argparse import ArgumentParser, Namespace

HELP = "do the background work, alone"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing: the work comes from the database."""


def run(arguments: Namespace) -> int:
    """Work until told to stop by SIGINT or SIGTERM; what is in hand is finished first."""
    from sportello.site import jobs  # needs Django

    jobs.work()
    return 0

"""Gather the letters that wait into batches now, as the worker does each morning. They are printed at the desk."""

from argparse import ArgumentParser, Namespace

HELP = "gather the letters that wait into batches"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing."""


def run(arguments: Namespace) -> int:
    """Gather them, and tell how many."""
    from sportello.actions import batches  # needs Django
    from sportello.site import wiring

    wiring.install()
    print(f"Letters gathered: {batches.gather()}")
    return 0

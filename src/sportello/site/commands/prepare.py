"""Make the database ready: its tables, the city's pack published, and a demo city seeded when it is empty."""

from argparse import ArgumentParser, Namespace

HELP = "make the database ready: tables, pack, demo city"
USES_DATABASE = True


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing: the city comes from the environment."""


def run(arguments: Namespace) -> int:
    """Prepare, and print what whoever opens the city should know (demo sign-ins)."""
    from sportello.site import prepare  # needs Django

    for line in prepare.prepare():
        print(line)
    return 0

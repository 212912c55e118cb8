"""Open the whole city on this machine: database, web and background work, until Ctrl-C.

Without DATABASE_URL an embedded PostgreSQL keeps the city under var/.
What can be set: docs/environment.md
"""

from argparse import ArgumentParser, Namespace

HELP = "open the whole city on this machine, until Ctrl-C"


def add_arguments(parser: ArgumentParser) -> None:
    """Take nothing: all comes from the environment."""


def run(arguments: Namespace) -> int:
    """Run until stopped."""
    from sportello.site import supervisor  # brings psycopg: `--help` must not wait for it

    return supervisor.run()

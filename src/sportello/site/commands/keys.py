"""Make keys for a city. What each is for: docs/environment.md"""

from argparse import ArgumentParser, Namespace

HELP = "make keys for a city"


def add_arguments(parser: ArgumentParser) -> None:
    """Take what to do with keys."""
    deeds = parser.add_subparsers(metavar="DEED", required=True)
    deeds.add_parser("make", help="print a new set of keys, as lines for the environment")


def run(arguments: Namespace) -> int:
    """Print new keys; they are kept nowhere."""
    from sportello.site import demo_keys

    for name, make in demo_keys.KINDS.items():
        print(f"{name}={make()}")
    return 0

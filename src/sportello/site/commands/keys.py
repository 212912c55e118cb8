"""The city's keys: make a set, see which are in use, or bring everything under a new first key while serving.

To rotate: put a new key behind the old one in SPORTELLO_KEYS and start every process again, then put it first and start
them again, then `sportello keys rotate`. It may be stopped and run again. What each key is for: docs/environment.md
"""

import sys
from argparse import ArgumentParser, Namespace
from collections import defaultdict

from sportello.site import demo_keys
from sportello.site.failures import CannotRun

HELP = "make keys, list their use, rotate them"


def add_arguments(parser: ArgumentParser) -> None:
    """Take what to do with keys."""
    deeds = parser.add_subparsers(metavar="DEED", required=True)
    deeds.add_parser("make", help="print a new set of keys, as lines for the environment").set_defaults(deed=_make)
    deeds.add_parser("list", help="count what each master key is needed for").set_defaults(deed=_list)
    deeds.add_parser("rotate", help="bring everything under the first master key").set_defaults(deed=_rotate)


def run(arguments: Namespace) -> int:
    """Do it. New keys are printed and kept nowhere."""
    return int(arguments.deed())


def _make() -> int:
    for name, make in demo_keys.KINDS.items():
        print(f"{name}={make()}")
    return 0


def _list() -> int:
    from sportello.site import database  # saves start-up: it brings Django

    with database.opened():
        from sportello.site import wiring  # needs Django

        wiring.install()
        _print_uses()
    return 0


def _rotate() -> int:
    from sportello.site import database  # saves start-up: it brings Django

    with database.opened():
        from sportello.actions import rotation  # needs Django
        from sportello.site import wiring

        wiring.install()
        failed = {}
        for progress in rotation.rotate():
            sys.stderr.write(f"\r{progress.name}: {progress.renewed} renewed ")
            failed[progress.name] = progress.failed
        sys.stderr.write("\n")
        _print_uses()
    if any(failed.values()):
        told = ", ".join(f"{count} of {name}" for name, count in failed.items() if count)
        raise CannotRun(f"Rows that no key here opens were left as they are: {told}.")
    return 0


def _print_uses() -> None:
    """Print each key with what names it, and whether it may be removed."""
    from sportello.actions import city, rotation  # needs Django

    uses = defaultdict(list)
    for use in rotation.count_uses():
        uses[use.key].append(use)
    current, *older = [key.id for key in city.current().vault.keys]
    for key in dict.fromkeys([current, *older, *uses]):
        print(f"{key}{' (first)' if key == current else ''}")
        for use in uses[key]:
            print(f"  {use.count:>10,}  {use.name}{'' if use.renewable else '  (not rotated)'}")
        if key in older and not any(use.renewable for use in uses[key]):
            print("  Nothing is wrapped by it any more. Backups from before still need it: docs/operations.md")

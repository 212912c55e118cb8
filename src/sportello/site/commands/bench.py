"""Measure: how fast policy decides, applications are taken in, pages are shown, and the city starts.

Without a name all are run, one after the other. Runs from a checkout, in cities of its own that are thrown away.
"""

import importlib
import subprocess
import sys
from argparse import REMAINDER, ArgumentParser, Namespace

from sportello.site.environment import CHECKOUT
from sportello.site.failures import CannotRun

HELP = "measure, with the floor beside each figure"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one line of JSON a figure")
    parser.add_argument("name", nargs="?", help="the one to run: decide, intake, pages, start")
    parser.add_argument("options", nargs=REMAINDER, help="what it takes besides; see `bench NAME --help`")


def run(arguments: Namespace) -> int:
    """Run the benches, and give the worst of their exit codes."""
    known = list_benches()
    if arguments.name and arguments.name not in known:
        raise CannotRun(f"There is no bench {arguments.name!r}; there are {', '.join(known)}.")
    options = ["--json"] * arguments.json + arguments.options
    names = [arguments.name] if arguments.name else known
    return max(_run(name, options) for name in names)


def list_benches() -> list[str]:
    """List the benches of the checkout this program runs from."""
    if not (CHECKOUT / "bench" / "__init__.py").exists():
        raise CannotRun("Benches run from a checkout of the project, and this program was installed without one.")
    sys.path.insert(0, str(CHECKOUT))
    return list(importlib.import_module("bench").BENCHES)


def _run(name: str, options: list[str]) -> int:
    command = [sys.executable, "-m", f"bench.{name}", *options]
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode  # noqa: S603 - our own programs

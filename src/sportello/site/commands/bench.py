"""Measure: how fast policy decides, applications are taken in, pages are shown, and the city starts.

Without a name these are run, one after the other. `city-day` replays a city's first morning and writes a page about it.
`chaos` strikes a city with faults under load, `ha` kills the primary of two databases.
Runs from a checkout, in cities of its own that are thrown away.
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
    parser.add_argument("name", nargs="?", help="the one to run; a name that is none is answered with all there are")
    parser.add_argument("options", nargs=REMAINDER, help="what it takes besides; see `bench NAME --help`")


def run(arguments: Namespace) -> int:
    """Run the benches, and give the worst of their exit codes."""
    usual, by_name = list_benches()
    if arguments.name and arguments.name not in usual + by_name:
        raise CannotRun(f"There is no bench {arguments.name!r}; there are {', '.join(usual + by_name)}.")
    options = ["--json"] * arguments.json + arguments.options
    names = [arguments.name] if arguments.name else usual
    return max(_run(name, options) for name in names)


def list_benches() -> tuple[list[str], list[str]]:
    """List the benches of the checkout this program runs from: those run together, and those run when named."""
    if not (CHECKOUT / "bench" / "__init__.py").exists():
        raise CannotRun("Benches run from a checkout of the project, and this program was installed without one.")
    sys.path.insert(0, str(CHECKOUT))
    bench = importlib.import_module("bench")
    return list(bench.BENCHES), list(bench.BY_NAME_ONLY)


def _run(name: str, options: list[str]) -> int:
    command = [sys.executable, "-m", f"bench.{name.replace('-', '_')}", *options]
    return subprocess.run(command, cwd=CHECKOUT, check=False).returncode  # noqa: S603 - our own programs

"""The `sportello` command: one module of this folder a subcommand. Knows no command by name.

A command module has:

    HELP = "One line for the list of commands"   (the module's docstring is the long help)
    USES_DATABASE = True                         optional: Django is set up over the city's database first
    def add_arguments(parser: ArgumentParser) -> None
    def run(arguments: Namespace) -> int         0 is good; prints for people; errors are CannotRun or Refused

`keys.py` is `sportello keys`, `city_map.py` would be `sportello city-map`, `_shared.py` is no command.
`--help` imports every command, before Django is set up: what needs Django is imported inside `run`.
"""

import argparse
import importlib
import os
import pkgutil
import sys
from collections.abc import Sequence
from types import ModuleType

import sportello
from sportello.core.errors import Refused
from sportello.site import lifeline
from sportello.site.failures import CannotRun

ABOUT = "A city writes a service once; residents reach it through every door."
MORE = "sportello COMMAND --help tells more about one command. Where things run: docs/environment.md"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code; a failure is one line on standard error and 1."""
    lifeline.hold_to_supervisor()
    arguments = make_parser(sys.argv[1:] if argv is None else argv).parse_args(argv)
    try:
        return _run(arguments.module, arguments)
    except CannotRun as problem:
        print(f"sportello: {problem}", file=sys.stderr)
        return 1
    except Refused as refused:
        from sportello import words  # saves start-up: they bring the libraries of languages

        print(f"sportello: {words.refusal('en', refused)}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader left: `sportello … | head`
        return 0
    except KeyboardInterrupt:
        return 130


def _run(module: ModuleType, arguments: argparse.Namespace) -> int:
    """Run a command's module, with Django and the database around it where it asks for them."""
    if not getattr(module, "USES_DATABASE", False):
        return int(module.run(arguments))
    from sportello.site import database  # brings psycopg and Django: `--help` must not wait for them

    with database.opened():
        return int(module.run(arguments))


def list_names() -> list[str]:
    """List the commands there are, by the names one types."""
    names = (found.name for found in pkgutil.iter_modules(__path__))
    return sorted(name.replace("_", "-") for name in names if not name.startswith("_"))


def make_parser(argv: Sequence[str]) -> argparse.ArgumentParser:
    """Make the parser; when the command is already clear, only its module is imported."""
    parser = argparse.ArgumentParser(prog="sportello", description=ABOUT, epilog=MORE)
    parser.add_argument("--version", action="version", version=f"sportello {sportello.__version__}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    names = list_names()
    for name in [argv[0]] if argv and argv[0] in names else names:
        _add_command(commands, name)
    return parser


def _add_command(commands: "argparse._SubParsersAction[argparse.ArgumentParser]", name: str) -> None:
    module = importlib.import_module(f"{__name__}.{name.replace('-', '_')}")
    parser = commands.add_parser(
        name,
        help=module.HELP,
        description=module.__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    module.add_arguments(parser)
    parser.set_defaults(module=module)

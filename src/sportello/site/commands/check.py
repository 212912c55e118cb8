"""Tell what is wrong with a city pack, with file and line, and count what it holds.

Exits with 1 when something has to be mended before the pack can be published.
"""

import json
from argparse import ArgumentParser, Namespace
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sportello.packs.checking import Checked, ServiceSummary

HELP = "check a city pack"


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, help="the pack's folder: the one with city.yaml")
    parser.add_argument("--json", action="store_true", help="print one JSON document instead of text")


def run(arguments: Namespace) -> int:
    """Check and print."""
    from sportello.packs import checking  # saves start-up: it brings NumPy and the grammar of FEEL

    found = checking.examine(arguments.folder)
    print(_as_json(found) if arguments.json else _as_text(found))
    return 0 if found.is_good else 1


def _as_json(found: "Checked") -> str:
    return json.dumps({"good": found.is_good, **asdict(found)}, ensure_ascii=False, indent=2)


def _as_text(found: "Checked") -> str:
    errors = [error for error in found.errors if error.level == "error"]
    lines = [str(error) for error in found.errors]
    lines += [_say(service) for service in found.services]
    lines.append(
        f"{_count(len(errors), 'error')}, {_count(len(found.errors) - len(errors), 'warning')}"
        if found.errors
        else "nothing wrong"
    )
    return "\n".join(lines)


def _say(service: "ServiceSummary") -> str:
    tables = ", ".join(f"{t.name} ({t.rows} rows, {'exact' if t.exact else 'sampled'})" for t in service.tables)
    examples = f"{service.passed} of {_count(service.examples, 'example')} passed"
    return f"{service.id}: {_count(service.questions, 'question')}, {examples}, {tables or 'no tables'}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"

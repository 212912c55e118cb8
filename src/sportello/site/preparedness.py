"""What was last made ready, kept beside the embedded database: a second start need not look at everything again.

The note goes when the database goes. `sportello prepare` never asks it.
"""

import hashlib
import json
from pathlib import Path

import sportello
from sportello.site.environment import ROOT, Environment

PACKAGE = Path(sportello.__file__).parent
LOOKED_AT = ("store/migrations/*.py", "channels/web/static/built/*")


def find_notes(here: Environment) -> list[str] | None:
    """Find the lines to show of a database that is ready as it is; None when it must be prepared."""
    try:
        kept = json.loads(_file(here).read_text())
    except (OSError, ValueError):
        return None
    return kept["notes"] if kept["of"] == _fingerprint(here) else None


def keep(here: Environment, notes: list[str]) -> None:
    """Note that the database is ready."""
    _file(here).write_text(json.dumps({"of": _fingerprint(here), "notes": notes}))


def _file(here: Environment) -> Path:
    return here.postgres / "prepared.json"


def _fingerprint(here: Environment) -> str:
    """Sum up all that preparing depends on: program, tables, pages' style, libraries, city, demo or not."""
    paths = sorted(path for pattern in LOOKED_AT for path in PACKAGE.glob(pattern))
    stamps = [
        f"{path.name} {path.stat().st_mtime_ns}"
        for path in [*paths, ROOT / "requirements" / "run.txt"]
        if path.exists()
    ]
    facts = [sportello.__version__, str(here.city), str(here.demo), *stamps]
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()

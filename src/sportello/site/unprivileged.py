"""How root runs a program that refuses root: in a user namespace, else as another account."""

import hashlib
import os
import pwd
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sportello.site.failures import CannotRun

NAMESPACE = ("unshare", "-U", "--map-user=1000", "--map-group=1000", "--")
SHARED_HOME = Path("/var/lib/sportello")
INSTALLATION = ("bin", "lib", "share")
ACCOUNTS = ("sportello", "postgres", "nobody")


@dataclass(frozen=True)
class Way:
    """A way to run a folder's programs over other files: the words before a command, Popen's options."""

    programs: Path
    files: Path
    prefix: tuple[str, ...] = ()
    options: dict[str, Any] = field(default_factory=dict)

    def command(self, program: str, *arguments: str) -> list[str]:
        """Give the whole command that runs this program of the folder."""
        return [*self.prefix, str(self.programs / program), *arguments]

    def works_for(self, program: str) -> bool:
        """Tell whether the program starts this way and may write the folder of files."""
        tests = (self.command(program, "--version"), [*self.prefix, "test", "-w", str(self.files)])
        return all(self._succeeds(test) for test in tests)

    def _succeeds(self, command: Sequence[str]) -> bool:
        try:
            run = subprocess.run(command, capture_output=True, check=False, cwd="/", **self.options)  # noqa: S603 - PostgreSQL
        except OSError:
            return False
        return run.returncode == 0


def find_way(program: str, *, programs: Path, files: Path) -> Way:
    """Find how this process can run the program over these files, which exist; opens nothing to others."""
    if os.geteuid() != 0:
        return Way(programs, files)
    namespace = Way(programs, files, prefix=NAMESPACE)
    if shutil.which(NAMESPACE[0]) and namespace.works_for(program):
        return namespace
    return _demoted(program, programs=programs, files=files)


def shared_folder(files: Path) -> Path:
    """Give the folder that stands for this one when root must hand it to another account."""
    return SHARED_HOME / hashlib.sha256(os.fsencode(files)).hexdigest()[:12]


def _demoted(program: str, *, programs: Path, files: Path) -> Way:
    """Move under /var/lib/sportello, to a folder of the account's own, one for each original folder."""
    account = _find_account()
    own = shared_folder(files)
    own.mkdir(parents=True, exist_ok=True)
    SHARED_HOME.chmod(0o755)
    own.chmod(0o700)
    os.chown(own, account.pw_uid, account.pw_gid)
    options = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": ()}
    there = Way(programs, own, options=options)
    if there.works_for(program):
        return there
    copied = Way(_copy(programs), own, options=options)
    if copied.works_for(program):
        return copied
    raise CannotRun(f"{program} refuses to run as root and cannot run as {account.pw_name}: start as another account.")


def _find_account() -> pwd.struct_passwd:
    for name in ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise CannotRun(f"None of the accounts {', '.join(ACCOUNTS)} exists: start as another account than root.")


def _copy(programs: Path) -> Path:
    """Copy the installation to where every account may execute it; once."""
    root = programs.parent
    copy = SHARED_HOME / f"programs-{hashlib.sha256(str(root).encode()).hexdigest()[:12]}"
    if not copy.exists():
        half = copy.with_suffix(".new")
        shutil.rmtree(half, ignore_errors=True)
        for part in INSTALLATION:
            if (root / part).is_dir():
                shutil.copytree(root / part, half / part, symlinks=True)
        half.rename(copy)
    return copy / programs.name

"""A whole city of a test's own: a database with an archive, commands as people type them, applications coming in."""

import os
import subprocess
import sys
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path

import psycopg
from tests.site import commanding

from sportello.site import demo_keys, postgres

BUSY = Path(__file__).with_name("busy.py")
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
KEYS = {name: make() for name, make in demo_keys.KINDS.items()}


class City:
    """A city under a folder of its own, with an archive; its commands run as a person types them."""

    def __init__(self, folder: Path, programs: Path) -> None:
        self.var, self.archive, self.backups = folder / "var", folder / "archive", folder / "backups"
        self.programs = programs
        kept = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
        own = {"SPORTELLO_VAR": self.var, "SPORTELLO_ARCHIVE": self.archive, "SPORTELLO_DEMO": "no"}
        self.variables = {**kept, **KEYS, **{name: str(value) for name, value in own.items()}}

    def do(self, *words: str, code: int = 0, **variables: str) -> str:
        """Run a command of `sportello` and give what it said."""
        exit_code, said = commanding.run(*words, variables={**self.variables, **variables})
        assert exit_code == code, said
        return said

    def serving(self) -> AbstractContextManager[postgres.Server]:
        return postgres.serving(self.var / "postgres", programs=self.programs, archive=self.archive)

    def ask(self, sql: str) -> list[str]:
        with psycopg.connect(postgres.find_running(self.var / "postgres")) as connection:
            return [str(value) for (value,) in connection.execute(sql)]

    def find(self, *ids: str) -> set[str]:
        """Find the tables with a row that names one of these."""
        with psycopg.connect(postgres.find_running(self.var / "postgres")) as connection:
            tables = [name for (name,) in connection.execute(TABLES)]
            said = [f"""SELECT '{name}' FROM "{name}" AS row WHERE row::text ~ %(ids)s""" for name in tables]
            return {name for (name,) in connection.execute(" UNION ".join(said), {"ids": "|".join(ids)})}


class Busy:
    """Applications coming in, one after another, until told to stop; `stored` is when each was told to be.

    `resident` are party and account of somebody who has everything.
    """

    def __init__(self, city: City) -> None:
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            [sys.executable, str(BUSY)], env=city.variables, stdin=pipe, stdout=pipe, text=True
        )
        self.resident = self.process.stdout.readline().split()
        self.stored: dict[str, datetime] = {}

    def go_on(self, count: int) -> None:
        """Wait for so many more applications."""
        for _ in range(count):
            self._note(self.process.stdout.readline())

    def erase(self, id: str) -> None:
        """Have a case or a party erased, and wait for it."""
        self.process.stdin.write(f"erase {id}\n")
        self.process.stdin.flush()
        while not (line := self.process.stdout.readline()).startswith("erased"):
            self._note(line)

    def stop(self) -> None:
        told, _ = self.process.communicate(timeout=commanding.SLOW)
        for line in told.splitlines():
            self._note(line)

    def _note(self, line: str) -> None:
        moment, case = line.split()
        self.stored[case] = datetime.fromisoformat(moment)

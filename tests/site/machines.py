"""Machines of one city for tests: `sportello web` in processes of their own, each over a folder of its own."""

import base64
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import HTTPCookieProcessor, Request, build_opener

from django.db import connection
from psycopg.conninfo import make_conninfo
from tests import town as towns

from sportello.integrations.pyhanko import make_demo_identity

KEYS = {
    "SPORTELLO_KEYS": f"t1:{base64.b64encode(b'1' * 32).decode()}",
    "SPORTELLO_SIGNING_KEY": f"t2:{base64.b64encode(b'2' * 32).decode()}",
}
OPEN_SECONDS = 60


@dataclass(frozen=True)
class Machine:
    """A web server that is open, and the file of what it says."""

    port: int
    log: Path

    def ask(self, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
        """Ask without cookies; give status, headers and text."""
        return Browser().ask(self, path, **headers)


class Browser:
    """Somebody with cookies, which all machines of a city see."""

    def __init__(self) -> None:
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))
        self.path = ""

    def ask(self, machine: Machine, path: str, body: bytes | None = None, **headers: str) -> tuple[int, Any, str]:
        """Ask one of the machines, following redirects."""
        told = {name.replace("_", "-"): value for name, value in headers.items()}
        request = Request(f"http://127.0.0.1:{machine.port}{path}", data=body, headers=told)
        try:
            answer = self._opener.open(request, timeout=30)
        except HTTPError as error:
            answer = error
        with answer:
            self.path = "/" + answer.url.split("/", 3)[3]
            return answer.status, dict(answer.headers), answer.read().decode(errors="replace")


def share(folder: Path) -> dict[str, str]:
    """Make what all machines of a city have in common, and give it as environment."""
    make_demo_identity(folder / "signing", "Test city", towns.OPENING)
    database = make_conninfo(os.environ["DATABASE_URL"], dbname=connection.settings_dict["NAME"])
    return {"DATABASE_URL": database, "SPORTELLO_PDF_SIGNING": str(folder / "signing"), **KEYS}


@contextmanager
def opened(var: Path, port: int, shared: dict[str, str], **variables: str) -> Iterator[Machine]:
    """Open a machine over an empty folder, until the block ends."""
    own = {"SPORTELLO_VAR": str(var), "SPORTELLO_PORT": str(port), "PYTHONWARNINGS": "ignore"}
    environment = {**os.environ, **own, **shared, **variables}
    var.mkdir()
    collect = [sys.executable, "-m", "django", "collectstatic", "--noinput", "--verbosity=0"]
    subprocess.run(collect, env=environment, check=True)
    with (var / "log").open("wb") as log:
        command = [sys.executable, "-m", "sportello.site.commands", "web"]
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log, start_new_session=True)
        try:
            _wait_until_open(Machine(port, var / "log"), process)
            yield Machine(port, var / "log")
        finally:
            process.terminate()
            with suppress(subprocess.TimeoutExpired):
                process.wait(10)
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


def _wait_until_open(machine: Machine, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + OPEN_SECONDS
    while True:
        try:
            machine.ask("/health")
            return
        except OSError:
            assert process.poll() is None and time.monotonic() < deadline, machine.log.read_text()
            time.sleep(0.1)

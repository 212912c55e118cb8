"""Whether this process can serve: each part it needs is asked, and must answer within a second. Knows no page."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing, contextmanager

import psycopg
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from sportello.actions import city, live, writing
from sportello.core.errors import Refused

Check = Callable[[], bool]
SECONDS = 1.0
FRESH_SECONDS = 1.0  # however often it is asked, parts are asked once in this time
PROBE = "ready/probe"  # a name no file has: a storage that says so answers


class Readiness:
    """Asks the parts side by side. One that does not answer counts as not ready, and holds up nothing else."""

    def __init__(self, url: str, checks: Mapping[str, Check] | None = None) -> None:
        self._checks = checks or {
            "database": lambda: _answers(url),
            "migrations": lambda: _is_migrated(url),
            "city": _is_published,
            "intake": writing.is_well,
            "storage": _has_storage,
        }
        self._pool = ThreadPoolExecutor(len(self._checks), thread_name_prefix="ready")
        self._asked: dict[str, Future[bool]] = {}
        self._known: tuple[float, dict[str, bool]] = (-FRESH_SECONDS, {})
        self._lock = threading.Lock()

    def look(self) -> dict[str, bool]:
        """Tell of each part whether it is ready; takes a second at most."""
        with self._lock:
            at, parts = self._known
            if time.monotonic() - at > FRESH_SECONDS:
                parts = self._ask()
                self._known = (time.monotonic(), parts)
            return parts

    def _ask(self) -> dict[str, bool]:
        for name, check in self._checks.items():
            if name not in self._asked:  # else it hangs since the last look
                self._asked[name] = self._pool.submit(check)
        deadline = time.monotonic() + SECONDS
        return {name: self._find_answer(name, deadline) for name in self._checks}

    def _find_answer(self, name: str, deadline: float) -> bool:
        try:
            ready = self._asked[name].result(max(0.0, deadline - time.monotonic()))
        except TimeoutError:
            if not self._asked[name].done():
                return False
            ready = False
        except Exception:  # whatever it is: a part that fails is not ready
            ready = False
        del self._asked[name]
        return ready


def _answers(url: str) -> bool:
    with _looking(url) as opened:
        return opened.execute("SELECT 1").fetchone() is not None


def _is_migrated(url: str) -> bool:
    """Tell whether every migration this program brings was applied; others may be there besides (a newer program's)."""
    with _looking(url) as opened:
        applied = set(opened.execute("SELECT app, name FROM django_migrations").fetchall())
    return set(MigrationLoader(None).disk_migrations or ()) <= applied


@contextmanager
def _looking(url: str) -> Iterator[psycopg.Connection]:
    """Open a connection for one look. A pool such as PgBouncer takes no settings at its start."""
    with psycopg.connect(url, connect_timeout=2, prepare_threshold=None) as opened:
        opened.execute("SET LOCAL statement_timeout = 1000")
        yield opened


def _is_published() -> bool:
    with closing(connection):
        return bool(live.hashes().get("city"))


def _has_storage() -> bool:
    try:
        city.current().files.read(PROBE)
    except Refused as refused:
        return refused.code == "storage.missing"
    return True

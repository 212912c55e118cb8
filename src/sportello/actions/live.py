"""What counts now: the live edition of the city and of each service. Looked up at most once a second per process.

Whoever asks may have to wait for the database; in a process that answers on an event loop `keep_fresh` asks instead.
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import structlog
from django.db import connection

from sportello.actions import city
from sportello.core.errors import Refused
from sportello.core.profile import Profile
from sportello.core.services import Service
from sportello.packs import building
from sportello.store.editions import Edition

FRESH_SECONDS = 1.0
KEPT_EVERY = 0.5  # seconds

log = structlog.get_logger()


@dataclass(frozen=True)
class _Live:
    """Edition hashes by subject, and when (monotonic seconds) they were looked up."""

    hashes: dict[str, str]
    at: float


@dataclass(frozen=True)
class State:
    """All that public texts follow from: editions that count, and the city's day. Sure until `until` (monotonic)."""

    editions: tuple[tuple[str, str], ...]
    day: date
    until: float


_known: dict[str, _Live] = {}
_kept = threading.Event()


def profile() -> Profile:
    """Get the city's profile; Refused `city.unpublished` before the first publication."""
    return _profile(_hash("city", "city.unpublished"))


def service(service_id: str) -> Service:
    """Get a service as it counts today; Refused `service.unknown` when the city has none of this name."""
    return _service(_hash(service_id, "service.unknown"), _hash("city", "city.unpublished"))


def services() -> list[Service]:
    """List the services that count today, in the order of their ids."""
    return [service(subject) for subject in sorted(hashes()) if subject != "city"]


def edition(edition_hash: str) -> Service:
    """Get a service as this edition defines it, with the city's live profile around it."""
    return _service(edition_hash, _hash("city", "city.unpublished"))


def state() -> State:
    """Give what public texts follow from now; Refused `city.unpublished`."""
    known = _look()
    return State(tuple(sorted(known.hashes.items())), today(), known.at + FRESH_SECONDS)


def today() -> date:
    """Give today's date in the city's own zone."""
    return local(city.now()).date()


def local(instant: datetime) -> datetime:
    """Give the instant in the city's own zone."""
    return instant.astimezone(profile().zone)


def forget() -> None:
    """Look again: now where `keep_fresh` keeps callers from waiting, else at the next call. Something was published."""
    if _kept.is_set():
        _refresh()
    else:
        _known.clear()


def keep_fresh(*also: Callable[[], None]) -> None:
    """Look from now on twice a second, in a thread of its own, so that no caller waits for the database.

    While the database is away, what counted last goes on counting. `also` is done each time as well.
    """
    if not _kept.is_set():
        _kept.set()
        threading.Thread(target=_keep, args=also, name="live", daemon=True).start()


def _keep(*also: Callable[[], None]) -> None:
    while True:
        time.sleep(KEPT_EVERY)
        try:
            for look in (_refresh, *also):
                look()
        except Exception as error:  # the database may be away, or nothing published yet
            log.warning("live.away", error=type(error).__name__)
            connection.close()


def _refresh() -> None:
    """Look what counts, and build it before anybody waits for it."""
    found = _look_up()
    for subject, edition_hash in found.items():
        if subject != "city":
            _service(edition_hash, found["city"])
    _known["live"] = _Live(found, time.monotonic())


def _hash(subject: str, code: str) -> str:
    try:
        return hashes()[subject]
    except KeyError:
        raise Refused(code, service=subject) from None


def hashes() -> dict[str, str]:
    """Give the hash of the live edition of each subject."""
    return _look().hashes


def _look() -> _Live:
    now, known = time.monotonic(), _known.get("live")
    if known is None or (now - known.at > FRESH_SECONDS and not _kept.is_set()):
        known = _known["live"] = _Live(_look_up(), now)
    return known


def _look_up() -> dict[str, str]:
    """Look the live editions up; the date is the city's own, once its zone is known."""
    tomorrow = city.now().date() + timedelta(days=1)
    candidates = Edition.objects.filter(approved_at__isnull=False, effective_from__lte=tomorrow)
    newest_last = list(candidates.order_by("effective_from", "id").values_list("subject", "hash", "effective_from"))
    first_city = next((edition for subject, edition, _ in newest_last if subject == "city"), None)
    today = city.now().astimezone(_profile(first_city).zone).date() if first_city else tomorrow
    return {subject: edition for subject, edition, start in newest_last if start <= today}


@lru_cache(maxsize=20)
def _profile(edition_hash: str) -> Profile:
    return building.build_profile(_document(edition_hash))


@lru_cache(maxsize=500)
def _service(edition_hash: str, profile_hash: str) -> Service:
    return building.build_service(_document(edition_hash), _profile(profile_hash))


def _document(edition_hash: str) -> dict[str, Any]:
    text = Edition.objects.filter(hash=edition_hash).values_list("document", flat=True).first()
    if text is None:
        raise Refused("edition.unknown", hash=edition_hash)
    return dict(json.loads(text))

"""What a session has shown of whom it belongs to, as allauth notes it at each step. Decides nothing about it."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from sportello.core import assurance
from sportello.core.actors import Assurance
from sportello.core.assurance import Means, Shown

FACTORS = {"totp": Means.APP, "recovery_codes": Means.RECOVERY, "webauthn": Means.PASSKEY}


def list_shown(request: HttpRequest) -> list[Shown]:
    """List what was shown in this session by whoever is signed in."""
    return list(_read(get_authentication_records(request, request.user)))


def count(request: HttpRequest) -> Assurance:
    """Count how surely this session shows whose it is, now."""
    return assurance.count(list_shown(request), datetime.now(UTC))


def is_fresh(request: HttpRequest, *, needs_second: bool) -> bool:
    """Tell whether enough was shown lately to change how one signs in."""
    return assurance.is_fresh(list_shown(request), datetime.now(UTC), needs_second=needs_second)


def has_second(request: HttpRequest) -> bool:
    """Tell whether a second factor was shown in this session."""
    return assurance.has_second(list_shown(request))


def _read(records: list[dict[str, Any]]) -> Iterator[Shown]:
    for record in records:
        means = FACTORS.get(record.get("type", "")) if record["method"] == "mfa" else record["method"]
        if means in set(Means):
            level = Assurance(record.get("level") or 0)
            yield Shown(Means(means), datetime.fromtimestamp(record["at"], UTC), level)

"""What a session has shown of whom it belongs to, as allauth notes it at each step. Decides nothing about it."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import wraps
from typing import Any

from allauth.account.authentication import get_authentication_records
from django.http import HttpRequest

from sportello.actions import factors
from sportello.channels.pages import leading
from sportello.core import assurance
from sportello.core.actors import Assurance
from sportello.core.assurance import Means, Shown
from sportello.store.accounts import Account

FACTORS = {"totp": Means.APP, "recovery_codes": Means.RECOVERY, "webauthn": Means.PASSKEY}

View = Callable[..., Any]


def sure(page: str = "") -> Callable[[View], View]:
    """Let whoever is signed in do what is hard to undo only after they showed lately that the account is theirs.

    A browser left open must not be enough to erase an account, take all of it along or let somebody act for it. They
    come back to `page`, where the form stands, or to the address itself.
    """

    def guard(view: View) -> View:
        @wraps(view)
        def answered(request: HttpRequest, **where: Any) -> Any:
            user = request.user
            if isinstance(user, Account) and not is_fresh(request, needs_second=factors.has_second(user)):
                return leading.to("/account/again", page or request.path)
            return view(request, **where)

        return answered

    return guard


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

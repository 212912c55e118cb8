"""How surely a session shows that it is whom it says: from what was shown in it, and when. Knows no session.

The words are those of eIDAS (Regulation (EU) 910/2014, article 8; Implementing Regulation (EU) 2015/1502). How an
actor's assurance is counted: docs/decisions/0017-assurance.md.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from sportello.core.actors import Assurance

FRESH = timedelta(minutes=10)
"""How long what was shown counts for a deed that has to be sure: substantial and above are shown anew each time."""


class Means(StrEnum):
    """By what somebody shows that an account is theirs."""

    CODE = "code"  # sent to a confirmed address
    PAPER = "paper"  # a code from a letter, or handed over at a counter
    PASSWORD = "password"  # noqa: S105 - the name of a means
    APP = "app"  # a code of an authenticator app (RFC 6238)
    RECOVERY = "recovery"  # one of the codes kept for emergencies
    PASSKEY = "passkey"  # WebAuthn
    ISSUER = "issuer"  # signed in by an issuer elsewhere
    DEMO = "demo"  # chosen from the list of a demonstration


FIRST = frozenset({Means.CODE, Means.PAPER, Means.PASSWORD, Means.ISSUER})
SECOND = frozenset({Means.APP, Means.RECOVERY, Means.PASSKEY})
"""What counts as a second factor; a passkey alone is two at once: the device, and the finger or PIN that opens it."""


@dataclass(frozen=True)
class Shown:
    """What was shown in a session, at an aware instant; `level` is how surely an issuer elsewhere said so."""

    means: Means
    at: datetime
    level: Assurance = Assurance.NONE


def count(shown: Collection[Shown], now: datetime) -> Assurance:
    """Count how surely a session shows it: low once anything was; above that only while it is fresh."""
    means = {one.means for one in shown}
    fresh = [one for one in shown if now - one.at <= FRESH]
    recent = {one.means for one in fresh}
    if Means.DEMO in means or Means.PASSKEY in recent:
        return Assurance.HIGH
    if recent & SECOND and means & FIRST:
        return max(Assurance.SUBSTANTIAL, *(one.level for one in fresh))
    elsewhere = max((one.level for one in fresh), default=Assurance.NONE)
    return max(elsewhere, Assurance.LOW) if means else Assurance.NONE


def is_fresh(shown: Iterable[Shown], now: datetime, *, needs_second: bool) -> bool:
    """Tell whether enough was shown lately to change how one signs in: a second factor where there is one."""
    enough = {*SECOND, Means.DEMO} if needs_second else set(Means)
    return any(one.means in enough and now - one.at <= FRESH for one in shown)


def has_second(shown: Iterable[Shown]) -> bool:
    """Tell whether a second factor was shown in this session, however long ago, as staff have to."""
    return any(one.means in {*SECOND, Means.DEMO} for one in shown)

"""Acting for another: who for whom, in which services, since when, until when. Knows no table and no clock.

A mandate is given by one party (whose affairs they are) to another (who acts). Both have said yes before it counts;
either ends it at once. Parents have one for each of their children, by the register, until the child is of age
(adulthood at eighteen: UN Convention on the Rights of the Child, article 1); a company's first representative has one
that the city has confirmed.
"""

import calendar
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sportello.core.errors import Refused

OF_AGE = 18
LONGEST_YEARS = 5


class Kind(StrEnum):
    """Why someone acts for another."""

    CARER = "carer"
    FAMILY = "family"
    ORGANISATION = "organisation"  # somebody who helps for an NGO
    REPRESENTATIVE = "representative"  # of a company
    PARENT = "parent"


BY_AGREEMENT = (Kind.CARER, Kind.FAMILY, Kind.ORGANISATION)
"""Kinds that two people agree on among themselves; a representative may pass on a company's in the same way."""
BY_REGISTER = (Kind.REPRESENTATIVE, Kind.PARENT)
"""Kinds by which someone acts for a party that has no way to act itself."""


class State(StrEnum):
    """Where a mandate stands on a day."""

    PROPOSED = "proposed"
    COMING = "coming"
    ACTIVE = "active"
    ENDED = "ended"
    REVOKED = "revoked"
    LAPSED = "lapsed"  # nobody answered the proposal in time


@dataclass(frozen=True)
class Mandate:
    """A mandate as it stands. `services` are ids, none of them where it is for all; `ends` is its last day.

    `giver` or `holder` is None while one side has proposed and the other has not answered.
    """

    kind: Kind
    giver: UUID | None
    holder: UUID | None
    services: frozenset[str]
    starts: date
    ends: date | None
    accepted_at: datetime | None = None
    revoked_at: datetime | None = None

    @property
    def scope(self) -> frozenset[str] | None:
        """Give the services it is for; None for all."""
        return self.services or None


def state(mandate: Mandate, today: date) -> State:
    """Tell where a mandate stands."""
    if mandate.revoked_at is not None:
        return State.REVOKED
    if mandate.ends is not None and mandate.ends < today:
        return State.ENDED
    if mandate.accepted_at is None:
        return State.PROPOSED
    return State.COMING if today < mandate.starts else State.ACTIVE


def check_active(mandate: Mandate, today: date) -> None:
    """Refuse `mandate.revoked`, or `mandate.not_active` with its state, unless it may be used today."""
    now = state(mandate, today)
    if now is State.REVOKED:
        raise Refused("mandate.revoked")
    if now is not State.ACTIVE:
        raise Refused("mandate.not_active", state=now)


def check_terms(mandate: Mandate, today: date) -> None:
    """Refuse `mandate.dates` for terms that end before they begin, begin in the past, or last more than five years.

    Refused `mandate.kind` for a kind that people cannot agree on by themselves.
    """
    if mandate.kind not in (*BY_AGREEMENT, Kind.REPRESENTATIVE):
        raise Refused("mandate.kind", kind=mandate.kind)
    last = _in_years(mandate.starts, LONGEST_YEARS)
    if mandate.ends is None or not today <= mandate.starts <= mandate.ends <= last:
        raise Refused("mandate.dates", years=LONGEST_YEARS)


def accept(mandate: Mandate, by: UUID, at: datetime, today: date) -> Mandate:
    """Accept a proposal as the side that is open yet.

    Refused `mandate.own` to the one who proposed it, `mandate.not_active` when it is no proposal any more.
    """
    if state(mandate, today) is not State.PROPOSED or None not in (mandate.giver, mandate.holder):
        raise Refused("mandate.not_active", state=state(mandate, today))
    if by in (mandate.giver, mandate.holder):
        raise Refused("mandate.own")
    return replace(mandate, giver=mandate.giver or by, holder=mandate.holder or by, accepted_at=at)


def of_parent(parent: UUID, child: UUID, born: date, at: datetime, today: date) -> Mandate:
    """Give the mandate of a parent for a child, until the day before it is eighteen; Refused `mandate.of_age`."""
    birthday = _in_years(born, OF_AGE)
    if birthday <= today:
        raise Refused("mandate.of_age", age=OF_AGE)
    return Mandate(Kind.PARENT, child, parent, frozenset(), today, date.fromordinal(birthday.toordinal() - 1), at)


def last_day(starts: date, months: int) -> date:
    """Give the last day of a mandate for so many months, which ends in the same night of the month."""
    years, month = divmod(starts.month - 1 + months, 12)
    length = calendar.monthrange(starts.year + years, month + 1)[1]
    end = date(starts.year + years, month + 1, min(starts.day, length))
    return date.fromordinal(end.toordinal() - 1)


def _in_years(day: date, years: int) -> date:
    """Give the same day of another year; who is born on 29 February is of age on 1 March in other years."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)

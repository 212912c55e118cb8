"""By which way a message reaches somebody, and when: their preference, what is confirmed of them, and the hour."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from enum import StrEnum

URGENT = frozenset(
    {"mandate_proposed_giver", "mandate_accepted_giver", "mandate_asked_giver", "mandate_registered_giver"}
)
"""Kinds that do not wait for the morning: somebody may be about to act in one's name."""
DENIED, UNWANTED, STOPPED = "denied", "unwanted", "stopped"
"""Why nothing more goes there: its reader said that it is not for them, a mail program that they want none, or whoever
has the phone answered STOP."""
UNIMPORTANT = frozenset({"received"})
"""Kinds one need not be reminded of, nor be sent on paper unasked; all else asks something of its reader."""
REMIND_AFTER = timedelta(days=7)


class Channel(StrEnum):
    """A way to somebody."""

    EMAIL = "email"
    PHONE = "phone"  # a text message
    WHATSAPP = "whatsapp"
    PUSH = "push"  # a notice on a device, which says that a message is there
    LETTER = "letter"
    PAGE = "page"  # nothing is sent: it stands in the folder, as all messages do


class Undelivered(StrEnum):
    """Why the post brought a letter back."""

    MOVED = "moved"
    UNKNOWN = "unknown"  # nobody of that name there, or no such address
    REFUSED = "refused"
    UNCLAIMED = "unclaimed"  # not fetched within the post's time

    @property
    def is_gone(self) -> bool:
        """Tell whether nothing else need be sent there. What was not fetched says nothing of the next letter."""
        return self is not Undelivered.UNCLAIMED


ORDER = (Channel.PUSH, Channel.EMAIL, Channel.PHONE, Channel.LETTER)
"""Which way is tried first for somebody who has said nothing else, or whose way has failed.

A device comes first: its owner asked to be told there.
"""
ASKED = (Channel.WHATSAPP,)
"""Ways that are taken only for who has chosen them: their networks want that said beforehand."""


@dataclass(frozen=True)
class Preferences:
    """How somebody wants to be told: by which way, and from when to when nothing may ring (hours of the city's day)."""

    channel: Channel | None = None
    quiet: tuple[time, time] | None = None


def choose(preferences: Preferences, reachable: Collection[Channel], tried: Collection[Channel] = ()) -> Channel:
    """Choose the way: the preferred one, else the first that reaches them; none of those that were `tried` in vain.

    Who wants nothing sent is sent nothing.
    """
    if preferences.channel is Channel.PAGE:
        return Channel.PAGE
    first = (preferences.channel,) if preferences.channel else ()
    return next((way for way in (*first, *ORDER) if way in reachable and way not in tried), Channel.PAGE)


def when(preferences: Preferences, kind: str, now: datetime) -> datetime:
    """Give the moment from which a message of this kind may go out; `now` is a local time, with its zone.

    What is not urgent waits for the end of the quiet hours, where it is within them; they may go over midnight.
    """
    if preferences.quiet is None or kind in URGENT:
        return now
    begin, end = preferences.quiet
    if not is_within(begin, end, now.time()):
        return now
    day = now.date() if now.time() < end else now.date() + timedelta(days=1)
    ends = (datetime.combine(day, end, now.tzinfo).replace(fold=fold) for fold in (0, 1))  # an hour may come twice
    return next((one for one in ends if one.astimezone(UTC) > now.astimezone(UTC)), now)


def is_within(begin: time, end: time, at: time) -> bool:
    """Tell whether a time of day lies from `begin` until before `end`; equal ones mean no time at all."""
    return begin <= at < end if begin <= end else at >= begin or at < end

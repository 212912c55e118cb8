"""How often someone may ask. Counted in the database, for all processes together; no name or address is kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import connection

from sportello.actions import city, sealing
from sportello.core.errors import Refused
from sportello.store.limits import Tally

COUNT = """
INSERT INTO store_tally (key, until, count) VALUES (%(key)s, %(end)s, 1)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN store_tally.until <= %(now)s THEN 1 ELSE store_tally.count + 1 END,
    until = CASE WHEN store_tally.until <= %(now)s THEN excluded.until ELSE store_tally.until END
RETURNING count, until
"""


@dataclass(frozen=True)
class Limit:
    """At most so many in a window of so many seconds, which begins with the first."""

    name: str
    most: int
    seconds: int


def take(limit: Limit, who: str) -> None:
    """Count one deed of `who` (any text that tells callers apart).

    Refused `limit.reached`, with the most there may be and the seconds until it is counted anew.
    """
    now = city.now()
    facts: dict[str, bytes | datetime] = {
        "key": sealing.index("limit", f"{limit.name}\x00{who}"),
        "end": now + timedelta(seconds=limit.seconds),
        "now": now,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, facts)
        count, until = cursor.fetchone()
    if count > limit.most:
        raise Refused("limit.reached", most=limit.most, seconds=max(1, round((until - now).total_seconds())))


def forget() -> int:
    """Delete the windows that are over; tell how many."""
    deleted, _ = Tally.objects.filter(until__lte=city.now()).delete()
    return deleted

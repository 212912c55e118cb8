"""How often someone may ask. Counted in the database, for all processes together; no name or address is kept.

A process takes counts in lots of a hundredth of the limit, and gives them out from memory: whoever may ask often costs
no query a time. What is left of a lot when its window ends was never asked for: a limit is exact to a lot a process.
"""

import threading
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db import connection

from sportello.actions import city, sealing
from sportello.core.errors import Refused
from sportello.store.limits import Tally

LOTS = 100
MOST_LOTS = 10_000
COUNT = """
INSERT INTO store_tally (key, until, count) VALUES (%(key)s, %(end)s, %(lot)s)
ON CONFLICT (key) DO UPDATE SET
    count = CASE WHEN store_tally.until <= %(now)s THEN excluded.count ELSE store_tally.count + excluded.count END,
    until = CASE WHEN store_tally.until <= %(now)s THEN excluded.until ELSE store_tally.until END
RETURNING count, until
"""


@dataclass(frozen=True)
class Limit:
    """At most so many in a window of so many seconds, which begins with the first."""

    name: str
    most: int
    seconds: int

    @cached_property
    def lot(self) -> int:
        """Give how many are counted at once."""
        return max(1, self.most // LOTS)


@dataclass
class _Lot:
    """What is left of a lot that this process took, until its window ends."""

    left: int
    until: datetime


_lots: dict[tuple[str, str], _Lot] = {}
_taking = threading.Lock()


def take(limit: Limit, who: str, weight: int = 1) -> None:
    """Count one deed of `who` (any text that tells callers apart), as heavy as so many.

    Refused `limit.reached`, with the most there may be and the seconds until it is counted anew.
    """
    if limit.lot > 1 and _take_from_lot(limit, who, weight):
        return
    now, lot = city.now(), max(limit.lot, weight)
    count, until = _count(limit, who, now, lot)
    left = min(lot, limit.most - (count - lot)) - weight
    if left < 0:
        raise Refused("limit.reached", most=limit.most, seconds=max(1, round((until - now).total_seconds())))
    if left > 0:
        _keep(limit, who, _Lot(left, until))


def is_reached(limit: Limit, who: str) -> bool:
    """Tell whether `who` has used the limit up; counts nothing."""
    return Tally.objects.filter(key=_key(limit, who), until__gt=city.now(), count__gte=limit.most).exists()


def forget() -> int:
    """Delete the windows that are over; tell how many."""
    deleted, _ = Tally.objects.filter(until__lte=city.now()).delete()
    return deleted


def _take_from_lot(limit: Limit, who: str, weight: int) -> bool:
    with _taking:
        lot = _lots.get((limit.name, who))
        if lot is None or lot.left < weight or lot.until <= city.now():
            return False
        lot.left -= weight
        return True


def _keep(limit: Limit, who: str, lot: _Lot) -> None:
    with _taking:
        if len(_lots) >= MOST_LOTS:
            _lots.clear()
        _lots[limit.name, who] = lot


def _count(limit: Limit, who: str, now: datetime, lot: int) -> tuple[int, datetime]:
    facts: dict[str, bytes | datetime | int] = {
        "key": _key(limit, who),
        "end": now + timedelta(seconds=limit.seconds),
        "now": now,
        "lot": lot,
    }
    with connection.cursor() as cursor:
        cursor.execute(COUNT, facts)
        count, until = cursor.fetchone()
    return count, until


def _key(limit: Limit, who: str) -> bytes:
    return sealing.index("limit", f"{limit.name}\x00{who}")

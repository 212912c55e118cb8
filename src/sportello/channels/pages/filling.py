"""How much may be put into the city from one network, signed in or not: what nobody ever sends fills a disk.

Libraries and carriers of phones share one address among many, who bring a few megabytes each: hundreds find room.
"""

from django.http import HttpRequest

from sportello.actions import limits
from sportello.channels.pages import visitors

DRAFTS = limits.Limit("drafts from", 2000, 3600)
MEGABYTES = limits.Limit("megabytes from", 2000, 600)
MEGABYTES_A_DAY = limits.Limit("megabytes from, a day", 20_000, 24 * 3600)


def count_draft(request: HttpRequest) -> None:
    """Count a draft that is begun. Refused `limit.reached`."""
    limits.take(DRAFTS, _network(request))


def count_file(request: HttpRequest, size: int) -> None:
    """Count a file of so many bytes that is taken in. Refused `limit.reached`."""
    network, weight = _network(request), 1 + size // 2**20
    for limit in (MEGABYTES, MEGABYTES_A_DAY):
        limits.take(limit, network, weight)


def _network(request: HttpRequest) -> str:
    return visitors.network(visitors.address(request))
